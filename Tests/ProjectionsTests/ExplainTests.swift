// Why a row says what it says, where two sets of rows part, what a report said then and says now; and looks
// into the past.

import CorpusKit
import Governance
import Ledger
import Reports
import SQLite
import Testing

@testable import Projections

@Suite struct ExplainTests {
    private let now = CivilDateTime(iso: "2030-01-01T09:00") ?? CivilDateTime(startOf: .last)

    private func bench(_ entries: Int = 400) throws -> (Bench, ProjectionStore) {
        let bench = try Bench(.marks, entries: entries)
        let store = try bench.store()
        try store.rebuild()
        return (bench, store)
    }

    /// Corrects the first mark of a log.
    private func correct(_ bench: Bench, _ store: ProjectionStore) throws -> (seq: Int, mark: MarkRow) {
        let mark = try store.read { database, _, _ in
            let found = try Row.fetchOne(
                database, sql: "SELECT * FROM mark WHERE standing = 'present' ORDER BY meeting, person")
            let row = try #require(found)
            let entry = RollEntry(try PersonID(text: row["person"]), .present)
            return MarkRow(
                try MeetingID(text: row["meeting"]), Mark(entry: entry, isCorrected: false, seq: row["seq"]))
        }
        var corrected = AttendanceCorrected()
        corrected.meeting = try MeetingID(text: mark.meeting)
        corrected.entry = RollEntry(mark.person, .absent)
        corrected.reason = "the minutes were misread"
        let version = try bench.ledger.version(ofStream: "meeting/\(mark.meeting)") + 1
        let seq = try bench.append(corrected, version: version)
        store.committed(seq)
        bench.running(store) { #expect(store.waitFor(seq, milliseconds: 20_000)) }
        return (seq, mark)
    }

    @Test func theEntriesBehindARowAreNamed() throws {
        let (bench, store) = try bench()
        let (seq, mark) = try correct(bench, store)
        let found = try store.why("attendance", "\(mark.meeting)/\(mark.person)")
        #expect(found.position == seq)
        #expect(found.rows.count == 1)
        let row = try #require(found.rows.first)
        #expect(row.table == "mark")
        #expect(row.steps.count == 2)
        #expect(row.steps.last?.entry.seq == seq)
        let change = try #require(row.steps.last?.fields.first { $0.name == "standing" })
        #expect(change.here == "absent")
        #expect(change.there == "present")
        #expect(row.fields.contains { $0.name == "standing" && $0.value == "absent" })
    }

    @Test func aFieldMeansAllRowsThatSaySo() throws {
        let (bench, store) = try bench()
        let (_, mark) = try correct(bench, store)
        let found = try store.why("attendance", "person=\(mark.person)")
        let count = try store.read { database, _, _ in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM mark WHERE person = ?",
                arguments: [mark.person.text])
        }
        #expect(found.rows.count == count)
        #expect(found.rows.allSatisfy { $0.row.hasSuffix("/\(mark.person)") && !$0.steps.isEmpty })
    }

    @Test func theStreamAloneExplainsAsMuchAsTheWholeLog() throws {
        let (bench, store) = try bench()
        let (seq, mark) = try correct(bench, store)
        let wanted = RowReference("\(mark.meeting)/\(mark.person)")
        let whole = RowHistory { wanted.fits($0, $1) }
        try whole.fold(AttendanceProjection.self, bench.ledger, streams: nil, upTo: seq)
        let stream = RowHistory { wanted.fits($0, $1) }
        try stream.fold(
            AttendanceProjection.self, bench.ledger, streams: ["meeting/\(mark.meeting)"], upTo: seq)
        #expect(whole.steps.values.map { $0.map(\.seq) } == stream.steps.values.map { $0.map(\.seq) })
        #expect(whole.steps.values.first?.count == 2)
    }

    @Test(arguments: ["nothing/nobody", "person=nobody", "x=y"]) func whatIsNotThereIsRefused(row: String)
        throws
    {
        let (bench, store) = try bench()
        #expect(throws: Rejection.self) { try store.why("attendance", row) }
        #expect(try bench.generations().count == 1)
    }

    @Test func rowsThenAndNowPartAtTheEntryThatChangedThem() throws {
        let (bench, store) = try bench()
        let (seq, mark) = try correct(bench, store)
        let found = try store.difference("attendance", with: .position(400))
        #expect(found.count == 1)
        #expect(found.differences.first?.row == "\(mark.meeting)/\(mark.person)")
        #expect(found.parting?.entry.seq == seq)
        #expect(try store.difference("decisions", with: .position(400)).parting == nil)
        #expect(try store.difference("attendance", with: .position(seq)).count == 0)
        #expect(throws: Rejection.self) { try store.difference("attendance", with: .position(seq + 1)) }
    }

    @Test func rowsOfAnotherGenerationPartWhereTheyStoppedAgreeing() throws {
        let (bench, store) = try bench()
        let before = try store.status().generation
        let (seq, mark) = try correct(bench, store)
        let past = try store.read(asKnownOn: 400) { database, _, _ in
            try Row.fetchOne(
                database, sql: "SELECT seq, corrected FROM mark WHERE meeting = ? AND person = ?",
                arguments: [mark.meeting, mark.person.text])
        }
        let old: (seq: Int, corrected: Int) = try (#require(past)["seq"], #require(past)["corrected"])
        try store.rebuild()
        // The generation before, as if its fold had not taken the correction in.
        try bench.edit(
            before,
            """
            UPDATE meeting SET marks = (SELECT json_group_array(CASE value ->> 0
                WHEN '\(mark.person)'
                THEN json_array(value ->> 0, 'present', \(old.seq), \(old.corrected)) ELSE json(value) END)
                FROM json_each(marks)) WHERE id = '\(mark.meeting)'
            """
        )
        let found = try store.difference("attendance", with: .generation(before))
        #expect(found.count == 1)
        #expect(found.here.position == seq)
        #expect(found.parting?.entry.seq == seq)
        #expect(throws: Rejection.self) { try store.difference("attendance", with: .generation(99)) }
    }

    @Test func aReportThenAndNowDiffersByTheEntriesThatMadeTheDifference() throws {
        let (bench, store) = try bench()
        let (seq, mark) = try correct(bench, store)
        try bench.grow(to: seq + 60)
        store.committed(seq + 60)
        bench.running(store) { #expect(store.waitFor(seq + 60, milliseconds: 20_000)) }
        var question = AttendanceQuestion()
        let day = try store.read { database, _, _ in
            let day = try String.fetchOne(
                database, sql: "SELECT day FROM meeting WHERE id = ?", arguments: [mark.meeting])
            return try #require(day)
        }
        (question.from, question.to) = (day, day)
        let report = try store.compareAttendance(question, asAt: nil, knownOn: 400, now: now)
        #expect(report.knownOn == 400)
        #expect(report.members.map(\.person) == [mark.person.text])
        #expect(report.members.first?.entries == [seq])
        #expect(report.members.first?.then?.absent == 0)
        #expect(report.members.first?.now?.absent == 1)
        #expect(report.entries.map(\.seq) == [seq])
        #expect(report.unchanged > 0)
        let same = try store.compareAttendance(question, asAt: nil, knownOn: seq, now: now)
        #expect(same.members.isEmpty)
        #expect(same.entries.isEmpty)
    }
}

@Suite struct PastTests {
    /// The rows of a moment are the same whether one comes to it from before or from behind.
    @Test func goingBackGivesTheRowsOfThen() throws {
        let bench = try Bench(entries: 900)
        for seq in [880, 899, 700] {
            let now = try folded(bench.ledger, by: 4_000, upTo: 900)
            #expect(try now.go(to: seq, bench.ledger))
            let then = try folded(bench.ledger, by: 4_000, upTo: seq)
            #expect(try hashes(now) == hashes(then), "back at entry \(seq)")
            #expect(try now.status().map(\.position) == then.status().map(\.position))
            for generation in [now, then] {
                let changed = try generation.database.read { try Generation.directoryChanged(in: $0) }
                #expect(changed == 217, "the last of the people, bodies and seats")
            }
        }
    }

    @Test func oneGoesOnAgainFromWhereOneWentBack() throws {
        let bench = try Bench(entries: 900)
        let generation = try folded(bench.ledger, by: 4_000, upTo: 900)
        for seq in [400, 650, 5, 900, 0, 300] {
            #expect(try generation.go(to: seq, bench.ledger))
            #expect(try hashes(generation) == hashes(folded(bench.ledger, by: 4_000, upTo: seq)))
        }
    }

    @Test func nobodyGoesFromRowsOfAProjectionThatHasStopped() throws {
        let bench = try Bench(entries: 300)
        let generation = try folded(bench.ledger, by: 4_000, upTo: 300)
        try generation.database.write {
            try $0.run("UPDATE projection SET fault = 'entry 301: no' WHERE name = 'notices'")
        }
        #expect(try generation.go(to: 200, bench.ledger) == false)
    }

    /// A point is moved to another near it, and not copied, unless somebody is still looking at it.
    @Test func onlyAPointThatNobodyLooksAtIsMoved() throws {
        let bench = try Bench(entries: 900)
        let store = try bench.store()
        try store.rebuild()
        let first = ObjectIdentifier(try store.generation(asKnownOn: 500))
        let held = try store.generation(asKnownOn: 520)
        #expect(ObjectIdentifier(held) == first)
        let other = try store.generation(asKnownOn: 530)
        #expect(other !== held)
        for (generation, seq) in [(held, 520), (other, 530)] {
            #expect(try hashes(generation) == hashes(folded(bench.ledger, by: 4_000, upTo: seq)))
        }
    }

    @Test func thePointFromWhichOneIsThereSoonestIsChosen() throws {
        var points = PastGenerations()
        let (early, late, live) = (try Generation(), try Generation(), try Generation())
        points.keep(early, 500_000)
        points.keep(late, 3_000_000)
        func best(_ last: Int) -> Generation? { points.best(last, (4_000_000, live))?.generation }
        #expect(best(600_000) === early)
        #expect(best(2_900_000) === late)
        #expect(best(3_900_000) === live)
        #expect(best(10_000) == nil)
        // Rows that somebody may have changed are no help where the log is read as soon.
        #expect(PastGenerations().best(150_000, (150_100, live)) == nil)
    }

    @Test func aLookIntoThePastIsThatLogWithoutWhatCameLater() throws {
        let bench = try Bench(entries: 900)
        let store = try bench.store()
        try store.rebuild()
        // In an order in which some points are folded on from others, and some are not.
        for seq in [500, 520, 300, 899, 501] {
            let shorter = try Bench(entries: seq)
            let then = try hashes(folded(shorter.ledger, by: 4_000, upTo: seq))
            #expect(try hashes(store.generation(asKnownOn: seq)) == then, "as known at entry \(seq)")
            let known = try shorter.ledger.directory()
            try store.read(asKnownOn: seq) { _, directory, point in
                #expect(point.position == seq)
                #expect(directory == known)
            }
        }
    }
}
