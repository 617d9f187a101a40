// The tables of ledger.db, version 2. An auditor reads them with nothing but sqlite3:
//
//   entry    one row for each entry. `body` is the CloudEvents JSON, the bytes that are hashed and exported.
//            seq counts 1, 2, 3 … without gaps.
//   record   a view that shows the attributes of each entry as columns.
//
// Nothing else is kept here: what can be derived from the entries lies beside, in index.db. Triggers keep the log
// append-only. The one on INSERT also stops INSERT OR REPLACE, which deletes a row without a DELETE trigger.
// application_id is "MNTD", user_version the format version.

import CSQLite

package enum Schema {
    /// The format version that this code reads and writes.
    package static let version = 2
    package static let applicationId = 0x4D4E_5444

    package static let sql = """
        CREATE TABLE entry(seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
        CREATE TRIGGER entry_insert BEFORE INSERT ON entry
        WHEN NEW.seq IS NOT 1 + coalesce((SELECT max(seq) FROM entry), 0) BEGIN
            SELECT RAISE(ABORT, 'entry: seq is not the next one');
        END;
        CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN
            SELECT RAISE(ABORT, 'entry: the log is append-only');
        END;
        CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN
            SELECT RAISE(ABORT, 'entry: the log is append-only');
        END;
        CREATE VIEW record AS SELECT
            seq,
            json_extract(body, '$.id') AS id,
            json_extract(body, '$.subject') AS stream,
            json_extract(body, '$.streamversion') AS streamversion,
            json_extract(body, '$.type') AS type,
            json_extract(body, '$.time') AS time,
            json_extract(body, '$.recordedtime') AS recordedtime,
            json_extract(body, '$.actor') AS actor,
            json_extract(body, '$.commandid') AS commandid,
            json_extract(body, '$.data') AS data
        FROM entry;
        """

    /// Makes the tables in a new file; refuses one that another program or another version made.
    static func prepare(_ connection: OpaquePointer, path: String) throws(LedgerError) {
        do {
            let application = try integer(connection, "PRAGMA application_id")
            let found = try integer(connection, "PRAGMA user_version")
            let objects = try integer(connection, "SELECT count(*) FROM sqlite_schema")
            if application == 0, found == 0, objects == 0 {
                return try create(connection, sql, applicationId, version)
            }
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

    /// Makes the tables of a new file in one transaction.
    static func create(
        _ connection: OpaquePointer, _ sql: String, _ applicationId: Int, _ version: Int
    ) throws(StorageFailure) {
        try execute(
            connection,
            """
            BEGIN IMMEDIATE;
            \(sql)
            PRAGMA application_id = \(applicationId);
            PRAGMA user_version = \(version);
            COMMIT;
            """, "make the tables")
    }
}
