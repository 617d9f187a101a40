// A vacancy on the Council comes to an end: somebody else is elected or co-opted.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// How a vacancy was filled.
public enum VacancyFilling: String, Choice {
    case byElection = "by-election"
    /// At the ordinary elections.
    case election
    case coOption = "co-option"
    /// The vacancy lapsed, for example because the seat was abolished.
    case lapsed
}

/// A declared vacancy is filled.
public struct VacancyFilled: EventPayload, Equatable {
    public static let type = "org.minuted.vacancy.filled"

    /// The member whose seat was vacant.
    public var person = PersonID()
    public var on = CivilDate.placeholder
    public var how = VacancyFilling.byElection
    /// Who has the seat now.
    public var by: PersonID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person, "the member whose seat was vacant")
        try coder.field("on", &on)
        try coder.field("how", &how)
        try coder.field("by", &by, "who has the seat now")
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        guard let vacancy = known.vacancies.last, vacancy.filled == nil else {
            throw Rejection(
                "vacancy-declared", stream.text, "No vacancy is open for \(known.name)'s seat.",
                remedy:
                    "Record first how it became vacant: `minutectl person cease \(person) --why …`, or that the Council"
                    + " declared it: `minutectl absence vacancy \(person) --reason …`.")
        }
        guard vacancy.on <= on else {
            throw Rejection(
                "dates-in-order", stream.text, "The vacancy was declared on \(vacancy.on.spoken).",
                remedy: "Check the date.")
        }
        if let by { _ = try state.directory.existing(by) }
    }
}

/// Records that a vacancy is filled.
public struct FillVacancy: Command {
    public var person = ""
    public var on: String?
    public var how = VacancyFilling.byElection
    public var by: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person, "the member whose seat was vacant")
        try coder.field("on", &on, "the day; today if left out")
        try coder.defaulted("how", &how)
        try coder.field("by", &by, "who has the seat now")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = VacancyFilled()
        (event.person, event.how, event.on) = (known.id, how, try context.date(on, "on"))
        if let by { event.by = try context.directory.person(by).id }
        return known.vacancies.contains { $0.filled == event.on } ? [] : [.vacancyFilled(event)]
    }
}
