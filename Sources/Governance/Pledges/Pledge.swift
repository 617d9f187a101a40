// A pledge to children in care as it stands: its wordings, who has signed it, how each promise is being kept.

public import Codec

public typealias PledgeID = Identifier<Pledge>
/// A promise of a pledge, by a short label such as `good-home`.
public typealias PromiseID = Identifier<Promise>

/// One promise, in the pledge's own words.
public struct Promise: Record, Equatable {
    public var id = PromiseID()
    public var text = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id, "a short label, such as good-home")
        try coder.field("text", &text, "the promise in the pledge's own words")
    }
}

/// An area of a pledge, with its promises.
public struct PledgeArea: Record, Equatable {
    public var title = ""
    public var promises: [Promise] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("promises", &promises)
    }
}

/// What is known of a pledge.
public struct Pledge: Sendable, Equatable {
    public let id: PledgeID
    public private(set) var versions: [PledgeAdopted] = []
    public private(set) var presented: [PledgePresented] = []
    public private(set) var signatures: [PledgeSigned] = []
    /// All assessments, withdrawn ones too, in the order in which they were recorded.
    public private(set) var assessments: [PromiseAssessed] = []
    /// The numbers of assessments that were withdrawn.
    public private(set) var withdrawn: Set<Int> = []

    init(_ id: PledgeID) { self.id = id }

    mutating func evolve(_ event: PledgeAdopted) { versions.append(event) }
    mutating func evolve(_ event: PledgePresented) { presented.append(event) }
    mutating func evolve(_ event: PledgeSigned) { signatures.append(event) }
    mutating func evolve(_ event: PromiseAssessed) { assessments.append(event) }
    mutating func evolve(_ event: PromiseAssessmentWithdrawn) { withdrawn.insert(event.number) }

    mutating func evolve(_ event: PledgeSignatureWithdrawn) {
        signatures.removeAll { $0.person == event.person && $0.version == event.version }
    }

    /// The version that held on the day; nil before the first.
    public func version(on day: CivilDate) -> PledgeAdopted? { versions.last { $0.on.earliest <= day } }

    /// How the promise was last found to be kept, as at the day; of two of one day the one recorded later.
    public func assessment(of promise: PromiseID, on day: CivilDate) -> PromiseAssessed? {
        assessments.enumerated().filter { _, it in
            it.promise == promise && it.on.earliest <= day && !withdrawn.contains(it.number)
        }.max { ($0.element.on.earliest, $0.offset) < ($1.element.on.earliest, $1.offset) }?.element
    }

    func existing(_ version: Int) throws(Rejection) -> PledgeAdopted {
        guard let found = versions.first(where: { $0.version == version }) else {
            throw .unknown("version", "\(id)/\(version)", "minutectl pledge show \(id)")
        }
        return found
    }

    func refuseBeforeAdoption(_ on: PartialDate, of record: String) throws(Rejection) -> PledgeAdopted {
        if let version = version(on: on.latest) { return version }
        throw Rejection(
            "dates-in-order", record, "The pledge was not adopted before \(on.spoken).",
            remedy: "Check the day.")
    }
}

extension Directory {
    /// The bodies of the kind council, which elected members have their seats on.
    private var councils: [Body] { bodies.values.filter { $0.kind == .council && !$0.seats.isEmpty } }

    /// Whether the person was an elected member on some day that the date can mean: a councillor with a seat
    /// on the council; any councillor where nobody's seat on the council is recorded.
    func isElected(_ person: PersonID, on date: PartialDate) -> Bool {
        guard let known = people[person], known.kind == .councillor, known.isCurrent else { return false }
        let councils = councils
        guard !councils.isEmpty else { return true }
        return councils.contains { body in
            body.seats.contains { seat in
                seat.person == person && seat.tenure.from.earliest <= date.latest
                    && (seat.tenure.until.map { date.earliest < $0.earliest } ?? true)
            }
        }
    }

    /// The elected members on the day, by identifier.
    public func electedMembers(on day: CivilDate) -> [Person] {
        people.values.filter { isElected($0.id, on: PartialDate(day)) }.sorted { $0.id < $1.id }
    }
}
