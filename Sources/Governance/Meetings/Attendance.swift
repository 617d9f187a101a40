// Attendance: the roll of a meeting and its corrections, in the categories that councils publish.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What a roll says of someone.
public enum Standing: String, Choice {
    case present
    case presentVirtually = "present-virtually"
    /// In place of somebody expected.
    case substitute
    case substituteVirtually = "substitute-virtually"
    /// There, but not as somebody expected: as an observer, an officer, a guest.
    case inAttendance = "in-attendance"
    case inAttendanceVirtually = "in-attendance-virtually"
    /// Not there, having sent apologies.
    case apologies
    /// Not there, without apologies.
    case absent

    /// Whether someone expected was there as expected.
    public var isPresent: Bool { self == .present || self == .presentVirtually }

    /// Whether someone was there in place of another.
    public var isSubstitute: Bool { self == .substitute || self == .substituteVirtually }

    /// Whether someone was there without being expected.
    public var isInAttendance: Bool { self == .inAttendance || self == .inAttendanceVirtually }

    /// Whether someone expected was not there, with apologies or without.
    public var isAbsence: Bool { self == .apologies || self == .absent }
}

extension Standing {
    /// The standing in the words that councils publish.
    public var words: String {
        switch self {
        case .present: "present"
        case .presentVirtually: "present, virtual"
        case .substitute: "substitute"
        case .substituteVirtually: "substitute, virtual"
        case .inAttendance: "in attendance"
        case .inAttendanceVirtually: "in attendance, virtual"
        case .apologies: "apologies"
        case .absent: "absent"
        }
    }
}

/// Why someone was absent: a code, never words about a person.
public enum AbsenceReason: String, Choice {
    case councilBusiness = "council-business"
    case illness
    case leave
    case caring
    case other
}

/// One person's line in a roll.
public struct RollEntry: Record, Equatable {
    public var person = PersonID()
    public var standing = Standing.present
    /// Whom a substitute stood in for.
    public var substituteFor: PersonID?
    /// Why someone was absent.
    public var reason: AbsenceReason?
    /// When someone came late, by the council's clocks, such as `17:10`.
    public var arrived: ClockTime?
    /// When someone left early.
    public var left: ClockTime?

    public init() {}

    public init(_ person: PersonID, _ standing: Standing) {
        self.person = person
        self.standing = standing
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("standing", &standing)
        try coder.field("substitutefor", &substituteFor, "whom a substitute stood in for")
        try coder.field("reason", &reason, "why someone was absent: a code, never words about a person")
        try coder.field("arrived", &arrived, "when someone arrived late, for example 17:10")
        try coder.field("left", &left, "when someone left early")
    }
}

/// The roll of a meeting: one entry for each person.
public struct AttendanceRecorded: EventPayload, Equatable {
    public static let type = "org.minuted.attendance.recorded"

    public var meeting = MeetingID()
    public var entries: [RollEntry] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("entries", &entries)
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { state.meetings[meeting]?.starts }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.held], "have attendance recorded")
        guard known.roll == nil else {
            throw Rejection(
                "one-roll", stream.text, "Attendance at the meeting \(meeting) is already recorded.",
                remedy:
                    "Correct one person's entry: `minutectl attendance correct \(meeting) PERSON STANDING --reason …`."
            )
        }
        guard !entries.isEmpty else {
            throw Rejection(
                "roll-names-people", stream.text, "The attendance names nobody.",
                remedy: "Name those who were there, sent apologies or were absent.")
        }
        var named: Set<PersonID> = []
        for entry in entries {
            guard named.insert(entry.person).inserted else {
                throw Rejection(
                    "once-in-a-roll", stream.text,
                    "\(state.directory.name(entry.person)) is in the attendance twice.",
                    remedy: "Name each person once.", candidates: [entry.person.text])
            }
            try entry.admit(to: known, roll: entries, in: state)
        }
    }
}

/// What a roll said of one person was wrong.
public struct AttendanceCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.attendance.corrected"

    public var meeting = MeetingID()
    /// What the roll should have said.
    public var entry = RollEntry()
    /// Whether the person should not have been in the roll at all.
    public var isRemoved = false
    /// Why the record is corrected.
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("entry", &entry, "the correct attendance")
        try coder.field("removed", &isRemoved, "true to remove the person from the attendance")
        try coder.field("why", &reason, "why the record is corrected")
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { state.meetings[meeting]?.starts }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        guard let roll = known.roll, known.status == .held else {
            throw Rejection(
                "correct-what-is-recorded", stream.text,
                "The meeting \(meeting) has no attendance to correct.",
                remedy: "Record it: `minutectl attendance record \(meeting) …`.")
        }
        try Check.reason(reason, of: stream.text)
        if isRemoved, known.entry(of: entry.person) == nil {
            throw Rejection(
                "correct-what-is-recorded", stream.text,
                "\(state.directory.name(entry.person)) is not in the attendance.",
                remedy: "There is nothing to remove.")
        }
        guard !isRemoved else { return }
        let others = roll.filter { $0.person != entry.person }
        try entry.admit(to: known, roll: others + [entry], in: state)
        guard let substitute = others.first(where: { $0.substituteFor == entry.person }) else { return }
        try substitute.admit(to: known, roll: others + [entry], in: state)
    }
}

extension RollEntry {
    /// Refuses a line that cannot be.
    func admit(to meeting: Meeting, roll: [RollEntry], in state: State) throws(Rejection) {
        let record = "meeting/\(meeting.id)"
        let name = try state.directory.existing(person).name
        guard reason == nil || standing.isAbsence else {
            throw Rejection(
                "reason-of-absence", record, "\(name) attended, so there is no reason for absence.",
                remedy: "Leave the reason out.")
        }
        guard standing.isSubstitute == (substituteFor != nil) else {
            throw Rejection(
                "substitute-for", record,
                standing.isSubstitute
                    ? "\(name) is a substitute: say whom they stood in for."
                    : "\(name) stood in for somebody, but is not marked as a substitute.",
                remedy: "Write a substitute as `PERSON for MEMBER`.")
        }
        if let arrived, let left, left < arrived,
            left.minutes(since: meeting.starts) < arrived.minutes(since: meeting.starts)
        {
            throw Rejection(
                "dates-in-order", record, "\(name) cannot have left before arriving.",
                remedy: "Check the two times.")
        }
        try admitSubstitution(to: meeting, roll: roll, in: state)
    }

    private func admitSubstitution(to meeting: Meeting, roll: [RollEntry], in state: State) throws(Rejection)
    {
        guard let substituteFor else { return }
        let record = "meeting/\(meeting.id)"
        let name = state.directory.name(substituteFor)
        let body = try state.directory.existing(meeting.body)
        guard body.expected(on: meeting.starts.date).contains(where: { $0.person == substituteFor }) else {
            throw Rejection(
                "substitute-for", record, "\(name) was not expected at the meeting, so nobody can stand in.",
                remedy: "Record the visitor as in attendance.")
        }
        if let theirs = roll.first(where: { $0.person == substituteFor }), !theirs.standing.isAbsence {
            throw Rejection(
                "substitute-for", record, "\(name) attended, so nobody can have stood in for them.",
                remedy: "Correct one of the two entries.")
        }
    }
}
