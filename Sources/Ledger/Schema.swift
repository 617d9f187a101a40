// The tables of ledger.db, version 1. An auditor reads them with nothing but sqlite3:
//
//   entry    one row for each entry. `body` is the CloudEvents JSON, the bytes that are hashed and
//            exported; the columns before it repeat attributes of the body so that they can be looked up,
//            and verification compares the two. seq counts 1, 2, 3 … without gaps, streamversion does so
//            within each stream.
//   receipt  one row for each command: the digest of what was asked, and which entries it led to (none
//            if it changed nothing).
//
// Both are append-only by triggers. The one on entry looks for existing ids and versions before an INSERT,
// because INSERT OR REPLACE deletes the old row without firing a DELETE trigger. It is one SELECT because
// triggers take a fifth of an insert's time already. application_id is
// "MNTD", user_version the format version. The index on type is there so that all entries of a few types are
// found at start without a scan; it costs an append a tenth of its time.

import CSQLite

package enum Schema {
    /// The format version that this code reads and writes.
    package static let version = 1
    package static let applicationId = 0x4D4E_5444

    package static let sql = """
        CREATE TABLE entry(
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            stream TEXT NOT NULL,
            streamversion INTEGER NOT NULL,
            type TEXT NOT NULL,
            time TEXT NOT NULL,
            recordedtime TEXT NOT NULL,
            actor TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX entry_id ON entry(id);
        CREATE UNIQUE INDEX entry_stream ON entry(stream, streamversion);
        CREATE INDEX entry_type ON entry(type);
        CREATE TRIGGER entry_insert BEFORE INSERT ON entry BEGIN
            SELECT CASE
                WHEN NEW.seq IS NOT 1 + coalesce((SELECT max(seq) FROM entry), 0)
                THEN RAISE(ABORT, 'entry: seq is not the next one')
                WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
                THEN RAISE(ABORT, 'entry: id exists')
                WHEN NEW.streamversion IS NOT 1 + coalesce(
                    (SELECT max(streamversion) FROM entry WHERE stream = NEW.stream), 0)
                THEN RAISE(ABORT, 'entry: streamversion is not the next one')
            END;
        END;
        CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN
            SELECT RAISE(ABORT, 'entry: the log is append-only');
        END;
        CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN
            SELECT RAISE(ABORT, 'entry: the log is append-only');
        END;

        CREATE TABLE receipt(
            commandid TEXT NOT NULL PRIMARY KEY,
            digest BLOB NOT NULL,
            firstseq INTEGER,
            lastseq INTEGER,
            recordedtime TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER receipt_update BEFORE UPDATE ON receipt BEGIN
            SELECT RAISE(ABORT, 'receipt: the log is append-only');
        END;
        CREATE TRIGGER receipt_delete BEFORE DELETE ON receipt BEGIN
            SELECT RAISE(ABORT, 'receipt: the log is append-only');
        END;
        """

    /// Makes the tables in a new file; refuses one that another program or another version made.
    static func prepare(_ connection: OpaquePointer, path: String) throws(LedgerError) {
        do {
            let application = try integer(connection, "PRAGMA application_id")
            let found = try integer(connection, "PRAGMA user_version")
            let objects = try integer(connection, "SELECT count(*) FROM sqlite_schema")
            if application == 0, found == 0, objects == 0 { return try create(connection) }
            guard application == applicationId else { throw LedgerError.notALedger(path: path) }
            guard found == version else {
                throw LedgerError.formatVersion(path: path, found: found, expected: version)
            }
        } catch let failure as StorageFailure {
            if failure.primaryCode == SQLITE_NOTADB { throw .notALedger(path: path) }
            throw .storage(failure)
        } catch let error as LedgerError {
            throw error
        } catch {
            throw .storage(StorageFailure(operation: "open \(path)", code: 0, message: "\(error)"))
        }
    }

    package static func integer(_ connection: OpaquePointer, _ sql: String) throws(StorageFailure) -> Int {
        let statement = try Statement(connection, sql)
        return try statement.step() ? statement.integer(0) : 0
    }

    private static func create(_ connection: OpaquePointer) throws(StorageFailure) {
        try execute(
            connection,
            """
            BEGIN IMMEDIATE;
            \(sql)
            PRAGMA application_id = \(applicationId);
            PRAGMA user_version = \(version);
            COMMIT;
            """, "make the log's tables")
    }
}
