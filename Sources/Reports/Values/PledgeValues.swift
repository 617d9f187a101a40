// Pledges and lists of issues, as report values.

public import Codec
public import Governance

/// A promise and how it is kept, as at a day.
public struct PromiseValue: Record, Equatable {
    public var id = ""
    public var text = ""
    /// nil where nobody has assessed it in these words.
    public var rating: Rating?
    /// The words that were assessed, and how they were found to be kept, where they were others.
    public var earlierWording: String?
    public var earlierRating: Rating?
    public var why: String?
    public var evidence: [String] = []
    public var assessed: PartialDate?
    public var assessedBy: String?
    /// The number of the assessment within the pledge.
    public var assessment: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("text", &text)
        try coder.field("rating", &rating, "left out where nobody has assessed it in these words")
        try coder.field(
            "earlierwording", &earlierWording, "the words that were assessed, if they were others")
        try coder.field("earlierrating", &earlierRating, "how those were found to be kept")
        try coder.field("why", &why)
        try coder.field("evidence", &evidence)
        try coder.field("assessed", &assessed)
        try coder.field("assessedby", &assessedBy)
        try coder.field("assessment", &assessment, "its number within the pledge")
    }
}

/// An area of a pledge.
public struct PledgeAreaValue: Record, Equatable {
    public var title = ""
    public var promises: [PromiseValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("promises", &promises)
    }

    /// How many of the promises have the rating; nil for those that nobody has assessed.
    public func count(_ rating: Rating?) -> Int { promises.count { $0.rating == rating } }
}

/// A pledge's presentation to a body.
public struct PresentationValue: Record, Equatable {
    public var on = PartialDate.unknown
    public var to = ""
    public var toName = ""
    public var by: String?
    public var byName: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("on", &on)
        try coder.field("to", &to)
        try coder.field("toname", &toName)
        try coder.field("by", &by)
        try coder.field("byname", &byName)
    }
}

/// An elected member who has not signed.
public struct UnsignedValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var group: String?
    public var groupName: String?
    /// Since when they have been a member, where the record says.
    public var elected: PartialDate?
    /// Whether they were elected after the pledge was adopted.
    public var isLater = false
    /// True where the pledge was adopted before the record begins, so that they may have signed then.
    public var isNotKnown: Bool?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("elected", &elected, "the day they became a member")
        try coder.field("groupname", &groupName)
        try coder.field("later", &isLater, "whether they were elected after the pledge was adopted")
        try coder.field("notknown", &isNotKnown, "true if they may have signed before the record begins")
    }
}

/// A pledge as it holds on a day: its text, how its promises are kept, who has signed.
public struct PledgeReport: Record, Equatable {
    public var basis = Basis()
    public var id = ""
    public var title = ""
    public var version = 0
    /// How many versions there had been.
    public var versions = 0
    public var adopted = PartialDate.unknown
    public var adoptedBy: String?
    public var adoptedByName: String?
    public var text: String?
    public var presented: [PresentationValue] = []
    public var areas: [PledgeAreaValue] = []
    /// Whether elected members are asked to sign it, or some have.
    public var isToBeSigned = false
    public var signed: [String] = []
    /// Those who signed and are no members any more.
    public var signedFormer: [String] = []
    public var unsigned: [UnsignedValue] = []
    /// The list of issues that the pledge consists of; nil for a pledge of promises alone.
    public var list: String?
    public var listTitle: String?
    /// The body that manages that list.
    public var managedBy: String?
    public var limit: Int?
    /// The issues on it, on the day.
    public var issues: [IssueValue]?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("id", &id)
        try coder.field("title", &title)
        try coder.field("version", &version)
        try coder.field("versions", &versions, "how many there had been")
        try coder.field("adopted", &adopted)
        try coder.field("adoptedby", &adoptedBy)
        try coder.field("adoptedbyname", &adoptedByName)
        try coder.field("text", &text)
        try coder.field("presented", &presented)
        try coder.field("areas", &areas)
        try coder.field(
            "tobesigned", &isToBeSigned, "whether elected members are asked to sign it, or some have")
        try coder.field("signed", &signed, "elected members on that day who have signed")
        try coder.field("signedformer", &signedFormer, "people who signed and are no longer members")
        try coder.field("unsigned", &unsigned, "those who have not, if it is to be signed")
        try coder.field("list", &list, "the list of issues that the pledge consists of")
        try coder.field("listtitle", &listTitle)
        try coder.field("managedby", &managedBy, "the body that manages that list")
        try coder.field("limit", &limit, "how many issues may be open at once")
        try coder.field("issues", &issues, "the issues on it, on the day")
    }
}

/// An issue on a list, as at a day.
public struct IssueValue: Record, Equatable {
    public var number = 0
    public var text = ""
    public var stage = IssueStage.listed
    public var listed = PartialDate.unknown
    /// Days on the list.
    public var days = 0
    public var replaces: Int?
    public var assignedTo: String?
    public var due: CivilDate?
    public var isOverdue = false
    public var considered: [String] = []
    public var answered: PartialDate?
    public var answer: String?
    public var fedBack: PartialDate?
    public var accepted: PartialDate?
    /// How many answers were not accepted.
    public var declined = 0
    public var retired: PartialDate?
    /// For whom or what it waits.
    public var waitsFor: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number)
        try coder.field("text", &text)
        try coder.field("stage", &stage)
        try coder.field("listed", &listed)
        try coder.field("days", &days, "on the list")
        try coder.field("replaces", &replaces)
        try coder.field("assignedto", &assignedTo)
        try coder.field("due", &due)
        try coder.field("overdue", &isOverdue)
        try coder.field("considered", &considered, "the bodies that considered it")
        try coder.field("answered", &answered)
        try coder.field("answer", &answer)
        try coder.field("fedback", &fedBack)
        try coder.field("accepted", &accepted)
        try coder.field("declined", &declined, "how many answers were not accepted")
        try coder.field("retired", &retired)
        try coder.field("waitsfor", &waitsFor)
    }
}

/// A list of issues as it stood on a day.
public struct TopTenReport: Record, Equatable {
    public var basis = Basis()
    public var id = ""
    public var title = ""
    public var managedBy = ""
    public var limit: Int?
    public var issues: [IssueValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("id", &id)
        try coder.field("title", &title)
        try coder.field("managedby", &managedBy)
        try coder.field("limit", &limit)
        try coder.field("issues", &issues)
    }
}

/// Asks for a pledge.
public struct PledgeQuestion: Question {
    public typealias Answer = PledgeReport
    public var pledge: String?
    public var person: String?
    public var group: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge, "the start of an identifier; the only one if left out")
        try coder.field("person", &person, "only this member")
        try coder.field("group", &group, "only members of this political group")
        try scope.fields(&coder)
    }
}

/// Asks for a list of issues.
public struct TopTenQuestion: Question {
    public typealias Answer = TopTenReport
    public static func isNothing(_ answer: TopTenReport) -> Bool { answer.issues.isEmpty }
    public var list: String?
    /// Whether retired issues are wanted too.
    public var isAll = false
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list, "the start of an identifier; the only one if left out")
        try coder.defaulted("all", &isAll, "retired issues too")
        try scope.fields(&coder)
    }
}
