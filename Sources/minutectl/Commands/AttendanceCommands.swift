// minutectl attendance: the rolls of meetings, and what was wrong in them.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

/// The noun `attendance`.
struct AttendanceCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attendance", abstract: "Record, correct and show attendance at meetings.",
        discussion: "For totals, see `minutectl report attendance`.",
        subcommands: [Record.self, Correct.self, Show.self])
}

extension AttendanceCommands {
    struct Record: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "attendance record",
            discussion: """
                Name people by surname, full name or identifier. Put a name with spaces in quotation marks. \
                Anyone expected whom you do not name is not recorded, neither as present nor as absent. \
                `--others absent` records them all as absent.

                On a terminal, without any of these options, a list of those expected is shown to be ticked off \
                with single keys; nothing is recorded before you press Enter. A meeting that is not recorded as \
                held yet is recorded as held too.

                EXAMPLES:
                  minutectl attendance record planning-2026-09-02 \\
                    --present okafor "Noor Khan" --absent jones \\
                    --apologies smith:illness --substitute "patel for brown" \\
                    --in-attendance "Chief Executive"
                  minutectl attendance record "Planning 23 September 2026" --held \\
                    --present okafor --others absent
                  minutectl attendance record "MALAP 15 May 2008"
                """)

        @OptionGroup var which: MeetingArgument
        @OptionGroup(title: "Who was there") var roll: RollOptions
        @Option(help: "The status of everyone expected who is not named, for example absent.")
        var others: Standing?
        @Option(name: .customLong("chair"), help: "Who chaired; may be repeated.") var chairs: [String] = []
        @Flag(help: "Record first that the meeting was held.") var held = false
        @OptionGroup var options: RecordingGroup

        func validate() throws { _ = try roll.lines() }

        /// Whether no option says who was there.
        private var isUnsaid: Bool { get throws { try roll.lines().isEmpty && others == nil } }

        mutating func run() throws {
            var command = try command()
            if try isUnsaid {
                guard RollSession.isPossible else {
                    throw ValidationError("Give who attended: --present, --apologies, --absent, --others …")
                }
                guard let ticked = try ticked() else {
                    throw Failure(.refused, "Nothing has been recorded.")
                }
                (command.entries, command.isHeld) = (ticked.lines, held || ticked.isToBeHeld)
            }
            try record(command)
        }

        /// The roll as somebody ticks it off; nil if they leave it.
        private func ticked() throws -> (lines: [RollLine], isToBeHeld: Bool)? {
            var question = MeetingQuestion()
            question.meeting = which.meeting
            let report = try Daemon(options.global).ask(question)
            let meeting = report.meeting
            guard !meeting.hasRoll else {
                throw Failure(
                    .refused, "The attendance of \(meeting.id) is already recorded.",
                    ["To change it: `minutectl attendance correct \(meeting.id) PERSON STATUS --why …`."])
            }
            let expected = report.roll.filter(\.isExpected)
            guard !expected.isEmpty else {
                throw Failure(
                    .refused, "Nobody is expected at \(meeting.id).",
                    ["Fill the seats of the body first: `minutectl seat fill`."])
            }
            let editor = RollEditor(
                title: "\(report.bodyName), \(meeting.starts.spoken)",
                members: expected.map {
                    RollEditor.Member(person: $0.person, name: $0.name, group: $0.groupName, standing: nil)
                })
            guard let marks = RollSession.marks(editor) else { return nil }
            let lines = marks.compactMap { member in
                member.standing.map { standing in
                    var line = RollLine()
                    (line.person, line.standing) = ("person/\(member.person)", standing)
                    return line
                }
            }
            return (lines, meeting.status == .scheduled)
        }

        func command() throws -> RecordAttendance {
            var command = RecordAttendance()
            (command.meeting, command.entries, command.others) = (which.meeting, try roll.lines(), others)
            (command.chairs, command.isHeld) = (chairs, held)
            return command
        }

        /// Names those expected of whom the roll says nothing.
        func follow(_ receipt: CommandReceipt, _ daemon: Daemon) throws {
            guard !receipt.isDryRun, options.global.output == .table else { return }
            var question = MeetingQuestion()
            question.meeting = receipt.subjectId ?? which.meeting
            question.scope.atLeast = receipt.last
            let report = try daemon.ask(question)
            guard let note = MissingFromRoll.note(report) else { return }
            Display(options.global).note(note)
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "attendance correct",
            discussion: """
                The record keeps both the original attendance and the correction, with its reason.

                EXAMPLES:
                  minutectl attendance correct planning-2026-06-24 jones \\
                    apologies:illness --why "Sent by email on the 23rd"
                  minutectl attendance correct planning-2026-06-24 patel substitute \\
                    --for smith --why "Signed the register for Councillor Smith"
                  minutectl attendance correct planning-2026-06-24 okafor --remove \\
                    --why "Was at another meeting"
                """)

        @OptionGroup var which: MeetingArgument
        @Argument(help: "The person.", completion: .people) var person: String
        @Argument(help: "The correct status: present, apologies:illness, absent …")
        var standing: String?
        @Option(name: .customLong("for"), help: "The member a substitute stood in for.") var member: String?
        @Option(help: ArgumentHelp("When they arrived, if late, for example 17:10.", valueName: "time"))
        var arrived: String?
        @Option(help: ArgumentHelp("When they left, if early.", valueName: "time")) var left: String?
        @Flag(help: "Remove them from the attendance.") var remove = false
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard remove == (standing == nil) else {
                throw ValidationError(
                    remove
                        ? "--remove takes them out of the attendance, so leave out the status."
                        : "Give the correct attendance, or --remove.")
            }
            _ = try command()
        }

        func command() throws -> CorrectAttendance {
            var command = CorrectAttendance()
            (command.meeting, command.isRemoved, command.why) = (which.meeting, remove, why.reason)
            command.line.person = person
            if let standing {
                (command.line.standing, command.line.reason) = try RollArguments.standing(standing)
            }
            command.line.substituteFor = member
            command.line.arrived = try arrived.map { try Self.time($0) }
            command.line.left = try left.map { try Self.time($0) }
            return command
        }

        /// Says if leaders were told otherwise: they are owed a correction.
        func follow(_ receipt: CommandReceipt, _ daemon: Daemon) throws {
            guard !receipt.isDryRun, options.global.output == .table else { return }
            var question = NonAttendanceQuestion()
            (question.person, question.scope.atLeast) = (person, receipt.last)
            for notice in try daemon.ask(question).notices where !notice.corrections.isEmpty {
                Display(options.global).note(
                    "The notice \(notice.id) says something else. `minutectl notice run` issues a correction."
                )
            }
        }

        private static func time(_ text: String) throws -> ClockTime {
            guard let time = ClockTime(typed: text) else {
                throw ValidationError("\"\(text)\" is not a time like 17:10 or 5.10pm.")
            }
            return time
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show attendance at a meeting (the same as `meeting show`).",
            discussion: """
                EXAMPLE:
                  minutectl attendance show malap-2007-09-20
                """)

        @OptionGroup var which: MeetingArgument
        @OptionGroup var asking: AskingOptions

        func question() -> MeetingQuestion {
            var question = MeetingQuestion()
            question.meeting = which.meeting
            return question
        }
    }
}

/// Who was expected at a meeting and is not in its roll.
enum MissingFromRoll {
    /// What to tell the clerk; nil if the roll is whole.
    static func note(_ report: MeetingReport) -> String? {
        let missing = report.roll.filter { $0.isExpected && $0.standing == nil }
        guard let first = missing.first else { return nil }
        let people = missing.map { $0.name == $0.person ? $0.name : "\($0.name) (\($0.person))" }
        return """

            Expected, but not recorded:
            \(people.map { "  \($0)" }.joined(separator: "\n"))
            Record each with `minutectl attendance correct \(report.meeting.id) person/\(first.person) absent --why …`; \
            next time, `--others absent` records everybody who is not named.
            """
    }
}
