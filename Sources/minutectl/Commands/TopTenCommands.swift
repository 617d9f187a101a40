// minutectl top-ten: lists of issues that children and young people raise, such as Derby's Top Ten.

import ArgumentParser
import Governance
import Reports

/// The noun `top-ten`.
struct TopTenCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top-ten", abstract: "Keep the list of issues that children and young people raise.",
        subcommands: [
            List.self, Establish.self, Raise.self, Assign.self, Consider.self, Answer.self, FeedBack.self,
            Accept.self, Retire.self, Correct.self,
        ])
}

/// Which issue on which list.
struct IssueArguments: ParsableArguments {
    @Argument(help: "The list's title, or the start of its identifier.") var list: String
    @Argument(help: "The issue's number on the list.") var issue: Int
}

extension TopTenCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "top-ten list",
            discussion: """
                EXAMPLE:
                  minutectl top-ten list --as-at "30 June 2026"
                """)

        @Argument(help: "The list. (default: the only one)") var list: String?
        @Flag(help: "Retired issues too.") var all = false
        @OptionGroup var asking: AskingOptions

        func question() -> TopTenQuestion {
            var question = TopTenQuestion()
            (question.list, question.isAll) = (list, all)
            return question
        }
    }

    struct Establish: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "top-ten establish",
            discussion: """
                EXAMPLE:
                  minutectl top-ten establish "What matters to us" \\
                    --managed-by "Children in Care Council" --limit 10
                """)

        @Argument(help: "The title.") var title: String
        @Option(help: "The body that lists and retires issues.") var managedBy: String
        @Option(help: "How many can be open at once.") var limit: Int?
        @OptionGroup var when: FromOption
        @Option(help: "An identifier. (default: made from the title)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> EstablishIssueList {
            var command = EstablishIssueList()
            (command.title, command.managedBy, command.limit) = (title, managedBy, limit)
            (command.from, command.list) = (when.from, try identifier(id))
            return command
        }
    }

    struct Raise: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "top-ten raise",
            discussion: """
                EXAMPLE:
                  minutectl top-ten raise top-ten-issues "Social workers change too often" \\
                    --replaces 3
                """)

        @Argument(help: "The list's title, or the start of its identifier.") var list: String
        @Argument(help: "The issue; about many young people, never about one.") var text: String
        @Option(help: "The number of the retired issue it replaces.") var replaces: Int?
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> RaiseIssue {
            var command = RaiseIssue()
            (command.list, command.text, command.replaces, command.on) = (list, text, replaces, when.on)
            return command
        }
    }

    struct Assign: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "top-ten assign")

        @OptionGroup var which: IssueArguments
        @Option(help: "The body that is to answer it.", completion: .bodies) var body: String?
        @Option(help: "The office whose holder is to answer it.") var office: String?
        @OptionGroup var when: OnOption
        @Option(help: ArgumentHelp("The due date.", valueName: "date")) var due: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard (body == nil) != (office == nil) else {
                throw ValidationError("Give either --body or --office.")
            }
        }

        func command() -> AssignIssue {
            var command = AssignIssue()
            (command.list, command.issue) = (which.list, which.issue)
            (command.toBody, command.toOffice) = (body, office)
            (command.on, command.due) = (when.on, due)
            return command
        }
    }

    struct Consider: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "top-ten consider")

        @OptionGroup var which: IssueArguments
        @Option(help: "The body that considered it.") var by: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> ConsiderIssue {
            var command = ConsiderIssue()
            (command.list, command.issue) = (which.list, which.issue)
            (command.by, command.on) = (by, when.on)
            return command
        }
    }

    struct Answer: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "top-ten answer")

        @OptionGroup var which: IssueArguments
        @Argument(help: "What is or will be done; never about a child.") var answer: String
        @Option(help: "The body that answered it.") var by: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> AnswerIssue {
            var command = AnswerIssue()
            (command.list, command.issue, command.answer) = (which.list, which.issue, answer)
            (command.by, command.on) = (by, when.on)
            return command
        }
    }

    struct FeedBack: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "top-ten feed-back")

        @OptionGroup var which: IssueArguments
        @Option(help: "The body that took the answer back.") var by: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> FeedBackIssue {
            var command = FeedBackIssue()
            (command.list, command.issue) = (which.list, which.issue)
            (command.by, command.on) = (by, when.on)
            return command
        }
    }

    struct Accept: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "top-ten accept",
            discussion: """
                Only the body that manages the list can do this. With --not, the issue waits for another answer.
                """)

        @OptionGroup var which: IssueArguments
        @Option(help: "The body that manages the list.") var by: String
        @Flag(help: "The answer is not accepted.") var not = false
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> JudgeAnswer {
            var command = JudgeAnswer()
            (command.list, command.issue, command.isAccepted) = (which.list, which.issue, !not)
            (command.by, command.on) = (by, when.on)
            return command
        }
    }

    struct Retire: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "top-ten retire", discussion: "Only the body that manages the list can do this.")

        @OptionGroup var which: IssueArguments
        @Option(help: "The body that manages the list.") var by: String
        @Option(help: ArgumentHelp("The reason, if no answer was accepted.", valueName: "text"))
        var reason: String?
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> RetireIssue {
            var command = RetireIssue()
            (command.list, command.issue, command.reason) = (which.list, which.issue, reason)
            (command.by, command.on) = (by, when.on)
            return command
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "top-ten correct")

        @OptionGroup var which: IssueArguments
        @Option(help: ArgumentHelp("The correct wording.", valueName: "text"))
        var text: String?
        @Flag(help: "It should never have been on the list.") var never = false
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> CorrectIssue {
            var command = CorrectIssue()
            (command.list, command.issue, command.text) = (which.list, which.issue, text)
            (command.isWithdrawn, command.reason) = (never, why.reason)
            return command
        }
    }
}
