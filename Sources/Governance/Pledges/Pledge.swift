// Pledges to children in care: the text as adopted, with its areas and promises; who has signed it; how
// each promise is being kept.
//
// The names of event types are the storage format: they are never changed.

public import Codec

public typealias PledgeID = Identifier<Pledge>
/// A promise of a pledge, by a short label such as `good-home`.
public typealias PromiseID = Identifier<Promise>

/// One promise, in the pledge's own words.
public struct Promise: Record, Equatable {
    public var id = PromiseID()
    public var text = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id, "a short label, such as good-home")
        try coder.field("text", &text, "the promise in the pledge's own words")
    }
}

/// An area of a pledge, with its promises.
public struct PledgeArea: Record, Equatable {
    public var title = ""
    public var promises: [Promise] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("promises", &promises)
    }
}

/// A pledge is adopted, or adopted anew in another wording.
public struct PledgeAdopted: EventPayload, Equatable {
    public static let type = "org.minuted.pledge.adopted"

    public var pledge = PledgeID()
    /// Counted from 1.
    public var version = 1
    public var title = ""
    public var on = PartialDate.unknown
    /// The body that adopted it; nil where the record does not say.
    public var by: BodyID?
    /// The words before and around the promises.
    public var text: String?
    public var areas: [PledgeArea] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("version", &version, "counted from 1")
        try coder.field("title", &title)
        try coder.field("on", &on)
        try coder.field("by", &by, "the body that adopted it")
        try coder.field("text", &text, "the words before and around the promises")
        try coder.field("areas", &areas)
    }

    public var stream: Stream { .pledge(pledge) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    /// Every promise, in the order of the text.
    public var promises: [Promise] { areas.flatMap(\.promises) }

    public func admit(in state: State) throws(Rejection) {
        let before = state.pledges[pledge]?.versions.last
        guard version == (before?.version ?? 0) + 1 else {
            throw Rejection(
                "next-number", stream.text, "The next version of \(pledge) is \((before?.version ?? 0) + 1).",
                remedy: "Number the versions in one run.")
        }
        if let before, on.latest < before.on.earliest {
            throw Rejection(
                "dates-in-order", stream.text,
                "Version \(before.version) was adopted later, on \(before.on.spoken).",
                remedy: "Check the day.")
        }
        if let by { _ = try state.directory.existing(by) }
        try Check.line(title, "title", of: stream.text)
        if let text { try Check.text(text, "text", of: stream.text) }
        for area in areas { try Check.line(area.title, "area's title", of: stream.text, longest: 160) }
        for promise in promises { try Check.text(promise.text, "promise", of: stream.text) }
        let labels = promises.map(\.id)
        guard !labels.isEmpty, Set(labels).count == labels.count else {
            throw Rejection(
                "promises", stream.text,
                labels.isEmpty ? "The pledge promises nothing." : "Two promises have the same label.",
                remedy: "List each promise once, with a label of its own.")
        }
    }
}

/// A pledge is presented to a body, such as to full council by young people.
public struct PledgePresented: EventPayload, Equatable {
    public static let type = "org.minuted.pledge.presented"

    public var pledge = PledgeID()
    public var on = PartialDate.unknown
    public var to = BodyID()
    /// The body that presented it, such as the Children in Care Council; never people by name.
    public var by: BodyID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("on", &on)
        try coder.field("to", &to)
        try coder.field("by", &by, "the body that presented it")
    }

    public var stream: Stream { .pledge(pledge) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(pledge)
        _ = try state.directory.existing(to)
        if let by { _ = try state.directory.existing(by) }
        _ = try known.refuseBeforeAdoption(on, of: stream.text)
    }
}

/// An elected member signs a version of the pledge.
public struct PledgeSigned: EventPayload, Equatable {
    public static let type = "org.minuted.pledge.signed"

    public var pledge = PledgeID()
    public var version = 1
    public var person = PersonID()
    public var on = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("version", &version)
        try coder.field("person", &person)
        try coder.field("on", &on)
    }

    public var stream: Stream { .pledge(pledge) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(pledge)
        let signer = try state.directory.existing(person)
        let adopted = try known.existing(version)
        guard adopted.on.earliest <= on.latest else {
            throw Rejection(
                "dates-in-order", stream.text,
                "Version \(version) was adopted on \(adopted.on.spoken), later.",
                remedy: "Check the day.")
        }
        guard state.directory.isElected(person, on: on) else {
            throw Rejection(
                "signed-by-members", stream.text,
                "\(signer.name) was not an elected member on \(on.spoken).",
                remedy: "Elected members sign. `minutectl seat fill` records who has a seat on the council.")
        }
        guard !known.signatures.contains(where: { $0.person == person && $0.version == version }) else {
            throw Rejection(
                "one-signature", stream.text, "\(signer.name) has signed version \(version) already.",
                remedy: "If the day is wrong, withdraw the signature first.")
        }
    }
}

/// A signature was entered by mistake.
public struct PledgeSignatureWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.pledge.signature_withdrawn"

    public var pledge = PledgeID()
    public var version = 1
    public var person = PersonID()
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("version", &version)
        try coder.field("person", &person)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .pledge(pledge) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(pledge)
        try Check.reason(reason, of: stream.text)
        guard known.signatures.contains(where: { $0.person == person && $0.version == version }) else {
            throw Rejection(
                "correct-what-is-recorded", stream.text,
                "\(state.directory.name(person)) has not signed version \(version).",
                remedy: "There is nothing to take back.")
        }
    }
}

/// How well a promise is kept.
public enum Rating: String, Choice {
    case red, amber, green
}

/// Somebody has looked at how a promise is kept.
public struct PromiseAssessed: EventPayload, Equatable {
    public static let type = "org.minuted.pledge.promise_assessed"

    public var pledge = PledgeID()
    /// Counted from 1 within the pledge.
    public var number = 1
    public var promise = PromiseID()
    public var on = PartialDate.unknown
    public var rating = Rating.amber
    /// Why; about the council's work as a whole, never about a child.
    public var why = ""
    /// What it rests on: reports, records, figures.
    public var evidence: [String] = []
    public var by: BodyID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("number", &number, "counted from 1 within the pledge")
        try coder.field("promise", &promise)
        try coder.field("on", &on)
        try coder.field("rating", &rating)
        try coder.field("why", &why, "about the council's work as a whole, never about a child")
        try coder.field("evidence", &evidence, "what it rests on: reports, records, figures")
        try coder.field("by", &by, "the body that assessed it")
    }

    public var stream: Stream { .pledge(pledge) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(pledge)
        let adopted = try known.refuseBeforeAdoption(on, of: stream.text)
        guard adopted.promises.contains(where: { $0.id == promise }) else {
            throw Rejection(
                "promise-made", stream.text,
                "\"\(promise)\" is no promise of \(adopted.title) as adopted on \(adopted.on.spoken).",
                remedy: "Use one of its labels.", candidates: adopted.promises.map(\.id.text))
        }
        guard number == known.assessments.count + 1 else {
            throw Rejection(
                "next-number", stream.text, "The next assessment is number \(known.assessments.count + 1).",
                remedy: "Number them in one run.")
        }
        try Check.text(why, "reason of the assessment", of: stream.text)
        for line in evidence { try Check.line(line, "evidence", of: stream.text) }
        if let by { _ = try state.directory.existing(by) }
    }
}

/// An assessment was entered by mistake.
public struct PromiseAssessmentWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.pledge.assessment_withdrawn"

    public var pledge = PledgeID()
    public var number = 1
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("number", &number)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .pledge(pledge) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(pledge)
        try Check.reason(reason, of: stream.text)
        guard known.assessments.contains(where: { $0.number == number }), !known.withdrawn.contains(number)
        else {
            throw Rejection(
                "correct-what-is-recorded", stream.text,
                "There is no assessment \(number), or it was withdrawn already.",
                remedy: "`minutectl pledge show \(pledge)` lists them.")
        }
    }
}

/// What is known of a pledge.
public struct Pledge: Sendable, Equatable {
    public let id: PledgeID
    public private(set) var versions: [PledgeAdopted] = []
    public private(set) var presented: [PledgePresented] = []
    public private(set) var signatures: [PledgeSigned] = []
    /// All assessments, withdrawn ones too, in the order in which they were recorded.
    public private(set) var assessments: [PromiseAssessed] = []
    /// The numbers of assessments that were withdrawn.
    public private(set) var withdrawn: Set<Int> = []

    init(_ id: PledgeID) { self.id = id }

    mutating func evolve(_ event: PledgeAdopted) { versions.append(event) }
    mutating func evolve(_ event: PledgePresented) { presented.append(event) }
    mutating func evolve(_ event: PledgeSigned) { signatures.append(event) }
    mutating func evolve(_ event: PromiseAssessed) { assessments.append(event) }
    mutating func evolve(_ event: PromiseAssessmentWithdrawn) { withdrawn.insert(event.number) }

    mutating func evolve(_ event: PledgeSignatureWithdrawn) {
        signatures.removeAll { $0.person == event.person && $0.version == event.version }
    }

    /// The version that held on the day; nil before the first.
    public func version(on day: CivilDate) -> PledgeAdopted? { versions.last { $0.on.earliest <= day } }

    /// How the promise was last found to be kept, as at the day; of two of one day the one recorded later.
    public func assessment(of promise: PromiseID, on day: CivilDate) -> PromiseAssessed? {
        assessments.enumerated().filter { _, it in
            it.promise == promise && it.on.earliest <= day && !withdrawn.contains(it.number)
        }.max { ($0.element.on.earliest, $0.offset) < ($1.element.on.earliest, $1.offset) }?.element
    }

    func existing(_ version: Int) throws(Rejection) -> PledgeAdopted {
        guard let found = versions.first(where: { $0.version == version }) else {
            throw .unknown("version", "\(id)/\(version)", "minutectl pledge show \(id)")
        }
        return found
    }

    func refuseBeforeAdoption(_ on: PartialDate, of record: String) throws(Rejection) -> PledgeAdopted {
        if let version = version(on: on.latest) { return version }
        throw Rejection(
            "dates-in-order", record, "The pledge was not adopted before \(on.spoken).",
            remedy: "Check the day.")
    }
}

extension Directory {
    /// The bodies of the kind council, which elected members have their seats on.
    private var councils: [Body] { bodies.values.filter { $0.kind == .council && !$0.seats.isEmpty } }

    /// Whether the person was an elected member on some day that the date can mean: a councillor with a seat
    /// on the council; any councillor where nobody's seat on the council is recorded.
    func isElected(_ person: PersonID, on date: PartialDate) -> Bool {
        guard people[person]?.kind == .councillor else { return false }
        let councils = councils
        guard !councils.isEmpty else { return true }
        return councils.contains { body in
            body.seats.contains { seat in
                seat.person == person && seat.tenure.from.earliest <= date.latest
                    && (seat.tenure.until.map { date.earliest < $0.earliest } ?? true)
            }
        }
    }

    /// The elected members on the day, by identifier.
    public func electedMembers(on day: CivilDate) -> [Person] {
        people.values.filter { isElected($0.id, on: PartialDate(day)) }.sorted { $0.id < $1.id }
    }
}
