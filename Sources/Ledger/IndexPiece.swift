// What can be looked up of entries that follow each other: their streams, types and commands. Kept in memory for the
// entries that are not in index.db yet, and written there a piece at a time.

/// The look-ups of consecutive entries.
struct IndexPiece: Sendable {
    /// A stream's entries among them.
    struct Places: Sendable {
        /// The version that the stream has with the last of them.
        var version: Int
        var seqs: [Int]
    }

    /// An entry whose recorded time is earlier than that of the entry before it.
    struct StepBack: Sendable, Equatable {
        let seq: Int
        let recordedTime: String
    }

    private(set) var streams: [String: Places] = [:]
    private(set) var names = SortedStreams()
    private(set) var types: [String: [Int]] = [:]
    private(set) var receipts: [String: Receipt] = [:]
    private(set) var stepsBack: [StepBack] = []
    private(set) var count = 0
    /// When the last entry was recorded, as it says; empty before the first.
    private(set) var recordedTime: String

    /// - Parameter recordedTime: when the entry before was recorded.
    init(after recordedTime: String = "") { self.recordedTime = recordedTime }

    /// Takes the next entry in.
    mutating func take(_ view: EntryView) {
        let seq = view.seq
        place(view.stream.string, Places(version: view.streamVersion, seqs: [seq]))
        types[view.type.string, default: []].append(seq)
        if let name = view.provenance?.indexName { types[name, default: []].append(seq) }
        if let digest = view.commandDigest {
            let id = view.commandId.string
            let receipt = Receipt(commandId: id, digest: digest.string, entries: seq...seq)
            receipts[id] = receipts[id]?.extended(by: receipt) ?? receipt
        }
        let recorded = view.recordedTime.string
        if recorded < recordedTime { stepsBack.append(StepBack(seq: seq, recordedTime: recorded)) }
        recordedTime = recorded
        count += 1
    }

    /// Takes the piece behind this one in.
    mutating func append(_ next: IndexPiece) {
        guard count > 0 else {
            self = next
            return
        }
        for (name, places) in next.streams { place(name, places) }
        for (type, seqs) in next.types { types[type, default: []] += seqs }
        for (id, receipt) in next.receipts { receipts[id] = receipts[id]?.extended(by: receipt) ?? receipt }
        stepsBack += next.stepsBack
        (recordedTime, count) = (next.recordedTime, count + next.count)
    }

    private mutating func place(_ name: String, _ places: Places) {
        if streams[name]?.seqs.append(contentsOf: places.seqs) != nil {
            streams[name]?.version = places.version
        } else {
            streams[name] = places
            names.insert(name)
        }
    }
}
