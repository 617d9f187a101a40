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
            if let finding = try reading.actWithoutMeeting(event.deed(in: state), seq, event.stream) {
                found.append(finding)
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

extension Reading {
    /// A body is said to have acted on a day on which the record has no meeting of it; nil where it has, or where the day
    /// is not known.
    fileprivate func actWithoutMeeting(
        _ deed: Deed?, _ seq: Int, _ stream: Governance.Stream
    ) throws -> RecordFinding? {
        guard let deed, let body = deed.actor, deed.on.precision == .day else { return nil }
        let day = deed.on.earliest
        var search = MeetingSearch(of: body, from: day, to: day)
        search.add("status = 'held'")
        var hasMet = false
        try forEachMeeting(search) { _ in
            hasMet = true
            return false
        }
        guard !hasMet else { return nil }
        return RecordFinding(
            "acted-at-meeting", stream.text, body: body.text,
            "Entry \(seq) says that \(directory.name(body)) acted on \(day.spoken), but the record has no meeting of it"
                + " on that day.",
            remedy:
                "Record the meeting, or undo the entry and give the right day: `minutectl record take-back \(seq)`.",
            on: day)
    }
}
