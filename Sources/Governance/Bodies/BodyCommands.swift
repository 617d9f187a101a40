// Commands about bodies, their terms of reference and their seats.

public import Codec

/// Enters a body in the record.
public struct EstablishBody: Command {
    public var name = ""
    public var aliases: [String] = []
    public var kind = BodyKind.board
    public var advises: String?
    public var from: String?
    public var body: BodyID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("aliases", &aliases, "other names by which it is known")
        try coder.defaulted("kind", &kind)
        try coder.field("advises", &advises, "the body that it advises or works alongside")
        try coder.field("from", &from, "the first day it existed")
        try coder.field("body", &body, "an identifier; made from the name if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = BodyEstablished()
        (event.name, event.aliases, event.kind) = (name, aliases, kind)
        if let advises { event.advises = try context.directory.body(advises).id }
        if let from { event.from = try context.partialDate(from, "from") }
        event.body = body ?? BodyID(unchecked: Slug.make(name))
        if let known = context.directory.bodies[event.body], known.name == name, known.kind == kind {
            try known.refuseEnded()
            if Set(aliases).isSubset(of: known.aliases), event.advises ?? known.advises == known.advises,
                event.from ?? known.from == known.from
            {
                return []
            }
        }
        return [.bodyEstablished(event)]
    }
}

/// Gives a body another name.
public struct RenameBody: Command {
    public var body = ""
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

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.body(body)
        guard known.name != name || !Set(aliases).isSubset(of: known.aliases) else { return [] }
        var event = BodyRenamed()
        (event.body, event.name, event.aliases, event.reason) = (known.id, name, aliases, reason)
        return [.bodyRenamed(event)]
    }
}

/// Adopts terms of reference.
public struct AdoptTerms: Command {
    public var body = ""
    public var from: String?
    public var terms = Terms()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("from", &from, "the first day on which they apply; today if left out")
        try coder.field("terms", &terms)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = TermsAdopted()
        let known = try context.directory.body(body)
        event.body = known.id
        event.from = try context.partialDate(from, "from")
        event.terms = terms
        return known.terms(on: event.from.map(\.earliest) ?? .first) == terms ? [] : [.termsAdopted(event)]
    }
}

/// Merges a body into another.
public struct MergeBody: Command {
    public var body = ""
    public var into = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("into", &into, "the body that continues")
        try coder.field("on", &on, "the first day on which only the other body exists; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = BodyMerged()
        let known = try context.directory.body(body)
        event.body = known.id
        event.into = try context.directory.body(into).id
        event.on = try context.partialDate(on, "on")
        return known.mergedInto == event.into && known.ended == event.on ? [] : [.bodyMerged(event)]
    }
}

/// Records the end of a body.
public struct DissolveBody: Command {
    public var body = ""
    public var on: String?
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("on", &on, "the first day on which it no longer exists; today if left out")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = BodyDissolved()
        event.body = try context.directory.body(body).id
        event.on = try context.partialDate(on, "on")
        event.reason = reason
        try context.directory.existing(event.body).refuseBefore(event.on, "end")
        return [.bodyDissolved(event)]
    }
}

extension Body {
    /// Refuses what is said of the body on a day before it began.
    fileprivate func refuseBefore(_ day: PartialDate, _ what: String) throws(Rejection) {
        guard let from, day.isCertainlyBefore(from) else { return }
        throw Rejection(
            "dates-in-order", "body/\(id)",
            "\(name) began on \(from.spoken), so it cannot \(what) on \(day.spoken).",
            remedy: "Check the two dates. To correct the body's: `minutectl body correct \(id) --from …`.")
    }

    /// The capacity that is meant: the one given, else the only one that the terms of the day have.
    func capacity(_ given: String?, on day: CivilDate) -> String {
        let defined = terms(on: day)?.seats ?? []
        return given ?? (defined.count == 1 ? defined[0].capacity : "member")
    }
}

/// Gives someone a seat.
public struct FillSeat: Command {
    public var body = ""
    public var person = ""
    public var capacity: String?
    public var from: String?
    public var chairs = false
    public var until: String?
    public var details = SpokenSeatDetails()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("capacity", &capacity, "needed if the terms of reference have several")
        try coder.field("from", &from, "the first day in the seat; today if left out")
        try coder.defaulted("chairs", &chairs, "whether they chair the body")
        try coder.field("until", &until, "the first day on which the seat is vacant again")
        try details.fields(&coder)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = SeatFilled()
        let known = try context.directory.body(body)
        event.body = known.id
        event.person = try context.directory.person(person).id
        event.from = try context.partialDate(from, "from")
        event.chairs = chairs
        event.details = try details.details(in: context)
        event.capacity = known.capacity(capacity, on: event.from.earliest)
        if let until { event.until = try context.partialDate(until, "until") }
        try known.refuseBefore(event.from, "have a member")
        let tenure = known.lasting(event.tenure)
        let same = Seat(
            person: event.person, capacity: event.capacity, chairs: chairs, tenure: tenure,
            details: event.details)
        let isChairing = chairs && known.chairings.contains(Chairing(person: event.person, tenure: tenure))
        let isFilled = known.seats.contains { seat in
            var said = seat
            // What is not said here stays as it is on record.
            if seat.details.changed(by: event.details) == seat.details { said.details = event.details }
            return said == same
        }
        return isFilled || isChairing ? [] : [.seatFilled(event)]
    }
}

/// Someone leaves a seat.
public struct VacateSeat: Command {
    public var body = ""
    public var person = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("on", &on, "the first day on which the seat is vacant; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = SeatVacated()
        event.body = try context.directory.body(body).id
        event.person = try context.directory.person(person).id
        event.on = try context.partialDate(on, "on")
        return [.seatVacated(event)]
    }
}

/// Corrects the dates of a seat.
public struct CorrectSeat: Command {
    public var body = ""
    public var person = ""
    public var dates = CorrectedDates()
    public var chairs: Bool?
    public var details = SpokenSeatDetails()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try dates.fields(&coder)
        try coder.field("chairs", &chairs, "whether they chaired the body; unchanged if left out")
        try details.fields(&coder)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = SeatCorrected()
        let known = try context.directory.body(body)
        event.body = known.id
        event.person = try context.directory.person(person).id
        event.correction = try dates.correction(in: context)
        event.chairs = chairs
        event.details = try details.details(in: context)
        let seats = known.seats.filter { $0.person == event.person }
        let chairings = known.chairings.filter { $0.person == event.person }
        let meant = seats.first { $0.tenure.from == event.correction.recordedFrom }
        let isChairChanged = meant.map { $0.chairs != chairs ?? $0.chairs } ?? false
        let isDetailChanged = meant.map { $0.details.changed(by: event.details) != $0.details } ?? false
        let changes =
            meant != nil || chairings.isEmpty
            ? event.correction.changes(seats) : event.correction.changes(chairings)
        return isChairChanged || isDetailChanged || changes ? [.seatCorrected(event)] : []
    }
}
