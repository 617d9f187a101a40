// Bodies: council, cabinet, boards, panels, partnerships … with their terms of reference and names.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What sort of body it is.
public enum BodyKind: String, Choice {
    case council
    /// The cabinet or executive.
    case executive
    case committee
    case scrutiny
    case board
    case panel
    case partnership
    case youngPeople = "young-people"
    /// A group with no standing of its own.
    case informal
}

/// A body is set up, or enters the record.
public struct BodyEstablished: EventPayload, Equatable {
    public static let type = "org.minuted.body.established"

    public var body = BodyID()
    public var name = ""
    /// Other names by which it is known, such as `MALAP`.
    public var aliases: [String] = []
    public var kind = BodyKind.board
    /// The body that it advises or works alongside.
    public var advises: BodyID?
    /// Since when it exists; nil where the record does not say.
    public var from: PartialDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("name", &name)
        try coder.field("aliases", &aliases, "other names by which it is known")
        try coder.field("kind", &kind)
        try coder.field("advises", &advises, "the body that it advises or works alongside")
        try coder.field("from", &from, "the first day it existed; left out if not recorded")
    }

    public var stream: Stream { .body(body) }

    public func effective(in state: State) -> CivilDateTime? { from?.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.directory.bodies[body] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a body \(body).",
                remedy: "Use it, or give the new body another identifier.")
        }
        try Check.line(name, "name", of: stream.text, longest: 160)
        for alias in aliases { try Check.line(alias, "alias", of: stream.text, longest: 160) }
        if let advises { _ = try state.directory.existing(advises) }
    }
}

/// A body takes another name, or comes to be known by one more.
public struct BodyRenamed: EventPayload, Equatable {
    public static let type = "org.minuted.body.renamed"

    public var body = BodyID()
    public var name = ""
    public var aliases: [String] = []
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("name", &name)
        try coder.field("aliases", &aliases)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .body(body) }

    public func admit(in state: State) throws(Rejection) {
        _ = try state.directory.existing(body)
        try Check.line(name, "name", of: stream.text, longest: 160)
        for alias in aliases { try Check.line(alias, "alias", of: stream.text, longest: 160) }
        try Check.reason(reason, of: stream.text)
    }
}

/// A body's terms of reference are adopted, in place of any before.
public struct TermsAdopted: EventPayload, Equatable {
    public static let type = "org.minuted.body.terms_adopted"

    public var body = BodyID()
    /// The first day on which they apply; nil for as long as the body exists.
    public var from: PartialDate?
    public var terms = Terms()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("from", &from, "the first day on which they apply")
        try coder.field("terms", &terms)
    }

    public var stream: Stream { .body(body) }

    public func effective(in state: State) -> CivilDateTime? { from?.start }

    public func admit(in state: State) throws(Rejection) {
        try admitRemoteQuorum(of: state.directory.existing(body))
        try terms.admit(of: stream.text, in: state.directory)
        try ReportingRoute.refuseCycle(from: body, through: terms.reportsTo, in: state.directory)
    }
}

/// A body is merged into another, which goes on.
public struct BodyMerged: EventPayload, Equatable {
    public static let type = "org.minuted.body.merged"

    public var body = BodyID()
    public var into = BodyID()
    public var on = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("into", &into, "the body that continues")
        try coder.field("on", &on, "the first day on which only the other body exists")
    }

    public var stream: Stream { .body(body) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(body)
        let other = try state.directory.existing(into)
        try known.refuseEnded()
        // The other body may have come to an end since.
        try other.refuseEnded(within: Tenure(from: on, until: other.ended))
        if other.mergedInto == body { try other.refuseEnded() }
        guard body != into else {
            throw Rejection(
                "merge-two", stream.text, "A body cannot be merged into itself.",
                remedy: "Name the body that continues.")
        }
    }
}

/// A body comes to an end.
public struct BodyDissolved: EventPayload, Equatable {
    public static let type = "org.minuted.body.dissolved"

    public var body = BodyID()
    public var on = PartialDate.unknown
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("on", &on, "the first day on which it no longer exists")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .body(body) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        try state.directory.existing(body).refuseEnded()
    }
}

/// Terms of reference, from a day on.
public struct AdoptedTerms: Sendable, Equatable {
    public let from: PartialDate?
    public let terms: Terms
}

/// What is known of a body.
public struct Body: Sendable, Equatable {
    public let id: BodyID
    public var name: String
    public var aliases: [String]
    public var kind: BodyKind
    public var advises: BodyID?
    public var from: PartialDate?
    /// The first day on which it no longer exists.
    public var ended: PartialDate?
    public var mergedInto: BodyID?
    /// In the order of the days from which they apply; those of one day in the order of adoption.
    public var adopted: [AdoptedTerms] = []
    public var seats: [Seat] = []
    /// Who chaired it for a part only of the time in their seat.
    public var chairings: [Chairing] = []

    init(_ established: BodyEstablished) {
        id = established.body
        name = established.name
        aliases = established.aliases
        kind = established.kind
        advises = established.advises
        from = established.from
    }

    mutating func evolve(_ event: BodyRenamed) {
        for other in event.aliases + [name] where !aliases.contains(other) { aliases.append(other) }
        name = event.name
        aliases.removeAll { $0 == event.name }
    }

    mutating func evolve(_ event: TermsAdopted) {
        let next = adopted.firstIndex { later in
            guard let from = later.from?.earliest else { return false }
            return event.from.map { $0.earliest < from } ?? true
        }
        adopted.insert(AdoptedTerms(from: event.from, terms: event.terms), at: next ?? adopted.endIndex)
    }

    mutating func evolve(_ event: BodyMerged) {
        mergedInto = event.into
        end(on: event.on)
    }

    mutating func evolve(_ event: BodyDissolved) { end(on: event.on) }

    private mutating func end(on day: PartialDate) {
        ended = day
        seats.end(on: day) { _ in true }
        chairings.end(on: day) { _ in true }
    }

    mutating func evolve(_ event: SeatFilled) {
        let tenure = lasting(event.tenure)
        if isChairingWithinSeat(event) {
            return chairings.append(Chairing(person: event.person, tenure: tenure))
        }
        let around = seats.filter { isSeatAroundChairing(event, $0) }
        seats.removeAll { around.contains($0) }
        chairings += around.map { Chairing(person: $0.person, tenure: $0.tenure) }
        seats.append(
            Seat(
                person: event.person, capacity: event.capacity, chairs: event.chairs, tenure: tenure,
                details: event.details))
    }

    mutating func evolve(_ event: SeatVacated) {
        seats.end(on: event.on) { $0.person == event.person }
        chairings.end(on: event.on) { $0.person == event.person }
    }

    mutating func evolve(_ event: SeatCorrected) {
        let isOfSeat = seats.contains {
            $0.person == event.person && $0.tenure.from == event.correction.recordedFrom
        }
        guard isOfSeat else {
            return chairings.correct(event.correction) { $0.person == event.person }
        }
        for index in seats.indices
        where seats[index].person == event.person && seats[index].tenure.from == event.correction.recordedFrom
        {
            seats[index].chairs = event.chairs ?? seats[index].chairs
            seats[index].details = seats[index].details.changed(by: event.details)
        }
        seats.correct(event.correction) { $0.person == event.person }
    }

    /// The terms of reference that applied on the day; nil if none did.
    public func terms(on day: CivilDate) -> Terms? { adoptedTerms(on: day)?.terms }

    /// The terms of reference that applied on the day, with the day from which they did.
    public func adoptedTerms(on day: CivilDate) -> AdoptedTerms? {
        adopted.last { $0.from.map { $0.earliest <= day } ?? true }
    }

    /// Who was expected at a meeting on the day, and in which capacity.
    public func expected(on day: CivilDate) -> [Seat] {
        let terms = terms(on: day)
        return seats.on(day).filter { terms?.expects($0.capacity) ?? true }
    }

    /// Refuses what goes on, where the body does not.
    func refuseEnded() throws(Rejection) { try refuseEnded(within: nil) }

    /// Refuses what begins or ends when there is no such body any more; what has no end ends with the body.
    func refuseEnded(within tenure: Tenure?) throws(Rejection) {
        guard let ended else { return }
        if let tenure, tenure.from.earliest < ended.earliest {
            guard let until = tenure.until, ended.earliest < until.earliest else { return }
        }
        throw Rejection(
            "body-exists", "body/\(id)",
            mergedInto.map { "\(name) was merged into \($0) on \(ended.spoken)." }
                ?? "\(name) came to an end on \(ended.spoken).",
            remedy: "Name the body that took its place.")
    }
}

enum ReportingRoute {
    /// A route that comes back to where it began would report nothing to anybody.
    static func refuseCycle(
        from body: BodyID, through next: [BodyID], in directory: Directory
    ) throws(Rejection) {
        var waiting = next
        var seen: Set<BodyID> = []
        while let hop = waiting.popLast() {
            guard hop != body else {
                throw Rejection(
                    "reporting-route", "body/\(body)", "The reporting route leads back to \(body).",
                    remedy: "Each body must report to one nearer to the Council.")
            }
            guard seen.insert(hop).inserted else { continue }
            waiting += directory.bodies[hop]?.adopted.last?.terms.reportsTo ?? []
        }
    }
}
