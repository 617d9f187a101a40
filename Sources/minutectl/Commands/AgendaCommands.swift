// minutectl agenda and minutes: what was tabled, what was missing, how far the minutes have come.

import ArgumentParser
import Governance
import Reports

/// The noun `agenda`.
struct AgendaCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Build and publish the agendas of meetings.",
        subcommands: [List.self, Show.self, Pack.self, Table.self, Remove.self, Publish.self, Except.self])
}

/// How a meeting is named.
struct AgendaMeeting: ParsableArguments {
    @Argument(
        help: "The meeting: the start of an identifier, or a body and a day.", completion: .meetings)
    var meeting: String
}

extension AgendaCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "agenda list",
            discussion: """
                EXAMPLES:
                  minutectl agenda list --body childrens-trust-board --missing
                  minutectl agenda list --meeting planning-2026-09-23
                """)

        @Option(help: "One body's meetings only.", completion: .bodies) var body: String?
        @Option(help: "One meeting only, by the start of its identifier.") var meeting: String?
        @OptionGroup var period: PeriodOptions
        @Flag(help: "Only meetings at which a standing item was missing.") var missing = false
        @OptionGroup var list: ListOptions
        @OptionGroup var asking: AskingOptions

        func question() -> AgendasQuestion {
            var question = AgendasQuestion()
            (question.body, question.meeting) = (body, meeting)
            (question.from, question.to) = (period.from, period.to)
            question.onlyMissing = missing ? true : nil
            (question.limit, question.after) = (list.limit, list.after)
            return question
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the agenda of a meeting.",
            discussion: """
                EXAMPLES:
                  minutectl agenda show "Cabinet 1 September 2026"
                  minutectl agenda show cabinet-2026-09-01 -o html > agenda.html
                """)

        @OptionGroup var which: AgendaMeeting
        @OptionGroup var asking: AskingOptions

        func run() throws {
            try AgendaPacker(asking).show(which.meeting, withPapers: false, Self.configuration.abstract)
        }
    }

    struct Pack: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the agenda of a meeting with its reports in full.",
            discussion: """
                What members are sent before a meeting: the agenda, and behind it each report that an item names, in \
                the order of the items. Files attached to reports are not in it: `minutectl attachment list` has them.

                EXAMPLES:
                  minutectl agenda pack "Cabinet 1 September 2026"
                  minutectl agenda pack cabinet-2026-09-01 -o html > pack.html
                """)

        @OptionGroup var which: AgendaMeeting
        @OptionGroup var asking: AskingOptions

        func run() throws {
            try AgendaPacker(asking).show(which.meeting, withPapers: true, "Agenda and reports")
        }
    }

    struct Table: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "agenda table",
            discussion: """
                EXAMPLES:
                  minutectl agenda table planning-2026-09-23 "Tree orders" --number 6 \\
                    --paper tree-orders
                  minutectl agenda table "Cabinet 6 October 2026" "Health of children" \\
                    --invite corporate-parenting-panel
                  minutectl agenda table childrens-trust-board-2008-02-07 \\
                    "MALAP monitoring"
                """)

        @OptionGroup var which: AgendaMeeting
        @Argument(help: "The item, as the agenda has it.") var label: String
        @Option(help: "Its number on the agenda.") var number: String?
        @Option(
            help: ArgumentHelp(
                "The standing item that it is. (default: found by its name)", valueName: "item"))
        var standing: String?
        @Option(help: "The report that it is about.") var paper: String?
        @Option(help: "The matter that it is about.") var matter: String?
        @Option(help: "A person or body invited for it; may be repeated.") var invite: [String] = []
        @OptionGroup var options: RecordingGroup

        func command() -> TableItem {
            var command = TableItem()
            (command.meeting, command.label, command.number) = (which.meeting, label, number)
            (command.standing, command.paper, command.matter) = (standing, paper, matter)
            command.invited = invite
            return command
        }
    }

    struct Remove: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "agenda remove",
            discussion: """
                EXAMPLE:
                  minutectl agenda remove planning-2026-09-23 "Enforcement" \\
                    --reason "Put off"
                """)

        @OptionGroup var which: AgendaMeeting
        @Argument(help: "The item, as the agenda has it.") var label: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> RemoveItem {
            var command = RemoveItem()
            (command.meeting, command.label, command.reason) = (which.meeting, label, why.reason)
            return command
        }
    }

    struct Publish: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "agenda publish",
            discussion: """
                EXAMPLE:
                  minutectl agenda publish planning-2026-09-23 --on "15 September 2026"
                """)

        @OptionGroup var which: AgendaMeeting
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> PublishAgenda {
            var command = PublishAgenda()
            (command.meeting, command.on) = (which.meeting, when.on)
            return command
        }
    }
}

/// The noun `minutes`.
struct MinutesCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutes",
        abstract: "Draft minutes, and record them being approved, signed and presented.",
        subcommands: [List.self, Draft.self, Record.self])
}

extension MinutesCommands {
    struct Draft: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "minutes draft",
            discussion: """
                The draft has who attended, the agenda, and the decisions made at the meeting with their \
                votes. Print it or save it, and complete it with what was said. `minutes record` then records \
                that the minutes are drafted.

                EXAMPLES:
                  minutectl minutes draft planning-2026-06-24
                  minutectl minutes draft "Cabinet 2 August 2007" > draft.txt
                """)

        @OptionGroup var which: MeetingArgument
        @OptionGroup var asking: AskingOptions

        func question() -> MinutesDraftQuestion {
            var question = MinutesDraftQuestion()
            question.meeting = which.meeting
            return question
        }
    }

    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "minutes list",
            discussion: """
                EXAMPLE:
                  minutectl minutes list --body malap --open
                """)

        @Option(help: "One body's meetings only.", completion: .bodies) var body: String?
        @OptionGroup var period: PeriodOptions
        @Flag(help: "Only minutes not presented to every body they go to.") var open = false
        @OptionGroup var list: ListOptions
        @OptionGroup var asking: AskingOptions

        func question() -> MinutesQuestion {
            var question = MinutesQuestion()
            (question.body, question.from, question.to) = (body, period.from, period.to)
            question.onlyOpen = open ? true : nil
            (question.limit, question.after) = (list.limit, list.after)
            return question
        }
    }

    struct Record: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "minutes record",
            discussion: """
                EXAMPLES:
                  minutectl minutes record planning-2026-06-24 drafted --on "29 June 2026"
                  minutectl minutes record planning-2026-06-24 approved \\
                    --at planning-2026-09-02
                  minutectl minutes record corporate-parenting-panel-2026-07-14 presented \\
                    --at "Cabinet 1 September 2026"
                """)

        @OptionGroup var which: AgendaMeeting
        @Argument(help: "The stage they have reached.") var stage: MinutesStage
        @Option(help: ArgumentHelp("The day. (default: the meeting's, or today)", valueName: "date"))
        var on: String?
        @Option(help: "The meeting that approved them, or to which they were presented.") var at: String?
        @Option(help: "The body to which they were presented. (default: the meeting's)") var to: String?
        @Option(help: "Who signed them.") var by: String?
        @OptionGroup var options: RecordingGroup

        func command() -> RecordMinutes {
            var command = RecordMinutes()
            (command.meeting, command.stage, command.on) = (which.meeting, stage, on)
            (command.at, command.to, command.by) = (at, to, by)
            return command
        }
    }
}
