// minutectl place, minutectl visit: places that are visited, and the visits.

import ArgumentParser
import Codec
import Governance
import Reports

/// The noun `place`.
struct PlaceCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Keep the places to be visited: children's homes, safeguarding teams.",
        subcommands: [List.self, Open.self, Require.self, Close.self, Correct.self])
}

/// Which visits a place has to have.
struct RequirementOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A visit the place must have: its kind, how often, and optionally a body each of whose members must make "
                + "one, for example regulation-33:monthly or rota:quarterly:council; may be repeated.",
            valueName: "kind:cadence[:body]"))
    var visit: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("What visitors are expected to ask, as short labels.", valueName: "label"))
    var ask: [String] = []

    @Flag(help: "The source does not say how often: it is assumed.") var assumed = false

    func requirements() throws -> [VisitRequirement] {
        try visit.map { text in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard (2...3).contains(parts.count), let kind = VisitKind(rawValue: parts[0]) else {
                throw ValidationError("--visit \(text): give it as kind:interval, for example rota:monthly.")
            }
            var requirement = VisitRequirement()
            (requirement.kind, requirement.isAssumed) = (kind, assumed ? true : nil)
            do throws(DateError) { requirement.cadence = try Cadence(text: parts[1]) } catch {
                throw ValidationError("--visit \(text): \(error.message) \(error.instead)")
            }
            if parts.count == 3, parts[2].hasPrefix("by=") {
                requirement.byMembersOf = try identifier(String(parts[2].dropFirst(3)))
            } else if parts.count == 3 {
                requirement.eachMemberOf = try identifier(parts[2])
            }
            return requirement
        }
    }

    func questions() throws -> [Topic] { try ask.compactMap { try identifier($0) } }
}

extension PlaceCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(verb: "place list")

        @Argument(help: "Only this place.") var place: String?
        @Option(help: "Only places of this kind.") var kind: PlaceKind?
        @OptionGroup var asking: AskingOptions

        func question() -> PlacesQuestion {
            var question = PlacesQuestion()
            (question.place, question.kind) = (place, kind)
            return question
        }
    }

    struct Open: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "place open",
            discussion: """
                EXAMPLE:
                  minutectl place open "The Willows" --from "1 April 2026" \\
                    --visit regulation-44:monthly --ask religion culture food health
                """)

        @Argument(help: "The name.") var name: String
        @Option(help: "The kind of place.") var kind = PlaceKind.childrensHome
        @OptionGroup var when: FromOption
        @OptionGroup var required: RequirementOptions
        @Option(help: "An identifier. (default: made from the name)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> OpenPlace {
            var command = OpenPlace()
            (command.name, command.kind, command.from) = (name, kind, when.from)
            (command.requirements, command.questions) = (
                try required.requirements(), try required.questions()
            )
            command.place = try identifier(id)
            return command
        }
    }

    struct Require: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "place require",
            discussion: """
                This replaces all visits required before.

                EXAMPLE:
                  minutectl place require lodge --from "1 October 2026" \\
                    --visit rota:quarterly
                """)

        @Argument(help: "The place.") var place: String
        @OptionGroup var when: FromOption
        @OptionGroup var required: RequirementOptions
        @OptionGroup var options: RecordingGroup

        func command() throws -> RequireVisits {
            var command = RequireVisits()
            (command.place, command.from) = (place, when.from)
            (command.requirements, command.questions) = (
                try required.requirements(), try required.questions()
            )
            return command
        }
    }

    struct Close: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "place close")

        @Argument(help: "The place.") var place: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> ClosePlace {
            var command = ClosePlace()
            (command.place, command.on) = (place, when.on)
            return command
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "place correct")

        @Argument(help: "The place.") var place: String
        @Option(help: "The correct name.") var name: String?
        @Option(help: ArgumentHelp("The correct first day.", valueName: "date"))
        var from: String?
        @Option(help: ArgumentHelp("The correct day of closing.", valueName: "date"))
        var closed: String?
        @Flag(help: "It has not closed.") var open = false
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> CorrectPlace {
            var command = CorrectPlace()
            (command.place, command.name, command.from) = (place, name, from)
            (command.closed, command.isOpen, command.reason) = (closed, open, why.reason)
            return command
        }
    }
}

/// The noun `visit`.
struct VisitCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: "Record visits to children's homes and other places.",
        subcommands: [
            List.self, Allocate.self, Made.self, FileReport.self, FollowUp.self, Complete.self,
            Withdraw.self,
        ])
}

extension VisitCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "visit list",
            discussion: """
                EXAMPLE:
                  minutectl visit list --member okafor --standing overdue
                """)

        @Option(help: "Only visits to this place.") var place: String?
        @Option(help: "Only visits allocated to this person or made by them.") var member: String?
        @Option(help: "Only visits of this kind.") var kind: VisitKind?
        @Option(help: "Only visits with this status.") var standing: VisitStanding?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var asking: AskingOptions

        func question() -> VisitsQuestion {
            var question = VisitsQuestion()
            (question.place, question.member, question.kind) = (place, member, kind)
            (question.standing, question.from, question.to) = (standing, period.from, period.to)
            return question
        }
    }

    struct Allocate: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "visit allocate",
            discussion: """
                EXAMPLE:
                  minutectl visit allocate lodge okafor "September 2026"
                """)

        @Argument(help: "The place.") var place: String
        @Argument(help: "The member.") var member: String
        @Argument(help: "The period: \"September 2009\".") var period: String
        @Option(help: "The kind of visit; needed if the place requires several.")
        var kind: VisitKind?
        @OptionGroup var options: RecordingGroup

        func command() -> AllocateVisit {
            var command = AllocateVisit()
            (command.place, command.member, command.period) = (place, member, period)
            command.kind = kind
            return command
        }
    }

    struct Made: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "visit record",
            discussion: """
                The allocated visit is found by place, day, kind and visitor. Give what was asked as \
                labels of the place's questions, never in words.

                EXAMPLE:
                  minutectl visit record lodge --on "14 July 2026" --by okafor \\
                    --asked religion food --unanswered health --unannounced
                """)

        @Argument(help: "The place.") var place: String
        @OptionGroup var when: OnOption
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Who made it.", valueName: "person"))
        var by: [String]
        @Option(help: "The kind of visit.") var kind: VisitKind?
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Questions asked and answered.", valueName: "label"))
        var asked: [String] = []
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Questions asked and not answered.", valueName: "label"))
        var unanswered: [String] = []
        @Flag(help: "The place was told beforehand.") var announced = false
        @Flag(help: "The place was not told beforehand.") var unannounced = false
        @Option(help: "The allocated visit, if somebody else made it.") var visit: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard !(announced && unannounced) else {
                throw ValidationError("Give --announced or --unannounced, not both.")
            }
        }

        func command() throws -> RecordVisit {
            var command = RecordVisit()
            (command.place, command.on, command.visitors, command.kind) = (place, when.on, by, kind)
            command.isAnnounced = announced ? true : unannounced ? false : nil
            for (labels, isAnswered) in [(asked, true), (unanswered, false)] {
                command.questions += try labels.compactMap { try identifier($0) }.map {
                    VisitQuestion($0, isAnswered: isAnswered)
                }
            }
            command.visit = try identifier(visit)
            return command
        }
    }

    struct FileReport: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "visit file-report")

        @Argument(help: "The start of the visit's identifier.") var visit: String
        @OptionGroup var when: OnOption
        @Option(help: "The body that it went to.") var to: String?
        @OptionGroup var options: RecordingGroup

        func command() -> FileVisitReport {
            var command = FileVisitReport()
            (command.visit, command.on, command.to) = (visit, when.on, to)
            return command
        }
    }

    struct FollowUp: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "visit follow-up",
            discussion: """
                EXAMPLE:
                  minutectl visit follow-up lodge-2026-08 repair-boiler \\
                    --owner "Senior Officer One" --due "1 October 2026"
                """)

        @Argument(help: "The start of the visit's identifier.") var visit: String
        @Argument(help: "The topic, as a short label.") var topic: String
        @Option(help: "Who is to do it.") var owner: String?
        @Option(help: ArgumentHelp("The due date.", valueName: "date")) var due: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> RaiseVisitFollowUp {
            var command = RaiseVisitFollowUp()
            (command.visit, command.owner, command.due) = (visit, owner, due)
            command.topic = try identifier(topic) ?? Topic()
            return command
        }
    }

    struct Complete: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "visit complete")

        @Argument(help: "The start of the visit's identifier.") var visit: String
        @Argument(help: "The number of the follow-up.") var number: Int
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> CompleteVisitFollowUp {
            var command = CompleteVisitFollowUp()
            (command.visit, command.number, command.on) = (visit, number, when.on)
            return command
        }
    }

    struct Withdraw: RecordingCommand {
        static let configuration = CommandConfiguration(verb: "visit withdraw")

        @Argument(help: "The start of the visit's identifier.") var visit: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawVisit {
            var command = WithdrawVisit()
            (command.visit, command.reason) = (visit, why.reason)
            return command
        }
    }
}

extension ReportCommands {
    struct Visits: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report visits",
            discussion: """
                EXAMPLES:
                  minutectl report visits --from "1 May 2026" --to "30 September 2026"
                  minutectl report visits --member okafor --as-at "30 September 2026"
                """)

        @Option(help: "Only this place.") var place: String?
        @Option(help: "Only this person.") var member: String?
        @Option(help: "Only members of this political group.") var group: String?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var asking: AskingOptions

        func question() -> VisitAccountQuestion {
            var question = VisitAccountQuestion()
            (question.place, question.member, question.group) = (place, member, group)
            (question.from, question.to) = (period.from, period.to)
            return question
        }
    }
}
