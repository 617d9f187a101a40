// Records of which there are few are folded when they are asked for, by the types of their events, which the
// log has an index on. So an answer is made by the very functions that rules use.

import Codec
import Governance
import Ledger
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
            step.what = event.sentence + (stands ? "" : " (taken back)")
            return step
        }
    }

    /// The one identifier that is meant, out of those that there are.
    func identifier<Kind>(
        _ what: String, _ reference: String, among all: some Sequence<Identifier<Kind>>
    ) throws(Rejection) -> Identifier<Kind> {
        let found = all.filter { $0.text.hasPrefix(reference) }.sorted()
        if let exact = found.first(where: { $0.text == reference }) { return exact }
        guard found.count <= 1 else {
            throw Rejection(
                "unambiguous-\(what)", "\(what)/\(reference)", "\"\(reference)\" fits several in the record.",
                remedy: "Say more of the identifier.", candidates: found.prefix(11).map(\.text))
        }
        guard let only = found.first else {
            throw Rejection(
                "known-\(what)", "\(what)/\(reference)",
                "There is no \(what) \"\(reference)\" in the record.",
                remedy: "`minutectl \(what) list` lists the ones there are.")
        }
        return only
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
