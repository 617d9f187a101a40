// What becomes of sending a notice's letters: delivered, or failed and tried again.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Which letter: to whom, and whether it is the notice's own or that of a follow-up.
public struct LetterReference: Sendable, Equatable {
    public var notice = NoticeID()
    /// The number of the follow-up whose letter it is; nil for the notice itself.
    public var followUp: Int?
    public var to = PersonID()

    public init() {}

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field(
            "followup", &followUp, "the follow-up's number; left out for the notice itself",
            within: 1...10_000)
        try coder.field("to", &to, "the recipient")
    }

    /// Refuses a letter that was never written.
    func admit(in state: State) throws(Rejection) -> Notice {
        let known = try state.existing(notice)
        try known.refuseStranger(to, in: state)
        if let followUp, !known.followUps.contains(where: { $0.number == followUp }) {
            throw Rejection(
                "known-follow-up", "notice/\(notice)", "The notice \(notice) has no follow-up \(followUp).",
                remedy: "`minutectl notice show \(notice)` lists those it has.")
        }
        return known
    }
}

/// How a letter went out.
public enum DeliveryWay: String, Choice {
    /// By e-mail, through the system's own mail service.
    case mail
    /// Into a directory from which something else takes it.
    case outbox
    /// Handed over, or posted.
    case hand
}

/// A letter went out.
public struct NoticeDelivered: EventPayload, Equatable {
    public static let type = "org.minuted.notice.delivered"

    public var letter = LetterReference()
    public var by = DeliveryWay.mail
    /// The SHA-256 of the bytes that went out, in hexadecimal; nil where nothing of ours did.
    public var sha256: String?
    /// The day on which it went out; nil for the day of recording.
    public var on: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try letter.fields(&coder)
        try coder.field("by", &by)
        try coder.field("sha256", &sha256, "of the bytes that went out, in hexadecimal")
        try coder.field("on", &on, "the day on which it went out; the day of recording if left out")
    }

    public var stream: Stream { .notice(letter.notice) }

    public func effective(in state: State) -> CivilDateTime? { on?.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try letter.admit(in: state)
        if let sha256, sha256.utf8.count != 64 || !sha256.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) {
            throw Rejection(
                "digest", stream.text, "\"\(sha256)\" is not a SHA-256.",
                remedy: "Give 64 hexadecimal digits in lower case, or leave it out.")
        }
        guard known.delivery(of: letter)?.isDelivered != true else {
            throw Rejection(
                "delivered-once", stream.text,
                "The letter to \(state.directory.name(letter.to)) has been delivered already.",
                remedy: "If it came back, record that first: `minutectl notice failed`.")
        }
    }
}

/// A letter could not be sent, or came back.
public struct NoticeDeliveryFailed: EventPayload, Equatable {
    public static let type = "org.minuted.notice.delivery_failed"

    public var letter = LetterReference()
    public var reason = ""
    /// The day on which it failed or came back; nil for the day of recording.
    public var on: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try letter.fields(&coder)
        try coder.field("reason", &reason)
        try coder.field(
            "on", &on, "the day on which it failed or came back; the day of recording if left out")
    }

    public var stream: Stream { .notice(letter.notice) }

    public func effective(in state: State) -> CivilDateTime? { on?.start }

    public func admit(in state: State) throws(Rejection) {
        _ = try letter.admit(in: state)
        try Check.line(reason, "reason", of: stream.text, longest: 1_000)
    }
}

/// What became of one attempt to send a letter.
public struct Delivery: Sendable, Equatable {
    public let letter: LetterReference
    /// Why it failed; nil if it did not.
    public let failure: String?

    init(_ letter: LetterReference, _ failure: String?) { (self.letter, self.failure) = (letter, failure) }

    public var isDelivered: Bool { failure == nil }
}

extension Notice {
    /// What became of a letter last; nil if nothing was tried.
    public func delivery(of letter: LetterReference) -> Delivery? {
        deliveries.last { $0.letter == letter }
    }
}
