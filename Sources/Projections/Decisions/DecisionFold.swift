// Decisions as one transaction's entries change them: one that is recorded is kept in memory until something
// rarer than its publication happens to it, or the transaction ends, so that it is written once.

import Codec
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

    /// What was done about a decision on day ?1 was done after it was made.
    private static let lowered = "made = CASE WHEN dated IS NULL THEN made ELSE min(made, ?1) END"

    /// How many decisions are kept before they are written: bounds the memory of a long transaction.
    private static let most = 4_096

    init(_ database: Database) throws {
        self.database = database
        decision = try RowStatement(
            "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)", database)
        resolution = try RowStatement(
            """
            INSERT INTO resolution VALUES
                (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL, NULL, ?, ?)
            """, database)
        publication = try RowStatement(
            """
            UPDATE decision SET published = ?1, settled = max(coalesce(settled, ?1), ?1), \(Self.lowered)
            WHERE id = ?2
            """, database)
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
        let made = it.lastMade(slot.published)
        decision.add { made.appendISO(to: &$0) }
        decision.add(slot.published?.iso)
        decision.add(slot.seq)
        decision.add(it.isKey)
        decision.add(it.lacks.rawValue)
        decision.add(it.callIn)
        decision.add(it.signedOn?.iso)
        decision.add(it.office?.text)
        decision.add(it.how)
        decision.add(slot.published?.iso)
        decision.add(it.made.imprecise?.text)
        decision.add(it.reconsiders?.text)
        try decision.run()
        var place = 0
        try it.resolutions.forEachInPlace { one in
            place += 1
            try write(one, at: place, of: it.decision)
        }
    }

    private func write(_ one: DecisionRows.One, at place: Int, of decision: DecisionID) throws {
        resolution.add(decision.text)
        resolution.add(one.number)
        resolution.add(place)
        resolution.add(one.kind.rawValue)
        resolution.add(one.text)
        resolution.add(one.to?.text)
        resolution.add(one.isCallable)
        resolution.add(one.implementation)
        resolution.add(one.effective?.iso)
        resolution.add(one.follows?.decision.text)
        resolution.add(number: one.follows?.number)
        resolution.add(one.vote)
        resolution.add(one.proposed)
        resolution.add(one.reflects)
        try resolution.run()
    }

    // MARK: - What is rarer

    private func apply(_ event: Event) throws {
        switch event {
        case .decisionCorrected(let it): try correct(it)
        case .decisionWithdrawn(let it): try set("withdrawn", 1, it.decision)
        case .keyDecisionNoticed(let it):
            try set("noticed", 1, it.decision)
            try settle(it.decision, it.published ?? it.exception?.on)
        case .resolutionAmended(let it):
            try set(["text": it.text], it.decision, it.number)
            try settle(it.decision, it.on)
        case .resolutionCalledIn(let it):
            try set(["calledin": it.received.iso], it.decision, it.number)
            try settle(it.decision, it.received.date)
            try lower(it.decision, it.received.date)
        case .callInConcluded(let it):
            try set(
                ["callinoutcome": it.outcome.rawValue, "concluded": it.on.iso], it.decision, it.number)
            try settle(it.decision, it.on)
        case .resolutionRatified(let it): try ratify(it)
        case .resolutionImplemented(let it):
            try set(["implemented": it.on.iso], it.decision, it.number)
            try settle(it.decision, it.on)
            try lower(it.decision, it.on)
        case .resolutionVoted(let it):
            try set(["vote": String(decoding: it.vote.json, as: UTF8.self)], it.decision, it.number)
        default: break
        }
    }

    private func ratify(_ it: ResolutionRatified) throws {
        try set(["ratification": it.outcome.rawValue, "ratifiedon": it.on.iso], it.decision, it.number)
        try database.run(
            """
            INSERT INTO ratification
            SELECT ?1, ?2, count(*) + 1, ?3, ?4, ?5, ?6 FROM ratification
            WHERE decision = ?1 AND number = ?2
            """,
            [it.decision.text, it.number, it.by.text, it.outcome.rawValue, it.on.iso, it.meeting?.text])
        try settle(it.decision, it.on)
        try lower(it.decision, it.on)
    }

    /// Notes the day on which something was done about a decision.
    private func settle(_ decision: DecisionID, _ day: CivilDate?) throws {
        guard let day else { return }
        try database.run(
            "UPDATE decision SET settled = max(coalesce(settled, ?1), ?1) WHERE id = ?2",
            [day.iso, decision.text])
    }

    private func correct(_ it: DecisionCorrected) throws {
        switch it.field {
        case .title: if let title = it.value { try set("title", title, it.decision) }
        case .made:
            guard let date = it.date else { return }
            try correct(made: date, of: it.decision)
        case .published: if let day = it.day { try set("published", day.iso, it.decision) }
        // No row has them: a decision is folded from its own entries when it is shown.
        case .record, .paper: break
        case .reasons: try set(.reasons, it)
        case .alternatives: try set(.alternatives, it)
        case .conflicts: try set(.conflicts, it)
        case .dispensations: try set(.dispensations, it)
        case .callIn: try set("callin", it.value, it.decision)
        case .signedBy: try set(.signature, isLacking: false, it.decision)
        case .signedOn:
            try set(.signature, isLacking: false, it.decision)
            try set("signed", it.day?.iso, it.decision)
        case .callable:
            try set(["callable": it.isCallable == true ? "1" : "0"], it.decision, it.number ?? 0)
        }
    }

    private func correct(made date: PartialDate, of decision: DecisionID) throws {
        try database.run(
            """
            UPDATE decision SET dated = ?3, made = max(?1, min(
                ?2, coalesce(published, ?2), coalesce(signed, ?2),
                CASE WHEN dated IS NOT NULL AND made BETWEEN ?1 AND ?2 THEN made ELSE ?2 END))
            WHERE id = ?4
            """, [date.earliest.iso, date.latest.iso, date.imprecise?.text, decision.text])
    }

    private func lower(_ decision: DecisionID, _ day: CivilDate) throws {
        try database.run("UPDATE decision SET \(Self.lowered) WHERE id = ?2", [day.iso, decision.text])
    }

    private func set(_ part: DecisionParts, _ it: DecisionCorrected) throws {
        try set(part, isLacking: DecisionParts.isBlank(it.value), it.decision)
    }

    private func set(_ part: DecisionParts, isLacking: Bool, _ decision: DecisionID) throws {
        try database.run(
            "UPDATE decision SET lacks = (lacks & ~?1) | ?2 WHERE id = ?3",
            [part.rawValue, isLacking ? part.rawValue : 0, decision.text])
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
