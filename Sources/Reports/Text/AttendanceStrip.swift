// Attendance as a strip of cells, one for each meeting: a letter each in text, a picture in a page.

public import Governance

/// A strip of meetings, oldest first.
public struct AttendanceStrip: Sendable, Equatable {
    /// One meeting.
    public struct Cell: Sendable, Equatable {
        public let date: CivilDate
        /// What the roll says; nil where it does not name the member, or there is none.
        public let standing: Standing?
        /// Whether the member was expected, and the meeting was held with a roll.
        public let isCounted: Bool

        public init(_ date: CivilDate, _ standing: Standing?, isCounted: Bool) {
            (self.date, self.standing, self.isCounted) = (date, standing, isCounted)
        }
    }

    public let cells: [Cell]

    public init(_ cells: [Cell]) { self.cells = cells }

    public var isEmpty: Bool { cells.isEmpty }

    /// The strip in letters, and what those of them mean that occur.
    public var text: String {
        guard !isEmpty else { return "" }
        let letters = cells.map(\.letter)
        return letters.joined(separator: " ") + " (" + Self.legend(of: letters) + ")"
    }

    /// The letters alone.
    public var letters: String { cells.map(\.letter).joined(separator: " ") }

    /// What the letters mean that occur in it.
    public static func legend(of letters: [String]) -> String {
        meanings.filter { letters.contains($0.letter) }.map { "\($0.letter) \($0.words)" }
            .joined(separator: ", ")
    }

    /// Every letter with its meaning.
    static let meanings: [(letter: String, words: String)] = [
        ("P", "present"), ("V", "present, virtual"), ("s", "substitute"), ("v", "in attendance"),
        ("a", "apologies"), ("A", "absent"), ("?", "not recorded"), ("-", "not counted"),
    ]
}

extension AttendanceStrip.Cell {
    /// The letter that stands for it.
    public var letter: String {
        guard isCounted || standing != nil else { return "-" }
        return switch standing {
        case .present: "P"
        case .presentVirtually: "V"
        case .substitute, .substituteVirtually: "s"
        case .inAttendance, .inAttendanceVirtually: "v"
        case .apologies: "a"
        case .absent: "A"
        case nil: "?"
        }
    }

    /// What it says, in words.
    public var words: String {
        guard isCounted || standing != nil else { return "not counted" }
        return standing?.words ?? "not recorded"
    }
}
