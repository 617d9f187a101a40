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
                  minutectl person correct-kind okafor councillor --reason "Entered as an officer by mistake"
                """)

        @Argument(help: "Who.") var person: String
        @Argument(help: "What kind of person they are.") var kind: PersonKind
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
                For a record entered by mistake, or a second record of one person. Groups, offices and seats are \
                corrected first. With --same-as, the withdrawn record's identifier means the one that stays.

                EXAMPLES:
                  minutectl person withdraw okafor-2 --same-as okafor --reason "Entered twice"
                  minutectl person withdraw jones --reason "There is no such person"
                """)

        @Argument(help: "Which record; its identifier, where two have the same name.") var person: String
        @Option(help: "The person's other record, which stays.") var sameAs: String?
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
                Groups, offices, seats and attendance are corrected to be those of the record that stays; \
                the other is withdrawn, and its identifier means the one that stays from then on. Letters \
                that were sent stay as they were sent. All of it is recorded, or nothing.

                EXAMPLE:
                  minutectl person merge okafor-2 okafor --reason "Entered twice"
                """)

        @Argument(help: "The identifier of the record that goes.") var person: String
        @Argument(help: "The record that stays.") var into: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let daemon = try Daemon(options.global)
            var question = MeetingsQuestion()
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
                The identifier stays, and the former title is still found.

                EXAMPLE:
                  minutectl office retitle lead-member "Cabinet Member for Children" --reason "New portfolios"
                """)

        @Argument(help: "Which office.") var office: String
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
                  minutectl body correct malap --kind board --from 2007-09-06 --reason "Entered wrongly"
                """)

        @Argument(help: "Which body.") var body: String
        @Option(help: "What kind of body it is.") var kind: BodyKind?
        @Option(help: "The body that it advises.") var advises: String?
        @Option(help: ArgumentHelp("Since when it exists.", valueName: "date")) var from: String?
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard kind != nil || advises != nil || from != nil else {
                throw ValidationError("Say what was wrong: --kind, --advises or --from.")
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
