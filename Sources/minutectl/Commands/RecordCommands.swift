// minutectl record: any record by its kind and identifier: its history, and an entry taken back.

import ArgumentParser
import Governance
import Reports

/// The noun `record`.
struct RecordCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Show the history of any record; undo an entry made by mistake.",
        subcommands: [History.self, TakeBack.self, Begins.self])
}

extension RecordCommands {
    struct History: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "record history",
            discussion: """
                To undo an entry, give its number to `minutectl record take-back`.

                EXAMPLES:
                  minutectl record history decision/corporate-parenting-strategy
                  minutectl record history body/corporate-parenting-group
                """)

        @Argument(help: "The record, such as meeting/malap-2007-09-06.") var record: String
        @OptionGroup var asking: AskingOptions

        func question() -> HistoryQuestion {
            var question = HistoryQuestion()
            question.record = record
            return question
        }
    }

    struct Begins: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "record begins",
            discussion: """
                Nothing before this day counts: no six-month clock, breach, notice, duty or finding. \
                The default is the day of the first entry. Give an earlier day once all older meetings \
                and their attendance are in the record.

                EXAMPLE:
                  minutectl record begins "1 May 2007" \\
                    --reason "Meetings since the elections are entered"
                """)

        @Argument(help: "The first day that the record covers.") var date: String
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> SetRecordBeginning {
            var command = SetRecordBeginning()
            (command.on, command.reason) = (date, why.reason)
            return command
        }
    }

    struct TakeBack: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "record take-back",
            discussion: """
                Use this for an entry made by mistake that no other command corrects: minutes signed \
                too early, an action completed by mistake, a body dissolved that was not. The record is then \
                as if the entry had not been made, and the log keeps both. It is refused if a later entry \
                depends on this one.

                EXAMPLE:
                  minutectl record take-back 143 \\
                    --reason "The minutes were not signed that day"
                """)

        @Argument(help: "The entry's number, as `record history` shows it.") var entry: Int
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> TakeBackEntry {
            var command = TakeBackEntry()
            (command.entry, command.reason) = (entry, why.reason)
            return command
        }
    }
}
