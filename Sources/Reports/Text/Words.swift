// The words in which text says what the record keeps as codes.

import Governance

extension OfficeKind {
    var words: String {
        switch self {
        case .leader: "Leader"
        case .deputyLeader: "deputy leader"
        case .groupLeader: "group leader"
        case .deputyGroupLeader: "deputy group leader"
        case .chiefExecutive: "Chief Executive"
        case .properOfficer: "Proper Officer"
        case .leadMember: "Lead Member"
        case .director: "director"
        case .other: "other"
        }
    }
}

extension BodyKind {
    var words: String {
        switch self {
        case .council: "council"
        case .executive: "executive"
        case .committee: "committee"
        case .scrutiny: "scrutiny"
        case .board: "board"
        case .panel: "panel"
        case .partnership: "partnership"
        case .youngPeople: "young people's body"
        case .informal: "informal group"
        }
    }
}

extension Powers {
    var words: String {
        switch self {
        case .decides: "decides"
        case .advises: "advises"
        case .scrutinises: "scrutinises"
        }
    }
}

extension Standing {
    var emphasis: Emphasis? {
        switch self {
        case .present, .presentVirtually, .substitute, .substituteVirtually: nil
        case .inAttendance, .inAttendanceVirtually: nil
        case .apologies: .attention
        case .absent: .bad
        }
    }
}

extension AbsenceReason {
    var words: String {
        switch self {
        case .councilBusiness: "council business"
        case .illness: "illness"
        case .leave: "leave"
        case .caring: "caring"
        case .other: "other reason"
        }
    }
}

extension NoticeStatus {
    var emphasis: Emphasis? {
        switch self {
        case .unsent: .bad
        case .issued: .attention
        case .acknowledged: .good
        case .waived: .faint
        }
    }
}

extension ResolutionStanding {
    var emphasis: Emphasis? {
        switch self {
        case .awaitingRatification, .deferred, .awaitingPublication, .openToCallIn, .mayBeImplemented,
            .notYetEffective:
            .attention
        case .calledIn, .referredBack, .rejected, .deadEnd: .bad
        case .implemented: .good
        case .takenUp: nil
        case .notYetMade, .withdrawn: .faint
        }
    }
}

extension ClockTime {
    /// The time as a notice of meeting has it: "5.10pm".
    var spoken: String {
        CivilDateTime(.placeholder, secondOfDay: minutes * 60)?.spokenTime ?? text
    }
}

extension CivilDateTime {
    /// The moment as lists have it: "6 September 2007, 4.30pm".
    var listed: String { "\(date.short), \(spokenTime)" }
}

extension String {
    /// The text with a capital at its beginning.
    var capitalisedAtStart: String { prefix(1).uppercased() + dropFirst() }

    /// With a small letter at its start, for the middle of a sentence.
    var startingSmall: String { prefix(1).lowercased() + dropFirst() }

    /// The text as a sentence: with a capital and a full stop.
    var asSentence: String {
        guard let last else { return self }
        return capitalisedAtStart + (".!?…".contains(last) ? "" : ".")
    }
}

/// Small numbers in running text.
enum NumberInWords {
    private static let words = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ]

    /// The number as a word up to twelve and in digits beyond; "no" for none.
    static func text(_ number: Int) -> String {
        words.indices.contains(number) ? words[number] : String(number)
    }
}

/// Bodies in running text.
enum BodyInWords {
    /// What bodies are called that have "the" before their names.
    private static let kinds: Set<String> = [
        "assembly", "authority", "board", "cabinet", "commission", "committee", "council", "executive",
        "forum", "group",
        "panel", "partnership", "subcommittee", "sub-committee", "team",
    ]

    /// "the Planning Committee" for "Planning Committee"; "the Board" for "The Board"; "MALAP" stays.
    static func text(_ name: String) -> String {
        let words = name.split(separator: " ")
        if words.count > 1, words[0] == "The" { return "the" + name.dropFirst(3) }
        return words.last.map { kinds.contains($0.lowercased()) } ?? false ? "the \(name)" : name
    }
}

/// Lists in running text.
enum ListInWords {
    /// "a", "a and b", "a, b and c".
    static func text(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
