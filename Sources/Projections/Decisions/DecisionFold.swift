// Decisions as one transaction's entries change them: one that is recorded is kept in memory until something
// rarer than its publication happens to it, or the transaction ends, so that it is written once.

import Governance
import SQLite

/// Folds decisions and their resolutions.
final class DecisionFold: Fold {
    /// A decision on its way into the tables.
    private struct Slot {
        let made: DecisionRows
        let seq: Int
        var published: CivilDate?
    }

    private let database: Database
    private let decision, resolution, publication: RowStatement
    private var slots: [Slot] = []
    private var places: [DecisionID: Int] = [:]

    /// How many decisions are kept before they are written: bounds the memory of a long transaction.
    private static let most = 4_096

    init(_ database: Database) throws {
        self.database = database
        decision = try RowStatement("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)", database)
        resolution = try RowStatement(
            "INSERT INTO resolution VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL)", database)
        publication = try RowStatement("UPDATE decision SET published = ? WHERE id = ?", database)
    }

    func apply(_ change: Change, seq: Int) throws {
        switch change {
        case .decision(let it):
            guard places[it.decision] == nil else { throw RepeatedDecision(decision: it.decision) }
            if slots.count >= Self.most { try flush() }
            places[it.decision] = slots.count
            slots.append(Slot(made: it, seq: seq))
        case .decisionPublished(let id, let day):
            if let place = places[id] { return slots[place].published = day }
            publication.add(day.iso)
            publication.add(id.text)
            try publication.run()
        case .event(let event):
            try flush()
            try apply(event)
        case .meetingScheduled, .meetingHeld, .roll, .mark, .markRemoved: break
        }
    }

    // MARK: - Writing

    func flush() throws {
        try slots.forEachInPlace { slot in
            do { try write(slot) } catch let error as StorageFailure
                where error.isOfConstraint
            {
                throw LateFailure(
                    seq: slot.seq, underlying: RepeatedDecision(decision: slot.made.decision))
            }
        }
        slots.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    private func write(_ slot: Slot) throws {
        let it = slot.made
        decision.add(it.decision.text)
        decision.add(it.title)
        decision.add(it.body?.text)
        decision.add(it.maker?.text)
        decision.add(it.meeting?.text)
        decision.add { it.made.appendISO(to: &$0) }
        decision.add(slot.published?.iso)
        decision.add(slot.seq)
        try decision.run()
        try it.resolutions.forEachInPlace { one in
            resolution.add(it.decision.text)
            resolution.add(one.number)
            resolution.add(one.kind.rawValue)
            resolution.add(one.text)
            resolution.add(one.to?.text)
            resolution.add(one.isCallable)
            try resolution.run()
        }
    }

    // MARK: - What is rarer

    private func apply(_ event: Event) throws {
        switch event {
        case .decisionCorrected(let it): try correct(it)
        case .decisionWithdrawn(let it): try set("withdrawn", 1, it.decision)
        case .resolutionAmended(let it): try set(["text": it.text], it.decision, it.number)
        case .resolutionCalledIn(let it): try set(["calledin": it.received.iso], it.decision, it.number)
        case .callInConcluded(let it):
            try set(["callinoutcome": it.outcome.rawValue], it.decision, it.number)
        case .resolutionRatified(let it):
            try set(
                ["ratification": it.outcome.rawValue, "ratifiedon": it.on.iso], it.decision, it.number)
        case .resolutionImplemented(let it): try set(["implemented": it.on.iso], it.decision, it.number)
        default: break
        }
    }

    private func correct(_ it: DecisionCorrected) throws {
        switch it.field {
        case .title: try set("title", it.value ?? "", it.decision)
        case .made: try set("made", it.value ?? "", it.decision)
        case .published: try set("published", it.value, it.decision)
        case .record, .reasons, .alternatives, .conflicts, .dispensations, .callIn, .signedBy, .signedOn:
            break
        }
    }

    private func set(_ column: String, _ value: (any ColumnValue)?, _ decision: DecisionID) throws {
        try database.run("UPDATE decision SET \(column) = ? WHERE id = ?", [value, decision.text])
    }

    private func set(_ columns: [String: String], _ decision: DecisionID, _ number: Int) throws {
        for (column, value) in columns {
            try database.run(
                "UPDATE resolution SET \(column) = ? WHERE decision = ? AND number = ?",
                [value, decision.text, number])
        }
    }
}

/// An entry that records a decision which has been recorded already.
struct RepeatedDecision: Error, CustomStringConvertible {
    let decision: DecisionID

    var description: String { "the decision \(decision) is there already" }
}
