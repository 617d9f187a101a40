// What a command is decided against: the directory, and the records that the command names.

/// The directory together with the meetings, decisions and notices that are at hand.
///
/// No rule needs more than this, so that deciding costs the same however long the log is.
public struct State: Sendable, Equatable {
    public var directory = Directory()
    public var meetings: [MeetingID: Meeting] = [:]
    public var decisions: [DecisionID: Decision] = [:]
    public var notices: [NoticeID: Notice] = [:]

    public init() {}

    /// Takes in what happened.
    public mutating func evolve(_ event: Event) {
        switch event {
        case .meetingScheduled(let it): meetings[it.meeting] = Meeting(it)
        case .meetingRescheduled(let it): meetings[it.meeting]?.evolve(event)
        case .meetingCancelled(let it): meetings[it.meeting]?.evolve(event)
        case .meetingHeld(let it): meetings[it.meeting]?.evolve(event)
        case .meetingWithdrawn(let it): meetings[it.meeting]?.evolve(event)
        case .attendanceRecorded(let it): meetings[it.meeting]?.evolve(event)
        case .attendanceCorrected(let it): meetings[it.meeting]?.evolve(event)
        case .decisionRecorded(let it): decisions[it.decision] = Decision(it)
        case .decisionPublished(let it): decisions[it.decision]?.evolve(event)
        case .decisionCorrected(let it): decisions[it.decision]?.evolve(event)
        case .decisionWithdrawn(let it): decisions[it.decision]?.evolve(event)
        case .resolutionAmended(let it): decisions[it.decision]?.evolve(event)
        case .resolutionCalledIn(let it): decisions[it.decision]?.evolve(event)
        case .callInConcluded(let it): decisions[it.decision]?.evolve(event)
        case .resolutionRatified(let it): decisions[it.decision]?.evolve(event)
        case .resolutionImplemented(let it): decisions[it.decision]?.evolve(event)
        case .noticeIssued(let it): notices[it.notice, default: Notice(it.notice)].evolve(event)
        case .noticeAcknowledged(let it): notices[it.notice, default: Notice(it.notice)].evolve(event)
        case .noticeWaived(let it): notices[it.notice, default: Notice(it.notice)].evolve(event)
        default: directory.evolve(event)
        }
    }

    /// The meeting of that identifier, or a refusal.
    public func existing(_ id: MeetingID) throws(Rejection) -> Meeting {
        guard let found = meetings[id] else { throw .unknown("meeting", id.text, "minutectl meeting list") }
        return found
    }

    /// The decision of that identifier, or a refusal.
    public func existing(_ id: DecisionID) throws(Rejection) -> Decision {
        guard let found = decisions[id] else {
            throw .unknown("decision", id.text, "minutectl decision list")
        }
        return found
    }

    /// The notice of that identifier, or a refusal.
    public func existing(_ id: NoticeID) throws(Rejection) -> Notice {
        guard let found = notices[id] else { throw .unknown("notice", id.text, "minutectl notice list") }
        return found
    }

    func refuseExisting(_ id: MeetingID) throws(Rejection) {
        guard meetings[id] != nil else { return }
        throw Rejection(
            "new-record", "meeting/\(id)", "The meeting \(id) is in the record already.",
            remedy: "Use it, or give the new meeting another identifier.")
    }
}
