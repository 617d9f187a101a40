// minutectl group: political groups and who belongs to them.

import ArgumentParser
import Governance
import Reports

/// The noun `group`.
struct GroupCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Keep political groups and their members.",
        subcommands: [
            List.self, Show.self, Form.self, Rename.self, Join.self, Leave.self, Correct.self,
        ])
}

extension GroupCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(verb: "group list")
        @OptionGroup var asking: AskingOptions

        func question() -> GroupsQuestion { GroupsQuestion() }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a political group, its leader and its members.",
            discussion: """
                EXAMPLES:
                  minutectl group show labour --as-at "1 June 2026"
                  minutectl group show "Group One" --as-at "1 June 2007"
                """)
        static let isDetailed = true

        @Argument(help: "A name or the start of an identifier.") var group: String
        @OptionGroup var asking: AskingOptions

        func question() -> GroupsQuestion {
            var question = GroupsQuestion()
            question.group = group
            return question
        }
    }

    struct Form: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "group form",
            discussion: """
                EXAMPLE:
                  minutectl group form "Thornaby Independents"
                """)

        @Argument(help: "The name.") var name: String
        @Option(help: "An identifier. (default: made from the name)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> FormGroup {
            var command = FormGroup()
            (command.name, command.group) = (name, try identifier(id))
            return command
        }
    }

    struct Rename: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "group rename")

        @Argument(help: "The group.") var group: String
        @Argument(help: "The new name.") var name: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> RenameGroup {
            var command = RenameGroup()
            (command.group, command.name, command.reason) = (group, name, why.reason)
            return command
        }
    }

    struct Join: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "group join",
            discussion: """
                EXAMPLE:
                  minutectl group join hall labour --from "7 May 2026"
                """)

        @Argument(help: "The person.", completion: .people) var person: String
        @Argument(help: "The group.") var group: String
        @OptionGroup var when: TenureOptions
        @OptionGroup var options: RecordingGroup

        func command() -> JoinGroup {
            var command = JoinGroup()
            (command.person, command.group) = (person, group)
            (command.from, command.until) = (when.from, when.until)
            return command
        }
    }

    struct Leave: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "group leave",
            discussion: """
                The day is the first on which they are no longer a member.

                EXAMPLE:
                  minutectl group leave okafor --on "1 October 2026"
                """)

        @Argument(help: "The person.", completion: .people) var person: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> LeaveGroup {
            var command = LeaveGroup()
            (command.person, command.on) = (person, when.on)
            return command
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "group correct",
            discussion: """
                EXAMPLE:
                  minutectl group correct okafor labour --recorded-from 2026-05-07 \\
                    --from 2026-05-11 --reason "The declaration is dated the 11th"
                """)

        @Argument(help: "The person.", completion: .people) var person: String
        @Argument(help: "The group.") var group: String
        @OptionGroup var correction: CorrectionOptions
        @OptionGroup var options: RecordingGroup

        func command() -> CorrectGroupMembership {
            var command = CorrectGroupMembership()
            (command.person, command.group) = (person, group)
            correction.fill(&command.dates)
            return command
        }
    }
}
