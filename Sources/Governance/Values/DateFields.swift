// Dates and times as fields of records, each kept as its ISO 8601 text.

public import Codec

/// Which years a record can speak of. Nothing honest lies outside; a slip of the finger does, and so does a date
/// from which on something would fall due a million times.
public enum PlausibleYears {
    public static let range = 1000...2999

    static func check(_ date: CivilDate, _ text: String) throws(FieldError) {
        guard !range.contains(date.year) else { return }
        throw FieldError(
            "\"\(text)\" is out of range: the year must be from \(range.lowerBound) to \(range.upperBound)")
    }

    static func note(_ date: CivilDate, in json: inout JSONWriter) {
        if !range.contains(date.year) { json.isOutOfBounds = true }
    }
}

extension CivilDate: TextValue {
    /// Stands in a record's field until the field is read.
    public static let placeholder = CivilDate.first

    public static var shape: FieldShape { .date(isPartial: false) }

    public init(text: String) throws(FieldError) {
        guard let date = CivilDate(iso: text) else {
            throw FieldError("\"\(text)\" is not a date like 2007-08-02")
        }
        self = date
    }

    public var text: String { iso }

    public func write(to json: inout JSONWriter) {
        PlausibleYears.note(self, in: &json)
        json.value(text)
    }

    public func check(_ check: FieldCheck) throws(FieldError) {
        if case .bounds = check { try PlausibleYears.check(self, text) }
    }

    /// The first moment of the day.
    public var start: CivilDateTime { CivilDateTime(startOf: self) }

    /// The midnight with which the day ends.
    public var end: CivilDateTime { CivilDateTime(endOf: self) ?? start }
}

extension CivilDateTime: TextValue {
    /// Stands in a record's field until the field is read.
    public static let placeholder = CivilDateTime(startOf: .first)

    public init(text: String) throws(FieldError) {
        guard let time = CivilDateTime(iso: text) else {
            throw FieldError("\"\(text)\" is not a date and time like 2007-08-02T16:30")
        }
        self = time
    }

    public var text: String { iso }

    public func write(to json: inout JSONWriter) {
        PlausibleYears.note(date, in: &json)
        json.value(text)
    }

    public func check(_ check: FieldCheck) throws(FieldError) {
        if case .bounds = check { try PlausibleYears.check(date, text) }
    }
}

extension PartialDate: FieldValue {
    public static var shape: FieldShape { .date(isPartial: true) }

    /// Stands in a record's field until the field is read.
    public static let unknown = PartialDate(CivilDate.first)

    public init(reading node: JSONNode) throws(FieldError) {
        let text = try String(reading: node)
        guard let date = PartialDate(text: text) else {
            throw FieldError("\"\(text)\" is not a date like 2007-08-02, 2007-08, 2007-autumn or 2007")
        }
        self = date
    }

    public func write(to json: inout JSONWriter) {
        PlausibleYears.note(earliest, in: &json)
        json.value(text)
    }

    public func check(_ check: FieldCheck) throws(FieldError) {
        if case .bounds = check { try PlausibleYears.check(earliest, text) }
    }

    /// The first moment that it can mean.
    public var start: CivilDateTime { earliest.start }
}

extension Cadence: FieldValue {
    public static var shape: FieldShape { .string }

    public init(reading node: JSONNode) throws(FieldError) {
        let text = try String(reading: node)
        do throws(DateError) { self = try Cadence(text: text) } catch { throw FieldError(error.description) }
    }

    public func write(to json: inout JSONWriter) { json.value(text) }
}

/// A time of day by the council's clocks, such as `17:10`.
public struct ClockTime: TextValue, Hashable, Comparable {
    /// Minutes since midnight.
    public let minutes: Int

    public init(text: String) throws(FieldError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), hour < 24, minute < 60
        else { throw FieldError("\"\(text)\" is not a time like 17:10") }
        minutes = Int(hour) * 60 + Int(minute)
    }

    public var text: String {
        let hour = minutes / 60
        let minute = minutes % 60
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    public static func < (one: ClockTime, other: ClockTime) -> Bool { one.minutes < other.minutes }
}
