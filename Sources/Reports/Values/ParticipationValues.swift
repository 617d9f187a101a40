// What members take part in, and where DBS checks stand, as report values.

public import Codec
public import Governance

/// Something that members are encouraged to take part in, and how often one of them did.
public struct ParticipationItemValue: Record, Equatable {
    public var label = ""
    public var source: String?
    /// How often in the period.
    public var count = 0
    /// The last time, also before the period; nil where the record has none.
    public var last: CivilDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("label", &label, "in the words of the terms of reference")
        try coder.field("source", &source)
        try coder.field("count", &count, "how often in the period")
        try coder.field("last", &last, "the last time, also before the period")
    }
}

/// What one member took part in.
public struct ParticipationValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var group: String?
    public var groupName: String?
    /// Ordinary meetings attended as a member or substitute.
    public var ordinary = 0
    /// Ordinary meetings attended as an observer.
    public var observed = 0
    public var training = 0
    public var engagement = 0
    public var event = 0
    /// Visits made to children's homes and other places.
    public var visits = 0
    /// Those of them that the place was not told of beforehand, such as spot checks.
    public var unannounced = 0
    /// Meetings of any kind missed, with apologies or without.
    public var missed = 0
    /// The last meeting attended, also before the period.
    public var last: CivilDate?
    /// Whether the member has ever observed a meeting.
    public var hasObserved = false
    /// Whether the member has ever attended training.
    public var hasTrained = false
    /// Quarters of the period without a meeting of the kind that was asked for.
    public var missedQuarters: [String] = []
    /// What members are encouraged to take part in, where the terms of reference list it.
    public var items: [ParticipationItemValue]?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("ordinary", &ordinary, "ordinary meetings attended as a member or substitute")
        try coder.field("groupname", &groupName)
        try coder.field("observed", &observed, "ordinary meetings attended as an observer")
        try coder.field("training", &training)
        try coder.field("engagement", &engagement)
        try coder.field("event", &event)
        try coder.field("visits", &visits, "made to children's homes and other places, of any kind")
        try coder.field("unannounced", &unannounced, "unannounced ones among them")
        try coder.field("missed", &missed, "meetings of any kind, with apologies or without")
        try coder.field("last", &last, "the last meeting attended, also before the period")
        try coder.field("hasobserved", &hasObserved, "ever")
        try coder.field("hastrained", &hasTrained, "ever")
        try coder.field("missedquarters", &missedQuarters, "without a meeting of the kind asked for")
        try coder.field("items", &items, "what the terms of reference encourage members to take part in")
    }
}

/// What members took part in over a period.
public struct ParticipationReport: Record, Equatable {
    public var basis = Basis()
    public var body: String?
    public var kind: MeetingKind?
    public var from: CivilDate?
    public var to = CivilDate.placeholder
    public var members: [ParticipationValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("body", &body)
        try coder.field("kind", &kind)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("members", &members)
    }
}

/// Where the check of somebody stands whose seat needs one.
public struct DBSValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var body = ""
    public var bodyName: String?
    public var capacity = ""
    public var standing = DBSStanding.notRecorded
    public var on: CivilDate?
    public var expires: CivilDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("body", &body)
        try coder.field("capacity", &capacity)
        try coder.field("bodyname", &bodyName)
        try coder.field("standing", &standing)
        try coder.field("on", &on, "the day of the check")
        try coder.field("expires", &expires, "the day it expires")
    }
}

/// Where DBS checks stand.
public struct DBSReport: Record, Equatable {
    public var basis = Basis()
    public var checks: [DBSValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("checks", &checks)
    }
}

/// Asks what members took part in.
public struct ParticipationQuestion: Question {
    public typealias Answer = ParticipationReport
    public static func isNothing(_ answer: ParticipationReport) -> Bool { answer.members.isEmpty }
    public var body: String?
    public var person: String?
    public var kind: MeetingKind?
    public var from: String?
    public var to: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "meetings and members of one body; elected members if left out")
        try coder.field("person", &person, "only this person")
        try coder.field("kind", &kind, "the kind of meeting expected in each quarter")
        try coder.field("from", &from, "the first day")
        try coder.field("to", &to, "the last day; the day asked for if left out")
        try scope.fields(&coder)
    }
}

/// Asks where DBS checks stand.
public struct DBSQuestion: Question {
    public typealias Answer = DBSReport
    public static func isNothing(_ answer: DBSReport) -> Bool { answer.checks.isEmpty }
    public var body: String?
    /// Whether only those are wanted who are not cleared.
    public var isLacking = false
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only seats on this body")
        try coder.defaulted(
            "lacking", &isLacking, "only people who are not cleared or whose check has expired")
        try scope.fields(&coder)
    }
}
