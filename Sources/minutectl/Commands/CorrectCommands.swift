// minutectl person correct-kind, person withdraw, office retitle, body correct: what a record was entered with by
// mistake.

import ArgumentParser
import Control
import Governance
import Reports

extension PersonCommands {
    struct CorrectKind: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person correct-kind",
            discussion: """
                EXAMPLE:
                  minutectl person correct-kind white councillor \\
                    --reason "Entered as an officer by mistake"
                """)

        @Argument(help: "The person.", completion: .people) var person: String
        @Argument(help: "The kind of person.") var kind: PersonKind
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> CorrectPersonKind {
            var command = CorrectPersonKind()
            (command.person, command.kind, command.reason) = (person, kind, why.reason)
            return command
        }
    }

    struct Withdraw: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person withdraw",
            discussion: """
                Use this for a record entered by mistake or twice. Correct its groups, offices and seats first. \
                With --same-as, the withdrawn record's identifier then leads to the one you keep.

                EXAMPLES:
                  minutectl person withdraw okaffor --same-as okafor --reason "Entered twice"
                  minutectl person withdraw hall --reason "There is no such person"
                """)

        @Argument(help: "The record; its identifier if two have the same name.", completion: .people)
        var person: String
        @Option(help: "The person's other record, which you keep.") var sameAs: String?
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawPerson {
            var command = WithdrawPerson()
            (command.person, command.sameAs, command.reason) = (person, sameAs, why.reason)
            return command
        }
    }
}

extension PersonCommands {
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "person merge",
            discussion: """
                Moves groups, offices, seats and attendance to the record you keep and withdraws the other, \
                whose identifier then leads to the one you keep. Letters already sent stay as they were. \
                Either all of this is recorded or none of it.

                EXAMPLE:
                  minutectl person merge okaffor okafor --reason "Entered twice"
                """)

        @Argument(help: "The identifier of the record to withdraw.", completion: .people) var person: String
        @Argument(help: "The record to keep.") var into: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let daemon = try Daemon(options.global)
            var question = MeetingsQuestion()
            // The record itself is meant, not whoever is called so.
            let person = person.hasPrefix("person/") ? String(person.dropFirst(7)) : person
            (question.person, question.status) = ("person/\(person)", .held)
            let held = try daemon.ask(question).meetings
            var command = MergePerson()
            (command.person, command.into, command.reason) = (person, into, why.reason)
            command.meetings = held.map(\.id)
            let (receipt, json) = try daemon.record(command, options.recording.options)
            let display = Display(options.global)
            try display.show(ShownReceipt(receipt), json: json["receipt"] ?? json, display.style())
        }
    }
}

extension OfficeCommands {
    struct Retitle: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "office retitle",
            discussion: """
                The identifier stays the same, and the former title can still be used.

                EXAMPLE:
                  minutectl office retitle lead-member "Cabinet Member for Children" \\
                    --reason "New portfolios"
                """)

        @Argument(help: "The office.") var office: String
        @Argument(help: "The new title.") var title: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> RetitleOffice {
            var command = RetitleOffice()
            (command.office, command.title, command.reason) = (office, title, why.reason)
            return command
        }
    }
}

extension BodyCommands {
    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "body correct",
            discussion: """
                EXAMPLE:
                  minutectl body correct grants-panel --kind board --from 2026-05-22 \\
                    --reason "Entered wrongly"
                """)

        @Argument(help: "The body.", completion: .bodies) var body: String
        @Option(help: "The kind of body.") var kind: BodyKind?
        @Option(help: "The body that it advises.") var advises: String?
        @Option(help: ArgumentHelp("The first day it existed.", valueName: "date")) var from: String?
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard kind != nil || advises != nil || from != nil else {
                throw ValidationError("Give what was wrong: --kind, --advises or --from.")
            }
        }

        func command() -> CorrectBody {
            var command = CorrectBody()
            (command.body, command.kind, command.advises) = (body, kind, advises)
            (command.from, command.reason) = (from, why.reason)
            return command
        }
    }
}
