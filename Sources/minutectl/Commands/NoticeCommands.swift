// minutectl notice: leaders told of non-attendance.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

/// The noun `notice`.
struct NoticeCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice", abstract: "Tell leaders about non-attendance, and follow up.",
        subcommands: [
            List.self, Show.self, Run.self, Deliver.self, Draft.self, WithdrawDraft.self, Issue.self,
            FollowUp.self, Delivered.self, Failed.self, Acknowledge.self, Waive.self,
        ])
}

/// How a notice is named.
struct NoticeArgument: ParsableArguments {
    @Argument(help: "The start of the notice's identifier.") var notice: String

    /// Looks the notice up: commands about it say the body and the person too.
    func found(by daemon: Daemon) throws(Failure) -> NoticeValue {
        var question = NonAttendanceQuestion()
        question.notice = notice
        guard let found = try daemon.ask(question).notices.first else {
            throw Failure(
                .refused, "There is no notice \"\(notice)\".",
                ["List them with `minutectl notice list`."])
        }
        return found
    }
}

/// Which notices.
struct NoticeFilter: ParsableArguments {
    @Option(help: "Only this body.", completion: .bodies) var body: String?
    @Option(help: "Only this person.", completion: .people) var person: String?
    @Option(help: "Only notices with this status.") var status: NoticeStatus?

    var question: NonAttendanceQuestion {
        var question = NonAttendanceQuestion()
        (question.body, question.person, question.status) = (body, person, status)
        return question
    }
}

extension BreachReference {
    /// Where a breach is.
    init(_ value: NoticeValue) throws(Failure) {
        self.init()
        do {
            notice = try NoticeID(text: value.id)
            for meeting in value.considered { meetings.append(try MeetingID(text: meeting)) }
        } catch { throw Failure(CallFailure.unreadable("\(error)")) }
        (body, person, kind) = (value.body, value.person, value.kind)
    }
}

extension IssueNotice {
    /// The command that issues the notice of a breach.
    init(_ value: NoticeValue, on day: String?) throws(Failure) {
        self.init()
        (breach, on) = (try BreachReference(value), day)
    }
}

extension NoticeCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "List breaches of the attendance rules and the notices sent about them.",
            discussion: """
                EXAMPLES:
                  minutectl notice list --status unsent
                  minutectl notice list --body malap --as-at "31 March 2008"
                """)

        @OptionGroup var filter: NoticeFilter
        @OptionGroup var asking: AskingOptions

        func question() -> NonAttendanceQuestion { filter.question }
    }

    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "notice issue",
            discussion: """
                Use this for a notice that `minutectl notice run` leaves for you to check.

                EXAMPLE:
                  minutectl notice issue planning-jones --on "28 September 2026"
                """)

        @OptionGroup var which: NoticeArgument
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let daemon = try Daemon(options.global)
            let command = try IssueNotice(which.found(by: daemon), on: when.on)
            try daemon.recordAndShow(command, options)
        }
    }

    struct Acknowledge: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "notice acknowledge",
            discussion: """
                EXAMPLE:
                  minutectl notice acknowledge planning-brown --by okafor
                """)

        @OptionGroup var which: NoticeArgument
        @Option(help: "The recipient who acknowledged it.") var by: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> AcknowledgeNotice {
            var command = AcknowledgeNotice()
            (command.notice, command.by, command.on) = (which.notice, by, when.on)
            return command
        }
    }

    struct Waive: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "notice waive",
            discussion: """
                EXAMPLE:
                  minutectl notice waive planning-jones \\
                    --reason "Leave approved by Council on 24 September"
                """)

        @OptionGroup var which: NoticeArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let daemon = try Daemon(options.global)
            var command = WaiveNotice()
            command.breach = try BreachReference(which.found(by: daemon))
            (command.reason, command.on) = (why.reason, when.on)
            try daemon.recordAndShow(command, options)
        }
    }
}

extension Daemon {
    /// Has a command recorded and shows the receipt.
    func recordAndShow(_ command: some Command, _ options: RecordingGroup) throws(Failure) {
        let (receipt, reply) = try record(command, options.recording.options)
        let display = Display(options.global)
        try display.show(ShownReceipt(receipt), json: reply["receipt"] ?? reply, display.style())
    }
}
