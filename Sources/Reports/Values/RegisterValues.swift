// Who and what there is, as report values.

public import Codec
public import Governance

/// A name that somebody had, and until when.
public struct NameUntilValue: Record, Equatable {
    public var name = ""
    public var until = PartialDate.unknown
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("until", &until, "the first day of the name after it")
    }
}

/// A person, as at a day.
public struct PersonValue: Record, Equatable {
    public var id = ""
    public var name = ""
    public var kind = PersonKind.other
    public var group: String?
    public var groupName: String?
    public var offices: [String] = []
    public var bodies: [String] = []
    public var bodyNames: [String] = []
    public var formerNames: [String] = []
    /// Those of the former names of which it is known until when they had them.
    public var namesUntil: [NameUntilValue] = []
    /// The ward of their seat on the council.
    public var ward: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("name", &name)
        try coder.field("kind", &kind)
        try coder.field("group", &group)
        try coder.field("offices", &offices)
        try coder.field("groupname", &groupName)
        try coder.field("bodies", &bodies)
        try coder.field("formernames", &formerNames)
        try coder.field("bodynames", &bodyNames, "the names of these bodies")
        try coder.field("ward", &ward, "the ward or division that they represent")
        try coder.defaulted("namesuntil", &namesUntil, "former names of which it is known until when")
    }
}

/// People, as at a day.
public struct PeopleReport: Record, Equatable {
    public var basis = Basis()
    public var people: [PersonValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("people", &people)
    }
}

/// A political group, as at a day.
public struct GroupValue: Record, Equatable {
    public var id = ""
    public var name = ""
    public var leader: String?
    public var leaderName: String?
    public var deputy: String?
    public var deputyName: String?
    public var members: [String] = []
    /// The names of the members, in the same order.
    public var memberNames: [String] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("name", &name)
        try coder.field("leader", &leader)
        try coder.field("deputy", &deputy)
        try coder.field("leadername", &leaderName)
        try coder.field("deputyname", &deputyName)
        try coder.field("members", &members)
        try coder.field("membernames", &memberNames, "in the order of `members`")
    }
}

/// Political groups, as at a day.
public struct GroupsReport: Record, Equatable {
    public var basis = Basis()
    public var groups: [GroupValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("groups", &groups)
    }
}

/// An office, as at a day.
public struct OfficeValue: Record, Equatable {
    public var id = ""
    public var title = ""
    public var kind = OfficeKind.other
    public var group: String?
    public var groupName: String?
    public var holder: String?
    public var holderName: String?
    public var since: PartialDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("title", &title)
        try coder.field("kind", &kind)
        try coder.field("group", &group)
        try coder.field("holder", &holder)
        try coder.field("groupname", &groupName)
        try coder.field("holdername", &holderName)
        try coder.field("since", &since)
    }
}

/// Offices, as at a day.
public struct OfficesReport: Record, Equatable {
    public var basis = Basis()
    public var offices: [OfficeValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("offices", &offices)
    }
}

/// The seats of one capacity that councillors take by name.
public struct NamedSeatsValue: Record, Equatable {
    public var capacity = ""
    /// How many there are; nil where the terms do not say.
    public var count: Int?
    /// The councillors who have them.
    public var members: [String] = []
    /// How many nobody fills.
    public var unfilled = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("capacity", &capacity)
        try coder.field("count", &count, "left out where the terms do not say")
        try coder.field("members", &members, "the councillors who have them, by name")
        try coder.field("unfilled", &unfilled)
    }
}

/// A body, as at a day.
public struct BodyValue: Record, Equatable {
    public var id = ""
    public var name = ""
    public var aliases: [String] = []
    public var kind = BodyKind.board
    public var advises: String?
    public var from: PartialDate?
    public var ended: PartialDate?
    public var mergedInto: String?
    public var members = 0
    public var terms: Terms?
    /// The non-attendance rule in a sentence.
    public var nonAttendance: String?
    /// The seats that councillors take by name, where these were asked for.
    public var named: [NamedSeatsValue]?
    /// Since when terms have required them without a gap; nil for as long as the body exists.
    public var namedSince: PartialDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("name", &name)
        try coder.field("aliases", &aliases)
        try coder.field("kind", &kind)
        try coder.field("advises", &advises)
        try coder.field("from", &from)
        try coder.field("ended", &ended)
        try coder.field("mergedinto", &mergedInto)
        try coder.field("members", &members)
        try coder.field("terms", &terms, "the terms of reference on the day")
        try coder.field("nonattendance", &nonAttendance, "the non-attendance rule in a sentence")
        try coder.field("named", &named, "the seats that councillors take by name, if asked for")
        try coder.field(
            "namedsince", &namedSince,
            "the day from which the terms have required them; left out if always")
    }
}

/// Bodies, as at a day.
public struct BodiesReport: Record, Equatable {
    public var basis = Basis()
    public var bodies: [BodyValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("bodies", &bodies)
    }
}

/// A seat on a body.
public struct SeatValue: Record, Equatable {
    public var body = ""
    public var bodyName: String?
    public var capacity = ""
    /// nil for a seat that the terms define and nobody fills.
    public var person: String?
    public var name: String?
    public var group: String?
    public var groupName: String?
    public var chairs = false
    public var from: PartialDate?
    public var until: PartialDate?
    /// How many such seats nobody fills, where they are too many to be listed one by one.
    public var count: Int?
    public var ward: String?
    public var viceChairs: Bool?
    /// The names of those who may come in their place.
    public var deputies: [String]?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("capacity", &capacity)
        try coder.field("bodyname", &bodyName)
        try coder.field("person", &person, "left out for a seat that nobody fills")
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("chairs", &chairs)
        try coder.field("groupname", &groupName)
        try coder.field("from", &from)
        try coder.field("until", &until, "the first day on which the seat is vacant")
        try coder.field("count", &count, "how many such seats nobody fills, where they are more than 50")
        try coder.field("ward", &ward, "the ward or division that the member represents")
        try coder.field("vicechairs", &viceChairs, "whether they are the body's vice-chair")
        try coder.field("deputies", &deputies, "the names of those who may come in their place")
    }
}

/// Seats, filled and unfilled, as at a day.
public struct SeatsReport: Record, Equatable {
    public var basis = Basis()
    public var seats: [SeatValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("seats", &seats)
    }
}
