// Non-attendance and its notices, as report values.

public import Codec
public import Governance

/// How far the notice of a breach has come.
public enum NoticeStatus: String, Choice {
    /// The rolls show a breach, and nobody has been told.
    case unsent
    case issued
    /// Every recipient has acknowledged it.
    case acknowledged
    case waived
}

/// Somebody who is told.
public struct RecipientValue: Record, Equatable {
    public var role = RecipientRole.leader
    public var person: String?
    public var name: String?
    public var group: String?
    public var groupName: String?
    public var acknowledged: CivilDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("role", &role)
        try coder.field("person", &person, "left out if the office is vacant")
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("groupname", &groupName)
        try coder.field("acknowledged", &acknowledged)
    }
}

/// One absence in a notice.
public struct AbsenceValue: Record, Equatable {
    public var meeting = ""
    public var date = CivilDate.placeholder
    public var standing = Standing.absent
    public var group: String?
    /// What the roll says today, where it was corrected since.
    public var standingToday: Standing?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("standing", &standing)
        try coder.field("group", &group, "the group that the member belonged to on that day")
        try coder.field("standingtoday", &standingToday, "what the roll says today, if corrected since")
    }
}

/// A breach of a non-attendance rule, and its notice.
public struct NoticeValue: Record, Equatable {
    public var id = ""
    public var body = ""
    public var bodyName = ""
    public var person = ""
    public var name = ""
    public var kind = BreachKind.consecutive
    public var status = NoticeStatus.unsent
    public var rule = ""
    public var absences: [AbsenceValue] = []
    /// The meetings at which the person was expected, oldest first, up to the breach; of an unsent notice.
    public var considered: [String] = []
    public var expected = 0
    public var present = 0
    public var recipients: [RecipientValue] = []
    public var issued: CivilDate?
    /// The entry of the log that issued it.
    public var seq: Int?
    public var waivedBecause: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("body", &body)
        try coder.field("bodyname", &bodyName)
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("kind", &kind)
        try coder.field("status", &status)
        try coder.field("rule", &rule, "the rule in a sentence")
        try coder.field("absences", &absences)
        try coder.field(
            "considered", &considered, "the meetings up to the breach at which the person was expected")
        try coder.field("expected", &expected, "meetings expected in the run or window")
        try coder.field("present", &present)
        try coder.field("recipients", &recipients)
        try coder.field("issued", &issued)
        try coder.field("seq", &seq, "the entry that issued it")
        try coder.field("waivedbecause", &waivedBecause)
    }
}

/// Non-attendance, with who is told of it.
public struct NonAttendanceReport: Record, Equatable {
    public var basis = Basis()
    public var council = ""
    public var notices: [NoticeValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("council", &council)
        try coder.field("notices", &notices)
    }
}
