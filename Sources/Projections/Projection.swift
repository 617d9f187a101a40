// What a projection is: a schema, a fold and a version. Its rows can be thrown away and folded again from
// the log at any time.

public import Governance
public import SQLite

/// Rows folded from the log.
public protocol Projection: SendableMetatype {
    /// Its name, as `projection list` shows it.
    static var name: String { get }

    /// The fold's version: grows whenever the fold would make other rows of the same log.
    static var version: Int { get }

    /// The statements that make its tables. Each table has a primary key; no text holds a semicolon.
    static var schema: String { get }

    /// Whether what happens to this record concerns it; only such events are given to it.
    static func concerns(_ stream: Stream) -> Bool

    /// Rows that are packed into a column of one of its tables.
    static var packed: [PackedRows] { get }

    /// Tables that only repeat what others say, as indexes do: nobody asks for their rows.
    static var repeating: Set<String> { get }

    /// Fills those tables, once all other rows and the indexes are there.
    static func repeatRows(in database: Database) throws

    /// Begins one transaction's folding.
    static func fold(into database: Database) throws -> any Fold

    /// Removes the rows that a record's entries have made.
    static func remove(_ stream: Stream, from database: Database) throws

    /// The stream whose entries alone make a row, so that a look for them need not read the whole log.
    ///
    /// - Parameter key: the first part of the row's key.
    /// - Returns: the stream as entries' `subject` spells it; nil if any entry may touch the row.
    static func stream(ofRow key: String, in table: String) -> String?
}

extension Projection {
    public static var packed: [PackedRows] { [] }

    public static var repeating: Set<String> { [] }

    public static func repeatRows(in database: Database) throws {}

    public static func stream(ofRow key: String, in table: String) -> String? { nil }
}

/// The projections there are, in the order in which they are folded.
public enum ProjectionCatalog {
    public static let all: [any Projection.Type] = [
        AttendanceProjection.self, DecisionProjection.self, NoticeProjection.self, RosterProjection.self,
    ]

    /// Their names.
    static let names = all.map { $0.name }

    static func named(_ name: String) -> (any Projection.Type)? { all.first { $0.name == name } }

    /// The version that answers carry: it changes when any fold changes.
    public static var version: Int { all.reduce(0) { $0 + $1.version } }
}
