// Rolls packed into their meeting's row: written and read back, and seen as one row for each mark.

import CorpusKit
import Governance
import Ledger
import SQLite
import Testing

@testable import Projections

@Suite struct PackedRollTests {
    private func entry(_ person: String, _ standing: Standing) throws -> RollEntry {
        RollEntry(try PersonID(text: person), standing)
    }

    /// Marks that say all there is to say, and as little.
    private func marks() throws -> [Mark] {
        var substitute = try entry("councillor-b", .substituteVirtually)
        substitute.substituteFor = try PersonID(text: "councillor-c")
        var ill = try entry("councillor-a", .apologies)
        ill.reason = .illness
        var late = try entry("councillor-d", .present)
        late.arrived = try ClockTime(text: "17:10")
        var early = try entry("councillor-e", .present)
        early.left = try ClockTime(text: "18:05")
        return [
            Mark(entry: late, isCorrected: false, seq: 8), Mark(entry: ill, isCorrected: true, seq: 12),
            Mark(entry: substitute, isCorrected: false, seq: 8),
            Mark(entry: early, isCorrected: false, seq: 8),
            Mark(entry: try entry("councillor-f", .absent), isCorrected: false, seq: 9),
        ]
    }

    private func packed(_ marks: [Mark]) -> PackedRoll {
        var roll = PackedRoll()
        for mark in marks { roll.take(PackedRoll(mark)) }
        return roll
    }

    private func text(_ roll: PackedRoll) -> String { String(decoding: roll.text, as: UTF8.self) }

    private func text(_ marks: [Mark]) -> String { text(packed(marks)) }

    @Test func whatIsWrittenIsReadBackInTheOrderOfIdentifiers() throws {
        let marks = try marks()
        #expect(try PackedRoll.read(text(marks)) == marks.sorted { $0.entry.person < $1.entry.person })
        #expect(text(marks) == text(marks.reversed()))
        #expect(try PackedRoll.read(text([])).isEmpty)
        #expect(try PackedRoll(stored: text(marks)) == packed(marks))
    }

    @Test func aRollIsTheMarksThatItsEntriesMake() throws {
        let entries = try marks().map(\.entry)
        let marks = entries.map { Mark(entry: $0, isCorrected: false, seq: 8) }
        #expect(PackedRoll(entries, seq: 8) == packed(marks))
        // Of two that speak of one person the later one counts, whichever way they are taken in.
        let again = try entry("councillor-a", .present)
        let read = try PackedRoll.read(text(PackedRoll(entries + [again], seq: 8)))
        #expect(read.count == entries.count)
        #expect(read.first?.entry == again)
    }

    /// The text that is changed as it stands says what a list of marks would say that is changed alike.
    @Test func aRollThatIsChangedIsTheListOfItsMarks() throws {
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<200 {
            var roll = PackedRoll()
            var list: [Mark] = []
            for seq in 1...30 {
                let person = try PersonID(text: "councillor-\(numbers.next() % 12)")
                if numbers.next() % 3 == 0 {
                    roll.remove(person)
                    list.removeAll { $0.entry.person == person }
                } else {
                    var entry = try #require(try self.marks().randomElement(using: &numbers)).entry
                    entry.person = person
                    let mark = Mark(entry: entry, isCorrected: numbers.next() % 2 == 0, seq: seq)
                    roll.take(PackedRoll(mark))
                    list.removeAll { $0.entry.person == person }
                    list.append(mark)
                }
                try #require(
                    try PackedRoll.read(text(roll)) == list.sorted { $0.entry.person < $1.entry.person })
            }
        }
    }

    @Test(arguments: ["", "{}", "[[]]", #"[["a","asleep",1,0]]"#, #"[["A","present",1,0]]"#, "[[1,2,3,4]]"])
    func whatIsNoRollIsRefused(text: String) {
        #expect(throws: (any Error).self) {
            guard try !PackedRoll.read(text).isEmpty else { throw EmptyRoll() }
        }
    }

    private struct EmptyRoll: Error {}

    @Test func theViewShowsWhatIsPacked() throws {
        let generation = try Generation()
        try generation.database.write { database in
            try database.execute(
                sql: """
                    INSERT INTO meeting VALUES
                    ('m', 'b', '2008-01-01T10:00', '2008-01-01', NULL, 'held', 1, 3, 'ordinary', 0, ?, NULL, NULL, NULL),
                    ('n', 'b', '2008-01-02T10:00', '2008-01-02', NULL, 'held', 0, 4, 'ordinary', 0, NULL, NULL, NULL, NULL)
                    """, arguments: [text(try marks())])
            let schema = ProjectionSchema(AttendanceProjection.self)
            let stored = try RowCursor(TableShape("meeting", in: database), in: database)
            var unpacked: [[Cell]] = []
            while let row = try stored.next() {
                unpacked += schema.seen(row, stored.shape).filter { $0.shape.name == "mark" }.map(\.row)
            }
            let shape = try #require(try schema.shape("mark", in: database))
            let view = try RowCursor(shape, in: database)
            var viewed: [[Cell]] = []
            while let row = try view.next() { viewed.append(row) }
            #expect(viewed == unpacked)
            #expect(viewed.count == 5)
            #expect(viewed.first.map { shape.keyText($0) } == "m/councillor-a")
            #expect(try TableShape("mark", in: database).columns == shape.columns)
            #expect(try schema.shape("meeting", in: database)?.columns.contains("marks") == false)
        }
    }

    @Test func aRollWithCorrectionsIsTheSameInBatchesOfAnySize() throws {
        let bench = try Bench(.marks, entries: 1_000)
        let whole = try folded(bench.ledger, by: 1_000, upTo: 1_000)
        for batch in [1, 5, 333] {
            #expect(try hashes(folded(bench.ledger, by: batch, upTo: 1_000)) == hashes(whole))
        }
    }

    /// More meetings than a fold keeps in memory at once, and entries about all of them afterwards.
    @Test func whatIsWrittenEarlyIsReadAgain() throws {
        var events: [Event] = []
        let ids = try (0..<9_000).map { try MeetingID(text: "m-\($0)") }
        for id in ids {
            var scheduled = MeetingScheduled()
            (scheduled.meeting, scheduled.body) = (id, try BodyID(text: "b"))
            events.append(.meetingScheduled(scheduled))
        }
        for id in ids {
            var recorded = AttendanceRecorded()
            (recorded.meeting, recorded.entries) = (id, [try entry("councillor-a", .present)])
            events.append(.attendanceRecorded(recorded))
        }
        let whole = try hashes(folded(events, by: events.count))
        // Beside the meetings there is one row that says which body's rolls name the councillor.
        #expect(whole["attendance"]?.rows == ids.count + 1)
        #expect(try hashes(folded(events, by: 4_500)) == whole)
    }

    @Test func anEntryAboutAMeetingThatWasNeverCalledStopsTheProjection() throws {
        let bench = try Bench(entries: 300)
        var held = MeetingHeld()
        held.meeting = try MeetingID(text: "never-called")
        let seq = try bench.append(held, version: 1)
        let generation = try folded(bench.ledger, by: 1_000, upTo: seq)
        let attendance = try #require(try generation.status().first { $0.name == "attendance" })
        #expect(attendance.fault == "entry \(seq): there is no meeting never-called")
        #expect(attendance.position == seq - 1)
    }
}
