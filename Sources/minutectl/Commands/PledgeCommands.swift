// minutectl pledge: pledges adopted, signed, assessed.

import ArgumentParser
import Codec
import Governance
import Reports

/// The noun `pledge`.
struct PledgeCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pledge", abstract: "Adopt, sign and assess pledges to children in care.",
        subcommands: [
            Show.self, Adopt.self, Present.self, Sign.self, Unsign.self, Assess.self,
            WithdrawAssessment.self,
        ])
}

/// How a pledge is named.
struct PledgeArgument: ParsableArguments {
    @Argument(help: "The pledge's title, or the start of its identifier.") var pledge: String
}

extension PledgeCommands {
    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "pledge show",
            discussion: """
                EXAMPLE:
                  minutectl pledge show corporate-parenting --as-at "31 December 2008"
                """)

        @Argument(help: "The pledge. (default: the only one)") var pledge: String?
        @OptionGroup var asking: AskingOptions

        func question() -> PledgeQuestion {
            var question = PledgeQuestion()
            question.pledge = pledge
            return question
        }
    }

    struct Adopt: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "pledge adopt",
            discussion: """
                The file is YAML or JSON: title, on, by, text, tobesigned (true if elected members are asked \
                to sign it), and areas, each with a title and promises, each promise with an id and a text. If the pledge is already recorded, this adds a version.

                EXAMPLE:
                  minutectl pledge adopt pledge.yaml
                """)

        @Argument(help: ArgumentHelp("The file; - for the standard input.", valueName: "file"))
        var file: String
        @OptionGroup var options: RecordingGroup

        func command() throws -> AdoptPledge { try SourceDocument(file: file).read(AdoptPledge.self) }
    }

    struct Present: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "pledge present")

        @OptionGroup var which: PledgeArgument
        @Option(help: "The body that it was presented to.") var to: String
        @Option(help: "The body that presented it.") var by: String?
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> PresentPledge {
            var command = PresentPledge()
            (command.pledge, command.to, command.by, command.on) = (which.pledge, to, by, when.on)
            return command
        }
    }

    struct Sign: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "pledge sign",
            discussion: """
                EXAMPLES:
                  minutectl pledge sign care-leavers okafor lee --on "16 July 2026"
                  minutectl pledge sign care-leavers --every-member --on "16 July 2026"
                """)

        @OptionGroup var which: PledgeArgument
        @Argument(help: "Who signs.") var people: [String] = []
        @Flag(help: "All elected members on that day who have not signed yet.") var everyMember = false
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard everyMember != !people.isEmpty else {
                throw ValidationError("Name who signs, or give --every-member.")
            }
        }

        func command() -> SignPledge {
            var command = SignPledge()
            (command.pledge, command.people, command.on) = (which.pledge, people, when.on)
            command.everyMember = everyMember
            return command
        }
    }

    struct Unsign: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "pledge unsign")

        @OptionGroup var which: PledgeArgument
        @Argument(help: "Whose signature.", completion: .people) var person: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawSignature {
            var command = WithdrawSignature()
            (command.pledge, command.person, command.reason) = (which.pledge, person, why.reason)
            return command
        }
    }

    struct Assess: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "pledge assess",
            discussion: """
                EXAMPLE:
                  minutectl pledge assess care-leavers own-door amber \\
                    --why "Two homes await repairs" \\
                    --evidence "Report to the Panel, 14 July 2026"
                """)

        @OptionGroup var which: PledgeArgument
        @Argument(help: "The promise's label.") var promise: String
        @Argument(help: "How well it is being kept.") var rating: Rating
        @Option(help: ArgumentHelp("Why; never about a child.", valueName: "text")) var why: String
        @Option(help: ArgumentHelp("The evidence; may be repeated.", valueName: "text"))
        var evidence: [String] = []
        @Option(help: "The body that assessed it.") var by: String?
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() throws -> AssessPromise {
            var command = AssessPromise()
            command.promise = try identifier(promise) ?? PromiseID()
            (command.pledge, command.rating, command.why) = (which.pledge, rating, why)
            (command.evidence, command.by, command.on) = (evidence, by, when.on)
            return command
        }
    }

    struct WithdrawAssessment: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "pledge withdraw-assessment")

        @OptionGroup var which: PledgeArgument
        @Argument(help: "The assessment's number.") var number: Int
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> Governance.WithdrawAssessment {
            var command = Governance.WithdrawAssessment()
            (command.pledge, command.number, command.reason) = (which.pledge, number, why.reason)
            return command
        }
    }
}

extension ReportCommands {
    struct Pledge: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a pledge: how each promise is being kept, and who has not signed.")

        @Argument(help: "The pledge. (default: the only one)") var pledge: String?
        @Option(help: "Only this member.", completion: .people) var person: String?
        @Option(help: "Only members of this political group.") var group: String?
        @OptionGroup var asking: AskingOptions

        func question() -> PledgeQuestion {
            var question = PledgeQuestion()
            (question.pledge, question.person, question.group) = (pledge, person, group)
            return question
        }
    }

    struct Participation: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report participation",
            discussion: """
                With --kind, also lists the quarters in the period in which a member attended no \
                meeting of that kind.

                EXAMPLES:
                  minutectl report participation --from "1 May 2007" --to "30 April 2008"
                  minutectl report participation --kind engagement --from "1 May 2026"
                """)

        @Option(help: "Only meetings and members of this body.", completion: .bodies) var body: String?
        @Option(help: "Only this person.", completion: .people) var person: String?
        @Option(help: "The kind of meeting that each quarter should have had.") var kind: MeetingKind?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var asking: AskingOptions

        func question() -> ParticipationQuestion {
            var question = ParticipationQuestion()
            (question.body, question.person, question.kind) = (body, person, kind)
            (question.from, question.to) = (period.from, period.to)
            return question
        }
    }

    struct DBS: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report dbs",
            discussion: """
                EXAMPLE:
                  minutectl report dbs --lacking --as-at "1 September 2026"
                """)

        @Option(help: "Only seats on this body.", completion: .bodies) var body: String?
        @Flag(help: "Only people who are not cleared or whose check has expired.") var lacking = false
        @OptionGroup var asking: AskingOptions

        func question() -> DBSQuestion {
            var question = DBSQuestion()
            (question.body, question.isLacking) = (body, lacking)
            return question
        }
    }
}

extension PersonCommands {
    struct DBS: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person dbs",
            discussion: """
                Nothing else about a disclosure can be recorded.

                EXAMPLE:
                  minutectl person dbs okafor --cleared --on "1 June 2026" \\
                    --expires "31 May 2029"
                """)

        @Argument(help: "Whose check.", completion: .people) var person: String
        @Flag(help: "The person is cleared.") var cleared = false
        @Flag(help: "The person is not cleared.") var notCleared = false
        @OptionGroup var when: OnOption
        @Option(help: ArgumentHelp("The day it expires.", valueName: "date"))
        var expires: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard cleared != notCleared else { throw ValidationError("Give --cleared or --not-cleared.") }
        }

        func command() -> RecordDBS {
            var command = RecordDBS()
            (command.person, command.isCleared) = (person, cleared)
            (command.on, command.expires) = (when.on, expires)
            return command
        }
    }
}
