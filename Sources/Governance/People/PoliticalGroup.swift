// Political groups on the council.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A political group is formed.
public struct GroupFormed: EventPayload, Equatable {
    public static let type = "org.minuted.group.formed"

    public var group = GroupID()
    public var name = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("group", &group)
        try coder.field("name", &name)
    }

    public var stream: Stream { .group(group) }

    public func admit(in state: State) throws(Rejection) {
        guard state.directory.groups[group] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a group \(group).",
                remedy: "Use it, or give the new group another identifier.")
        }
        try Check.line(name, "name", of: stream.text, longest: 120)
    }
}

/// A political group takes another name.
public struct GroupRenamed: EventPayload, Equatable {
    public static let type = "org.minuted.group.renamed"

    public var group = GroupID()
    public var name = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("group", &group)
        try coder.field("name", &name)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .group(group) }

    public func admit(in state: State) throws(Rejection) {
        _ = try state.directory.existing(group)
        try Check.line(name, "name", of: stream.text, longest: 120)
        try Check.reason(reason, of: stream.text)
    }
}

/// What is known of a political group. Who leads it is an office, see ``OfficeKind/groupLeader``.
public struct PoliticalGroup: Sendable, Equatable {
    public let id: GroupID
    public var name: String
    public var formerNames: [String] = []

    mutating func rename(_ name: String) {
        formerNames.append(self.name)
        self.name = name
    }
}
