// Offices: Leader of the Council, Lead Member, group leader … Each has one holder at a time.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What an office is for. The first six are the ones that rules look for.
public enum OfficeKind: String, Choice {
    /// The head of the executive: the Leader of the Council, or an elected Mayor.
    case leader
    case deputyLeader = "deputy-leader"
    case groupLeader = "group-leader"
    case deputyGroupLeader = "deputy-group-leader"
    case chiefExecutive = "chief-executive"
    case properOfficer = "proper-officer"
    case leadMember = "lead-member"
    case director
    case other
}

/// An office is set up.
public struct OfficeEstablished: EventPayload, Equatable {
    public static let type = "org.minuted.office.established"

    public var office = OfficeID()
    public var title = ""
    public var kind = OfficeKind.other
    /// The political group that a group leader or deputy leads.
    public var group: GroupID?
    /// Whether its holder may decide alone; by its kind if nil.
    public var decidesAlone: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("title", &title)
        try coder.field("kind", &kind)
        try coder.field("group", &group, "the group that a group leader or deputy leads")
        try coder.field(
            "decidesalone", &decidesAlone,
            "whether its holder can decide alone; if left out, leaders, deputy leaders and lead members can")
    }

    public var stream: Stream { .office(office) }

    public func admit(in state: State) throws(Rejection) {
        guard state.directory.offices[office] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already an office \(office).",
                remedy: "Use it, or give the new one another identifier.")
        }
        try Check.line(title, "title", of: stream.text, longest: 160)
        let leadsGroup = kind == .groupLeader || kind == .deputyGroupLeader
        guard leadsGroup == (group != nil) else {
            throw Rejection(
                "group-of-leader", stream.text,
                leadsGroup
                    ? "The office of a group leader needs a group."
                    : "Only the office of a group leader has a group.",
                remedy:
                    "Give a group with the kinds group-leader and deputy-group-leader only.")
        }
        if let group { _ = try state.directory.existing(group) }
        if kind != .other, kind != .leadMember, kind != .director,
            let twin = state.directory.offices.values.first(where: { $0.kind == kind && $0.group == group })
        {
            throw Rejection(
                "one-office", stream.text,
                "There is already an office for this: \(twin.title) (\(twin.id)).",
                remedy: "Record who takes that office.")
        }
    }
}

/// Someone takes an office.
public struct OfficeTaken: EventPayload, Equatable {
    public static let type = "org.minuted.office.taken"

    public var office = OfficeID()
    public var person = PersonID()
    public var from = PartialDate.unknown
    /// The first day on which the office is vacant again, where that is known when it is recorded.
    public var until: PartialDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("person", &person)
        try coder.field("from", &from, "the first day in office")
        try coder.field("until", &until, "the first day on which the office is vacant again")
    }

    public var tenure: Tenure { Tenure(from: from, until: until) }

    public var stream: Stream { .office(office) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(office)
        _ = try state.directory.existing(person)
        try Check.order(tenure, of: stream.text)
        if let holder = known.holders.first(where: { $0.tenure.overlaps(tenure) }) {
            throw Rejection(
                "one-holder", stream.text,
                "\(state.directory.name(holder.person)) holds the office \(holder.tenure.words).",
                remedy: holder.tenure.until == nil && holder.tenure.from.earliest <= from.earliest
                    ? "Record the date they left first: `minutectl office leave \(office) --on DATE`."
                    : holder.tenure.remedy(against: tenure))
        }
    }
}

/// The holder of an office leaves it.
public struct OfficeLeft: EventPayload, Equatable {
    public static let type = "org.minuted.office.left"

    public var office = OfficeID()
    public var person = PersonID()
    /// The first day on which the office is vacant.
    public var on = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("person", &person)
        try coder.field("on", &on, "the first day on which the office is vacant")
    }

    public var stream: Stream { .office(office) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(office)
        guard let holder = known.holders.first(where: { $0.person == person && $0.tenure.until == nil })
        else {
            throw Rejection(
                "holder-of-office", stream.text, "\(person) does not hold the office \(known.title).",
                remedy: "`minutectl office show \(office)` shows who does.")
        }
        try Check.order(Tenure(from: holder.tenure.from, until: on), of: stream.text)
    }
}

/// The dates on which someone held an office were recorded wrongly.
public struct OfficeTenureCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.office.corrected"

    public var office = OfficeID()
    public var person = PersonID()
    public var correction = TenureCorrection()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("person", &person)
        try correction.fields(&coder)
    }

    public var stream: Stream { .office(office) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(office)
        try correction.admit(known.holders.filter { $0.person == person }, of: stream.text)
        if let other = correction.collision(in: known.holders, where: { $0.person == person }) {
            throw Rejection(
                "one-holder", stream.text,
                "\(state.directory.name(other.person)) held the office from \(other.tenure.from.spoken).",
                remedy: "Correct the dates of that holder first.")
        }
    }
}

/// Someone in an office, for a time.
public struct OfficeHolder: Held, Equatable {
    public var person: PersonID
    public var tenure: Tenure
}

/// What is known of an office.
public struct Office: Sendable, Equatable {
    public let id: OfficeID
    public var title: String
    public var formerTitles: [String] = []
    public let kind: OfficeKind
    public let group: GroupID?
    /// Whether its holder may decide alone, for the executive or by delegation.
    public let decidesAlone: Bool
    /// Whether that was said, and does not follow from the kind.
    let isDecidingSaid: Bool
    public var holders: [OfficeHolder] = []

    /// Who held the office on the day; nil if it was vacant.
    public func holder(on day: CivilDate) -> PersonID? { holders.on(day).last?.person }

    init(_ established: OfficeEstablished) {
        id = established.office
        title = established.title
        kind = established.kind
        group = established.group
        isDecidingSaid = established.decidesAlone != nil
        decidesAlone = established.decidesAlone ?? established.kind.decidesAlone
    }
}

extension OfficeKind {
    /// Members of the executive may decide alone where nothing else is said; officers only where it is delegated.
    var decidesAlone: Bool {
        switch self {
        case .leader, .deputyLeader, .leadMember: true
        case .groupLeader, .deputyGroupLeader, .chiefExecutive, .properOfficer, .director, .other: false
        }
    }
}
