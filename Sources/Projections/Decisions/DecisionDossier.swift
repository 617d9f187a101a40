// What else the record has about a decision: the meeting and who was there, the agenda item, the report it rests on,
// its chain, and the duties, actions and matters that name it. They name it, and it does not name them: so they are
// looked for among the few kinds of entry that can, by the bytes of its identifier.

import Codec
import Governance
import Ledger
import Reports

extension Reading {
    /// Adds what else the record has about a decision.
    func gather(
        _ decision: Decision, _ record: DecisionRecorded, into report: inout DecisionReport
    ) throws {
        var related: [RelatedRecord] = []
        if let paper = record.paper {
            try self.related(.paper(paper), .report).map { related.append($0) }
        }
        if let meeting = record.meeting { try gather(meeting, record, into: &report, &related) }
        let chain = try chains(of: decision)
        report.chains = chain.filter { $0.hops.contains { $0.to != nil } }
        let later = try reconsidering(decision.id)
        (report.reconsiders, report.reconsideredBy) = (record.reconsiders?.text, later.isEmpty ? nil : later)
        let again = [record.reconsiders?.text].compactMap(\.self) + later
        let others = Set(chain.flatMap(\.hops).map(\.decision) + again).subtracting([decision.id.text])
            .sorted()
        related += try others.compactMap { try self.related(.decision(DecisionID(text: $0)), .decision) }
        for (stream, seqs) in try streams(mentioning: .decision(decision.id), Self.typesAboutDecisions) {
            guard let relation = Relation(of: stream),
                var one = try self.related(stream, relation),
                one.entries.contains(where: { seqs.contains($0.seq) })
            else { continue }
            // A person's other entries are none of the decision's business.
            if relation == .approval { one.entries.removeAll { !seqs.contains($0.seq) } }
            related.append(one)
        }
        try addDutiesUpon(decision.resolutions.compactMap(\.recorded.follows), to: &related)
        if let matter = report.item?.matter, !related.contains(where: { $0.record == "matter/\(matter)" }) {
            try self.related(.matter(MatterID(text: matter)), .matter).map { related.append($0) }
        }
        report.related = related
    }

    /// The decisions that take again what this one decided, once it was referred back after call-in.
    func reconsidering(_ decision: DecisionID) throws -> [String] {
        try String.fetchAll(
            database,
            sql:
                "SELECT id FROM decision WHERE reconsiders = ? AND NOT withdrawn AND made <= ? ORDER BY made, id",
            arguments: [decision.text, asAt.iso])
    }

    /// The kinds of entry that can name a decision of another record.
    private static let typesAboutDecisions = [
        DutyEstablished.type, DutyDischarged.type, ActionRaised.type, MatterRaised.type, MatterAnswered.type,
        AbsenceApproved.type,
    ]

    /// Duties that depend on a recommendation which the decision deals with: it makes them duties, or ends them.
    private func addDutiesUpon(
        _ followed: [ResolutionReference], to related: inout [RelatedRecord]
    ) throws {
        for reference in Set(followed).sorted(by: { ($0.decision, $0.number) < ($1.decision, $1.number) }) {
            for (stream, _) in try streams(mentioning: .decision(reference.decision), [DutyEstablished.type])
            {
                guard case .duty(let id) = stream, !related.contains(where: { $0.record == stream.text }),
                    try state(of: stream).duties[id]?.established.condition == reference
                else { continue }
                try self.related(stream, .duty).map { related.append($0) }
            }
        }
    }

    private func chains(of decision: Decision) throws -> [ChainValue] {
        var question = ChainsQuestion()
        question.decision = decision.id.text
        return try chains(question).chains
    }

    /// The meeting with its roll and the decision's item, and reports to it where none is named.
    private func gather(
        _ id: MeetingID, _ record: DecisionRecorded, into report: inout DecisionReport,
        _ related: inout [RelatedRecord]
    ) throws {
        var search = MeetingSearch(of: nil, from: nil, to: nil)
        search.add("id = ?", [id.text])
        var found: MeetingRow?
        try forEachMeeting(search) { row in
            found = row
            return false
        }
        guard let row = found else { return }
        report.attendance = try value(row)
        report.roll = try roll(row)
        let items = agenda(try whole(row)).items
        let title = record.title.lowercased()
        report.item =
            items.first { record.paper != nil && $0.paper == record.paper?.text }
            ?? items.first { $0.label.lowercased() == title }
        try self.related(.meeting(id), .meeting).map { related.append($0) }
        guard record.paper == nil else { return }
        for (stream, _) in try streams(mentioning: .meeting(id), [PaperSubmitted.type]) {
            let itsOwn = report.item?.paper.map { stream.text == "paper/\($0)" } ?? false
            try self.related(stream, itsOwn ? .report : .reportToMeeting).map { related.append($0) }
        }
    }

    /// The records of which an entry of one of the types names another record, in the order of those entries.
    private func streams(
        mentioning record: Stream, _ types: [String]
    ) throws -> [(stream: Stream, seqs: Set<Int>)] {
        let id = Array("\"\(record.text.drop { $0 != "/" }.dropFirst())\"".utf8)
        var found: [(stream: Stream, seqs: Set<Int>)] = []
        try ledger.forEach(ofTypes: types, upTo: point.position) { seq, bytes in
            guard bytes.contains(id) else { return }
            let payload = try Event(seq: seq, entry: bytes).payload
            guard payload.references.contains(record) else { return }
            if let known = found.firstIndex(where: { $0.stream == payload.stream }) {
                found[known].seqs.insert(seq)
            } else {
                found.append((payload.stream, [seq]))
            }
        }
        return found
    }

    /// A record with its entries; nil where there is nothing of it by the day, or it was withdrawn.
    private func related(_ stream: Stream, _ relation: Relation) throws -> RelatedRecord? {
        var state = State()
        for (_, event) in try ledger.events(of: stream, upTo: point.position)
        where event.wasDone(by: asAt, in: state) { state.evolve(event) }
        var one = RelatedRecord()
        (one.relation, one.record, one.entries) = (relation, stream.text, try history(of: stream))
        guard !one.entries.isEmpty, let (title, status) = try words(of: stream, in: state) else { return nil }
        (one.title, one.status) = (title, status)
        return one
    }

    /// What a record is called and where it stands; nil for one that is not there, or was withdrawn.
    private func words(of stream: Stream, in state: State) throws -> (title: String, status: String)? {
        switch stream {
        case .paper(let id):
            return state.papers[id].flatMap { paper in
                paper.isWithdrawn
                    ? nil
                    : (
                        paper.content.subject,
                        "submitted to \(directory.name(paper.to)), \(paper.submitted.spoken)"
                    )
            }
        case .meeting(let id):
            return state.meetings[id].map { meeting in
                let body = directory.name(meeting.body)
                return (meeting.title.map { "\(body): \($0)" } ?? body, meeting.starts.spoken)
            }
        case .decision(let id):
            return state.decisions[id].flatMap { other in
                other.isWithdrawn
                    ? nil : (other.title, "made \(other.dated.withPreposition) by \(maker(of: other))")
            }
        case .duty(let id):
            return try state.duties[id].map { duty in
                let value = try value(duty)
                let explained = value.explanation.isEmpty ? "" : ": \(value.explanation)"
                return (value.what, "\(value.bearer.name), \(value.state.rawValue)\(explained)")
            }
        case .action(let id):
            return state.actions[id].map { action in
                let value = value(action)
                let due = value.due.map { ", due \($0.spoken)" } ?? ""
                let ended = value.ended.map { " on \($0.spoken)" } ?? due
                return (value.what, "\(value.owner.name), \(value.standing.rawValue)\(ended)")
            }
        case .matter(let id):
            return state.matters[id].map { matter in
                let value = value(matter)
                let answer = value.answer.map { ": \($0)" } ?? ""
                return (
                    value.what,
                    "from \(value.from.name) to \(value.to.name), \(value.standing.rawValue)\(answer)"
                )
            }
        case .person(let id): return (directory.name(id), "absence approved")
        case .council, .group, .office, .body, .notice, .place, .visit, .pledge, .issueList: return nil
        }
    }

    private func maker(of decision: Decision) -> String {
        let recorded = decision.recorded
        return recorded.body.map { directory.name($0) }
            ?? recorded.maker.map { directory.name($0) } ?? ""
    }
}

extension Relation {
    /// What a record that names a decision has to do with it; nil where nothing is said of that.
    fileprivate init?(of stream: Stream) {
        switch stream {
        case .duty: self = .duty
        case .action: self = .action
        case .matter: self = .matter
        case .person: self = .approval
        case .council, .group, .office, .body, .meeting, .decision, .notice, .paper, .place, .visit, .pledge,
            .issueList:
            return nil
        }
    }
}
