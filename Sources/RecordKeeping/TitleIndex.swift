// What records are called, so that commands can name them by their titles.

import Governance
import Ledger
import Projections

/// An index from titles to records. It may name too many, never too few: whoever asks looks at the records.
///
/// The log is read for a kind of record when somebody first names one of that kind by its title.
struct TitleIndex {
    private var known: [Need.Kind: [RecordTitle]] = [:]
    /// What was recorded since the start, or since it was last forgotten.
    private var recent: [RecordTitle] = []

    /// Up to how many are kept.
    private static let most = 4_096

    /// Takes in what is about to be recorded. If it is not after all, a title too many does no harm.
    mutating func note(_ event: Event) {
        if let title = event.recordTitle { recent.append(title) }
    }

    /// Whether there are more than are kept.
    var isCrowded: Bool { recent.count > Self.most }

    /// Between two batches: gives up titles where there are many; the log is read again when they are needed.
    mutating func forget() {
        guard isCrowded else { return }
        self = TitleIndex()
    }

    /// The identifiers of the records of a kind that a title means.
    mutating func matching(_ reference: String, _ kind: Need.Kind, in ledger: LedgerStore) throws -> [String]
    {
        guard !kind.titledTypes.isEmpty else { return [] }
        let all = try known[kind] ?? ledger.titles(of: kind)
        known[kind] = all
        return RecordTitle.matching(reference, among: all + recent.filter { $0.kind == kind })
    }
}
