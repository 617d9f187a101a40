// What else there is to say about a seat: the ward that its holder represents, whether they are the vice-chair, and
// who may come in their place.

import Codec

/// What is known of a seat besides who has it, in which capacity and for how long. All of it may be left out.
public struct SeatDetails: Sendable, Equatable {
    /// The ward or division whose electors the member represents.
    public var ward: String?
    /// Whether they are the body's vice-chair.
    public var viceChairs: Bool?
    /// Who may come in their place, where the body has named them.
    public var deputies: [PersonID]?

    public init() {}

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("ward", &ward, "the ward or division that the member represents")
        try coder.field("vicechairs", &viceChairs, "whether they are the body's vice-chair")
        try coder.field("deputies", &deputies, "who may come in their place, where the body has named them")
    }

    func admit(_ person: PersonID, chairs: Bool, of record: String, in directory: Directory) throws(Rejection)
    {
        if let ward { try Check.line(ward, "ward", of: record, longest: 120) }
        guard !chairs || viceChairs != true else {
            throw Rejection(
                "vice-chair", record,
                "\(directory.name(person)) cannot be both chair and vice-chair of a body.",
                remedy: "Say which of the two they are.")
        }
        for deputy in deputies ?? [] {
            _ = try directory.existing(deputy)
            guard deputy != person else {
                throw Rejection(
                    "deputy", record, "\(directory.name(person)) cannot be their own deputy.",
                    remedy: "Name somebody else, or nobody.")
            }
        }
    }

    /// These, with what others say in place of what they said.
    func changed(by others: SeatDetails) -> SeatDetails {
        var all = self
        all.ward = others.ward ?? ward
        all.viceChairs = others.viceChairs ?? viceChairs
        all.deputies = others.deputies ?? deputies
        return all
    }

    /// What others say that these do not say at all.
    func lacking(from others: SeatDetails) -> SeatDetails {
        var more = SeatDetails()
        if ward == nil { more.ward = others.ward }
        if viceChairs == nil, others.viceChairs == true { more.viceChairs = true }
        if deputies == nil { more.deputies = others.deputies }
        return more
    }
}

/// The same as people ask for it: deputies by their names.
public struct SpokenSeatDetails: Sendable, Equatable {
    public var ward: String?
    public var viceChairs: Bool?
    public var deputies: [String]?

    public init() {}

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("ward", &ward, "the ward or division that the member represents")
        try coder.field("vicechairs", &viceChairs, "whether they are the body's vice-chair")
        try coder.field("deputies", &deputies, "who may come in their place")
    }

    func details(in context: Context) throws(Rejection) -> SeatDetails {
        var details = SeatDetails()
        (details.ward, details.viceChairs) = (ward, viceChairs)
        if let deputies { details.deputies = try context.people(deputies) }
        return details
    }
}

extension Directory {
    /// The ward or division that somebody represented on the day; nil where the record does not say.
    public func ward(of person: PersonID, on day: CivilDate) -> String? {
        bodies.values.filter { $0.kind == .council }.lazy.flatMap { $0.seats.on(day) }
            .first { $0.person == person && $0.details.ward != nil }?.details.ward
    }
}

extension Body {
    /// Who was vice-chair of the body on the day.
    public func viceChairs(on day: CivilDate) -> [PersonID] {
        seats.on(day).filter { $0.details.viceChairs == true }.map(\.person)
    }
}
