// A roll as a clerk types it, made into the lines of a command.

import ArgumentParser
import Codec
import Governance

/// The options that say who was there.
struct RollOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Members present.", valueName: "person"),
        completion: .people)
    var present: [String] = []

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Members present remotely.", valueName: "person"),
        completion: .people)
    var virtualPresent: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Members who sent apologies, with the reason if known: smith:illness. "
                + "Reasons: \(RollArguments.reasons).",
            valueName: "person[:reason]"), completion: .people)
    var apologies: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Members absent without apologies.", valueName: "person[:reason]"),
        completion: .people)
    var absent: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Substitutes: \"khan for smith\".", valueName: "person for member"),
        completion: .people)
    var substitute: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Substitutes present remotely.", valueName: "person for member"),
        completion: .people)
    var virtualSubstitute: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Others in attendance: observers, officers.", valueName: "person"),
        completion: .people)
    var inAttendance: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Others in attendance remotely.", valueName: "person"), completion: .people)
    var virtualInAttendance: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Who arrived late, and when: okafor:17:10.", valueName: "person:time"))
    var arrived: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Who left early, and when: okafor:18:00.", valueName: "person:time"))
    var left: [String] = []

    /// The roll's lines, in the order of the options.
    func lines() throws -> [RollLine] {
        var lines: [RollLine] = []
        for (people, standing) in plain { lines += people.map { RollArguments.line($0, standing) } }
        lines += try apologies.map { try RollArguments.absence($0, .apologies) }
        lines += try absent.map { try RollArguments.absence($0, .absent) }
        lines += try substitute.map { try RollArguments.substitute($0, .substitute) }
        lines += try virtualSubstitute.map { try RollArguments.substitute($0, .substituteVirtually) }
        for text in arrived {
            let (index, time) = try RollArguments.time(text, in: lines, option: "--arrived")
            lines[index].arrived = time
        }
        for text in left {
            let (index, time) = try RollArguments.time(text, in: lines, option: "--left")
            lines[index].left = time
        }
        return lines
    }

    private var plain: [([String], Standing)] {
        [
            (present, .present), (virtualPresent, .presentVirtually), (inAttendance, .inAttendance),
            (virtualInAttendance, .inAttendanceVirtually),
        ]
    }
}

/// How one line of a roll is typed.
enum RollArguments {
    static let reasons = AbsenceReason.allCases.map(\.rawValue).joined(separator: ", ")

    static func line(_ person: String, _ standing: Standing) -> RollLine {
        var line = RollLine()
        (line.person, line.standing) = (person, standing)
        return line
    }

    /// Somebody absent: `smith`, `smith:illness`.
    static func absence(_ text: String, _ standing: Standing) throws -> RollLine {
        let (person, word) = halves(text)
        var line = line(person, standing)
        line.reason = try word.map { try reason($0) }
        return line
    }

    /// A reason for absence.
    static func reason(_ word: String) throws -> AbsenceReason {
        guard let reason = AbsenceReason(rawValue: word) else {
            throw ValidationError("\"\(word)\" is not a reason for absence. Use one of: \(reasons).")
        }
        return reason
    }

    /// A standing with a reason for absence or without: `present`, `apologies:illness`.
    static func standing(_ text: String) throws -> (Standing, AbsenceReason?) {
        let (word, reason) = halves(text)
        guard let standing = Standing(rawValue: word) else {
            let all = Standing.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("Unknown status \"\(word)\". Use one of: \(all).")
        }
        return (standing, try reason.map { try self.reason($0) })
    }

    /// A substitute: `khan for smith`.
    static func substitute(_ text: String, _ standing: Standing) throws -> RollLine {
        let halves = text.split(separator: " for ", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves.contains(where: \.isEmpty) else {
            throw ValidationError(
                halves.count > 2
                    ? "It is not clear who stood in for whom in \"\(text)\". Use identifiers."
                    : "Give who stood in for whom, in quotation marks: \"khan for smith\", not \"\(text)\".")
        }
        var line = line(String(halves[0]), standing)
        line.substituteFor = String(halves[1])
        return line
    }

    /// Somebody in the roll with a time: `okafor:17:10`.
    static func time(
        _ text: String, in lines: [RollLine], option: String
    ) throws -> (index: Int, time: ClockTime) {
        guard let colon = text.firstIndex(of: ":"),
            let time = ClockTime(typed: String(text[text.index(after: colon)...]))
        else {
            throw ValidationError(
                "Give \(option) as PERSON:TIME, for example okafor:17:10 or okafor:5.10pm, not \"\(text)\".")
        }
        let person = text[..<colon]
        guard let index = lines.firstIndex(where: { $0.person == person }) else {
            throw ValidationError(
                "\(option) names \(person), who is not among those present. Write the name the same way twice."
            )
        }
        return (index, time)
    }

    private static func halves(_ text: String) -> (String, String?) {
        guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }
}

extension ClockTime {
    /// Reads a time as people type it: "17:10", "5.10pm", "7pm"; nil for anything else.
    init?(typed text: String) {
        if let exact = try? ClockTime(text: text) {
            self = exact
            return
        }
        // Times are read with a day; which one makes no difference.
        let spoken = SpokenDate(today: .first)
        guard let time = try? spoken.dateTime("1 January 2000 \(text)"),
            let exact = try? ClockTime(text: String(time.iso.suffix(5)))
        else { return nil }
        self = exact
    }
}
