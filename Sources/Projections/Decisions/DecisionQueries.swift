// The register of decisions, and one decision whole with its clocks, findings and history.

import Codec
import Governance
import Ledger
public import Reports
import SQLite

extension Reading {
    /// The register of decisions, newest first.
    public func decisions(_ question: DecisionsQuestion) throws -> DecisionsReport {
        var report = DecisionsReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0).id }
        let person = try question.person.map { try directory.person($0).id }
        let group = try question.group.map { try directory.group($0).id }
        let (first, last) = try days(from: question.from, to: question.to)
        // What was settled by the day cannot wait for anybody: a filter looks at the others only.
        let isUnsettled = question.filter.map { $0 != .all } ?? false
        let ids = try String.fetchAll(
            database,
            sql: """
                SELECT id FROM decision WHERE (?1 IS NULL OR body = ?1) AND made >= ?2 AND made <= ?3
                AND NOT withdrawn AND (NOT ?4 OR EXISTS (
                    SELECT 1 FROM resolution
                    WHERE decision = decision.id AND (implemented IS NULL OR implemented > ?5)))
                ORDER BY made DESC, id
                """,
            arguments: [body?.text, (first ?? .first).iso, last.iso, isUnsettled, asAt.iso])
        for id in ids {
            let state = try decision(DecisionID(text: id)).state
            guard person.map({ state.people.contains($0) }) ?? true, group.map({ isOf($0, state) }) ?? true
            else { continue }
            let value = try value(of: state, with: [])
            if question.filter.map({ value.fits($0) }) ?? true { report.decisions.append(value) }
        }
        return report
    }

    private func isOf(_ group: GroupID, _ decision: Decision) -> Bool {
        decision.people.contains { directory.people[$0]?.group(on: decision.made) == group }
    }

    /// One decision whole.
    public func decision(_ question: DecisionQuestion) throws -> DecisionReport {
        let id = try DecisionID(text: identifier("decision", question.decision, in: "decision"))
        let (state, history) = try decision(id)
        var report = DecisionReport()
        report.basis = basis
        report.decision = try value(of: state, with: history.map(\.event))
        let record = state.recorded.corrected(by: history.map(\.event))
        report.meeting = record.meeting?.text
        report.proforma = proforma(record)
        (report.signedBy, report.signedOn) = (record.signature?.signedBy, record.signature?.on)
        report.findings =
            DecisionFindings(record, state, directory, roll: try record.meeting.flatMap { try roll(of: $0) })
            .found
        report.history = try self.history(of: .decision(id))
        return report
    }

    /// A decision folded from its own entries: they are few.
    private func decision(
        _ id: DecisionID
    ) throws -> (state: Decision, history: [(entry: StoredEntry, event: Event)]) {
        let history = try ledger.events(of: .decision(id), upTo: point.position)
        var state = State()
        for step in history { state.evolve(step.event) }
        return (try state.existing(id), history)
    }

    /// The roll of a meeting as corrected so far; nil if none was taken.
    func roll(of meeting: MeetingID) throws -> [RollEntry]? {
        var state = State()
        for step in try ledger.events(of: .meeting(meeting), upTo: point.position) {
            state.evolve(step.event)
        }
        return state.meetings[meeting]?.roll
    }

    private func proforma(_ record: DecisionRecorded) -> [ProformaField] {
        [
            ProformaField("Title of Item/Report", record.title),
            ProformaField("Record of the Decision", record.record),
            ProformaField("Reasons for the Decision", record.reasons),
            ProformaField("Alternative Options Considered and Rejected", record.alternatives),
            ProformaField("Declared Conflicts of Interest", record.conflicts),
            ProformaField("Details of any Dispensations", record.dispensations),
            ProformaField("Date and Time by which Call In must be executed", record.callIn),
        ]
    }

    private func value(of state: Decision, with history: [Event]) throws -> DecisionValue {
        var value = DecisionValue()
        (value.id, value.title) = (state.id.text, state.title)
        (value.body, value.maker) = (state.recorded.body?.text, state.recorded.maker?.text)
        (value.made, value.isWithdrawn) = (state.made, state.isWithdrawn)
        value.published = byNow(state.published)
        value.resolutions = state.resolutions.map { resolution in
            self.value(of: resolution, in: state, wordings: Self.wordings(resolution, history))
        }
        return value
    }

    private static func wordings(_ resolution: ResolutionState, _ history: [Event]) -> [String] {
        var wordings = [resolution.recorded.text]
        for case .resolutionAmended(let amended) in history where amended.number == resolution.recorded.number
        {
            wordings.append(amended.text)
        }
        return Array(wordings.dropLast())
    }

    private func value(
        of resolution: ResolutionState, in state: Decision, wordings: [String]
    ) -> ResolutionValue {
        let recorded = resolution.recorded
        var value = ResolutionValue()
        (value.number, value.kind, value.text) = (recorded.number, recorded.kind, resolution.text)
        (value.to, value.isCallable, value.implementation) = (
            recorded.to?.text, recorded.isCallable, recorded.implementation
        )
        if recorded.isCallable, byNow(state.published) != nil {
            value.callInDeadline = state.callInDeadline(in: directory)
        }
        if resolution.ratification?.outcome == .ratified {
            value.ratified = byNow(resolution.ratification?.on)
        }
        (value.implemented, value.effective) = (byNow(resolution.implemented), recorded.effective)
        value.earlierWordings = wordings
        value.vote = resolution.vote.map { vote(of: $0) }
        (value.standing, value.explanation) = standing(resolution, in: state)
        return value
    }

    private func vote(of taken: VoteTaken) -> VoteValue {
        var value = VoteValue()
        (value.mover, value.seconder) = (
            taken.mover.map(directory.name), taken.seconder.map(directory.name)
        )
        (value.inFavour, value.against) = (taken.count(.inFavour), taken.count(.against))
        value.abstained = taken.count(.abstained)
        value.membersFor = (taken.membersFor ?? []).map(directory.name)
        value.membersAgainst = (taken.membersAgainst ?? []).map(directory.name)
        value.membersAbstained = (taken.membersAbstained ?? []).map(directory.name)
        return value
    }

    /// A day, unless it is still to come as at the day that is asked for.
    private func byNow(_ day: CivilDate?) -> CivilDate? { day.flatMap { $0 <= asAt ? $0 : nil } }

    private func standing(
        _ resolution: ResolutionState, in state: Decision
    ) -> (ResolutionStanding, String) {
        if state.isWithdrawn { return (.withdrawn, "the decision was withdrawn as entered by mistake") }
        if let implemented = resolution.implemented, implemented <= asAt {
            return (.implemented, "implemented on \(implemented.spoken)")
        }
        if let to = resolution.recorded.to {
            let name = directory.bodies[to]?.name ?? to.text
            switch resolution.ratification {
            case .some(let done) where done.outcome == .ratified && done.on <= asAt: break
            case .some(let done) where done.outcome == .rejected && done.on <= asAt:
                return (.rejected, "\(name) rejected it on \(done.on.spoken)")
            case nil, .some:
                let days = state.made.days(until: asAt)
                return (.awaitingRatification, "awaits \(name), \(days) day\(days == 1 ? "" : "s") so far")
            }
        }
        let callIn = state.callIn(resolution.calledIn(by: asAt), at: now, in: directory)
        switch callIn {
        case .notPublished: return (.awaitingPublication, callIn.sentence)
        case .open: return (.openToCallIn, callIn.sentence)
        case .calledIn: return (.calledIn, callIn.sentence)
        case .concluded(.referredBack): return (.referredBack, callIn.sentence)
        case .notCallable, .expired, .concluded:
            guard let effective = resolution.recorded.effective, asAt < effective else {
                return (.mayBeImplemented, callIn.sentence)
            }
            return (.notYetEffective, "takes effect on \(effective.spoken)")
        }
    }
}

extension ResolutionState {
    /// As it was on a day: not called in yet where that came later, nor concluded.
    fileprivate func calledIn(by day: CivilDate) -> ResolutionState {
        var then = self
        if let calledIn, calledIn.date > day { then.calledIn = nil }
        if let callInConcluded, callInConcluded > day {
            (then.callInOutcome, then.callInConcluded) = (nil, nil)
        }
        return then
    }
}

extension DecisionValue {
    func fits(_ filter: DecisionFilter) -> Bool {
        resolutions.contains { resolution in
            switch filter {
            case .all: true
            case .awaiting: resolution.standing == .awaitingRatification
            case .callable: resolution.standing == .openToCallIn
            case .pending: resolution.standing == .notYetEffective
            case .implementable: resolution.standing == .mayBeImplemented
            }
        }
    }
}

extension DecisionRecorded {
    /// The record with its corrections.
    func corrected(by history: [Event]) -> DecisionRecorded {
        var record = self
        for case .decisionCorrected(let it) in history {
            switch it.field {
            case .title: record.title = it.value ?? record.title
            case .made: record.made = it.day ?? record.made
            case .published: break
            case .record: record.record = it.value
            case .reasons: record.reasons = it.value
            case .alternatives: record.alternatives = it.value
            case .conflicts: record.conflicts = it.value
            case .dispensations: record.dispensations = it.value
            case .callIn: record.callIn = it.value
            case .signedBy: record.signature = record.signature.with { $0.signedBy = it.value ?? "" }
            case .signedOn: record.signature = record.signature.with { $0.on = it.day }
            }
        }
        return record
    }
}

extension Signature? {
    fileprivate func with(_ change: (inout Signature) -> Void) -> Signature {
        var signature = self ?? Signature()
        change(&signature)
        return signature
    }
}

extension Decision {
    /// Who made it alone, moved or seconded a resolution of it, or voted on one by name.
    fileprivate var people: Set<PersonID> {
        var people = Set(resolutions.flatMap { [$0.vote?.mover, $0.vote?.seconder].compactMap(\.self) })
        people.formUnion(resolutions.flatMap { $0.vote?.voters ?? [] })
        if let maker = recorded.maker { people.insert(maker) }
        return people
    }
}
