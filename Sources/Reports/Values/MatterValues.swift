// Matters, and members who have not reported back, as report values, and the questions they answer.

public import Codec
public import Governance

/// A matter and where it stands.
public struct MatterValue: Record, Equatable {
    public var id = ""
    public var kind = MatterKind.issue
    public var what = ""
    public var from = BearerValue()
    public var to = BearerValue()
    public var on = PartialDate.unknown
    public var due: PartialDate?
    public var standing = MatterStanding.waiting
    /// Days from when it was raised until it was answered or closed, or so far.
    public var days = 0
    public var ended: CivilDate?
    public var answer: String?
    public var nominee: String?
    public var meeting: String?
    public var paper: String?
    public var decision: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("kind", &kind)
        try coder.field("what", &what)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("on", &on)
        try coder.field("due", &due)
        try coder.field("standing", &standing)
        try coder.field("days", &days, "until it was answered or closed, or so far")
        try coder.field("ended", &ended, "when it was answered or closed")
        try coder.field("answer", &answer)
        try coder.field("nominee", &nominee)
        try coder.field("meeting", &meeting)
        try coder.field("paper", &paper)
        try coder.field("decision", &decision)
    }
}

/// Matters.
public struct MattersReport: Record, Equatable {
    public var basis = Basis()
    public var matters: [MatterValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("matters", &matters)
    }
}

/// One matter whole.
public struct MatterReport: Record, Equatable {
    public var basis = Basis()
    public var matter = MatterValue()
    public var source: String?
    public var history: [HistoryValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("matter", &matter)
        try coder.field("source", &source)
        try coder.field("history", &history)
    }
}

/// Asks for one matter whole.
public struct MatterQuestion: Question {
    public typealias Answer = MatterReport
    public var matter = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter, "its wording, or the start of its identifier")
        try scope.fields(&coder)
    }
}

/// A member of a body, and when they last reported back.
public struct ReportBackValue: Record, Equatable {
    public var body = ""
    public var bodyName: String?
    public var person = ""
    public var name = ""
    public var group: String?
    public var groupName: String?
    public var meeting = ""
    public var met = CivilDate.placeholder
    /// When they last reported back; nil if never.
    public var last: PartialDate?
    /// Days since the meeting.
    public var days = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("bodyname", &bodyName)
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("meeting", &meeting, "the body's last meeting")
        try coder.field("groupname", &groupName)
        try coder.field("met", &met)
        try coder.field("last", &last, "when they last reported back")
        try coder.field("days", &days, "since the meeting")
    }
}

/// Members who have not reported back since their body's last meeting.
public struct ReportsBackReport: Record, Equatable {
    public var basis = Basis()
    public var members: [ReportBackValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("members", &members)
    }
}

/// Asks for matters.
public struct MattersQuestion: Question {
    public typealias Answer = MattersReport
    public static func isNothing(_ answer: MattersReport) -> Bool { answer.matters.isEmpty }
    public var kind: MatterKind?
    public var standing: MatterStanding?
    public var isOpen: Bool?
    public var from: String?
    public var to: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("standing", &standing)
        try coder.field("open", &isOpen, "only those waiting, overdue or not")
        try coder.field("from", &from, "raised by one body, office, group or person")
        try coder.field("to", &to, "put to one body, office, group or person")
        try scope.fields(&coder)
    }
}

/// Asks who has not reported back.
public struct ReportsBackQuestion: Question {
    public typealias Answer = ReportsBackReport
    public static func isNothing(_ answer: ReportsBackReport) -> Bool { answer.members.isEmpty }
    public var body: String?
    public var group: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's members")
        try coder.field("group", &group, "only this political group's members")
        try scope.fields(&coder)
    }
}
