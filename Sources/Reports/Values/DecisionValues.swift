// Decisions, as report values.

public import Codec
public import Governance

/// How a resolution came to be: who moved and seconded it, and how the members voted.
public struct VoteValue: Record, Equatable {
    public var mover: String?
    public var seconder: String?
    public var inFavour: Int?
    public var against: Int?
    public var abstained: Int?
    /// The names of those who voted so, where votes were recorded by name.
    public var membersFor: [String] = []
    public var membersAgainst: [String] = []
    public var membersAbstained: [String] = []
    /// Who presided and gave the second or casting vote, which is among the numbers.
    public var castingBy: String?
    public var castingVote: Vote?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("mover", &mover)
        try coder.field("seconder", &seconder)
        try coder.field("for", &inFavour)
        try coder.field("against", &against)
        try coder.field("abstained", &abstained)
        try coder.field("membersfor", &membersFor, "where votes were recorded by name")
        try coder.field("membersagainst", &membersAgainst)
        try coder.field("membersabstained", &membersAbstained)
        try coder.field("castingby", &castingBy, "who gave the casting vote, which is among the numbers")
        try coder.field("castingvote", &castingVote)
    }
}

/// A call-in of a resolution, and what came of it.
public struct CallInValue: Record, Equatable {
    public var received = CivilDateTime.placeholder
    /// The names of the members who called it in.
    public var by: [String] = []
    public var grounds = ""
    public var concluded: CivilDate?
    public var outcome: CallInOutcome?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("received", &received, "by the council's clocks")
        try coder.field("by", &by, "the names of the members who called it in")
        try coder.field("grounds", &grounds)
        try coder.field("concluded", &concluded)
        try coder.field("outcome", &outcome)
    }
}

/// A resolution and where it stands.
public struct ResolutionValue: Record, Equatable {
    public var number = 0
    public var kind = ResolutionKind.resolved
    public var text = ""
    public var to: String?
    /// The name of the body to which it is recommended.
    public var toName: String?
    public var isCallable = false
    /// Whether it is subject to call-in and why, in words; nil in lists.
    public var callInBasis: String?
    public var standing = ResolutionStanding.mayBeImplemented
    /// The standing in a sentence.
    public var explanation = ""
    /// The last day for call-in, computed from publication and the rule.
    public var callInDeadline: CivilDate?
    public var ratified: CivilDate?
    /// The body that dealt with a recommendation, and the meeting at which it did.
    public var dealtWithBy: String?
    public var dealtWithAt: String?
    public var implemented: CivilDate?
    public var implementation: String?
    /// The first day on which it has effect; nil where that is at once.
    public var effective: CivilDate?
    /// Earlier wordings, oldest first.
    public var earlierWordings: [String] = []
    /// What an amendment made before it was decided reflects.
    public var reflects: String?
    public var vote: VoteValue?
    /// The call-in, where there was one; nil in lists.
    public var callIn: CallInValue?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number)
        try coder.field("kind", &kind)
        try coder.field("text", &text)
        try coder.field("to", &to)
        try coder.field("toname", &toName, "the name of the body to which it is recommended")
        try coder.field("callable", &isCallable)
        try coder.field(
            "callinbasis", &callInBasis, "whether it is subject to call-in, and why; left out in lists")
        try coder.field("standing", &standing)
        try coder.field("explanation", &explanation)
        try coder.field(
            "callindeadline", &callInDeadline, "its last day, computed from publication and the rule")
        try coder.field("ratified", &ratified)
        try coder.field("dealtwithby", &dealtWithBy, "the body that dealt with a recommendation")
        try coder.field("dealtwithat", &dealtWithAt, "the meeting at which it did")
        try coder.field("implemented", &implemented)
        try coder.field("implementation", &implementation)
        try coder.field("effective", &effective, "the day it takes effect")
        try coder.field("earlierwordings", &earlierWordings)
        try coder.field("reflects", &reflects, "the reason for an amendment before the decision")
        try coder.field("vote", &vote, "who moved and seconded it, and how the members voted")
        try coder.field("callin", &callIn, "who called it in, why, and what came of it; left out in lists")
    }
}

/// A decision in a list.
public struct DecisionValue: Record, Equatable {
    public var id = ""
    public var title = ""
    public var body: String?
    public var maker: String?
    public var byName: String?
    /// The office by which they decided alone.
    public var office: String?
    public var officeTitle: String?
    /// When it was made, as precisely as its source says.
    public var made = PartialDate.unknown
    public var published: CivilDate?
    public var resolutions: [ResolutionValue] = []
    public var isWithdrawn = false
    /// Whether it is a key decision; nil where that is not recorded.
    public var isKey: Bool?
    /// When notice of it as a key decision was first published; nil in lists.
    public var noticed: CivilDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("title", &title)
        try coder.field("body", &body)
        try coder.field("maker", &maker)
        try coder.field("office", &office, "the office they used to decide alone")
        try coder.field("officetitle", &officeTitle)
        try coder.field("byname", &byName, "the name of the body or person")
        try coder.field("made", &made)
        try coder.field("published", &published)
        try coder.field("resolutions", &resolutions)
        try coder.field("withdrawn", &isWithdrawn)
        try coder.field("key", &isKey, "whether it is a key decision; left out if not recorded")
        try coder.field(
            "noticed", &noticed, "when notice of the key decision was first published; left out in lists")
    }
}

/// What a body made of another's recommendation to it.
public struct DealtWithValue: Record, Equatable {
    /// The body that dealt with it.
    public var by = ""
    public var byName: String?
    public var on = CivilDate.placeholder
    public var meeting: String?
    public var outcome = RatificationOutcome.ratified
    /// Whether the body had no power to decide, so that it could only endorse; nil where it had.
    public var isEndorsement: Bool?
    public var decision = ""
    public var number = 0
    public var title = ""
    public var text = ""
    public var recommendedBy = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("by", &by, "the body that dealt with it")
        try coder.field("on", &on)
        try coder.field("byname", &byName)
        try coder.field("meeting", &meeting)
        try coder.field("outcome", &outcome)
        try coder.field("endorsement", &isEndorsement, "true where the body had no power to decide")
        try coder.field("decision", &decision, "the decision that recommends it")
        try coder.field("number", &number)
        try coder.field("title", &title)
        try coder.field("text", &text)
        try coder.field("recommendedby", &recommendedBy)
    }
}

/// The register of decisions.
public struct DecisionsReport: Record, Equatable {
    public var basis = Basis()
    public var decisions: [DecisionValue] = []
    /// Others' recommendations that were dealt with, newest first.
    public var dealtWith: [DealtWithValue] = []
    /// The last one listed, where there are more.
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("decisions", &decisions)
        try coder.field("dealtwith", &dealtWith, "recommendations that were ratified, rejected or deferred")
        try coder.field("next", &next, PageWords.next)
    }
}

/// What a field of the proforma says.
public enum ProformaAnswer: String, Choice {
    case stated
    /// The record says "None".
    case none
    /// The record says "Not Applicable".
    case notApplicable = "not-applicable"
    /// The record says nothing.
    case blank
}

/// A field of the proforma.
public struct ProformaField: Record, Equatable {
    public var heading = ""
    public var answer = ProformaAnswer.blank
    /// The text as it was written.
    public var text: String?
    public init() {}
    public init(_ heading: String, _ text: String?) {
        self.heading = heading
        self.text = text
        let plain = (text ?? "").lowercased().filter { $0.isLetter }
        answer =
            switch plain {
            case "": .blank
            case "none", "nil": .none
            case "notapplicable", "na": .notApplicable
            default: .stated
            }
    }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("heading", &heading)
        try coder.field("answer", &answer)
        try coder.field("text", &text, "as it was written")
    }
}

/// Something that a record lacks or contradicts.
public struct Finding: Record, Equatable {
    /// A name that scripts can rely on.
    public var rule = ""
    public var message = ""
    public init() {}
    public init(_ rule: String, _ message: String) {
        self.rule = rule
        self.message = message
    }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("rule", &rule)
        try coder.field("message", &message)
    }
}

/// A step in a record's history.
public struct HistoryValue: Record, Equatable {
    public var seq = 0
    public var recorded = ""
    public var actor = ""
    public var what = ""
    /// Where it comes from.
    public var origin = EntryOrigin()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("seq", &seq)
        try coder.field("recorded", &recorded)
        try coder.field("actor", &actor)
        try coder.field("what", &what)
        try origin.fields(&coder)
    }
}

/// A decision whole: proforma, resolutions with their clocks, findings, history.
public struct DecisionReport: Record, Equatable {
    public var basis = Basis()
    public var decision = DecisionValue()
    public var meeting: String?
    /// Whether it is a decision of the executive or of a person alone, whose record has to have the proforma's parts.
    public var isExecutive = true
    public var proforma: [ProformaField] = []
    public var signedBy: String?
    public var signedOn: CivilDate?
    public var findings: [Finding] = []
    public var history: [HistoryValue] = []
    /// The meeting at which it was made, and its attendance; nil where it was made at none.
    public var attendance: MeetingValue?
    public var roll: [RollValue] = []
    /// The item under which it stood on the agenda: that of its report, or one of the same title.
    public var item: ItemValue?
    /// How its recommendations went from body to body, where they did.
    public var chains: [ChainValue] = []
    /// The other records about it.
    public var related: [RelatedRecord] = []
    /// The decision, referred back after call-in, that it takes again.
    public var reconsiders: String?
    /// The decisions that take it again, in the order of their dates.
    public var reconsideredBy: [String]?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("decision", &decision)
        try coder.field("meeting", &meeting)
        try coder.field(
            "executive", &isExecutive,
            "whether its record has to have all parts of the proforma; of others those recorded are listed")
        try coder.field("proforma", &proforma)
        try coder.field("signedby", &signedBy)
        try coder.field("signedon", &signedOn)
        try coder.field("findings", &findings, "what the record lacks or contradicts")
        try coder.field("history", &history)
        try coder.field("attendance", &attendance, "the meeting at which it was made")
        try coder.field("roll", &roll, "who was there")
        try coder.field("item", &item, "its agenda item: that of its report, or one of the same title")
        try coder.field("chains", &chains, "how its recommendations went from body to body")
        try coder.field("related", &related, "the other records about it, with their entries")
        try coder.field(
            "reconsiders", &reconsiders, "the decision, referred back after call-in, that it takes again")
        try coder.field(
            "reconsideredby", &reconsideredBy, "the decisions that take it again; left out if none")
    }
}
