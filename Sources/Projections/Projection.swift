// What a projection is: a schema, a fold and a version. Its rows can be thrown away and folded again from
// the log at any time.

public import GRDB
public import Governance

/// Rows folded from the log.
public protocol Projection: SendableMetatype {
    /// Its name, as `projection list` shows it.
    static var name: String { get }

    /// The fold's version: grows whenever the fold would make other rows of the same log.
    static var version: Int { get }

    /// The statements that make its tables.
    static var schema: String { get }

    /// Whether what happens to this record concerns it; only such events are given to it.
    static func concerns(_ stream: Stream) -> Bool

    /// Takes in one event. What does not concern it is left alone; what it cannot take in is thrown, and
    /// stops the projection at this entry.
    static func apply(_ event: Event, seq: Int, to database: Database) throws
}

/// The projections there are, in the order in which they are folded.
public enum ProjectionCatalog {
    public static let all: [any Projection.Type] = [
        AttendanceProjection.self, DecisionProjection.self, NoticeProjection.self, RosterProjection.self,
    ]

    /// The version that answers carry: it changes when any fold changes.
    public static var version: Int { all.reduce(0) { $0 + $1.version } }
}

extension Database {
    /// Runs a statement that is prepared once and then kept.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
