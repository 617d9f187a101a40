// Entries taken back: what was recorded by mistake, and of which nothing else says that it was. A record's state
// is the fold of its entries without those taken back; the entries themselves stay in the log.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Which entry is taken back, and why.
///
/// An entry is named by its record, its type, and its place among those of that type, so that it is the same one
/// in a copy of the log whose entries have other numbers.
public struct TakenBackEntry: Sendable, Equatable {
    public var record = Stream.decision(DecisionID())
    public var type = ""
    /// Its place among the record's entries of that type, from 1.
    public var occurrence = 0
    public var reason = ""
    /// The type of the entry along with which this one is taken back; nil if by itself.
    public var along: String?

    public init() {}

    public init(_ record: Stream, type: String, occurrence: Int, reason: String) {
        (self.record, self.type, self.occurrence, self.reason) = (record, type, occurrence, reason)
    }

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "the record that the entry belongs to")
        try coder.field("type", &type, "the entry's type")
        try coder.field(
            "occurrence", &occurrence, "its number among the record's entries of that type, from 1",
            within: 1...1_000_000)
        try coder.field("reason", &reason)
        try coder.field("along", &along, "the type of the entry that it is undone with")
    }

    /// A meeting that was not held has no roll: both are taken back together.
    var isRollOfHeld: Bool {
        along == MeetingHeld.type && (type == AttendanceRecorded.type || type == AttendanceCorrected.type)
    }
}

/// An entry about a decision, a meeting, a report … was a mistake.
public struct RecordTakenBack: EventPayload, Equatable {
    public static let type = "org.minuted.record.taken_back"

    public var entry = TakenBackEntry()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try entry.fields(&coder)
    }

    public var stream: Stream { entry.record }

    public func admit(in state: State) throws(Rejection) {
        guard Need.Kind(of: entry.record) != nil else { throw entry.ofOtherKind }
        try entry.admit(in: state, after: state.histories.events[entry.record] ?? [])
    }
}

/// An entry about a person, a group, an office, a body or a place was a mistake.
public struct DirectoryTakenBack: EventPayload, Equatable {
    public static let type = "org.minuted.directory.taken_back"

    public var entry = TakenBackEntry()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try entry.fields(&coder)
    }

    public var stream: Stream { entry.record }

    public func admit(in state: State) throws(Rejection) {
        guard Need.Kind(of: entry.record) == nil else { throw entry.ofOtherKind }
        try entry.admit(in: state, after: state.directory.histories.events[entry.record] ?? [])
    }
}

/// What happened to records, in order: kept where an entry may have to be taken back. How something came to be
/// known is not part of what is known, so all histories are equal.
public struct Histories: Sendable, Equatable {
    public var events: [Stream: [Event]] = [:]

    public init() {}

    public static func == (one: Histories, other: Histories) -> Bool { true }
}

extension Event {
    /// The entry that this takes back; nil if it takes none back.
    public var takenBack: TakenBackEntry? {
        switch self {
        case .recordTakenBack(let it): it.entry
        case .directoryTakenBack(let it): it.entry
        default: nil
        }
    }

    /// The type that its entry has.
    var typeName: String { Swift.type(of: payload).type }
}

/// Finds out which entries of records still stand.
public struct TakenBackEntries: Sendable {
    private var places: [Stream: [String: Set<Int>]] = [:]
    private var counts: [Stream: [String: Int]] = [:]

    public init() {}

    /// - Parameter events: all that may take something back.
    public init(_ events: some Sequence<Event>) { for event in events { note(event) } }

    /// Takes in an event that may take another back.
    public mutating func note(_ event: Event) {
        guard let entry = event.takenBack else { return }
        places[entry.record, default: [:]][entry.type, default: []].insert(entry.occurrence)
    }

    /// Whether nothing is taken back at all.
    public var isEmpty: Bool { places.isEmpty }

    /// Whether the next event of a record stands: neither taken back nor itself a taking back. To be asked
    /// about every event of the types looked at, in order, once each.
    public mutating func stands(_ event: Event) -> Bool {
        guard !places.isEmpty else { return event.takenBack == nil }
        let stream = event.stream
        guard let types = places[stream] else { return event.takenBack == nil }
        let type = event.typeName
        counts[stream, default: [:]][type, default: 0] += 1
        guard event.takenBack == nil, let gone = types[type] else { return event.takenBack == nil }
        return !gone.contains(counts[stream]?[type] ?? 0)
    }

    /// The events of records that still stand.
    public static func standing(_ events: [Event]) -> [Event] {
        var taken = TakenBackEntries(events)
        return events.filter { taken.stands($0) }
    }
}

// MARK: - Rules

extension TakenBackEntry {
    /// Entries that another verb puts right, or that have to stand: what was told stays told.
    private static let otherwise: [String: String] = [
        AttendanceRecorded.type:
            "Correct the attendance, one person at a time: `minutectl attendance correct`.",
        AttendanceCorrected.type: "Correct the attendance again: `minutectl attendance correct`.",
        NoticeIssued.type:
            "Leaders have been told. Send them a correction: `minutectl notice follow-up`.",
        NoticeFollowedUp.type:
            "Leaders have been told. Send them another correction: `minutectl notice follow-up`.",
        NoticeDelivered.type: "Record what happened to the letter: `minutectl notice failed`.",
        NoticeDeliveryFailed.type: "Record what happened to the letter: `minutectl notice delivered`.",
        CouncilFounded.type: "A log belongs to one council. Start another log.",
        CouncilCalendarSet.type:
            "Remove a closure with `minutectl council remove-closure`, or add one with a constitution.",
        RecordBeginningSet.type: "Give the right day: `minutectl record begins DATE --reason …`.",
        RecordTakenBack.type: "Record again what was undone by mistake.",
        DirectoryTakenBack.type: "Record again what was undone by mistake.",
    ]

    /// Entries with which a record begins and that may go with the whole of it.
    private static let wholeRecords: Set<String> = [NoticeWaived.type]

    fileprivate var ofOtherKind: Rejection {
        Rejection(
            "taking-back", record.text, "Entries about \(record.text) cannot be undone with this command.",
            remedy: "Use `minutectl record take-back`.")
    }

    fileprivate func admit(in state: State, after history: [Event]) throws(Rejection) {
        try Check.reason(reason, of: record.text)
        if let instead = Self.otherwise[type], !isRollOfHeld {
            throw Rejection(
                "taking-back", record.text, "Entries of the type \(type) cannot be undone.", remedy: instead
            )
        }
        let places = history.indices.filter { history[$0].typeName == type }
        guard places.indices.contains(occurrence &- 1) else {
            throw Rejection(
                "known-entry", record.text, "\(record.text) has no entry \(occurrence) of the type \(type).",
                remedy: "`minutectl log list --subject \(record.text)` lists its entries.")
        }
        let place = places[occurrence - 1]
        guard place > 0 || (history.count == 1 && Self.wholeRecords.contains(type)) else {
            throw Rejection(
                "taking-back", record.text, "That entry created \(record.text).",
                remedy: "Withdraw, merge, dissolve or correct the whole record instead.")
        }
        guard !history.contains(where: { $0.takenBack.map(isSame) ?? false }) else {
            throw Rejection(
                "taken-back-once", record.text, "That entry has already been undone.",
                remedy: "There is nothing more to undo.")
        }
        try refuseIfNeeded(at: place, by: history, in: state)
    }

    func isSame(_ other: TakenBackEntry) -> Bool {
        (record, type, occurrence) == (other.record, other.type, other.occurrence)
    }

    /// Refuses to take back what a later entry rests on: one that the rules would not admit without it.
    private func refuseIfNeeded(at place: Int, by history: [Event], in state: State) throws(Rejection) {
        var without: [Event] = []
        var with: [Event] = []
        var taken = TakenBackEntries(history)
        for (index, event) in history.enumerated() where taken.stands(event) {
            with.append(event)
            if index != place { without.append(event) }
        }
        // Rules of today may refuse what was admitted once; that is not this entry's doing.
        let refusedAnyway = Self.refusals(with, record, state).map(\.event)
        for (event, rejection) in Self.refusals(without, record, state)
        where !refusedAnyway.contains(event) {
            throw Rejection(
                "rested-upon", record.text,
                "A later entry depends on it (\(event.typeName)): \(rejection.message)",
                remedy: "Undo or correct that one first.")
        }
    }

    /// The events that the rules refuse when they are recorded one after the other.
    private static func refusals(
        _ events: [Event], _ record: Stream, _ state: State
    ) -> [(event: Event, rejection: Rejection)] {
        var trial = state
        trial.forget(record)
        var refused: [(Event, Rejection)] = []
        for event in events {
            do throws(Rejection) { try event.payload.admit(in: trial) } catch {
                refused.append((event, error))
            }
            trial.evolve(event)
        }
        return refused
    }
}

// MARK: - State

extension State {
    /// The record as it is without the entry. Its history has to be at hand.
    mutating func evolve(_ event: RecordTakenBack) {
        guard let history = histories.events[event.entry.record] else { return }
        let whole = history + [.recordTakenBack(event)]
        forget(event.entry.record)
        for event in TakenBackEntries.standing(whole) { evolve(event) }
        histories.events[event.entry.record] = whole
    }
}

extension Directory {
    /// The record as it is without the entry.
    mutating func evolve(_ event: DirectoryTakenBack) {
        let whole = (histories.events[event.entry.record] ?? []) + [.directoryTakenBack(event)]
        put(event.entry.record, from: Directory())
        for event in TakenBackEntries.standing(whole) { evolve(event) }
        histories.events[event.entry.record] = whole
    }
}
