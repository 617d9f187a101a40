// Books of rolls repeat what meetings' rows say, however the rows came about; and one that was damaged is refused.

import CorpusKit
import Governance
import Ledger
import SQLite
import Testing

@testable import Projections

/// What all books say, meeting by meeting, and what the rows say, as text.
private func texts(_ generation: Generation) throws -> (books: [String], rows: [String]) {
    try generation.database.read { database in
        var (books, rows) = ([String](), [String]())
        var numbers = PeopleNumbers()
        try database.forEachRow("SELECT year, body, book FROM rollbook", []) { row in
            var (people, marks): ([Int32], [BookedMark]) = ([], [])
            var reader = RollBookReader(row.bytes(2), year: row.integer(0))
            guard reader.people(&numbers, into: &people), let count = reader.number() else {
                throw DamagedBook(body: row.text(1), year: "\(row.integer(0))")
            }
            for _ in 0..<count {
                let meeting = try #require(reader.meeting(people, marks: &marks))
                let said = marks.map { mark in
                    "\(numbers.all[Int(mark.person)]) \(mark.standing) "
                        + (mark.substituteFor < 0 ? "" : numbers.all[Int(mark.substituteFor)].text)
                }
                books.append(
                    "\(row.text(1)) \(meeting.id) \(meeting.starts.iso) \(meeting.status) \(meeting.kind) "
                        + "\(meeting.hasRoll) \(meeting.hasMarks) \(meeting.isDetailed) \(said)")
            }
            #expect(reader.isOver)
            return true
        }
        try database.forEachRow("SELECT \(MeetingRow.columns) FROM meeting", []) { view in
            let row = try MeetingRow(view, asAt: CivilDate.last.start)
            guard row.status != .withdrawn else { return true }
            let marks = try row.packedMarks.map { try PackedRoll.general($0).map(\.entry) }
            let isDetailed = marks?.contains { $0.reason != nil || $0.arrived != nil || $0.left != nil }
            let said = (marks ?? []).map { "\($0.person) \($0.standing) \($0.substituteFor?.text ?? "")" }
            rows.append(
                "\(row.body) \(row.id) \(row.starts.iso) \(row.status) \(row.kind) \(row.hasRoll) "
                    + "\(marks != nil) \(isDetailed ?? false) \(said)")
            return true
        }
        return (books.sorted(), rows.sorted())
    }
}

@Suite struct RollBookTests {
    @Test(arguments: 1...2) func booksRepeatRowsHoweverTheyWereFolded(seed: UInt64) throws {
        let bench = try Bench(council: 1)
        var chance = MeetingsByChance(seed: seed, bench)
        try chance.write()
        let end = try bench.ledger.lastSeq()
        let store = try bench.store()
        try store.rebuild()
        let rebuilt = try texts(store.active)
        #expect(rebuilt.books == rebuilt.rows)
        #expect(rebuilt.rows.count > 300)
        for batch in [1_000, end] {
            let followed = try texts(folded(bench.ledger, by: batch, upTo: end))
            #expect(followed.books == rebuilt.rows)
        }
        // One by one from where things happen by chance.
        let generation = try folded(bench.ledger, by: end - 200, upTo: end - 200)
        var directory = Directory()
        for last in end - 199...end {
            try generation.fold(bench.ledger, from: last - 1, upTo: last, into: &directory)
        }
        #expect(try texts(generation).books == rebuilt.rows)
        #expect(try hashes(generation) == store.hashes())
        #expect(try store.verify().allSatisfy(\.isSound))
        // And back.
        for last in [end - 30, end - 150] {
            #expect(try generation.go(to: last, bench.ledger))
            let before = try texts(generation)
            #expect(before.books == before.rows)
            #expect(try hashes(generation) == hashes(folded(bench.ledger, by: last, upTo: last)))
        }
    }

    @Test func aBookThatSomebodyChangedIsNotSound() throws {
        let bench = try Bench(council: 1)
        let store = try bench.store()
        let first = try store.rebuild()
        try bench.edit(
            first.generation, "UPDATE rollbook SET book = replace(book, 'A', 'H') WHERE body = 'body-2'")
        let findings = try store.verify()
        #expect(findings.first { $0.name == "attendance" }?.isSound == false)
        let again = try store.rebuild()
        #expect(again.comparisons.first { $0.name == "attendance" }?.outcome == .different)
        #expect(try store.verify().allSatisfy(\.isSound))
    }

    @Test func aDamagedBookIsRefusedWhereverItEnds() throws {
        var writer = RollBookWriter(year: 2007)
        let starts = try CivilDateTime(text: "2007-12-31T18:30")
        var entries = [RollEntry(try PersonID(text: "councillor-a"), .present)]
        entries.append(RollEntry(try PersonID(text: "councillor-b"), .substitute))
        entries[1].substituteFor = try PersonID(text: "councillor-c")
        let packed = PackedRoll(entries, seq: 9).text
        try packed.withUnsafeBytes { packed in
            try Array("malap-2007-12-31".utf8).withUnsafeBytes { id in
                try writer.add(
                    id: id, starts: starts, status: .held, kind: .training, hasRoll: true, packed: packed)
            }
        }
        let book = writer.text
        #expect(book.allSatisfy { (0x20..<0x80).contains($0) })
        func read(_ book: [UInt8]) -> BookedMeeting? {
            book.withUnsafeBytes { bytes in
                var (numbers, people, marks) = (PeopleNumbers(), [Int32](), [BookedMark]())
                var reader = RollBookReader(bytes, year: 2007)
                guard reader.people(&numbers, into: &people), reader.number() == 1,
                    let meeting = reader.meeting(people, marks: &marks), marks.count == 2,
                    marks[1].standing == .substitute, marks[1].substituteFor >= 0,
                    numbers.all[Int(marks[1].substituteFor)].text == "councillor-c"
                else { return nil }
                return meeting
            }
        }
        let whole = try #require(read(book))
        #expect((whole.starts, whole.status, whole.kind) == (starts, .held, .training))
        for end in book.indices { #expect(read(Array(book[..<end])) == nil) }
        for place in book.indices {
            for byte in [0, 0x40, 0x5F, 0x7F, 0xFF] as [UInt8] {
                var other = book
                other[place] = byte
                _ = read(other)
            }
        }
    }

    @Test func aQuestionOnADamagedBookSaysWhatToDo() throws {
        let bench = try Bench(council: 1)
        let store = try bench.store()
        let first = try store.rebuild()
        try bench.edit(
            first.generation, "UPDATE rollbook SET book = substr(book, 1, 40) WHERE body = 'body-2'")
        #expect(throws: DamagedBook.self) {
            try store.ask(asAt: nil, asKnownOn: nil, now: CouncilCorpus.end(of: 1).start) {
                _ = try $0.breaches(body: nil, person: nil)
            }
        }
    }

    @Test func textsHaveTheNumbersInWhichTheyCome() {
        var numbers = TextNumbers()
        let texts = (0..<5_000).map { "person-\($0 * 7 % 1_000)" } + ["", "a"]
        var expected: [String: Int] = [:]
        for text in texts {
            let number = expected[text] ?? expected.count
            expected[text] = number
            #expect(numbers.number(of: text) == number)
        }
        #expect(numbers.count == expected.count)
        for (text, number) in expected {
            #expect(numbers.withText(of: number) { String(decoding: $0, as: UTF8.self) } == text)
        }
    }

    @Test func aSetOfNumbersHasWhatWasPutIn() {
        var set = NumberSet()
        for number in [0, 3, 63, 64, 200, 3] { set.insert(number) }
        #expect(set.count == 5)
        #expect((0..<300).filter { set.contains(Int32($0)) } == [0, 3, 63, 64, 200])
    }
}
