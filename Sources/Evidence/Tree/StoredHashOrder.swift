// The order in which Go's golang.org/x/mod/sumdb/tlog stores a tree's hashes: each leaf followed by the
// interior nodes that it completes. Kept so that a hash can be named by one number as those tools do.

/// Positions of hashes in the order of Go's `sumdb/tlog`.
public enum StoredHashOrder {
    /// Position of the hash of the complete subtree number `index` at `level` (0 = leaves).
    ///
    /// With m = (index+1)·2^level − 1 it is 2m − popcount(m) + level. Nil when the number does not fit.
    public static func position(level: Int, index: UInt64) -> UInt64? {
        guard (0..<63).contains(level), index < UInt64(1) << (62 - UInt64(level)) else { return nil }
        let lastLeaf = (index + 1) << UInt64(level) - 1
        return 2 * lastLeaf - UInt64(lastLeaf.nonzeroBitCount) + UInt64(level)
    }

    /// How many hashes a tree of `size` leaves has in all: 2·size − popcount(size).
    ///
    /// Nil when the number does not fit.
    public static func count(size: UInt64) -> UInt64? {
        guard size < UInt64(1) << 62 else { return nil }
        return 2 * size - UInt64(size.nonzeroBitCount)
    }
}
