// What is kept along with the entries stands or falls with them.

import CSQLite
import Ledger
import SQLite
import Testing

/// Writes the numbers that it is told into a table of its own.
private final class Witness: AppendObserver {
    var pending: [(seq: Int, bytes: [UInt8])] = []
    var events: [String] = []
    var fails = false

    struct Refusal: Error {}

    func appended(seq: Int, bytes: UnsafeRawBufferPointer) { pending.append((seq, Array(bytes))) }

    func willCommit(_ database: OpaquePointer) throws {
        sqlite3_exec(database, "CREATE TABLE IF NOT EXISTS witness(seq INTEGER, body TEXT)", nil, nil, nil)
        for entry in pending {
            let body = String(decoding: entry.bytes, as: UTF8.self)
            sqlite3_exec(database, "INSERT INTO witness VALUES (\(entry.seq), '\(body)')", nil, nil, nil)
        }
        if fails { throw Refusal() }
    }

    func didCommit() {
        pending = []
        events.append("commit")
    }

    func didRollBack() {
        pending = []
        events.append("rollback")
    }
}

@Suite struct ObserverTests {
    let directory = TemporaryDirectory()

    private func seen(_ store: LedgerStore) throws -> [Int] {
        try store.withDatabase {
            try Int.fetchAll(
                $0,
                sql: """
                    SELECT entry.seq FROM entry JOIN witness USING (seq)
                    WHERE entry.body = witness.body ORDER BY 1
                    """)
        }
    }

    @Test func itWritesInTheSameTransaction() throws {
        let store = try LedgerStore.open(directory: directory.path)
        let witness = Witness()
        let writer = try foundedWriter(store, observers: [witness])
        try writer.begin()
        _ = try writer.append([draft(), draft(version: 2)], context())
        try writer.commit()
        #expect(try seen(store) == [1, 2, 3])
        #expect(witness.events == ["commit", "commit"])
    }

    @Test func ifItFailsNothingIsRecorded() throws {
        let store = try LedgerStore.open(directory: directory.path)
        let witness = Witness()
        let writer = try foundedWriter(store, observers: [witness])
        witness.fails = true
        try writer.begin()
        _ = try writer.append(draft(), context())
        let error = #expect(throws: AppendError.self) { try writer.commit() }
        #expect(error?.isFatal == true)
        #expect(try store.lastSeq() == 1)
        #expect(try seen(store) == [1])
        #expect(witness.events == ["commit", "rollback"])
        witness.fails = false
        try writer.begin()
        #expect(try writer.append(draft(), context()).seq == 2)
        try writer.commit()
        #expect(try seen(store) == [1, 2])
    }
}
