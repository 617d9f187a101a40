// A check that the columns say what the entries say. The entries are what is hashed; the columns are what
// is searched. Somebody with the file in hand could change one without the other.

import Glibc

/// The first entry whose columns and body do not agree.
public struct ColumnMismatch: Error, Sendable, Equatable, CustomStringConvertible {
    /// The entry's number.
    public let seq: Int
    /// Which column; `body` if the body is not an entry, `seq` if a number is missing.
    public let column: String
    /// What the column says.
    public let inColumn: String
    /// What the body says.
    public let inBody: String

    public var description: String {
        "entry \(seq): the column \(column) says \"\(inColumn)\", the entry \"\(inBody)\""
    }
}

extension LedgerStore {
    /// Compares the columns of every entry with its body, and numbers and recorded times with those before.
    ///
    /// - Parameter range: the numbers of the entries to look at; nil for all.
    /// - Returns: the first disagreement; nil if there is none.
    public func firstColumnMismatch(
        in range: ClosedRange<Int>? = nil
    ) throws(StorageFailure) -> ColumnMismatch? {
        let last = try lastSeq()
        let first = max(1, range?.lowerBound ?? 1)
        let end = min(range?.upperBound ?? last, last)
        guard first <= end else { return nil }
        return try read { connection in
            let statement = try Statement(
                connection,
                "SELECT \(ColumnCheck.columns) FROM entry WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")
            statement.bind(1, first)
            statement.bind(2, end)
            var check = ColumnCheck(next: first)
            while try statement.step() {
                if let mismatch = check.mismatch(statement) { return mismatch }
            }
            return check.next > end ? nil : check.missing(at: check.next)
        }
    }
}

/// Compares entries read one after the other, in order, with their columns and with those before.
package struct ColumnCheck {
    /// The columns that a statement has to select, in this order.
    package static let columns = "seq, id, stream, streamversion, type, time, recordedtime, actor, body"

    /// The number that is due.
    package private(set) var next: Int
    private var recordedTime: [UInt8] = []

    /// - Parameter recordedTime: what the entry before says of when it was recorded; empty for the first one.
    package init(next: Int, after recordedTime: [UInt8] = []) {
        (self.next, self.recordedTime) = (next, recordedTime)
    }

    /// The finding that an entry is not there.
    package func missing(at seq: Int) -> ColumnMismatch {
        ColumnMismatch(seq: seq, column: "seq", inColumn: "nothing", inBody: String(seq))
    }

    /// Looks at the row on which the statement stands; nil if all is well.
    package mutating func mismatch(_ row: Statement) -> ColumnMismatch? {
        let seq = row.integer(0)
        guard seq == next else { return missing(at: next) }
        next += 1
        let view: EntryView
        do { view = try EntryView(row.bytes(8)) } catch {
            return ColumnMismatch(seq: seq, column: "body", inColumn: row.text(8), inBody: error.description)
        }
        if let mismatch = Self.compare(row, 1, "id", view.id, seq)
            ?? Self.compare(row, 2, "stream", view.stream, seq)
            ?? Self.compare(row, 4, "type", view.type, seq)
            ?? Self.compare(row, 5, "time", view.time, seq)
            ?? Self.compare(row, 6, "recordedtime", view.recordedTime, seq)
            ?? Self.compare(row, 7, "actor", view.actor, seq)
            ?? Self.compare(row, 0, "seq", view.seq, seq)
            ?? Self.compare(row, 3, "streamversion", view.streamVersion, seq)
        {
            return mismatch
        }
        let recorded = row.bytes(6)
        guard !recorded.lexicographicallyPrecedes(recordedTime) else {
            return ColumnMismatch(
                seq: seq, column: "recordedtime", inColumn: row.text(6),
                inBody: "not before " + String(decoding: recordedTime, as: UTF8.self))
        }
        if !Self.isSame(recorded, recordedTime) { recordedTime = Array(recorded) }
        return nil
    }

    @inline(__always)
    private static func compare(
        _ row: Statement, _ column: Int32, _ name: StaticString, _ text: EntryView.Text, _ seq: Int
    ) -> ColumnMismatch? {
        let isSame =
            text.isEscaped ? row.text(column) == text.string : isSame(row.bytes(column), text.raw)
        guard !isSame else { return nil }
        return ColumnMismatch(
            seq: seq, column: name.description, inColumn: row.text(column), inBody: text.string)
    }

    @inline(__always)
    private static func compare(
        _ row: Statement, _ column: Int32, _ name: StaticString, _ number: Int, _ seq: Int
    ) -> ColumnMismatch? {
        guard row.integer(column) != number else { return nil }
        return ColumnMismatch(
            seq: seq, column: name.description, inColumn: row.text(column), inBody: String(number))
    }

    @inline(__always)
    private static func isSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        guard let first = left.baseAddress, let second = right.baseAddress else { return left.isEmpty }
        return memcmp(first, second, left.count) == 0
    }

    @inline(__always)
    private static func isSame(_ left: UnsafeRawBufferPointer, _ right: [UInt8]) -> Bool {
        right.withUnsafeBytes { isSame(left, $0) }
    }
}
