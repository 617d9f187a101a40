// The streams that a batch touches, in order, so that those of a beginning are found without a look at them all: a
// submission of many commands asks for each of them which records the others are about to make.

/// Names in the order of their bytes, each once.
struct SortedStreams {
    private var names: [String] = []

    mutating func insert(_ name: String) {
        let place = place(of: name)
        guard !names.indices.contains(place) || names[place] != name else { return }
        names.insert(name, at: place)
    }

    /// The names that begin so.
    func beginning(with prefix: String) -> ArraySlice<String> {
        let start = place(of: prefix)
        let end = names[start...].firstIndex { !$0.utf8.starts(with: prefix.utf8) } ?? names.endIndex
        return names[start..<end]
    }

    /// Where a name stands or would stand.
    private func place(of name: String) -> Int {
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            if names[middle].utf8.lexicographicallyPrecedes(name.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
