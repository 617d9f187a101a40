// Who takes part in something: a body, an office, a person or a political group, in one field.

public import Codec

/// A body, an office, a person or a political group, written as its stream: `office/leader`.
public enum Participant: TextValue, Hashable, Comparable, CustomStringConvertible {
    case body(BodyID)
    case office(OfficeID)
    case person(PersonID)
    case group(GroupID)

    /// Stands in a record's field until the field is read.
    public static let placeholder = Participant.body(BodyID())

    public init(text: String) throws(FieldError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let id = parts.count == 2 ? String(parts[1]) : ""
        switch parts[0] {
        case "body" where parts.count == 2: self = .body(try BodyID(text: id))
        case "office" where parts.count == 2: self = .office(try OfficeID(text: id))
        case "person" where parts.count == 2: self = .person(try PersonID(text: id))
        case "group" where parts.count == 2: self = .group(try GroupID(text: id))
        default:
            throw FieldError(
                "\"\(text)\" is not in the form body/cabinet, office/leader, person/… or group/…")
        }
    }

    public var text: String {
        switch self {
        case .body(let id): "body/\(id)"
        case .office(let id): "office/\(id)"
        case .person(let id): "person/\(id)"
        case .group(let id): "group/\(id)"
        }
    }

    public var description: String { text }

    public static func < (one: Participant, other: Participant) -> Bool { one.text < other.text }
}

extension Directory {
    /// Refuses one who is not in the record.
    func expect(_ participant: Participant) throws(Rejection) {
        switch participant {
        case .body(let id): _ = try existing(id)
        case .office(let id): _ = try existing(id)
        case .person(let id): _ = try existing(id)
        case .group(let id): _ = try existing(id)
        }
    }

    /// What people call it.
    public func name(_ participant: Participant) -> String {
        switch participant {
        case .body(let id): bodies[id]?.name ?? id.text
        case .office(let id): offices[id]?.title ?? id.text
        case .person(let id): name(id)
        case .group(let id): groups[id]?.name ?? id.text
        }
    }

    /// The person who answers for it on the day: the office's holder, the group's leader, the body's chair.
    public func person(for participant: Participant, on day: CivilDate) -> PersonID? {
        switch participant {
        case .body(let id): bodies[id]?.chairs(on: day).first
        case .office(let id): offices[id]?.holder(on: day)
        case .person(let id): kept(id)
        case .group(let id): office(.groupLeader, of: id)?.holder(on: day)
        }
    }

    /// Who is called exactly so, of whatever sort: "Group One" is the group, and not the office of its leader.
    private func exactly(_ name: String) -> Participant? {
        func isMeant(_ id: String, _ names: [String]) -> Bool {
            id == name || names.contains { $0.lowercased() == name.lowercased() }
        }
        if let it = bodies.values.first(where: { isMeant($0.id.text, [$0.name] + $0.aliases) }) {
            return .body(it.id)
        }
        if let it = offices.values.first(where: { isMeant($0.id.text, [$0.title]) }) { return .office(it.id) }
        if let it = groups.values.first(where: { isMeant($0.id.text, [$0.name]) }) { return .group(it.id) }
        let people = people.values.filter { isMeant($0.id.text, [$0.name]) }
        return people.count == 1 ? people.first.map { .person($0.id) } : nil
    }

    /// Whom someone means: `office/leader`, or the name of a body, an office, a group or a person. A whole name goes
    /// before the beginning of another; of equals they are looked for in this order.
    public func participant(_ reference: String) throws(Rejection) -> Participant {
        if reference.contains("/"), let exact = try? Participant(text: reference) {
            try expect(exact)
            return exact
        }
        if let named = exactly(reference) { return named }
        // A name that is the beginning of several of one kind may be the whole name of another.
        var ambiguous: Rejection?
        func note(_ error: Rejection) {
            if error.rule.hasPrefix("unambiguous-"), ambiguous == nil { ambiguous = error }
        }
        do throws(Rejection) { return .body(try body(reference).id) } catch { note(error) }
        do throws(Rejection) { return .office(try office(reference).id) } catch { note(error) }
        do throws(Rejection) { return .group(try group(reference).id) } catch { note(error) }
        do throws(Rejection) { return .person(try person(reference).id) } catch { note(error) }
        if let ambiguous { throw ambiguous }
        throw Rejection(
            "known-participant", reference,
            "There is no body, office, group or person \"\(reference)\" in the record.",
            remedy: "Name one that `minutectl body list`, `office list`, `group list` or `person list` shows."
        )
    }
}
