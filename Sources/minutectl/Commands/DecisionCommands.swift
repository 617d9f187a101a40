// minutectl decision: the register of decisions, and what becomes of a decision.

import ArgumentParser
import Governance
import Reports

/// The noun `decision`.
struct DecisionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decision", abstract: "Record decisions, call-in, ratification and implementation.",
        subcommands: [
            List.self, Show.self, Record.self, Publish.self, Correct.self, Withdraw.self, Amend.self,
            CallIn.self, Conclude.self, Ratify.self, Implement.self, Vote.self, KeyNotice.self,
            Chain.self, Bundle.self,
        ])
}

/// How a decision is named.
struct DecisionArgument: ParsableArguments {
    @Argument(help: "The decision's title, or the start of its identifier.") var decision: String
}

/// How a resolution is named.
struct ResolutionArguments: ParsableArguments {
    @Argument(help: "The decision's title, or the start of its identifier.") var decision: String
    @Argument(help: "The resolution's number.") var number: Int
}

/// Which decisions of the register.
struct RegisterOptions: ParsableArguments {
    @Option(help: "Decisions of this body only.", completion: .bodies) var body: String?
    @OptionGroup var period: PeriodOptions
    @Option(
        help: ArgumentHelp(
            "Only resolutions that await ratification, that can be called in, that take effect later (pending), "
                + "or that can be implemented and have not been."))
    var filter: DecisionFilter?
    @Option(
        help: "Decisions that this person made, moved, seconded or voted on by name.", completion: .people)
    var person: String?
    @Option(help: "The same for members of this political group.") var group: String?

    var question: DecisionsQuestion {
        var question = DecisionsQuestion()
        (question.body, question.filter) = (body, filter)
        (question.from, question.to) = (period.from, period.to)
        (question.person, question.group) = (person, group)
        return question
    }
}

extension DecisionCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision list",
            discussion: """
                With --full, the words of each resolution follow the list.

                EXAMPLES:
                  minutectl decision list --body cabinet --from "1 April 2007"
                  minutectl decision list --limit 50 --full
                  minutectl decision list --filter callable --as-at "4 September 2026"
                  minutectl decision list --filter awaiting --as-at "10 August 2007"
                """)

        @OptionGroup var register: RegisterOptions
        @OptionGroup var list: ListOptions
        @OptionGroup var asking: AskingOptions

        func question() -> DecisionsQuestion {
            var question = register.question
            (question.limit, question.after) = (list.limit, list.after)
            return question
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision show",
            discussion: """
                EXAMPLES:
                  minutectl decision show leisure-centre-contract
                  minutectl decision show corporate-parenting --as-at "10 August 2007"
                """)

        @OptionGroup var which: DecisionArgument
        @OptionGroup var asking: AskingOptions

        func question() -> DecisionQuestion {
            var question = DecisionQuestion()
            question.decision = which.decision
            return question
        }
    }

    struct Publish: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision publish",
            discussion: """
                The call-in period starts on the day of publication.

                EXAMPLE:
                  minutectl decision publish car-park-charges --on "3 September 2026"
                """)

        @OptionGroup var which: DecisionArgument
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> PublishDecision {
            var command = PublishDecision()
            (command.decision, command.on) = (which.decision, when.on)
            return command
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision correct",
            discussion: """
                EXAMPLES:
                  minutectl decision correct care-leavers published 2026-07-10 \\
                    --reason "Published on the Friday"
                  minutectl decision correct leisure-centre-contract reasons --blank \\
                    --reason "The proforma says nothing"
                  minutectl decision correct leisure-centre-contract callable no \\
                    --resolution 1 --reason "Urgent: agreed with the chair of scrutiny"
                """)

        @OptionGroup var which: DecisionArgument
        @Argument(help: "The part of the record.") var field: DecisionField
        @Argument(help: "The correct value.") var value: String?
        @Flag(help: "It should be blank.") var blank = false
        @Option(
            help: ArgumentHelp(
                "The resolution, for the part callable (subject to call-in: yes or no).",
                valueName: "number"))
        var resolution: Int?
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard blank == (value == nil) else {
                throw ValidationError("Give the correct value, or --blank.")
            }
        }

        func command() -> CorrectDecision {
            var command = CorrectDecision()
            (command.decision, command.field) = (which.decision, field)
            (command.value, command.reason, command.number) = (value, why.reason, resolution)
            return command
        }
    }

    struct Withdraw: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision withdraw",
            discussion: """
                Use this for a decision that should never have been entered. The log keeps it.

                EXAMPLE:
                  minutectl decision withdraw car-park-charges-2 --reason "Entered twice"
                """)

        @OptionGroup var which: DecisionArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawDecision {
            var command = WithdrawDecision()
            (command.decision, command.reason) = (which.decision, why.reason)
            return command
        }
    }
}
