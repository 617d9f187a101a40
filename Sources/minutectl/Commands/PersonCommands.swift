// minutectl person: councillors, co-opted members, officers, young people and others.

import ArgumentParser
import Governance
import Reports

/// The noun `person`.
struct PersonCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Keep councillors, co-opted members, officers and others.",
        subcommands: [
            List.self, Show.self, Register.self, Import.self, Rename.self, Suspend.self, SuspendCorrect.self,
            DBS.self, Cease.self, Elect.self,
            CorrectKind.self, Withdraw.self, Merge.self,
        ])
}

extension PersonCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "person list",
            discussion: """
                EXAMPLES:
                  minutectl person list --kind councillor
                  minutectl person list --group labour --as-at "1 June 2026"
                """)

        @Option(help: "People of this kind only.") var kind: PersonKind?
        @Option(help: "Members of this political group only.") var group: String?
        @OptionGroup var asking: AskingOptions

        func question() -> PeopleQuestion {
            var question = PeopleQuestion()
            (question.kind, question.group) = (kind, group)
            return question
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "person show",
            discussion: """
                EXAMPLES:
                  minutectl person show okafor
                  minutectl person show "Councillor B" --as-at 2007-08-02
                """)

        @Argument(help: "A name, a surname or the start of an identifier.", completion: .people) var person:
            String
        @OptionGroup var asking: AskingOptions

        func question() -> PersonQuestion {
            var question = PersonQuestion()
            question.person = person
            return question
        }
    }

    struct Register: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person register",
            discussion: """
                Never give a young person's name. Leave it out, and they get an identifier that says nothing \
                about them. A second person with the same name needs a different --id.

                EXAMPLES:
                  minutectl person register "Morgan Reed"
                  minutectl person register "Head of Housing" --kind officer
                  minutectl person register --kind young-person
                """)

        @Argument(help: "The name, as it should be printed.") var name: String?
        @Option(help: "The kind of person.") var kind = PersonKind.councillor
        @Option(help: "An identifier. (default: made from the name)") var id: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard (kind == .youngPerson) == (name == nil) else {
                throw ValidationError(
                    kind == .youngPerson
                        ? "A young person's name is never recorded: leave it out." : "Give the name.")
            }
        }

        func command() throws -> RegisterPerson {
            var command = RegisterPerson()
            (command.name, command.kind, command.person) = (name, kind, try identifier(id))
            return command
        }
    }

    struct Rename: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person rename",
            discussion: """
                The identifier stays the same, and the former name can still be used. With --on, meetings and votes \
                before that day keep the former name; without it, the former name counts as misspelt.

                EXAMPLES:
                  minutectl person rename okafor "Jane Okafor-Lee" --reason "Marriage" \\
                    --on "12 September 2026"
                """)

        @Argument(help: "The person.", completion: .people) var person: String
        @Argument(help: "The new name.") var name: String
        @Option(
            help: ArgumentHelp(
                "The first day of the new name. (default: it was always so)", valueName: "date"))
        var on: String?
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> RenamePerson {
            var command = RenamePerson()
            (command.person, command.name, command.reason) = (person, name, why.reason)
            command.on = on
            return command
        }
    }
}
