// What happened to matters that wait for an answer, in sentences for histories and listings.

extension MatterRaised {
    public func sentence(naming names: Directory) -> String {
        "\(kind.rawValue) from \(names.name(from)) to \(names.name(to)): \(what)"
    }
}

extension MatterAnswered {
    public func sentence(naming names: Directory) -> String { "answered on \(on.spoken)" }
}

extension MatterClosed {
    public func sentence(naming names: Directory) -> String { "closed on \(on.spoken): \(reason)" }
}

extension MatterReopened {
    public func sentence(naming names: Directory) -> String { "reopened on \(on.spoken): \(reason)" }
}
