// minutectl notice show: one notice as the leader saw it, in every form in which it can go out.

import ArgumentParser
import Codec
import Control
import Governance
import Letters
import Reports

extension NoticeCommands {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show a notice as the leader saw it, and what has been corrected since.",
            discussion: """
                With --format html or eml, shows the letter to one recipient. If there are several, choose one \
                with --to.

                EXAMPLES:
                  minutectl notice show planning-brown
                  minutectl notice show planning-brown --to okafor --format html
                """)

        @OptionGroup var which: NoticeArgument
        @Option(help: "How to show the notice.") var format: LetterFormat?
        @Option(help: "The letter to this recipient.") var to: String?
        @Option(help: ArgumentHelp("The number of a follow-up, for its letter.", valueName: "number"))
        var followUp: Int?
        @Option(help: ArgumentHelp("The sender's email address.", valueName: "address"))
        var from = "minuted@localhost"
        @OptionGroup var templates: TemplateOptions
        @OptionGroup var asking: AskingOptions

        func run() throws {
            var question = NonAttendanceQuestion()
            (question.notice, question.scope) = (which.notice, asking.scope.scope)
            let daemon = try Daemon(asking.global)
            let reply = try daemon.answer(to: question)
            let report = try daemon.read(reply, as: ReportReply<NonAttendanceReport>.self).report
            let display = Display(asking.global)
            switch format ?? asking.global.letterFormat {
            case .text:
                let today = asking.scope.isOfNow ? report.basis.asAt : nil
                try display.show(text: report.text(display.style(isDetailed: true, today: today)))
            case .json: try display.show(json: reply["report"] ?? reply)
            case .csv:
                try display.show(text: format == nil ? report.csv() : letter(of: report).csv)
                if format == nil { for remark in report.basis.remarks { display.note(remark) } }
            case .html:
                let letter = try letter(of: report)
                warn(of: letter, display)
                FileDescriptor.standardOutput.write(try letter.page(templates))
            case .eml:
                let letter = try letter(of: report)
                warn(of: letter, display)
                let address = "\(letter.recipient.person ?? "nobody")@localhost"
                let bytes = try letter.mail(from: from, to: address, templates).bytes
                FileDescriptor.standardOutput.write(String(decoding: bytes, as: UTF8.self))
            }
        }

        /// Says of a letter that a later one takes back that it is one.
        private func warn(of letter: Letter, _ display: Display) {
            guard letter.followUp == nil, letter.notice.isWithdrawn, let last = letter.notice.followUps.last
            else { return }
            display.note(
                "This letter has been withdrawn. The letter that corrects it: --follow-up \(last.number).")
        }

        /// The one letter that is meant.
        private func letter(of report: NonAttendanceReport) throws(Failure) -> Letter {
            let letters = report.notices.flatMap { Letter.all(of: $0, council: report.council) }
                .filter { $0.followUp?.number == followUp }
            let fitting = letters.filter { letter in
                guard let to else { return true }
                return letter.recipient.person == to || letter.recipient.name == to
                    || letter.recipient.role.rawValue == to
                    || letter.recipient.also?.contains { $0.role.rawValue == to } ?? false
                    || letter.recipient.person?.hasPrefix(to) ?? false
            }
            guard let first = fitting.first else {
                throw Failure(
                    .refused, "There is no such letter.",
                    [
                        "The notice is addressed to: \(letters.compactMap(\.recipient.person).joined(separator: ", "))."
                    ])
            }
            return first
        }
    }
}

extension GlobalOptions {
    /// The form that `--output` means.
    var letterFormat: LetterFormat {
        switch output {
        case .table: .text
        case .csv, .excel: .csv
        case .json: .json
        case .html: .html
        }
    }
}
