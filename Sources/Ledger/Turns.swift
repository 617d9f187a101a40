// A queue that serves its owners in turn, so that whoever puts in much waits behind himself and nobody else.

/// Items that wait, each of an owner. Owners take turns; an owner's items keep their order.
public struct Turns<Owner: Hashable & Sendable, Item: Sendable>: Sendable {
    private var waiting: [Owner: [Item]] = [:]
    /// The owners with something waiting, next one first.
    private var order: [Owner] = []
    /// How many items wait in all.
    public private(set) var count = 0

    public init() {}

    public var isEmpty: Bool { count == 0 }

    /// How many items of an owner wait.
    public func count(of owner: Owner) -> Int { waiting[owner]?.count ?? 0 }

    /// Puts an item behind the others of its owner.
    public mutating func append(_ item: Item, of owner: Owner) {
        if waiting[owner]?.append(item) == nil {
            waiting[owner] = [item]
            order.append(owner)
        }
        count += 1
    }

    /// The next item of the owner whose turn it is.
    public var first: Item? { order.first.flatMap { waiting[$0]?.first } }

    /// Takes the next item of the owner whose turn it is.
    ///
    /// - Parameter mayGo: which owners may have one taken; the others keep their place.
    public mutating func next(where mayGo: (Owner) -> Bool = { _ in true }) -> (owner: Owner, item: Item)? {
        guard let place = order.firstIndex(where: mayGo) else { return nil }
        let owner = order.remove(at: place)
        guard let item = waiting[owner]?.removeFirst() else { return nil }
        if waiting[owner]?.isEmpty ?? true { waiting[owner] = nil } else { order.append(owner) }
        count -= 1
        return (owner, item)
    }

    /// Takes out what an owner does not want any more.
    public mutating func drop(of owner: Owner, where isUnwanted: (Item) -> Bool) -> [Item] {
        guard let mine = waiting[owner] else { return [] }
        let kept = mine.filter { !isUnwanted($0) }
        guard kept.count < mine.count else { return [] }
        waiting[owner] = kept.isEmpty ? nil : kept
        if kept.isEmpty { order.removeAll { $0 == owner } }
        count -= mine.count - kept.count
        return mine.filter(isUnwanted)
    }

    /// Takes everything out.
    public mutating func removeAll() -> [Item] {
        defer { self = Turns() }
        return order.flatMap { waiting[$0] ?? [] }
    }
}
