// minutectl matter: what one puts to another, and how long it has waited for an answer.

import ArgumentParser
import Governance
import Reports

/// The noun `matter`.
struct MatterCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matter",
        abstract: "Record advice, issues, summonses, nominations, feedback and reports back.",
        subcommands: [
            List.self, Show.self, ReportsBack.self, Briefings.self, Raise.self, Answer.self, Close.self,
            Reopen.self,
        ])
}

/// How a matter is named.
struct MatterArgument: ParsableArguments {
    @Argument(help: "The matter's wording, or the start of its identifier.") var matter: String
}

/// The records that a matter or its answer speaks of.
struct MentionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The day. (default: the meeting's, or today)", valueName: "date"))
    var on: String?
    @Option(help: "The meeting where it was raised, or that it is about.") var meeting: String?
    @Option(help: "The report that it is about.") var paper: String?
    @Option(help: "The decision that it is about.") var decision: String?
}

extension MatterCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter list",
            discussion: """
                EXAMPLES:
                  minutectl matter list --open
                  minutectl matter list --kind advice --to cabinet --open
                """)

        @Option(help: "Only matters of this kind.") var kind: MatterKind?
        @Option(help: "Only matters with this status.") var standing: MatterStanding?
        @Flag(help: "Only matters that await an answer.") var open = false
        @Option(help: "Only matters from this body, office, group or person.") var from: String?
        @Option(help: "Only matters to this body, office, group or person.") var to: String?
        @OptionGroup var asking: AskingOptions

        func question() -> MattersQuestion {
            var question = MattersQuestion()
            (question.kind, question.standing, question.isOpen) = (kind, standing, open ? true : nil)
            (question.from, question.to) = (from, to)
            return question
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter show",
            discussion: """
                EXAMPLES:
                  minutectl matter show "Views on the new guidance"
                  minutectl matter show report-back-b --as-at "1 December 2007"
                """)

        @OptionGroup var which: MatterArgument
        @OptionGroup var asking: AskingOptions

        func question() -> MatterQuestion {
            var question = MatterQuestion()
            question.matter = which.matter
            return question
        }
    }

    struct ReportsBack: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter reports-back",
            discussion: """
                Without --body, covers all bodies whose terms of reference expect members to report back.

                EXAMPLE:
                  minutectl matter reports-back --body malap --group "Group One"
                """)

        @Option(help: "Only members of this body.", completion: .bodies) var body: String?
        @Option(help: "Only members of this political group.") var group: String?
        @OptionGroup var asking: AskingOptions

        func question() -> ReportsBackQuestion {
            var question = ReportsBackQuestion()
            (question.body, question.group) = (body, group)
            return question
        }
    }

    struct Briefings: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter briefings",
            discussion: """
                Members count as briefed if they were at the meeting, or were briefed individually in the \
                same words.

                EXAMPLES:
                  minutectl matter briefings --open
                  minutectl matter briefings --body corporate-parenting-panel
                """)

        @Option(help: "Only briefings of this body.", completion: .bodies) var body: String?
        @Flag(help: "Only briefings that somebody has missed.") var open = false
        @OptionGroup var asking: AskingOptions

        func question() -> BriefingsQuestion {
            var question = BriefingsQuestion()
            (question.body, question.isOpen) = (body, open ? true : nil)
            return question
        }
    }

    struct Raise: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter raise",
            discussion: """
                EXAMPLES:
                  minutectl matter raise advice "Views on the budget" \\
                    --from corporate-parenting-panel --to cabinet
                  minutectl matter raise summons "Questions on placements" --from scrutiny \\
                    --to office/executive-director --on "15 September 2026" \\
                    --due "1 December 2026"
                  minutectl matter raise report-back "The meeting of 20 September" \\
                    --from "Councillor G" --to "Group Three" --meeting malap-2007-09-20 \\
                    --on "24 September 2007"
                """)

        @Argument(help: "The kind of matter.") var kind: MatterKind
        @Argument(help: "What it is about.") var what: String
        @Option(help: "Who raises it: a body, office, group or person.") var from: String
        @Option(help: "Who is to answer.") var to: String
        @Option(help: ArgumentHelp("The day an answer is due.", valueName: "date")) var due: String?
        @OptionGroup var mentions: MentionOptions
        @Option(help: ArgumentHelp("The document it comes from.", valueName: "text")) var source: String?
        @Option(help: "An identifier. (default: made from the wording)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> RaiseMatter {
            var command = RaiseMatter()
            (command.kind, command.what, command.from, command.to) = (kind, what, from, to)
            (command.on, command.due, command.source) = (mentions.on, due, source)
            (command.meeting, command.paper) = (mentions.meeting, mentions.paper)
            command.decision = mentions.decision
            command.matter = try identifier(id)
            return command
        }
    }

    struct Answer: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter answer",
            discussion: """
                EXAMPLES:
                  minutectl matter answer views-on "The Cabinet noted them" \\
                    --meeting cabinet-2026-09-01
                  minutectl matter answer a-member "Nominated" --nominee patel
                """)

        @OptionGroup var which: MatterArgument
        @Argument(help: "The answer.") var answer: String
        @Option(help: "The person that the body nominated.") var nominee: String?
        @OptionGroup var mentions: MentionOptions
        @OptionGroup var options: RecordingGroup

        func command() -> AnswerMatter {
            var command = AnswerMatter()
            (command.matter, command.answer, command.nominee) = (which.matter, answer, nominee)
            (command.on, command.meeting) = (mentions.on, mentions.meeting)
            (command.paper, command.decision) = (mentions.paper, mentions.decision)
            return command
        }
    }

    struct Close: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter close",
            discussion: """
                EXAMPLE:
                  minutectl matter close views-on --reason "Overtaken by events"
                """)

        @OptionGroup var which: MatterArgument
        @OptionGroup var when: OnOption
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> CloseMatter {
            var command = CloseMatter()
            (command.matter, command.on, command.reason) = (which.matter, when.on, why.reason)
            return command
        }
    }

    struct Reopen: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "matter reopen",
            discussion: """
                EXAMPLE:
                  minutectl matter reopen waiting-times \\
                    --reason "The answer was about something else"
                """)

        @OptionGroup var which: MatterArgument
        @OptionGroup var when: OnOption
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> ReopenMatter {
            var command = ReopenMatter()
            (command.matter, command.on, command.reason) = (which.matter, when.on, why.reason)
            return command
        }
    }
}
