// minutectl office: the Leader, Lead Members, group leaders, the Proper Officer and other offices.

import ArgumentParser
import Governance
import Reports

/// The noun `office`.
struct OfficeCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "office", abstract: "Keep offices and who holds them.",
        subcommands: [
            List.self, Show.self, Establish.self, Take.self, Leave.self, Correct.self, Retitle.self,
        ])
}

extension OfficeCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(verb: "office list")
        @OptionGroup var asking: AskingOptions

        func question() -> OfficesQuestion { OfficesQuestion() }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an office and who holds it.",
            discussion: """
                EXAMPLE:
                  minutectl office show leader --as-at "2 August 2007"
                """)
        static let isDetailed = true

        @Argument(help: "A title or the start of an identifier.") var office: String
        @OptionGroup var asking: AskingOptions

        func question() -> OfficesQuestion {
            var question = OfficesQuestion()
            question.office = office
            return question
        }
    }

    struct Establish: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "office establish",
            discussion: """
                EXAMPLES:
                  minutectl office establish "Armed Forces Champion"
                  minutectl office establish "Leader of the Green Group" \\
                    --kind group-leader --group green
                """)

        @Argument(help: "The title.") var title: String
        @Option(help: "The kind of office.") var kind = OfficeKind.other
        @Option(help: "The group that a group leader or deputy leads.") var group: String?
        @Flag(
            inversion: .prefixedNo,
            help: ArgumentHelp(
                "Its holder can decide alone. (default: leaders, deputy leaders and lead members can)"
            ))
        var decidesAlone: Bool?
        @Option(help: "An identifier. (default: made from the title)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> EstablishOffice {
            var command = EstablishOffice()
            command.decidesAlone = decidesAlone
            (command.title, command.kind, command.group) = (title, kind, group)
            command.office = try identifier(id)
            return command
        }
    }

    struct Take: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "office take",
            discussion: """
                The previous holder leaves the office on the same day.

                EXAMPLE:
                  minutectl office take leader khan --from "1 October 2026"
                """)

        @Argument(help: "The office.") var office: String
        @Argument(help: "Who takes it.", completion: .people) var person: String
        @OptionGroup var when: TenureOptions
        @OptionGroup var options: RecordingGroup

        func command() -> TakeOffice {
            var command = TakeOffice()
            (command.office, command.person) = (office, person)
            (command.from, command.until) = (when.from, when.until)
            return command
        }
    }

    struct Leave: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "office leave",
            discussion: """
                The day is the first on which the office is vacant.

                EXAMPLE:
                  minutectl office leave leader --on "1 October 2026"
                """)

        @Argument(help: "The office.") var office: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> LeaveOffice {
            var command = LeaveOffice()
            (command.office, command.on) = (office, when.on)
            return command
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "office correct",
            discussion: """
                EXAMPLE:
                  minutectl office correct deputy-leader patel --recorded-from 2026-05-21 \\
                    --never --reason "Entered for the wrong person"
                """)

        @Argument(help: "The office.") var office: String
        @Argument(help: "Who held it.", completion: .people) var person: String
        @OptionGroup var correction: CorrectionOptions
        @OptionGroup var options: RecordingGroup

        func command() -> CorrectOffice {
            var command = CorrectOffice()
            (command.office, command.person) = (office, person)
            correction.fill(&command.dates)
            return command
        }
    }
}
