// minutectl notice: what becomes of letters, and follow-ups.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

/// Which letter.
struct LetterOptions: ParsableArguments {
    @OptionGroup var which: NoticeArgument
    @Option(help: "The recipient, by name or by office, such as leader.") var to: String
    @Option(help: ArgumentHelp("The number of a follow-up, for its letter.", valueName: "number"))
    var followUp: Int?

    var words: LetterWords {
        var words = RecordDelivery().letter
        (words.notice, words.to, words.followUp) = (which.notice, to, followUp)
        return words
    }
}

extension FollowUpNotice {
    /// The command that tells of a notice's corrections.
    init(_ value: NoticeValue, on day: String?) throws(Failure) {
        self.init()
        do {
            for meeting in value.considered { meetings.append(try MeetingID(text: meeting)) }
        } catch { throw Failure(CallFailure.unreadable("\(error)")) }
        (notice, on) = (value.id, day)
    }
}

extension NoticeCommands {
    struct FollowUp: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "notice follow-up",
            discussion: """
                The notice stays as it was issued. `minutectl notice run` issues all follow-ups that are due.

                EXAMPLE:
                  minutectl notice follow-up planning-lee
                """)

        @OptionGroup var which: NoticeArgument
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let daemon = try Daemon(options.global)
            let command = try FollowUpNotice(which.found(by: daemon), on: when.on)
            try daemon.recordAndShow(command, options)
        }
    }

    struct Delivered: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "notice delivered",
            discussion: """
                EXAMPLE:
                  minutectl notice delivered planning-brown --to okafor --by hand
                """)

        @OptionGroup var letter: LetterOptions
        @Option(help: "How it was sent.") var by = DeliveryWay.hand
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> RecordDelivery {
            var command = RecordDelivery()
            (command.letter, command.by, command.on) = (letter.words, by, when.on)
            return command
        }
    }

    struct Failed: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "notice failed",
            discussion: """
                EXAMPLE:
                  minutectl notice failed planning-brown --to okafor \\
                    --reason "The email was returned: no such mailbox"
                """)

        @OptionGroup var letter: LetterOptions
        @OptionGroup var why: ReasonOption
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> RecordDeliveryFailure {
            var command = RecordDeliveryFailure()
            (command.letter, command.reason, command.on) = (letter.words, why.reason, when.on)
            return command
        }
    }
}
