// Titles as names: a decision, report, matter, action, duty, pledge or list is named by what it is called, as a person
// is. What was called so before is found too.

/// A record, and what it is called.
public struct RecordTitle: Sendable {
    public let kind: Need.Kind
    public let id: String
    public let title: String

    public init(kind: Need.Kind, id: String, title: String) {
        (self.kind, self.id, self.title) = (kind, id, title)
    }

    /// The identifiers of those that a reference means, in order: those called exactly so; else those whose titles begin
    /// so; else those in whose titles its words stand one behind the other. Capitals and punctuation do not matter.
    public static func matching(_ reference: String, among titles: [RecordTitle]) -> [String] {
        let wanted = words(reference)
        guard !wanted.isEmpty else { return [] }
        var (exact, beginning, within): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        for one in titles {
            let words = words(one.title)
            if words == wanted {
                exact.insert(one.id)
            } else if words.starts(with: wanted) {
                beginning.insert(one.id)
            } else if holds(words, wanted) {
                within.insert(one.id)
            }
        }
        return (exact.isEmpty ? beginning.isEmpty ? within : beginning : exact).sorted()
    }

    private static func words(_ text: String) -> [String] {
        let words = NameForm.plain(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        // "The strategy" and "Strategy" are one title.
        return words.count > 1 && words[0] == "the" ? Array(words.dropFirst()) : words
    }

    private static func holds(_ words: [String], _ wanted: [String]) -> Bool {
        words.indices.contains { words[$0...].starts(with: wanted) }
    }
}

extension Need.Kind {
    /// The types of events that say what a record of this kind is called; none where records have no titles.
    public var titledTypes: [String] {
        switch self {
        case .decision: [DecisionRecorded.type, DecisionCorrected.type]
        case .paper: [PaperSubmitted.type, PaperCorrected.type]
        case .matter: [MatterRaised.type]
        case .action: [ActionRaised.type]
        case .duty: [DutyEstablished.type, DutyChanged.type]
        case .pledge: [PledgeAdopted.type]
        case .issuelist: [IssueListEstablished.type]
        case .meeting, .notice, .visit, .follower, .entry: []
        }
    }
}

extension Event {
    /// What the event calls its record; nil where it says nothing of that.
    public var recordTitle: RecordTitle? {
        func named(_ kind: Need.Kind, _ id: String, _ title: String?) -> RecordTitle? {
            title.map { RecordTitle(kind: kind, id: id, title: $0) }
        }
        if case .decisionRecorded(let it) = self { return named(.decision, it.decision.text, it.title) }
        if case .decisionCorrected(let it) = self, it.field == .title {
            return named(.decision, it.decision.text, it.value)
        }
        if case .paperSubmitted(let it) = self { return named(.paper, it.paper.text, it.content.subject) }
        if case .paperCorrected(let it) = self, it.field == .subject {
            return named(.paper, it.paper.text, it.value)
        }
        if case .matterRaised(let it) = self { return named(.matter, it.matter.text, it.what) }
        if case .actionRaised(let it) = self { return named(.action, it.action.text, it.what) }
        if case .dutyEstablished(let it) = self { return named(.duty, it.duty.text, it.what) }
        if case .dutyChanged(let it) = self { return named(.duty, it.duty.text, it.what) }
        if case .pledgeAdopted(let it) = self { return named(.pledge, it.pledge.text, it.title) }
        if case .issueListEstablished(let it) = self { return named(.issuelist, it.list.text, it.title) }
        return nil
    }
}

extension State {
    /// Whether a record was withdrawn as entered by mistake or given up, so that its title means another one.
    public func isWithdrawn(_ record: Stream) -> Bool {
        switch record {
        case .decision(let id): decisions[id]?.isWithdrawn ?? false
        case .paper(let id): papers[id]?.isWithdrawn ?? false
        case .action(let id): actions[id]?.withdrawn != nil
        case .council, .person, .group, .office, .body, .meeting, .notice, .duty, .matter, .place, .visit,
            .pledge, .issueList:
            false
        }
    }

    /// A record as it is listed among others that a title means: what it is called, and its identifier.
    public func listed(_ record: Stream) -> String {
        let id = record.text.split(separator: "/", maxSplits: 1).last.map(String.init) ?? record.text
        func listed(_ title: String?) -> String { title.map { "\($0) (\(id))" } ?? id }
        return switch record {
        case .decision(let id): listed(decisions[id].map { "\($0.title), \($0.dated.inFull)" })
        case .paper(let id): listed(papers[id].map { "\($0.content.subject), \($0.submitted.spoken)" })
        case .matter(let id): listed(matters[id].map { "\($0.raised.what), \($0.raised.on.spoken)" })
        case .action(let id): listed(actions[id].map { "\($0.raised.what), \($0.raised.on.spoken)" })
        case .duty(let id): listed(duties[id]?.established.what)
        case .council, .person, .group, .office, .body, .meeting, .notice, .place, .visit, .pledge,
            .issueList:
            id
        }
    }
}
