// What is counted out of books of rolls is what meetings' rows say, over all replays, over logs made by chance, and at
// several days and moments of each.

import Codec
import CorpusKit
import Foundation
import Governance
import Ledger
import ReplayKit
import Reports
import Testing

@testable import Projections

private let replays: [Replay] = {
    var top = URL(filePath: #filePath)
    for _ in 0..<3 { top = top.deletingLastPathComponent() }
    return (try? Replay.all(root: top)) ?? []
}()

/// Compares every answer, at the present and as at days spread over the record.
private func compareAnswers(_ store: ProjectionStore, asKnownOn known: Int? = nil) throws -> Int {
    let days = try store.ask(asAt: nil, asKnownOn: known, now: .lastYear) { reading in
        try reading.rows().map(\.day).sorted()
    }
    var compared = 0
    for day in [nil, days.last, days.dropLast(days.count / 3).last, days.dropLast(days.count / 2).last] {
        try store.ask(asAt: day, asKnownOn: known, now: .lastYear) { reading in
            let breaches = try reading.breachesAsText()
            #expect(try breaches == reading.breachesOutOfRows())
            #expect(try reading.clocksAsText() == reading.clocksOutOfRows())
            #expect(try reading.presenceAsText() == reading.presenceOutOfRows())
            #expect(try reading.rollFindingsAsText() == reading.rollFindingsOutOfRows())
            #expect(try reading.participationAsText() == reading.participationOutOfRows())
            #expect(try reading.groupsAsText() == reading.groupsOutOfRows())
            compared += breaches.count
            for question in try questions(reading) {
                #expect(try reading.attendanceAsText(question) == reading.attendanceOutOfRows(question))
            }
            for person in try reading.clocksAsText().prefix(5).compactMap({ $0.split(separator: " ").first })
            {
                let id = try PersonID(text: String(person))
                #expect(try reading.clocksAsText(of: id) == reading.clocksOutOfRows(of: id))
            }
        }
    }
    return compared
}

/// Attendance of everybody, and of some bodies, members, groups and times.
private func questions(_ reading: Reading) throws -> [AttendanceQuestion] {
    var questions = [AttendanceQuestion()]
    for body in reading.directory.bodies.keys.sorted().prefix(3) {
        questions.append(AttendanceQuestion())
        questions[questions.count - 1].body = body.text
    }
    for person in reading.directory.people.keys.sorted().prefix(5) {
        questions.append(AttendanceQuestion())
        questions[questions.count - 1].person = person.text
    }
    for group in reading.directory.groups.keys.sorted() {
        questions.append(AttendanceQuestion())
        questions[questions.count - 1].group = group.text
    }
    if let day = try reading.rows().map(\.day).dropFirst(2).first {
        questions.append(AttendanceQuestion())
        questions[questions.count - 1].from = day.iso
    }
    return questions
}

extension CivilDateTime {
    fileprivate static let lastYear = CivilDate(year: 2026, month: 11, day: 1)?.start ?? .placeholder
}

@Suite struct CountedAnswersTests {
    @Test func thereAreReplays() { #expect(replays.count > 3) }

    @Test(arguments: replays) func ofReplays(replay: Replay) async throws {
        let history = try Array(Data(contentsOf: replay.historyFile))
        try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.restored(from: history, in: directory)
            let store = try ProjectionStore(directory: directory + "/projections", ledger: ledger)
            try store.rebuild()
            _ = try compareAnswers(store)
            _ = try compareAnswers(store, asKnownOn: try ledger.lastSeq() * 2 / 3)
        }
    }

    @Test func ofACouncilsYears() throws {
        let bench = try Bench(council: 2)
        let store = try bench.store()
        try store.rebuild()
        #expect(try compareAnswers(store) > 20)
    }

    @Test(arguments: 1...3) func ofMeetingsByChance(seed: UInt64) throws {
        let bench = try Bench(council: 1)
        var chance = MeetingsByChance(seed: seed, bench)
        try chance.write()
        let store = try bench.store()
        try store.rebuild()
        _ = try compareAnswers(store)
        _ = try compareAnswers(store, asKnownOn: try bench.ledger.lastSeq() - 40)
    }
}
