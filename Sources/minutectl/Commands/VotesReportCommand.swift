// minutectl report votes: how members voted.

import ArgumentParser
import Reports

extension ReportCommands {
    struct Votes: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report votes",
            discussion: """
                Only votes that are recorded by name are listed. Resolutions voted on by a show of hands are counted.

                EXAMPLES:
                  minutectl report votes --member okafor --from "May 2026"
                  minutectl report votes --group labour --body council -o csv
                """)

        @Option(help: "Only this member's votes.") var member: String?
        @Option(help: "Only those of members of this group at the time.") var group: String?
        @Option(help: "Only votes on decisions of this body.", completion: .bodies) var body: String?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var asking: AskingOptions

        func question() -> MemberVotesQuestion {
            var question = MemberVotesQuestion()
            (question.member, question.group, question.body) = (member, group, body)
            (question.from, question.to) = (period.from, period.to)
            return question
        }
    }
}
