// Lists in pages.

import Governance

/// Takes a list in until a page is full, and one more, which shows that there is another page.
struct Page<Value> {
    private let limit: Int?
    private(set) var values: [Value] = []

    init(_ limit: Int?) { self.limit = limit.map { max($0, 1) } }

    /// Makes room for a list that is wanted whole.
    mutating func expect(_ count: Int) { if limit == nil { values.reserveCapacity(count) } }

    /// Returns whether more is wanted.
    mutating func take(_ value: consuming Value) -> Bool {
        values.append(value)
        return limit.map { values.count <= $0 } ?? true
    }

    /// The page, and what names the last value of it where there are more.
    func done(_ name: (Value) -> String) -> ([Value], next: String?) {
        guard let limit, values.count > limit else { return (values, nil) }
        let page = Array(values.prefix(limit))
        return (page, page.last.map(name))
    }
}

extension Rejection {
    static func noPlace(after id: String, _ what: String) -> Rejection {
        Rejection(
            "known-\(what)", "\(what)/\(id)",
            "There is no \(what) \"\(id)\" to continue after.",
            remedy: "Use the identifier that the previous page ended with.")
    }
}
