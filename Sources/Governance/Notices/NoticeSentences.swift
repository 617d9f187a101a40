// What happened to notices of non-attendance, in sentences for histories and listings.

extension NoticeDrafted {
    public func sentence(naming names: Directory) -> String {
        "notice of non-attendance of \(names.name(breach.person)) drafted"
    }
}

extension NoticeDraftWithdrawn {
    public func sentence(naming names: Directory) -> String { "draft of a notice withdrawn: \(reason)" }
}

extension NoticeIssued {
    public func sentence(naming names: Directory) -> String {
        "notice of non-attendance of \(names.name(breach.person)) issued to \(recipients.count)"
    }
}

extension NoticeAcknowledged {
    public func sentence(naming names: Directory) -> String {
        "notice acknowledged by \(names.name(by)) on \(on.spoken)"
    }
}

extension NoticeWaived {
    public func sentence(naming names: Directory) -> String { "notice waived: \(reason)" }
}

extension NoticeFollowedUp {
    public func sentence(naming names: Directory) -> String {
        "follow-up \(number) issued to \(recipients.count): attendance corrected"
    }
}

extension NoticeDelivered {
    public func sentence(naming names: Directory) -> String {
        "letter to \(names.name(letter.to)) \(by.words)"
    }
}

extension NoticeDeliveryFailed {
    public func sentence(naming names: Directory) -> String {
        "letter to \(names.name(letter.to)) not delivered: \(reason)"
    }
}

extension DeliveryWay {
    fileprivate var words: String {
        switch self {
        case .mail: "sent by email"
        case .outbox: "written to the folder of letters"
        case .hand: "handed over or posted"
        }
    }
}
