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
    /// What the council calls the Leader's office, where it is not Leader of the Council.
    public var leaderTitle: String?
    /// The other offices by which the same person is told.
    public var also: [RecipientOffice]?
    public var acknowledged: CivilDate?
    /// The SHA-256 of the letter to them as text, as the record has it.
    public var letter: String?
    /// How far sending the letter has come; nil where nobody sits in the office, or nothing is issued.
    public var sending: LetterSending?
    /// How often it was tried and failed.
    public var failures = 0
    /// Why it failed last.
    public var problem: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("role", &role)
        try coder.field("person", &person, "left out if the office is vacant")
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("groupname", &groupName)
        try coder.field("leadertitle", &leaderTitle, "if it is not Leader of the Council")
        try coder.field("also", &also, "the other offices by which the same person is told")
        try coder.field("acknowledged", &acknowledged)
        try coder.field("letter", &letter, "the SHA-256 of the letter to them as text")
        try coder.field("sending", &sending, "the state of sending it")
        try coder.defaulted("failures", &failures, "how often it was tried and failed")
        try coder.field("problem", &problem, "why it failed last")
    }
}

/// How far sending a letter has come.
public enum LetterSending: String, Choice {
    case waiting
    case delivered
    case failed
}

/// One meeting of the year up to a breach.
public struct MarkValue: Record, Equatable {
    public var meeting = ""
    public var date = CivilDate.placeholder
    public var standing: Standing?
    public var effect = AttendanceEffect.attended
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("standing", &standing, "left out if the member was not recorded")
        try coder.field("effect", &effect, "how the rule counts it")
    }
}

/// What a notice said of a meeting, and what the record says now.
public struct ChangeValue: Record, Equatable {
    public var meeting = ""
    public var date = CivilDate.placeholder
    public var was: Standing?
    public var now: Standing?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("was", &was, "what they were last told; left out for not recorded")
        try coder.field("now", &now, "what the record says now; left out for not recorded")
    }
}

/// A follow-up of a notice: those who were told are told what was corrected since.
public struct FollowUpValue: Record, Equatable {
    public var number = 0
    public var on = CivilDate.placeholder
    public var changes: [ChangeValue] = []
    /// Whether the rolls still showed the breach.
    public var stands = false
    public var recipients: [RecipientValue] = []
    public var seq: Int?
    /// The checkpoint of the log that the letters name.
    public var checkpoint: String?
    /// Who signs the letters.
    public var signatory: Signatory?
    /// The weakest provenance among the entries that the letters rest on, where that is assumed or invented.
    public var provenance: ProvenanceKind?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number)
        try coder.field("on", &on)
        try coder.field("changes", &changes)
        try coder.field("stands", &stands, "whether the attendance still showed the breach")
        try coder.field("recipients", &recipients)
        try coder.field("seq", &seq, "the entry that issued it")
        try coder.field("checkpoint", &checkpoint, "the checkpoint of the log that the letters name")
        try coder.field("signatory", &signatory, "who signs the letters")
        try coder.field(
            "provenance", &provenance, "where entries that the letters rest on are assumed or invented")
    }
}

extension NoticeValue {
    /// Whether the last follow-up says that the rule was not broken: nobody has to acknowledge the letters.
    public var isWithdrawn: Bool { followUps.last.map { !$0.stands } ?? false }

    /// Whether an absence that it tells of has been recorded otherwise since, and nobody has been told.
    public var isInDoubt: Bool {
        corrections.contains { change in absences.contains { $0.meeting == change.meeting } }
    }

    /// Whether nothing has to be sent to somebody any more: the letter was withdrawn before it went out.
    public func isOvertaken(for person: String) -> Bool {
        isWithdrawn
            && !recipients.contains {
                $0.person == person && ($0.sending == .delivered || $0.acknowledged != nil)
            }
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
        try coder.field(
            "standingtoday", &standingToday, "the attendance as it is recorded today, if corrected since")
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
    /// The day on which it was drafted; nil where it was not, or once it is issued.
    public var drafted: CivilDate?
    public var issued: CivilDate?
    /// The entry of the log that issued it.
    public var seq: Int?
    public var waivedBecause: String?
    /// The first day of the terms of reference that the rule stands in.
    public var ruleFrom: PartialDate?
    /// The meetings of the year up to the breach at which the member was expected, oldest first.
    public var record: [MarkValue] = []
    public var councilName: String?
    /// The checkpoint of the log that the letters name.
    public var checkpoint: String?
    /// What the letters ask of those who are told; nil if they only tell.
    public var request: NoticeRequest?
    /// Who signs the letters.
    public var signatory: Signatory?
    /// The weakest provenance among the entries that the letters rest on, where that is assumed or invented.
    public var provenance: ProvenanceKind?
    public var followUps: [FollowUpValue] = []
    /// What was corrected since those told were told last, and has not been followed up.
    public var corrections: [ChangeValue] = []
    /// Whether the attendance as it is recorded now no longer breaks the rule; nil where it does.
    public var isCorrected: Bool?
    /// Why it is not issued or followed up unattended, where that was asked.
    public var waits: [NoticeHold]?
    /// The day of the last meeting missed that it speaks of: one of the absences, or one after them.
    public var lastMissed: CivilDate? { record.last { $0.effect == .missed }?.date ?? absences.last?.date }
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
        try coder.field("expected", &expected, "meetings expected in the period of the breach")
        try coder.field("present", &present)
        try coder.field("recipients", &recipients)
        try coder.field("drafted", &drafted, "the day on which it was drafted, while nobody is told")
        try coder.field("issued", &issued)
        try coder.field("seq", &seq, "the entry that issued it")
        try coder.field("waivedbecause", &waivedBecause)
        try coder.field("rulefrom", &ruleFrom, "the first day of the terms of reference with this rule")
        try coder.field("record", &record, "the meetings of the year up to the breach, oldest first")
        try coder.field("councilname", &councilName)
        try coder.field("checkpoint", &checkpoint, "the checkpoint of the log that the letters name")
        try coder.field("request", &request, "what the letters ask of those who are told")
        try coder.field("signatory", &signatory, "who signs the letters")
        try coder.field(
            "provenance", &provenance, "where entries that the letters rest on are assumed or invented")
        try coder.field("followups", &followUps)
        try coder.field("corrections", &corrections, "what was corrected since they were last told")
        try coder.field("waits", &waits, "why it is left for a person to check, if that was asked")
        try coder.field("corrected", &isCorrected, "true where the attendance, as corrected, breaks no rule")
    }
}

/// Non-attendance, with who is told of it.
public struct NonAttendanceReport: Record, Equatable {
    public var basis = Basis()
    public var council = ""
    /// How far notices are issued unattended, where that was asked.
    public var limits: NoticeLimits?
    public var notices: [NoticeValue] = []
    /// The last one listed, where there are more.
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("council", &council)
        try coder.field("limits", &limits, "the limits for issuing notices unattended, if that was asked")
        try coder.field("notices", &notices)
        try coder.field("next", &next, PageWords.next)
    }
}
