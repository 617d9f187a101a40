// The command that records how a resolution came to be.

public import Codec

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
