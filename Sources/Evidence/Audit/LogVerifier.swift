// Verifies a log while it streams by: rebuilds the tree from the entries' bytes and compares it with every
// tree head it was given. It needs no storage and trusts nothing but the anchors; stored tiles, if given,
// are used only to name the first bad entry.

/// Rebuilds a log's tree and compares it with tree heads.
public struct LogVerifier {
    private let heads: [TreeHead]
    private let tiles: (any TileReader)?
    private let parallel: Bool

    private var nextHead = 0
    private var frontier = MerkleFrontier()
    private var entries: UInt64 = 0
    private var failure: LogBreak?
    private var anchor: TreeHead?

    // The tree at the last tree head that agreed: entries before it are not in doubt.
    private var agreed = MerkleFrontier()
    // The first stored leaf hash after it that is not its entry's.
    private var suspect: (index: UInt64, stored: Hash, found: Hash)?
    private var damagedStoredHash: UInt64?

    /// Starts at the first entry of a log.
    ///
    /// - Parameters:
    ///   - heads: tree heads to compare with, in any order; their signatures have been checked.
    ///   - tiles: stored tiles of level 0, to find out which entry is bad; they need not be right.
    ///   - parallel: whether to hash on all cores.
    public init(comparing heads: [TreeHead], tiles: (any TileReader)? = nil, parallel: Bool = true) {
        // An anchor is compared before the log's own head of the same size: it is the better witness.
        self.heads = heads.sorted {
            ($0.size, $0.source == .outside ? 0 : 1) < ($1.size, $1.source == .outside ? 0 : 1)
        }
        self.tiles = tiles
        self.parallel = parallel
        compareHeads()
    }

    /// Number of entries that were read.
    public var size: UInt64 { entries }

    /// Whether something wrong was found; further entries are only counted.
    public var isBroken: Bool { failure != nil }

    /// Takes the next entries of the log.
    public mutating func append(_ batch: EntryBatch) {
        defer { entries += UInt64(batch.count) }
        guard failure == nil else { return }
        for place in 0..<batch.count where batch.range(at: place).count > TreeLimit.entryBytes {
            var good = EntryBatch()
            for earlier in 0..<place { good.append(Array(batch.bytes[batch.range(at: earlier)])) }
            hash(good)
            let bytes = batch.range(at: place).count
            fail(at: entries + UInt64(place), .entryTooLong(bytes: bytes))
            return
        }
        hash(batch)
    }

    /// Reports that an entry cannot be what it should be, for reasons that its reader knows.
    ///
    /// The verifier goes by the bytes; that a sequence number repeats or a body is not JSON is for the caller
    /// to see. Only the first finding counts.
    ///
    /// - Parameter index: index of the entry, from 0.
    public mutating func reportMalformed(index: UInt64, _ finding: String) {
        fail(at: index, .malformed(finding))
    }

    /// What is known after the entries so far, taken to be all.
    public func report() -> VerificationReport {
        var failure = failure
        if failure == nil, nextHead < heads.count {
            failure = LogBreak(entries: entries..<entries + 1, reason: .cutOff(heads[nextHead]))
        }
        if failure == nil, let suspect {
            let reason = LogBreak.Reason.storedHashDiffers(stored: suspect.stored, found: suspect.found)
            failure = LogBreak(entries: suspect.index..<suspect.index + 1, reason: reason)
        }
        let outcome: VerificationReport.Outcome
        if let failure {
            outcome = .broken(failure)
        } else if let anchor {
            outcome = .verified(anchor)
        } else {
            outcome = .consistentOnly
        }
        return VerificationReport(
            outcome: outcome, size: entries, root: failure == nil ? frontier.root() : nil, anchor: anchor,
            damagedStoredHash: damagedStoredHash)
    }

    /// Takes entries in by their hashes, made for the tree as it stands.
    mutating func take(_ hashes: LeafHashes, count: Int) {
        defer { entries += UInt64(count) }
        if failure == nil { join(hashes) }
    }

    private mutating func hash(_ batch: EntryBatch) {
        join(LeafHashes(batch, after: frontier.size, parallel: parallel))
    }

    private mutating func join(_ hashes: LeafHashes) {
        for segment in hashes.segments {
            compareTile(hashes.leaves[segment.places])
            let end = frontier.size + UInt64(segment.places.count)
            let headInside = nextHead < heads.count && heads[nextHead].size < end
            if let root = segment.root, !headInside {
                frontier.append(subtree: root, level: UInt64(TileAddress.height))
                compareHeads()
            } else {
                for leaf in hashes.leaves[segment.places] {
                    frontier.append(leaf)
                    compareHeads()
                }
            }
            if failure != nil { return }
        }
    }

    /// Compares the tree with all heads of its present size.
    private mutating func compareHeads() {
        while failure == nil, nextHead < heads.count, heads[nextHead].size == frontier.size {
            let head = heads[nextHead]
            nextHead += 1
            let root = frontier.root()
            guard root == head.root else {
                failure = locate(head, found: root)
                return
            }
            if head.source == .outside, head.size > 0 { anchor = head }
            agreed = frontier
            if let suspect, suspect.index < frontier.size, damagedStoredHash == nil {
                damagedStoredHash = suspect.index
            }
            suspect = suspect.flatMap { $0.index < frontier.size ? nil : $0 }
        }
    }

    /// Notes the first entry whose stored leaf hash is another one.
    private mutating func compareTile(_ leaves: ArraySlice<Hash>) {
        guard let tiles, suspect == nil else { return }
        let first = frontier.size
        let offset = Int(first % UInt64(TileAddress.fullWidth))
        let address = TileAddress(level: 0, index: first / UInt64(TileAddress.fullWidth))
        // A tile that is missing or too short says nothing about an entry.
        guard let stored = try? tiles.hashes(address, width: offset + leaves.count) else { return }
        for (place, leaf) in leaves.enumerated() where stored[offset + place] != leaf {
            suspect = (first + UInt64(place), stored[offset + place], leaf)
            return
        }
    }

    /// Narrows a wrong root down to an entry, if the stored leaf hashes can be shown to be the right ones.
    private func locate(_ head: TreeHead, found: Hash) -> LogBreak {
        let doubtful = agreed.size..<max(head.size, agreed.size + 1)
        let wide = LogBreak(entries: doubtful, reason: .rootDiffers(head, found: found))
        guard let suspect, let tiles, doubtful.contains(suspect.index) else { return wide }
        // Tiles may be forged too: they are believed only if they lead to the head's root.
        var stored = agreed
        while stored.size < head.size {
            let offset = Int(stored.size % UInt64(TileAddress.fullWidth))
            let address = TileAddress(level: 0, index: stored.size / UInt64(TileAddress.fullWidth))
            let width = Int(min(UInt64(TileAddress.fullWidth - offset), head.size - stored.size)) + offset
            guard let leaves = try? tiles.hashes(address, width: width) else { return wide }
            for leaf in leaves[offset...] { stored.append(leaf) }
        }
        guard stored.root() == head.root else { return wide }
        return LogBreak(entries: suspect.index..<suspect.index + 1, reason: .entryDiffers(head))
    }

    private mutating func fail(at index: UInt64, _ reason: LogBreak.Reason) {
        if failure == nil { failure = LogBreak(entries: index..<index + 1, reason: reason) }
    }
}
