// Terms of reference, further parts: who chairs, how a body is linked with others, what it asks at each decision or of
// each report, and what its members are encouraged to take part in. Like all terms they are data.

public import Codec

/// Who chairs a body's meetings, as one passage of its terms says it.
///
/// Two passages may say different things. Both are kept, and that they differ is a finding.
public struct ChairingRule: Record, Equatable {
    /// The capacities of those who may chair.
    public var capacities: [String] = []
    /// The passage, such as "Corporate Parenting Strategy, 3.1".
    public var source: String?

    public init() {}

    public init(_ capacities: [String], source: String? = nil) {
        (self.capacities, self.source) = (capacities, source)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("capacities", &capacities, "the capacities of those who may chair")
        try coder.field("source", &source, "the passage that says so")
    }
}

/// What sort of link there is between two bodies, besides advising and reporting.
public enum GovernanceLinkKind: String, Choice {
    /// It has a member, or somebody who speaks for it, on the other body.
    case representedOn = "represented-on"
    /// A link that the terms call formal, and do not describe further.
    case linkedTo = "linked-to"
    /// It works beside the other body.
    case worksAlongside = "works-alongside"
}

/// A link of a body with another one.
public struct GovernanceLink: Record, Equatable {
    public var kind = GovernanceLinkKind.linkedTo
    public var to = BodyID()
    /// The passage that says so.
    public var source: String?

    public init() {}

    public init(_ kind: GovernanceLinkKind, _ to: BodyID, source: String? = nil) {
        (self.kind, self.to, self.source) = (kind, to, source)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("to", &to, "the other body")
        try coder.field("source", &source, "the passage that says so")
    }
}

/// What a standing question is put at or of.
public enum QuestionedRecord: String, Choice {
    case decisions, reports
}

/// A question that a body puts at every decision, or of every report to it.
public struct StandingQuestion: Record, Equatable {
    /// In the words of its source.
    public var question = ""
    public var of = QuestionedRecord.decisions
    /// The passage that lays it down.
    public var source: String?

    public init() {}

    public init(_ question: String, of records: QuestionedRecord, source: String? = nil) {
        (self.question, of, self.source) = (question, records, source)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("question", &question, "in the words of its source")
        try coder.field("of", &of)
        try coder.field("source", &source, "the passage that sets it")
    }
}

/// Something that members are encouraged to take part in. It is each member's choice, so nobody is ever late with it;
/// what counts is worked out from attendance and visits.
public struct ParticipationItem: Record, Equatable {
    /// In the words of its source.
    public var label = ""
    /// Meetings of these bodies; of any body if nil.
    public var bodies: [BodyID]?
    /// Meetings of these kinds; ordinary ones if nil and bodies are named.
    public var kinds: [MeetingKind]?
    /// Whether only attendance as an observer counts.
    public var asObserver: Bool?
    /// Visits of these kinds, instead of meetings.
    public var visits: [VisitKind]?
    /// Visits to places of this kind only.
    public var places: PlaceKind?
    /// The passage that encourages it.
    public var source: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("label", &label, "in the words of its source")
        try coder.field("bodies", &bodies, "meetings of these bodies; of any if left out")
        try coder.field("kinds", &kinds, "meetings of these kinds; ordinary ones if left out")
        try coder.field("asobserver", &asObserver, "whether only attendance as an observer counts")
        try coder.field("visits", &visits, "visits of these kinds, instead of meetings")
        try coder.field("places", &places, "visits to places of this kind only")
        try coder.field("source", &source, "the passage that encourages it")
    }

    /// Whether it is about visits and not about meetings.
    public var isOfVisits: Bool { visits != nil || places != nil }

    /// Whether being at a meeting in this way counts.
    public func counts(_ body: BodyID, _ kind: MeetingKind, _ standing: Standing) -> Bool {
        guard !isOfVisits, !standing.isAbsence else { return false }
        return bodies.map { $0.contains(body) } ?? true && (kinds ?? [.ordinary]).contains(kind)
            && (asObserver.map { $0 == standing.isInAttendance } ?? true)
    }

    /// Whether a visit counts.
    public func counts(_ visit: VisitMade, to place: Place?) -> Bool {
        guard isOfVisits else { return false }
        return visits.map { $0.contains(visit.kind) } ?? true && (places.map { $0 == place?.kind } ?? true)
    }
}

extension Terms {
    /// Refuses further parts that cannot be kept.
    func admitGovernance(of record: String, in directory: Directory) throws(Rejection) {
        func refuse(_ problem: String, _ remedy: String) -> Rejection {
            Rejection("terms", record, problem, remedy: remedy)
        }
        let capacities = Set(seats.map(\.capacity))
        for rule in chairing ?? [] {
            guard !rule.capacities.isEmpty, Set(rule.capacities).isSubset(of: capacities) else {
                throw refuse(
                    "The terms say who chairs, but do not name a capacity that has a seat.",
                    "Name capacities that have seats.")
            }
            if let source = rule.source { try Check.line(source, "source", of: record) }
        }
        for link in links ?? [] {
            _ = try directory.existing(link.to)
            guard record != "body/\(link.to)" else {
                throw refuse("A body cannot be linked with itself.", "Name another body.")
            }
            if let source = link.source { try Check.line(source, "source", of: record) }
        }
        for participant in mayRequire ?? [] { try directory.expect(participant) }
        try admitQuestions(of: record, refuse)
        for item in participation ?? [] {
            try Check.line(item.label, "label", of: record)
            if let source = item.source { try Check.line(source, "source", of: record) }
            for body in item.bodies ?? [] { _ = try directory.existing(body) }
            let ofMeetings = item.bodies != nil || item.kinds != nil || item.asObserver != nil
            guard ofMeetings != item.isOfVisits else {
                throw refuse(
                    "The terms do not say what counts for \"\(item.label)\": meetings or visits.",
                    "Give `bodies` or `kinds` for meetings, or `visits` or `places` for visits, not both.")
            }
        }
    }

    private func admitQuestions(
        of record: String, _ refuse: (String, String) -> Rejection
    ) throws(Rejection) {
        var seen: Set<String> = []
        for question in standingQuestions ?? [] {
            try Check.line(question.question, "question", of: record)
            if let source = question.source { try Check.line(source, "source", of: record) }
            guard seen.insert("\(question.of.rawValue) \(question.question.lowercased())").inserted else {
                throw refuse("The question \"\(question.question)\" is listed twice.", "List it once.")
            }
        }
    }
}

extension Body {
    /// The named seats for councillors that the terms of the day define, and who has them.
    ///
    /// Terms name a capacity and not a kind of person. A capacity that says "councillor" or "elected member" is a
    /// councillor's whoever sits there; another counts unless only people who are not councillors have it.
    public func namedCouncillorSeats(
        on day: CivilDate, in directory: Directory
    ) -> [(definition: SeatDefinition, holders: [Seat])] {
        (terms(on: day)?.seats ?? []).filter(\.isNamed).compactMap { definition in
            let holders = seats.on(day).filter { $0.capacity == definition.capacity }
            let isCouncillors = holders.contains { directory.people[$0.person]?.kind == .councillor }
            let counts = Self.isCouncillors(capacity: definition.capacity) || holders.isEmpty || isCouncillors
            return counts ? (definition, holders) : nil
        }
    }

    /// Whether the words of a capacity say that a councillor has the seat: "named councillor", "elected member nominated
    /// by the Council", and not "officer supporting councillors" or "nominee of an elected member".
    public static func isCouncillors(capacity: String) -> Bool {
        let words = capacity.lowercased().split { !$0.isLetter }.map(String.init)
        // What stands behind a preposition says whose or by whom, and not who.
        let own = words.prefix { !["by", "of", "for", "to", "from", "supporting", "assisting"].contains($0) }
        guard own.allSatisfy({ !["non", "not", "former"].contains($0) }) else { return false }
        let head =
            own.last.map { ["nominated", "appointed", "named", "chosen"].contains($0) } ?? false
            ? own.dropLast() : own[...]
        return ["councillor", "councillors"].contains(head.last ?? "")
            || head.suffix(2).elementsEqual(["elected", "member"])
            || head.suffix(2).elementsEqual(["elected", "members"])
    }
}
