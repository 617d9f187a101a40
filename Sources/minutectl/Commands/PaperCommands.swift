// minutectl paper: reports submitted to bodies, and what they lack.

import ArgumentParser
import Governance
import Reports

/// The noun `paper`.
struct PaperCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper",
        abstract: "Record reports submitted to bodies or to a member who decides alone.",
        subcommands: [
            List.self, Show.self, Submit.self, AddImplicationCommand.self, Correct.self, Withdraw.self,
        ])
}

/// How a report is named.
struct PaperArgument: ParsableArguments {
    @Argument(help: "The report's title, or the start of its identifier.") var paper: String
}

extension PaperCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "paper list",
            discussion: """
                Reports for future meetings are listed too. Those that ask for a key decision are the \
                forward plan.

                EXAMPLES:
                  minutectl paper list --to cabinet --incomplete
                  minutectl paper list --lacking "Corporate parenting"
                  minutectl paper list --key --from "1 September 2026"
                """)

        @Option(help: "Only reports submitted to this body, office or person.") var to: String?
        @Option(help: ArgumentHelp("Submitted on this day or later.", valueName: "date")) var from: String?
        @Option(help: ArgumentHelp("Submitted on this day or earlier.", valueName: "date")) var until: String?
        @Option(
            help: ArgumentHelp("Only reports without a paragraph on these implications.", valueName: "kind"))
        var lacking: String?
        @Flag(help: "Only reports with something missing or contradictory.") var incomplete = false
        @Flag(help: "Only reports that ask for a key decision.") var key = false
        @Option(
            help: ArgumentHelp(
                "Only reports whose document (for example a strategy) expires within this many days, or has expired.",
                valueName: "days"))
        var expiringWithin: Int?
        @OptionGroup var asking: AskingOptions

        func question() -> PapersQuestion {
            var question = PapersQuestion()
            (question.to, question.from, question.until) = (to, from, until)
            (question.lacking, question.expiringWithin) = (lacking, expiringWithin)
            (question.isIncomplete, question.isKey) = (incomplete ? true : nil, key ? true : nil)
            return question
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "paper show",
            discussion: """
                EXAMPLE:
                  minutectl paper show housing-strategy
                """)

        @OptionGroup var which: PaperArgument
        @OptionGroup var asking: AskingOptions

        func question() -> PaperQuestion {
            var question = PaperQuestion()
            question.paper = which.paper
            return question
        }
    }

    struct Submit: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "paper submit",
            discussion: """
                The file has the report in YAML or JSON. Its fields are those of SubmitPaper in \
                org.minuted.Records. Texts are kept word for word. Leave out what the report leaves \
                out.

                EXAMPLE:
                  minutectl paper submit report.yaml --meeting "Cabinet 6 October 2026"
                """)

        @Argument(help: "The file; - for the standard input.", completion: .file()) var file: String
        @Option(help: "The meeting that receives it. (default: the file's)") var meeting: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> SubmitPaper {
            var command = try SourceDocument(file: file).read(SubmitPaper.self)
            if let meeting { command.meeting = meeting }
            return command
        }
    }

    struct AddImplicationCommand: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "paper add-implication",
            discussion: """
                EXAMPLE:
                  minutectl paper add-implication placements "Corporate parenting" \\
                    "None arising."
                """)

        @OptionGroup var which: PaperArgument
        @Argument(help: "The kind of implications.") var kind: String
        @Argument(help: "The paragraph.") var text: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> AddImplication {
            var command = AddImplication()
            (command.paper, command.kind, command.text, command.on) = (which.paper, kind, text, when.on)
            return command
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "paper correct",
            discussion: """
                EXAMPLE:
                  minutectl paper correct placements reportfor decision \\
                    --reason "Misread the header"
                """)

        @OptionGroup var which: PaperArgument
        @Argument(help: "The part of the report.") var field: PaperField
        @Argument(help: "The correct value.") var value: String?
        @Flag(help: "It should be blank.") var blank = false
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard blank == (value == nil) else {
                throw ValidationError("Give the correct value, or --blank.")
            }
        }

        func command() -> CorrectPaper {
            var command = CorrectPaper()
            (command.paper, command.field) = (which.paper, field)
            (command.value, command.reason) = (value, why.reason)
            return command
        }
    }

    struct Withdraw: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "paper withdraw",
            discussion: """
                EXAMPLE:
                  minutectl paper withdraw tree-orders --reason "Replaced by a later version"
                """)

        @OptionGroup var which: PaperArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawPaper {
            var command = WithdrawPaper()
            (command.paper, command.reason) = (which.paper, why.reason)
            return command
        }
    }
}
