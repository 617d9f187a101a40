// What was recorded of a person by mistake: the kind of person they are, or that they are a person of their own.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Someone was entered as the wrong kind of person.
public struct PersonKindCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.person.kind_corrected"

    public var person = PersonID()
    public var kind = PersonKind.other
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("kind", &kind)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .person(person) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try Check.reason(reason, of: stream.text)
        guard kind != .youngPerson, known.kind != .youngPerson else {
            throw Rejection(
                "young-people-pseudonymous", stream.text,
                "A young person's record cannot become another kind of record, nor the other way round.",
                remedy: "Register the person again, and withdraw this record.")
        }
        guard kind == .councillor || known.groups.isEmpty else {
            throw Rejection(
                "groups-of-councillors", stream.text,
                "\(known.name) has belonged to a political group, and only councillors do.",
                remedy: "Correct that first: `minutectl group correct \(person) … --never --reason …`.")
        }
    }
}

/// Someone was entered by mistake: there is no such person, or they are in the record already.
public struct PersonWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.person.withdrawn"

    public var person = PersonID()
    /// The record that is this person's; nil if there is none.
    public var sameAs: PersonID?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("sameas", &sameAs, "the record that is this person's, if there is one")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .person(person) }

    public func admit(in state: State) throws(Rejection) {
        let directory = state.directory
        let known = try directory.existing(person)
        try Check.reason(reason, of: stream.text)
        if let sameAs {
            guard sameAs != person, try directory.existing(sameAs).isCurrent else {
                throw Rejection(
                    "same-person", stream.text, "\(sameAs) is the same record.",
                    remedy: "Name the record to keep.")
            }
        }
        let held = directory.held(by: known)
        guard held.isEmpty else {
            throw Rejection(
                "person-in-use", stream.text, "\(known.name) has a group, an office or a seat in the record.",
                remedy: "Correct each of these first, with --never, and record it for the right person.",
                candidates: held)
        }
    }
}

extension Directory {
    /// What someone has in the directory, with the command that takes it out.
    fileprivate func held(by person: Person) -> [String] {
        let id = person.id
        let never = { (tenure: Tenure) in "--recorded-from \(tenure.from.text) --never --reason …" }
        var held = person.groups.map { "minutectl group correct \(id) \($0.group) \(never($0.tenure))" }
        for office in offices.values.sorted(by: { $0.id < $1.id }) {
            for holder in office.holders where holder.person == id {
                held.append("minutectl office correct \(office.id) \(id) \(never(holder.tenure))")
            }
        }
        for body in bodies.values.sorted(by: { $0.id < $1.id }) {
            for seat in body.seats where seat.person == id {
                held.append("minutectl seat correct \(body.id) \(id) \(never(seat.tenure))")
            }
        }
        return held
    }
}

extension Person {
    mutating func evolve(_ event: PersonKindCorrected) { kind = event.kind }
    mutating func evolve(_ event: PersonWithdrawn) { withdrawal = Withdrawal(sameAs: event.sameAs) }

    /// That the record was a mistake.
    public struct Withdrawal: Sendable, Equatable {
        public let sameAs: PersonID?
    }

    /// Whether it is the record of a person.
    public var isCurrent: Bool { withdrawal == nil }
}

/// Corrects what kind of person someone is.
public struct CorrectPersonKind: Command {
    public var person = ""
    public var kind = PersonKind.other
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("kind", &kind)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = PersonKindCorrected()
        (event.person, event.kind, event.reason) = (known.id, kind, reason)
        return known.kind == kind ? [] : [.personKindCorrected(event)]
    }
}

/// Withdraws the record of someone who was entered by mistake or twice.
public struct WithdrawPerson: Command {
    public var person = ""
    public var sameAs: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("sameas", &sameAs, "the person's other record, which is kept")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = PersonWithdrawn()
        event.person = try context.directory.personByIdentifier(person).id
        event.sameAs = try sameAs.map { other throws(Rejection) in
            try context.directory.personByIdentifier(other).id
        }
        event.reason = reason
        let known = try context.directory.existing(event.person)
        if let withdrawal = known.withdrawal {
            guard withdrawal.sameAs != event.sameAs else { return [] }
            throw Rejection(
                "withdrawn-once", "person/\(known.id)",
                "The record \(known.id) is already withdrawn"
                    + (withdrawal.sameAs.map { ", as the same person as \($0)." } ?? "."),
                remedy:
                    "If that is wrong, undo its entry first: `minutectl record history person/\(known.id)` has the number"
                    + " for `minutectl record take-back`.")
        }
        return [.personWithdrawn(event)]
    }

    public func notes(on events: [Event], in context: Context) -> [String] {
        guard case .personWithdrawn(let it)? = events.first else { return [] }
        return [
            "The record \(it.person) (\(context.directory.name(it.person))) is no longer listed or found by name.",
            "Attendance recorded under \(it.person) stays there: `minutectl attendance correct` moves it.",
        ]
    }
}
