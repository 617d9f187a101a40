// minutectl notice draft and withdraw-draft: a second pair of eyes before leaders are told.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

extension DraftNotice {
    /// The command that drafts the notice of a breach.
    init(_ value: NoticeValue, on day: String?) throws(Failure) {
        self.init()
        (breach, on) = (try BreachReference(value), day)
    }
}

extension NoticeCommands {
    struct Draft: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "notice draft",
            discussion: """
                Drafting sends nothing. `minutectl notice show` prints the letters, and `minutectl notice \
                issue` issues them if attendance and offices have not changed. `minutectl notice run --draft` \
                drafts all that are due.

                EXAMPLE:
                  minutectl notice draft planning-jones
                """)

        @OptionGroup var which: NoticeArgument
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let daemon = try Daemon(options.global)
            let command = try DraftNotice(which.found(by: daemon), on: when.on)
            try daemon.recordAndShow(command, options)
        }
    }

    struct WithdrawDraft: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "notice withdraw-draft",
            discussion: """
                EXAMPLE:
                  minutectl notice withdraw-draft planning-smith \\
                    --reason "Attendance in June is wrong"
                """)

        @OptionGroup var which: NoticeArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> Governance.WithdrawDraft {
            var command = Governance.WithdrawDraft()
            (command.notice, command.reason, command.on) = (which.notice, why.reason, when.on)
            return command
        }
    }
}
