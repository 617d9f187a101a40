// How a day is written: ISO 8601 for storage, English for people.

extension CivilDate: CustomStringConvertible {
    /// Reads the ISO 8601 calendar date "2007-08-02", exactly so; nil for anything else.
    public init?(iso text: String) {
        let utf8 = text.utf8
        self.init(iso: utf8.span)
    }

    /// Reads the ISO 8601 calendar date from exactly these ASCII bytes, without making a string.
    public init?(iso bytes: Span<UInt8>) {
        guard bytes.count == 10 else { return nil }
        self.init(isoAtStartOf: bytes)
    }

    /// Reads the date that the first ten bytes write.
    init?(isoAtStartOf bytes: Span<UInt8>) {
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Digits.number(bytes, 0, 4),
            let month = Digits.number(bytes, 5, 2),
            let day = Digits.number(bytes, 8, 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The ISO 8601 calendar date: "2007-08-02".
    public var iso: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        appendISO(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the ten ASCII bytes of the ISO 8601 calendar date.
    public func appendISO(to bytes: inout [UInt8]) {
        let (year, month, day) = parts
        Digits.append(year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Digits.append(month, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Digits.append(day, width: 2, to: &bytes)
    }

    /// The day in full: "Friday 10 August 2007".
    public var spoken: String { "\(weekday.name) \(short)" }

    /// The day without its weekday: "10 August 2007".
    public var short: String {
        let (year, month, day) = parts
        return "\(day) \(CivilDate.nameOf(month: month)) \(year)"
    }

    /// The ISO form, for logs and debugging.
    public var description: String { iso }

    /// The English name of a month known to be 1 to 12.
    static func nameOf(month: Int) -> String { (Month(rawValue: month) ?? .january).name }
}
