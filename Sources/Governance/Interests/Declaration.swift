// Interests that members declare at a meeting, item by item, and whether they left the room (Localism Act 2011 s.31; before
// 1 July 2012 the model code of SI 2007/1159).
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What kind of interest is declared at a meeting.
public enum DeclaredKind: String, Choice {
    /// Since 1 July 2012: whoever has one takes no part and does not vote (s.31(4)).
    case disclosablePecuniary = "disclosable-pecuniary"
    /// Another interest that the council's own code has members register.
    case otherRegistrable = "other-registrable"
    /// One that the council's own code has members declare and not register.
    case nonRegistrable = "non-registrable"
    /// Before 1 July 2012: declared, and no reason to leave.
    case personal
    /// Before 1 July 2012: whoever had one left the room (SI 2007/1159, Schedule, paragraph 12).
    case prejudicial

    public var words: String {
        switch self {
        case .disclosablePecuniary: "disclosable pecuniary interest"
        case .otherRegistrable: "other registrable interest"
        case .nonRegistrable: "non-registrable interest"
        case .personal: "personal interest"
        case .prejudicial: "prejudicial interest"
        }
    }

    /// Whether whoever has one does not vote, unless a dispensation lets them.
    public var bars: Bool { self == .disclosablePecuniary || self == .prejudicial }

    /// Whether there was such an interest on the day.
    fileprivate func isKnown(on day: CivilDate) -> Bool {
        let isOfAct = self == .disclosablePecuniary || self == .otherRegistrable || self == .nonRegistrable
        return isOfAct == (day >= InterestLaw.since)
    }
}

/// A member declares an interest in an item of a meeting.
public struct InterestDeclared: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.interest_declared"

    public var meeting = MeetingID()
    public var person = PersonID()
    /// The item, in the words of the agenda.
    public var item = ""
    public var kind = DeclaredKind.nonRegistrable
    /// The interest in their register that it is.
    public var number: Int?
    /// What it is, as they declared it; nil for a sensitive one.
    public var what: String?
    /// Whether they left the room for the item.
    public var left = false
    public var leftAt: ClockTime?
    public var returnedAt: ClockTime?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("person", &person)
        try coder.field("item", &item, "in the words of the agenda")
        try coder.field("kind", &kind)
        try coder.field("number", &number, "the interest in their register that it is", within: 1...10_000)
        try coder.field("what", &what, "as they declared it; left out for a sensitive one")
        try coder.defaulted("left", &left, "whether they left the room for the item")
        try coder.field("leftat", &leftAt)
        try coder.field("returnedat", &returnedAt)
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { state.meetings[meeting]?.starts }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        let member = try state.directory.existing(person)
        try known.refuse(unless: [.scheduled, .held], "have a declaration of interest")
        try Check.line(item, "item", of: stream.text)
        if let what { try Check.text(what, "interest", of: stream.text) }
        let day = known.starts.date
        guard kind.isKnown(on: day) else {
            throw Rejection(
                "law-in-force", stream.text, "There was no \(kind.words) on \(day.spoken).",
                remedy: day < InterestLaw.since
                    ? "Until 30 June 2012 interests were personal or prejudicial (SI 2007/1159)."
                    : "Since 1 July 2012 they are disclosable-pecuniary, other-registrable or non-registrable."
            )
        }
        if let number { try admit(member.interest(number), of: member) }
        guard !known.agenda.isEmpty || !item.allSatisfy(\.isNumber) else {
            throw Rejection(
                "item-of-agenda", stream.text, "The meeting has no agenda, so it has no item \(item).",
                remedy: "Give the item in words, or table it first: `minutectl agenda table`.")
        }
        guard !known.agenda.isEmpty, !known.agenda.contains(where: { $0.label == item }) else {
            return try admitLeaving(known, member)
        }
        throw Rejection(
            "item-of-agenda", stream.text, "The agenda has no item \"\(item)\".",
            remedy: "Use the wording of the agenda, or table the item first: `minutectl agenda table`.",
            candidates: known.agenda.map(\.label))
    }

    private func admit(_ registered: RegisteredInterest, of member: Person) throws(Rejection) {
        let isPecuniary = registered.registered.kind.isPecuniary
        if kind == .disclosablePecuniary, !isPecuniary {
            throw Rejection(
                "interest-kind", stream.text,
                "Interest \(registered.registered.number) of \(member.name) is registered as"
                    + " \(registered.registered.kind.words), which is no disclosable pecuniary interest.",
                remedy: "Check which interest it is.")
        }
        guard registered.registered.isSensitive, what != nil else { return }
        throw Rejection(
            "sensitive-withheld", stream.text, "What a sensitive interest is about is never recorded.",
            remedy:
                "Leave it out: the member has to say only that they have one (Localism Act 2011, section 32(3))."
        )
    }

    private func admitLeaving(_ known: Meeting, _ member: Person) throws(Rejection) {
        if let entry = known.roll?.first(where: { $0.person == person }), entry.standing.isAbsence {
            throw Rejection(
                "declared-present", stream.text,
                "\(member.name) is recorded as \(entry.standing.words) at this meeting, so cannot have declared an interest at it.",
                remedy: "If they were there: `minutectl attendance correct`.")
        }
        let begins = known.starts.secondOfDay / 60
        if let first = leftAt ?? returnedAt, first.minutes < begins {
            throw Rejection(
                "dates-in-order", stream.text,
                "\(member.name) would have left before the meeting began, at \(known.starts.spokenTime).",
                remedy: "Check the times.")
        }
        if !left, leftAt ?? returnedAt != nil {
            throw Rejection(
                "left-the-room", stream.text, "Times are given, but not that \(member.name) left the room.",
                remedy: "Say that they left, or leave the times out.")
        }
        if let leftAt, let returnedAt, returnedAt < leftAt {
            throw Rejection(
                "dates-in-order", stream.text, "\(member.name) would have come back before they left.",
                remedy: "Check the times.")
        }
        guard !known.declarations.contains(where: { $0.person == person && $0.item == item }) else {
            throw Rejection(
                "declared-once", stream.text,
                "\(member.name)'s interest in \"\(item)\" is already recorded.",
                remedy: "If it is wrong, undo that entry first: `minutectl record take-back ENTRY`.")
        }
    }
}

extension Meeting {
    mutating func evolve(_ event: InterestDeclared) { declarations.append(event) }
}

extension InterestDeclared {
    /// Whether a decision was made under the item: its title, or the item that has its report, in the words of the agenda.
    public func concerns(_ decision: DecisionRecorded, under agenda: [ItemTabled]) -> Bool {
        guard decision.meeting == meeting else { return false }
        if item.lowercased() == decision.title.lowercased() { return true }
        return agenda.contains { $0.label == item && $0.paper != nil && $0.paper == decision.paper }
    }

    /// What is wrong with a vote by name on a decision under the item; nil where nothing is.
    public func voteLack(_ vote: VoteTaken, _ number: Int, on day: CivilDate, in directory: Directory)
        -> Lack?
    {
        guard vote.voters.contains(person) || vote.casting?.person == person else { return nil }
        let name = directory.name(person)
        if left {
            return Lack(
                "voted-though-left",
                "\(name) is recorded as voting on resolution \(number), and as having left the room for \"\(item)\"."
            )
        }
        guard kind.bars, directory.people[person]?.mayVoteByDispensation(on: day) != true else { return nil }
        let law = day < InterestLaw.since ? "SI 2007/1159, paragraph 12" : "Localism Act 2011, section 31(4)"
        return Lack(
            "voted-with-interest",
            "\(name) voted on resolution \(number) with a \(kind.words) in \"\(item)\", and no dispensation is recorded"
                + " (\(law)).")
    }

    /// That a pecuniary interest which was declared was not notified within 28 days of the meeting (s.31(2) and (3)); nil
    /// while there is time, where it was registered, or where one that was notified since may be it.
    public func registrationLack(met day: CivilDate, asAt today: CivilDate, in directory: Directory) -> Lack?
    {
        let last = InterestLaw.lastDayToNotify(from: day)
        guard kind == .disclosablePecuniary, number == nil, let member = directory.people[person],
            last < today,
            // The register is of members: nothing is asked of anybody else.
            member.kind == .councillor || member.kind == .coOpted
        else { return nil }
        let registered = member.interests.map(\.registered).filter {
            $0.kind.isPecuniary && $0.notified <= last
        }
        guard !registered.contains(where: { $0.notified >= day || $0.isSensitive || isSame($0) }) else {
            return nil
        }
        return Lack(
            "interest-not-registered",
            "\(member.name) declared a \(kind.words) in \"\(item)\" on \(day.spoken), and none was notified for the register by"
                + " \(last.spoken), the last of 28 days (Localism Act 2011, section 31).")
    }

    /// Whether the register had the interest, as far as its words say.
    private func isSame(_ registered: InterestRegistered) -> Bool {
        guard let what, let known = registered.what else { return what == nil }
        return known.lowercased().contains(what.lowercased())
            || what.lowercased().contains(known.lowercased())
    }
}

extension Person {
    /// Interests that a new member had when they took office and notified later than 28 days after (s.30(1)).
    public func lateNotifications(since taken: CivilDate) -> [Lack] {
        guard taken >= InterestLaw.since else { return [] }
        let last = InterestLaw.lastDayToNotify(from: taken)
        return interests.map(\.registered).compactMap { it in
            guard it.kind.isPecuniary, let from = it.from, from.latest <= taken, last < it.notified else {
                return nil
            }
            return Lack(
                "interest-notified-late",
                "Interest \(it.number) of \(name) (\(it.kind.words)) was notified on \(it.notified.spoken). They had it when"
                    + " they became a member on \(taken.spoken): the 28 days ended on \(last.spoken) (Localism Act 2011,"
                    + " section 30(1)).")
        }
    }
}
