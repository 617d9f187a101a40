// minutectl report leader: what each leader is told of their members.

import ArgumentParser
import Reports

extension ReportCommands {
    struct Leader: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "report leader",
            discussion: """
                Shows the Leader of the Council and each group leader their members' attendance, the meetings \
                missed, breaches of the attendance rules and the state of the letters. Members are counted \
                in the group they belonged to on the day of each meeting. Without --from, the report covers \
                the year up to the last day.

                EXAMPLES:
                  minutectl report leader
                  minutectl report leader --group "Group Two" --from "1 May 2007" \\
                    --until "30 April 2008"
                  minutectl report leader -o csv
                """)

        @Option(help: "Only the leader of this group.") var group: String?
        @OptionGroup var period: PeriodOptions
        @OptionGroup var asking: AskingOptions

        func question() -> LeaderQuestion {
            var question = LeaderQuestion()
            (question.group, question.from, question.to) = (group, period.from, period.to)
            return question
        }
    }
}
