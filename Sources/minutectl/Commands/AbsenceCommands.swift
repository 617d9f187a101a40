// minutectl absence: what the six-month rule rests on besides the rolls.

import ArgumentParser
import Governance
import Reports

/// The noun `absence`.
struct AbsenceCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "absence", abstract: "Apply the six-month rule: approved absences and vacancies.",
        subcommands: [Approve.self, LastAttended.self, Vacancy.self, FillVacancy.self])
}

extension AbsenceCommands {
    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "absence approve",
            discussion: """
                The Council can approve the reason only before the six months end. The meeting they run \
                from is looked up, unless you give it with --since.

                EXAMPLE:
                  minutectl absence approve jones --decision leave-of-absence \\
                    --reason illness --until "31 December 2026"
                """)

        @Argument(help: "The councillor.", completion: .people) var person: String
        @Option(help: "The Council's decision.") var decision: String
        @Option(help: "The last meeting attended.") var since: String?
        @Option(help: ArgumentHelp("The last day for which it is approved.", valueName: "date"))
        var until: String?
        @Option(help: "A code, never words about a person.") var reason = AbsenceReason.other
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let daemon = try Daemon(options.global)
            var command = ApproveAbsence()
            (command.person, command.decision) = (person, decision)
            (command.until, command.reason) = (until, reason)
            command.since = try since ?? lastAttended(daemon)
            try daemon.recordAndShow(command, options)
        }

        /// The meeting that they had attended last when the Council decided.
        private func lastAttended(_ daemon: Daemon) throws(Failure) -> String? {
            var asked = DecisionQuestion()
            asked.decision = decision
            let made = try daemon.ask(asked).decision.made.latest
            var question = SixMonthQuestion()
            (question.person, question.scope.asAt) = (person, made.iso)
            return try daemon.ask(question).clocks.first { $0.clock == .any }?.meeting
        }
    }

    struct LastAttended: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "absence last-attended",
            discussion: """
                The six-month clock of a councillor who was in office before the record begins starts on the \
                record's first day. If another source says when they last attended, it starts on that day.

                EXAMPLE:
                  minutectl absence last-attended "Councillor B" --body council \\
                    --on "19 April 2007" --source "Minutes of the Council, 19 April 2007"
                """)

        @Argument(help: "The councillor.", completion: .people) var person: String
        @Option(help: "The body whose meeting they attended.", completion: .bodies) var body: String
        @Option(help: ArgumentHelp("The day of that meeting.", valueName: "date")) var on: String
        @Option(help: "Where you found this, for example signed minutes.") var source: String
        @OptionGroup var options: RecordingGroup

        func command() -> StateLastAttendance {
            var command = StateLastAttendance()
            (command.person, command.body) = (person, body)
            (command.on, command.source) = (on, source)
            return command
        }
    }

    struct Vacancy: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "absence vacancy",
            discussion: """
                This records the declaration only (Local Government Act 1972, section 86). To record \
                that the seat is vacant, use `minutectl seat vacate`.

                EXAMPLE:
                  minutectl absence vacancy jones --on "23 November 2026" \\
                    --reason "No meeting attended since May"
                """)

        @Argument(help: "The councillor.", completion: .people) var person: String
        @OptionGroup var when: OnOption
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> DeclareVacancy {
            var command = DeclareVacancy()
            (command.person, command.on, command.reason) = (person, when.on, why.reason)
            return command
        }
    }
}

extension PersonCommands {
    struct Suspend: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person suspend",
            discussion: """
                Days of suspension do not count towards the six months.

                EXAMPLE:
                  minutectl person suspend okafor --from "1 October 2026" \\
                    --until "1 November 2026" --reason "Standards"
                """)

        @Argument(help: "The councillor.", completion: .people) var person: String
        @OptionGroup var start: FromOption
        @Option(help: ArgumentHelp("The day it ended.", valueName: "date"))
        var until: String?
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> SuspendPerson {
            var command = SuspendPerson()
            (command.person, command.from, command.until) = (person, start.from, until)
            command.reason = why.reason
            return command
        }
    }

    struct SuspendCorrect: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person suspend-correct",
            discussion: """
                EXAMPLE:
                  minutectl person suspend-correct brown --recorded-from "1 October 2026" \\
                    --until "15 October 2026" --reason "Ended early"
                """)

        @Argument(help: "The councillor.", completion: .people) var person: String
        @OptionGroup var dates: CorrectionOptions
        @OptionGroup var options: RecordingGroup

        func command() -> CorrectSuspension {
            var command = CorrectSuspension()
            command.person = person
            dates.fill(&command.dates)
            return command
        }
    }
}
