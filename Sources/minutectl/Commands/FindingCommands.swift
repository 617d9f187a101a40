// minutectl report findings, seat vacancies: what is lacking.

import ArgumentParser
import Governance
import Reports

extension ReportCommands {
    struct Findings: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report findings",
            discussion: """
                Decisions, reports, rolls, agendas, minutes, duties, actions, chains, seats: each finding names \
                its rule, the record, and what to do about it. More than ten of one body that lack the same are put together.

                EXAMPLES:
                  minutectl report findings --body cabinet
                  minutectl report findings --rule minutes -o csv
                """)

        @Option(help: "One body's record only.") var body: String?
        @Option(help: "Rules whose names begin so only.") var rule: String?
        @Flag(help: "List each finding by itself, however many lack the same.") var each = false
        @OptionGroup var asking: AskingOptions

        var showsDetails: Bool { body != nil || rule != nil }

        func question() -> FindingsQuestion {
            var question = FindingsQuestion()
            (question.body, question.rule) = (body, rule)
            question.isEach = each ? true : nil
            return question
        }
    }
}

extension SeatCommands {
    struct Vacancies: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "seat vacancies",
            discussion: """
                EXAMPLES:
                  minutectl seat vacancies
                  minutectl seat vacancies --body malap --as-at "31 March 2008"
                """)

        @Option(help: "One body's seats only.") var body: String?
        @OptionGroup var asking: AskingOptions

        func question() -> VacanciesQuestion {
            var question = VacanciesQuestion()
            question.body = body
            return question
        }
    }
}
