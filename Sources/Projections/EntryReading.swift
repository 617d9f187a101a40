// From a stored entry to the event in it.

import Codec
public import Governance
public import Ledger

/// An entry that cannot be folded: it is missing, no entry, or not an event that this version knows.
public struct UnreadableEntry: Error, Sendable, CustomStringConvertible {
    public let seq: Int
    public let problem: String

    public var description: String { "entry \(seq): \(problem)" }
}

extension Event {
    /// Reads the event out of an entry's bytes.
    ///
    /// - Throws: ``UnreadableEntry``. Nothing is skipped: who reads the log stops there.
    public init(seq: Int, entry bytes: UnsafeRawBufferPointer) throws(UnreadableEntry) {
        let view = try EntryView(seq: seq, entry: bytes)
        if let event = Change(quickly: view)?.event {
            self = event
        } else {
            try self.init(seq: seq, view)
        }
    }

    /// Reads the event of an entry whose attributes have been found, whatever it is.
    init(seq: Int, _ view: EntryView) throws(UnreadableEntry) {
        do {
            try self.init(type: view.type.string, data: try JSONDocument(Array(view.data)).root)
            if case .councilFounded(var founded) = self {
                founded.entered = EntryDay(CivilDate(iso: String(view.recordedTime.string.prefix(10))))
                self = .councilFounded(founded)
            }
        } catch {
            throw UnreadableEntry(seq: seq, problem: "\(error)")
        }
    }

    /// Reads the event out of an entry.
    public init(_ entry: StoredEntry) throws(UnreadableEntry) {
        let read = entry.bytes.withUnsafeBytes { raw in
            Result { () throws(UnreadableEntry) in try Event(seq: entry.seq, entry: raw) }
        }
        self = try read.get()
    }
}

extension EntryView {
    init(seq: Int, entry bytes: UnsafeRawBufferPointer) throws(UnreadableEntry) {
        do { try self.init(bytes) } catch { throw UnreadableEntry(seq: seq, problem: "\(error)") }
    }
}

extension LedgerStore {
    /// Goes through all entries of a range, in order.
    ///
    /// - Throws: ``UnreadableEntry`` where one is missing: whoever folds the others would never notice.
    func forEveryEntry(
        in range: ClosedRange<Int>, _ body: (Int, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var next = range.lowerBound
        try forEach(in: range) { seq, bytes in
            guard seq == next else { throw UnreadableEntry(seq: next, problem: "the log does not give it") }
            try body(seq, bytes)
            next += 1
        }
        guard next > range.upperBound else {
            throw UnreadableEntry(seq: next, problem: "the log does not give it")
        }
    }

    /// Folds the directory as the log has it up to an entry. Reads the entries about people, groups,
    /// offices and bodies only.
    public func directory(upTo last: Int = .max) throws -> Directory {
        var directory = Directory()
        try forEach(ofTypes: Directory.eventTypes, upTo: last) { seq, bytes in
            directory.evolve(try Event(seq: seq, entry: bytes))
        }
        return directory
    }

    /// The events of one record's stream that were not taken back, oldest first, with their entries.
    public func events(
        of stream: Stream, upTo last: Int = .max
    ) throws -> [(entry: StoredEntry, event: Event)] {
        let all = try entries(stream: stream.text, upTo: last).map { ($0, try Event($0)) }
        var taken = TakenBackEntries(all.map(\.1))
        return all.filter { taken.stands($0.1) }
    }
}
