// minutectl notice run: issues the notice of every breach that nobody has been told of.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

/// What came of one notice.
struct NoticeOutcome: Record, Equatable {
    var notice = ""
    var name = ""
    var bodyName = ""
    /// Who is told, as text has it.
    var told: [String] = []
    /// Whether it tells of a correction.
    var isFollowUp = false
    var receipt: CommandReceipt?
    var refused: String?

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("name", &name)
        try coder.field("bodyname", &bodyName)
        try coder.field("told", &told, "who is told")
        try coder.defaulted("followup", &isFollowUp, "whether it tells of a correction")
        try coder.field("receipt", &receipt)
        try coder.field("refused", &refused, "why it was not issued")
    }
}

/// What came of all of them.
struct NoticeRunReport: Record, Rendered {
    var basis = Basis()
    var isDryRun = false
    /// Whether the notices were drafted and none was issued.
    var isDraft = false
    var outcomes: [NoticeOutcome] = []

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("dryrun", &isDryRun)
        try coder.defaulted("draft", &isDraft, "whether they were drafted and none was issued")
        try coder.field("outcomes", &outcomes)
    }

    func text(_ style: TextStyle) -> String {
        guard !outcomes.isEmpty else {
            return "No notice waits to be \(isDraft ? "drafted" : "issued").\n"
        }
        let done = isDraft ? ("Would draft", "Drafted") : ("Would issue", "Issued")
        let verb = isDryRun ? done.0 : done.1
        let refusal = isDraft ? "Not drafted" : "Not issued"
        return outcomes.map { outcome in
            if let refused = outcome.refused {
                return Screen.harmless("\(refusal): \(outcome.notice): \(refused)") + "\n"
            }
            let told =
                outcome.told.isEmpty ? "nobody: the offices are vacant" : outcome.told.joined(separator: "; ")
            let what = outcome.isFollowUp ? "a follow-up of " : ""
            return Screen.harmless(
                """
                \(verb) \(what)\(outcome.notice): \(outcome.name), \(outcome.bodyName)
                  to \(told)
                """) + "\n"
        }.joined()
    }

    var csvTable: CSVTable {
        CSVTable(
            ["notice", "name", "bodyname", "told", "seq", "refused"],
            rows: outcomes.map { outcome in
                [
                    outcome.notice, outcome.name, outcome.bodyName, outcome.told.joined(separator: "; "),
                    outcome.receipt?.first.map { String($0) } ?? "", outcome.refused ?? "",
                ]
            })
    }
}

extension NoticeCommands {
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Write to leaders about every breach not yet reported.",
            discussion: """
                Each notice goes to the Leader and to the leaders of the groups that the member belonged to \
                on the days of absence. One that is refused does not keep the others from being issued.

                With --draft it only puts down who would be told, so that somebody else can look at it; \
                with --drafted it then issues those notices and no others.

                EXAMPLES:
                  minutectl notice run --dry-run
                  minutectl notice run --draft
                  minutectl notice run --drafted
                  minutectl notice run --body malap
                """)

        @Option(help: "One body's only.") var body: String?
        @Option(help: "One person's only.") var person: String?
        @OptionGroup var when: OnOption
        @Flag(help: "Only say what would be issued.") var dryRun = false
        @Flag(help: "Draft the notices instead of issuing them.") var draft = false
        @Flag(help: "Issue only notices that were drafted.") var drafted = false
        @OptionGroup var global: GlobalOptions

        func validate() throws {
            if draft, drafted { throw ValidationError("Give --draft or --drafted, not both.") }
        }

        func run() throws {
            let daemon = try Daemon(global)
            var question = NonAttendanceQuestion()
            (question.body, question.person, question.status) = (body, person, .unsent)
            let waiting = try daemon.ask(question)
            var report = NoticeRunReport()
            (report.basis, report.isDryRun, report.isDraft) = (waiting.basis, dryRun, draft)
            for notice in waiting.notices where draft ? notice.drafted == nil : isDue(notice) {
                report.outcomes.append(draft ? try putDown(notice, daemon) : try issue(notice, daemon))
            }
            if !draft {
                question.status = nil
                for notice in try daemon.ask(question).notices where !notice.corrections.isEmpty {
                    report.outcomes.append(try followUp(notice, daemon))
                }
            }
            let display = Display(global)
            try display.show(report, json: JSONObject(report), display.style())
            guard report.outcomes.allSatisfy({ $0.refused == nil }) else {
                throw ExitCode(ExitStatus.refused.rawValue)
            }
        }

        /// Tells those who were told what was corrected since.
        private func followUp(_ notice: NoticeValue, _ daemon: Daemon) throws(Failure) -> NoticeOutcome {
            try record(notice, daemon, isFollowUp: true) { options throws(Failure) in
                try daemon.record(FollowUpNotice(notice, on: when.on), options).receipt
            }
        }

        private func isDue(_ notice: NoticeValue) -> Bool { !drafted || notice.drafted != nil }

        private func putDown(_ notice: NoticeValue, _ daemon: Daemon) throws(Failure) -> NoticeOutcome {
            try record(notice, daemon, isFollowUp: false) { options throws(Failure) in
                try daemon.record(DraftNotice(notice, on: when.on), options).receipt
            }
        }

        private func issue(_ notice: NoticeValue, _ daemon: Daemon) throws(Failure) -> NoticeOutcome {
            try record(notice, daemon, isFollowUp: false) { options throws(Failure) in
                try daemon.record(IssueNotice(notice, on: when.on), options).receipt
            }
        }

        private func record(
            _ notice: NoticeValue, _ daemon: Daemon, isFollowUp: Bool,
            _ send: (CommandOptions) throws(Failure) -> CommandReceipt
        ) throws(Failure) -> NoticeOutcome {
            var outcome = NoticeOutcome()
            (outcome.notice, outcome.name, outcome.bodyName) = (notice.id, notice.name, notice.bodyName)
            outcome.isFollowUp = isFollowUp
            outcome.told = notice.recipients.filter { $0.person != nil }.map(\.title)
            var options = CommandOptions()
            options.isDryRun = dryRun ? true : nil
            do {
                outcome.receipt = try send(options)
            } catch {
                guard error.status == .refused else { throw error }
                outcome.refused = error.message
            }
            return outcome
        }
    }
}

extension RecipientValue {
    /// Who is told, with the office: "Jane Okafor (leader)".
    var title: String {
        let office = [role.rawValue.replacing("-", with: " "), groupName].compactMap { $0 }.joined(
            separator: ", ")
        return "\(name ?? person ?? "nobody") (\(office))"
    }
}
