// Names of the files of a published log (c2sp.org/tlog-tiles): `tile/<L>/<N>[.p/<W>]` and
// `tile/entries/<N>[.p/<W>]`, N in groups of three digits of which all but the last begin with x.

/// Name of a file of a published log.
public struct TilePath: Hashable, Sendable, CustomStringConvertible {
    /// What a file holds.
    public enum Content: Hashable, Sendable {
        /// Hashes of one tile level.
        case hashes(level: Int)
        /// The entries whose leaf hashes the tile of level 0 with the same number holds.
        case entries
    }

    /// What the file holds.
    public let content: Content
    /// Number of the tile, from 0.
    public let index: UInt64
    /// Number of hashes or entries, 1 to 256; below 256 the tile is partial.
    public let width: Int

    /// Names a file; nil for a width outside 1 to 256 or a level outside 0 to 63.
    public init?(_ content: Content, index: UInt64, width: Int = TileAddress.fullWidth) {
        guard (1...TileAddress.fullWidth).contains(width), index <= UInt64(Int64.max) else { return nil }
        if case .hashes(let level) = content, !(0...63).contains(level) { return nil }
        self.content = content
        self.index = index
        self.width = width
    }

    /// The path, relative to the log's prefix, without a slash in front.
    public var description: String {
        let level =
            switch content {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            let padded = String(repeating: "0", count: 3 - digits.count) + digits
            groups.append(groups.isEmpty ? padded : "x" + padded)
            rest /= 1000
        } while rest > 0
        let partial = width == TileAddress.fullWidth ? "" : ".p/\(width)"
        return "tile/\(level)/" + groups.reversed().joined(separator: "/") + partial
    }

    /// Reads a path, and only the one spelling that each has; nil for anything else.
    public init?(parsing path: String) {
        var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard let prefix = parts.popFirst(), prefix.elementsEqual("tile".utf8),
            let level = parts.popFirst()
        else { return nil }
        let content: Content
        if level.elementsEqual("entries".utf8) {
            content = .entries
        } else {
            guard let number = Decimal.parse(level), number <= 63 else { return nil }
            content = .hashes(level: Int(number))
        }
        var width: UInt64 = UInt64(TileAddress.fullWidth)
        if let name = parts.dropLast().last, name.suffix(2).elementsEqual(".p".utf8) {
            guard let last = parts.popLast(), let number = Decimal.parse(last), (1...255).contains(number),
                let group = parts.popLast()
            else { return nil }
            width = number
            parts.append(group.dropLast(2))
        }
        guard let index = TilePath.index(from: parts) else { return nil }
        self.init(content, index: index, width: Int(width))
        // Leading groups of zeros would be a second name for one tile.
        guard description.hasSameBytes(as: path) else { return nil }
    }

    private static func index(from groups: ArraySlice<Substring.UTF8View>) -> UInt64? {
        var index: UInt64 = 0
        for (place, group) in groups.enumerated() {
            var digits = group
            if place < groups.count - 1 {
                guard digits.popFirst() == UInt8(ascii: "x") else { return nil }
            }
            guard digits.count == 3 else { return nil }
            for digit in digits {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                let (tens, overflow) = index.multipliedReportingOverflow(by: 10)
                let (sum, carry) = tens.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
                guard !overflow, !carry else { return nil }
                index = sum
            }
        }
        return groups.isEmpty ? nil : index
    }
}
