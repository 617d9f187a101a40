// minutectl statistic and question: numbers about children as a whole, and what is asked at every decision or of every report.

import ArgumentParser
import Governance
import Reports

/// The noun `statistic`.
struct StatisticCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistic", abstract: "Record and list statistics about children as a whole.",
        discussion: "A statistic is never about one child. Numbers under five are recorded as suppressed.",
        subcommands: [List.self, Report.self])
}

extension StatisticCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "statistic list",
            discussion: """
                EXAMPLES:
                  minutectl statistic list --body "Corporate Parenting Panel" --latest
                  minutectl statistic list --measure age
                """)

        @Option(help: "Only statistics reported to this body.", completion: .bodies) var body: String?
        @Option(help: "Only statistics whose measure has these words.") var measure: String?
        @Option(help: "Only statistics reported at this meeting.") var meeting: String?
        @Flag(help: "Only the latest of each measure.") var latest = false
        @OptionGroup var asking: AskingOptions

        func question() -> StatisticsQuestion {
            var question = StatisticsQuestion()
            (question.body, question.measure, question.meeting) = (body, measure, meeting)
            question.isLatest = latest ? true : nil
            return question
        }
    }

    struct Report: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "statistic report",
            discussion: """
                A figure is LABEL=NUMBER, or LABEL=suppressed for a number under five. Where a number is \
                suppressed, suppress a second one or leave out the total, so that it cannot be worked out. \
                An average is LABEL=DAYS/CHILDREN, with --unit days.

                EXAMPLES:
                  minutectl statistic report "Corporate Parenting Panel 14 July 2026" \\
                    "Children in care by length of stay" --as-of "30 June 2026" \\
                    --source "Performance, Quarter 1" "under a year=99" \\
                    "a year and over=157" --total 256
                  minutectl statistic report corporate-parenting-panel-2026-07-14 \\
                    "Wait for care plans" --since 2026-04 --as-of 2026-06 --unit days \\
                    --source "Performance, Quarter 1" "disabled children=63/18"
                """)

        @OptionGroup var which: MeetingArgument
        @Argument(help: "What is measured: \"Children in care by age\".") var measure: String
        @Argument(help: ArgumentHelp("LABEL=NUMBER; may be repeated.", valueName: "figure"))
        var figures: [String] = []
        @Option(help: ArgumentHelp("The last day of the period, or the day of the count.", valueName: "date"))
        var asOf: String
        @Option(
            help: ArgumentHelp(
                "The first day of the period; leave it out for a count on one day.", valueName: "date"))
        var since: String?
        @Option(help: "The total; leave it out if it gives a suppressed number away.") var total: Int?
        @Option(help: ArgumentHelp("Where the numbers come from.", valueName: "text")) var source: String
        @Option(help: "What is counted.") var unit = StatisticUnit.children
        @Option(help: "The office, body or person that reported it.") var by: String?
        @Option(help: "The report that contains it.") var paper: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws { _ = try command() }

        func command() throws -> ReportStatistic {
            var command = ReportStatistic()
            (command.meeting, command.measure) = (which.meeting, measure)
            (command.from, command.to, command.unit) = (since, asOf, unit)
            command.figures = try figures.map(Self.figure)
            (command.total, command.source, command.by, command.paper) = (total, source, by, paper)
            return command
        }

        /// A figure as it is typed; the label may have an equals sign itself.
        static func figure(_ text: String) throws -> StatisticFigure {
            guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
                throw ValidationError("\"\(text)\" is not a figure like \"10 to 15=102\".")
            }
            let label = String(text[..<equals])
            let value = text[text.index(after: equals)...]
            if value.lowercased() == "suppressed" { return StatisticFigure(label, nil) }
            let parts = value.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
            switch parts.count {
            case 1: if let number = parts[0] { return StatisticFigure(label, number) }
            case 2:
                if let number = parts[0], let base = parts[1] {
                    return StatisticFigure(label, number, base: base)
                }
            default: break
            }
            throw ValidationError(
                "\"\(value)\" is not a number. Write a whole number, DAYS/CHILDREN, or suppressed.")
        }
    }
}

/// The noun `question`.
struct QuestionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "question",
        abstract: "Record standing questions on decisions and reports, and their answers.",
        discussion: """
            Standing questions are in a body's terms of reference. For other questions, use `minutectl matter raise`.
            """,
        subcommands: [List.self, Put.self])
}

extension QuestionCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "question list",
            discussion: """
                EXAMPLES:
                  minutectl question list --state not-asked
                  minutectl question list --body "Corporate Parenting Panel" --of reports
                """)

        @Option(help: "Only this body's questions.", completion: .bodies) var body: String?
        @Option(help: "Only questions on decisions, or only those on reports.") var of: QuestionedRecord?
        @Option(help: "Only questions with this status.") var state: QuestionState?
        @OptionGroup var asking: AskingOptions

        func question() -> StandingQuestionsQuestion {
            var question = StandingQuestionsQuestion()
            (question.body, question.of, question.state) = (body, of, state)
            return question
        }
    }

    struct Put: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "question put",
            discussion: """
                EXAMPLES:
                  minutectl question put paper/placements \\
                    "How many children are placed outside"
                  minutectl question put decision/foster-homes "Is it good enough" \\
                    --answer "Yes, if the plan is kept to"
                """)

        @Argument(help: "The decision or report, such as decision/corporate-parenting.") var record: String
        @Argument(help: "The question, or its first words.") var question: String
        @Option(help: ArgumentHelp("The answer; leave it out if none is recorded.", valueName: "text"))
        var answer: String?
        @Option(help: "The body, office, group or person that answered.") var by: String?
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> PutQuestion {
            var command = PutQuestion()
            (command.record, command.question, command.answer) = (record, question, answer)
            (command.by, command.on) = (by, when.on)
            return command
        }
    }
}
