// What happened to bodies and seats on them, in sentences for histories and listings.

extension BodyEstablished {
    public func sentence(naming names: Directory) -> String { "\(name) established" }
}

extension BodyRenamed {
    public func sentence(naming names: Directory) -> String { "renamed \(name): \(reason)" }
}

extension BodyCorrected {
    public func sentence(naming names: Directory) -> String { "\(names.name(body)) corrected: \(reason)" }
}

extension TermsAdopted {
    public func sentence(naming names: Directory) -> String {
        "terms of reference of \(names.name(body)) adopted" + (from.map { " from \($0.spoken)" } ?? "")
    }
}

extension BodyMerged {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(body)) merged into \(names.name(into)) on \(on.spoken)"
    }
}

extension BodyDissolved {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(body)) dissolved on \(on.spoken)"
    }
}

extension SeatFilled {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) took a seat on \(names.name(body)) (\(capacity)) from \(from.spoken)"
            + (until.map { " to \($0.spoken)" } ?? "")
    }
}

extension SeatVacated {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) left \(names.name(body)) on \(on.spoken)"
    }
}

extension SeatCorrected {
    public func sentence(naming names: Directory) -> String {
        "dates of \(names.name(person)) on \(names.name(body)) corrected: \(correction.reason)"
    }
}
