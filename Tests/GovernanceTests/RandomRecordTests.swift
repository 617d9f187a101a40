// A record grown from random commands: whatever is accepted can be stored, is not recorded twice, and
// leaves the rules unbroken.

import Codec
import Governance
import Testing

@Suite("Records grown from random commands")
struct RandomRecordTests {
    @Test("keep the rules, whatever is asked of them", arguments: 1...12 as ClosedRange<UInt64>)
    func grown(_ seed: UInt64) {
        var commands = RandomCommands(random: SeededGenerator(seed: seed))
        var given = Given(SmallCouncil.events)
        var accepted = 0
        for _ in 0..<120 {
            let outcome = given.when(commands.next(), at: "2008-01-01T09:00")
            switch outcome.decided {
            case .success:
                given = outcome.accepted()
                accepted += outcome.events.isEmpty ? 0 : 1
            case .failure(let rejection): Outcome.expectClear(rejection, #_sourceLocation)
            }
        }
        #expect(accepted > 20)
        expectUnbroken(given.state)
        #expect(Given(given.events).state == given.state)
    }

    private func expectUnbroken(_ state: State) {
        for person in state.directory.people.values { #expect(!overlap(person.groups)) }
        for office in state.directory.offices.values { #expect(!overlap(office.holders)) }
        for body in state.directory.bodies.values {
            for (_, seats) in Dictionary(grouping: body.seats, by: \.person) { #expect(!overlap(seats)) }
        }
        for meeting in state.meetings.values {
            let roll = meeting.roll ?? []
            #expect(Set(roll.map(\.person)).count == roll.count)
            for entry in roll {
                guard let member = entry.substituteFor else { continue }
                #expect(meeting.entry(of: member)?.standing.isAbsence ?? true)
            }
        }
    }

    /// Whether two of them hold on one day, looked at day by day.
    private func overlap(_ all: [some Held]) -> Bool {
        var day: CivilDate = "2003-01-01"
        while day < "2008-06-01" {
            if all.on(day).count > 1 { return true }
            guard let next = day.adding(days: 1) else { return false }
            day = next
        }
        return false
    }
}

/// Commands with whatever names and dates, most of which make sense.
private struct RandomCommands {
    var random: SeededGenerator

    private mutating func one(_ words: [String]) -> String {
        words[Int.random(in: 0..<words.count, using: &random)]
    }

    private mutating func maybe(_ text: String) -> String? { Bool.random(using: &random) ? text : nil }

    private mutating func day() -> String {
        one([
            "2007-03-01", "2007-06-01", "2007-06", "2007-summer", "2007-09-06", "2007-10-04", "2007-12-06",
            "2006",
        ])
    }

    private mutating func person() -> String {
        one([
            "councillor-a", "councillor-b", "councillor-c", "councillor-d", "councillor-e", "leader",
            "yp-7f3a",
        ])
    }

    private mutating func group() -> String { one(["group-one", "group-two"]) }
    private mutating func office() -> String { one(["chief-executive", "leader-of", "group-two-leader"]) }

    private mutating func dates() -> CorrectedDates {
        var dates = CorrectSeat().dates
        dates.recordedFrom = one(["2003-05-01", "2007-01-01", "2007-06-01", "2007-09-06"])
        (dates.from, dates.until, dates.reason) = (maybe(day()), maybe(day()), "the minutes say so")
        dates.isWithdrawn = Int.random(in: 0..<8, using: &random) == 0
        return dates
    }

    private mutating func line() -> RollLine {
        var line = RollLine()
        (line.person, line.standing) = (person(), Standing.allCases.randomElement(using: &random) ?? .present)
        if line.standing.isSubstitute { line.substituteFor = person() }
        return line
    }

    mutating func next() -> any Command {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: aboutPeople()
        case 1: aboutOffices()
        case 2: aboutSeats()
        default: aboutMeetings()
        }
    }

    private mutating func aboutPeople() -> any Command {
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            make(RegisterPerson.self) {
                $0.name = one(["Councillor Ann Smith", "Councillor Bo Smith", "Ms Wu"])
            }
        case 1:
            make(RenamePerson.self) {
                ($0.person, $0.name, $0.reason) = (person(), one(["X", "Y"]), "asked for")
            }
        case 2: make(JoinGroup.self) { ($0.person, $0.group, $0.from) = (person(), group(), day()) }
        case 3: make(LeaveGroup.self) { ($0.person, $0.on) = (person(), day()) }
        default:
            make(CorrectGroupMembership.self) {
                ($0.person, $0.group, $0.dates) = (person(), group(), dates())
            }
        }
    }

    private mutating func aboutOffices() -> any Command {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: make(TakeOffice.self) { ($0.office, $0.person, $0.from) = (office(), person(), day()) }
        case 1: make(LeaveOffice.self) { ($0.office, $0.on) = (office(), day()) }
        default: make(CorrectOffice.self) { ($0.office, $0.person, $0.dates) = (office(), person(), dates()) }
        }
    }

    private mutating func aboutSeats() -> any Command {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            make(FillSeat.self) {
                ($0.body, $0.person, $0.capacity, $0.from) = ("malap", person(), "councillor", day())
            }
        case 1: make(VacateSeat.self) { ($0.body, $0.person, $0.on) = ("malap", person(), day()) }
        default: make(CorrectSeat.self) { ($0.body, $0.person, $0.dates) = ("malap", person(), dates()) }
        }
    }

    private mutating func aboutMeetings() -> any Command {
        let meeting = "malap " + one(["2007-06-01", "2007-09-06", "2007-10-04"])
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            return make(ScheduleMeeting.self) {
                $0.body = "malap"
                $0.starts = one(["2007-06-01T16:30", "2007-09-06T16:30", "2007-10-04T09:00"])
            }
        case 1: return make(HoldMeeting.self) { $0.meeting = meeting }
        case 2:
            return make(RecordAttendance.self) {
                ($0.meeting, $0.entries) = (meeting, [line(), line(), line()])
                $0.others = Bool.random(using: &random) ? .absent : nil
            }
        default:
            return make(CorrectAttendance.self) {
                ($0.meeting, $0.line, $0.why) = (meeting, line(), "the minutes say so")
                $0.isRemoved = Int.random(in: 0..<5, using: &random) == 0
            }
        }
    }
}
