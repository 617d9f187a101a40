// minutectl search, changes, calendar: the questions of every day, about the whole record.

import ArgumentParser
import Governance
import Reports

struct SearchCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        verb: "search",
        discussion: """
            Searches decisions, reports, agendas, matters, actions, duties, pledges and issues. All words have to \
            be in the same text; their forms count as the same, such as home and homes. Put a phrase \
            in quotation marks. Of confidential and exempt reports only the subject is searched.

            EXAMPLES:
              minutectl search housing
              minutectl search "care leavers" --body cabinet --from "January 2026"
              minutectl search foster carers --kind decision --limit 5
            """)

    @Argument(help: "The words to find.") var words: [String]
    @Option(help: "Only this kind of record.") var kind: SearchKind?
    @Option(help: "Only records of this body.", completion: .bodies) var body: String?
    @OptionGroup var period: PeriodOptions
    @Option(help: "How many to list. (default: 20)") var limit: Int?
    @OptionGroup var asking: AskingOptions

    func question() -> SearchQuestion {
        var question = SearchQuestion()
        // The shell has taken the quotation marks away: what it kept together is a phrase.
        question.words = words.map { $0.contains(" ") && !$0.contains("\"") ? "\"\($0)\"" : $0 }
            .joined(separator: " ")
        (question.kind, question.body, question.limit) = (kind, body, limit)
        (question.from, question.to) = (period.from, period.to)
        return question
    }
}

struct ChangesCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        verb: "changes",
        discussion: """
            EXAMPLES:
              minutectl changes
              minutectl changes --since yesterday
              minutectl changes --since "1 May 2026" -o csv
            """)

    @Option(
        help: ArgumentHelp(
            "List entries from this day, time or entry on. (default: today)", valueName: "date|time|entry"))
    var since: String?
    @Option(help: "How many to list. (default: 100)") var limit: Int?
    @Option(help: ArgumentHelp("Continue after this entry.", valueName: "entry")) var after: String?
    @OptionGroup var asking: AskingOptions

    func question() -> ChangesQuestion {
        var question = ChangesQuestion()
        (question.since, question.limit, question.after) = (since, limit, after)
        return question
    }
}

struct CalendarCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        verb: "calendar",
        discussion: """
            Lists meetings, and what falls due: call-ins, duties, visits, actions, answers and the six-month \
            rule. Of a duty that recurs it has the next time only: `minutectl duty calendar` has them all. With --ics it is an iCalendar file, which calendar programs can open.

            EXAMPLES:
              minutectl calendar --from "1 September 2026" --to "31 December 2026"
              minutectl calendar --body cabinet --from "1 May 2026"
              minutectl calendar --whose "Chief Executive" --ics > deadlines.ics
            """)

    @OptionGroup var period: PeriodOptions
    @Option(help: "Only this body's meetings, and no deadlines.", completion: .bodies) var body: String?
    @Option(help: "Only the deadlines of this office or person, and no meetings.") var whose: String?
    @Flag(help: "Print an iCalendar file.") var ics = false
    @OptionGroup var asking: AskingOptions

    func question() -> CalendarQuestion {
        var question = CalendarQuestion()
        (question.from, question.to) = (period.from, period.to)
        (question.body, question.whose) = (body, whose)
        return question
    }

    func page(_ report: CalendarReport) throws -> String? { ics ? report.iCalendar : nil }
}
