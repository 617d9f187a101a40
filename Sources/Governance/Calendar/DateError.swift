// Why a date, a time or a cadence could not be understood, and what to write instead.

/// A date, time or cadence that cannot be used, in words for the person who wrote it.
public struct DateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, for callers that treat cases differently.
    public enum Kind: String, Hashable, Sendable {
        /// The text has no form that is understood.
        case unreadable
        /// The day or time does not exist, such as 31 June or 25:00.
        case doesNotExist
        /// The weekday that was named is not that day's.
        case wrongWeekday
        /// The text can mean two things.
        case ambiguous
        /// The text says less than is needed, such as a month where a day is wanted.
        case incomplete
        /// The answer lies outside what the calendar covers.
        case outOfRange
        /// A number or setting is not one that can be used.
        case badSetting
    }

    /// What is wrong.
    public let kind: Kind
    /// What is wrong, as a sentence.
    public let message: String
    /// What to write instead, as a sentence.
    public let instead: String

    public init(_ kind: Kind, _ message: String, instead: String) {
        self.kind = kind
        self.message = message
        self.instead = instead
    }

    /// Both sentences.
    public var description: String { "\(message) \(instead)" }

    static func outOfRange(_ message: String) -> DateError {
        DateError(.outOfRange, message, instead: "Dates run from 1 January 1 to 31 December 9999.")
    }
}

/// Text from outside, shortened so that an error message stays a line.
func quoted(_ text: some StringProtocol) -> String {
    let start = text.prefix(60)
    return "\"" + start + (start.endIndex < text.endIndex ? "…" : "") + "\""
}
