// What happened to members' interests, in sentences for histories and listings.

extension InterestRegistered {
    public func sentence(naming names: Directory) -> String {
        "interest \(number) of \(names.name(person)) registered: \(what ?? "sensitive, details withheld") (\(kind.words))"
    }
}

extension InterestEnded {
    public func sentence(naming names: Directory) -> String {
        "interest \(number) of \(names.name(person)) ended on \(on.spoken)"
    }
}

extension DispensationGranted {
    public func sentence(naming names: Directory) -> String {
        "dispensation for \(names.name(person)) to \(allows.words) until \(until.spoken): \(what)"
    }
}

extension InterestDeclared {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) declared a \(kind.words) in \u{201C}\(item)\u{201D}"
            + (left ? " and left the room" : "")
    }
}
