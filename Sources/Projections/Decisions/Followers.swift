// Decisions that deal with what another recommended. They name it, and it does not name them: so they are looked for
// among the entries of decisions, by the bytes of the field that names it, and only those that have it are read.

import Codec
public import Governance
public import Ledger
import SQLite

extension LedgerStore {
    /// The decisions that deal with a recommendation, in the order of their entries.
    ///
    /// - Parameter decision: whose recommendations; any decision's if nil.
    public func followers(of decision: DecisionID? = nil, upTo last: Int = .max) throws -> [DecisionID] {
        let field = #""follows":{"decision":""#
        let mention = Array((decision.map { "\(field)\($0)\"" } ?? field).utf8)
        var found: [DecisionID] = []
        try forEach(ofTypes: [DecisionRecorded.type], upTo: last) { seq, bytes in
            guard bytes.contains(mention), case .decisionRecorded(let it) = try Event(seq: seq, entry: bytes)
            else { return }
            found.append(it.decision)
        }
        return found
    }
}

extension Reading {
    /// The resolutions that deal with each of a decision's recommendations, by their numbers, the first one first.
    func followers(of decision: Decision) throws -> [Int: [Follower]] {
        guard decision.resolutions.contains(where: { $0.recorded.to != nil }) else { return [:] }
        var found: [Int: [Follower]] = [:]
        try database.forEachRow(
            """
            SELECT followsnumber, decision, number, made, body, maker, dated
            FROM resolution JOIN decision ON decision.id = resolution.decision
            WHERE followsdecision = ? AND NOT withdrawn AND made <= ? ORDER BY made, decision, number
            """, [decision.id.text, asAt.iso]
        ) { row in
            let body: BodyID? = try row.optionalIdentifier(4)
            let maker: PersonID? = try row.optionalIdentifier(5)
            let by = body.map(Participant.body) ?? maker.map(Participant.person) ?? .placeholder
            found[row.integer(0), default: []].append(
                Follower(
                    ResolutionReference(try row.identifier(1), row.integer(2)),
                    made: try row.day(3) ?? CivilDate(text: row.text(3)),
                    dated: row.optionalText(6).flatMap { PartialDate(text: $0) }, by: by))
            return true
        }
        return found
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes stand somewhere in it.
    func contains(_ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, count >= wanted.count else { return false }
        return (0...(count - wanted.count)).contains { start in
            self[start] == first && self[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
