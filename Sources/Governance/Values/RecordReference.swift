// Any record by its kind and identifier, as people and entries name it: `decision/corporate-parenting`.

public import Codec

extension Stream: TextValue {
    public init(text: String) throws(FieldError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let id = parts.count == 2 ? String(parts[1]) : ""
        switch parts.count == 2 ? parts[0] : "" {
        case "council":
            guard Slug.isWellFormed(id) else { throw FieldError("\"\(id)\" is not an identifier") }
            self = .council(id)
        case "person": self = .person(try PersonID(text: id))
        case "group": self = .group(try GroupID(text: id))
        case "office": self = .office(try OfficeID(text: id))
        case "body": self = .body(try BodyID(text: id))
        case "meeting": self = .meeting(try MeetingID(text: id))
        case "decision": self = .decision(try DecisionID(text: id))
        case "notice": self = .notice(try NoticeID(text: id))
        case "duty": self = .duty(try DutyID(text: id))
        case "paper": self = .paper(try PaperID(text: id))
        case "matter": self = .matter(try MatterID(text: id))
        case "action": self = .action(try ActionID(text: id))
        case "place": self = .place(try PlaceID(text: id))
        case "visit": self = .visit(try VisitID(text: id))
        case "pledge": self = .pledge(try PledgeID(text: id))
        case "issuelist": self = .issueList(try IssueListID(text: id))
        default: throw FieldError("\"\(text)\" is not in the form decision/… or meeting/…")
        }
    }
}

extension Need.Kind {
    /// The kind of a record outside the directory; nil for one in it.
    init?(of stream: Stream) {
        switch stream {
        case .council, .person, .group, .office, .body, .place: return nil
        case .meeting: self = .meeting
        case .decision: self = .decision
        case .notice: self = .notice
        case .duty: self = .duty
        case .paper: self = .paper
        case .matter: self = .matter
        case .action: self = .action
        case .visit: self = .visit
        case .pledge: self = .pledge
        case .issueList: self = .issuelist
        }
    }
}

extension Stream {
    /// Whether it is of a person, a group, an office, a body, a place or the council: always at hand.
    public var isOfDirectory: Bool { Need.Kind(of: self) == nil }
}

extension State {
    /// Refuses a record that is not there.
    func expect(_ record: Stream) throws(Rejection) {
        switch record {
        case .council(let id):
            guard directory.council?.id == id else {
                throw .unknown("council", id, "minutectl status")
            }
        case .person(let id): _ = try directory.existing(id)
        case .group(let id): _ = try directory.existing(id)
        case .office(let id): _ = try directory.existing(id)
        case .body(let id): _ = try directory.existing(id)
        case .place(let id): _ = try directory.existing(id)
        case .meeting(let id): _ = try existing(id)
        case .decision(let id): _ = try existing(id)
        case .notice(let id): _ = try existing(id)
        case .duty(let id): _ = try existing(id)
        case .paper(let id): _ = try existing(id)
        case .matter(let id): _ = try existing(id)
        case .action(let id): _ = try existing(id)
        case .visit(let id): _ = try existing(id)
        case .pledge(let id): _ = try existing(id)
        case .issueList(let id): _ = try existing(id)
        }
    }
}

/// How people name any record: its kind, a slash, and the beginning of its identifier.
public enum RecordReference {
    /// The need that stands for it; nil for a record of the directory, and for what names none.
    public static func need(_ reference: String, in directory: Directory, on today: CivilDate) -> Need? {
        let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = Need.Kind(rawValue: parts[0]),
            kind != .entry
        else { return nil }
        if kind == .meeting { return MeetingReference.need(parts[1], in: directory, on: today) }
        return .known(kind, parts[1])
    }
}

extension Context {
    /// The record that somebody means.
    func record(_ reference: String) throws(Rejection) -> Stream {
        guard let need = RecordReference.need(reference, in: directory, on: moment.today) else {
            return try directoryRecord(reference)
        }
        let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
        if need.kind == .meeting { return .meeting(try meeting(parts[1]).id) }
        let id = try one(need, need.kind.rawValue, parts[1])
        do { return try Stream(text: "\(need.kind.rawValue)/\(id)") } catch {
            throw Self.unreadable(reference)
        }
    }

    private func directoryRecord(_ reference: String) throws(Rejection) -> Stream {
        let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Self.unreadable(reference) }
        switch parts[0] {
        case "person": return .person(try directory.person(parts[1]).id)
        case "group": return .group(try directory.group(parts[1]).id)
        case "office": return .office(try directory.office(parts[1]).id)
        case "body": return .body(try directory.body(parts[1]).id)
        case "place": return .place(try directory.place(parts[1]).id)
        default: throw Self.unreadable(reference)
        }
    }

    private static func unreadable(_ reference: String) -> Rejection {
        Rejection(
            "record-name", reference, "\"\(reference)\" does not name a record.",
            remedy: "Give its kind and identifier, such as decision/corporate-parenting.")
    }
}
