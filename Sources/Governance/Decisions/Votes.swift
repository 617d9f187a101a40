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

    /// The number in the record.
    func stated(_ vote: Vote) -> Int? {
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

    public func effective(in state: State) -> CivilDateTime? {
        state.decisions[decision]?.dated.earliest.start
    }

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
                remedy: "Name each member once.")
        }
        if casting?.vote == .abstained {
            throw Rejection(
                "casting-vote", record, "A casting vote is for or against.",
                remedy: "Leave the casting vote out if none was cast.")
        }
        let meeting = decision.meeting.flatMap { state.meetings[$0] }
        for person in voters + [mover, seconder, casting?.person].compactMap(\.self) {
            try admit(
                person, record, of: state.directory.existing(body), on: decision.made.latest, meeting, state)
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
