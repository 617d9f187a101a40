// What a decision's record lacks or contradicts. The record itself is kept as it was written.

import Governance
import Reports

/// Looks a decision's record through.
struct DecisionFindings {
    private(set) var found: [Finding] = []

    /// - Parameter roll: of the meeting at which it was made; nil if there is none.
    init(_ record: DecisionRecorded, _ state: Decision, _ directory: Directory, roll: [RollEntry]?) {
        missing(record)
        signature(record, state)
        callIn(record, state, directory)
        if let lack = state.noticeLack(in: directory) { found.append(Finding(lack.rule, lack.message)) }
        for resolution in state.resolutions {
            let number = resolution.recorded.number
            if let reason = state.prematureImplementation(resolution, in: directory),
                let day = resolution.implemented
            {
                found.append(
                    Finding(
                        "implemented-too-early",
                        "Resolution \(number) was implemented on \(day.spoken), which the record as it is now does not"
                            + " allow: \(reason)."))
            }
            found += (resolution.vote?.findings(number: number, roll: roll, in: directory) ?? [])
                .map { Finding($0.rule, $0.message) }
        }
    }

    /// The headings of the proforma about which the record says nothing: SI 2012/2089 reg 12 and 13, and
    /// before it SI 2000/3272, ask for each.
    private mutating func missing(_ record: DecisionRecorded) {
        let headings: [(String?, String, String)] = [
            (record.record, "record-missing", "the record of the decision"),
            (record.reasons, "reasons-missing", "the reasons for the decision"),
            (record.alternatives, "alternatives-missing", "alternative options considered and rejected"),
            (record.conflicts, "conflicts-missing", "declared conflicts of interest"),
            (record.dispensations, "dispensations-missing", "details of any dispensations"),
        ]
        for (text, rule, what) in headings where ProformaField("", text).answer == .blank {
            found.append(Finding(rule, "The record says nothing under \"\(what)\"."))
        }
        if record.signature == nil {
            found.append(Finding("signature-missing", "The record is not signed by the proper officer."))
        }
    }

    private mutating func signature(_ record: DecisionRecorded, _ state: Decision) {
        guard let signed = record.signature?.on, signed < state.made else { return }
        found.append(
            Finding(
                "signed-before-made",
                "The record is signed \(signed.spoken), before the decision was made on \(state.made.spoken)."
            ))
    }

    private mutating func callIn(_ record: DecisionRecorded, _ state: Decision, _ directory: Directory) {
        let isCallable = state.resolutions.contains(where: \.isCallable)
        if isCallable, state.published == nil {
            found.append(
                Finding(
                    "publication-missing",
                    "A resolution may be called in, but it is not recorded when the record was published."))
        }
        guard isCallable, let deadline = state.callInDeadline(in: directory), let stated = record.callIn
        else { return }
        // The record's own wording is compared with the clock: the day's number and month have to be in it.
        let words = deadline.short.split(separator: " ")
        let isSame = stated.contains(words[0]) && stated.contains(words[1])
        guard !isSame else { return }
        found.append(
            Finding(
                "call-in-differs",
                "The record gives the time for call-in as \"\(stated)\"; by the rule it ends at \(deadline.end.spokenAsDeadline)."
            ))
    }
}
