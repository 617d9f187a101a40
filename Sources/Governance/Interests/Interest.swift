// Members' interests: the register that the monitoring officer keeps, and dispensations (Localism Act 2011 ss.29-34, in
// force since 1 July 2012; the pecuniary interests are those of SI 2012/1464). What a sensitive interest is about is
// never recorded (s.32). Declarations at meetings are in Declaration.swift.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What kind of interest is registered.
public enum InterestKind: String, Choice {
    // Disclosable pecuniary interests, by the headings of the regulations.
    case employment, sponsorship, contracts, land, licences
    case corporateTenancies = "corporate-tenancies"
    case securities
    /// Another interest that the council's own code has members register.
    case otherRegistrable = "other-registrable"
    /// A gift or hospitality.
    case gift

    /// Whether it is a disclosable pecuniary interest.
    public var isPecuniary: Bool { self != .otherRegistrable && self != .gift }

    /// As running text has it.
    public var words: String {
        switch self {
        case .employment: "employment, office, trade, profession or vocation"
        case .corporateTenancies: "corporate tenancies"
        case .otherRegistrable: "other registrable interest"
        case .gift: "gift or hospitality"
        case .sponsorship, .contracts, .land, .licences, .securities: rawValue
        }
    }
}

/// The law of members' interests, with its days.
public enum InterestLaw {
    /// Since when sections 29 to 34 of the Localism Act 2011 have been in force.
    public static let since = CivilDate(year: 2012, month: 7, day: 1) ?? .last
    /// The last day for notifying an interest: of 28 days that begin with the day on which somebody becomes a member
    /// (s.30(1)), or discloses at a meeting an interest that is not registered (s.31(2) and (3)).
    static func lastDayToNotify(from day: CivilDate) -> CivilDate { day.adding(days: 27) ?? .last }
    /// For how long a dispensation can be granted (s.33(3)).
    public static let longestDispensation = 4
}

/// An interest is entered in the register.
public struct InterestRegistered: EventPayload, Equatable {
    public static let type = "org.minuted.person.interest_registered"

    public var person = PersonID()
    /// Its number in the member's register.
    public var number = 1
    public var kind = InterestKind.otherRegistrable
    /// What it is; nil for a sensitive one.
    public var what: String?
    /// Since when they have had it; nil where that is not recorded.
    public var from: PartialDate?
    /// The day on which the monitoring officer was notified.
    public var notified = CivilDate.placeholder
    /// Whether the details are withheld: the member and the monitoring officer consider that disclosing them could lead to
    /// violence or intimidation (s.32).
    public var isSensitive = false

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("number", &number, "in the member's register", within: 1...10_000)
        try coder.field("kind", &kind)
        try coder.field("what", &what, "what it is; left out for a sensitive one")
        try coder.field("from", &from, "since when they have had it")
        try coder.field("notified", &notified, "the day on which the monitoring officer was notified")
        try coder.defaulted("sensitive", &isSensitive, "whether the details are withheld (section 32)")
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { notified.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        guard known.kind == .councillor || known.kind == .coOpted else {
            throw Rejection(
                "members-interests", stream.text,
                "\(known.name) is not a member, so the register has no interests of theirs.",
                remedy: "Register the person as a councillor or a co-opted member if that is what they are.")
        }
        guard number == known.nextInterest else {
            throw Rejection(
                "interest-number", stream.text,
                "The next interest of \(known.name) is number \(known.nextInterest), not \(number).",
                remedy: "Leave the number out.")
        }
        try admitWhat()
        if kind.isPecuniary, notified < InterestLaw.since {
            throw Rejection(
                "law-in-force", stream.text,
                "There were no disclosable pecuniary interests before \(InterestLaw.since.spoken).",
                remedy:
                    "Check the day of notification. What was notified before is registered as other-registrable, under the code"
                    + " of that time.")
        }
        if let from, notified < from.earliest {
            throw Rejection(
                "dates-in-order", stream.text,
                "It was notified on \(notified.spoken), before they had it (\(from.spoken)).",
                remedy: "Check the dates.")
        }
    }

    private func admitWhat() throws(Rejection) {
        if isSensitive {
            guard what == nil else {
                throw Rejection(
                    "sensitive-withheld", stream.text,
                    "What a sensitive interest is about is never recorded.",
                    remedy:
                        "Leave it out: the monitoring officer keeps it apart (Localism Act 2011, section 32)."
                )
            }
            return
        }
        guard let what else {
            throw Rejection(
                "text", stream.text, "What the interest is, is missing.",
                remedy: "Say what it is, or that it is sensitive.")
        }
        try Check.text(what, "interest", of: stream.text)
    }
}

/// A registered interest has ended.
public struct InterestEnded: EventPayload, Equatable {
    public static let type = "org.minuted.person.interest_ended"

    public var person = PersonID()
    public var number = 1
    /// The first day on which they no longer have it.
    public var on = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("on", &on, "the first day on which they no longer have it")
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        let interest = try known.interest(number)
        if let ended = interest.ended {
            throw Rejection(
                "interest-ended", stream.text, "That interest ended on \(ended.spoken).",
                remedy: "There is nothing more to record.")
        }
        let begun = interest.registered.from ?? PartialDate(interest.registered.notified)
        guard begun.earliest <= on.latest else {
            throw Rejection(
                "dates-in-order", stream.text,
                interest.registered.from == nil
                    ? "It was notified on \(begun.spoken) as an interest that they had then, so it did not end on \(on.spoken)."
                    : "The interest would end on \(on.spoken), before it began (\(begun.spoken)).",
                remedy: "Check the date.")
        }
    }
}

/// What a dispensation allows.
public enum DispensationScope: String, Choice {
    case speak
    case speakAndVote = "speak-and-vote"

    public var words: String { self == .speak ? "speak" : "speak and vote" }
}

/// A member is allowed to take part although they have an interest (s.33).
public struct DispensationGranted: EventPayload, Equatable {
    public static let type = "org.minuted.person.dispensation_granted"

    public var person = PersonID()
    /// What it is for, as it was granted.
    public var what = ""
    public var allows = DispensationScope.speakAndVote
    /// Who granted it: the council or a committee, or the office to which that is delegated.
    public var by = Participant.placeholder
    public var on = CivilDate.placeholder
    /// Its last day.
    public var until = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("what", &what, "what it is for")
        try coder.field("allows", &allows)
        try coder.field("by", &by, "who granted it: a body or an office")
        try coder.field("on", &on)
        try coder.field("until", &until, "its last day")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try Check.text(what, "purpose", of: stream.text)
        try Check.reason(reason, of: stream.text)
        try state.directory.expect(by)
        switch by {
        case .body, .office: break
        case .person, .group:
            throw Rejection(
                "dispensation-by", stream.text,
                "A dispensation is granted by the council, and not by \(state.directory.name(by)).",
                remedy:
                    "Name the committee, or the office to which it is delegated (Localism Act 2011, section 33(1))."
            )
        }
        guard on <= until else {
            throw Rejection(
                "dates-in-order", stream.text,
                "The dispensation would end on \(until.spoken), before it was granted.",
                remedy: "Check the dates.")
        }
        let last = on.adding(years: InterestLaw.longestDispensation)?.adding(days: -1) ?? .last
        guard on < InterestLaw.since || until <= last else {
            throw Rejection(
                "dispensation-term", stream.text,
                "A dispensation can be granted for four years (Localism Act 2011, section 33(3)): until \(last.spoken) at the"
                    + " latest.", remedy: "Give an earlier last day.")
        }
        guard !known.dispensations.contains(self) else {
            throw Rejection(
                "dispensation-once", stream.text, "This dispensation is already recorded.",
                remedy: "There is nothing more to record.")
        }
    }
}

/// An interest in the register, with its end.
public struct RegisteredInterest: Sendable, Equatable {
    public let registered: InterestRegistered
    public var ended: PartialDate?

    /// Whether it is one on the day, as far as the register says: from its first day, or else from its notification.
    public func stands(on day: CivilDate) -> Bool {
        let from = registered.from?.earliest ?? registered.notified
        return from <= day && (ended.map { day < $0.earliest } ?? true)
    }
}

extension Person {
    mutating func evolve(_ event: InterestRegistered) {
        interests.append(RegisteredInterest(registered: event))
    }
    mutating func evolve(_ event: InterestEnded) {
        guard let place = interests.firstIndex(where: { $0.registered.number == event.number }) else {
            return
        }
        interests[place].ended = event.on
    }
    mutating func evolve(_ event: DispensationGranted) { dispensations.append(event) }

    /// The number of the next interest in their register: an entry that was undone leaves its number free only at the end.
    var nextInterest: Int { (interests.last?.registered.number ?? 0) + 1 }

    /// The registered interest of that number, or a refusal.
    func interest(_ number: Int) throws(Rejection) -> RegisteredInterest {
        if let found = interests.first(where: { $0.registered.number == number }) { return found }
        throw Rejection(
            "known-interest", "person/\(id)", "\(name) has no registered interest number \(number).",
            remedy: "`minutectl report interests --member \(id)` lists them.",
            candidates: interests.map { "\($0.registered.number): \($0.registered.kind.words)" })
    }

    /// Whether a dispensation lets them vote on the day. What it is for is in words, and taken to fit: nothing is found
    /// against a member who may be in order.
    public func mayVoteByDispensation(on day: CivilDate) -> Bool {
        dispensations.contains { $0.allows == .speakAndVote && $0.on <= day && day <= $0.until }
    }
}
