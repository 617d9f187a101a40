// Places that are visited: children's homes, safeguarding teams; and which visits each of them requires.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What sort of place it is.
public enum PlaceKind: String, Choice {
    case childrensHome = "childrens-home"
    case safeguardingTeam = "safeguarding-team"
    case other
}

/// What sort of visit it is.
public enum VisitKind: String, Choice {
    /// By the Children's Homes Regulations 2001, on the council's behalf: until 31 March 2015.
    case regulation33 = "regulation-33"
    /// By the Children's Homes (England) Regulations 2015, by an independent person: from 1 April 2015.
    case regulation44 = "regulation-44"
    /// By a councillor whose turn it is.
    case rota
    case spotCheck = "spot-check"
    case courtesy
}

/// A question that visitors ask, by a short label such as `religion` or `food`: never words about a child.
public enum QuestionTopic {}

public typealias PlaceID = Identifier<Place>
public typealias Topic = Identifier<QuestionTopic>

/// A visit that a place has to have, again and again.
public struct VisitRequirement: Record, Equatable {
    public var kind = VisitKind.courtesy
    /// How often, such as "monthly": one visit within each whole period.
    public var cadence = Cadence.monthly
    /// Whether each member of this body must make one; nil if one visit by anyone is enough.
    public var eachMemberOf: BodyID?
    /// Only a visit by somebody with a seat on this body satisfies it, such as a rota visitor; nil for anybody's.
    public var byMembersOf: BodyID?
    /// True where its source does not say how often, so that this is an assumption.
    public var isAssumed: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("cadence", &cadence, "one within each period, such as \"monthly\"")
        try coder.field("eachmemberof", &eachMemberOf, "each member of this body must make one")
        try coder.field("bymembersof", &byMembersOf, "only a visit by a member of this body counts")
        try coder.field("assumed", &isAssumed, "true if the source does not say how often: it is assumed")
    }
}

/// A place opens, or enters the record.
public struct PlaceOpened: EventPayload, Equatable {
    public static let type = "org.minuted.place.opened"

    public var place = PlaceID()
    public var name = ""
    public var kind = PlaceKind.childrensHome
    public var from = PartialDate.unknown
    public var requirements: [VisitRequirement] = []
    /// The questions that visitors are expected to ask.
    public var questions: [Topic] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("name", &name)
        try coder.field("kind", &kind)
        try coder.field("from", &from, "the first day of visits")
        try coder.field("requirements", &requirements, "the visits it must have")
        try coder.field("questions", &questions, "what visitors are expected to ask, as short labels")
    }

    public var stream: Stream { .place(place) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.directory.places[place] == nil else {
            throw Rejection(
                "new-record", stream.text, "The place \(place) is already in the record.",
                remedy: "Use it, or give the new place another identifier.")
        }
        try Check.line(name, "name", of: stream.text, longest: 160)
        try VisitRequirement.admit(requirements, questions, from: from, of: stream.text, in: state)
    }
}

/// What visits a place requires changes, in place of what it required before.
public struct PlaceVisitsRequired: EventPayload, Equatable {
    public static let type = "org.minuted.place.visits_required"

    public var place = PlaceID()
    public var from = PartialDate.unknown
    public var requirements: [VisitRequirement] = []
    public var questions: [Topic] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("from", &from, "the first day on which this is required")
        try coder.field("requirements", &requirements, "the visits it must have")
        try coder.field("questions", &questions, "what visitors are expected to ask, as short labels")
    }

    public var stream: Stream { .place(place) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(place)
        guard let last = known.required.last, last.from.earliest <= from.earliest else {
            throw Rejection(
                "dates-in-order", stream.text,
                "The visits that \(known.name) requires were last set from \(known.required.last?.from.spoken ?? "").",
                remedy: "Set it from that day or a later one.")
        }
        try VisitRequirement.admit(requirements, questions, from: from, of: stream.text, in: state)
    }
}

/// A place closes.
public struct PlaceClosed: EventPayload, Equatable {
    public static let type = "org.minuted.place.closed"

    public var place = PlaceID()
    /// The first day without it.
    public var on = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("on", &on, "the day it closes")
    }

    public var stream: Stream { .place(place) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(place)
        guard known.tenure.until == nil else {
            throw Rejection(
                "place-open", stream.text, "\(known.name) is already closed.",
                remedy: "If the day is wrong, correct it: `minutectl place correct \(place) …`.")
        }
        try Check.order(Tenure(from: known.tenure.from, until: on), of: stream.text)
    }
}

/// A place's name or dates were recorded wrongly.
public struct PlaceCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.place.corrected"

    public var place = PlaceID()
    public var name: String?
    public var from: PartialDate?
    public var closed: PartialDate?
    /// Whether it never closed.
    public var isOpen = false
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("name", &name, "unchanged if left out")
        try coder.field("from", &from, "unchanged if left out")
        try coder.field("closed", &closed, "unchanged if left out")
        try coder.field("open", &isOpen, "true if it has not closed")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .place(place) }

    public func admit(in state: State) throws(Rejection) {
        var known = try state.directory.existing(place)
        try Check.reason(reason, of: stream.text)
        if let name { try Check.line(name, "name", of: stream.text, longest: 160) }
        guard !(isOpen && closed != nil) else {
            throw Rejection(
                "dates-in-order", stream.text, "A place cannot be open and have a closing date.",
                remedy: "Give one or the other.")
        }
        known.evolve(self)
        try Check.order(known.tenure, of: stream.text)
    }
}

/// What visits a place requires from a day on.
public struct RequiredVisits: Sendable, Equatable {
    public var from: PartialDate
    public var requirements: [VisitRequirement]
    public var questions: [Topic]
}

/// What is known of a place.
public struct Place: Sendable, Equatable {
    public let id: PlaceID
    public var name: String
    public let kind: PlaceKind
    /// From when until when it is open.
    public var tenure: Tenure
    /// In the order of the days from which they apply; at least one.
    public var required: [RequiredVisits]

    init(_ opened: PlaceOpened) {
        (id, name, kind) = (opened.place, opened.name, opened.kind)
        tenure = Tenure(from: opened.from)
        required = [
            RequiredVisits(
                from: opened.from, requirements: opened.requirements, questions: opened.questions)
        ]
    }

    mutating func evolve(_ event: PlaceVisitsRequired) {
        required.append(
            RequiredVisits(from: event.from, requirements: event.requirements, questions: event.questions))
    }

    mutating func evolve(_ event: PlaceClosed) { tenure.until = event.on }

    mutating func evolve(_ event: PlaceCorrected) {
        name = event.name ?? name
        if let from = event.from {
            tenure.from = from
            required[0].from = from
        }
        tenure.until = event.isOpen ? nil : event.closed ?? tenure.until
    }

    /// What it requires on the day; nil if it is not open.
    public func required(on day: CivilDate) -> RequiredVisits? {
        guard tenure.covers(day) else { return nil }
        return required.last { $0.from.earliest <= day }
    }

    /// Refuses a visit on a day on which there is no such place.
    func refuseUnlessOpen(on date: PartialDate) throws(Rejection) {
        if date.latest < tenure.from.earliest {
            throw Rejection(
                "place-open", "place/\(id)", "\(name) did not open until \(tenure.from.spoken).",
                remedy: "Check the day, or correct the place: `minutectl place correct \(id) …`.")
        }
        if let closed = tenure.until, closed.earliest <= date.earliest {
            throw Rejection(
                "place-open", "place/\(id)", "\(name) closed on \(closed.spoken).",
                remedy: "Check the day, or correct the place: `minutectl place correct \(id) …`.")
        }
    }
}

extension VisitKind {
    /// The first day without the Children's Homes Regulations 2001 and with those of 2015 (SI 2015/541).
    static let regulationsOf2015 = CivilDate(existingYear: 2015, month: 4, day: 1)

    /// Whether the regulation is in force on the day; other kinds of visit need none.
    public func isInForce(on day: CivilDate) -> Bool {
        switch self {
        case .regulation33: day < Self.regulationsOf2015
        case .regulation44: day >= Self.regulationsOf2015
        case .rota, .spotCheck, .courtesy: true
        }
    }

    /// Refuses a visit by a regulation that is not in force.
    func refuseUnlessInForce(on date: PartialDate, of record: String) throws(Rejection) {
        guard !isInForce(on: date.earliest), !isInForce(on: date.latest) else { return }
        throw Rejection(
            "regulation-in-force", record,
            self == .regulation33
                ? "Regulation 33 visits ended with 31 March 2015."
                : "Regulation 44 visits began on 1 April 2015.",
            remedy: self == .regulation33
                ? "Record it as regulation-44 if an independent person made it, otherwise as courtesy or rota."
                : "Record it as regulation-33.")
    }
}

extension VisitRequirement {
    static func admit(
        _ requirements: [VisitRequirement], _ questions: [Topic], from: PartialDate, of record: String,
        in state: State
    ) throws(Rejection) {
        guard Set(questions).count == questions.count else {
            throw Rejection(
                "questions", record, "A question is listed twice.", remedy: "List each label once.")
        }
        for (index, requirement) in requirements.enumerated() {
            try requirement.kind.refuseUnlessInForce(on: from, of: record)
            try requirement.cadence.refuseAtAllTimes("A place is visited", of: record)
            if let body = requirement.eachMemberOf { _ = try state.directory.existing(body) }
            if let body = requirement.byMembersOf { _ = try state.directory.existing(body) }
            guard !requirements[..<index].contains(where: { $0.kind == requirement.kind }) else {
                throw Rejection(
                    "requirements", record,
                    "Visits of the kind \(requirement.kind.rawValue) are listed twice.",
                    remedy: "Give each kind one cadence.")
            }
        }
    }
}

extension Cadence {
    /// Once in each calendar month.
    public static let monthly: Cadence = {
        // A calendar period is a cadence that can always be kept.
        guard let monthly = try? Cadence(.onceInEach(.month)) else { preconditionFailure("monthly") }
        return monthly
    }()
}
