// minutectl action: what somebody is to do, and how far it has come.

import ArgumentParser
import Governance
import Reports

/// The noun `action`.
struct ActionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Record and follow up actions from plans, decisions and meetings.",
        subcommands: [List.self, Show.self, Raise.self, Progress.self, Complete.self, Withdraw.self])
}

/// How an action is named.
struct ActionArgument: ParsableArguments {
    @Argument(help: "The action's wording, or the start of its identifier.") var action: String
}

extension ActionCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "action list",
            discussion: """
                EXAMPLES:
                  minutectl action list --standing overdue
                  minutectl action list --exceptions --owner "Executive Director"
                """)

        @Option(help: "Only actions of this body, office, group or person.") var owner: String?
        @Option(help: "Only actions under this theme.") var theme: String?
        @Option(help: "Only actions of this plan.") var plan: String?
        @Option(help: "Only actions with this status.") var standing: ActionStanding?
        @Flag(help: "Only open actions that are reported by exception.") var exceptions = false
        @OptionGroup var asking: AskingOptions

        func question() -> ActionsQuestion {
            var question = ActionsQuestion()
            (question.owner, question.theme, question.plan) = (owner, theme, plan)
            (question.standing, question.onlyExceptions) = (standing, exceptions ? true : nil)
            return question
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "action show",
            discussion: """
                EXAMPLES:
                  minutectl action show "Recruit ten"
                  minutectl action show leisure-passes --as-at "1 April 2008"
                """)

        @OptionGroup var which: ActionArgument
        @OptionGroup var asking: AskingOptions

        func question() -> ActionQuestion {
            var question = ActionQuestion()
            question.action = which.action
            return question
        }
    }

    struct Raise: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "action raise",
            discussion: """
                EXAMPLE:
                  minutectl action raise "Train the new members" \\
                    --owner "Chief Executive" --due "31 December 2026" \\
                    --on "24 September 2026" --theme "Stay safe" --plan "Action Plan 2026"
                """)

        @Argument(help: "What is to be done.") var what: String
        @Option(help: "Who is to do it: a body, office, group or person.") var owner: String
        @Option(help: ArgumentHelp("The due date.", valueName: "date")) var due: String?
        @Option(help: ArgumentHelp("The outcome or theme it belongs to.", valueName: "text"))
        var theme: String?
        @Option(help: ArgumentHelp("The plan that it belongs to.", valueName: "text")) var plan: String?
        @Flag(help: "Report it by exception.") var exception = false
        @Option(
            help: ArgumentHelp(
                "Which resolution of the decision it carries out. (default: 1)", valueName: "number"))
        var resolution: Int?
        @OptionGroup var mentions: MentionOptions
        @Option(help: "An identifier. (default: made from the wording)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> RaiseAction {
            var command = RaiseAction()
            (command.what, command.owner, command.due) = (what, owner, due)
            (command.theme, command.plan, command.isException) = (theme, plan, exception)
            (command.on, command.meeting, command.paper) = (mentions.on, mentions.meeting, mentions.paper)
            (command.decision, command.resolution) = (mentions.decision, resolution)
            command.action = try identifier(id)
            return command
        }
    }

    struct Progress: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "action progress",
            discussion: """
                EXAMPLE:
                  minutectl action progress recruit-ten "Six recruited" \\
                    --due "31 December 2026" --exception
                """)

        @OptionGroup var which: ActionArgument
        @Argument(help: "The progress made.") var note: String
        @OptionGroup var when: OnOption
        @Option(help: ArgumentHelp("The new due date.", valueName: "date")) var due: String?
        @Option(help: "Who is to do it from now on.") var owner: String?
        @Flag(inversion: .prefixedNo, help: "Whether to report it by exception from now on.") var exception:
            Bool?
        @OptionGroup var options: RecordingGroup

        func command() -> ProgressAction {
            var command = ProgressAction()
            (command.action, command.note, command.on) = (which.action, note, when.on)
            (command.due, command.owner, command.isException) = (due, owner, exception)
            return command
        }
    }

    struct Complete: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "action complete",
            discussion: """
                EXAMPLE:
                  minutectl action complete recruit-ten --on "12 August 2026" \\
                    --outcome "Eleven recruited"
                """)

        @OptionGroup var which: ActionArgument
        @OptionGroup var when: OnOption
        @Option(help: ArgumentHelp("The outcome.", valueName: "text")) var outcome: String?
        @OptionGroup var options: RecordingGroup

        func command() -> CompleteAction {
            var command = CompleteAction()
            (command.action, command.on, command.outcome) = (which.action, when.on, outcome)
            return command
        }
    }

    struct Withdraw: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "action withdraw",
            discussion: """
                EXAMPLE:
                  minutectl action withdraw recruit-ten --reason "Taken into another plan"
                """)

        @OptionGroup var which: ActionArgument
        @OptionGroup var when: OnOption
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawAction {
            var command = WithdrawAction()
            (command.action, command.on, command.reason) = (which.action, when.on, why.reason)
            return command
        }
    }
}

extension DecisionCommands {
    struct Chain: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision chain",
            discussion: """
                A decision that takes up a recommendation names it as `follows` in its resolution.

                EXAMPLES:
                  minutectl decision chain --filter waiting
                  minutectl decision chain corporate-parenting-strategy
                """)

        @Argument(help: "The title of a decision in the chain, or the start of its identifier.")
        var decision: String?
        @Option(help: "Only chains that are waiting, or that have a dead end.") var filter: ChainFilter?
        @OptionGroup var asking: AskingOptions

        func question() -> ChainsQuestion {
            var question = ChainsQuestion()
            (question.decision, question.filter) = (decision, filter)
            return question
        }
    }
}
