// Holds a record's values against the bounds that its fields declare, and its texts against what a text may have.
// Reading does not: what is in a log already has to be read, whatever it says.

/// What is looked at.
public enum FieldCheck: Sendable {
    /// Numbers, lists and dates within their bounds, which no honest entry breaks: for whatever enters the record.
    case bounds
    /// The characters of texts: checked in new entries only.
    case text
}

/// The coder that looks for a value out of bounds.
struct FieldChecker: FieldCoder {
    let check: FieldCheck

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        do { try value.check(check) } catch { throw error.inside("\(name)") }
    }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) {
        guard let value else { return }
        do { try value.check(check) } catch { throw error.inside("\(name)") }
    }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) {
        do { try value.check(check) } catch { throw error.inside("\(name)") }
    }

    mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        try field(name, &value, meaning)
    }

    mutating func bound(_ name: StaticString, _ value: Int?, _ bounds: FieldBounds) throws(FieldError) {
        guard case .bounds = check, let value, !bounds.range.contains(value) else { return }
        throw FieldError("\(bounds.text(of: value))", path: ["\(name)"])
    }
}

/// Between which numbers a field's value, or the length of its list, has to be.
public struct FieldBounds: Sendable, Equatable {
    public let range: ClosedRange<Int>
    /// Whether it is a list's length.
    public let isLength: Bool

    public init(_ range: ClosedRange<Int>, isLength: Bool = false) {
        (self.range, self.isLength) = (range, isLength)
    }

    /// The bounds of numbers whose fields declare none.
    public static let number = FieldBounds(0...1_000_000_000)
    /// The longest list where a field declares nothing.
    public static let longestList = 5_000

    /// As interfaces say it: "1 to 1,000".
    public var text: String {
        let (lower, upper) = (range.lowerBound.grouped, range.upperBound.grouped)
        return isLength ? "at most \(upper)" : "\(lower) to \(upper)"
    }

    func text(of value: Int) -> String {
        isLength
            ? "has \(value.grouped) items, and \(text) are possible" : "is \(value), and has to be \(text)"
    }
}

extension Int {
    /// With commas between groups of three digits.
    var grouped: String {
        let digits = Array("\(magnitude)")
        let groups = stride(from: digits.count, to: 0, by: -3).map {
            String(digits[Swift.max(0, $0 - 3)..<$0])
        }
        return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }
}

extension FieldCoder {
    @inlinable
    public mutating func bound(_ name: StaticString, _ value: Int?, _ bounds: FieldBounds) throws(FieldError)
    {}

    /// A number between bounds.
    @inlinable
    public mutating func field(
        _ name: StaticString, _ value: inout Int, _ meaning: StaticString = "",
        within bounds: ClosedRange<Int>
    ) throws(FieldError) {
        // Where a number breaks its field's bounds and everybody's, the field's are the ones to name.
        do { try field(name, &value, meaning) } catch {
            try bound(name, value, FieldBounds(bounds))
            throw error
        }
        try bound(name, value, FieldBounds(bounds))
    }

    /// A number between bounds that may be left out.
    @inlinable
    public mutating func field(
        _ name: StaticString, _ value: inout Int?, _ meaning: StaticString = "",
        within bounds: ClosedRange<Int>
    ) throws(FieldError) {
        // Where a number breaks its field's bounds and everybody's, the field's are the ones to name.
        do { try field(name, &value, meaning) } catch {
            try bound(name, value, FieldBounds(bounds))
            throw error
        }
        try bound(name, value, FieldBounds(bounds))
    }

    /// A number between bounds, which keeps the value it has when it is left out.
    @inlinable
    public mutating func defaulted(
        _ name: StaticString, _ value: inout Int, _ meaning: StaticString = "",
        within bounds: ClosedRange<Int>
    ) throws(FieldError) {
        // Where a number breaks its field's bounds and everybody's, the field's are the ones to name.
        do { try defaulted(name, &value, meaning) } catch {
            try bound(name, value, FieldBounds(bounds))
            throw error
        }
        try bound(name, value, FieldBounds(bounds))
    }

    /// A list of a greatest length.
    @inlinable
    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString = "", atMost most: Int
    ) throws(FieldError) {
        try field(name, &value, meaning)
        try bound(name, value.count, FieldBounds(0...most, isLength: true))
    }
}

extension FieldValue {
    /// Refuses a value out of bounds.
    public func check(_ check: FieldCheck) throws(FieldError) {}
}

extension Record {
    /// Refuses a field out of bounds, with its path.
    public func check(_ check: FieldCheck) throws(FieldError) {
        var (checker, copy) = (FieldChecker(check: check), self)
        try copy.fields(&checker)
    }

    /// The record as JSON bytes, and whether every number, list and date in it is within bounds, which costs nothing
    /// more; ``check(_:)`` then says which one is not.
    public var jsonWithBounds: (bytes: [UInt8], isWithin: Bool) {
        var writer = JSONWriter()
        write(to: &writer)
        return (writer.bytes, !writer.isOutOfBounds)
    }
}

extension Array where Element: FieldValue {
    public func check(_ check: FieldCheck) throws(FieldError) {
        let bounds = FieldBounds(0...FieldBounds.longestList, isLength: true)
        if case .bounds = check, !bounds.range.contains(count) { throw FieldError(bounds.text(of: count)) }
        for (position, element) in enumerated() {
            do { try element.check(check) } catch { throw error.inside("\(position)") }
        }
    }
}

extension Int {
    public func check(_ check: FieldCheck) throws(FieldError) {
        guard case .bounds = check, !FieldBounds.number.range.contains(self) else { return }
        throw FieldError(FieldBounds.number.text(of: self))
    }
}

extension String {
    /// Refuses characters that are none, or that change how the text around them is shown.
    public func check(_ check: FieldCheck) throws(FieldError) {
        guard case .text = check, let (position, scalar) = firstUnprintable else { return }
        let code = String(scalar.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: Swift.max(0, 4 - code.count)) + code
        throw FieldError("character \(position) is \(name), which a text cannot have: take it out")
    }

    /// The first character that steers a terminal or turns the direction of text around, with its place from 1.
    ///
    /// Tabs and line ends are text: a line feed, also after a carriage return.
    public var firstUnprintable: (position: Int, scalar: Unicode.Scalar)? {
        // Nearly every text has none, and is plain.
        guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else {
            return nil
        }
        var position = 0
        var isReturn = false
        for scalar in unicodeScalars {
            position += 1
            if isReturn, scalar != "\n" { return (position - 1, "\r") }
            isReturn = scalar == "\r"
            if scalar.isUnprintable, !isReturn { return (position, scalar) }
        }
        return isReturn ? (position, "\r") : nil
    }
}

extension String {
    /// The text with `\u001B` for each character that steers a terminal or turns the direction of text around. Inside
    /// a JSON string this is the same string.
    public var showingUnprintable: String {
        guard firstUnprintable != nil else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            guard scalar.isUnprintable, scalar != "\r" else {
                shown.append(scalar)
                continue
            }
            let code = String(scalar.value, radix: 16, uppercase: true)
            shown.append(
                contentsOf: ("\\u" + String(repeating: "0", count: 4 - code.count) + code).unicodeScalars)
        }
        return String(shown)
    }
}

extension Unicode.Scalar {
    /// Whether it steers a terminal, or turns the direction of the text around it; line feeds and tabs do not.
    public var isUnprintable: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
