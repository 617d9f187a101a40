// Seats on bodies: who sits in which capacity, from when until when.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Someone takes a seat on a body.
public struct SeatFilled: EventPayload, Equatable {
    public static let type = "org.minuted.seat.filled"

    public var body = BodyID()
    public var person = PersonID()
    /// In which capacity, one of the terms of reference's.
    public var capacity = ""
    public var from = PartialDate.unknown
    /// Whether they chair the body. Within a seat that they have already, for that part of it.
    public var chairs = false
    /// The first day on which the seat is vacant again, where that is known when it is recorded.
    public var until: PartialDate?
    public var details = SeatDetails()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("capacity", &capacity)
        try coder.field("from", &from, "the first day in the seat")
        try coder.field("chairs", &chairs, "whether they chair the body")
        try coder.field("until", &until, "the first day on which the seat is vacant again")
        try details.fields(&coder)
    }

    public var tenure: Tenure { Tenure(from: from, until: until) }

    public var stream: Stream { .body(body) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(body)
        _ = try state.directory.existing(person)
        try details.admit(person, chairs: chairs, of: stream.text, in: state.directory)
        try Check.order(tenure, of: stream.text)
        try known.refuseEnded(within: tenure)
        let lasting = known.lasting(tenure)
        let definition = try definedSeat(in: known)
        guard !known.isChairingWithinSeat(self) else { return }
        let overlapping = known.seats.first { seat in
            seat.person == person && seat.tenure.overlaps(lasting) && !known.isSeatAroundChairing(self, seat)
        }
        if let seat = overlapping {
            throw Rejection(
                "one-seat", stream.text,
                "\(state.directory.name(person)) has a seat on \(known.name) \(seat.tenure.words).",
                remedy: seat.tenure.remedy(against: lasting))
        }
        guard let definition else { return }
        if definition.requiresDBS ?? false {
            try state.directory.existing(person).refuseUnlessCleared(
                on: from, for: capacity, of: stream.text)
        }
        guard let count = definition.count else { return }
        let filled = known.seats.filter { $0.capacity == capacity && $0.person != person }.most(
            within: lasting)
        guard filled.count < count else {
            throw Rejection(
                "seats-of-capacity", stream.text,
                "All \(count) seats for \(capacity) are taken: \(filled.map(\.person.text).joined(separator: ", ")).",
                remedy: "Record who left first, or adopt terms of reference with more seats.")
        }
    }

    /// The seats of this capacity in the terms of reference; a body without any takes every capacity.
    private func definedSeat(in body: Body) throws(Rejection) -> SeatDefinition? {
        guard let terms = body.terms(on: from.earliest) ?? body.adopted.last?.terms, !terms.seats.isEmpty
        else {
            try Check.line(capacity, "capacity", of: stream.text, longest: 120)
            return nil
        }
        guard let definition = terms.seats.first(where: { $0.capacity == capacity }) else {
            throw Rejection(
                "seat-defined", stream.text, "\(body.name) has no seats for \"\(capacity)\".",
                remedy: "Use one of the capacities in its terms of reference.",
                candidates: terms.seats.map(\.capacity))
        }
        return definition
    }
}

/// Someone leaves a seat.
public struct SeatVacated: EventPayload, Equatable {
    public static let type = "org.minuted.seat.vacated"

    public var body = BodyID()
    public var person = PersonID()
    /// The first day on which the seat is vacant.
    public var on = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("on", &on, "the first day on which the seat is vacant")
    }

    public var stream: Stream { .body(body) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(body)
        guard let seat = known.seats.first(where: { $0.person == person && $0.tenure.until == nil }) else {
            throw Rejection(
                "seat-held", stream.text, "\(state.directory.name(person)) has no seat on \(known.name).",
                remedy: "`minutectl seat list --body \(body)` shows who has.")
        }
        try Check.order(Tenure(from: seat.tenure.from, until: on), of: stream.text)
    }
}

/// The dates of a seat were recorded wrongly.
public struct SeatCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.seat.corrected"

    public var body = BodyID()
    public var person = PersonID()
    public var correction = TenureCorrection()
    /// Whether they chaired the body in that seat; unchanged if nil.
    public var chairs: Bool?
    /// What else is said of the seat; unchanged where it is nil.
    public var details = SeatDetails()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try correction.fields(&coder)
        try coder.field("chairs", &chairs, "whether they chaired the body; unchanged if left out")
        try details.fields(&coder)
    }

    public var stream: Stream { .body(body) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(body)
        let theirs = known.seats.filter { $0.person == person }
        let chairing = known.chairings.filter { $0.person == person }
        if !theirs.contains(where: { $0.tenure.from == correction.recordedFrom }),
            chairing.contains(where: { $0.tenure.from == correction.recordedFrom })
        {
            return try correction.admit(chairing, of: stream.text)
        }
        try correction.admit(theirs, of: stream.text)
        let meant = theirs.first { $0.tenure.from == correction.recordedFrom }
        try (meant?.details ?? SeatDetails()).changed(by: details).admit(
            person, chairs: chairs ?? meant?.chairs ?? false, of: stream.text, in: state.directory)
        if let other = correction.collision(in: theirs, where: { _ in true }) {
            throw Rejection(
                "one-seat", stream.text,
                "\(state.directory.name(person)) has another seat on \(known.name) from \(other.tenure.from.spoken).",
                remedy: "Correct the dates of that seat first.")
        }
    }
}

/// Someone in a seat, for a time.
public struct Seat: Held, Equatable {
    public var person: PersonID
    public var capacity: String
    public var chairs: Bool
    public var tenure: Tenure
    public var details = SeatDetails()
}

/// Someone who chairs a body for a part of the time in their seat.
public struct Chairing: Held, Equatable {
    public var person: PersonID
    public var tenure: Tenure
}

extension Body {
    /// Whether what is recorded is that somebody chairs for a part of the time in the seat that they have.
    func isChairingWithinSeat(_ event: SeatFilled) -> Bool {
        event.chairs
            && seats.contains {
                $0.person == event.person && !$0.chairs && $0.tenure.contains(lasting(event.tenure))
            }
            && !chairings.contains { $0.person == event.person && $0.tenure.overlaps(event.tenure) }
    }

    /// Whether what is recorded is the seat around a time in the chair that is on record.
    func isSeatAroundChairing(_ event: SeatFilled, _ seat: Seat) -> Bool {
        !event.chairs && seat.chairs && seat.person == event.person
            && lasting(event.tenure).contains(seat.tenure)
    }

    /// The tenure as it lasts: with a body that has ended, no longer than that.
    func lasting(_ tenure: Tenure) -> Tenure { Tenure(from: tenure.from, until: tenure.until ?? ended) }

    /// Who chaired the body on the day.
    public func chairs(on day: CivilDate) -> [PersonID] {
        let chairing = Set(chairings.on(day).map(\.person))
        return seats.on(day).filter { $0.chairs || chairing.contains($0.person) }.map(\.person)
    }
}
