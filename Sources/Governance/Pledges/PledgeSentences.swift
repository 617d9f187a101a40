// What happened to pledges, in sentences for histories and listings.

extension PledgeAdopted {
    public func sentence(naming names: Directory) -> String {
        "version \(version) of \(title) adopted on \(on.spoken)"
    }
}

extension PledgePresented {
    public func sentence(naming names: Directory) -> String {
        "pledge presented to \(names.name(to)) on \(on.spoken)"
    }
}

extension PledgeSigned {
    public func sentence(naming names: Directory) -> String {
        "version \(version) signed by \(names.name(person)) on \(on.spoken)"
    }
}

extension PledgeSignatureWithdrawn {
    public func sentence(naming names: Directory) -> String {
        "signature of \(names.name(person)) withdrawn: \(reason)"
    }
}

extension PromiseAssessed {
    public func sentence(naming names: Directory) -> String {
        "\(promise) assessed \(rating.rawValue) on \(on.spoken)"
    }
}

extension PromiseAssessmentWithdrawn {
    public func sentence(naming names: Directory) -> String { "assessment \(number) withdrawn: \(reason)" }
}
