// Visits: allocated to a member, made, reported on, followed up. What was asked is kept by label, and
// whether it was answered; nothing that is said of a child.
//
// The names of event types are the storage format: they are never changed.

public import Codec

public typealias VisitID = Identifier<Visit>

/// A visit is allocated to a member.
public struct VisitAllocated: EventPayload, Equatable {
    public static let type = "org.minuted.visit.allocated"

    public var visit = VisitID()
    public var place = PlaceID()
    public var kind = VisitKind.courtesy
    /// The month or other period, or the day, in which it is to be made.
    public var period = PartialDate.unknown
    public var member = PersonID()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("place", &place)
        try coder.field("kind", &kind)
        try coder.field("period", &period, "the month or other period in which it is to be made")
        try coder.field("member", &member)
    }

    public var stream: Stream { .visit(visit) }

    public func admit(in state: State) throws(Rejection) {
        guard state.visits[visit] == nil else { throw .visitKnown(visit) }
        try state.directory.existing(place).refuseUnlessOpen(on: period)
        _ = try state.directory.existing(member)
        try kind.refuseUnlessInForce(on: period, of: stream.text)
    }
}

/// What was asked on a visit, and whether there was an answer.
public struct VisitQuestion: Record, Hashable {
    public var topic = Topic()
    public var isAnswered = true

    public init() {}

    public init(_ topic: Topic, isAnswered: Bool) { (self.topic, self.isAnswered) = (topic, isAnswered) }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("topic", &topic, "one of the place's questions, by its label")
        try coder.defaulted("answered", &isAnswered)
    }
}

/// A visit was made, as allocated or without an allocation.
public struct VisitMade: EventPayload, Equatable {
    public static let type = "org.minuted.visit.made"

    public var visit = VisitID()
    public var place = PlaceID()
    public var kind = VisitKind.courtesy
    public var on = PartialDate.unknown
    public var visitors: [PersonID] = []
    /// Whether the place was told beforehand; nil where the record does not say.
    public var isAnnounced: Bool?
    public var questions: [VisitQuestion] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("place", &place)
        try coder.field("kind", &kind)
        try coder.field("on", &on)
        try coder.field("visitors", &visitors)
        try coder.field("announced", &isAnnounced, "left out if not recorded")
        try coder.field("questions", &questions, "what was asked, by label")
    }

    public var stream: Stream { .visit(visit) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(place)
        try known.refuseUnlessOpen(on: on)
        try kind.refuseUnlessInForce(on: on, of: stream.text)
        if let visit = state.visits[visit] { try visit.refuse(made: self) }
        for visitor in visitors { _ = try state.directory.existing(visitor) }
        guard !visitors.isEmpty, Set(visitors).count == visitors.count else {
            throw Rejection(
                "visitors", stream.text,
                visitors.isEmpty ? "Nobody is named as having made the visit." : "A visitor is named twice.",
                remedy: "Name everybody who made it, once.")
        }
        try admitQuestions(at: known)
    }

    private func admitQuestions(at place: Place) throws(Rejection) {
        let known = place.required.last { $0.from.earliest <= on.latest }?.questions ?? []
        for question in questions where !known.contains(question.topic) {
            throw Rejection(
                "question-listed", stream.text,
                "\"\(question.topic)\" is not one of the questions for visitors to \(place.name).",
                remedy: "Use one of their labels, or add it first: `minutectl place require \(place.id) …`.",
                candidates: known.map(\.text))
        }
        guard Set(questions.map(\.topic)).count == questions.count else {
            throw Rejection(
                "question-listed", stream.text, "A question is given twice.",
                remedy: "Give each question once, with whether it was answered.")
        }
    }
}

/// The report on a visit was filed.
public struct VisitReported: EventPayload, Equatable {
    public static let type = "org.minuted.visit.reported"

    public var visit = VisitID()
    public var on = CivilDate.placeholder
    /// The body that the report went to; nil where the record does not say.
    public var to: BodyID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("on", &on, "the day on which the report was filed")
        try coder.field("to", &to, "the body that the report went to")
    }

    public var stream: Stream { .visit(visit) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(visit)
        let made = try known.refuseUnlessMade()
        if let to { _ = try state.directory.existing(to) }
        guard known.reported == nil else {
            throw Rejection(
                "one-report", stream.text, "The report on the visit \(visit) has already been filed.",
                remedy: "If it is wrong, withdraw the visit and record it again.")
        }
        guard made.on.earliest <= on else {
            throw Rejection(
                "dates-in-order", stream.text,
                "The report cannot be filed (\(on.short)) before the visit (\(made.on.spoken)).",
                remedy: "Check the two dates.")
        }
    }
}

/// Something has to be done after a visit.
public struct VisitFollowUpRaised: EventPayload, Equatable {
    public static let type = "org.minuted.visit.follow_up_raised"

    public var visit = VisitID()
    /// Counted from 1 within the visit.
    public var number = 1
    /// What it is about, by a short label: never words about a child.
    public var topic = Topic()
    public var owner: PersonID?
    public var due: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("number", &number, "counted from 1 within the visit", within: 1...10_000)
        try coder.field("topic", &topic, "what it is about, by a short label such as repair-boiler")
        try coder.field("owner", &owner)
        try coder.field("due", &due)
    }

    public var stream: Stream { .visit(visit) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(visit)
        _ = try known.refuseUnlessMade()
        if let owner { _ = try state.directory.existing(owner) }
        guard number == known.followUps.count + 1 else {
            throw Rejection(
                "next-number", stream.text,
                "The next follow-up of \(visit) is number \(known.followUps.count + 1).",
                remedy: "Number them consecutively.")
        }
    }
}

/// What had to be done after a visit has been done.
public struct VisitFollowUpCompleted: EventPayload, Equatable {
    public static let type = "org.minuted.visit.follow_up_completed"

    public var visit = VisitID()
    public var number = 1
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("on", &on)
    }

    public var stream: Stream { .visit(visit) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(visit)
        let made = try known.refuseUnlessMade()
        guard let followUp = known.followUps.first(where: { $0.raised.number == number }) else {
            throw .unknown("follow-up", "\(visit)/\(number)", "minutectl visit list")
        }
        guard followUp.completed == nil, made.on.earliest <= on else {
            throw Rejection(
                "follow-up-open", stream.text,
                followUp.completed.map { "That was already done on \($0.short)." }
                    ?? "That is before the visit.",
                remedy: "Check the number and the day.")
        }
    }
}

/// A visit, or its allocation, was entered by mistake.
public struct VisitWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.visit.withdrawn"

    public var visit = VisitID()
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .visit(visit) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(visit)
        try Check.reason(reason, of: stream.text)
        guard !known.isWithdrawn else { throw .visitWithdrawn(visit) }
    }
}

/// Something that has to be done after a visit.
public struct VisitFollowUp: Sendable, Equatable {
    public let raised: VisitFollowUpRaised
    public var completed: CivilDate?
}

/// What is known of a visit.
public struct Visit: Sendable, Equatable {
    public let id: VisitID
    public let place: PlaceID
    public let kind: VisitKind
    public private(set) var allocated: VisitAllocated?
    public private(set) var made: VisitMade?
    public private(set) var reported: VisitReported?
    public private(set) var followUps: [VisitFollowUp] = []
    public private(set) var isWithdrawn = false

    init(_ event: VisitAllocated) {
        (id, place, kind, allocated) = (event.visit, event.place, event.kind, event)
    }

    init(_ event: VisitMade) { (id, place, kind, made) = (event.visit, event.place, event.kind, event) }

    /// The visit as it stood at the end of the day; nil if it was made later and had not been allocated.
    public func asAt(_ day: CivilDate) -> Visit? {
        var then = self
        if let made, day < made.on.earliest { then.made = nil }
        if let reported, day < reported.on { then.reported = nil }
        if then.made == nil { then.followUps = [] }
        for index in then.followUps.indices {
            if let done = then.followUps[index].completed, day < done {
                then.followUps[index].completed = nil
            }
        }
        return then.made == nil && allocated == nil ? nil : then
    }

    /// The first day that it can be about.
    public var day: CivilDate { made?.on.earliest ?? allocated?.period.earliest ?? .first }

    /// Puts others in the place of those who made it and to whom it was allocated.
    mutating func replacePeople(by other: (PersonID) -> PersonID) {
        if let member = allocated?.member { allocated?.member = other(member) }
        if let visitors = made?.visitors { made?.visitors = visitors.map(other) }
    }

    mutating func evolve(_ event: VisitMade) { made = event }
    mutating func evolve(_ event: VisitReported) { reported = event }
    mutating func evolve(_ event: VisitWithdrawn) { isWithdrawn = true }
    mutating func evolve(_ event: VisitFollowUpRaised) { followUps.append(VisitFollowUp(raised: event)) }

    mutating func evolve(_ event: VisitFollowUpCompleted) {
        for index in followUps.indices where followUps[index].raised.number == event.number {
            followUps[index].completed = event.on
        }
    }

    func refuse(made event: VisitMade) throws(Rejection) {
        guard !isWithdrawn else { throw .visitWithdrawn(id) }
        guard made == nil else { throw .visitKnown(id) }
        guard event.place == place, event.kind == kind else {
            throw Rejection(
                "visit-as-allocated", "visit/\(id)",
                "The visit \(id) was allocated as a \(kind.rawValue) visit to \(place).",
                remedy: "Record a visit of another kind or to another place separately.")
        }
    }

    func refuseUnlessMade() throws(Rejection) -> VisitMade {
        guard !isWithdrawn else { throw .visitWithdrawn(id) }
        guard let made else {
            throw Rejection(
                "visit-made", "visit/\(id)", "The visit \(id) has not been made yet.",
                remedy: "Record it first: `minutectl visit record … --visit \(id)`.")
        }
        return made
    }
}

extension Rejection {
    fileprivate static func visitKnown(_ visit: VisitID) -> Rejection {
        Rejection(
            "new-record", "visit/\(visit)", "The visit \(visit) is already in the record.",
            remedy: "If the entry is wrong, withdraw it: `minutectl visit withdraw \(visit) --reason …`.")
    }

    fileprivate static func visitWithdrawn(_ visit: VisitID) -> Rejection {
        Rejection(
            "visit-withdrawn", "visit/\(visit)",
            "The visit \(visit) was withdrawn because it was entered by mistake.",
            remedy: "Record another visit.")
    }
}
