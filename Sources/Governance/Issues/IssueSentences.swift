// What happened to lists of issues, in sentences for histories and listings.

extension IssueListEstablished {
    public func sentence(naming names: Directory) -> String {
        "\(title) begun, managed by \(names.name(managedBy))"
    }
}

extension IssueListed {
    public func sentence(naming names: Directory) -> String { "issue \(issue) listed: \(text)" }
}

extension IssueAssigned {
    public func sentence(naming names: Directory) -> String {
        "issue \(issue) assigned to "
            + (toBody.map { names.name($0) } ?? toOffice.map { names.name($0) } ?? "nobody")
    }
}

extension IssueConsidered {
    public func sentence(naming names: Directory) -> String {
        "issue \(issue) considered by \(names.name(by)) on \(on.spoken)"
    }
}

extension IssueAnswered {
    public func sentence(naming names: Directory) -> String {
        "issue \(issue) answered by \(names.name(by)) on \(on.spoken)"
    }
}

extension IssueFedBack {
    public func sentence(naming names: Directory) -> String {
        "answer to issue \(issue) fed back by \(names.name(by))"
    }
}

extension IssueAnswerJudged {
    public func sentence(naming names: Directory) -> String {
        "answer to issue \(issue) \(isAccepted ? "accepted" : "not accepted") by \(names.name(by))"
    }
}

extension IssueRetired {
    public func sentence(naming names: Directory) -> String {
        "issue \(issue) retired by \(names.name(by)) on \(on.spoken)"
    }
}

extension IssueCorrected {
    public func sentence(naming names: Directory) -> String { "issue \(issue) corrected: \(reason)" }
}
