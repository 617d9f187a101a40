// Records that were merged into another one of the same person. Entries name the record that there was when they were
// recorded; whoever asks about the person means all of them.

extension Directory {
    /// The record under which a person is kept: their own, or the one that theirs was merged into.
    public func kept(_ person: PersonID) -> PersonID {
        var record = person
        // A merged record was merged into one that stood, so this ends; a damaged log must not make it run for ever.
        for _ in 0..<16 {
            guard let other = people[record]?.withdrawal?.sameAs else { break }
            record = other
        }
        return record
    }

    /// As ``kept(_:)-(PersonID)``, where a person is meant.
    public func kept(_ participant: Participant) -> Participant {
        if case .person(let id) = participant { .person(kept(id)) } else { participant }
    }

    /// The records that were merged into others, by the record that is kept.
    public var merged: [PersonID: [PersonID]] {
        let gone = people.values.filter { $0.withdrawal?.sameAs != nil }.map(\.id).sorted()
        return Dictionary(grouping: gone) { kept($0) }
    }

    /// All records of a person: the one that is kept and those merged into it.
    public func records(of person: PersonID) -> [PersonID] { [person] + (merged[person] ?? []) }
}

extension Visit {
    /// The visit with those who made it, and to whom it was allocated, under the records that are kept of them.
    public func merged(in directory: Directory) -> Visit {
        var visit = self
        visit.replacePeople { directory.kept($0) }
        return visit
    }
}
