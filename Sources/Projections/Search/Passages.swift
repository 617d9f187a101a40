// The texts of a record that can be searched: what it is called, and its passages. Reports that are confidential or
// exempt are found by their subject alone.

import Governance
import Ledger
import Reports

/// A text of a record, and where it stands.
struct Passage {
    let part: String
    let words: String
    /// The first day as at which it is found.
    let since: CivilDate
}

/// A record as it is indexed.
struct SearchedRecord {
    let kind: SearchKind
    let title: String
    /// Its day, as exactly as it is known.
    let on: PartialDate
    let body: BodyID?
    private(set) var passages: [Passage] = []

    /// The first day as at which the record is found.
    private let since: CivilDate

    /// - Parameter since: the first day as at which it is found, where that is not its day.
    fileprivate init(
        _ kind: SearchKind, _ title: String, _ on: PartialDate, _ body: BodyID?, since: CivilDate? = nil
    ) {
        (self.kind, self.title, self.on, self.body) = (kind, title, on, body)
        self.since = since ?? on.earliest
    }

    fileprivate mutating func add(_ part: String, _ words: String?, since: CivilDate? = nil) {
        guard let words, !words.isEmpty else { return }
        passages.append(Passage(part: part, words: words, since: max(self.since, since ?? self.since)))
    }
}

extension SearchedRecord {
    /// Whether an entry of that type can change what is found of its record. Of a meeting only its agenda is indexed,
    /// so rolls, of which there are many, change nothing.
    static func isChanged(_ stream: Governance.Stream, by type: String) -> Bool {
        switch stream {
        case .decision, .paper, .matter, .action, .duty, .pledge, .issueList: true
        case .meeting: agendaTypes.contains(type)
        case .council, .person, .group, .office, .body, .notice, .place, .visit: false
        }
    }

    private static let agendaTypes: Set = [
        ItemTabled.type, ItemRemoved.type, MeetingWithdrawn.type, MeetingRescheduled.type,
        RecordTakenBack.type,
    ]

    /// Reads a record from its entries; nil if there is none, or it was withdrawn.
    init?(of stream: Governance.Stream, _ events: [Event]) {
        var state = State()
        for event in events { state.evolve(event) }
        let found: SearchedRecord? =
            switch stream {
            case .decision(let id): state.decisions[id].flatMap { SearchedRecord($0, events) }
            case .paper(let id): state.papers[id].flatMap { SearchedRecord($0) }
            case .meeting(let id): state.meetings[id].flatMap { SearchedRecord($0) }
            case .matter(let id): state.matters[id].map { SearchedRecord($0) }
            case .action(let id): state.actions[id].map { SearchedRecord($0) }
            case .duty(let id): state.duties[id].map { SearchedRecord($0) }
            case .pledge(let id): state.pledges[id].flatMap { SearchedRecord($0) }
            case .issueList(let id): state.issueLists[id].map { SearchedRecord($0) }
            case .council, .person, .group, .office, .body, .notice, .place, .visit: nil
            }
        guard let found else { return nil }
        self = found
    }

    private init?(_ decision: Decision, _ events: [Event]) {
        guard !decision.isWithdrawn else { return nil }
        let recorded = decision.recorded.corrected(by: events)
        self.init(.decision, recorded.title, recorded.made, recorded.body)
        add("title", recorded.title)
        for resolution in decision.resolutions {
            add("resolution \(resolution.recorded.number)", resolution.recorded.text)
        }
        for case .resolutionAmended(let it) in events {
            add("resolution \(it.number), amended", it.text, since: it.on)
        }
        add("record of the decision", recorded.record)
        add("reasons", recorded.reasons)
        add("alternatives considered", recorded.alternatives)
        add("conflicts of interest", recorded.conflicts)
        add("dispensations", recorded.dispensations)
    }

    private init?(_ paper: Paper) {
        guard !paper.isWithdrawn else { return nil }
        let content = paper.content
        var body: BodyID?
        if case .body(let id) = paper.to { body = id }
        self.init(.paper, content.subject, paper.submitted, body)
        add("subject", content.subject)
        guard content.isConfidential != true, content.exemptParagraph == nil else { return }
        add("proposed decision", content.proposedDecision)
        for section in content.sections { add(section.heading, section.text) }
        for (index, text) in content.recommendations.enumerated() { add("recommendation \(index + 1)", text) }
        add("reasons", content.reasons)
        add("alternatives considered", content.alternatives)
        for implication in content.implications { add("\(implication.kind) implications", implication.text) }
    }

    private init?(_ meeting: Meeting) {
        guard meeting.status != .withdrawn, !meeting.agenda.isEmpty else { return nil }
        // An agenda is there before its meeting: since it was published, or called.
        self.init(
            .agenda, meeting.title ?? "Agenda", PartialDate(meeting.starts.date), meeting.body,
            since: meeting.agendaPublished ?? .first)
        add("title", meeting.title)
        for item in meeting.agenda { add("item\(item.number.map { " \($0)" } ?? "")", item.label) }
    }

    private init(_ matter: Matter) {
        self.init(.matter, matter.raised.what, matter.raised.on, nil)
        add("what was raised", matter.raised.what)
        add("answer", matter.answered?.answer, since: matter.answered?.on)
    }

    private init(_ action: Action) {
        self.init(.action, action.raised.what, action.raised.on, nil)
        add("what was agreed", action.raised.what)
        for step in action.progress { add("progress", step.note, since: step.on) }
        add("outcome", action.completed?.outcome, since: action.completed?.on)
    }

    private init(_ duty: Duty) {
        let what = duty.version(on: .last).what
        self.init(.duty, what, duty.established.from, nil)
        add("what has to be done", what)
        add("source", duty.established.source)
    }

    private init?(_ pledge: Pledge) {
        guard let version = pledge.versions.last else { return nil }
        self.init(.pledge, version.title, version.on, nil)
        add("title", version.title)
        add("text", version.text)
        for area in version.areas { for promise in area.promises { add(area.title, promise.text) } }
    }

    private init(_ list: IssueList) {
        self.init(.issue, list.established.title, list.established.from, nil)
        add("title", list.established.title)
        for issue in list.issues where !issue.isWithdrawn {
            add("issue \(issue.listed.issue)", issue.listed.text, since: issue.listed.on.earliest)
            add(
                "answer to issue \(issue.listed.issue)", issue.answered?.answer,
                since: issue.answered?.on.earliest)
        }
    }
}
