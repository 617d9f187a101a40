// minutectl report: what councils publish and what leaders are told.

import ArgumentParser
import Reports

/// The noun `report`.
struct ReportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Reports for publication, for leaders and for auditors.",
        subcommands: [
            Attendance.self, NonAttendance.self, Decisions.self, Duties.self, Visits.self, Pledge.self,
            Participation.self, DBS.self,
        ])
}

extension ReportCommands {
    struct Attendance: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report attendance",
            discussion: """
                Expected are the meetings at which a member had a seat and of which it is known whether \
                they were there. Cancelled meetings, meetings without a roll and rolls that say nothing of \
                a member are nobody's absence.

                EXAMPLES:
                  minutectl report attendance --from "1 May 2007" --to "30 April 2008"
                  minutectl report attendance --body malap --group labour -o csv
                  minutectl report attendance --to "28 February 2008" --compare-known-on "3 March 2008"
                """)

        @Option(help: "One body's meetings only.") var body: String?
        @Option(help: "One person only.") var person: String?
        @Option(help: "Those who belong to this group on the last day.") var group: String?
        @Option(
            help: ArgumentHelp(
                "Show where the report differs from what it said when it was known this far, and the "
                    + "entries that made the difference.",
                valueName: "date|time|entry"))
        var compareKnownOn: String?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var asking: AskingOptions

        func question() -> AttendanceQuestion {
            var question = AttendanceQuestion()
            (question.body, question.person, question.group) = (body, person, group)
            (question.from, question.to) = (period.from, period.to)
            return question
        }

        mutating func run() throws {
            guard let compareKnownOn else { return try ask(question()) }
            var question = AttendanceComparisonQuestion()
            (question.attendance, question.knownOn) = (self.question(), compareKnownOn)
            try ask(question)
        }
    }

    struct NonAttendance: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report non-attendance",
            discussion: """
                EXAMPLES:
                  minutectl report non-attendance
                  minutectl report non-attendance --body malap --as-at "31 March 2008"
                """)
        static let isDetailed = true

        @OptionGroup var filter: NoticeFilter
        @OptionGroup var asking: AskingOptions

        func question() -> NonAttendanceQuestion { filter.question }
    }

    struct Decisions: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "The register of decisions, each resolution with where it stands.",
            discussion: """
                EXAMPLE:
                  minutectl report decisions --body cabinet --from "1 April 2007" --to "31 March 2008"
                """)
        static let isDetailed = true

        @OptionGroup var register: RegisterOptions
        @OptionGroup var asking: AskingOptions

        func question() -> DecisionsQuestion { register.question }
    }

    struct Duties: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Duties, each with where it stands.",
            discussion: """
                EXAMPLES:
                  minutectl report duties --as-at "1 October 2008"
                  minutectl report duties --person "Councillor B" -o csv
                """)
        static let isDetailed = true

        @OptionGroup var filter: DutyFilter
        @OptionGroup var asking: AskingOptions

        func question() -> DutiesQuestion { filter.question }
    }
}
