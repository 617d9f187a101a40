// What came of a run of the notices: issued, drafted, refused, or waiting for a person.

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
    /// Why nothing was done without a person.
    var waits: [String] = []
    /// The command with which a person does it.
    var command: String?

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("name", &name)
        try coder.field("bodyname", &bodyName)
        try coder.field("told", &told, "who is told")
        try coder.defaulted("followup", &isFollowUp, "whether it tells of a correction")
        try coder.field("receipt", &receipt)
        try coder.field("refused", &refused, "why it was not issued")
        try coder.field("waits", &waits, "why it waits for a person")
        try coder.field("command", &command, "the command that a person gives")
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
            return "There are no notices to \(isDraft ? "draft" : "issue").\n"
        }
        let done = isDraft ? ("Would draft", "Drafted") : ("Would issue", "Issued")
        let verb = isDryRun ? done.0 : done.1
        let refusal = isDraft ? "Not drafted" : "Not issued"
        return outcomes.map { outcome in
            if let refused = outcome.refused {
                return Screen.harmless("\(refusal): \(outcome.notice): \(refused)") + "\n"
            }
            guard outcome.waits.isEmpty else { return outcome.waitingText }
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
            ["notice", "name", "bodyname", "told", "seq", "refused", "waits", "command"],
            rows: outcomes.map { outcome in
                [
                    outcome.notice, outcome.name, outcome.bodyName, outcome.told.joined(separator: "; "),
                    outcome.receipt?.first.map { String($0) } ?? "", outcome.refused ?? "",
                    outcome.waits.joined(separator: "; "), outcome.command ?? "",
                ]
            })
    }
}

extension NoticeOutcome {
    /// Why it waits for a person, and what they do.
    fileprivate var waitingText: String {
        let what = isFollowUp ? "a follow-up of " : ""
        return Screen.harmless(
            """
            Waits for you: \(what)\(notice): \(name), \(bodyName)
              because \(waits.joined(separator: ", and "))
              \(command ?? "")
            """) + "\n"
    }
}
