// minutectl notice deliver: sends the letters that wait, and records what became of each.

import ArgumentParser
import Codec
import Control
import Glibc
import Governance
import Letters
import Reports

/// What became of one letter.
struct LetterOutcome: Record, Equatable {
    var letter = ""
    var to = ""
    var address: String?
    var sha256: String?
    var problem: String?
    /// Why it is not sent without a person.
    var waits: String?

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("letter", &letter)
        try coder.field("to", &to)
        try coder.field("address", &address)
        try coder.field("sha256", &sha256, "of the bytes that went out")
        try coder.field("problem", &problem, "why it was not delivered")
        try coder.field("waits", &waits, "why it is not sent without a person")
    }
}

/// What became of all of them.
struct DeliveryReport: Record, Rendered {
    var isDryRun = false
    var letters: [LetterOutcome] = []

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("dryrun", &isDryRun)
        try coder.field("letters", &letters)
    }

    func text(_ style: TextStyle) -> String {
        guard !letters.isEmpty else { return "No letters are waiting to be delivered.\n" }
        return letters.map { letter in
            let to = "\(letter.to)\(letter.address.map { " <\($0)>" } ?? "")"
            if let problem = letter.problem {
                return Screen.harmless("Not delivered: \(letter.letter) to \(to): \(problem)") + "\n"
            }
            if let waits = letter.waits {
                return Screen.harmless("Waits for you: \(letter.letter) to \(to): \(waits)") + "\n"
            }
            let verb = isDryRun ? "Would deliver" : "Delivered"
            return Screen.harmless("\(verb) \(letter.letter) to \(to)") + "\n"
        }.joined()
    }

    var csvTable: CSVTable {
        CSVTable(
            ["letter", "to", "address", "sha256", "problem", "waits"],
            rows: letters.map {
                [$0.letter, $0.to, $0.address ?? "", $0.sha256 ?? "", $0.problem ?? "", $0.waits ?? ""]
            })
    }
}

extension NoticeCommands {
    struct Deliver: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deliver",
            abstract: "Send the letters that are waiting, and record what happened to each.",
            discussion: """
                Letters are emailed with the system's mail service, or written to a directory. If one fails, \
                the next run tries again, up to --attempts times. Email addresses are kept in the file of \
                addresses (`okafor: j.okafor@example.gov.uk`), never in the record.

                A letter whose attendance was corrected before it was sent waits for the correction \
                (`notice follow-up`). If the rule was not broken, neither is sent, and this command says so.

                A letter issued more than 60 days ago (see `notices` in minuted.yaml) may come from an imported \
                older record. It is sent only with --notice.

                EXAMPLES:
                  minutectl notice deliver --from clerk@example.gov.uk
                  minutectl notice deliver --from clerk@example.gov.uk \\
                    --addresses addresses --dry-run
                  minutectl notice deliver --from clerk@example.gov.uk \\
                    --addresses addresses --outbox letters
                """)

        @Option(
            help: ArgumentHelp(
                "Write letters to this directory instead; it is made if needed.", valueName: "directory"),
            completion: .directory)
        var outbox: String?
        @Option(
            help: ArgumentHelp("The sendmail program.", valueName: "path"),
            completion: .file())
        var sendmail = "/usr/sbin/sendmail"
        @Option(help: ArgumentHelp("The sender's address.", valueName: "address")) var from: String
        @Option(help: ArgumentHelp("The file of addresses.", valueName: "path"), completion: .file())
        var addresses = AddressBook.defaultPath
        @Option(help: "How often to try a letter.") var attempts = 5
        @Option(help: "Only letters of this notice.") var notice: String?
        @OptionGroup var templates: TemplateOptions
        @Flag(help: "Only show which letters would be sent, and to whom.") var dryRun = false
        @OptionGroup var global: GlobalOptions

        func validate() throws {
            guard AddressBook.isAddress(from) else {
                throw ValidationError("\"\(from)\" is not an email address.")
            }
        }

        func run() throws {
            if let outbox, !dryRun, mkdir(outbox, 0o750) != 0, errno != EEXIST {
                throw Failure(.usage, "\(outbox) cannot be made: \(String(cString: strerror(errno))).")
            }
            let daemon = try Daemon(global)
            let book = try AddressBook(addresses)
            var question = NonAttendanceQuestion()
            (question.notice, question.holds) = (notice, true)
            let answer = try daemon.ask(question)
            var report = DeliveryReport()
            report.isDryRun = dryRun
            for letter in answer.notices.flatMap({ Letter.toSend(of: $0, council: answer.council) })
            where waits(letter) {
                report.letters.append(
                    try held(letter, answer, book) ?? deliver(letter, book, daemon))
            }
            let display = Display(global)
            try display.show(report, json: JSONObject(report), display.style())
            guard report.letters.allSatisfy({ $0.problem == nil }) else {
                throw ExitCode(ExitStatus.refused.rawValue)
            }
        }

        /// Whether a letter is still to go out: not delivered, not acknowledged, not tried too often.
        private func waits(_ letter: Letter) -> Bool {
            guard letter.notice.seq != nil, letter.recipient.acknowledged == nil else { return false }
            // The first letter says what there is to say of both.
            if letter.followUp != nil,
                letter.recipient.person.map({ letter.notice.isOvertaken(for: $0) }) ?? false
            {
                return false
            }
            return letter.recipient.sending != .delivered && letter.recipient.failures < attempts
        }

        /// Whether a letter was issued so long ago that a person has to name its notice.
        private func isOld(_ letter: Letter, _ answer: NonAttendanceReport) -> Bool {
            guard notice == nil, let issued = letter.followUp?.on ?? letter.notice.issued else {
                return false
            }
            return issued.days(until: answer.basis.asAt) > (answer.limits ?? NoticeLimits()).days
        }

        /// A letter that does not go out without a person, and why; nil for one that does.
        private func held(
            _ letter: Letter, _ answer: NonAttendanceReport, _ book: AddressBook
        ) -> LetterOutcome? {
            var outcome = LetterOutcome()
            let person = letter.recipient.person ?? ""
            (outcome.letter, outcome.to) = (letter.identifier, letter.recipient.name ?? person)
            outcome.address = book[person]
            if letter.notice.isOvertaken(for: person) {
                outcome.waits =
                    "withdrawn before it was recorded as sent, so it is not sent. If it did go out: minutectl notice"
                    + " delivered \(letter.notice.id) --to \(person)"
            } else if letter.notice.isInDoubt {
                outcome.waits =
                    "the attendance has been corrected since. First: minutectl notice follow-up \(letter.notice.id)"
            } else if isOld(letter, answer) {
                let issued = (letter.followUp?.on ?? letter.notice.issued)?.spoken ?? "an unknown day"
                outcome.waits =
                    "issued on \(issued). To send it: minutectl notice deliver --notice \(letter.notice.id)"
            } else {
                return nil
            }
            return outcome
        }

        private func deliver(_ letter: Letter, _ book: AddressBook, _ daemon: Daemon) throws -> LetterOutcome
        {
            var outcome = LetterOutcome()
            let person = letter.recipient.person ?? ""
            (outcome.letter, outcome.to) = (letter.identifier, letter.recipient.name ?? person)
            outcome.address = book[person]
            guard let address = outcome.address else {
                outcome.problem = "no address is listed for \(person)"
                if !dryRun { try record(letter, failure: "No address is listed", daemon) }
                return outcome
            }
            let bytes = try letter.mail(from: from, to: address, templates).bytes
            outcome.sha256 = Mail.digest(bytes)
            guard !dryRun else { return outcome }
            let carrier = outbox.map { Carrier.outbox($0) } ?? .sendmail(sendmail)
            outcome.problem = carrier.take(bytes, named: letter.identifier, from: from, to: address)
            if let problem = outcome.problem {
                try record(letter, failure: problem, daemon)
            } else {
                var command = RecordDelivery()
                command.letter = words(letter)
                (command.by, command.sha256) = (carrier.way, outcome.sha256)
                _ = try daemon.record(command, CommandOptions())
            }
            return outcome
        }

        private func record(_ letter: Letter, failure: String, _ daemon: Daemon) throws(Failure) {
            var command = RecordDeliveryFailure()
            (command.letter, command.reason) = (words(letter), failure)
            _ = try daemon.record(command, CommandOptions())
        }

        private func words(_ letter: Letter) -> LetterWords {
            var words = RecordDelivery().letter
            (words.notice, words.to) = (letter.notice.id, letter.recipient.person ?? "")
            words.followUp = letter.followUp?.number
            return words
        }
    }
}
