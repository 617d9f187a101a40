// minutectl council: the council's own name, and the days on which its offices are closed.

import ArgumentParser
import Governance

/// The noun `council`.
struct CouncilCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "council", abstract: "Change the council's name and closures.",
        subcommands: [Rename.self, AddTheClosure.self, RemoveTheClosure.self])

    struct Rename: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "council rename",
            discussion: """
                The identifier and the log's name stay the same.

                EXAMPLE:
                  minutectl council rename "Example Borough Council" \\
                    --reason "Reorganisation on 1 April 2026"
                """)

        @Argument(help: "The new name.") var name: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> RenameCouncil {
            var command = RenameCouncil()
            (command.name, command.reason) = (name, why.reason)
            return command
        }
    }

    struct AddTheClosure: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "council add-closure",
            discussion: """
                The days count as no working days: call-in deadlines and clear days leave them out. Many closures at once \
                are easier in a constitution: `minutectl constitution apply`.

                EXAMPLE:
                  minutectl council add-closure "24 December 2026" \\
                    --to "1 January 2027" --reason Christmas
                """)

        @Argument(help: "The first day on which the offices are closed.") var from: String
        @Option(help: ArgumentHelp("The last day; the first if left out.", valueName: "date")) var to: String?
        @Option(help: ArgumentHelp("What for.", valueName: "text")) var reason: String
        @OptionGroup var options: RecordingGroup

        func command() -> AddClosure {
            var command = AddClosure()
            (command.from, command.to, command.reason) = (from, to, reason)
            return command
        }
    }

    struct RemoveTheClosure: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "council remove-closure",
            discussion: """
                Deadlines that left out the closure change.

                EXAMPLE:
                  minutectl council remove-closure "29 May 2026" \\
                    --reason "The offices were open"
                """)

        @Argument(help: "The closure's first day.") var from: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> RemoveClosure {
            var command = RemoveClosure()
            (command.from, command.reason) = (from, why.reason)
            return command
        }
    }
}
