// A vote given by political groups: those of them who were at the meeting voted so, but for those who are named.

import Codec

/// Which groups voted how.
public struct GroupVotes: Sendable, Equatable {
    public var inFavour: [String] = []
    public var against: [String] = []
    public var abstained: [String] = []
    /// Members of these groups who did not vote so.
    public var except: [String] = []

    public init() {}

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.defaulted(
            "groupsfor", &inFavour, "political groups whose members at the meeting voted for it")
        try coder.defaulted("groupsagainst", &against)
        try coder.defaulted("groupsabstained", &abstained)
        try coder.defaulted(
            "except", &except, "members of these groups who did not vote so, besides those named otherwise")
    }

    /// Adds their members to a vote.
    func add(
        to vote: inout VoteTaken, _ decision: Decision, _ context: Context
    ) throws(Rejection) {
        guard !(inFavour + against + abstained).isEmpty else {
            guard except.isEmpty else { throw noGroup(decision) }
            return
        }
        let voters = try voters(decision, context)
        try refuseStrangers(among: try context.people(except), voters, decision, context)
        let named = Set(vote.voters).union(try context.people(except))
        func members(of groups: [String], _ already: [PersonID]?) throws(Rejection) -> [PersonID]? {
            guard !groups.isEmpty else { return already }
            var members = already ?? []
            for name in groups {
                let group = try context.directory.group(name)
                let present = voters.filter {
                    context.directory.people[$0]?.group(on: decision.made) == group.id
                }
                guard !present.isEmpty else { throw nobody(of: group, decision) }
                members += present.filter { !named.contains($0) }
            }
            return members
        }
        vote.membersFor = try members(of: inFavour, vote.membersFor)
        vote.membersAgainst = try members(of: against, vote.membersAgainst)
        vote.membersAbstained = try members(of: abstained, vote.membersAbstained)
    }

    /// Who could vote: the members at the meeting, and those who stood in for one.
    private func voters(_ decision: Decision, _ context: Context) throws(Rejection) -> [PersonID] {
        let meeting = decision.recorded.meeting.flatMap { context.state.meetings[$0] }
        guard let meeting, let roll = meeting.roll, let body = context.directory.bodies[meeting.body] else {
            throw Rejection(
                "vote-by-groups", "decision/\(decision.id)",
                "A vote can be given by groups only where the attendance is recorded: it says who was there to vote.",
                remedy: "Record the attendance first: `minutectl attendance record`. Or name those who voted."
            )
        }
        let members = Set(body.expected(on: meeting.starts.date).map(\.person))
        return roll.filter { entry in
            entry.standing.isSubstitute || entry.standing.isPresent && members.contains(entry.person)
        }.map(\.person).sorted()
    }

    /// An exception that is none would hide a mistake.
    private func refuseStrangers(
        among exceptions: [PersonID], _ voters: [PersonID], _ decision: Decision, _ context: Context
    ) throws(Rejection) {
        var groups: Set<GroupID> = []
        for name in inFavour + against + abstained { groups.insert(try context.directory.group(name).id) }
        for person in exceptions {
            let group = context.directory.people[person]?.group(on: decision.made)
            guard voters.contains(person), group.map({ groups.contains($0) }) ?? false else {
                throw Rejection(
                    "vote-by-groups", "decision/\(decision.id)",
                    "\(context.directory.name(person)) is no exception: they were not at the meeting with a vote, or are in none"
                        + " of these groups.", remedy: "Leave the name out of the exceptions.")
            }
        }
    }

    private func nobody(of group: PoliticalGroup, _ decision: Decision) -> Rejection {
        Rejection(
            "vote-by-groups", "decision/\(decision.id)",
            "Nobody of \(group.name) was at the meeting with a vote.",
            remedy: "Leave the group out, or correct the attendance: `minutectl attendance correct`.")
    }

    private func noGroup(_ decision: Decision) -> Rejection {
        Rejection(
            "vote-by-groups", "decision/\(decision.id)",
            "Exceptions are given, but no political group that voted.",
            remedy: "Name the groups as well, or leave the exceptions out.")
    }
}
