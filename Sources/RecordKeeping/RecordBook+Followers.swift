// Decisions that deal with what another recommended: they name it, and it does not name them, so they are looked for
// in the log. Asked only when a recommendation is put into effect, which is rare.

import Codec
import Governance
import Ledger
import Projections

extension RecordBook {
    /// The decisions that deal with the one that the need names, which are then at hand. Those of the batch under
    /// way are at hand already, as is everything that it touches.
    func findFollowers(_ need: Need) throws(Rejection) -> [String] {
        let named = state.decisions.keys.filter { $0.text.hasPrefix(need.reference) }
        guard let decision = named.first(where: { $0.text == need.reference }) ?? named.first,
            state.decisions[decision]?.resolutions.contains(where: { $0.recorded.to != nil }) == true
        else { return [] }
        do {
            let found = try ledger.followers(of: decision)
            for follower in found { try load(Governance.Stream.decision(follower).text) }
            return found.map(\.text)
        } catch {
            throw Rejection(
                "readable", "decision/\(decision)", "The log cannot be read: \(error).",
                remedy: "Check the journal. Nothing was recorded.")
        }
    }
}
