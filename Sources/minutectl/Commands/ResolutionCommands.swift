// minutectl decision amend, call-in, conclude, ratify, implement: what becomes of one resolution.

import ArgumentParser
import Governance

extension DecisionCommands {
    struct Amend: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision amend",
            discussion: """
                The record keeps the earlier wording.

                EXAMPLE:
                  minutectl decision amend corporate-parenting 2 "The Pledge be amended" \\
                    --reason "Amended to reflect discussion" \\
                    --cites "Select Committee report, July 2007"
                """)

        @OptionGroup var which: ResolutionArguments
        @Argument(help: "The new wording.") var text: String
        @OptionGroup var why: ReasonOption
        @Option(help: ArgumentHelp("The source of the amendment.", valueName: "text")) var cites: String?
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> AmendResolution {
            var command = AmendResolution()
            (command.decision, command.number, command.text) = (which.decision, which.number, text)
            (command.reason, command.cites, command.on) = (why.reason, cites, when.on)
            return command
        }
    }

    struct CallIn: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision call-in",
            discussion: """
                EXAMPLE:
                  minutectl decision call-in leisure-centre-contract 1 --by smith jones lee \\
                    --grounds "Consultation was not complete" \\
                    --received "9 September 2026 3pm"
                """)

        @OptionGroup var which: ResolutionArguments
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Who calls it in.", valueName: "person"))
        var by: [String]
        @Option(help: ArgumentHelp("The grounds given.", valueName: "text")) var grounds: String
        @Option(help: ArgumentHelp("When it was received. (default: now)", valueName: "time"))
        var received: String?
        @OptionGroup var options: RecordingGroup

        func command() -> CallInResolution {
            var command = CallInResolution()
            (command.decision, command.number, command.by) = (which.decision, which.number, by)
            (command.grounds, command.received) = (grounds, received)
            return command
        }
    }

    struct Conclude: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision conclude",
            discussion: """
                EXAMPLE:
                  minutectl decision conclude library-van 1 referred-back \\
                    --by scrutiny --on "15 September 2026"
                """)

        @OptionGroup var which: ResolutionArguments
        @Argument(help: "The outcome of the call-in.") var outcome: CallInOutcome
        @OptionGroup var when: OnOption
        @Option(help: "The body that concluded it.") var by: String?
        @OptionGroup var options: RecordingGroup

        func command() -> ConcludeCallIn {
            var command = ConcludeCallIn()
            (command.decision, command.number, command.outcome) = (which.decision, which.number, outcome)
            (command.on, command.by) = (when.on, by)
            return command
        }
    }

    struct Ratify: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision ratify",
            discussion: """
                EXAMPLES:
                  minutectl decision ratify pay-policy 1 --meeting "Council 15 July 2026"
                  minutectl decision ratify pay-policy 2 --deferred \\
                    --meeting council-2026-07-15
                """)

        @OptionGroup var which: ResolutionArguments
        @Option(help: "The body that dealt with it. (default: the one it was recommended to)")
        var by: String?
        @Option(help: ArgumentHelp("The day. (default: the meeting's, or today)", valueName: "date"))
        var on: String?
        @Option(help: "The meeting at which it was dealt with.") var meeting: String?
        @Option(help: ArgumentHelp("How the body decided, if it did not meet.", valueName: "text"))
        var how: String?
        @Flag(help: "It was rejected.") var rejected = false
        @Flag(help: "It was deferred.") var deferred = false
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard !(rejected && deferred) else {
                throw ValidationError("Give --rejected or --deferred, not both.")
            }
        }

        func command() -> RatifyResolution {
            var command = RatifyResolution()
            (command.decision, command.number, command.by) = (which.decision, which.number, by)
            (command.on, command.meeting, command.how) = (on, meeting, how)
            command.outcome = rejected ? .rejected : deferred ? .deferred : .ratified
            return command
        }
    }

    struct Implement: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision implement",
            discussion: """
                EXAMPLE:
                  minutectl decision implement care-leavers 1 --on "1 August 2026"
                """)

        @OptionGroup var which: ResolutionArguments
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> ImplementResolution {
            var command = ImplementResolution()
            (command.decision, command.number, command.on) = (which.decision, which.number, when.on)
            return command
        }
    }
}
