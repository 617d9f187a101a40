// One generation of projections: a database file with the rows of all of them, and for each how far it has
// been folded. Rows, their hashes and positions change in one transaction, so a report over several
// projections sees one moment.

import Codec
import Governance
import Ledger
public import SQLite
import Synchronization

/// Where one projection stands.
public struct ProjectionStatus: Sendable, Equatable {
    public let name: String
    /// The version of the fold that made the rows.
    public let version: Int
    /// The last entry it has taken in.
    public let position: Int
    /// Why it has stopped at the entry behind its position; nil if it has not.
    public let fault: String?
    /// The hash of its rows, as kept along with the position; nil where none is kept.
    public let hash: RowSum?

    /// Whether the rows were made by the fold that this program has.
    var isCurrent: Bool { ProjectionCatalog.all.contains { $0.name == name && $0.version == version } }
}

/// A database of projections and the folding into it.
///
/// Folding is done by one thread at a time; reading by any.
public final class Generation: Sendable {
    public let database: any DatabaseWriter
    /// Keeps the hashes of some projections' rows along.
    private let watching = Mutex<RowWatch?>(nil)
    var watch: RowWatch? { watching.withLock { $0 } }

    /// Opens a generation's file, or makes it, to be kept up with the log and read from.
    public convenience init(path: String) throws {
        try self.init(DatabasePool(path: path), keepsHashes: true)
    }

    /// A generation in memory, for a look into the past.
    public convenience init() throws { try self.init(hasIndexes: true) }

    convenience init(hasIndexes: Bool) throws {
        var configuration = Database.Configuration()
        configuration.prepare = {
            try $0.execute(sql: "PRAGMA page_size = \(Self.pageSize); PRAGMA journal_mode = MEMORY")
            GivingWay.within($0)
        }
        // A temporary file of SQLite's: in memory while it is small, and on disk before it is too large.
        try self.init(
            DatabaseQueue(path: "", configuration: configuration), keepsHashes: false, hasIndexes: hasIndexes)
    }

    init(_ database: any DatabaseWriter, keepsHashes: Bool, hasIndexes: Bool = true) throws {
        self.database = database
        let current = try database.write { database in
            try Self.prepare(database, hasIndexes: hasIndexes)
            return try Self.status(in: database).filter(\.isCurrent).map(\.name)
        }
        if keepsHashes { try keepHashes(of: Set(current)) }
    }

    /// Bytes in a page. A meeting with its roll has some 600 bytes: in large pages fewer of them are split and
    /// written again.
    static let pageSize = 16_384

    /// From here on keeps the hashes of these projections' rows along.
    func keepHashes(of names: Set<String>) throws {
        let watch = try database.write { database in
            try RowWatch(
                ProjectionCatalog.all.filter { names.contains($0.name) }, on: database, keepsSums: true)
        }
        watching.withLock { $0 = watch }
    }

    /// Makes the tables in a new file; refuses one of another form.
    private static func prepare(_ database: Database, hasIndexes: Bool) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if try !database.tableExists("projection") {
            try database.execute(sql: schema)
            for projection in ProjectionCatalog.all {
                let its = ProjectionSchema(projection)
                for statement in its.tableStatements + (hasIndexes ? its.indexStatements : []) {
                    try database.execute(sql: statement)
                }
                try database.run(
                    "INSERT INTO projection VALUES (?, ?, 0, NULL, ?, 0)",
                    [projection.name, projection.version, RowSum().description])
            }
        } else if found != format {
            throw GenerationError.format(found)
        }
    }

    /// The form of the file itself; folds have versions of their own.
    private static let format = 4

    private static let schema = """
        CREATE TABLE projection(
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            fault TEXT,
            hash TEXT,
            "rows" INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE directory(changed INTEGER NOT NULL) STRICT;
        INSERT INTO directory VALUES (0);
        CREATE TABLE log(seq INTEGER, root TEXT) STRICT;
        INSERT INTO log VALUES (NULL, NULL);
        PRAGMA user_version = \(format);
        """

    // MARK: - Where it stands

    /// Where each projection stands.
    public func status() throws -> [ProjectionStatus] { try database.read { try Self.status(in: $0) } }

    static func status(in database: Database) throws -> [ProjectionStatus] {
        try Row.fetchAll(database, sql: "SELECT * FROM projection ORDER BY name").map { row in
            let hash: String? = row["hash"]
            return ProjectionStatus(
                name: row["name"], version: row["version"], position: row["position"], fault: row["fault"],
                hash: hash.flatMap { RowSum($0, rows: row["rows"]) })
        }
    }

    /// The entry up to which all projections that have not stopped have been folded.
    public func position() throws -> Int {
        let status = try status().filter(\.isCurrent)
        return status.filter { $0.fault == nil }.map(\.position).min() ?? status.map(\.position).max() ?? 0
    }

    /// The projections whose rows were made by other folds than this program has, or are not there.
    func outdated() throws -> [String] {
        let versions = Dictionary(uniqueKeysWithValues: try status().map { ($0.name, $0.version) })
        return ProjectionCatalog.all.filter { versions[$0.name] != $0.version }.map { $0.name }
    }

    /// Lets projections that have stopped try again, from where they stopped.
    func retryFaults() throws {
        try database.write { try $0.execute(sql: "UPDATE projection SET fault = NULL") }
    }

    /// The last entry up to the position that changed the directory.
    static func directoryChanged(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT changed FROM directory") ?? 0
    }
}

/// Why a generation's file cannot be used.
enum GenerationError: Error, CustomStringConvertible {
    case format(Int)
    case notThere(Int)
    case otherLog

    var description: String {
        switch self {
        case .notThere(let number): "there is no generation \(number)"
        case .otherLog: "the projections' file was built from another log"
        case .format(let found): "the projections' file has the form \(found), which is not this version's"
        }
    }
}
