// What happened to people, political groups and offices, in sentences for histories and listings.

extension PersonRegistered {
    public func sentence(naming names: Directory) -> String {
        "\(name ?? person.text) registered as \(kind.words)"
    }
}

extension PersonKindCorrected {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) corrected to \(kind.words): \(reason)"
    }
}

extension PersonWithdrawn {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) withdrawn" + (sameAs.map { " as the same person as \(names.name($0))" } ?? "")
            + ": \(reason)"
    }
}

extension PersonRenamed {
    public func sentence(naming names: Directory) -> String {
        "renamed \(name)" + (on.map { " from \($0.spoken)" } ?? "") + ": \(reason)"
    }
}

extension PersonDBSRecorded {
    public func sentence(naming names: Directory) -> String {
        "DBS check of \(names.name(person)) on \(record.on.short): \(record.isCleared ? "" : "not ")cleared"
    }
}

extension GroupJoined {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) joined \(names.name(group)) from \(from.spoken)"
    }
}

extension GroupLeft {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) left \(names.name(group)) on \(on.spoken)"
    }
}

extension GroupMembershipCorrected {
    public func sentence(naming names: Directory) -> String {
        "dates of \(names.name(person)) in \(names.name(group)) corrected: \(correction.reason)"
    }
}

extension GroupFormed {
    public func sentence(naming names: Directory) -> String { "political group \(name) formed" }
}

extension GroupRenamed {
    public func sentence(naming names: Directory) -> String { "political group renamed \(name): \(reason)" }
}

extension OfficeEstablished {
    public func sentence(naming names: Directory) -> String { "office \(title) established" }
}

extension OfficeRetitled {
    public func sentence(naming names: Directory) -> String { "office renamed \(title): \(reason)" }
}

extension OfficeTaken {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) took the office of \(names.name(office)) from \(from.spoken)"
    }
}

extension OfficeLeft {
    public func sentence(naming names: Directory) -> String {
        "\(names.name(person)) left the office of \(names.name(office)) on \(on.spoken)"
    }
}

extension OfficeTenureCorrected {
    public func sentence(naming names: Directory) -> String {
        "dates of \(names.name(person)) as \(names.name(office)) corrected: \(correction.reason)"
    }
}
