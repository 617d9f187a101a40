// Whatever a year's rolls say: the notices that wait are those that a recount by hand finds, told to those whom
// it names, and a run that issues them leaves none for the next.

import Codec
import Constitutions
import Foundation
import Governance
import Ledger
import Projections
import RecordKeeping
import ReplayKit
import Reports
import Testing

@Suite struct NoticeSetTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func theNoticesAreThoseOfARecount(seed: UInt64) async throws {
        try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory, seed: seed)
            defer { council.close() }
            var clerk = Clerk(council: council, year: RandomYear(seed: seed))
            try await clerk.found()

            let half = clerk.year.meetings.count / 2
            for index in 0..<half { try await clerk.minute(index) }
            var known = Array(clerk.year.meetings[..<half])
            let first = try clerk.waiting()
            #expect(first == clerk.year.recount(known))
            try await clerk.run()
            #expect(try clerk.waiting().isEmpty)
            let told = try clerk.issued()
            #expect(Set(told.keys) == Set(first.map(\.id)))

            // The other half of the time, and second thoughts about the first.
            for index in half..<clerk.year.meetings.count { try await clerk.minute(index) }
            for index in 0..<half { try await clerk.correct(index) }
            known = clerk.year.meetings
            #expect(try clerk.waiting() == clerk.year.recount(known).filter { told[$0.id] == nil })
            try await clerk.run()
            #expect(try clerk.waiting().isEmpty)
            // What was told stays told, whatever the rolls say by now.
            let now = try clerk.issued()
            for (id, notice) in told { #expect(now[id]?.told == notice.told) }

            // On the evening before the first run nobody had been told of anything.
            let before = known[half - 1].day
            #expect(
                try clerk.waiting(asAt: before) == clerk.year.recount(Array(known[..<half])))
        }
    }

    /// What the store remembers of rolls is what it would find anew, after each of them and each correction.
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func whatIsRememberedIsWhatIsFoundAnew(seed: UInt64) async throws {
        try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory, seed: seed)
            defer { council.close() }
            var clerk = Clerk(council: council, year: RandomYear(seed: seed))
            try await clerk.found()
            for index in clerk.year.meetings.indices {
                try await clerk.minute(index)
                if index.isMultiple(of: 3) { try await clerk.correct(index) }
                let anew = try ProjectionStore(
                    directory: "\(directory)/anew-\(index)", ledger: council.ledger)
                try anew.rebuild()
                #expect(
                    try clerk.answers(of: council.projections) == clerk.answers(of: anew), "meeting \(index)")
                // And once more, now that all of it is remembered.
                #expect(
                    try clerk.answers(of: council.projections) == clerk.answers(of: anew), "meeting \(index)")
            }
        }
    }

    /// The property above is about something: over all seeds both parts of a rule and every way of telling occur.
    @Test func theYearsAreNotAllQuiet() {
        let found = (1...40 as ClosedRange<UInt64>).flatMap { seed in
            let year = RandomYear(seed: seed)
            return year.recount(year.meetings)
        }
        #expect(Set(found.map(\.kind)) == Set(BreachKind.allCases))
        let told = Set(found.flatMap(\.told).map { $0.prefix { $0 != " " } })
        #expect(told == ["leader", "chief-executive", "group-leader", "deputy-group-leader"])
        #expect(found.contains { $0.told.contains("group-leader vacant") })
    }
}

/// Somebody who keeps the record of a random year.
private struct Clerk {
    let council: ScriptedCouncil
    var year: RandomYear
    private var today = RandomYear.first

    init(council: ScriptedCouncil, year: RandomYear) {
        (self.council, self.year) = (council, year)
    }

    private mutating func record(_ command: some Command) async throws {
        let name = "\(type(of: command))"
        let evening = try #require(RFC3339("\(today.iso)T21:00:00Z")).instant
        _ = try await council.submit(name, command, actor: "uid:1001(clerk)", at: evening)
    }

    mutating func found() async throws {
        var command = ApplyConstitution()
        command.constitution = try Constitution(json: YAMLDocument(year.constitution).json)
        try await record(command)
    }

    /// Enters a meeting on the day after it.
    mutating func minute(_ index: Int) async throws {
        let meeting = year.meetings[index]
        today = try #require(meeting.day.adding(days: 1))
        var schedule = ScheduleMeeting()
        (schedule.body, schedule.starts) = ("board", "\(meeting.day.iso)T18:00")
        schedule.kind = meeting.isTraining ? .training : nil
        try await record(schedule)
        if meeting.isCancelled {
            var cancel = CancelMeeting()
            (cancel.meeting, cancel.reason) = (meeting.id, "No quorum was expected")
            return try await record(cancel)
        }
        var hold = HoldMeeting()
        hold.meeting = meeting.id
        try await record(hold)
        guard let roll = meeting.roll else { return }
        var attendance = RecordAttendance()
        attendance.meeting = meeting.id
        attendance.entries = roll.sorted { $0.key < $1.key }.map { line($0.key, $0.value) }
        try await record(attendance)
    }

    /// Corrects a roll where the year has second thoughts about it.
    mutating func correct(_ index: Int) async throws {
        guard let (person, standing) = year.secondThought(about: index) else { return }
        var command = CorrectAttendance()
        command.meeting = year.meetings[index].id
        (command.line, command.why) = (line(person, standing), "the signing-in sheet says so")
        try await record(command)
        year.meetings[index].roll?[person] = standing
    }

    /// Issues what waits, as `minutectl notice run` does.
    mutating func run() async throws {
        for notice in try report(.unsent).notices {
            var command = IssueNotice()
            command.notice = try NoticeID(text: notice.id)
            (command.body, command.person, command.kind) = (notice.body, notice.person, notice.kind)
            command.meetings = try notice.considered.map { try MeetingID(text: $0) }
            try await record(command)
        }
    }

    func waiting(asAt: CivilDate? = nil) throws -> [FoundByHand] {
        try report(.unsent, asAt: asAt).notices.map { notice in
            FoundByHand(
                id: notice.id, kind: notice.kind, missed: notice.absences.map(\.date),
                told: notice.recipients.map { "\($0.role.rawValue) \($0.person ?? "vacant")" })
        }.sorted { $0.id < $1.id }
    }

    func issued() throws -> [String: NoticeValue] {
        try Dictionary(uniqueKeysWithValues: report(.issued).notices.map { ($0.id, $0) })
    }

    private func report(_ status: NoticeStatus, asAt: CivilDate? = nil) throws -> NonAttendanceReport {
        var question = NonAttendanceQuestion()
        question.status = status
        let end = try council.ledger.lastSeq()
        #expect(council.projections.waitFor(end, milliseconds: 60_000))
        let night = try CivilDateTime(text: "\((asAt ?? today).iso)T23:00")
        return try council.projections.ask(asAt: asAt ?? today, asKnownOn: nil, now: night) {
            try $0.nonAttendance(question)
        }
    }

    /// What a store says of all rolls on one day, later than all of them.
    func answers(of store: ProjectionStore) throws -> [[UInt8]] {
        #expect(council.projections.waitFor(try council.ledger.lastSeq(), milliseconds: 60_000))
        return try store.ask(asAt: nil, asKnownOn: nil, now: CivilDateTime(text: "2012-03-01T23:00")) {
            [try $0.nonAttendance(NonAttendanceQuestion()).json, try $0.sixMonth(SixMonthQuestion()).json]
        }
    }

    private func line(_ person: String, _ standing: Standing) -> RollLine {
        var line = RollLine()
        (line.person, line.standing) = (person, standing)
        return line
    }
}

extension NoticeValue {
    /// What it told, without what has come of it since.
    fileprivate var told: [String] {
        absences.map { "\($0.meeting) \($0.standing)" } + recipients.map { "\($0.role) \($0.person ?? "")" }
    }
}
