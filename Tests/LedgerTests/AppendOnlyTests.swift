// Whoever has the file in hand, and forgets that the log is append-only, is told so.

import Ledger
import Testing

@Suite struct AppendOnlyTests {
    let directory = TemporaryDirectory()
    let store: LedgerStore
    let writer: LedgerWriter

    init() throws {
        store = try LedgerStore.open(directory: directory.path)
        writer = try foundedWriter(store)
        try writer.begin()
        for version in 1...3 { _ = try writer.append(draft(version: version), context()) }
        try writer.commit()
    }

    private static let verbs = [
        "INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL", "INSERT OR ROLLBACK", "REPLACE",
    ]

    @Test(arguments: [
        "UPDATE entry SET body = '{}' WHERE seq = 2", "UPDATE OR REPLACE entry SET seq = 9 WHERE seq = 2",
        "UPDATE entry SET body = 'x'", "DELETE FROM entry WHERE seq = 4", "DELETE FROM entry",
    ])
    func entriesAreNeitherChangedNorDeleted(sql: String) {
        #expect(tamper(directory, sql) == "entry: the log is append-only")
    }

    @Test(arguments: verbs)
    func noInsertReplacesAnEntryOrLeavesAGap(verb: String) throws {
        let before = try store.entry(seq: 2)
        for seq in [2, 4, 6, 0, -1, 1_000] {
            let sql = "\(verb) INTO entry(seq, body) VALUES (\(seq), '{}')"
            #expect(tamper(directory, sql) == "entry: seq is not the next one", "\(seq)")
        }
        #expect(try store.entry(seq: 2) == before)
        #expect(try store.lastSeq() == 4)
    }

    @Test func theTriggerLetsTheNextEntryIn() {
        #expect(tamper(directory, "INSERT INTO entry(seq, body) VALUES (5, '{}')") == nil)
    }

    @Test func theViewShowsAnAuditorTheAttributes() throws {
        // As an auditor's sqlite3 reads it: with the file alone.
        let row = asked(
            directory,
            """
            SELECT stream || ' ' || streamversion || ' ' || type || ' ' || time || ' ' || recordedtime || ' ' || actor
                || ' ' || length(id) FROM record WHERE seq = 3
            """)
        #expect(
            row == "meeting/malap-2007-09-06 2 org.minuted.meeting.scheduled 2007-09-06T18:30:00+01:00 "
                + "2007-09-06T17:30:00.000Z uid:1001(jokafor) 36")
    }

    @Test func anEntryThatIsGoneIsNoticedByWhoeverReads() throws {
        #expect(tamper(directory, "DROP TRIGGER entry_delete; DELETE FROM entry WHERE seq = 3") == nil)
        #expect(throws: StorageFailure.self) {
            var export = try store.export()
            while try export.piece() != nil {}
        }
        #expect(store.health.damage == nil || store.health.damage == "entry 3 is missing")
        #expect(throws: StorageFailure.self) { try store.entry(seq: 3) }
        #expect(store.health.damage == "entry 3 is missing")
        try writer.begin()
        _ = try writer.append(draft(version: 4), context())
        let refused = #expect(throws: AppendError.self) { try writer.commit() }
        #expect(refused?.description.contains("entry 3 is missing") == true)
    }
}
