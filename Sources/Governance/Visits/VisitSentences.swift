// What happened to places and visits to them, in sentences for histories and listings.

extension PlaceOpened {
    public func sentence(naming names: Directory) -> String { "\(name) opened on \(from.spoken)" }
}

extension PlaceVisitsRequired {
    public func sentence(naming names: Directory) -> String {
        "visits to \(names.name(place)) required from \(from.spoken): \(requirements.count) kinds"
    }
}

extension PlaceClosed {
    public func sentence(naming names: Directory) -> String { "\(names.name(place)) closed on \(on.spoken)" }
}

extension PlaceCorrected {
    public func sentence(naming names: Directory) -> String { "\(names.name(place)) corrected: \(reason)" }
}

extension VisitAllocated {
    public func sentence(naming names: Directory) -> String {
        "\(kind.rawValue) visit to \(names.name(place)) in \(period.spoken) allocated to \(names.name(member))"
    }
}

extension VisitMade {
    public func sentence(naming names: Directory) -> String {
        "\(kind.rawValue) visit to \(names.name(place)) made on \(on.spoken) by"
            + " \(visitors.map { names.name($0) }.joined(separator: ", "))"
    }
}

extension VisitReported {
    public func sentence(naming names: Directory) -> String { "report filed on \(on.short)" }
}

extension VisitFollowUpRaised {
    public func sentence(naming names: Directory) -> String { "follow-up \(number) raised: \(topic)" }
}

extension VisitFollowUpCompleted {
    public func sentence(naming names: Directory) -> String { "follow-up \(number) done on \(on.short)" }
}

extension VisitWithdrawn {
    public func sentence(naming names: Directory) -> String { "visit withdrawn: \(reason)" }
}
