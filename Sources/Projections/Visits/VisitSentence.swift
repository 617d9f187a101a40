// What happened to a place or on a visit, in a sentence.

import Governance

extension Event {
    var visitSentence: String {
        switch self {
        case .placeOpened(let it): "\(it.name) opened on \(it.from.spoken)"
        case .placeVisitsRequired(let it):
            "visits to \(it.place) required from \(it.from.spoken): \(it.requirements.count) kinds"
        case .placeClosed(let it): "\(it.place) closed on \(it.on.spoken)"
        case .placeCorrected(let it): "\(it.place) corrected: \(it.reason)"
        case .visitAllocated(let it):
            "\(it.kind.rawValue) visit to \(it.place) in \(it.period.spoken) allocated to \(it.member)"
        case .visitMade(let it):
            "\(it.kind.rawValue) visit to \(it.place) made on \(it.on.spoken) by \(it.visitors.count)"
        case .visitReported(let it): "report filed on \(it.on.short)"
        case .visitFollowUpRaised(let it): "follow-up \(it.number) raised: \(it.topic)"
        case .visitFollowUpCompleted(let it): "follow-up \(it.number) done on \(it.on.short)"
        case .visitWithdrawn(let it): "visit withdrawn: \(it.reason)"
        default: ""
        }
    }
}
