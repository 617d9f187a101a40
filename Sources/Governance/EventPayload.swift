// What every kind of event has: a type that names its storage format, a stream, and rules of its own.

public import Codec

/// What happened, as the log keeps it.
///
/// A payload's fields are its storage format. Its ``admit(in:)`` holds the rules that hold for one event
/// whichever way it comes in: by a command, an import or a restored log.
public protocol EventPayload: Record {
    /// The entry's `type`. Never changed once it has been written.
    static var type: String { get }

    /// The version of the payload's fields, for the entry's `dataschema`.
    static var schemaVersion: Int { get }

    /// The record that this happened to.
    var stream: Stream { get }

    /// The other records that it speaks of, outside the directory: its rules may look at them.
    var references: [Stream] { get }

    /// When it took effect, in local time; nil for when it was recorded.
    func effective(in state: State) -> CivilDateTime?

    /// Refuses what breaks a rule.
    func admit(in state: State) throws(Rejection)

    /// What happened, in a sentence without a full stop, for histories and listings.
    ///
    /// - Parameter names: where the names of people, bodies, offices, groups and places are looked up; what it does not have goes
    ///   by its identifier.
    func sentence(naming names: Directory) -> String
}

extension EventPayload {
    public static var schemaVersion: Int { 1 }

    public var references: [Stream] { [] }

    public func effective(in state: State) -> CivilDateTime? { nil }
}

/// The record that an event belongs to, such as `meeting/malap-2007-09-06`: the entry's `subject`.
public enum Stream: Hashable, Sendable, CustomStringConvertible {
    case council(String)
    case person(PersonID)
    case group(GroupID)
    case office(OfficeID)
    case body(BodyID)
    case meeting(MeetingID)
    case decision(DecisionID)
    case notice(NoticeID)
    case duty(DutyID)
    case paper(PaperID)
    case matter(MatterID)
    case action(ActionID)
    case place(PlaceID)
    case visit(VisitID)
    case pledge(PledgeID)
    case issueList(IssueListID)

    /// The stream as the entry's `subject` spells it.
    public var text: String {
        switch self {
        case .council(let id): "council/\(id)"
        case .person(let id): "person/\(id)"
        case .group(let id): "group/\(id)"
        case .office(let id): "office/\(id)"
        case .body(let id): "body/\(id)"
        case .meeting(let id): "meeting/\(id)"
        case .decision(let id): "decision/\(id)"
        case .notice(let id): "notice/\(id)"
        case .duty(let id): "duty/\(id)"
        case .paper(let id): "paper/\(id)"
        case .matter(let id): "matter/\(id)"
        case .action(let id): "action/\(id)"
        case .place(let id): "place/\(id)"
        case .visit(let id): "visit/\(id)"
        case .pledge(let id): "pledge/\(id)"
        case .issueList(let id): "issuelist/\(id)"
        }
    }

    public var description: String { text }
}

/// Checks that many payloads share.
enum Check {
    /// A text of one line that says something.
    static func line(
        _ text: String, _ field: String, of record: String, longest: Int = 300
    ) throws(Rejection) {
        guard text.contains(where: { !$0.isWhitespace }), text.count <= longest,
            !text.contains(where: \.isNewline)
        else {
            throw Rejection(
                "text", record, "The \(field) must be one line of 1 to \(longest) characters.",
                remedy: "Give a \(field) that people will recognise.")
        }
    }

    /// A text that may run over several lines.
    static func text(_ text: String, _ field: String, of record: String) throws(Rejection) {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Rejection(
                "text", record, "The \(field) is empty.", remedy: "Give a text, or leave the field out.")
        }
    }

    static func identifier(_ text: String, _ field: String) throws(Rejection) {
        guard Slug.isWellFormed(text) else {
            throw Rejection(
                "identifier", text, "\"\(text)\" cannot be a \(field)'s identifier.",
                remedy: "Use lower-case letters, digits and hyphens, at most \(Slug.longest).")
        }
    }

    /// A reason that a correction or a withdrawal has to give.
    static func reason(_ text: String, of record: String) throws(Rejection) {
        guard text.contains(where: { !$0.isWhitespace }), text.count <= 1_000 else {
            throw Rejection(
                "reason", record, "A correction needs a reason, of at most 1,000 characters.",
                remedy: "Say why the record is corrected.")
        }
    }

    static func order(_ tenure: Tenure, of record: String) throws(Rejection) {
        guard let until = tenure.until, until.latest < tenure.from.earliest else { return }
        throw Rejection(
            "dates-in-order", record,
            "The last day (\(until.spoken)) is before the first (\(tenure.from.spoken)).",
            remedy: "Check the two dates.")
    }
}
