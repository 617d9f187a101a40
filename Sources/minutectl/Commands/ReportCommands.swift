// minutectl report: what councils publish and what leaders are told.

import ArgumentParser
import Governance
import Letters
import Reports

/// The noun `report`.
struct ReportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Make reports for publication, leaders and auditors.",
        subcommands: [
            Attendance.self, NonAttendance.self, Leader.self, SixMonth.self, Digest.self, Decisions.self,
            Duties.self,
            Visits.self, Pledge.self, Participation.self, Votes.self, Interests.self, DBS.self,
            Findings.self,
        ])
}

extension ReportCommands {
    struct Attendance: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report attendance",
            discussion: """
                Members are expected at the meetings for which they had a seat and their attendance is \
                recorded. Cancelled meetings, and meetings where attendance is not recorded, do not count as \
                absences.

                EXAMPLES:
                  minutectl report attendance --from "1 May 2007" --to "30 April 2008"
                  minutectl report attendance --body planning --group labour -o csv
                  minutectl report attendance --to "30 September 2008" \\
                    --compare-known-on "24 September 2008"
                """)

        @Option(help: "One body's meetings only.", completion: .bodies) var body: String?
        @Option(help: "Only this person.", completion: .people) var person: String?
        @Option(help: "Only members of this group on the last day.") var group: String?
        @Flag(help: "Lowest percentage first. Members expected at few meetings are marked and come last.")
        var rank = false
        @Flag(help: "Show each member's meetings one by one. (default period: a year)") var strips = false
        @Flag(help: "List officers too.") var officers = false
        @Option(
            help: ArgumentHelp(
                "Show what has changed in the report since this date, time or entry, and the "
                    + "entries that changed it.",
                valueName: "date|time|entry"))
        var compareKnownOn: String?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var paging: PageOptions
        @OptionGroup var asking: AskingOptions

        func question() -> AttendanceQuestion {
            var question = AttendanceQuestion()
            (question.body, question.person, question.group) = (body, person, group)
            (question.from, question.to) = (period.from, period.to)
            (question.order, question.hasOfficers) = (rank ? .percentage : nil, officers)
            question.hasStrips = strips || paging.isPage(asking.global)
            return question
        }

        var output: OutputFormat { paging.output(asking.global) }

        func page(_ report: AttendanceReport) throws -> String? {
            try paging.shown(report, titled: report.title, name: "attendance", asking.global) {
                try Page.register(report, template: $0)
            }
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
                  minutectl report non-attendance --format eml \\
                    --mail-to leader@example.gov.uk | sendmail -t
                """)
        static let isDetailed = true

        @OptionGroup var filter: NoticeFilter
        @OptionGroup var list: ListOptions
        @OptionGroup var paging: PageOptions
        @OptionGroup var asking: AskingOptions

        func question() -> NonAttendanceQuestion {
            var question = filter.question
            (question.limit, question.after) = (list.limit, list.after)
            return question
        }

        var output: OutputFormat { paging.output(asking.global) }

        func page(_ report: NonAttendanceReport) throws -> String? {
            try paging.shown(
                report, titled: "Non-attendance", name: "non-attendance", isDetailed: Self.isDetailed,
                asking.global
            ) {
                try Page.register(report, template: $0)
            }
        }
    }

    struct SixMonth: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report six-month",
            discussion: """
                A councillor who attends no meeting of the authority for six months in a row ceases to be a \
                member, unless the Council approves the reason before they end (Local Government Act 1972, \
                section 85). Members of the executive must also attend its meetings. With --person, each \
                attendance that did not count is listed with the reason.

                EXAMPLES:
                  minutectl report six-month
                  minutectl report six-month --standing warning --as-at "1 October 2026"
                  minutectl report six-month --person okafor
                """)

        @Option(help: "Only this member.", completion: .people) var person: String?
        @Option(help: "Only councillors with this status.") var standing: SixMonthStanding?
        @OptionGroup var asking: AskingOptions

        func question() -> SixMonthQuestion {
            var question = SixMonthQuestion()
            (question.person, question.standing) = (person, standing)
            return question
        }

        var showsDetails: Bool { person != nil }
    }

    struct Digest: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report digest",
            discussion: """
                EXAMPLES:
                  minutectl report digest
                  minutectl report digest --for "Chief Executive" --days 14
                """)

        @Option(name: .customLong("for"), help: "An office or a person. (default: everything)") var whose:
            String?
        @Option(help: "How many days to look ahead.") var days = 7
        @OptionGroup var asking: AskingOptions

        func question() -> DigestQuestion {
            var question = DigestQuestion()
            (question.whose, question.days) = (whose, days)
            return question
        }
    }

    struct Decisions: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "List decisions with the status of each resolution.",
            discussion: """
                EXAMPLE:
                  minutectl report decisions --body cabinet --from "1 April 2007" \\
                    --to "31 March 2008"
                """)
        static let isDetailed = true

        @OptionGroup var register: RegisterOptions
        @OptionGroup var asking: AskingOptions

        func question() -> DecisionsQuestion { register.question }
    }

    struct Duties: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "List duties with the status of each.",
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
