// Logs of any length for tests and benchmarks: the same seed gives the same entries. Written through the
// ledger's own writer, which is what every append goes through, and without the rules, which would have to
// read what they decide against.

import Codec
import Governance
public import Ledger

/// Numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood, 2014).
public struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Counts the entries of streams while drafts are made.
struct StreamCounts {
    private var versions: [String: Int] = [:]

    mutating func draft(_ payload: some EventPayload, at time: String) -> Draft {
        let stream = payload.stream.text
        let version = (versions[stream] ?? 0) + 1
        versions[stream] = version
        return Draft(
            type: type(of: payload).type, stream: stream, streamVersion: version, time: time,
            data: payload.json)
    }
}

/// What a corpus is made of.
public enum CorpusKind: String, CaseIterable, Sendable {
    /// As councils record: meetings called, held, with rolls of about twelve, corrections, decisions.
    case mix
    /// An entry for each person's mark: as small as entries get.
    case marks
}

/// Writes a corpus into an empty log.
public struct Corpus {
    public let kind: CorpusKind
    /// How many people, and how many bodies they sit on.
    public let people: Int
    public let bodies: Int
    private var numbers: SeededNumbers
    private var versions = StreamCounts()
    private var meetings = 0
    private var pending: [Draft] = []

    public init(_ kind: CorpusKind, seed: UInt64 = 2007, people: Int = 60, bodies: Int = 12) {
        (self.kind, self.people, self.bodies) = (kind, people, bodies)
        numbers = SeededNumbers(seed: seed)
    }

    /// How many entries share a commit while a corpus is written.
    private static let batch = 5_000

    /// The log's one writer, with identifiers that are the same in every run.
    public static func writer(
        of ledger: LedgerStore, seed: UInt64 = 1, observers: [any AppendObserver] = []
    ) throws -> LedgerWriter {
        var identifiers = SeededNumbers(seed: seed)
        return try ledger.makeWriter(observers: observers, random: { identifiers.next() })
    }

    /// Appends entries until the log has as many. May be called again for more.
    public mutating func write(_ entries: Int, by writer: LedgerWriter) throws {
        try writer.begin()
        if writer.lastSeq == 0 {
            var founded = CouncilFounded()
            (founded.council, founded.name) = ("testham", "Testham Council")
            (founded.source, founded.origin) = ("urn:minuted:testham", "minuted.example/testham")
            _ = try writer.found(founded, Self.context(1))
            pending = try directory()
        }
        while writer.lastSeq < entries {
            if pending.isEmpty { pending = try meeting() }
            let drafts = pending.prefix(entries - writer.lastSeq)
            pending.removeFirst(drafts.count)
            for draft in drafts { _ = try writer.append(draft, Self.context(writer.lastSeq)) }
            if writer.lastSeq / Self.batch != (writer.lastSeq - drafts.count) / Self.batch {
                try writer.commit()
                try writer.begin()
            }
        }
        try writer.commit()
    }

    static func context(_ seq: Int) -> AppendContext {
        AppendContext(
            actor: "uid:1001(clerk)",
            recordedTime: LogInstant(milliseconds: 1_189_099_800_000 + seq * 1_000), commandId: "c-\(seq)")
    }

    // MARK: - Entries

    private mutating func draft(_ payload: some EventPayload, at time: String) -> Draft {
        versions.draft(payload, at: time)
    }

    private mutating func directory() throws -> [Draft] {
        var drafts: [Draft] = []
        let start = "2007-09-06T08:00:00Z"
        for number in 0..<people {
            var person = PersonRegistered()
            person.person = try Self.person(number)
            person.name = "Councillor \(number)"
            drafts.append(draft(person, at: start))
        }
        for number in 0..<bodies {
            var body = BodyEstablished()
            (body.body, body.name) = (try BodyID(text: "body-\(number)"), "Body \(number)")
            drafts.append(draft(body, at: start))
            for seat in 0..<12 {
                var filled = SeatFilled()
                filled.body = body.body
                filled.person = try Self.person((number * 7 + seat * 5) % people)
                filled.capacity = "member"
                filled.from = PartialDate(text: "2007-01-01") ?? .unknown
                drafts.append(draft(filled, at: start))
            }
        }
        return drafts
    }

    private static func person(_ number: Int) throws -> PersonID { try PersonID(text: "person-\(number)") }

    /// One meeting from its calling to the corrections of its roll.
    private mutating func meeting() throws -> [Draft] {
        // The streams of meetings are written in one go, so versions need not be kept for all of them.
        versions = StreamCounts()
        let body = Int(numbers.next() % UInt64(bodies))
        let number = meetings
        meetings += 1
        let date = Self.day(number / 2)
        var scheduled = MeetingScheduled()
        scheduled.meeting = try MeetingID(text: "b\(body)-\(date)-\(number % 2)")
        scheduled.body = try BodyID(text: "body-\(body)")
        scheduled.starts = try CivilDateTime(text: date + "T18:30")
        let time = date + "T18:30:00Z"
        var held = MeetingHeld()
        held.meeting = scheduled.meeting
        var drafts = [draft(scheduled, at: time), draft(held, at: time)]
        let roll = try roll(body)
        var recorded = AttendanceRecorded()
        recorded.meeting = scheduled.meeting
        recorded.entries = kind == .mix ? roll : [roll[0]]
        drafts.append(draft(recorded, at: time))
        let single = kind == .mix ? (numbers.next() % 8 == 0 ? 1 : 0) : roll.count - 1
        for place in 0..<single {
            var corrected = AttendanceCorrected()
            corrected.meeting = scheduled.meeting
            corrected.entry = kind == .mix ? RollEntry(roll[3].person, .apologies) : roll[place + 1]
            corrected.reason = "as minuted"
            drafts.append(draft(corrected, at: time))
        }
        if kind == .mix, numbers.next() % 3 == 0 { drafts += try decision(number, scheduled, date) }
        return drafts
    }

    private mutating func roll(_ body: Int) throws -> [RollEntry] {
        let standings: [Standing] = [.present, .present, .present, .present, .present, .apologies, .absent]
        return try (0..<12).map { seat in
            let person = try Self.person((body * 7 + seat * 5) % people)
            return RollEntry(person, standings[Int(numbers.next() % UInt64(standings.count))])
        }
    }

    private mutating func decision(
        _ number: Int, _ meeting: MeetingScheduled, _ date: String
    ) throws -> [Draft] {
        var recorded = DecisionRecorded()
        recorded.decision = try DecisionID(text: "d-\(date)-\(number % 2)")
        recorded.title = "Decision \(number)"
        (recorded.body, recorded.meeting) = (meeting.body, meeting.meeting)
        recorded.made = PartialDate(try CivilDate(text: date))
        recorded.record = String(repeating: "RESOLVED that the report be received. ", count: 12)
        recorded.reasons = String(repeating: "The report sets the reasons out. ", count: 8)
        for place in 1...2 {
            var resolution = Resolution()
            (resolution.number, resolution.text) = (place, "That recommendation \(place) be agreed.")
            recorded.resolutions.append(resolution)
        }
        var published = DecisionPublished()
        (published.decision, published.on) = (recorded.decision, recorded.made.latest)
        return [
            draft(recorded, at: date + "T12:00:00Z"), draft(published, at: date + "T15:00:00Z"),
        ]
    }

    /// A day from 2007 on, as ISO text. Two meetings a day are what a large council has, so a longer log is one of
    /// more years and not of fuller ones: ten million entries reach the year 5900.
    private static func day(_ number: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(2007 + number / 336)-\(two(number / 28 % 12 + 1))-\(two(number % 28 + 1))"
    }
}
