// How far letters rest on a source: what the log says of the records behind them, and what the submission under way
// adds to these.

import Governance
import Ledger

extension RecordBook {
    /// Notes to which records a command adds what no source bears out.
    func noteUnsourced(_ admitted: [Admitted], _ provenance: Provenance?) {
        guard let kind = provenance?.kind, kind.isUnsourced else { return }
        for one in admitted {
            let stream = one.event.payload.stream.text
            unsourced[stream] = max(unsourced[stream] ?? kind, kind)
        }
    }

    /// The weakest provenance among the entries of records and the entry that rests on them; nil where none of them is
    /// unsourced.
    func weakestProvenance(
        of records: Set<Governance.Stream>, with own: Provenance?
    ) throws(Rejection) -> ProvenanceKind? {
        let streams = records.map(\.text)
        do {
            let kinds =
                [try writer.weakestProvenance(of: streams), own?.kind].compactMap(\.self)
                + streams.compactMap { unsourced[$0] }
            return kinds.filter(\.isUnsourced).max()
        } catch {
            throw Rejection(
                "readable", "log", "The log cannot be read: \(error).",
                remedy: "See the journal; nothing was recorded.")
        }
    }
}
