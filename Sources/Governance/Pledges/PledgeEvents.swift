// What happens to a pledge: adopted, presented, signed by elected members, its promises assessed.
//
// The names of event types are the storage format: they are never changed.

public import Codec

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
    /// The list of issues that the pledge consists of, such as a Top Ten; nil for a pledge of promises alone.
    public var list: IssueListID?
    /// Whether elected members are asked to sign it; nil where nothing says so.
    public var toBeSigned: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("pledge", &pledge)
        try coder.field("version", &version, "counted from 1", within: 1...10_000)
        try coder.field("title", &title)
        try coder.field("on", &on)
        try coder.field("by", &by, "the body that adopted it")
        try coder.field("text", &text, "the words before and around the promises")
        try coder.field("areas", &areas)
        try coder.field("list", &list, "the list of issues that the pledge consists of")
        try coder.field("tobesigned", &toBeSigned, "true if elected members are asked to sign it")
    }

    public var stream: Stream { .pledge(pledge) }

    public var references: [Stream] { list.map { [.issueList($0)] } ?? [] }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    /// Every promise, in the order of the text.
    public var promises: [Promise] { areas.flatMap(\.promises) }

    public func admit(in state: State) throws(Rejection) {
        let before = state.pledges[pledge]?.versions.last
        guard version == (before?.version ?? 0) + 1 else {
            throw Rejection(
                "next-number", stream.text, "The next version of \(pledge) is \((before?.version ?? 0) + 1).",
                remedy: "Number the versions consecutively.")
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
        if let list { _ = try state.existing(list) }
        let labels = promises.map(\.id)
        guard !labels.isEmpty || list != nil, Set(labels).count == labels.count else {
            throw Rejection(
                "promises", stream.text,
                labels.isEmpty ? "The pledge promises nothing." : "Two promises have the same label.",
                remedy:
                    "List each promise once, with a label of its own, or name the list of issues that is the pledge."
            )
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
        try coder.field("version", &version, within: 1...10_000)
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
                "Version \(version) was adopted later, on \(adopted.on.spoken).",
                remedy: "Check the day.")
        }
        guard state.directory.isElected(person, on: on) else {
            throw Rejection(
                "signed-by-members", stream.text,
                "\(signer.name) was not an elected member on \(on.spoken).",
                remedy:
                    "Only elected members sign. `minutectl seat fill` records who has a seat on the Council.")
        }
        guard !known.signatures.contains(where: { $0.person == person && $0.version == version }) else {
            throw Rejection(
                "one-signature", stream.text, "\(signer.name) has already signed version \(version).",
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
        try coder.field("version", &version, within: 1...10_000)
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
                remedy: "There is nothing to undo.")
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
        try coder.field("number", &number, "counted from 1 within the pledge", within: 1...10_000)
        try coder.field("promise", &promise)
        try coder.field("on", &on)
        try coder.field("rating", &rating)
        try coder.field("why", &why, "about the council's work as a whole, never about a child")
        try coder.field("evidence", &evidence, "the evidence: reports, records, figures")
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
                "\"\(promise)\" is not a promise of \(adopted.title) as adopted on \(adopted.on.spoken).",
                remedy: "Use one of its labels.", candidates: adopted.promises.map(\.id.text))
        }
        guard number == known.assessments.count + 1 else {
            throw Rejection(
                "next-number", stream.text, "The next assessment is number \(known.assessments.count + 1).",
                remedy: "Number them consecutively.")
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
        try coder.field("number", &number, within: 1...10_000)
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
                "There is no assessment \(number), or it has already been withdrawn.",
                remedy: "`minutectl pledge show \(pledge)` lists them.")
        }
    }
}
