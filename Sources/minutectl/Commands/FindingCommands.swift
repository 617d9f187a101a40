// minutectl report findings, seat vacancies: what is lacking.

import ArgumentParser
import Governance
import Reports

extension ReportCommands {
    struct Findings: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report findings",
            discussion: """
                Checks decisions, reports, attendance, agendas, minutes, duties, actions, chains and seats. Each \
                finding has its rule, the record and what to do. More than ten alike for one body are grouped.

                EXAMPLES:
                  minutectl report findings --body cabinet
                  minutectl report findings --rule minutes -o csv
                """)

        @Option(help: "Only this body's record.", completion: .bodies) var body: String?
        @Option(help: "Only rules whose names start with this.") var rule: String?
        @Flag(help: "List each finding separately, without grouping.") var each = false
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

        @Option(help: "Only seats on this body.", completion: .bodies) var body: String?
        @OptionGroup var asking: AskingOptions

        func question() -> VacanciesQuestion {
            var question = VacanciesQuestion()
            question.body = body
            return question
        }
    }
}
