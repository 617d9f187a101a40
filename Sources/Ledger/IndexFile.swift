// index.db: what is looked up in the log, derived from its entries. It may be deleted at any time, and is rebuilt
// when it is missing, damaged, ahead of the log or of another log. Written in large transactions by whoever has
// time; a power cut may take the last ones back, and the next start takes these entries in again.
//
//   stream     which entries a stream has: a row for each stretch that was written, `version` the stream's with the
//              last of them
//   type       which entries there are of a type, likewise, by the first one's number; under `provenance:assumed` and
//              `provenance:invented` those of that provenance
//   command    what each command led to that the client gave an identifier
//   stepback   entries recorded at an earlier time than the entry before: the clock had been ahead
//   tile       hashes of the log's tree (c2sp.org/tlog-tiles), unfinished tiles too
//   position   one row: up to which entry this goes, that entry's leaf hash, and the root of the tree up to there,
//              by which the file is known to be of this log and of no other history of it
//
// Numbers of entries are packed (PackedNumbers).

import CSQLite
import Evidence
import Glibc

/// The one connection that writes index.db. Used under the lock of ``LogIndex``.
final class IndexFile {
    static let name = "index.db"
    static let version = 2
    private static let applicationId = 0x4D4E_5449

    private static let sql = """
        CREATE TABLE stream(
            name TEXT NOT NULL, version INTEGER NOT NULL, seqs BLOB NOT NULL, PRIMARY KEY (name, version)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE type(
            name TEXT NOT NULL, first INTEGER NOT NULL, seqs BLOB NOT NULL, PRIMARY KEY (name, first)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE command(
            id TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stepback(seq INTEGER PRIMARY KEY, recordedtime TEXT NOT NULL) STRICT;
        CREATE TABLE tile(
            level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE position(
            id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, leaf BLOB NOT NULL, root BLOB NOT NULL
        ) STRICT;
        """

    let connection: Connection

    private init(_ connection: Connection) { self.connection = connection }

    /// Opens the file; makes one if there is none, or none that can be read.
    static func open(_ path: String, vfs: String?) throws(StorageFailure) -> IndexFile {
        do {
            let file = IndexFile(try Connection(writingTo: path, isDurable: false, vfs: vfs))
            let handle = file.connection.handle
            if try Schema.integer(handle, "SELECT count(*) FROM sqlite_schema") == 0 {
                try Schema.create(handle, sql, applicationId, version)
            }
            if try Schema.integer(handle, "PRAGMA application_id") == applicationId,
                try Schema.integer(handle, "PRAGMA user_version") == version
            {
                return file
            }
        } catch {
            guard error.isDamage else { throw error }
        }
        delete(path, vfs: vfs)
        let file = IndexFile(try Connection(writingTo: path, isDurable: false, vfs: vfs))
        try Schema.create(file.connection.handle, sql, applicationId, version)
        return file
    }

    /// Deletes the file, which nobody may have open.
    static func delete(_ path: String, vfs: String?) {
        guard let system = sqlite3_vfs_find(vfs) else { return }
        // What is not there need not be deleted.
        for name in [path, path + "-wal", path + "-shm"] { _ = system.pointee.xDelete?(system, name, 0) }
    }

    /// Up to which entry the file goes, that entry's leaf hash, and the tree's root there; nil when it is empty.
    func position() throws(StorageFailure) -> (seq: Int, leaf: [UInt8], root: [UInt8])? {
        let statement = try Statement(connection.handle, "SELECT seq, leaf, root FROM position")
        guard try statement.step() else { return nil }
        return (statement.integer(0), Array(statement.bytes(1)), Array(statement.bytes(2)))
    }

    /// Forgets everything.
    func clear() throws(StorageFailure) {
        try execute(
            connection.handle,
            """
            BEGIN IMMEDIATE; DELETE FROM stream; DELETE FROM type; DELETE FROM command; DELETE FROM stepback;
            DELETE FROM tile; DELETE FROM position; COMMIT;
            """, "clear the index")
    }

    /// Adds the next entries, all in one transaction.
    func write(_ batch: IndexBatch) throws(StorageFailure) {
        let handle = connection.handle
        try execute(handle, "BEGIN IMMEDIATE", "write the index")
        do {
            try writeRows(batch.piece)
            for tile in batch.tiles { try write(tile) }
            let position = try connection.statement(
                "INSERT OR REPLACE INTO position(id, seq, leaf, root) VALUES (1, ?1, ?2, ?3)")
            position.bind(1, batch.last)
            position.bind(2, blob: batch.leaf.bytes)
            position.bind(3, blob: batch.root.bytes)
            try position.run("write the index")
            try execute(handle, "COMMIT", "write the index")
        } catch {
            if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
            throw error
        }
    }

    private func writeRows(_ piece: IndexPiece) throws(StorageFailure) {
        let streams = try connection.statement(
            "INSERT OR REPLACE INTO stream(name, version, seqs) VALUES (?1, ?2, ?3)")
        for (name, places) in piece.streams {
            streams.bind(1, name)
            streams.bind(2, places.version)
            streams.bind(3, blob: PackedNumbers.pack(places.seqs))
            try streams.run("write the index")
        }
        let types = try connection.statement(
            "INSERT OR REPLACE INTO type(name, first, seqs) VALUES (?1, ?2, ?3)")
        for (name, seqs) in piece.types {
            types.bind(1, name)
            types.bind(2, seqs[0])
            types.bind(3, blob: PackedNumbers.pack(seqs))
            try types.run("write the index")
        }
        let commands = try connection.statement(
            """
            INSERT INTO command(id, digest, first, last) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE
            SET last = excluded.last WHERE last = excluded.first - 1 AND digest = excluded.digest
            """)
        for (id, receipt) in piece.receipts {
            commands.bind(1, id)
            commands.bind(2, receipt.digest)
            commands.bind(3, receipt.entries.lowerBound)
            commands.bind(4, receipt.entries.upperBound)
            try commands.run("write the index")
        }
        let steps = try connection.statement(
            "INSERT OR REPLACE INTO stepback(seq, recordedtime) VALUES (?1, ?2)")
        for step in piece.stepsBack {
            steps.bind(1, step.seq)
            steps.bind(2, step.recordedTime)
            try steps.run("write the index")
        }
    }

    private func write(_ tile: TileChange) throws(StorageFailure) {
        let statement = try connection.statement(
            "INSERT OR REPLACE INTO tile(level, number, hashes) VALUES (?1, ?2, ?3)")
        statement.bind(1, tile.address.level)
        statement.bind(2, Int(tile.address.index))
        statement.bind(3, blob: tile.bytes)
        try statement.run("write the index")
    }
}

/// What is written to index.db at once.
struct IndexBatch: Sendable {
    var piece: IndexPiece
    var tiles: [TileChange]
    /// The last entry's number and leaf hash, and the root of the tree with it.
    var last: Int
    var leaf: Hash
    var root: Hash
}
