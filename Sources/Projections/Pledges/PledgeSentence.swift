// What happened to a pledge or an issue, in a sentence.

import Governance

extension Event {
    var pledgeSentence: String {
        switch self {
        case .pledgeAdopted(let it): "version \(it.version) of \(it.title) adopted on \(it.on.spoken)"
        case .pledgePresented(let it): "pledge presented to \(it.to) on \(it.on.spoken)"
        case .pledgeSigned(let it): "version \(it.version) signed by \(it.person) on \(it.on.spoken)"
        case .pledgeSignatureWithdrawn(let it): "signature of \(it.person) withdrawn: \(it.reason)"
        case .promiseAssessed(let it): "\(it.promise) assessed \(it.rating.rawValue) on \(it.on.spoken)"
        case .promiseAssessmentWithdrawn(let it): "assessment \(it.number) withdrawn: \(it.reason)"
        default: ""
        }
    }

    var issueSentence: String {
        switch self {
        case .issueListEstablished(let it): "\(it.title) begun, managed by \(it.managedBy)"
        case .issueListed(let it): "issue \(it.issue) listed: \(it.text)"
        case .issueAssigned(let it):
            "issue \(it.issue) assigned to \(it.toBody?.text ?? it.toOffice?.text ?? "nobody")"
        case .issueConsidered(let it): "issue \(it.issue) considered by \(it.by) on \(it.on.spoken)"
        case .issueAnswered(let it): "issue \(it.issue) answered by \(it.by) on \(it.on.spoken)"
        case .issueFedBack(let it): "answer to issue \(it.issue) fed back by \(it.by)"
        case .issueAnswerJudged(let it):
            "answer to issue \(it.issue) \(it.isAccepted ? "accepted" : "not accepted") by \(it.by)"
        case .issueRetired(let it): "issue \(it.issue) retired by \(it.by) on \(it.on.spoken)"
        case .issueCorrected(let it): "issue \(it.issue) corrected: \(it.reason)"
        default: ""
        }
    }
}
