// What the record has had at some time, so that a constitution does not bring back what was given up.

extension Directory {
    func isFoundedWith(origin: String) -> Bool {
        guard let council, let first = histories.events[.council(council.id)]?.first,
            case .councilFounded(let it) = first
        else { return false }
        return it.origin == origin
    }

    /// Whether the record was once said to begin on the day.
    func beganOnce(on day: CivilDate) -> Bool {
        guard let council else { return false }
        return (histories.events[.council(council.id)] ?? []).contains { event in
            if case .councilFounded(let it) = event { return it.recordBegins == day }
            if case .recordBeginningSet(let it) = event { return it.on == day }
            return false
        }
    }

    /// Every name that a body has had as its own, not only as an alias.
    func namesEver(of body: BodyID) -> [String] {
        var names: [String] = []
        for event in histories.events[.body(body)] ?? [] {
            if case .bodyEstablished(let it) = event { names.append(it.name) }
            if case .bodyRenamed(let it) = event { names.append(it.name) }
        }
        return names
    }

    /// Whether the very same was recorded once, whatever became of it.
    func everHappened(_ event: Event) -> Bool {
        histories.events[event.stream]?.contains(event) ?? false
    }
}
