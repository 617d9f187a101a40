// Records of which there are few are folded when they are asked for, by the types of their events, which the
// log has an index on. So an answer is made by the very functions that rules use.

import Codec
public import Governance
public import Ledger
import Reports

/// The events that make up each kind of record.
enum RecordTypes {
    static let duties: [any EventPayload.Type] = [
        DutyEstablished.self, DutyChanged.self, DutyDischarged.self, DutyDischargeWithdrawn.self,
        DutyWithdrawn.self,
    ]
    static let papers: [any EventPayload.Type] = [
        PaperSubmitted.self, PaperImplicationAdded.self, PaperCorrected.self, PaperWithdrawn.self,
    ]
    /// Visits that were made, without what came of them.
    static let visitsMade: [any EventPayload.Type] = [VisitMade.self, VisitWithdrawn.self]
    static let matters: [any EventPayload.Type] = [
        MatterRaised.self, MatterAnswered.self, MatterClosed.self, MatterReopened.self,
    ]
    static let actions: [any EventPayload.Type] = [
        ActionRaised.self, ActionProgressed.self, ActionCompleted.self, ActionWithdrawn.self,
    ]
}

extension Reading {
    /// All records that events of these types make up, as at the day and as known at the reading's entry.
    func fold(_ types: [any EventPayload.Type]) throws -> State {
        var state = State()
        var taken = try takenBack()
        try ledger.forEach(ofTypes: types.map { $0.type }, upTo: point.position) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            if taken.stands(event), event.wasDone(by: asAt, in: state) { state.evolve(event) }
        }
        return state
    }

    /// Which entries of records outside the directory were taken back: few at all times.
    func takenBack() throws -> TakenBackEntries {
        var taken = TakenBackEntries()
        try ledger.forEach(ofTypes: [RecordTakenBack.type], upTo: point.position) { seq, bytes in
            taken.note(try Event(seq: seq, entry: bytes))
        }
        return taken
    }

    /// What had happened to one record by the day, in order.
    func history(of stream: Governance.Stream) throws -> [HistoryValue] {
        let all = try ledger.entries(stream: stream.text, upTo: point.position).map { ($0, try Event($0)) }
        var taken = TakenBackEntries(all.map(\.1))
        var state = State()
        return try all.compactMap { entry, event in
            guard event.wasDone(by: asAt, in: state) else { return nil }
            state.evolve(event)
            let envelope = try entry.envelope()
            var step = HistoryValue()
            (step.seq, step.recorded, step.actor) = (entry.seq, envelope.recordedTime, envelope.actor)
            let stands = taken.stands(event) || event.takenBack != nil
            step.what = event.sentence(naming: directory) + (stands ? "" : " (undone)")
            step.origin = EntryOrigin(envelope.provenance)
            return step
        }
    }

    /// The one identifier that is meant, out of those that there are; else the one of that title.
    func identifier<Kind>(
        _ what: String, _ reference: String, among all: some Sequence<Identifier<Kind>>
    ) throws -> Identifier<Kind> {
        let found = all.filter { $0.text.hasPrefix(reference) }.sorted()
        if let exact = found.first(where: { $0.text == reference }) { return exact }
        guard found.count <= 1 else {
            throw Rejection(
                "unambiguous-\(what)", "\(what)/\(reference)", "\"\(reference)\" matches several records.",
                remedy: "Type more of the identifier.", candidates: found.prefix(11).map(\.text))
        }
        guard let only = found.first else { return try Identifier(text: titled(what, reference)) }
        return only
    }

    /// The one record of a kind that a title means.
    func titled(_ what: String, _ reference: String) throws -> String {
        let kind = Need.Kind(rawValue: what == "list" ? "issuelist" : what)
        let all = try kind.map { try ledger.titles(of: $0, upTo: point.position) } ?? []
        let found = RecordTitle.matching(reference, among: all)
        if found.count == 1 { return found[0] }
        guard let kind, !found.isEmpty else {
            throw Rejection(
                "known-\(what)", "\(what)/\(reference)",
                "There is no \(what) \"\(reference)\" in the record.",
                remedy: "List them with `minutectl \(kind?.listing ?? "\(what) list")`.")
        }
        var standing: [(id: String, listed: String)] = []
        for id in found {
            let record = try Governance.Stream(text: "\(kind.rawValue)/\(id)")
            let state = try state(of: record)
            if !state.isWithdrawn(record) { standing.append((id, state.listed(record))) }
        }
        if standing.count == 1 { return standing[0].id }
        throw Rejection(
            "unambiguous-\(what)", "\(what)/\(reference)",
            "\"\(reference)\" matches \(standing.isEmpty ? found.count : standing.count) records.",
            remedy: "Give the identifier of the one you mean.",
            candidates: standing.isEmpty ? Array(found.prefix(11)) : standing.prefix(11).map(\.listed))
    }

    /// Whose something is on a day.
    func bearer(_ participant: Participant, on day: CivilDate) -> BearerValue {
        var value = BearerValue()
        (value.id, value.name) = (participant.text, directory.name(participant))
        if let person = directory.person(for: participant, on: day) {
            (value.person, value.personName) = (person.text, directory.name(person))
        }
        return value
    }
}

extension LedgerStore {
    /// What the records of a kind are called, and were called before.
    public func titles(of kind: Need.Kind, upTo last: Int = .max) throws -> [RecordTitle] {
        guard !kind.titledTypes.isEmpty else { return [] }
        var found: [RecordTitle] = []
        try forEach(ofTypes: kind.titledTypes, upTo: last) { seq, bytes in
            if let title = try Event(seq: seq, entry: bytes).recordTitle { found.append(title) }
        }
        return found
    }
}

extension Need.Kind {
    /// What shows the records of this kind, in words behind `minutectl`; nil where that is the kind's own list.
    fileprivate var listing: String? {
        switch self {
        case .pledge: "pledge show"
        case .issuelist: "top-ten list"
        case .meeting, .decision, .notice, .duty, .paper, .matter, .action, .visit, .follower, .entry: nil
        }
    }
}

extension HistoryValue {
    /// The day on which the entry was recorded, in universal time.
    var recordedDay: CivilDate { CivilDate(iso: String(recorded.prefix(10))) ?? .first }
}
