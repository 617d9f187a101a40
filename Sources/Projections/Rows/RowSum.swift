// The hash of a projection's rows: the sum of the rows' SHA-256 modulo 2^256. Order does not matter, a row
// that goes is subtracted, and rows that occur twice do not cancel each other out, as with XOR they would.

import CSQLite
import Digests

/// The sum of rows' digests, and how many rows there are.
public struct RowSum: Sendable, Equatable, CustomStringConvertible {
    // Least significant first.
    private var limbs: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    public private(set) var rows = 0

    public init() {}

    mutating func add(_ digest: RowDigest) {
        var carry = false
        limbs.0 = Self.add(limbs.0, digest.limbs.0, &carry)
        limbs.1 = Self.add(limbs.1, digest.limbs.1, &carry)
        limbs.2 = Self.add(limbs.2, digest.limbs.2, &carry)
        limbs.3 = Self.add(limbs.3, digest.limbs.3, &carry)
        rows += 1
    }

    mutating func subtract(_ digest: RowDigest) {
        var borrow = false
        limbs.0 = Self.subtract(limbs.0, digest.limbs.0, &borrow)
        limbs.1 = Self.subtract(limbs.1, digest.limbs.1, &borrow)
        limbs.2 = Self.subtract(limbs.2, digest.limbs.2, &borrow)
        limbs.3 = Self.subtract(limbs.3, digest.limbs.3, &borrow)
        rows -= 1
    }

    private static func add(_ one: UInt64, _ other: UInt64, _ carry: inout Bool) -> UInt64 {
        let (sum, first) = one.addingReportingOverflow(other)
        let (result, second) = sum.addingReportingOverflow(carry ? 1 : 0)
        carry = first || second
        return result
    }

    private static func subtract(_ one: UInt64, _ other: UInt64, _ borrow: inout Bool) -> UInt64 {
        let (difference, first) = one.subtractingReportingOverflow(other)
        let (result, second) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
        borrow = first || second
        return result
    }

    /// The sum as 64 hexadecimal digits, most significant first.
    public var description: String {
        [limbs.3, limbs.2, limbs.1, limbs.0].map { limb in
            let digits = String(limb, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Reads what ``description`` wrote; nil if it is nothing of the kind.
    init?(_ text: String, rows: Int) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { return nil }
        let read = (0..<4).compactMap { part in
            UInt64(String(decoding: digits[part * 16..<part * 16 + 16], as: UTF8.self), radix: 16)
        }
        guard read.count == 4 else { return nil }
        limbs = (read[3], read[2], read[1], read[0])
        self.rows = rows
    }

    public static func == (one: Self, other: Self) -> Bool {
        one.limbs == other.limbs && one.rows == other.rows
    }
}

/// One row's SHA-256, as a number.
struct RowDigest {
    let limbs: (UInt64, UInt64, UInt64, UInt64)
}

/// Writes a row so that no two rows have the same bytes: the table, then each value with its kind and length.
struct RowEncoder {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    mutating func begin(_ table: String) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: table.utf8)
        bytes.append(0)
    }

    mutating func add(column: Int32, of statement: OpaquePointer) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: bytes.append(0)
        case SQLITE_INTEGER: add(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: add(real: sqlite3_column_double(statement, column))
        default:
            let start = sqlite3_column_blob(statement, column)
            add(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
        }
    }

    mutating func add(_ value: OpaquePointer) {
        switch sqlite3_value_type(value) {
        case SQLITE_NULL: bytes.append(0)
        case SQLITE_INTEGER: add(sqlite3_value_int64(value))
        case SQLITE_FLOAT: add(real: sqlite3_value_double(value))
        default:
            let start = sqlite3_value_blob(value)
            add(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))
        }
    }

    private mutating func add(_ number: Int64) {
        bytes.append(1)
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func add(real number: Double) {
        bytes.append(2)
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func add(_ text: UnsafeRawBufferPointer) {
        bytes.append(3)
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count).littleEndian) {
            bytes.append(contentsOf: $0)
        }
        bytes.append(contentsOf: text)
    }

    var digest: RowDigest {
        SHA256.hash(bytes).withUnsafeBytes { raw in
            func limb(_ place: Int) -> UInt64 {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
            }
            return RowDigest(limbs: (limb(0), limb(1), limb(2), limb(3)))
        }
    }
}
