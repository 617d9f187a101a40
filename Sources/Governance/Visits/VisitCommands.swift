// Commands about places and visits.

public import Codec

/// Enters a place in the record.
public struct OpenPlace: Command {
    public var name = ""
    public var kind = PlaceKind.childrensHome
    public var from: String?
    public var requirements: [VisitRequirement] = []
    public var questions: [Topic] = []
    public var place: PlaceID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.defaulted("kind", &kind)
        try coder.field("from", &from, "the first day of visits; today if left out")
        try coder.field("requirements", &requirements, "the visits it must have")
        try coder.field("questions", &questions, "what visitors are expected to ask, as short labels")
        try coder.field("place", &place, "an identifier; made from the name if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = PlaceOpened()
        (event.name, event.kind) = (name, kind)
        event.from = try context.partialDate(from, "from")
        (event.requirements, event.questions) = (requirements, questions)
        event.place = place ?? PlaceID(unchecked: Slug.make(name))
        if let known = context.directory.places[event.place], known.name == name, known.kind == kind {
            if let closed = known.tenure.until {
                throw Rejection(
                    "place-open", "place/\(known.id)", "\(known.name) closed on \(closed.spoken).",
                    remedy: "If it did not close: `minutectl place correct \(known.id) --open --reason …`.")
            }
            var opened = Place(event)
            if from == nil {
                (opened.tenure, opened.required[0].from) = (known.tenure, known.required[0].from)
            }
            if opened == known { return [] }
        }
        return [.placeOpened(event)]
    }
}

/// Says which visits a place requires from a day on.
public struct RequireVisits: Command {
    public var place = ""
    public var from: String?
    public var requirements: [VisitRequirement] = []
    public var questions: [Topic] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("from", &from, "the first day on which this is required; today if left out")
        try coder.field("requirements", &requirements, "all visits it must have from then on")
        try coder.field("questions", &questions, "all that visitors are expected to ask from then on")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = PlaceVisitsRequired()
        let known = try context.directory.place(place)
        event.place = known.id
        event.from = try context.partialDate(from, "from")
        (event.requirements, event.questions) = (requirements, questions)
        let same = RequiredVisits(from: event.from, requirements: requirements, questions: questions)
        return known.required.last == same ? [] : [.placeVisitsRequired(event)]
    }
}

/// Records that a place closes.
public struct ClosePlace: Command {
    public var place = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("on", &on, "the day it closes; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = PlaceClosed()
        let known = try context.directory.place(place)
        event.place = known.id
        event.on = try context.partialDate(on, "on")
        return known.tenure.until == event.on ? [] : [.placeClosed(event)]
    }
}

/// Corrects a place's name or dates.
public struct CorrectPlace: Command {
    public var place = ""
    public var name: String?
    public var from: String?
    public var closed: String?
    public var isOpen = false
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("name", &name, "the correct name")
        try coder.field("from", &from, "the correct first day")
        try coder.field("closed", &closed, "the correct day of closing")
        try coder.defaulted("open", &isOpen, "true if it has not closed")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = PlaceCorrected()
        let known = try context.directory.place(place)
        (event.place, event.name, event.isOpen, event.reason) = (known.id, name, isOpen, reason)
        if let from { event.from = try context.partialDate(from, "from") }
        if let closed { event.closed = try context.partialDate(closed, "closed") }
        var mended = known
        mended.evolve(event)
        return mended == known ? [] : [.placeCorrected(event)]
    }
}

/// Allocates a visit to a member.
public struct AllocateVisit: Command {
    public var place = ""
    public var member = ""
    public var period = ""
    /// nil for the one kind that the place requires.
    public var kind: VisitKind?
    public var visit: VisitID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("member", &member)
        try coder.field("period", &period, "when it is to be made, such as \"September 2009\"")
        try coder.field("kind", &kind, "needed if the place requires several kinds")
        try coder.field("visit", &visit, "an identifier; made from the place and period if left out")
    }

    private var naming: VisitNaming { VisitNaming(place: place, date: period, visit: visit) }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        naming.need(in: directory, on: today).map { [$0] } ?? []
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = VisitAllocated()
        let known = try context.directory.place(place)
        event.place = known.id
        event.member = try context.directory.person(member).id
        event.period = try context.partialDate(period, "period")
        if let kind { event.kind = kind } else { event.kind = try known.onlyKind(on: event.period) }
        for other in naming.visits(in: context) where !other.isWithdrawn {
            event.visit = other.id
            if other.allocated == event { return [] }
        }
        event.visit = naming.unused(in: context)
        return [.visitAllocated(event)]
    }
}

/// Records that a visit was made.
public struct RecordVisit: Command {
    public var place = ""
    public var on: String?
    public var visitors: [String] = []
    /// nil for the kind that was allocated, or the one kind that the place requires.
    public var kind: VisitKind?
    public var isAnnounced: Bool?
    public var questions: [VisitQuestion] = []
    /// The allocated visit that this is; found by place, day, kind and visitor if nil.
    public var visit: VisitID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("on", &on, "the day; today if left out")
        try coder.field("visitors", &visitors)
        try coder.field("kind", &kind, "needed if the place requires several kinds")
        try coder.field("announced", &isAnnounced, "left out if not recorded")
        try coder.field("questions", &questions, "what was asked, by label, and whether it was answered")
        try coder.field("visit", &visit, "the allocated visit; found by place, day and visitor if left out")
    }

    private func namings(on today: CivilDate) -> [VisitNaming] {
        if visit != nil { return [VisitNaming(place: place, date: on, visit: visit)] }
        let exact = VisitNaming(place: place, date: on, visit: nil)
        guard let day = exact.period(on: today) else { return [exact] }
        // An allocation is for the day, its month, its quarter or its year.
        let wider = [
            day.month.flatMap { PartialDate(year: day.year, month: $0) },
            day.month.flatMap { PartialDate(year: day.year, quarter: ($0 + 2) / 3) },
            PartialDate(year: day.year),
        ]
        return [exact] + wider.compactMap { $0 }.map { VisitNaming(place: place, date: $0.text, visit: nil) }
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        namings(on: today).compactMap { $0.need(in: directory, on: today) }
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = VisitMade()
        let known = try context.directory.place(place)
        event.place = known.id
        event.on = try context.partialDate(on, "on")
        event.visitors = try context.people(visitors)
        (event.isAnnounced, event.questions) = (isAnnounced, questions)
        guard event.on.earliest <= context.moment.today else {
            throw Rejection(
                "visit-begun", "place/\(known.id)", "\(event.on.spoken) is still to come.",
                remedy: "Record the visit when it has been made.")
        }
        let namings = namings(on: context.moment.today)
        let near = namings.flatMap { $0.visits(in: context) }.filter { !$0.isWithdrawn }
        let allocated = near.first { $0.isAwaited(by: event.visitors, kind, isMeant: $0.id == visit) }
        if let meant = kind ?? allocated?.kind {
            event.kind = meant
        } else {
            event.kind = try known.onlyKind(on: event.on)
        }
        for other in near {
            event.visit = other.id
            if other.made == event { return [] }
        }
        event.visit = visit ?? allocated?.id ?? namings[0].unused(in: context)
        // What any entry is refused for is said first.
        try event.admit(in: context.state)
        try event.refuseVisitors(at: known, in: context.directory)
        return [.visitMade(event)]
    }
}

extension Visit {
    /// Whether it is allocated, not made, and what is recorded now may be it.
    fileprivate func isAwaited(by visitors: [PersonID], _ kind: VisitKind?, isMeant: Bool) -> Bool {
        guard let allocated, made == nil else { return false }
        return isMeant || (visitors.contains(allocated.member) && (kind ?? self.kind) == self.kind)
    }
}

extension Place {
    /// The one kind of visit that it requires on the day.
    fileprivate func onlyKind(on date: PartialDate) throws(Rejection) -> VisitKind {
        try refuseUnlessOpen(on: date)
        let kinds = (required(on: date.earliest) ?? required(on: date.latest))?.requirements.map(\.kind) ?? []
        guard kinds.count == 1 else {
            throw Rejection(
                "visit-kind", "place/\(id)",
                kinds.isEmpty
                    ? "\(name) requires no visits, so give the kind of visit."
                    : "\(name) requires several kinds of visit.",
                remedy: "Give the kind of visit.", candidates: VisitKind.allCases.map(\.rawValue))
        }
        return kinds[0]
    }
}

/// How a visit's identifier is made: of the place and the day or period.
private struct VisitNaming {
    let place: String
    let date: String?
    let visit: VisitID?

    func period(on today: CivilDate) -> PartialDate? {
        guard let date else { return PartialDate(today) }
        return PartialDate(text: date) ?? (try? SpokenDate(today: today).partialDate(date))
    }

    private func slug(in directory: Directory, on today: CivilDate) -> String? {
        if let visit { return visit.text }
        guard let place = try? directory.place(place), let period = period(on: today) else { return nil }
        return "\(place.id.text.prefix(Slug.longest - 14))-\(period.text.lowercased())"
    }

    func need(in directory: Directory, on today: CivilDate) -> Need? {
        slug(in: directory, on: today).map { .new(.visit, $0) }
    }

    func visits(in context: Context) -> [Visit] {
        guard let need = need(in: context.directory, on: context.moment.today) else { return [] }
        return (context.found[need] ?? []).compactMap { context.state.visits[VisitID(unchecked: $0)] }
    }

    func unused(in context: Context) -> VisitID {
        if let visit { return visit }
        guard let need = need(in: context.directory, on: context.moment.today) else { return VisitID() }
        return VisitID(unchecked: context.unused(need.reference, need))
    }
}

extension Context {
    /// The people whom these names mean.
    func people(_ names: [String]) throws(Rejection) -> [PersonID] {
        var found: [PersonID] = []
        for name in names { found.append(try directory.person(name).id) }
        return found
    }
}
