// How members voted, out of the votes that are recorded by name.

import Codec
import Governance
public import Reports

extension Reading {
    /// Votes by name, those on the latest decisions first.
    public func memberVotes(_ question: MemberVotesQuestion) throws -> MemberVotesReport {
        var report = MemberVotesReport()
        report.basis = basis
        let member = try question.member.map { Set(directory.records(of: try directory.person($0).id)) }
        let group = try question.group.map { try directory.group($0).id }
        let body = try question.body.map { try directory.body($0).id }
        (report.from, report.to) = try days(from: question.from, to: question.to)
        var search = DecisionSearch(madeBy: report.to)
        if let from = report.from { search.add(from: from) }
        if let body { search.add(of: body) }
        search.add("id IN (SELECT decision FROM resolution WHERE vote IS NOT NULL)")
        try forEachDecision(search) { row in
            for resolution in row.state.resolutions {
                guard let vote = resolution.vote else { continue }
                let named = values(of: vote, on: resolution, in: row.state)
                if named.isEmpty, Vote.allCases.contains(where: { vote.count($0) != nil }) {
                    report.unnamed += 1
                }
                report.votes += named.filter { value in
                    (member.map { records in records.contains { $0.text == value.person } } ?? true)
                        && (group.map { $0.text == value.group } ?? true)
                }
            }
            return true
        }
        return report
    }

    private func values(
        of taken: VoteTaken, on resolution: ResolutionState, in decision: Decision
    ) -> [MemberVoteValue] {
        func value(_ person: PersonID, _ vote: Vote) -> MemberVoteValue {
            var value = MemberVoteValue()
            (value.decision, value.title, value.made) = (decision.id.text, decision.title, decision.dated)
            (value.number, value.text) = (resolution.recorded.number, resolution.text)
            let body = decision.recorded.body
            (value.body, value.bodyName) = (body?.text, body.map { directory.name($0) })
            let person = directory.kept(person)
            (value.person, value.name, value.vote) = (person.text, directory.name(person), vote)
            let group = directory.people[person]?.group(on: decision.made)
            (value.group, value.groupName) = (group?.text, group.map { directory.name($0) })
            return value
        }
        var found = Vote.allCases.flatMap { vote in
            (taken.members(vote) ?? []).map { value($0, vote) }
        }
        if let casting = taken.casting {
            var second = value(casting.person, casting.vote)
            second.isCasting = true
            found.append(second)
        }
        return found
    }
}
