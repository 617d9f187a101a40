// Decisions that deal with what another recommended. They name it, and it does not name them: so they are looked for
// among the entries of decisions, by the bytes of the field that names it, and only those that have it are read.

import Codec
public import Governance
public import Ledger

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
    /// The resolutions that deal with each recommendation, as at the day.
    func followers() throws -> [ResolutionReference: [Follower]] {
        var decisions: [DecisionID: Decision] = [:]
        for id in try ledger.followers(upTo: point.position) {
            var state = State()
            for step in try ledger.events(of: .decision(id), upTo: point.position) {
                state.evolve(step.event)
            }
            decisions[id] = state.decisions[id]
        }
        return DecisionChain(decisions, asAt: asAt).followers
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes stand somewhere in it.
    fileprivate func contains(_ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, count >= wanted.count else { return false }
        return (0...(count - wanted.count)).contains { start in
            self[start] == first && self[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
