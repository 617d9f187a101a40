// How the dates of a membership, an office or a seat are put right.

import ArgumentParser
import Governance

/// What a correction of dates takes.
struct CorrectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day, as recorded.", valueName: "date"))
    var recordedFrom: String

    @Option(help: ArgumentHelp("The correct first day.", valueName: "date"))
    var from: String?

    @Option(help: ArgumentHelp("The correct day of leaving.", valueName: "date"))
    var until: String?

    @Flag(help: "Remove it: it should never have been recorded.")
    var never = false

    @OptionGroup var why: ReasonOption

    func validate() throws {
        guard never != (from != nil || until != nil) else {
            throw ValidationError(
                never
                    ? "--never removes it, so leave out --from and --until."
                    : "Give what was wrong: --from, --until or --never.")
        }
    }

    /// Says so in a command.
    func fill(_ dates: inout CorrectedDates) {
        (dates.recordedFrom, dates.from, dates.until) = (recordedFrom, from, until)
        (dates.isWithdrawn, dates.reason) = (never, why.reason)
    }
}

/// A day from which something holds.
struct FromOption: ParsableArguments {
    @Option(help: ArgumentHelp("The first day. (default: today)", valueName: "date"))
    var from: String?
}

/// The days from which and up to which something holds.
struct TenureOptions: ParsableArguments {
    @OptionGroup var first: FromOption
    @Option(
        help: ArgumentHelp(
            "The day it ended, for a past one. Past ones can be entered in any order.",
            valueName: "date"))
    var until: String?

    var from: String? { first.from }
}

/// A day on which something happened.
struct OnOption: ParsableArguments {
    @Option(help: ArgumentHelp("The day. (default: today)", valueName: "date"))
    var on: String?
}
