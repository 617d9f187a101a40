// Agendas and minutes, as report values, and the questions they answer.

public import Codec
public import Governance

/// An item on an agenda.
public struct ItemValue: Record, Equatable {
    public var number: String?
    public var label = ""
    public var standing: String?
    public var paper: String?
    public var matter: String?
    /// Who is invited to the meeting for it.
    public var invited: [String] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number)
        try coder.field("label", &label)
        try coder.field("standing", &standing, "the standing item it is")
        try coder.field("paper", &paper)
        try coder.field("matter", &matter)
        try coder.field("invited", &invited, "who is invited to the meeting for it")
    }
}

/// A meeting's agenda.
public struct AgendaValue: Record, Equatable {
    public var meeting = ""
    public var body = ""
    public var date = CivilDate.placeholder
    public var published: CivilDate?
    /// Working days between publication and meeting, neither counted.
    public var clearDays: Int?
    public var items: [ItemValue] = []
    /// Standing items that were not on the agenda. Nothing is said where no agenda is recorded.
    public var missing: [String] = []
    public var findings: [Finding] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("body", &body)
        try coder.field("date", &date)
        try coder.field("published", &published)
        try coder.field("cleardays", &clearDays, "working days between publication and meeting")
        try coder.field("items", &items)
        try coder.field("missing", &missing, "standing items that were not on the agenda")
        try coder.field("findings", &findings)
    }
}

/// Agendas.
public struct AgendasReport: Record, Equatable {
    public var basis = Basis()
    public var agendas: [AgendaValue] = []
    /// The last one listed, where there are more.
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("agendas", &agendas)
        try coder.field("next", &next, PageWords.next)
    }
}

/// A body to which minutes go.
public struct MinutesPresentationValue: Record, Equatable {
    public var to = ""
    public var toName = ""
    public var on: CivilDate?
    public var at: String?
    /// Days from the meeting until they were presented, or so far.
    public var days = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("to", &to)
        try coder.field("toname", &toName)
        try coder.field("on", &on, "left out if they have not been presented")
        try coder.field("at", &at)
        try coder.field("days", &days, "from the meeting until they were presented, or so far")
    }
}

/// How far a meeting's minutes have come.
public struct MinutesValue: Record, Equatable {
    public var meeting = ""
    public var body = ""
    public var date = CivilDate.placeholder
    public var drafted: CivilDate?
    public var approved: CivilDate?
    public var signed: CivilDate?
    public var signedBy: String?
    /// The bodies of the reporting route, and any others to which they were presented.
    public var presentations: [MinutesPresentationValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("body", &body)
        try coder.field("date", &date)
        try coder.field("drafted", &drafted)
        try coder.field("approved", &approved)
        try coder.field("signed", &signed)
        try coder.field("signedby", &signedBy)
        try coder.field("presentations", &presentations, "to the bodies of the reporting route, and others")
    }
}

/// Minutes.
public struct MinutesReport: Record, Equatable {
    public var basis = Basis()
    public var minutes: [MinutesValue] = []
    /// The last one listed, where there are more.
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("minutes", &minutes)
        try coder.field("next", &next, PageWords.next)
    }
}

/// Asks for agendas.
public struct AgendasQuestion: Question {
    public typealias Answer = AgendasReport
    public static func isNothing(_ answer: AgendasReport) -> Bool { answer.agendas.isEmpty }
    public var body: String?
    public var meeting: String?
    public var from: String?
    public var to: String?
    public var onlyMissing: Bool?
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's")
        try coder.field("meeting", &meeting, "only one meeting's, by the start of its identifier")
        try coder.field("from", &from)
        try coder.field("to", &to, "the day asked for if left out")
        try coder.field("missing", &onlyMissing, "only those without a standing item")
        try coder.field("limit", &limit, PageWords.limit)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}

/// Asks how far minutes have come.
public struct MinutesQuestion: Question {
    public typealias Answer = MinutesReport
    public static func isNothing(_ answer: MinutesReport) -> Bool { answer.minutes.isEmpty }
    public var body: String?
    public var from: String?
    public var to: String?
    public var onlyOpen: Bool?
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's")
        try coder.field("from", &from)
        try coder.field("to", &to, "the day asked for if left out")
        try coder.field("open", &onlyOpen, "only those not presented to every body")
        try coder.field("limit", &limit, PageWords.limit)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}
