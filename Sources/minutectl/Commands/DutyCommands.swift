// minutectl duty: what offices and bodies have to do, what is due and overdue, and what was done.

import ArgumentParser
import Governance
import Reports

/// The noun `duty`.
struct DutyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty", abstract: "Keep the duties of offices and bodies.",
        subcommands: [
            List.self, Show.self, Calendar.self, Establish.self, Change.self, Discharge.self, TakeBack.self,
            Withdraw.self,
        ])
}

/// How a duty is named.
struct DutyArgument: ParsableArguments {
    @Argument(help: "The duty's wording, or the start of its identifier.") var duty: String
}

/// Which duties.
struct DutyFilter: ParsableArguments {
    @Option(help: "Only duties of this office or body.") var of: String?
    @Option(help: "Only duties this person is responsible for.", completion: .people) var person: String?
    @Option(help: "Only duties that members of this political group are responsible for.") var group: String?
    @Option(help: "Only duties with this status.") var state: DutyState?
    @Option(help: ArgumentHelp("Only duties overdue, or due within this many days.", valueName: "days"))
    var within: Int?

    var question: DutiesQuestion {
        var question = DutiesQuestion()
        (question.bearer, question.person, question.state, question.within) = (of, person, state, within)
        question.group = group
        return question
    }
}

extension DutyCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty list",
            discussion: """
                If its terms of reference say how often a body must meet, that is listed as a duty of the body, \
                discharged by each meeting held.

                EXAMPLES:
                  minutectl duty list
                  minutectl duty list --state overdue --as-at "1 December 2008"
                  minutectl duty list --of "Chief Executive" --within 400
                """)

        @OptionGroup var filter: DutyFilter
        @OptionGroup var asking: AskingOptions

        func question() -> DutiesQuestion { filter.question }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty show",
            discussion: """
                EXAMPLE:
                  minutectl duty show review-the-strategy
                """)

        @OptionGroup var which: DutyArgument
        @OptionGroup var list: ListOptions
        @OptionGroup var asking: AskingOptions

        func question() -> DutyQuestion {
            var question = DutyQuestion()
            (question.duty, question.limit, question.after) = (which.duty, list.limit, list.after)
            return question
        }
    }

    struct Calendar: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty calendar",
            discussion: """
                EXAMPLES:
                  minutectl duty calendar
                  minutectl duty calendar --of malap --from "1 April 2008" \\
                    --to "31 March 2009" -o csv
                """)

        @Option(help: "Only duties of this office or body.") var of: String?
        @Option(help: "Only duties this person was responsible for when they were due.", completion: .people)
        var person: String?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var list: ListOptions
        @OptionGroup var asking: AskingOptions

        func question() -> DutyCalendarQuestion {
            var question = DutyCalendarQuestion()
            (question.bearer, question.person) = (of, person)
            (question.from, question.to) = (period.from, period.to)
            (question.limit, question.after) = (list.limit, list.after)
            return question
        }
    }

    struct Establish: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty establish",
            discussion: """
                EXAMPLES:
                  minutectl duty establish "Review the local plan" --of planning \\
                    --every "annually in August" --from "2 June 2026" \\
                    --source "Council, 21 May 2026"
                  minutectl duty establish "Publish the pay policy" \\
                    --of "Executive Director" --if-ratified pay-policy --within 28
                  minutectl duty establish "Tell the Department for Education" \\
                    --of "Executive Director" --if-not-ratified pay-policy \\
                    --deadline "31 March 2027" --within 14
                """)

        @Argument(help: "What must be done.") var what: String
        @Option(help: "The office or body whose duty it is.") var of: String
        @Option(help: ArgumentHelp("How often, for example \"annually in August\".", valueName: "cadence"))
        var every: String?
        @Option(help: ArgumentHelp("The due date, if it is due once.", valueName: "date")) var due: String?
        @Option(
            help: ArgumentHelp("The duty starts when this decision takes effect.", valueName: "decision"))
        var ifRatified: String?
        @Option(
            help: ArgumentHelp(
                "The duty starts if this decision's resolution is not ratified.", valueName: "decision"))
        var ifNotRatified: String?
        @Option(
            help: ArgumentHelp(
                "The last day for ratifying it. (default: none, only a rejection counts)", valueName: "date"))
        var deadline: String?
        @Option(help: ArgumentHelp("Which resolution of that decision. (default: 1)", valueName: "number"))
        var resolution: Int?
        @Option(help: ArgumentHelp("How many days after that it is due.", valueName: "days")) var within: Int?
        @OptionGroup var beginning: FromOption
        @Option(help: ArgumentHelp("The document that sets the duty.", valueName: "text")) var source: String?
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp(
                "Others who bear it jointly: what one of them does is done for all.", valueName: "office"))
        var jointlyWith: [String] = []
        @Flag(help: "The source does not say how often or by when: it is assumed.") var assumed = false
        @Option(help: "An identifier. (default: made from the wording)") var id: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard ifRatified == nil || ifNotRatified == nil else {
                throw ValidationError("Give either --if-ratified or --if-not-ratified.")
            }
        }

        func command() throws -> EstablishDuty {
            var command = EstablishDuty()
            (command.what, command.bearer, command.from) = (what, of, beginning.from)
            (command.cadence, command.due, command.within) = (every, due, within)
            (command.decision, command.resolution) = (ifRatified ?? ifNotRatified, resolution)
            (command.source, command.deadline) = (source, deadline)
            command.ifNotRatified = ifNotRatified != nil
            (command.jointly, command.isAssumed) = (jointlyWith, assumed)
            command.duty = try identifier(id)
            return command
        }
    }

    struct Change: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty change",
            discussion: """
                EXAMPLE:
                  minutectl duty change review-the-strategy --every quarterly \\
                    --from "1 January 2009" --reason "The Board asked for it"
                """)

        @OptionGroup var which: DutyArgument
        @OptionGroup var beginning: FromOption
        @Option(help: ArgumentHelp("What must be done from then on.", valueName: "text")) var what: String?
        @Option(help: "Whose duty it is from then on.") var of: String?
        @Option(help: ArgumentHelp("How often from then on.", valueName: "cadence")) var every: String?
        @Option(help: ArgumentHelp("The new due date, if it is due once.", valueName: "date"))
        var due: String?
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> ChangeDuty {
            var command = ChangeDuty()
            (command.duty, command.from, command.what) = (which.duty, beginning.from, what)
            (command.bearer, command.cadence, command.due) = (of, every, due)
            command.reason = why.reason
            return command
        }
    }

    struct Discharge: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty discharge",
            discussion: """
                EXAMPLES:
                  minutectl duty discharge review-the-strategy \\
                    --meeting "Corporate Parenting Panel 14 July 2026"
                  minutectl duty discharge meet-the-chairs --on "21 September 2026" \\
                    --evidence "Notes of the meeting with the chairs"
                """)

        @OptionGroup var which: DutyArgument
        @Option(
            help: ArgumentHelp(
                "A day, month or year. (default: the date of the evidence, or today)", valueName: "date"))
        var on: String?
        @Option(help: "The meeting that is evidence of it.") var meeting: String?
        @Option(help: "The decision that is evidence of it.") var decision: String?
        @Option(help: "The report that is evidence of it.") var paper: String?
        @Option(help: ArgumentHelp("Other evidence of it.", valueName: "text"))
        var evidence: String?
        @OptionGroup var options: RecordingGroup

        func command() -> DischargeDuty {
            var command = DischargeDuty()
            (command.duty, command.on, command.meeting) = (which.duty, on, meeting)
            (command.decision, command.paper, command.evidence) = (decision, paper, evidence)
            return command
        }
    }

    struct TakeBack: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty take-back",
            discussion: """
                EXAMPLE:
                  minutectl duty take-back review-the-strategy --on "18 September 2008" \\
                    --reason "The meeting dealt with something else"
                """)

        @OptionGroup var which: DutyArgument
        @Option(help: ArgumentHelp("The date of the discharge, as recorded.", valueName: "date")) var on:
            String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> TakeBackDischarge {
            var command = TakeBackDischarge()
            (command.duty, command.on, command.reason) = (which.duty, on, why.reason)
            return command
        }
    }

    struct Withdraw: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "duty withdraw",
            discussion: """
                EXAMPLE:
                  minutectl duty withdraw review-the-strategy --on "1 April 2009" \\
                    --reason "Replaced"
                """)

        @OptionGroup var which: DutyArgument
        @OptionGroup var when: OnOption
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> WithdrawDuty {
            var command = WithdrawDuty()
            (command.duty, command.on, command.reason) = (which.duty, when.on, why.reason)
            return command
        }
    }
}
