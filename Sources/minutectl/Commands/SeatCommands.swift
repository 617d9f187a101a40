// minutectl seat: who sits on which body, in which capacity.

import ArgumentParser
import Governance
import Reports

/// The noun `seat`.
struct SeatCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seat", abstract: "Fill and vacate seats on bodies, and list vacancies.",
        subcommands: [List.self, Fill.self, Vacate.self, Correct.self, Vacancies.self])
}

extension SeatCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "seat list",
            discussion: """
                EXAMPLES:
                  minutectl seat list --body malap --as-at "20 September 2007"
                  minutectl seat list --unfilled
                """)

        @Option(help: "Only seats on this body.", completion: .bodies) var body: String?
        @Option(help: "Only this person's seats.", completion: .people) var person: String?
        @Flag(help: "Only vacant seats.") var unfilled = false
        @OptionGroup var asking: AskingOptions

        func question() -> SeatsQuestion {
            var question = SeatsQuestion()
            (question.body, question.person, question.onlyUnfilled) = (body, person, unfilled)
            return question
        }
    }

    struct Fill: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "seat fill",
            discussion: """
                If somebody chairs for only part of their time in the seat, record them twice: once for the \
                seat, and once with --chairs for that part.

                EXAMPLES:
                  minutectl seat fill planning patel --from "1 October 2026"
                  minutectl seat fill scrutiny patel --from "21 May 2026" --vice-chair \\
                    --deputy brown
                  minutectl seat fill council hall --from "7 May 2026" --ward "St Mary's"
                  minutectl seat fill malap "Councillor J" --capacity "named councillor" \\
                    --from "1 October 2007" --until "1 May 2008"
                """)

        @Argument(help: "The body.", completion: .bodies) var body: String
        @Argument(help: "The person.", completion: .people) var person: String
        @Option(help: "The capacity; needed if the terms of reference have several.")
        var capacity: String?
        @OptionGroup var when: TenureOptions
        @Flag(help: "They chair the body.") var chairs = false
        @OptionGroup var details: SeatDetailOptions
        @OptionGroup var options: RecordingGroup

        func command() -> FillSeat {
            var command = FillSeat()
            (command.body, command.person, command.capacity) = (body, person, capacity)
            (command.from, command.until, command.chairs) = (when.from, when.until, chairs)
            command.details = details.details
            return command
        }
    }

    struct Vacate: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "seat vacate",
            discussion: """
                The day is the first on which the seat is vacant.

                EXAMPLE:
                  minutectl seat vacate planning okafor --on "1 October 2026"
                """)

        @Argument(help: "The body.", completion: .bodies) var body: String
        @Argument(help: "The person.", completion: .people) var person: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> VacateSeat {
            var command = VacateSeat()
            (command.body, command.person, command.on) = (body, person, when.on)
            return command
        }
    }

    struct Correct: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "seat correct",
            discussion: """
                EXAMPLE:
                  minutectl seat correct planning okafor --recorded-from 2026-05-21 \\
                    --from 2026-06-01 --reason "Appointed on 1 June"
                """)

        @Argument(help: "The body.", completion: .bodies) var body: String
        @Argument(help: "The person.", completion: .people) var person: String
        @Option(help: ArgumentHelp("The first day, as recorded.", valueName: "date"))
        var recordedFrom: String
        @Option(help: ArgumentHelp("The correct first day.", valueName: "date"))
        var from: String?
        @Option(help: ArgumentHelp("The correct day of leaving.", valueName: "date"))
        var until: String?
        @Flag(inversion: .prefixedNo, help: "Whether they chaired the body in that seat.")
        var chairs: Bool?
        @OptionGroup var details: SeatDetailOptions
        @Flag(help: "Remove it: it should never have been recorded.") var never = false
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            let isDescribed = details.details != SpokenSeatDetails()
            guard never != (from != nil || until != nil || chairs != nil || isDescribed) else {
                throw ValidationError(
                    never
                        ? "--never removes it, so leave out the other corrections."
                        : "Give what was wrong: --from, --until, --chairs, --no-chairs, --ward, --vice-chair, "
                            + "--no-vice-chair, --deputy or --never.")
            }
        }

        func command() -> CorrectSeat {
            var command = CorrectSeat()
            (command.body, command.person, command.chairs) = (body, person, chairs)
            command.details = details.details
            (command.dates.recordedFrom, command.dates.from, command.dates.until) = (
                recordedFrom, from, until
            )
            (command.dates.isWithdrawn, command.dates.reason) = (never, why.reason)
            return command
        }
    }
}

/// What else can be said about a seat.
struct SeatDetailOptions: ParsableArguments {
    @Option(help: "The ward or division that the member represents.") var ward: String?
    @Flag(inversion: .prefixedNo, help: "They are the body's vice-chair, or are not.") var viceChair: Bool?
    @Option(
        name: .customLong("deputy"),
        help: ArgumentHelp("Who may come in their place; may be repeated.", valueName: "person"))
    var deputies: [String] = []

    var details: SpokenSeatDetails {
        var details = SpokenSeatDetails()
        (details.ward, details.viceChairs) = (ward, viceChair)
        details.deputies = deputies.isEmpty ? nil : deputies
        return details
    }
}
