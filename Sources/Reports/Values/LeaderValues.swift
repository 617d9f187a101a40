// What a leader is told of their members: attendance by the group held at the time, breaches, and what became of
// the letters about them.

public import Codec
public import Governance

/// Asks for leaders' reports: of the Leader and of every group's leader, or of one group's.
public struct LeaderQuestion: Question {
    public typealias Answer = LeadersReport
    public static let method = "Leaders"
    public static func isNothing(_ answer: LeadersReport) -> Bool { answer.leaders.isEmpty }
    public var group: String?
    public var from: String?
    public var to: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("group", &group, "only this group's leader")
        try coder.field("from", &from, "the first day; a year before the last one if left out")
        try coder.field("to", &to, "the last day; the day asked for if left out")
        try scope.fields(&coder)
    }
}

/// A meeting that a member missed.
public struct MissedMeeting: Record, Equatable {
    public var meeting = ""
    public var body = ""
    public var bodyName = ""
    public var date = CivilDate.placeholder
    public var standing = Standing.absent
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("body", &body)
        try coder.field("bodyname", &bodyName)
        try coder.field("date", &date)
        try coder.field("standing", &standing)
    }
}

/// A member, with what their leader needs to know.
public struct LedMember: Record, Equatable {
    /// At the meetings on whose days they belonged to the group.
    public var attendance = AttendanceValue()
    public var missed: [MissedMeeting] = []
    /// How many breaches of the attendance rules, the last absence of which lies in the period.
    public var breaches = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("attendance", &attendance, "on the days on which they belonged to the group")
        try coder.field("missed", &missed, "the meetings missed, oldest first")
        try coder.field("breaches", &breaches, "those whose last absence is in the period")
    }
}

/// One letter to a leader about one breach.
public struct LeaderLetter: Record, Equatable {
    /// The follow-up whose letter it is; nil for the notice's own.
    public var followUp: Int?
    /// The day of issue.
    public var on: CivilDate?
    public var recipient = RecipientValue()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("followup", &followUp, "the follow-up's number; left out for the notice itself")
        try coder.field("on", &on, "the day of issue; left out where nobody has been told")
        try coder.field("recipient", &recipient)
    }
}

/// A breach by one of a leader's members, with the letters to that leader.
public struct LeaderBreach: Record, Equatable {
    public var notice = ""
    public var person = ""
    public var name = ""
    public var body = ""
    public var bodyName = ""
    public var kind = BreachKind.consecutive
    public var status = NoticeStatus.unsent
    public var absences: [AbsenceValue] = []
    public var expected = 0
    public var present = 0
    public var waivedBecause: String?
    /// Whether the attendance as it is recorded now no longer breaks the rule; nil where it does.
    public var isCorrected: Bool?
    public var letters: [LeaderLetter] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("body", &body)
        try coder.field("bodyname", &bodyName)
        try coder.field("kind", &kind)
        try coder.field("status", &status)
        try coder.field("absences", &absences)
        try coder.field("expected", &expected, "meetings expected in the period of the breach")
        try coder.field("present", &present)
        try coder.field("waivedbecause", &waivedBecause)
        try coder.field("corrected", &isCorrected, "true where the attendance, as corrected, breaks no rule")
        try coder.field("letters", &letters, "those to this leader, oldest first")
    }
}

/// One leader's report.
public struct LeaderValue: Record, Equatable {
    public var role = RecipientRole.leader
    public var title = ""
    public var group: String?
    public var groupName: String?
    /// Who holds the office on the day asked for; nil where it is vacant or there is no such office.
    public var person: String?
    public var name: String?
    public var members: [LedMember] = []
    public var breaches: [LeaderBreach] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("role", &role)
        try coder.field("title", &title, "the office's title")
        try coder.field("group", &group)
        try coder.field("groupname", &groupName)
        try coder.field("person", &person, "who holds the office on the day; left out if nobody does")
        try coder.field("name", &name)
        try coder.field("members", &members, "those who belonged to the group in the period")
        try coder.field("breaches", &breaches, "those whose last absence is in the period, oldest first")
    }

    /// What became of the letters to this leader.
    public var letters: [LeaderLetter] { breaches.flatMap(\.letters).filter { $0.on != nil } }
}

/// What each leader is told of their members.
public struct LeadersReport: Record, Equatable {
    public var basis = Basis()
    public var council = ""
    public var from = CivilDate.placeholder
    public var to = CivilDate.placeholder
    public var leaders: [LeaderValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("council", &council)
        try coder.field("from", &from, "the first day")
        try coder.field("to", &to, "the last day")
        try coder.field("leaders", &leaders)
    }
}
