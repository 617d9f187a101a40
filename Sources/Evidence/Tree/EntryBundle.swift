// Entry bundles (c2sp.org/tlog-tiles): up to 256 entries one after the other, each behind its length as a
// big-endian 16-bit number. This is the published form of the log itself.

/// Why entries cannot be put into a bundle or read from one.
public enum EntryBundleError: Error, Equatable, CustomStringConvertible {
    /// The entry is longer than the length field can say.
    case entryTooLong(bytes: Int)
    /// A bundle has at most 256 entries.
    case tooManyEntries(Int)
    /// The bytes end in the middle of an entry.
    case truncated(afterEntries: Int)

    public var description: String {
        switch self {
        case .entryTooLong(let bytes):
            "an entry has \(bytes) bytes; at most \(TreeLimit.entryBytes) are possible"
        case .tooManyEntries(let count):
            "a bundle has \(count) entries; at most \(TileAddress.fullWidth) are possible"
        case .truncated(let count):
            "the bundle ends in the middle of the entry after the first \(count)"
        }
    }
}

/// Writing and reading entry bundles.
public enum EntryBundle {
    /// Writes at most 256 entries as one bundle.
    public static func encode(_ entries: [[UInt8]]) throws(EntryBundleError) -> [UInt8] {
        guard entries.count <= TileAddress.fullWidth else { throw .tooManyEntries(entries.count) }
        var bundle: [UInt8] = []
        bundle.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            guard entry.count <= TreeLimit.entryBytes else { throw .entryTooLong(bytes: entry.count) }
            bundle.append(UInt8(entry.count >> 8))
            bundle.append(UInt8(entry.count & 0xFF))
            bundle.append(contentsOf: entry)
        }
        return bundle
    }

    /// Finds the entries of a bundle: where each lies in `bundle`, without copying.
    public static func decode(_ bundle: [UInt8]) throws(EntryBundleError) -> [Range<Int>] {
        var entries: [Range<Int>] = []
        var position = 0
        while position < bundle.count {
            guard entries.count < TileAddress.fullWidth else { throw .tooManyEntries(entries.count + 1) }
            guard bundle.count - position >= 2 else { throw .truncated(afterEntries: entries.count) }
            let length = Int(bundle[position]) << 8 | Int(bundle[position + 1])
            position += 2
            guard bundle.count - position >= length else { throw .truncated(afterEntries: entries.count) }
            entries.append(position..<position + length)
            position += length
        }
        return entries
    }
}
