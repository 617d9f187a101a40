// People: councillors, co-opted members, officers, young people; and the political groups they belong to.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// In which capacity someone appears in the record.
public enum PersonKind: String, Choice {
    /// An elected member of the council.
    case councillor
    /// A member of a body who was appointed, not elected.
    case coOpted = "co-opted-member"
    /// Someone the council employs.
    case officer
    /// A child or young person: pseudonymous, always.
    case youngPerson = "young-person"
    /// Someone else: a partner agency's representative, a foster carer, a visitor.
    case other
}

extension PersonKind {
    /// As running text has it.
    public var words: String {
        switch self {
        case .councillor: "councillor"
        case .coOpted: "co-opted member"
        case .officer: "officer"
        case .youngPerson: "young person"
        case .other: "other"
        }
    }
}

/// Someone enters the record.
public struct PersonRegistered: EventPayload, Equatable {
    public static let type = "org.minuted.person.registered"

    public var person = PersonID()
    public var kind = PersonKind.other
    /// The name, as people write it. Left out for a young person, whose name the log never holds.
    public var name: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("kind", &kind)
        try coder.field("name", &name, "left out for a young person, who is pseudonymous")
    }

    public var stream: Stream { .person(person) }

    public func admit(in state: State) throws(Rejection) {
        guard state.directory.people[person] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a person \(person).",
                remedy: "Use that record, or register a different person under another identifier.")
        }
        try PersonRules.admit(name: name, kind: kind, of: stream.text)
        guard kind != .youngPerson || PersonRules.isPseudonym(person) else {
            throw Rejection(
                "young-people-pseudonymous", stream.text,
                "A young person's identifier must say nothing about who they are.",
                remedy: "Leave the identifier out to have one made, such as yp-7f3a.")
        }
    }
}

/// Someone's name changes, or was spelt wrongly.
public struct PersonRenamed: EventPayload, Equatable {
    public static let type = "org.minuted.person.renamed"

    public var person = PersonID()
    public var name = ""
    /// Why: a marriage, a title, a misspelling.
    public var reason = ""
    /// The first day of the new name; nil where the old one was never right, or nothing says since when.
    public var on: PartialDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("reason", &reason)
        try coder.field("on", &on, "the first day of the new name; left out for a misspelling")
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { on?.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try PersonRules.admit(name: name, kind: known.kind, of: stream.text)
        try Check.reason(reason, of: stream.text)
        guard let on, let before = known.names.last?.from, on.earliest < before.earliest else { return }
        throw Rejection(
            "dates-in-order", stream.text,
            "\(known.name) has had that name since \(before.spoken), which is later than \(on.spoken).",
            remedy: "Give a later day, or none if this corrects how the name is spelt.")
    }
}

/// Someone joins a political group.
public struct GroupJoined: EventPayload, Equatable {
    public static let type = "org.minuted.person.joined_group"

    public var person = PersonID()
    public var group = GroupID()
    public var from = PartialDate.unknown
    /// The first day on which they are no longer a member, where that is known when it is recorded.
    public var until: PartialDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("group", &group)
        try coder.field("from", &from, "the first day of membership")
        try coder.field("until", &until, "the first day on which they are no longer a member")
    }

    public var tenure: Tenure { Tenure(from: from, until: until) }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        _ = try state.directory.existing(group)
        guard known.kind == .councillor else {
            throw Rejection(
                "groups-of-councillors", stream.text,
                "\(known.name) is not a councillor, so cannot belong to a political group.",
                remedy: "Register the person as a councillor if that is what they are.")
        }
        try Check.order(tenure, of: stream.text)
        if let other = known.groups.first(where: { $0.tenure.overlaps(tenure) }) {
            throw Rejection(
                "one-group-at-a-time", stream.text,
                "\(known.name) belongs to \(other.group) \(other.tenure.words).",
                remedy: other.tenure.remedy(against: tenure))
        }
    }
}

/// Someone leaves a political group.
public struct GroupLeft: EventPayload, Equatable {
    public static let type = "org.minuted.person.left_group"

    public var person = PersonID()
    public var group = GroupID()
    /// The first day on which they are no longer a member.
    public var on = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("group", &group)
        try coder.field("on", &on, "the first day on which they are no longer a member")
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        guard let membership = known.groups.first(where: { $0.group == group && $0.tenure.until == nil })
        else {
            throw Rejection(
                "member-of-group", stream.text, "\(known.name) is not a member of \(group).",
                remedy: "`minutectl person show \(person)` shows which group they belong to.")
        }
        try Check.order(Tenure(from: membership.tenure.from, until: on), of: stream.text)
    }
}

/// The dates of a group membership were recorded wrongly.
public struct GroupMembershipCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.person.group_corrected"

    public var person = PersonID()
    public var group = GroupID()
    public var correction = TenureCorrection()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("group", &group)
        try correction.fields(&coder)
    }

    public var stream: Stream { .person(person) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try correction.admit(known.groups.filter { $0.group == group }, of: stream.text)
        if let other = correction.collision(in: known.groups, where: { $0.group == group }) {
            throw Rejection(
                "one-group-at-a-time", stream.text,
                "\(known.name) belongs to \(other.group) from \(other.tenure.from.spoken).",
                remedy: "Correct the dates in that group first.")
        }
    }
}

/// A member of a political group, for a time.
public struct GroupMembership: Held, Equatable {
    public var group: GroupID
    public var tenure: Tenure
}

/// A name that somebody had, or has, from a day on.
public struct DatedName: Sendable, Equatable {
    public let name: String
    /// Its first day; nil for the first name of all, or where nothing says since when.
    public let from: PartialDate?
}

/// What is known of a person.
public struct Person: Sendable, Equatable {
    public let id: PersonID
    public var name: String
    public var formerNames: [String] = []
    /// The names that they have had one after the other, the present one last. A name that was corrected is not among
    /// them: nobody ever had it.
    public private(set) var names: [DatedName]
    public var kind: PersonKind
    public var withdrawal: Withdrawal?
    public var groups: [GroupMembership] = []
    /// Checks by the Disclosure and Barring Service, in the order in which they were recorded.
    public var dbs: [DBSRecord] = []
    public var suspensions: [Suspension] = []
    /// The council's approvals of reasons for absence.
    public var approvals: [AbsenceApproval] = []
    /// Declared vacancies.
    public var vacancies: [Vacancy] = []
    /// What is registered of their interests, by number.
    public internal(set) var interests: [RegisteredInterest] = []
    public internal(set) var dispensations: [DispensationGranted] = []
    /// What other sources say of their last attendance before the record begins.
    public var stated: [StatedAttendance] = []

    /// The group that the person belonged to on the day; nil for none.
    public func group(on day: CivilDate) -> GroupID? { groups.on(day).last?.group }

    init(_ registered: PersonRegistered) {
        id = registered.person
        name = registered.name ?? registered.person.text
        names = [DatedName(name: name, from: nil)]
        kind = registered.kind
    }

    mutating func rename(_ renamed: PersonRenamed) {
        formerNames.append(name)
        name = renamed.name
        let corrected = renamed.on == nil ? names.removeLast() : nil
        names.append(DatedName(name: name, from: renamed.on ?? corrected?.from))
    }

    /// The name that they had on the day. Where only a month or a year says since when, it counts from its first day.
    public func name(on day: CivilDate) -> String {
        (names.last { ($0.from?.earliest ?? .first) <= day } ?? names[0]).name
    }
}

enum PersonRules {
    /// Whether an identifier is of the form that says nothing: `yp-` and four or more hexadecimal digits.
    static func isPseudonym(_ person: PersonID) -> Bool {
        let digits = person.text.dropFirst(3)
        return person.text.hasPrefix("yp-") && digits.count >= 4 && digits.allSatisfy(\.isHexDigit)
    }

    /// The log never holds a young person's name in the clear.
    static func admit(name: String?, kind: PersonKind, of record: String) throws(Rejection) {
        if kind == .youngPerson {
            guard name == nil else {
                throw Rejection(
                    "young-people-pseudonymous", record, "A young person's name is never recorded.",
                    remedy: "Leave the name out. They appear under an identifier such as yp-7f3a.")
            }
            return
        }
        guard let name else {
            throw Rejection("text", record, "The name is missing.", remedy: "Give the person's name.")
        }
        try Check.line(name, "name", of: record, longest: 120)
    }
}

extension TenureCorrection {
    /// Refuses a correction of something that was not recorded, or one that turns the dates round.
    func admit(_ recorded: [some Held], of record: String) throws(Rejection) {
        guard let meant = recorded.first(where: { $0.tenure.from == recordedFrom }) else {
            throw Rejection(
                "correct-what-is-recorded", record, "Nothing is recorded from \(recordedFrom.spoken) there.",
                remedy: "Give the first day exactly as it was recorded.")
        }
        try Check.reason(reason, of: record)
        if let mended = mended(meant.tenure) { try Check.order(mended, of: record) }
    }
}
