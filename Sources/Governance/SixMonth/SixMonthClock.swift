// The six-month rule (Local Government Act 1972, section 85): a councillor who attends no qualifying
// meeting for six months running ceases to be a member, unless the council approves the reason before the
// six months end. Pure: from what the rolls say of one member, and the directory.

public import Codec

/// Which of the two clocks.
public enum SixMonthKind: String, Choice {
    /// Any meeting of the authority (section 85(1)).
    case any
    /// Meetings of the executive, for its members (section 85(2A)).
    case executive
}

/// What one roll says of a member who came.
public struct RolledAttendance: Sendable, Equatable {
    public let meeting: MeetingID
    public let body: BodyID
    public let date: CivilDate
    public let standing: Standing
    public let kind: MeetingKind

    public init(
        meeting: MeetingID, body: BodyID, date: CivilDate, standing: Standing, kind: MeetingKind = .ordinary
    ) {
        self.meeting = meeting
        self.body = body
        self.date = date
        self.standing = standing
        self.kind = kind
    }
}

/// Why an attendance does not set the clock back.
public enum Disregard: String, Choice {
    /// There as a guest or to observe, not as a member of the body.
    case observed
    /// There, but without a seat on the body and in nobody's place.
    case notAMember = "not-a-member"
    /// By video or telephone, outside 4 April 2020 to 6 May 2021.
    case remote
    /// The body is none of the authority's own, nor one that advises it.
    case notQualifying = "not-qualifying"
    /// The clock of the executive counts its own meetings only.
    case notTheExecutive = "not-the-executive"
    /// The six months had ended, or the vacancy had been declared: attending brings no seat back.
    case afterTheEnd = "after-the-end"
}

/// An attendance that did not set the clock back, and why.
public struct DisregardedAttendance: Sendable, Equatable {
    public let attendance: RolledAttendance
    public let why: Disregard
}

/// From what a clock runs.
public enum SixMonthStart: Sendable, Equatable {
    /// The meeting last attended.
    case attended(RolledAttendance)
    /// The last attendance before the record begins, as another source has it.
    case stated(StatedAttendance)
    /// Taking office: they have attended nothing since.
    case tookOffice
    /// The record's first day: they were in office already, and earlier attendance is not in the record.
    case recordBegins
}

/// Where a clock stands.
public enum SixMonthStanding: String, Choice {
    case running
    /// So many months have gone that the council wants to be warned.
    case warning
    /// The council has approved the reason in time: nothing ends while that lasts.
    case approved
    case suspended
    /// The member missed meetings for six months, so has ceased to be one. It stays so, whatever they attend later,
    /// until a vacancy is declared, an approval from before the end is recorded, or a roll is corrected.
    case expired
    /// The vacancy has been declared (section 86).
    case declared
    /// Six months have gone by of which the record has no attendance, so it does not show whether they attended.
    case notKnown = "not-known"
}

/// One clock of one member.
public struct SixMonthClock: Sendable, Equatable {
    public let kind: SixMonthKind
    /// The day from which the six months run.
    public let since: CivilDate
    public let start: SixMonthStart
    /// Attendances after that which did not set it back, newest first.
    public let disregarded: [DisregardedAttendance]
    /// Days of suspension that are left out.
    public let suspendedDays: Int
    /// The last day on which attending a meeting keeps the seat; nil while the council's approval lasts.
    public let lastDay: CivilDate?
    /// What it would be without the council's approval.
    public let lastDayByLaw: CivilDate
    /// The council's approval of the reason, if it was given in time.
    public let approval: AbsenceApproval?
    /// Approvals given after the six months had ended, which the law does not know.
    public let tooLate: [AbsenceApproval]
    public let standing: SixMonthStanding
    /// How many whole months have gone at which a warning is wanted; nil for none yet.
    public let warnedAt: Int?
    /// The end of an earlier six months of which it is not known whether the member attended in them: the record does not
    /// have the attendance of all that time, and attending later settles nothing. nil for none.
    public let doubtedEnd: CivilDate?

    /// The meeting last attended; nil where the clock runs from something else.
    public var attended: RolledAttendance? {
        if case .attended(let attendance) = start { attendance } else { nil }
    }

    /// The days from `day` to the last day: 0 on that day itself, negative after it.
    public func daysLeft(on day: CivilDate) -> Int? { lastDay.map { day.days(until: $0) } }
}

/// When to warn of the six-month rule.
public struct SixMonthWarnings: Record, Equatable {
    /// After how many months without attendance.
    public var months: [Int] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("months", &months, "after how many months without attendance")
    }

    /// What is warned of where a council says nothing.
    public static let usual = [3, 4, 5]

    func admit(of record: String) throws(Rejection) {
        guard !months.isEmpty, months.allSatisfy({ (1...5).contains($0) }) else {
            throw Rejection(
                "terms", record, "Warnings of the six-month rule come after 1 to 5 months.",
                remedy: "List months from 1 to 5, or leave `sixmonths` out.")
        }
    }
}

/// The law's own numbers.
public enum SixMonthRule {
    /// Section 85(1): "a period of six consecutive months from the date of his last attendance".
    static let months = 6

    /// When remote attendance counted.
    static func countsRemote(on day: CivilDate) -> Bool { RemotePresence.isLawful(on: day) }

    /// The last day of six months that begin with a day, with days of suspension left out.
    ///
    /// Six months from 15 January end with 15 July; from 31 August with the last day of February
    /// (the corresponding date, Dodds v Walker [1981] 1 WLR 1027).
    static func lastDay(since start: CivilDate, _ suspensions: [Suspension]) -> (day: CivilDate, left: Int) {
        var end = start.adding(months: months) ?? .last
        var left = 0
        var counted = start
        for suspension in suspensions.sorted(by: { $0.tenure.from.earliest < $1.tenure.from.earliest }) {
            // The day of the last attendance itself is no day of absence.
            let from = max(suspension.tenure.from.earliest, counted.adding(days: 1) ?? .last)
            guard from <= end else { break }
            guard let until = suspension.tenure.until?.earliest else { return (.last, left) }
            let days = max(from.days(until: until), 0)
            left += days
            end = end.adding(days: days) ?? .last
            counted = max(counted, until.adding(days: -1) ?? .first)
        }
        return (end, left)
    }
}
