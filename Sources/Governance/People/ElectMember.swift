// Somebody is elected to the council: entered if they are new, with their group and seat, and the vacancy that they
// fill.

public import Codec

/// Records that somebody is elected to the council.
public struct ElectMember: Command {
    public var name = ""
    public var on: String?
    public var ward: String?
    public var group: String?
    /// Whose seat was vacant.
    public var inPlaceOf: String?
    public var how: VacancyFilling?
    public var capacity: String?
    public var body: String?
    public var person: PersonID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name, "their name, or the record of somebody who was a councillor before")
        try coder.field("on", &on, "the first day in office; today if left out")
        try coder.field("ward", &ward, "the ward or division that the member represents")
        try coder.field("group", &group, "the political group that they join")
        try coder.field("inplaceof", &inPlaceOf, "the member whose seat was vacant")
        try coder.field("how", &how, "how the vacancy was filled; by-election if left out")
        try coder.field("capacity", &capacity, "needed if the Council's terms of reference have several")
        try coder.field("body", &body, "the council, where the record has several")
        try coder.field("person", &person, "an identifier for somebody new; made from the name if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let day = try context.partialDate(on, "on")
        let council = try context.directory.council(named: body)
        var events: [Event] = []
        let elected = try elected(in: context, &events)
        let known = context.directory.people[elected]
        if let group {
            var event = GroupJoined()
            (event.person, event.from) = (elected, day)
            event.group = try context.directory.group(group).id
            let isMember = known?.group(on: day.earliest) == event.group
            if !isMember { events.append(.groupJoined(event)) }
        }
        var seat = SeatFilled()
        (seat.body, seat.person, seat.from) = (council.id, elected, day)
        seat.capacity = council.capacity(capacity, on: day.earliest)
        seat.details.ward = ward
        if let seated = council.seats.first(where: { $0.person == elected && $0.tenure.covers(day.earliest) })
        {
            try refuseUnlessSame(seated, day, in: context.directory)
        } else {
            events.append(.seatFilled(seat))
        }
        try fill(by: elected, day, in: context, &events)
        return events
    }

    /// The record of whoever was elected, which may be a former councillor's.
    private func elected(in context: Context, _ events: inout [Event]) throws(Rejection) -> PersonID {
        let directory = context.directory
        if person == nil, let known = directory.known(called: name) {
            try known.refuseUnlessCouncillor(
                "be elected under this record",
                remedy:
                    "If it is the same person, correct the kind: `minutectl person correct-kind`. If it is somebody"
                    + " else, give them an identifier of their own: --id.")
            return known.id
        }
        var register = RegisterPerson()
        (register.name, register.person) = (name, person)
        let registered = try register.decide(in: context)
        events += registered
        if case .personRegistered(let it)? = registered.first { return it.person }
        return person ?? PersonID()
    }

    /// Whoever has a seat already was not elected to another one.
    private func refuseUnlessSame(
        _ seat: Seat, _ day: PartialDate, in directory: Directory
    ) throws(Rejection) {
        guard seat.tenure.from != day || ward.map({ $0 != seat.details.ward }) ?? false else { return }
        let ward = seat.details.ward.map { " for \($0)" } ?? ""
        throw Rejection(
            "elected-once", "person/\(seat.person)",
            "\(directory.name(seat.person)) has had a seat on the Council\(ward) since \(seat.tenure.from.spoken).",
            remedy:
                "If that is wrong, correct the seat: `minutectl seat correct`. If this is somebody else of the same name,"
                + " give them an identifier of their own: --id.")
    }

    private func fill(
        by elected: PersonID, _ day: PartialDate, in context: Context, _ events: inout [Event]
    ) throws(Rejection) {
        guard let inPlaceOf else {
            guard how == nil else {
                throw Rejection(
                    "vacancy-declared", "person/\(elected)",
                    "How a vacancy was filled is given, but not whose seat was vacant.",
                    remedy: "Say whose seat it was (--in-place-of), or leave out how.")
            }
            return
        }
        let before = try context.directory.person(inPlaceOf)
        let isFilled = before.vacancies.contains { $0.filled == day.earliest && $0.filledBy == elected }
        guard !isFilled else { return }
        let vacant = before.vacancies.last?.on.adding(days: -1)
        if let ward, let theirs = vacant.flatMap({ context.directory.ward(of: before.id, on: $0) }),
            NameForm.plain(theirs) != NameForm.plain(ward)
        {
            throw Rejection(
                "ward-of-vacancy", "person/\(before.id)",
                "The vacant seat of \(before.name) is that for \(theirs), not for \(ward).",
                remedy:
                    "Check the ward, or whose seat it is. If the record has the wrong ward: `minutectl seat correct`."
            )
        }
        var event = VacancyFilled()
        (event.person, event.on, event.by) = (before.id, day.earliest, elected)
        event.how = how ?? .byElection
        events.append(.vacancyFilled(event))
    }
}

extension Directory {
    /// Whoever is called so, titles left aside, or has that identifier; nil if there is nobody, or several.
    fileprivate func known(called name: String) -> Person? {
        if let person = people[PersonID(unchecked: name)], person.isCurrent { return person }
        let same = people(called: name)
        return same.count == 1 ? same.first : nil
    }
}
