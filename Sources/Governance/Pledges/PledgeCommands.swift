// Commands about pledges.

public import Codec

/// Adopts a pledge, or a new wording of it.
public struct AdoptPledge: Command {
    public var title = ""
    public var on: String?
    public var by: String?
    public var text: String?
    public var areas: [PledgeArea] = []
    public var pledge: PledgeID?
    public var list: String?
    public var toBeSigned = false

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("on", &on, "the day; today if left out")
        try coder.field("by", &by, "the body that adopted it")
        try coder.field("text", &text, "the words before and around the promises")
        try coder.field("areas", &areas, "the areas, each with its promises")
        try coder.field("pledge", &pledge, "an identifier; made from the title if left out")
        try coder.field("list", &list, "the list of issues that the pledge consists of, such as a Top Ten")
        try coder.defaulted("tobesigned", &toBeSigned, "elected members are asked to sign it")
    }

    private var id: PledgeID { pledge ?? PledgeID(unchecked: Slug.make(title)) }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.new(.pledge, id.text)] + (list.map { [.known(.issuelist, $0)] } ?? [])
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = context.state.pledges[id]
        var event = PledgeAdopted()
        (event.pledge, event.title, event.text, event.areas) = (id, title, text, areas)
        event.on = try context.partialDate(on, "on")
        if let by { event.by = try context.directory.body(by).id }
        if let list { event.list = try context.issueList(list).id }
        event.toBeSigned = toBeSigned ? true : nil
        event.version = known?.versions.last?.version ?? 1
        if known?.versions.last == event { return [] }
        event.version = (known?.versions.last?.version ?? 0) + 1
        return [.pledgeAdopted(event)]
    }
}

/// A command about one pledge that is in the record.
protocol PledgeCommand: Command {
    var pledge: String { get }
}

extension PledgeCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.pledge(pledge)] }
}

/// Records that a pledge was presented to a body.
public struct PresentPledge: PledgeCommand {
    public var pledge = ""
    public var to = ""
    public var by: String?
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("to", &to, "the body that it was presented to")
        try coder.field("by", &by, "the body that presented it")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.pledge(pledge)
        var event = PledgePresented()
        event.pledge = known.id
        event.to = try context.directory.body(to).id
        if let by { event.by = try context.directory.body(by).id }
        event.on = try context.partialDate(on, "on")
        return known.presented.contains(event) ? [] : [.pledgePresented(event)]
    }
}

/// Records that elected members sign a pledge.
public struct SignPledge: PledgeCommand {
    public var pledge = ""
    public var people: [String] = []
    /// Whether every elected member of the day has signed who had not before.
    public var everyMember = false
    public var on: String?
    public var version: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("people", &people)
        try coder.defaulted("everymember", &everyMember, "all elected members on that day")
        try coder.field("on", &on, "the day; today if left out")
        try coder.field("version", &version, "that of the day if left out", within: 1...10_000)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.pledge(pledge)
        let on = try context.partialDate(on, "on")
        guard let version = version ?? known.version(on: on.latest)?.version else {
            throw Rejection(
                "dates-in-order", "pledge/\(known.id)", "The pledge was not adopted before \(on.spoken).",
                remedy: "Check the day.")
        }
        var signers = try context.people(people)
        if everyMember { signers += context.directory.electedMembers(on: on.latest).map(\.id) }
        guard !signers.isEmpty else {
            throw Rejection(
                "signed-by-members", "pledge/\(known.id)", "Nobody is named as having signed.",
                remedy: "Name the members, or say that all members have signed.")
        }
        var events: [Event] = []
        var seen = Set(
            known.signatures.filter { $0.version == version && (everyMember || $0.on == on) }.map(\.person))
        for signer in signers where seen.insert(signer).inserted {
            var event = PledgeSigned()
            (event.pledge, event.version, event.person, event.on) = (known.id, version, signer, on)
            events.append(.pledgeSigned(event))
        }
        return events
    }
}

/// Takes back a signature that was entered by mistake.
public struct WithdrawSignature: PledgeCommand {
    public var pledge = ""
    public var person = ""
    public var version: Int?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("person", &person)
        try coder.field("version", &version, "the last one signed if left out", within: 1...10_000)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.pledge(pledge)
        var event = PledgeSignatureWithdrawn()
        (event.pledge, event.reason) = (known.id, reason)
        event.person = try context.directory.person(person).id
        event.version =
            version ?? known.signatures.filter { $0.person == event.person }.map(\.version).max() ?? 1
        return [.pledgeSignatureWithdrawn(event)]
    }
}

/// Records how a promise is found to be kept.
public struct AssessPromise: PledgeCommand {
    public var pledge = ""
    public var promise = PromiseID()
    public var rating = Rating.amber
    public var why = ""
    public var evidence: [String] = []
    public var by: String?
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("promise", &promise, "its label")
        try coder.field("rating", &rating)
        try coder.field("why", &why, "about the council's work as a whole, never about a child")
        try coder.field("evidence", &evidence, "the evidence: reports, records, figures")
        try coder.field("by", &by, "the body that assessed it")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.pledge(pledge)
        var event = PromiseAssessed()
        (event.pledge, event.promise, event.rating) = (known.id, promise, rating)
        (event.why, event.evidence) = (why, evidence)
        if let by { event.by = try context.directory.body(by).id }
        event.on = try context.partialDate(on, "on")
        for other in known.assessments where !known.withdrawn.contains(other.number) {
            event.number = other.number
            if other == event { return [] }
        }
        event.number = known.assessments.count + 1
        return [.promiseAssessed(event)]
    }
}

/// Takes back an assessment that was entered by mistake.
public struct WithdrawAssessment: PledgeCommand {
    public var pledge = ""
    public var number = 1
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("number", &number, "the assessment's number within the pledge", within: 1...10_000)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.pledge(pledge)
        guard !known.withdrawn.contains(number) else { return [] }
        var event = PromiseAssessmentWithdrawn()
        (event.pledge, event.number, event.reason) = (known.id, number, reason)
        return [.promiseAssessmentWithdrawn(event)]
    }
}

extension Need {
    /// A pledge that is in the record.
    public static func pledge(_ reference: String) -> Need {
        Need(kind: .pledge, reference: reference, isForNew: false)
    }
}

extension Context {
    func pledge(_ reference: String) throws(Rejection) -> Pledge {
        try state.existing(PledgeID(unchecked: one(.pledge(reference), "pledge", reference)))
    }
}

extension State {
    /// The pledge of that identifier, or a refusal.
    public func existing(_ id: PledgeID) throws(Rejection) -> Pledge {
        guard let found = pledges[id] else { throw .unknown("pledge", id.text, "minutectl pledge show") }
        return found
    }
}
