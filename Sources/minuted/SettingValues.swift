// Values that only the configuration has: amounts of storage, and how much is logged.

import Codec
import Logging

/// An amount of storage as people write it: `64 MiB`.
struct ByteCount: TextValue, Equatable {
    let bytes: Int

    private static let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]
    /// A pebibyte is beyond every disk that this is for, and its multiples stay countable.
    private static let greatest = 1 << 40

    init(bytes: Int) { self.bytes = bytes }

    init(text: String) throws(FieldError) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2, let number = Int(words[0]), number >= 0,
            let unit = Self.units.first(where: { $0.0 == words[1] })?.1
        else { throw FieldError("\"\(text)\" is not an amount such as \"64 MiB\" (KiB, MiB or GiB)") }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit)
        guard !overflow, bytes <= Self.greatest else { throw FieldError("\(text) is more than 1024 GiB") }
        self.bytes = bytes
    }

    /// In the largest unit that leaves something to read, whole: `64 MiB`.
    var text: String {
        let (name, unit) = Self.units.last { bytes >= $0.1 } ?? Self.units[0]
        return "\(bytes / unit) \(name)"
    }
}

/// From which level on events are logged.
enum LogLevel: String, Choice {
    case debug, info, notice, warning, error

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
