// What happened to actions, in sentences for histories and listings.

extension ActionRaised {
    public func sentence(naming names: Directory) -> String { "action for \(names.name(owner)): \(what)" }
}

extension ActionProgressed {
    public func sentence(naming names: Directory) -> String { "progress on \(on.spoken): \(note)" }
}

extension ActionCompleted {
    public func sentence(naming names: Directory) -> String { "action completed on \(on.spoken)" }
}

extension ActionWithdrawn {
    public func sentence(naming names: Directory) -> String { "action withdrawn on \(on.spoken): \(reason)" }
}
