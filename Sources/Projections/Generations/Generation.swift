// One generation of projections: a database file with the rows of all of them, and for each how far it has
// been folded. Rows and positions change in one transaction, so a report over several sees one moment.

import Codec
public import GRDB
public import Governance
public import Ledger

/// Where one projection stands.
public struct ProjectionStatus: Sendable, Equatable {
    public let name: String
    public let version: Int
    /// The last entry it has taken in.
    public let position: Int
    /// Why it has stopped at the entry behind its position; nil if it has not.
    public let fault: String?
}

/// A database of projections and the folding into it.
///
/// Folding is done by one thread at a time; reading by any.
public final class Generation: Sendable {
    public let database: any DatabaseWriter

    /// Opens a generation's file, or makes it.
    public convenience init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "projections"
        try self.init(DatabasePool(path: path, configuration: configuration))
    }

    /// A generation in memory, for a look into the past.
    public convenience init() throws {
        try self.init(DatabaseQueue())
    }

    private init(_ database: any DatabaseWriter) throws {
        self.database = database
        try database.write { database in
            guard try !database.tableExists("projection") else { return }
            try database.execute(sql: Self.schema)
            for projection in ProjectionCatalog.all {
                try database.execute(sql: projection.schema)
                try database.run(
                    "INSERT INTO projection VALUES (?, ?, 0, NULL)", [projection.name, projection.version])
            }
        }
    }

    private static let schema = """
        CREATE TABLE projection(
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            fault TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE directory(changed INTEGER NOT NULL) STRICT;
        INSERT INTO directory VALUES (0);
        """

    // MARK: - Folding

    /// Folds the entries up to one, and at most `limit` of them, in one transaction.
    ///
    /// A projection that cannot take an entry in is stopped before it, with the reason; the others go on.
    ///
    /// - Parameter directory: has taken in everything before; on return with the entries folded now.
    /// - Returns: the position reached.
    @discardableResult
    public func fold(
        _ ledger: LedgerStore, from position: Int, upTo last: Int, into directory: inout Directory
    ) throws -> Int {
        guard position < last else { return position }
        var changed = directory
        try database.write { database in
            var folding = try Folding(database)
            try ledger.forEach(in: position + 1...last) { seq, bytes in
                try folding.apply(try Event(seq: seq, entry: bytes), seq, &changed)
            }
            try folding.finish(at: last)
        }
        directory = changed
        return last
    }

    /// Where each projection stands.
    public func status() throws -> [ProjectionStatus] { try database.read { try Self.status(in: $0) } }

    static func status(in database: Database) throws -> [ProjectionStatus] {
        try Row.fetchAll(database, sql: "SELECT name, version, position, fault FROM projection ORDER BY name")
            .map {
                ProjectionStatus(
                    name: $0["name"], version: $0["version"], position: $0["position"], fault: $0["fault"])
            }
    }

    /// The entry up to which all projections that have not stopped have been folded.
    public func position() throws -> Int {
        let status = try status()
        return status.filter { $0.fault == nil }.map(\.position).min() ?? status.map(\.position).max() ?? 0
    }

    /// Whether the file was made by the folds that this program has.
    public func isCurrent() throws -> Bool {
        let versions = Dictionary(uniqueKeysWithValues: try status().map { ($0.name, $0.version) })
        return versions
            == Dictionary(uniqueKeysWithValues: ProjectionCatalog.all.map { ($0.name, $0.version) })
    }

    /// The last entry up to the position that changed the directory.
    static func directoryChanged(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT changed FROM directory") ?? 0
    }
}

/// One transaction's folding.
private struct Folding {
    private let database: Database
    private var running: [any Projection.Type]
    private var directoryChanged = 0

    init(_ database: Database) throws {
        self.database = database
        let stopped = Set(try Generation.status(in: database).filter { $0.fault != nil }.map(\.name))
        running = ProjectionCatalog.all.filter { !stopped.contains($0.name) }
    }

    mutating func apply(_ event: Event, _ seq: Int, _ directory: inout Directory) throws {
        if Directory.eventTypes.contains(type(of: event.payload).type) {
            directory.evolve(event)
            directoryChanged = seq
            return
        }
        let stream = event.payload.stream
        for projection in running where projection.concerns(stream) {
            // What a projection did of an entry before it failed must not stay.
            try database.run("SAVEPOINT entry")
            do {
                try projection.apply(event, seq: seq, to: database)
            } catch {
                try database.run("ROLLBACK TO entry")
                try stop(projection, before: seq, because: error)
            }
            try database.run("RELEASE entry")
        }
    }

    private mutating func stop(
        _ projection: any Projection.Type, before seq: Int, because error: any Error
    ) throws {
        running.removeAll { $0.name == projection.name }
        try database.run(
            "UPDATE projection SET position = ?, fault = ? WHERE name = ?",
            [seq - 1, "entry \(seq): \(error)", projection.name])
    }

    func finish(at position: Int) throws {
        for projection in running {
            try database.run(
                "UPDATE projection SET position = ? WHERE name = ?", [position, projection.name])
        }
        if directoryChanged > 0 { try database.run("UPDATE directory SET changed = ?", [directoryChanged]) }
    }
}
