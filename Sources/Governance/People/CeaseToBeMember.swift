// Somebody ceases to be a councillor: every seat, office and membership that ends with it, in one command.

public import Codec

/// Why somebody ceased to be a councillor.
public enum Ceasing: String, Choice {
    case death
    /// By written notice to the council (Local Government Act 1972, section 84).
    case resignation
    /// The council or a court declared it (sections 80, 81 and 86).
    case disqualification
    /// No meeting attended for six months (section 85); the council declared it (section 86).
    case lapse
    /// They were not elected again, or did not stand.
    case election
}

extension Ceasing {
    /// Whether it leaves a casual vacancy (section 87); an election fills the seat itself.
    var leavesVacancy: Bool { self != .election }

    /// What the vacancy came about by.
    public var words: String {
        switch self {
        case .death: "death"
        case .resignation: "resignation"
        case .disqualification: "disqualification"
        case .lapse: "failure to attend for six months"
        case .election: "an election"
        }
    }

    /// The same, behind "vacant since 17 September 2026": "on their death".
    public var occasion: String {
        switch self {
        case .death: "on their death"
        case .resignation: "on their resignation"
        case .disqualification: "on their disqualification"
        case .lapse: "because they did not attend for six months"
        case .election: "at an election"
        }
    }
}

/// Records that somebody ceases to be a councillor: their seats, their offices and their membership of a group end on
/// that day, and a casual vacancy begins unless an election filled the seat.
public struct CeaseToBeMember: Command {
    public var person = ""
    public var on: String?
    public var why = Ceasing.resignation
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field(
            "on", &on, "the first day on which they are no longer a councillor; today if left out")
        try coder.field("why", &why)
        try coder.field("reason", &reason, "more about it, such as the date of the letter")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        try known.refuseUnlessCouncillor(
            "cease to be one",
            remedy: "End each seat and office by itself: `minutectl seat vacate`, `minutectl office leave`.")
        let day = try context.date(on, "on")
        var ending = EndOfMembership(
            of: known, on: day, because: reason ?? "Ceased to be a councillor: \(why.words)",
            in: context.directory)
        try refuseAgain(known, day, in: context.directory)
        guard ending.hasSeatOnCouncil || known.vacancies.contains(where: { $0.on == day }) else {
            throw Rejection(
                "seat-on-council", "person/\(known.id)",
                "\(known.name) had no seat on the Council the day before \(day.spoken).",
                remedy:
                    "`minutectl person show \(known.id)` shows from when until when they had one. Check the date."
            )
        }
        ending.end()
        if why.leavesVacancy, !known.vacancies.contains(where: { $0.on == day }) {
            var event = VacancyDeclared()
            (event.person, event.on, event.cause) = (known.id, day, why)
            event.reason = reason ?? why.words
            ending.events.append(.vacancyDeclared(event))
        }
        return ending.events
    }
}

extension CeaseToBeMember {
    /// A seat is vacated once: another day or cause is a correction, which begins with undoing the first.
    private func refuseAgain(
        _ known: Person, _ day: CivilDate, in directory: Directory
    ) throws(Rejection) {
        guard let before = known.vacancies.last(where: { $0.cause != nil }),
            before.on != day || why != before.cause
        else { return }
        let hasReturned = directory.bodies.values.filter { $0.kind == .council }.flatMap(\.seats)
            .contains { $0.person == known.id && before.on < $0.tenure.from.earliest }
        guard !hasReturned else { return }
        throw Rejection(
            "ceased-once", "person/\(known.id)",
            "\(known.name) ceased to be a councillor on \(before.on.spoken) already (\(before.cause?.words ?? "")).",
            remedy:
                "To correct the day or the reason, undo its entries first: `minutectl record history person/\(known.id)` "
                + "lists them, `minutectl record take-back` undoes one.")
    }
}

/// The ends of all that somebody holds on a day.
private struct EndOfMembership {
    let person: Person
    let day: CivilDate
    let reason: String
    let directory: Directory
    var events: [Event] = []

    init(of person: Person, on day: CivilDate, because reason: String, in directory: Directory) {
        (self.person, self.day, self.reason, self.directory) = (person, day, reason, directory)
    }

    /// Whether they have a seat on the council that began before the day: nobody ceases to be what they were not yet.
    var hasSeatOnCouncil: Bool {
        directory.bodies.values.filter { $0.kind == .council }.flatMap(\.seats)
            .contains { $0.person == person.id && $0.tenure.from.earliest < day && !isOver($0.tenure) }
    }

    /// Whether it has ended by the day.
    private func isOver(_ tenure: Tenure) -> Bool { tenure.until.map { $0.earliest <= day } ?? false }

    mutating func end() {
        for body in directory.bodies.values.sorted(by: { $0.id < $1.id }) {
            for seat in body.seats where seat.person == person.id && !isOver(seat.tenure) {
                end(seat, of: body)
            }
        }
        for office in directory.offices.values.sorted(by: { $0.id < $1.id }) {
            for holder in office.holders where holder.person == person.id && !isOver(holder.tenure) {
                end(holder, office)
            }
        }
        for membership in person.groups where !isOver(membership.tenure) { end(membership) }
    }

    /// What corrects a tenure that has another end in the record, or that would only have begun; nil where it is still
    /// open and simply ends.
    private func correction(of tenure: Tenure) -> TenureCorrection? {
        let hasBegun = tenure.from.earliest < day
        guard tenure.until != nil || !hasBegun else { return nil }
        var correction = TenureCorrection()
        (correction.recordedFrom, correction.reason) = (tenure.from, reason)
        if hasBegun { correction.until = PartialDate(day) } else { correction.isWithdrawn = true }
        return correction
    }

    private mutating func end(_ seat: Seat, of body: Body) {
        if let correction = correction(of: seat.tenure) {
            var event = SeatCorrected()
            (event.body, event.person, event.correction) = (body.id, person.id, correction)
            return events.append(.seatCorrected(event))
        }
        var event = SeatVacated()
        (event.body, event.person, event.on) = (body.id, person.id, PartialDate(day))
        events.append(.seatVacated(event))
    }

    private mutating func end(_ holder: OfficeHolder, _ office: Office) {
        if let correction = correction(of: holder.tenure) {
            var event = OfficeTenureCorrected()
            (event.office, event.person, event.correction) = (office.id, person.id, correction)
            return events.append(.officeTenureCorrected(event))
        }
        var event = OfficeLeft()
        (event.office, event.person, event.on) = (office.id, person.id, PartialDate(day))
        events.append(.officeLeft(event))
    }

    private mutating func end(_ membership: GroupMembership) {
        if let correction = correction(of: membership.tenure) {
            var event = GroupMembershipCorrected()
            (event.person, event.group, event.correction) = (person.id, membership.group, correction)
            return events.append(.groupMembershipCorrected(event))
        }
        var event = GroupLeft()
        (event.person, event.group, event.on) = (person.id, membership.group, PartialDate(day))
        events.append(.groupLeft(event))
    }
}
