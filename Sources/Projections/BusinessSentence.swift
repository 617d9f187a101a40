// Events about duties, reports, agendas, minutes, matters and actions, each in a sentence.

import Governance

extension Event {
    /// What happened, in a sentence without a full stop; empty for events about anything else.
    var businessSentence: String {
        switch self {
        case .itemTabled(let it): "item tabled: \(it.label)"
        case .itemRemoved(let it): "item removed from the agenda: \(it.label): \(it.reason)"
        case .agendaPublished(let it): "agenda published on \(it.on.spoken)"
        case .minutesRecorded(let it):
            "minutes \(it.stage.rawValue)" + (it.to.map { " to \($0)" } ?? "") + " on \(it.on.spoken)"
        case .dutyEstablished(let it): "duty of \(it.bearer): \(it.what)"
        case .dutyChanged(let it): "duty changed from \(it.from.spoken): \(it.reason)"
        case .dutyDischarged(let it): "duty discharged on \(it.on.spoken)" + it.shownBy
        case .dutyDischargeWithdrawn(let it): "discharge of \(it.on.spoken) undone: \(it.reason)"
        case .dutyWithdrawn(let it): "duty ended on \(it.on.spoken): \(it.reason)"
        case .paperSubmitted(let it): "report submitted to \(it.to): \(it.content.subject)"
        case .paperImplicationAdded(let it): "paragraph on \(it.kind) implications added"
        case .paperCorrected(let it): "\(it.field.rawValue) corrected: \(it.reason)"
        case .paperWithdrawn(let it): "report withdrawn: \(it.reason)"
        case .matterRaised(let it): "\(it.kind.rawValue) from \(it.from) to \(it.to): \(it.what)"
        case .matterAnswered(let it): "answered on \(it.on.spoken)"
        case .matterClosed(let it): "closed on \(it.on.spoken): \(it.reason)"
        case .matterReopened(let it): "reopened on \(it.on.spoken): \(it.reason)"
        case .actionRaised(let it): "action for \(it.owner): \(it.what)"
        case .actionProgressed(let it): "progress on \(it.on.spoken): \(it.note)"
        case .actionCompleted(let it): "action completed on \(it.on.spoken)"
        case .actionWithdrawn(let it): "action withdrawn on \(it.on.spoken): \(it.reason)"
        case .meetingChaired(let it):
            "chaired by \(it.by.map(\.text).joined(separator: ", then "))"
                + (it.reason.map { ": \($0)" } ?? "")
        case .statisticReported(let it): "statistic reported: \(it.measure), \(it.to.spoken)"
        case .questionPut(let it):
            "question asked: \(it.question)" + (it.answer == nil ? " (no answer recorded)" : " (answered)")
        default: ""
        }
    }
}

extension DutyDischarged {
    fileprivate var shownBy: String {
        let all = [meeting?.text, decision?.text, paper?.text, evidence].compactMap(\.self)
        return ", shown by \(all.joined(separator: ", "))"
    }
}
