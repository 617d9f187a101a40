// minutectl decision key-notice, agenda except, absence fill-vacancy: notice given or done without, and vacancies
// that have ended.

import ArgumentParser
import Governance

extension DecisionCommands {
    struct KeyNotice: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision key-notice",
            discussion: """
                An executive gives 28 clear days' notice of a key decision (SI 2012/2089 reg 9). If that is \
                impracticable, the chair of scrutiny is informed (general-exception, reg 10). If the decision is \
                urgent and cannot wait, the chair must agree (special-urgency, reg 11).

                EXAMPLES:
                  minutectl decision key-notice leisure-centre-contract \\
                    --published "1 July 2026"
                  minutectl decision key-notice leisure-centre-contract \\
                    --exception special-urgency --agreed-by office/chair-of-scrutiny \\
                    --on "28 August 2026" --reason "The grant lapses"
                """)

        @OptionGroup var which: DecisionArgument
        @Option(help: ArgumentHelp("The day notice was published.", valueName: "date"))
        var published: String?
        @Option(help: "The exception that was used.") var exception: NoticeExceptionKind?
        @Option(help: ArgumentHelp("Who agreed, or was informed.", valueName: "office|person"))
        var agreedBy: String?
        @OptionGroup var when: OnOption
        @Option(
            name: [.long, .customLong("why")], help: ArgumentHelp("Why it could not wait.", valueName: "text")
        )
        var reason: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard (published == nil) != (exception == nil) else {
                throw ValidationError("Give --published, or --exception with --agreed-by and --reason.")
            }
            if exception != nil, agreedBy == nil || reason == nil {
                throw ValidationError("--exception needs --agreed-by and --reason.")
            }
        }

        func command() -> RecordKeyNotice {
            var command = RecordKeyNotice()
            (command.decision, command.published, command.kind) = (which.decision, published, exception)
            (command.agreedBy, command.on, command.reason) = (agreedBy, when.on, reason)
            return command
        }
    }
}

extension AgendaCommands {
    struct Except: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "agenda except",
            discussion: """
                An item can be taken without five clear days' notice if the chair considers it urgent \
                (Local Government Act 1972 s.100B). The minutes must give the reason.

                EXAMPLE:
                  minutectl agenda except planning-2026-09-23 --agreed-by khan \\
                    --reason "An inspection is due"
                """)

        @OptionGroup var which: AgendaMeeting
        @Option(help: ArgumentHelp("Who agreed.", valueName: "office|person")) var agreedBy: String
        @OptionGroup var when: OnOption
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> ExceptMeetingNotice {
            var command = ExceptMeetingNotice()
            (command.meeting, command.agreedBy) = (which.meeting, agreedBy)
            (command.on, command.reason) = (when.on, why.reason)
            return command
        }
    }
}

extension AbsenceCommands {
    struct FillVacancy: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "absence fill-vacancy",
            discussion: """
                EXAMPLE:
                  minutectl absence fill-vacancy grey --how by-election --by hall \\
                    --on "10 July 2026"
                """)

        @Argument(help: "The member whose seat was vacant.", completion: .people) var person: String
        @Option(help: "How the vacancy ended.") var how: VacancyFilling = .byElection
        @Option(help: ArgumentHelp("Who has the seat now.", valueName: "person")) var by: String?
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> Governance.FillVacancy {
            var command = Governance.FillVacancy()
            (command.person, command.how) = (person, how)
            (command.by, command.on) = (by, when.on)
            return command
        }
    }
}
