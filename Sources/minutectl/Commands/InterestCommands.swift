// minutectl interest: the register of members' interests, declarations at meetings, dispensations.

import ArgumentParser
import Governance
import Reports

/// The noun `interest`.
struct InterestCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interest", abstract: "Record members' interests, declarations and dispensations.",
        discussion: "To list them: `minutectl report interests`.",
        subcommands: [Register.self, End.self, Declare.self, Dispense.self])
}

extension InterestCommands {
    struct Register: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "interest register",
            discussion: """
                Of a sensitive interest only the kind is recorded (Localism Act 2011, section 32). A new \
                member notifies interests within 28 days.

                EXAMPLES:
                  minutectl interest register okafor --kind land \\
                    --what "A house in Abbey Road" --notified "20 May 2026"
                  minutectl interest register okafor --kind employment --sensitive
                """)

        @Argument(help: "The member.", completion: .people) var person: String
        @Option(help: "What kind of interest it is.") var kind: InterestKind
        @Option(help: "What it is.") var what: String?
        @Flag(help: "Withhold the details: disclosing them could lead to violence or intimidation.")
        var sensitive = false
        @Option(help: ArgumentHelp("Since when they have had it.", valueName: "date")) var from: String?
        @Option(
            help: ArgumentHelp(
                "The day the monitoring officer was notified. (default: today)", valueName: "date"))
        var notified: String?
        @OptionGroup var options: RecordingGroup

        func command() -> RegisterInterest {
            var command = RegisterInterest()
            (command.person, command.kind, command.what) = (person, kind, what)
            (command.isSensitive, command.from, command.notified) = (sensitive, from, notified)
            return command
        }
    }

    struct End: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "interest end",
            discussion: """
                EXAMPLE:
                  minutectl interest end okafor 1 --on "1 October 2026"
                """)

        @Argument(help: "The member.", completion: .people) var person: String
        @Argument(help: "The interest's number in their register.") var number: Int
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> EndInterest {
            var command = EndInterest()
            (command.person, command.number, command.on) = (person, number, when.on)
            return command
        }
    }

    struct Declare: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "interest declare",
            discussion: """
                With a disclosable pecuniary interest a member takes no part in the item and does not vote, \
                unless a dispensation allows it. A vote by name all the same is a finding. Before 1 July 2012 \
                interests were personal or prejudicial.

                EXAMPLES:
                  minutectl interest declare "Cabinet 1 September 2026" okafor --item 1 \\
                    --kind disclosable-pecuniary --number 1 --left
                  minutectl interest declare "Cabinet 1 September 2026" khan \\
                    --item "Local plan" --kind non-registrable --what "A friend's house"
                """)

        @OptionGroup var which: MeetingArgument
        @Argument(help: "The member.", completion: .people) var person: String
        @Option(help: "The item: its number on the agenda, or its words.") var item: String
        @Option(help: "What kind of interest it is.") var kind: DeclaredKind
        @Option(help: "The number of the interest in their register.") var number: Int?
        @Option(help: "What it is, as they declared it.") var what: String?
        @Flag(help: "They left the room for the item.") var left = false
        @Option(help: ArgumentHelp("When they left, such as 6.10pm.", valueName: "time")) var leftAt:
            ClockTime?
        @Option(help: ArgumentHelp("When they came back.", valueName: "time")) var returnedAt: ClockTime?
        @OptionGroup var options: RecordingGroup

        func command() -> DeclareInterest {
            var command = DeclareInterest()
            (command.meeting, command.person, command.item) = (which.meeting, person, item)
            (command.kind, command.number, command.what, command.left) = (kind, number, what, left)
            (command.leftAt, command.returnedAt) = (leftAt, returnedAt)
            return command
        }
    }

    struct Dispense: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "interest dispense",
            discussion: """
                A dispensation can be granted for four years at most (Localism Act 2011, section 33).

                EXAMPLE:
                  minutectl interest dispense okafor --what "The budget" --by council \\
                    --until "30 April 2027" --reason "Too few members could vote otherwise"
                """)

        @Argument(help: "The member.", completion: .people) var person: String
        @Option(help: "What it is for.") var what: String
        @Option(help: "What it allows.") var allows = DispensationScope.speakAndVote
        @Option(help: "Who granted it: a body or an office.") var by: String
        @OptionGroup var when: OnOption
        @Option(help: ArgumentHelp("Its last day.", valueName: "date")) var until: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> GrantDispensation {
            var command = GrantDispensation()
            (command.person, command.what, command.allows, command.by) = (person, what, allows, by)
            (command.on, command.until, command.reason) = (when.on, until, why.reason)
            return command
        }
    }
}

extension ReportCommands {
    struct Interests: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report interests",
            discussion: """
                EXAMPLES:
                  minutectl report interests --member okafor
                  minutectl report interests --body council --from "May 2026" -o csv
                """)

        @Option(help: "Only this member's interests.", completion: .people) var member: String?
        @Option(
            help: "Only interests of members of this body, and declared at its meetings.", completion: .bodies
        )
        var body: String?
        @Flag(help: "List interests and dispensations that have ended too.") var ended = false
        @OptionGroup var period: PeriodOptions
        @OptionGroup var asking: AskingOptions

        func question() -> InterestsQuestion {
            var question = InterestsQuestion()
            (question.member, question.body, question.hasEnded) = (member, body, ended)
            (question.from, question.to) = (period.from, period.to)
            return question
        }
    }
}
