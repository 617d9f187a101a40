// A history folded in any way gives the same rows: as it is recorded, entry by entry, in batches of any size,
// or rebuilt.

import Governance
import Ledger
import ReplayKit
import Reports
import SQLite
import Testing

@testable import Projections

/// Every row of every table, as text, sorted.
private func rows(in database: Database) throws -> [String: [String]] {
    let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    var found: [String: [String]] = [:]
    // Which log a file was made from is marked in files alone.
    for table in tables where table != "log" {
        // A look into the past keeps no hash along.
        let columns = table == "projection" ? "name, version, position, fault" : "*"
        found[table] = try Row.fetchAll(database, sql: "SELECT \(columns) FROM \"\(table)\"")
            .map { "\($0.cells)" }.sorted()
    }
    return found
}

@Suite struct FoldTests {
    private func folded(
        _ ledger: LedgerStore, by batch: Int, upTo end: Int? = nil
    ) throws -> (rows: [String: [String]], Directory) {
        let generation = try Generation()
        var directory = Directory()
        var position = 0
        let end = try end ?? ledger.lastSeq()
        while position < end {
            position = try generation.fold(
                ledger, from: position, upTo: min(end, position + batch), into: &directory)
        }
        return (try generation.database.read { try rows(in: $0) }, directory)
    }

    @Test(arguments: Replay.all) func anyBatchGivesTheSameRows(replay: Replay) async throws {
        let history = try replay.history()
        try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.restored(from: history, in: directory)
            let whole = try folded(ledger, by: .max / 2)
            #expect((whole.rows["mark"]?.count ?? 0) > 0)
            for batch in [1, 2, 3, 7, 64, 1_000] {
                let parts = try folded(ledger, by: batch)
                #expect(parts.rows == whole.rows, "in batches of \(batch)")
                #expect(parts.1 == whole.1, "in batches of \(batch)")
            }
        }
    }

    /// Entry by entry back to the beginning, through all that was corrected and taken back.
    @Test(arguments: Replay.all) func goingBackGivesTheRowsOfThen(replay: Replay) async throws {
        let history = try replay.history()
        try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.restored(from: history, in: directory)
            let end = try ledger.lastSeq()
            let generation = try Generation()
            var known = Directory()
            try generation.fold(ledger, from: 0, upTo: end, into: &known)
            for seq in (0..<end).reversed() {
                try #require(try generation.go(to: seq, ledger))
                let back = try generation.database.read { try rows(in: $0) }
                let then = try folded(ledger, by: .max / 2, upTo: seq).rows
                try #require(back == then, "back at entry \(seq)")
            }
        }
    }

    @Test(arguments: Replay.all) func followingGivesTheSameRowsAsRebuilding(replay: Replay) async throws {
        try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            try await replay.play(replay.script(), to: council)
            let last = try council.ledger.lastSeq()
            #expect(council.projections.waitFor(last, milliseconds: 10_000))
            let followed = try council.projections.read { database, _, point in
                #expect(point.position == last)
                return try rows(in: database)
            }
            _ = try council.projections.rebuild()
            let rebuilt = try council.projections.read { database, _, _ in try rows(in: database) }
            #expect(followed == rebuilt)
            #expect(try folded(council.ledger, by: .max / 2).rows == rebuilt)
        }
    }
}

/// What this history shows beside the files of answers.
@Suite struct StocktonTests {
    @Test func aMembersGroupIsThatOfTheDayOfEachMeeting() async throws {
        let history = try Replay.stockton.history()
        try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.restored(from: history, in: directory)
            let projections = try ProjectionStore(directory: directory + "/projections", ledger: ledger)
            _ = try projections.rebuild()
            let now = try #require(CivilDateTime(iso: "2008-10-01T09:00"))
            func group(until day: String) throws -> String? { try member(until: day)?.group }
            func member(until day: String) throws -> AttendanceValue? {
                try projections.ask(asAt: now.date, asKnownOn: nil, now: now) { reading in
                    var question = AttendanceQuestion()
                    (question.body, question.person, question.to) = ("MALAP", "Councillor E", day)
                    return try reading.attendance(question).members.first
                }
            }
            #expect(try group(until: "25 November 2007") == "group-two")
            // E changed group on 26 November, between two meetings.
            #expect(try group(until: "26 November 2007") == "group-two")
            #expect(try group(until: "12 March 2008") == "group-two")
            #expect(try group(until: "13 March 2008") == "group-three")
            #expect(try member(until: "13 March 2008")?.groupName == "Group Two, then Group Three")
        }
    }
}
