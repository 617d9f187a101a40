// The roll of a meeting as a list on the terminal: who is expected, a mark for each, and a place that keys move and mark.
// Pure: keys in, lines out. RollSession.swift has the terminal.

import Governance

/// A roll that somebody is ticking off.
struct RollEditor {
    /// Somebody expected.
    struct Member: Equatable {
        let person: String
        let name: String
        let group: String?
        var standing: Standing?
    }

    /// What somebody pressed.
    enum Key: Equatable {
        case up, down, pageUp, pageDown, first, last
        /// Marks the member at the cursor, and goes on to the next.
        case mark(Standing)
        /// Takes the mark away.
        case clear
        /// Marks everybody who has no mark yet.
        case markRest(Standing)
        case finish, quit
        case other
    }

    enum Outcome { case goesOn, finished, quit }

    let title: String
    private(set) var members: [Member]
    private(set) var cursor = 0
    /// Whether it was to be finished with members unmarked: finishing once more means it.
    private(set) var isAsked = false

    /// The members in the order of the list. Nobody is marked by the program.
    init(title: String, members: [Member]) { (self.title, self.members) = (title, members) }

    var unmarked: Int { members.count { $0.standing == nil } }

    mutating func press(_ key: Key) -> Outcome {
        let wasAsked = isAsked
        isAsked = false
        switch key {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -10)
        case .pageDown: move(by: 10)
        case .first: cursor = 0
        case .last: cursor = members.count - 1
        case .mark(let standing):
            members[cursor].standing = standing
            move(by: 1)
        case .clear: members[cursor].standing = nil
        case .markRest(let standing):
            for index in members.indices where members[index].standing == nil {
                members[index].standing = standing
            }
        case .finish:
            if unmarked == 0 || wasAsked { return .finished }
            isAsked = true
        case .quit: return .quit
        case .other: isAsked = wasAsked
        }
        return .goesOn
    }

    private mutating func move(by lines: Int) {
        cursor = max(0, min(members.count - 1, cursor + lines))
    }

    // MARK: - What is seen

    /// The lines on a screen of that size: the title, as many members as fit around the cursor, the sums and the keys.
    func screen(width: Int, height: Int) -> [String] {
        let keys = Self.keys.flatMap { Self.wrapped($0, to: width) }
        let room = max(1, height - keys.count - 5)
        let from = max(0, min(cursor - room / 2, members.count - room))
        let shown = members.indices.dropFirst(from).prefix(room).map { line($0, width) }
        let place = members.count > room ? " (\(cursor + 1) of \(members.count))" : ""
        let lines =
            [Self.cut(title + place, to: width), ""] + shown + ["", Self.cut(sums, to: width)] + keys
        return Array(lines.prefix(height))
    }

    private func line(_ index: Int, _ width: Int) -> String {
        let member = members[index]
        let mark = Self.marks.first { $0.standing == member.standing }?.sign ?? "."
        let name = member.name + (member.group.map { ", \($0)" } ?? "")
        let text = "\(index == cursor ? ">" : " ") [\(mark)] \(Screen.harmless(name))"
        let words = member.standing.map { "  \($0.inWords)" } ?? ""
        return Self.cut(text, to: max(10, width - words.count)) + words
    }

    private var sums: String {
        guard !isAsked else {
            let whose = unmarked == 1 ? "1 member has" : "\(unmarked) members have"
            return "\(whose) no mark and will not be recorded. Press Enter again to record all the same."
        }
        let counts = Self.marks.compactMap { mark in
            let count = members.count { $0.standing == mark.standing }
            return count > 0 ? "\(mark.standing.inWords) \(count)" : nil
        }
        return (counts + (unmarked > 0 ? ["not marked \(unmarked)"] : [])).joined(separator: ", ")
    }

    private static let marks: [(standing: Standing, sign: String)] = [
        (.present, "P"), (.presentVirtually, "R"), (.apologies, "A"), (.absent, "X"),
    ]

    private static let keys = [
        "p or Space present, r remotely, a apologies, x absent, u unmark; arrow keys move",
        "P all others present, X all others absent; Enter records, q leaves without recording",
    ]

    private static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : String(text.prefix(max(0, width - 1))) + "…"
    }

    private static func wrapped(_ text: String, to width: Int) -> [String] {
        guard text.count > width, let space = text.prefix(width + 1).lastIndex(of: " ") else { return [text] }
        return [String(text[..<space])] + wrapped(String(text[text.index(after: space)...]), to: width)
    }
}

extension Standing {
    /// The mark in words.
    fileprivate var inWords: String {
        switch self {
        case .present: "present"
        case .presentVirtually: "present remotely"
        case .apologies: "apologies"
        case .absent: "absent"
        case .substitute, .substituteVirtually, .inAttendance, .inAttendanceVirtually: rawValue
        }
    }
}
