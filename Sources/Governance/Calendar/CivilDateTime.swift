// A local date and time of day, as agendas, minutes and deadlines give it.

/// A local date and time of day to the second, of no time zone.
///
/// 24:00 is the same moment as 00:00 of the next day and is kept as that; `spokenAsDeadline` says it the way
/// deadlines are meant: "midnight at the end of Friday 10 August 2007".
public struct CivilDateTime: Hashable, Comparable, Sendable {
    /// Seconds on a local clock since 1 January 1970, 00:00; negative before it.
    public let localSeconds: Int64

    /// The moment so many local seconds after 1 January 1970, 00:00; nil outside the years 1 to 9999.
    public init?(localSeconds: Int64) {
        let day = localSeconds.flooredQuotientAndRemainder(by: 86_400).quotient
        guard day >= Int64(CivilDate.first.dayNumber), day <= Int64(CivilDate.last.dayNumber) else {
            return nil
        }
        self.localSeconds = localSeconds
    }

    /// A time on a day: hours 0 to 23, or 24:00:00 for the midnight that ends it; nil when there is no such time.
    public init?(_ date: CivilDate, hour: Int, minute: Int = 0, second: Int = 0) {
        let isEnd = hour == 24 && minute == 0 && second == 0
        guard isEnd || (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
            return nil
        }
        self.init(date, secondOfDay: hour * 3600 + minute * 60 + second)
    }

    /// The moment so many seconds (0 to 86,400) into a day; nil otherwise or past the calendar's end.
    public init?(_ date: CivilDate, secondOfDay: Int) {
        guard secondOfDay >= 0, secondOfDay <= 86_400 else { return nil }
        self.init(localSeconds: Int64(date.dayNumber) * 86_400 + Int64(secondOfDay))
    }

    /// The midnight that begins a day.
    public init(startOf date: CivilDate) { localSeconds = Int64(date.dayNumber) * 86_400 }

    /// The midnight that ends a day; nil at the end of the calendar.
    public init?(endOf date: CivilDate) { self.init(date, secondOfDay: 86_400) }

    public static func < (one: CivilDateTime, other: CivilDateTime) -> Bool {
        one.localSeconds < other.localSeconds
    }

    /// The day that it falls on.
    public var date: CivilDate {
        CivilDate(unchecked: Int(localSeconds.flooredQuotientAndRemainder(by: 86_400).quotient))
    }

    /// Seconds since that day's midnight, 0 to 86,399.
    public var secondOfDay: Int { Int(localSeconds.flooredQuotientAndRemainder(by: 86_400).remainder) }

    /// The hour, 0 to 23.
    public var hour: Int { secondOfDay / 3600 }
    /// The minute, 0 to 59.
    public var minute: Int { secondOfDay / 60 % 60 }
    /// The second, 0 to 59.
    public var second: Int { secondOfDay % 60 }

    /// The moment so many seconds later on the local clock (earlier when negative); nil out of range.
    public func adding(seconds: Int64) -> CivilDateTime? {
        let (sum, overflow) = localSeconds.addingReportingOverflow(seconds)
        return overflow ? nil : CivilDateTime(localSeconds: sum)
    }

    /// How many seconds later `other` is on the local clock; negative when it is earlier.
    public func seconds(until other: CivilDateTime) -> Int64 { other.localSeconds - localSeconds }
}

extension CivilDateTime: CustomStringConvertible {
    /// Reads ISO 8601 "2007-08-02T16:30" or "2007-08-02T16:30:05", and T24:00; nil for anything else.
    public init?(iso text: String) {
        let utf8 = text.utf8
        self.init(iso: utf8.span)
    }

    /// Reads the ISO 8601 local date and time from exactly these ASCII bytes.
    public init?(iso bytes: Span<UInt8>) {
        let hasSeconds = bytes.count == 19
        guard hasSeconds || bytes.count == 16, let date = CivilDate(isoAtStartOf: bytes),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            let hour = Digits.number(bytes, 11, 2), let minute = Digits.number(bytes, 14, 2)
        else { return nil }
        var second = 0
        if hasSeconds {
            guard bytes[16] == UInt8(ascii: ":"), let read = Digits.number(bytes, 17, 2) else { return nil }
            second = read
        }
        self.init(date, hour: hour, minute: minute, second: second)
    }

    /// ISO 8601: "2007-08-02T16:30", with ":05" when the seconds are not zero.
    public var iso: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(19)
        appendISO(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the ASCII bytes of `iso`.
    public func appendISO(to bytes: inout [UInt8]) {
        date.appendISO(to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Digits.append(hour, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Digits.append(minute, width: 2, to: &bytes)
        guard second != 0 else { return }
        bytes.append(UInt8(ascii: ":"))
        Digits.append(second, width: 2, to: &bytes)
    }

    /// The time of day alone, as a notice of meeting has it: "4.30pm", "9am", "noon", "midnight".
    public var spokenTime: String {
        switch secondOfDay {
        case 0: return "midnight"
        case 43_200: return "noon"
        default: break
        }
        var text = String((hour + 11) % 12 + 1)
        if minute != 0 || second != 0 { text += (minute < 10 ? ".0" : ".") + String(minute) }
        if second != 0 { text += (second < 10 ? ".0" : ".") + String(second) }
        return text + (hour < 12 ? "am" : "pm")
    }

    /// The moment in full: "4.30pm on Thursday 2 August 2007".
    ///
    /// 00:00 is "midnight at the start of Friday 10 August 2007", since midnight alone could mean either end.
    public var spoken: String {
        secondOfDay == 0 ? "midnight at the start of \(date.spoken)" : "\(spokenTime) on \(date.spoken)"
    }

    /// The moment as the last one at which something may be done: 00:00 belongs to the day that it ends.
    public var spokenAsDeadline: String {
        guard secondOfDay == 0, let ended = date.adding(days: -1) else { return spoken }
        return "midnight at the end of \(ended.spoken)"
    }

    /// The ISO form, for logs and debugging.
    public var description: String { iso }
}
