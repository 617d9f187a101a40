// The command that takes back an entry: named by its number in the log, as histories show it.

public import Codec

/// Takes back an entry that was made by mistake.
public struct TakeBackEntry: Command {
    /// The entry's number in the log.
    public var entry = 0
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("entry", &entry, "its number in the log")
        try coder.field("reason", &reason)
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.entry(entry)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        guard let place = context.found[.entry(entry)]?.first.flatMap(EntryPlace.init(text:)) else {
            throw Rejection(
                "known-entry", "log", "There is no entry \(entry) in the log.",
                remedy:
                    "Histories show the numbers of entries: `minutectl decision show`, `minutectl log list`.")
        }
        let taken = TakenBackEntry(
            place.record, type: place.type, occurrence: place.occurrence, reason: reason)
        guard Need.Kind(of: place.record) == nil else {
            let history = context.state.histories.events[place.record] ?? []
            guard !history.contains(where: { $0.takenBack.map(taken.isSame) ?? false }) else { return [] }
            let roll = place.type == MeetingHeld.type ? taken.rollAfter(history) : []
            return (roll + [taken]).map { entry in
                var event = RecordTakenBack()
                event.entry = entry
                return .recordTakenBack(event)
            }
        }
        let history = context.directory.histories.events[place.record] ?? []
        guard !history.contains(where: { $0.takenBack.map(taken.isSame) ?? false }) else { return [] }
        var event = DirectoryTakenBack()
        event.entry = taken
        return [.directoryTakenBack(event)]
    }
}

extension TakenBackEntry {
    /// What still stands of the roll that was recorded after a meeting was said to be held, the last entry first.
    fileprivate func rollAfter(_ history: [Event]) -> [TakenBackEntry] {
        var standing = TakenBackEntries(history)
        var counts: [String: Int] = [:]
        var isAfter = false
        var roll: [TakenBackEntry] = []
        for event in history {
            counts[event.typeName, default: 0] += 1
            let place = counts[event.typeName] ?? 0
            guard standing.stands(event) else { continue }
            if event.typeName == type, place == occurrence { isAfter = true }
            var entry = TakenBackEntry(record, type: event.typeName, occurrence: place, reason: reason)
            entry.along = type
            if isAfter, entry.isRollOfHeld { roll.append(entry) }
        }
        return roll.reversed()
    }
}

/// Where an entry stands in its record: what a need for an entry turns out to mean.
public struct EntryPlace: Sendable, Equatable {
    public let record: Stream
    public let type: String
    /// Its place among the record's entries of that type, from 1.
    public let occurrence: Int

    public init(_ record: Stream, type: String, occurrence: Int) {
        (self.record, self.type, self.occurrence) = (record, type, occurrence)
    }

    /// Finds an event's place among the events of its record.
    ///
    /// - Parameter index: the event's among them.
    public init(of index: Int, among events: [Event]) {
        let type = events[index].typeName
        let before = events[...index].count { $0.typeName == type }
        self.init(events[index].stream, type: type, occurrence: before)
    }

    /// `decision/x org.minuted.decision.published 1`.
    public var text: String { "\(record) \(type) \(occurrence)" }

    init?(text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 3, let record = try? Stream(text: words[0]), let occurrence = Int(words[2])
        else {
            return nil
        }
        self.init(record, type: words[1], occurrence: occurrence)
    }
}
