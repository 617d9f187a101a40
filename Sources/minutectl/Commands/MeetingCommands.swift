// minutectl meeting: meetings called, moved, cancelled and held.

import ArgumentParser
import Governance
import Reports

/// The noun `meeting`.
struct MeetingCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "Schedule, hold, move and list meetings.",
        subcommands: [
            List.self, Show.self, Schedule.self, Reschedule.self, Cancel.self, Hold.self, Withdraw.self,
            Chair.self,
        ])
}

/// How a meeting is named.
struct MeetingArgument: ParsableArguments {
    @Argument(
        help: "The start of an identifier, or a body and a day: \"Planning 9 December 2026\".",
        completion: .meetings)
    var meeting: String
}

/// A stretch of days.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day.", valueName: "date")) var from: String?
    @Option(
        name: [.customLong("to"), .customLong("until")],
        help: ArgumentHelp("The last day.", valueName: "date"))
    var to: String?
}

extension MeetingCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting list",
            discussion: """
                EXAMPLES:
                  minutectl meeting list --body malap --from "1 April 2007" \\
                    --to "31 March 2008"
                  minutectl meeting list --status held
                """)

        @Option(help: "Only meetings of this body.", completion: .bodies) var body: String?
        @OptionGroup var period: PeriodOptions
        @Option(help: "Only meetings with this status.") var status: Meeting.Status?
        @Option(help: "Only meetings whose attendance names this person.", completion: .people) var person:
            String?
        @OptionGroup var list: ListOptions
        @OptionGroup var asking: AskingOptions

        func question() -> MeetingsQuestion {
            var question = MeetingsQuestion()
            (question.body, question.from, question.to) = (body, period.from, period.to)
            (question.status, question.person) = (status, person)
            (question.limit, question.after) = (list.limit, list.after)
            return question
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting show",
            discussion: """
                EXAMPLES:
                  minutectl meeting show planning-2026-06-24
                  minutectl meeting show "MALAP 20 September 2007" \\
                    --as-known-on "1 October 2007"
                """)

        @OptionGroup var which: MeetingArgument
        @OptionGroup var asking: AskingOptions

        func question() -> MeetingQuestion {
            var question = MeetingQuestion()
            question.meeting = which.meeting
            return question
        }
    }

    struct Schedule: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting schedule",
            discussion: """
                EXAMPLE:
                  minutectl meeting schedule Planning "9 December 2026 6.30pm" \\
                    --place "Town Hall"
                """)

        @Argument(help: "The body that meets.", completion: .bodies) var body: String
        @Argument(help: "When it starts: \"9 December 2026 6.30pm\".") var starts: String
        @Option(help: "What the meeting is called, if it has a name.") var title: String?
        @Option(help: "Where it is held.") var place: String?
        @Option(help: "The kind of meeting; attendance is counted at ordinary meetings only.")
        var kind = MeetingKind.ordinary
        @Option(help: "An identifier. (default: made from the body and the day)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> ScheduleMeeting {
            var command = ScheduleMeeting()
            (command.body, command.starts) = (body, starts)
            (command.title, command.place, command.meeting) = (title, place, try identifier(id))
            command.kind = kind == .ordinary ? nil : kind
            return command
        }
    }

    struct Reschedule: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting reschedule",
            discussion: """
                EXAMPLE:
                  minutectl meeting reschedule planning-2026-09-23 \\
                    "30 September 2026 6.30pm" --reason "The chair is ill"
                """)

        @OptionGroup var which: MeetingArgument
        @Argument(help: "The new time.") var starts: String
        @Option(help: ArgumentHelp("The reason.", valueName: "text")) var reason: String?
        @Option(help: ArgumentHelp("The new place, if that changes.", valueName: "text")) var place: String?
        @OptionGroup var options: RecordingGroup

        func command() -> RescheduleMeeting {
            var command = RescheduleMeeting()
            (command.meeting, command.starts, command.reason) = (which.meeting, starts, reason)
            command.place = place
            return command
        }
    }

    struct Cancel: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting cancel",
            discussion: """
                Nobody counts as absent from a cancelled meeting. As at a day before it was cancelled, the \
                meeting is still to come.

                EXAMPLE:
                  minutectl meeting cancel planning-2026-09-23 \\
                    --reason "No quorum could be expected"
                """)

        @OptionGroup var which: MeetingArgument
        @OptionGroup var why: ReasonOption
        @Option(
            help: ArgumentHelp(
                "The day on which it was cancelled; today for a meeting to come.", valueName: "date"))
        var on: String?
        @OptionGroup var options: RecordingGroup

        func command() -> CancelMeeting {
            var command = CancelMeeting()
            (command.meeting, command.reason, command.on) = (which.meeting, why.reason, on)
            return command
        }
    }

    struct Hold: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting hold",
            discussion: """
                EXAMPLE:
                  minutectl meeting hold planning-2026-09-23
                """)

        @OptionGroup var which: MeetingArgument
        @OptionGroup var options: RecordingGroup

        func command() -> HoldMeeting {
            var command = HoldMeeting()
            command.meeting = which.meeting
            return command
        }
    }

    struct Chair: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting chair",
            discussion: """
                If several people took the chair one after the other, name them in that order.

                EXAMPLES:
                  minutectl meeting chair planning-2026-06-24 okafor \\
                    --reason "The chair had an interest"
                  minutectl meeting chair malap-2007-09-20 "Councillor C" "Councillor G" \\
                    --reason "One after the other"
                """)

        @OptionGroup var which: MeetingArgument
        @Argument(help: "Who chaired.") var people: [String]
        @Option(
            help: ArgumentHelp(
                "Why it was not the person named in the terms of reference.", valueName: "text"))
        var reason: String?
        @OptionGroup var options: RecordingGroup

        func command() -> ChairMeeting {
            var command = ChairMeeting()
            (command.meeting, command.by, command.reason) = (which.meeting, people, reason)
            return command
        }
    }

    struct Withdraw: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "meeting withdraw",
            discussion: """
                Use this for a meeting that should never have been entered. If it did not take place, cancel it instead.

                EXAMPLE:
                  minutectl meeting withdraw grants-panel-2026-09-16 \\
                    --reason "Entered for the wrong body"
                """)

        @OptionGroup var which: MeetingArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawMeeting {
            var command = WithdrawMeeting()
            (command.meeting, command.reason) = (which.meeting, why.reason)
            return command
        }
    }
}
