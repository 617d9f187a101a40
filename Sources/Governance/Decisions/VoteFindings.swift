// What of a vote does not agree with the roll, with whoever presided, or with itself.

/// Something about a vote that does not agree with the roll or with itself.
public struct VoteFinding: Sendable, Equatable {
    public let rule: String
    public let message: String
}

/// What is known of the meeting at which a vote was taken.
public struct VotingMeeting: Sendable {
    /// Its roll; nil where none was taken.
    public let roll: [RollEntry]?
    /// Who chaired, one after the other; nil where that is not recorded.
    public let chairs: [PersonID]?

    /// Who chaired the body on the day by their seats.
    public let usualChairs: [PersonID]

    public init(roll: [RollEntry]?, chairs: [PersonID]?, usualChairs: [PersonID] = []) {
        (self.roll, self.chairs, self.usualChairs) = (roll, chairs, usualChairs)
    }
}

extension VoteTaken {
    /// What does not agree: with what is known of the meeting, or with itself.
    public func findings(number: Int, at meeting: VotingMeeting?, in directory: Directory) -> [VoteFinding] {
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
        found += castingFindings(which, directory) + presidingFindings(which, meeting, directory)
        if let inFavour = count(.inFavour), let against = count(.against), inFavour <= against {
            found.append(
                .init(
                    rule: "not-carried",
                    message:
                        "\(which) is recorded as decided, but its votes did not carry it: \(inFavour) for, \(against) against."
                ))
        }
        guard let roll = meeting?.roll else { return found }
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
    /// A casting vote is that of the person presiding (Local Government Act 1972, Sch. 12 para. 39(2)).
    private func presidingFindings(
        _ which: String, _ meeting: VotingMeeting?, _ directory: Directory
    ) -> [VoteFinding] {
        guard let casting, let meeting else { return [] }
        let chairs = meeting.chairs.flatMap { $0.isEmpty ? nil : $0 }
        let isChair = (chairs ?? meeting.usualChairs).contains {
            directory.kept($0) == directory.kept(casting.person)
        }
        guard !isChair else { return [] }
        let names = chairs?.map { directory.name($0) }.joined(separator: ", then ")
        return [
            VoteFinding(
                rule: "casting-vote-by-chair",
                message: "\(which): \(directory.name(casting.person)) gave the casting vote, but "
                    + (names.map { "\($0) chaired the meeting." }
                        ?? "it is not recorded that they chaired the meeting."))
        ]
    }
}
