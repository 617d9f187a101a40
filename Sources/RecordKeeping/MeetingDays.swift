// Which meetings begin on which day, of those whose identifiers do not say so: they were moved, or entered under
// identifiers of their own. All others are found by the beginning of their identifiers.

import Governance
import Ledger
import Projections

/// An index from days to meetings. It may name too many, never too few: whoever asks looks at the meetings.
///
/// The log is read for it once, when somebody first names a meeting by body and day. It costs 16 bytes for each
/// such entry, and what was recorded since as names.
struct MeetingDays {
    /// Days, as numbers, and entries, in order; nil until the log has been read.
    private var entries: [(day: Int, seq: Int)]?
    private var recent: [Int: Set<String>] = [:]
    private var count = 0

    /// Up to how many are kept as names.
    private static let most = 4_096

    /// Takes in what is about to be recorded. If it is not after all, a name too many does no harm.
    mutating func note(_ event: Event) {
        guard let (meeting, day) = event.meetingDay else { return }
        if recent[Int(day.dayNumber), default: []].insert("meeting/\(meeting)").inserted { count += 1 }
    }

    /// Whether there are more names than are kept.
    var isCrowded: Bool { count > Self.most }

    /// Between two batches: gives up names where there are many; the log is read again when they are needed.
    mutating func forget() {
        guard isCrowded else { return }
        self = MeetingDays()
    }

    /// The streams of meetings that may begin on the day.
    mutating func streams(on day: CivilDate, in ledger: LedgerStore) throws -> Set<String> {
        let all = try entries ?? read(ledger)
        entries = all
        var found = recent[Int(day.dayNumber)] ?? []
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].day < Int(day.dayNumber) { low = middle + 1 } else { high = middle }
        }
        for entry in all[low...].prefix(while: { $0.day == Int(day.dayNumber) }) {
            if let stored = try ledger.entry(seq: entry.seq) { found.insert(try Event(stored).stream.text) }
        }
        return found
    }

    private func read(_ ledger: LedgerStore) throws -> [(day: Int, seq: Int)] {
        var all: [(day: Int, seq: Int)] = []
        try ledger.forEach(ofTypes: Event.meetingDayTypes, upTo: .max) { seq, bytes in
            guard let (_, day) = try Event(seq: seq, entry: bytes).meetingDay else { return }
            all.append((Int(day.dayNumber), seq))
        }
        return all.sorted { $0.day < $1.day }
    }
}
