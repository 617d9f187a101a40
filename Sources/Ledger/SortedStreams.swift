// Names of streams, sorted, so that a prefix lookup needs no full scan: a
// submission of many commands asks for each of them which records the others are about to make.

import Glibc

/// Names in the order of their bytes, each once.
package struct SortedStreams: Sendable {
    private var names: [String] = []

    package init() {}

    /// Returns false if it is there already.
    @discardableResult
    package mutating func insert(_ name: String) -> Bool {
        let place = place(of: name)
        guard !names.indices.contains(place) || names[place] != name else { return false }
        names.insert(name, at: place)
        return true
    }

    package mutating func remove(_ name: String) {
        let place = place(of: name)
        if names.indices.contains(place), names[place] == name { names.remove(at: place) }
    }

    /// The names that begin so.
    package func beginning(with prefix: String) -> ArraySlice<String> {
        let start = place(of: prefix)
        let end = names[start...].firstIndex { !$0.utf8.starts(with: prefix.utf8) } ?? names.endIndex
        return names[start..<end]
    }

    /// Where a name stands or would stand.
    private func place(of name: String) -> Int {
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(names[middle], name) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Whether the bytes of the one name come before the other's.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        let found = one.utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right -> Bool in
                guard let start = left.baseAddress, let end = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(start, end, min(left.count, right.count))
                return order == 0 ? left.count < right.count : order < 0
            }
        }
        return (found ?? nil) ?? one.utf8.lexicographicallyPrecedes(other.utf8)
    }
}
