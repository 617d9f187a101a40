// Entries of earlier versions whose dates do not hang together: what was done later than it was recorded, or before what
// it answers. New entries of that kind are refused (Governance, Deed.swift); these are named.

import Codec
import Governance
import Ledger
import Reports

extension FindingSource {
    static let dates = FindingSource { reading in
        var found: [RecordFinding] = []
        var state = State()
        var taken = try reading.takenBack()
        try reading.ledger.forEach(ofTypes: datedTypes, upTo: reading.point.position) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            guard taken.stands(event) else { return }
            let recorded = String(try EntryView(seq: seq, entry: bytes).recordedTime.string.prefix(10))
            // What is said of a day to come is wrong from the day on which it was said.
            guard recorded <= reading.asAt.iso || event.wasDone(by: reading.asAt, in: state) else { return }
            if let deed = event.deed(in: state), !deed.isCorrection,
                let broken = deed.broken(on: CivilDate(iso: recorded) ?? .last)
            {
                found.append(
                    RecordFinding(
                        broken.rule, event.stream.text, body: nil,
                        "Entry \(seq), recorded on \(recorded): \(broken.message)",
                        remedy: "Check the entry. If it is wrong, undo it: `minutectl record take-back`."))
            }
            state.evolve(event)
        }
        return found
    }

    /// Few entries each. Meetings and decisions are left out: their own rules hold their dates together.
    private static let datedTypes: [String] =
        (RecordTypes.duties + RecordTypes.matters + RecordTypes.actions).map { $0.type } + [
            NoticeDrafted.type, NoticeDraftWithdrawn.type, NoticeIssued.type, NoticeWaived.type,
            NoticeAcknowledged.type, NoticeFollowedUp.type, VisitAllocated.type, VisitMade.type,
            VisitReported.type, VisitFollowUpRaised.type, VisitFollowUpCompleted.type, PledgeAdopted.type,
            PledgePresented.type, PledgeSigned.type, PromiseAssessed.type, IssueListEstablished.type,
            IssueListed.type, IssueAssigned.type, IssueConsidered.type, IssueAnswered.type, IssueFedBack.type,
            IssueAnswerJudged.type, IssueRetired.type,
        ]
}
