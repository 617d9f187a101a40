// Who moved and seconded a resolution, and how the members voted on it: by name where a recorded vote was
// taken, as numbers where hands were counted.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// How a member voted.
public enum Vote: String, Choice {
    case inFavour = "for"
    case against
    case abstained
}

/// The votes that a resolution was carried or lost by.
public struct VoteTaken: Record, Equatable {
    public var mover: PersonID?
    public var seconder: PersonID?
    /// How many voted for it; nil where the record has no number.
    public var inFavour: Int?
    public var against: Int?
    public var abstained: Int?
    /// Those who voted for it, where a recorded vote was taken.
    public var membersFor: [PersonID]?
    public var membersAgainst: [PersonID]?
    public var membersAbstained: [PersonID]?
    /// The second or casting vote of whoever presided, where the votes were equal; it is among the numbers.
    public var casting: CastingVote?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("mover", &mover)
        try coder.field("seconder", &seconder)
        try coder.field("for", &inFavour, "how many voted for it")
        try coder.field("against", &against, "how many voted against it", within: 0...10_000)
        try coder.field("abstained", &abstained, "how many abstained", within: 0...10_000)
        try coder.field("membersfor", &membersFor, "those who voted for it, where votes were recorded")
        try coder.field("membersagainst", &membersAgainst)
        try coder.field("membersabstained", &membersAbstained)
        try coder.field("casting", &casting, "the second or casting vote; it is among the numbers")
    }

    /// The members who voted so; nil where votes were not recorded by name.
    public func members(_ vote: Vote) -> [PersonID]? {
        switch vote {
        case .inFavour: membersFor
        case .against: membersAgainst
        case .abstained: membersAbstained
        }
    }

    /// How many votes were cast so: the number in the record, or of those named with the casting vote; nil where
    /// there is neither.
    public func count(_ vote: Vote) -> Int? {
        stated(vote) ?? members(vote).map { $0.count + (casting?.vote == vote ? 1 : 0) }
    }

    private func stated(_ vote: Vote) -> Int? {
        switch vote {
        case .inFavour: inFavour
        case .against: against
        case .abstained: abstained
        }
    }

    /// Everyone who is named as having voted.
    public var voters: [PersonID] { Vote.allCases.flatMap { members($0) ?? [] } }
}

/// The vote of the person presiding where the votes are equal, besides any vote as a member: a second or casting
/// vote (Local Government Act 1972, Sch. 12 para. 39(2)).
public struct CastingVote: Record, Equatable {
    public var person = PersonID()
    public var vote = Vote.inFavour

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("by", &person, "who presided")
        try coder.field("vote", &vote, "for or against")
    }
}

/// How a resolution came to be: moved, seconded, voted on. Recorded again, it replaces what was recorded
/// before, which needs a reason.
public struct ResolutionVoted: EventPayload, Equatable {
    public static let type = "org.minuted.resolution.voted"

    public var decision = DecisionID()
    public var number = 0
    public var vote = VoteTaken()
    /// Why what was recorded before is replaced.
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("vote", &vote)
        try coder.field("reason", &reason, "why what was recorded before is replaced")
    }

    public var stream: Stream { .decision(decision) }

    public func effective(in state: State) -> CivilDateTime? { state.decisions[decision]?.made.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        let resolution = try known.resolution(number)
        if resolution.vote != nil, reason == nil {
            throw Rejection(
                "reason", known.record(number), "A vote on resolution \(number) is on record already.",
                remedy: "To replace it, say why: --reason.")
        }
        if let reason { try Check.reason(reason, of: known.record(number)) }
        try vote.admit(known.record(number), of: known.recorded, in: state)
    }
}

extension VoteTaken {
    /// Refuses a vote that cannot have been.
    func admit(_ record: String, of decision: DecisionRecorded, in state: State) throws(Rejection) {
        guard self != VoteTaken() else {
            throw Rejection(
                "vote-says-something", record, "The vote has no mover, no seconder and no votes.",
                remedy: "Give who moved it, who seconded it, or how the members voted.")
        }
        guard let body = decision.body else {
            throw Rejection(
                "vote-of-a-body", record, "The decision was made by one person, so nobody voted on it.",
                remedy: "Leave the vote out.")
        }
        for count in [inFavour, against, abstained].compactMap(\.self) where !(0...10_000).contains(count) {
            throw Rejection(
                "vote-numbers", record, "The number of votes cannot be \(count).", remedy: "Check the number."
            )
        }
        var seen: Set<PersonID> = []
        for person in voters where !seen.insert(person).inserted {
            throw Rejection(
                "one-vote-each", record, "\(state.directory.name(person)) is named twice among the votes.",
                remedy: "Name each member once.", candidates: [person.text])
        }
        if casting?.vote == .abstained {
            throw Rejection(
                "casting-vote", record, "A casting vote is for or against.",
                remedy: "Leave the casting vote out if none was cast.")
        }
        let meeting = decision.meeting.flatMap { state.meetings[$0] }
        for person in voters + [mover, seconder, casting?.person].compactMap(\.self) {
            try admit(person, record, of: state.directory.existing(body), on: decision.made, meeting, state)
        }
    }

    /// Who moves, seconds or votes is expected at the body's meetings, or stood in for one who is.
    private func admit(
        _ person: PersonID, _ record: String, of body: Body, on day: CivilDate, _ meeting: Meeting?,
        _ state: State
    ) throws(Rejection) {
        let name = try state.directory.existing(person).name
        let isMember = body.expected(on: day).contains { $0.person == person }
        // Before the roll is taken it is not known who stood in for whom; afterwards a finding says so.
        guard let meeting, meeting.roll != nil else {
            guard isMember || meeting != nil else { throw notAMember(name, record, body) }
            return
        }
        let standing = meeting.entry(of: person)?.standing
        guard isMember || standing?.isSubstitute == true else { throw notAMember(name, record, body) }
        // Somebody of whom the roll says nothing may have been there: that is a finding.
        guard standing?.isAbsence != true else {
            throw Rejection(
                "voter-present", record,
                "\(name) is recorded as \(standing == .absent ? "absent from" : "having sent apologies to") the meeting,"
                    + " so cannot have taken part in the vote.",
                remedy: "Leave the name out, or correct the attendance:"
                    + " `minutectl attendance correct \(meeting.id) \(person) present --why …`.")
        }
    }

    private func notAMember(_ name: String, _ record: String, _ body: Body) -> Rejection {
        Rejection(
            "vote-of-a-member", record,
            "\(name) was neither a member of \(body.name) nor a substitute, so had no vote.",
            remedy: "Correct the seat (`minutectl seat correct`) or the attendance, or leave the name out.")
    }
}

/// Something about a vote that does not agree with the roll or with itself.
public struct VoteFinding: Sendable, Equatable {
    public let rule: String
    public let message: String
}

extension VoteTaken {
    /// What does not agree: with the roll of the meeting, if there is one, or with itself.
    public func findings(number: Int, roll: [RollEntry]?, in directory: Directory) -> [VoteFinding] {
        var found: [VoteFinding] = []
        let which = "Resolution \(number)"
        if let mover, mover == seconder {
            found.append(
                .init(
                    rule: "mover-is-seconder",
                    message: "\(which) was moved and seconded by the same member, \(directory.name(mover))."))
        }
        for vote in Vote.allCases {
            guard let named = members(vote)?.count, let stated = count(vote) else { continue }
            // The casting vote is one more than there are names.
            let second = casting?.vote == vote ? 1 : 0
            guard named + second != stated else { continue }
            found.append(
                .init(
                    rule: "votes-differ",
                    message: "\(which): \(stated) votes \(vote.words), but \(named) members are named."))
        }
        found += castingFindings(which, directory)
        if let inFavour = count(.inFavour), let against = count(.against), inFavour <= against {
            found.append(
                .init(
                    rule: "not-carried",
                    message:
                        "\(which) is recorded as decided, but its votes did not carry it: \(inFavour) for, \(against) against."
                ))
        }
        guard let roll else { return found }
        let there = roll.filter { $0.standing.isPresent || $0.standing.isSubstitute }
        let people = Set(there.map { directory.kept($0.person) })
        let second = casting.map { [$0.person] } ?? []
        for person in voters + second.filter({ !voters.contains($0) })
        where !people.contains(directory.kept(person)) {
            found.append(
                .init(
                    rule: "voted-not-present",
                    message: "\(which): \(directory.name(person)) voted, but is not recorded as present."))
        }
        // The casting vote is nobody's only vote, so it is not one of those of the people present.
        let total = Vote.allCases.reduce(0) { $0 + (count($1) ?? 0) } - second.count
        if total > people.count {
            found.append(
                .init(
                    rule: "more-votes-than-present",
                    message: "\(which): \(total) votes, but \(people.count) people with a vote were present.")
            )
        }
        return found
    }

    /// There is a casting vote only where the votes are equal without it.
    private func castingFindings(_ which: String, _ directory: Directory) -> [VoteFinding] {
        guard let casting, let inFavour = count(.inFavour), let against = count(.against) else { return [] }
        let before = casting.vote == .inFavour ? (inFavour - 1, against) : (inFavour, against - 1)
        guard before.0 != before.1 else { return [] }
        return [
            VoteFinding(
                rule: "casting-vote",
                message:
                    "\(which): \(directory.name(casting.person)) gave a casting vote, but the votes were not"
                    + " equal without it: \(before.0) for, \(before.1) against.")
        ]
    }
}

extension VoteTaken {
    /// Keeps of the vote on record what a correction says nothing of: who moved and seconded it, and, unless it says how
    /// anybody voted, how they did.
    fileprivate mutating func keep(whatIsNotSaidOf before: VoteTaken) {
        (mover, seconder) = (mover ?? before.mover, seconder ?? before.seconder)
        let saysVotes = Vote.allCases.contains { stated($0) != nil || members($0) != nil } || casting != nil
        guard !saysVotes else { return }
        (inFavour, against, abstained) = (before.inFavour, before.against, before.abstained)
        (membersFor, membersAgainst) = (before.membersFor, before.membersAgainst)
        (membersAbstained, casting) = (before.membersAbstained, before.casting)
    }
}

extension Vote {
    /// The vote as it stands behind a number.
    public var words: String {
        switch self {
        case .inFavour: "for"
        case .against: "against"
        case .abstained: "abstaining"
        }
    }
}

/// Records who moved and seconded a resolution, and how the members voted.
public struct RecordVote: DecisionCommand {
    public var decision = ""
    public var number = 0
    public var mover: String?
    public var seconder: String?
    public var inFavour: Int?
    public var against: Int?
    public var abstained: Int?
    public var membersFor: [String] = []
    public var membersAgainst: [String] = []
    public var membersAbstained: [String] = []
    public var reason: String?
    public var castingBy: String?
    public var castingVote: Vote?
    public var groups = GroupVotes()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("mover", &mover)
        try coder.field("seconder", &seconder)
        try coder.field("for", &inFavour, "how many voted for it")
        try coder.field("against", &against, within: 0...10_000)
        try coder.field("abstained", &abstained, within: 0...10_000)
        try coder.defaulted("membersfor", &membersFor, "those who voted for it, where votes were recorded")
        try coder.defaulted("membersagainst", &membersAgainst)
        try coder.defaulted("membersabstained", &membersAbstained)
        try coder.field("reason", &reason, "why what was recorded before is replaced")
        try coder.field(
            "castingby", &castingBy,
            "who presided and gave the second or casting vote; it is among the numbers")
        try coder.field("castingvote", &castingVote, "how: for or against")
        try groups.fields(&coder)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        var event = ResolutionVoted()
        (event.decision, event.number, event.reason) = (known.id, number, reason)
        (event.vote.inFavour, event.vote.against, event.vote.abstained) = (inFavour, against, abstained)
        if let mover { event.vote.mover = try context.directory.person(mover).id }
        if let seconder { event.vote.seconder = try context.directory.person(seconder).id }
        event.vote.membersFor = try people(membersFor, context)
        event.vote.membersAgainst = try people(membersAgainst, context)
        event.vote.membersAbstained = try people(membersAbstained, context)
        event.vote.casting = try casting(context)
        try groups.add(to: &event.vote, known, context)
        if let before = try known.resolution(number).vote { event.vote.keep(whatIsNotSaidOf: before) }
        return try known.resolution(number).vote == event.vote ? [] : [.resolutionVoted(event)]
    }

    private func casting(_ context: Context) throws(Rejection) -> CastingVote? {
        switch (castingBy, castingVote) {
        case (nil, nil): return nil
        case (let person?, let vote?):
            var casting = CastingVote()
            (casting.person, casting.vote) = (try context.directory.person(person).id, vote)
            return casting
        default:
            throw Rejection(
                "casting-vote", "decision/\(decision)#\(number)",
                "A casting vote needs both who gave it and whether it was for or against.",
                remedy: "Give `castingby` and `castingvote` together.")
        }
    }

    private func people(_ names: [String], _ context: Context) throws(Rejection) -> [PersonID]? {
        guard !names.isEmpty else { return nil }
        var found: [PersonID] = []
        for name in names { found.append(try context.directory.person(name).id) }
        return found
    }
}
