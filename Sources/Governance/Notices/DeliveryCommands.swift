// Commands that record what became of sending a letter.

public import Codec

/// Which letter somebody means.
public struct LetterWords: Sendable, Equatable {
    public var notice = ""
    /// The number of the follow-up whose letter it is; nil for the notice itself.
    public var followUp: Int?
    public var to = ""

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field(
            "followup", &followUp, "the follow-up's number; left out for the notice itself",
            within: 1...10_000)
        try coder.field("to", &to, "the recipient, or the office by which they are told, such as leader")
    }

    func reference(in context: Context) throws(Rejection) -> LetterReference {
        var reference = LetterReference()
        let known = try context.notice(notice)
        reference.notice = known.id
        reference.followUp = followUp
        reference.to = try recipient(of: known, in: context.directory)
        return reference
    }

    /// The person of that name, or who was told of the notice by that office.
    private func recipient(of known: Notice, in directory: Directory) throws(Rejection) -> PersonID {
        do throws(Rejection) { return try directory.person(to).id } catch {
            guard error.rule == "known-person", let told = known.recipient(byOffice: to, in: directory) else {
                throw error
            }
            return told
        }
    }
}

/// Records that a letter went out.
public struct RecordDelivery: Command {
    public var letter = LetterWords()
    public var by = DeliveryWay.hand
    public var sha256: String?
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try letter.fields(&coder)
        try coder.defaulted("by", &by, "how it was sent")
        try coder.field("sha256", &sha256, "of the bytes that went out, in hexadecimal")
        try coder.field("on", &on, "the day on which it went out; the day of recording if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.notice(letter.notice)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = NoticeDelivered()
        event.letter = try letter.reference(in: context)
        (event.by, event.sha256) = (by, sha256)
        event.on = try on.map { text throws(Rejection) in try context.date(text, "on") }
        return [.noticeDelivered(event)]
    }
}

/// Records that a letter could not be sent, or came back.
public struct RecordDeliveryFailure: Command {
    public var letter = LetterWords()
    public var reason = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try letter.fields(&coder)
        try coder.field("reason", &reason, "why, in a line")
        try coder.field(
            "on", &on, "the day on which it failed or came back; the day of recording if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.notice(letter.notice)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = NoticeDeliveryFailed()
        event.letter = try letter.reference(in: context)
        event.reason = reason
        event.on = try on.map { text throws(Rejection) in try context.date(text, "on") }
        return [.noticeDeliveryFailed(event)]
    }
}
