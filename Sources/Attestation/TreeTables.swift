// The tables in ledger.db that hold the log's Merkle tree, made with the first entry:
//
//   tile        hashes of the tree, 256 to a row, 32 bytes each (c2sp.org/tlog-tiles). Level 0 holds
//               SHA-256(0x00 ‖ body) of each entry, and only full rows. Level 1 holds the roots of the full
//               rows of level 0, and so on; the last row of a level from 1 on grows until it is full.
//   leaf        hashes of the last entries, at most 255, as each commit added them: `seq` is the first one's
//               entry. They go when their tile is full.
//   checkpoint  one row: the size and root of the tree at the last commit, as the signed note that says so.
//
// A million entries take 34 MB of tiles: SQLite puts a full tile into two pages of overflow and an eighth of a
// third one.

import CSQLite
import Evidence
import Ledger

enum TreeTables {
    static let sql = """
        CREATE TABLE IF NOT EXISTS tile(
            level INTEGER NOT NULL,
            number INTEGER NOT NULL,
            hashes BLOB NOT NULL,
            PRIMARY KEY (level, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS leaf(
            seq INTEGER PRIMARY KEY,
            hashes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS checkpoint(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            size INTEGER NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        """

    /// Whether the tables are there.
    static func exist(_ connection: OpaquePointer) throws(StorageFailure) -> Bool {
        try Schema.integer(
            connection,
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('tile', 'leaf', 'checkpoint')"
        ) == 3
    }

    /// The last signed checkpoint; nil when there is none.
    static func checkpoint(_ connection: OpaquePointer) throws(StorageFailure) -> (size: Int, note: [UInt8])?
    {
        guard try exist(connection) else { return nil }
        let statement = try Statement(connection, "SELECT size, note FROM checkpoint")
        guard try statement.step() else { return nil }
        return (statement.integer(0), Array(statement.bytes(1)))
    }

    /// A stored tile, the unfinished one of level 0 too; nil when there is none.
    static func tile(
        _ connection: OpaquePointer, _ address: TileAddress
    ) throws(StorageFailure) -> [UInt8]? {
        guard address.index < TreeLimit.size / UInt64(TileAddress.fullWidth) else { return nil }
        let number = Int(address.index)
        if let bytes = try fullTile(connection, address.level, number) { return bytes }
        guard address.level == 0 else { return nil }
        let statement = try Statement(
            connection, "SELECT seq, hashes FROM leaf WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")
        let first = number * TileAddress.fullWidth + 1
        statement.bind(1, first)
        statement.bind(2, first + TileAddress.fullWidth - 1)
        var bytes: [UInt8] = []
        while try statement.step() {
            guard statement.integer(0) == first + bytes.count / Hash.byteCount else { break }
            bytes += statement.bytes(1)
        }
        // A writer may have filled the tile and removed the rows between the two looks.
        return bytes.isEmpty ? try fullTile(connection, 0, number) : bytes
    }

    private static func fullTile(
        _ connection: OpaquePointer, _ level: Int, _ number: Int
    ) throws(StorageFailure) -> [UInt8]? {
        let statement = try Statement(
            connection, "SELECT hashes FROM tile WHERE level = ?1 AND number = ?2")
        statement.bind(1, level)
        statement.bind(2, number)
        return try statement.step() ? Array(statement.bytes(0)) : nil
    }
}

/// What writes the tree on the writer's connection. Confined to the writer's thread.
struct TreeStatements {
    private let insertTile: Statement
    private let insertLeaves: Statement
    private let deleteLeaves: Statement
    private let insertCheckpoint: Statement

    init(_ connection: OpaquePointer) throws(StorageFailure) {
        try execute(connection, TreeTables.sql, "make the tables of the tree")
        insertTile = try Statement(
            connection, "INSERT OR REPLACE INTO tile(level, number, hashes) VALUES (?1, ?2, ?3)")
        insertLeaves = try Statement(connection, "INSERT INTO leaf(seq, hashes) VALUES (?1, ?2)")
        deleteLeaves = try Statement(connection, "DELETE FROM leaf WHERE seq BETWEEN ?1 AND ?2")
        insertCheckpoint = try Statement(
            connection, "INSERT OR REPLACE INTO checkpoint(id, size, note) VALUES (1, ?1, ?2)")
    }

    func write(_ change: TileChange) throws(StorageFailure) {
        let number = Int(change.address.index)
        let first = number * TileAddress.fullWidth + 1
        guard change.isFull || change.address.level > 0 else {
            insertLeaves.bind(1, first + change.previousWidth)
            insertLeaves.bind(2, blob: Array(change.added))
            return try insertLeaves.run("keep hashes of entries")
        }
        insertTile.bind(1, change.address.level)
        insertTile.bind(2, number)
        insertTile.bind(3, blob: change.bytes)
        try insertTile.run("keep a tile of the tree")
        guard change.address.level == 0, change.previousWidth > 0 else { return }
        deleteLeaves.bind(1, first)
        deleteLeaves.bind(2, first + change.previousWidth - 1)
        try deleteLeaves.run("let go of hashes that are in a tile now")
    }

    func write(_ signed: SignedCheckpoint) throws(StorageFailure) {
        insertCheckpoint.bind(1, Int(signed.checkpoint.size))
        insertCheckpoint.bind(2, String(decoding: signed.bytes, as: UTF8.self))
        try insertCheckpoint.run("keep the checkpoint")
    }
}

/// The tiles of an open log, read from any thread.
struct StoredTiles: TileReader {
    let ledger: LedgerStore

    func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
        guard let bytes = try ledger.read({ try TreeTables.tile($0, address) }) else {
            throw TileError.missing(address)
        }
        return bytes
    }
}

/// Stored tiles with the unfinished ones of one moment on top. Confined to whoever holds its lock.
final class CurrentTiles: TileReader {
    private let stored: StoredTiles
    private var unfinished: [TileAddress: [UInt8]] = [:]
    private var size: UInt64 = 0

    init(ledger: LedgerStore) { stored = StoredTiles(ledger: ledger) }

    /// Takes over the unfinished tiles of a tree that has been committed.
    func follow(_ tree: TreeWriter) {
        guard tree.size != size else { return }
        size = tree.size
        unfinished = Dictionary(
            tree.unfinishedTiles.map { ($0.address, $0.bytes) }, uniquingKeysWith: { $1 })
    }

    func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
        if let bytes = unfinished[address], bytes.count >= width * Hash.byteCount { return bytes }
        return try stored.tile(address, width: width)
    }
}
