// minutectl notice run: issues the notice of every breach that nobody has been told of, as far as that needs
// nobody to look first.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

extension NoticeCommands {
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Write to leaders about every breach not yet reported.",
            discussion: """
                Each notice goes to the Leader and to the leader of the member's group on the date of each \
                absence. If one is refused, the others are still issued.

                Some notices are left for you to check, and are listed with the reason and the command that \
                issues them: those about former members, about absences more than 60 days ago, and all of them \
                if there are more than 20. Both numbers are set in minuted.yaml.

                With --draft, it only prepares the notices for somebody to check. With --drafted, it then issues \
                those notices and no others.

                EXAMPLES:
                  minutectl notice run --dry-run
                  minutectl notice run --draft
                  minutectl notice run --drafted
                  minutectl notice run --from "1 January 2024" --at-most 34
                """)

        @Option(help: "Only this body.", completion: .bodies) var body: String?
        @Option(help: "Only this person.", completion: .people) var person: String?
        @Option(
            help: ArgumentHelp(
                "Only absences from this day, however long ago.",
                valueName: "date"))
        var from: String?
        @Option(help: ArgumentHelp("How many notices can be issued at once.", valueName: "number"))
        var atMost: Int?
        @OptionGroup var when: OnOption
        @Flag(help: "Only show what would be issued.") var dryRun = false
        @Flag(help: "Draft the notices instead of issuing them.") var draft = false
        @Flag(help: "Issue only notices that were drafted.") var drafted = false
        @OptionGroup var global: GlobalOptions

        func validate() throws {
            if draft, drafted { throw ValidationError("Give --draft or --drafted, not both.") }
        }

        func run() throws {
            let daemon = try Daemon(global)
            let all = try daemon.ask(question)
            // First those of which nobody has been told, then what was corrected since.
            let (untold, told) = (
                all.notices.filter { $0.status == .unsent }, all.notices.filter { $0.status != .unsent }
            )
            let wanted = (untold + told).filter(isWanted)
            var report = NoticeRunReport()
            (report.basis, report.isDryRun, report.isDraft) = (all.basis, dryRun, draft)
            let free = wanted.count { ($0.waits ?? []).isEmpty }
            let limits = all.limits ?? NoticeLimits()
            for notice in wanted {
                let waits = reasons(notice, free, limits)
                report.outcomes.append(
                    waits.isEmpty ? try perform(notice, daemon) : waiting(notice, waits, free))
            }
            let display = Display(global)
            try display.show(report, json: JSONObject(report), display.style())
            guard report.outcomes.allSatisfy({ $0.refused == nil }) else {
                throw ExitCode(ExitStatus.refused.rawValue)
            }
        }

        private var question: NonAttendanceQuestion {
            var question = NonAttendanceQuestion()
            (question.body, question.person, question.from, question.holds) = (body, person, from, true)
            return question
        }

        /// Whether a run is about it: a notice that is not issued or drafted yet, or one to follow up.
        private func isWanted(_ notice: NoticeValue) -> Bool {
            if notice.status == .unsent {
                return draft ? notice.drafted == nil : !drafted || notice.drafted != nil
            }
            return !draft && !notice.corrections.isEmpty
        }

        // MARK: - What waits for a person

        /// Why nothing is done about it without a person, in words that follow "because".
        private func reasons(_ notice: NoticeValue, _ free: Int, _ limits: NoticeLimits) -> [String] {
            let held = (notice.waits ?? []).map { hold in
                switch hold {
                case .formerMember: "\(notice.name) is no longer a member"
                case .old: "the breach was more than \(limits.days) days ago"
                }
            }
            guard held.isEmpty, free > atMost ?? limits.atOnce else { return held }
            return ["\(free) notices are more than the limit of \(atMost ?? limits.atOnce) at once"]
        }

        private func waiting(_ notice: NoticeValue, _ reasons: [String], _ free: Int) -> NoticeOutcome {
            var outcome = outcome(of: notice)
            outcome.waits = reasons
            let verb = outcome.isFollowUp ? "follow-up" : draft ? "draft" : "issue"
            let mode = draft ? " --draft" : drafted ? " --drafted" : ""
            let all =
                (notice.waits ?? []).isEmpty ? ", or all: minutectl notice run\(mode) --at-most \(free)" : ""
            outcome.command = "minutectl notice \(verb) \(notice.id)\(all)"
            return outcome
        }

        // MARK: - What is done

        private func perform(_ notice: NoticeValue, _ daemon: Daemon) throws(Failure) -> NoticeOutcome {
            try record(notice, daemon) { options throws(Failure) in
                if notice.status != .unsent {
                    return try daemon.record(FollowUpNotice(notice, on: when.on), options).receipt
                }
                return draft
                    ? try daemon.record(DraftNotice(notice, on: when.on), options).receipt
                    : try daemon.record(IssueNotice(notice, on: when.on), options).receipt
            }
        }

        private func outcome(of notice: NoticeValue) -> NoticeOutcome {
            var outcome = NoticeOutcome()
            (outcome.notice, outcome.name, outcome.bodyName) = (notice.id, notice.name, notice.bodyName)
            outcome.isFollowUp = notice.status != .unsent
            outcome.told = notice.recipients.filter { $0.person != nil }.map(\.title)
            return outcome
        }

        private func record(
            _ notice: NoticeValue, _ daemon: Daemon,
            _ send: (CommandOptions) throws(Failure) -> CommandReceipt
        ) throws(Failure) -> NoticeOutcome {
            var outcome = outcome(of: notice)
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
