// The record of a decision as it reads with its corrections.

import Governance

extension DecisionRecorded {
    /// The record with its corrections.
    func corrected(by history: [Event]) -> DecisionRecorded {
        var record = self
        for case .decisionCorrected(let it) in history {
            switch it.field {
            case .title: record.title = it.value ?? record.title
            case .made: record.made = it.date ?? record.made
            case .published, .callable: break
            case .paper: record.paper = it.value.flatMap { try? PaperID(text: $0) }
            case .record: record.record = it.value
            case .reasons: record.reasons = it.value
            case .alternatives: record.alternatives = it.value
            case .conflicts: record.conflicts = it.value
            case .dispensations: record.dispensations = it.value
            case .callIn: record.callIn = it.value
            case .signedBy: record.signature = record.signature.with { $0.signedBy = it.value ?? "" }
            case .signedOn: record.signature = record.signature.with { $0.on = it.day }
            }
        }
        return record
    }
}

extension Signature? {
    fileprivate func with(_ change: (inout Signature) -> Void) -> Signature {
        var signature = self ?? Signature()
        change(&signature)
        return signature
    }
}
