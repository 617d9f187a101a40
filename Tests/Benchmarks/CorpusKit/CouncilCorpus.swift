// A corpus shaped like a real council's 27 years, whose record was imported: 254 people, 174 bodies, 5,949 seats,
// 17,354 meetings with 159,720 marks, 23,496 decisions in some 109,000 entries. Year by year, so that the first entries
// are the first years. The rules admit all of it, so it can be restored.

import Codec
public import Governance
public import Ledger

/// Writes the corpus into an empty log.
public struct CouncilCorpus {
    /// How much of each the whole corpus has.
    public static let years = 27
    private static let (people, bodies, seats, vacated) = (254, 174, 5_949, 2_724)
    private static let (meetings, marks, decisions) = (17_354, 159_720, 23_496)

    private struct OpenSeat {
        let body: Int
        let person: Int
    }

    private var numbers = SeededNumbers(seed: 1999)
    private var directory = StreamCounts()
    /// So many of each there are so far.
    private var count = (people: 0, bodies: 0, seats: 0, vacated: 0, meetings: 0, marks: 0, decisions: 0)
    /// The seats that are filled, those filled longest first; and who has one, by body.
    private var open: [OpenSeat] = []
    private var members: [[Int]] = []

    public init() {}

    /// The last day that the corpus speaks of after so many years.
    public static func end(of year: Int) throws -> CivilDate { try day(year, 365) }

    /// Writes the first years, and nothing of those that are there.
    public mutating func write(years: ClosedRange<Int>, by writer: LedgerWriter) throws {
        try writer.begin()
        if writer.lastSeq == 0 {
            var founded = CouncilFounded(
                council: "testham", name: "Testham Council", origin: "minuted.example/testham")
            founded.recordBegins = try Self.day(1, 1)
            _ = try writer.found(founded, Corpus.context(1))
        }
        for year in years {
            var drafts = try directoryEntries(of: year)
            for number in count.meetings..<Self.share(Self.meetings, year) {
                drafts += try meeting(number, of: year)
            }
            count.meetings = Self.share(Self.meetings, year)
            for draft in drafts { _ = try writer.append(draft, Corpus.context(writer.lastSeq)) }
            try writer.commit()
            try writer.begin()
        }
        try writer.commit()
    }

    /// How many of the whole there are after so many years, of which there were some at the beginning.
    private static func share(_ whole: Int, _ year: Int, from first: Int = 0) -> Int {
        first + (whole - first) * year / years
    }

    private static func day(_ year: Int, _ number: Int) throws -> CivilDate {
        let start = try CivilDate(text: "\(1998 + year)-05-20")
        return start.adding(days: number - 1) ?? start
    }

    // MARK: - People, bodies and seats

    private mutating func directoryEntries(of year: Int) throws -> [Draft] {
        let first = PartialDate(try Self.day(year, 1))
        let time = "\(first.text)T10:00:00Z"
        var drafts: [Draft] = []
        if year == 1 { for group in 0..<4 { drafts.append(try formed(group, at: time)) } }
        while count.people < Self.share(Self.people, year, from: 70) {
            var person = PersonRegistered()
            (person.person, person.kind) = (try Self.person(count.people), .councillor)
            person.name = "Councillor \(count.people)"
            var joined = GroupJoined()
            (joined.person, joined.from) = (person.person, first)
            joined.group = try GroupID(text: "group-\(count.people % 4)")
            drafts += [directory.draft(person, at: time), directory.draft(joined, at: time)]
            count.people += 1
        }
        while count.bodies < Self.share(Self.bodies, year, from: 40) {
            drafts += try established(count.bodies, first, at: time)
            members.append([])
            count.bodies += 1
        }
        while count.vacated < Self.vacated * (year - 1) / (Self.years - 1), !open.isEmpty {
            let seat = open.removeFirst()
            members[seat.body].removeAll { $0 == seat.person }
            var vacated = SeatVacated()
            (vacated.body, vacated.person) = (try Self.body(seat.body), try Self.person(seat.person))
            vacated.on = first
            drafts.append(directory.draft(vacated, at: time))
            count.vacated += 1
        }
        while count.seats < Self.share(Self.seats, year, from: 600) {
            drafts.append(try filled(first, at: time))
            count.seats += 1
        }
        return drafts
    }

    private mutating func formed(_ number: Int, at time: String) throws -> Draft {
        var group = GroupFormed()
        (group.group, group.name) = (try GroupID(text: "group-\(number)"), "Group \(number)")
        return directory.draft(group, at: time)
    }

    private mutating func established(_ number: Int, _ from: PartialDate, at time: String) throws -> [Draft] {
        var body = BodyEstablished()
        (body.body, body.name) = (try Self.body(number), number == 0 ? "Council" : "Body \(number)")
        body.kind =
            switch number {
            case 0: .council
            case 1: .executive
            default: number % 3 == 0 ? .scrutiny : .committee
            }
        var adopted = TermsAdopted()
        adopted.body = body.body
        (adopted.terms.powers, adopted.terms.quorum) = (.decides, 3)
        if number == 1 { adopted.terms.callIn = CallInRule() }
        if number % 4 != 0 {
            adopted.terms.nonAttendance = NonAttendanceRule()
            adopted.terms.nonAttendance?.consecutive = 3
            adopted.terms.nonAttendance?.apologiesCount = true
        }
        return [directory.draft(body, at: time), directory.draft(adopted, at: time)]
    }

    /// The next seat: the Council's often, the others' in turn; of somebody who is there of late.
    private mutating func filled(_ from: PartialDate, at time: String) throws -> Draft {
        var body = count.seats % 12 == 0 ? 0 : count.seats % count.bodies
        while members[body].count >= (body == 0 ? 62 : 26) { body = (body + 1) % count.bodies }
        let recent = min(count.people, 90)
        var person = count.people - 1 - Int(numbers.next() % UInt64(recent))
        while members[body].contains(person) { person = (person + 1) % count.people }
        members[body].append(person)
        open.append(OpenSeat(body: body, person: person))
        var filled = SeatFilled()
        (filled.body, filled.person) = (try Self.body(body), try Self.person(person))
        (filled.capacity, filled.from) = ("councillor", from)
        return directory.draft(filled, at: time)
    }

    private static func person(_ number: Int) throws -> PersonID {
        try PersonID(text: "councillor-\(number)")
    }

    private static func body(_ number: Int) throws -> BodyID { try BodyID(text: "body-\(number)") }

    // MARK: - Meetings

    private mutating func meeting(_ number: Int, of year: Int) throws -> [Draft] {
        var streams = StreamCounts()
        let (first, last) = (Self.share(Self.meetings, year - 1), Self.share(Self.meetings, year))
        let day = try Self.day(year, 1 + (number - first) * 364 / (last - first))
        var body = Int(numbers.next() % UInt64(count.bodies))
        while members[body].count < 5 { body = (body + 1) % count.bodies }
        var scheduled = MeetingScheduled()
        (scheduled.meeting, scheduled.body) = (
            try MeetingID(text: "body-\(body)-\(day.iso)-\(number)"), try Self.body(body)
        )
        scheduled.starts = try CivilDateTime(text: "\(day.iso)T18:30")
        var held = MeetingHeld()
        held.meeting = scheduled.meeting
        var roll = AttendanceRecorded()
        (roll.meeting, roll.entries) = (scheduled.meeting, try entries(of: body, number))
        let time = "\(day.iso)T17:30:00Z"
        var drafts = [
            streams.draft(scheduled, at: time), streams.draft(held, at: time), streams.draft(roll, at: time),
        ]
        while count.decisions < Self.decisions * (number + 1) / Self.meetings {
            drafts += try decision(scheduled, day, &streams)
            count.decisions += 1
        }
        return drafts
    }

    private mutating func entries(of body: Int, _ number: Int) throws -> [RollEntry] {
        // What bodies with few members lack the next ones have more, so that the marks come to their number.
        let wanted = Self.marks * (number + 1) / Self.meetings - count.marks
        let those = members[body].suffix(wanted)
        count.marks += those.count
        return try those.map { person in
            // Some come less often than others.
            let chance = numbers.next() % 100
            let standing: Standing =
                chance < (person % 9 == 0 ? 55 : 85) ? .present : chance % 3 == 0 ? .absent : .apologies
            return RollEntry(try Self.person(person), standing)
        }
    }

    // MARK: - Decisions

    /// As they are imported: published at once, without the parts that only a proforma has.
    private mutating func decision(
        _ meeting: MeetingScheduled, _ day: CivilDate, _ streams: inout StreamCounts
    ) throws -> [Draft] {
        let number = count.decisions
        var recorded = DecisionRecorded()
        recorded.decision = try DecisionID(text: "decision-\(number)")
        recorded.title = "Report \(number % 2_000) of the year \(day.year)"
        (recorded.body, recorded.meeting, recorded.made) = (meeting.body, meeting.meeting, PartialDate(day))
        recorded.record = String(repeating: "RESOLVED that the report be received. ", count: 8)
        if number % 2 == 0 { recorded.reasons = String(repeating: "The report sets them out. ", count: 4) }
        var resolution = Resolution()
        (resolution.number, resolution.text) = (1, "That the recommendations of the report be agreed.")
        let isRecommended = number % 25 == 0 && meeting.body.text != "body-0"
        if isRecommended { (resolution.kind, resolution.to) = (.recommended, try Self.body(0)) }
        resolution.isCallable = meeting.body.text == "body-1"
        recorded.resolutions = [resolution]
        var published = DecisionPublished()
        (published.decision, published.on) = (recorded.decision, day.adding(days: 1) ?? day)
        let time = "\(day.iso)T00:00:00Z"
        var drafts = [streams.draft(recorded, at: time), streams.draft(published, at: time)]
        if isRecommended, number % 75 != 0 {
            var ratified = ResolutionRatified()
            (ratified.decision, ratified.number, ratified.by) = (recorded.decision, 1, try Self.body(0))
            ratified.on = day.adding(days: 20) ?? day
            drafts.append(streams.draft(ratified, at: time))
        }
        return drafts
    }
}
