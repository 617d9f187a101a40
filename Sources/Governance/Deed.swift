// What events say was done, on which day, and what it answers: the one rule of how dates hang together.
//
// What was done cannot lie in the future, while what is planned can. Nothing is before what it answers. A body acts on
// a day on which it met, or the record says how it acted otherwise. Commands are held against this before anything is
// recorded; entries of earlier versions stay readable, and the findings name those that break it. Queries as at a day
// leave out what was done later.

/// What an event says was done.
public struct Deed: Sendable {
    /// Something that is in the record, with its day.
    struct Answered: Sendable {
        /// As in "before …": "the notice was issued".
        let what: String
        let day: PartialDate
    }

    /// A body that acted, with the meeting at which it did, or how it acted otherwise.
    struct Act: Sendable {
        let body: BodyID
        let meeting: MeetingID?
        let how: String?
    }

    /// The day on which it was done.
    public let on: PartialDate
    var answers: [Answered] = []
    /// What else it says was done, with its day.
    var others: [Answered] = []
    var act: Act?
    /// A body that did it, where nothing asks how it acted without a meeting: that it did not meet on the day is a finding.
    public var actor: BodyID?
    /// Whether it puts right what was recorded, which then holds for all days.
    public var isCorrection = false

    init(_ on: PartialDate) { self.on = on }

    init(_ on: CivilDate) { self.on = PartialDate(on) }

    /// The same, answering something; nil where it is not in the record.
    func answering(_ what: String, _ day: PartialDate?) -> Deed {
        guard let day else { return self }
        var more = self
        more.answers.append(Answered(what: what, day: day))
        return more
    }

    func answering(_ what: String, _ day: CivilDate?) -> Deed {
        answering(what, day.map { PartialDate($0) })
    }

    /// The same, saying that something else was done too.
    func saying(_ what: String, _ day: CivilDate?) -> Deed {
        guard let day else { return self }
        var more = self
        more.others.append(Answered(what: what, day: PartialDate(day)))
        return more
    }

    func acting(_ body: BodyID?) -> Deed {
        var more = self
        more.actor = body
        return more
    }

    func by(_ body: BodyID?, at meeting: MeetingID?, how: String?) -> Deed {
        guard let body else { return self }
        var more = self
        more.act = Act(body: body, meeting: meeting, how: how)
        return more
    }

    /// Whether a body acted, and neither a meeting is named nor how it did without one.
    var isActWithoutMeeting: Bool { act.map { $0.meeting == nil && $0.how == nil } ?? false }

    var correcting: Deed {
        var more = self
        more.isCorrection = true
        return more
    }
}

// MARK: - The rule

extension Event {
    /// Refuses what cannot have been done so.
    ///
    /// - Parameter today: the day on which it is recorded.
    func refuseUndoable(in state: State, on today: CivilDate) throws(Rejection) {
        guard let deed = deed(in: state) else { return }
        let broken = deed.broken(on: today)
        guard broken != nil || deed.isActWithoutMeeting else { return }
        // What the event's own rules refuse is the better answer.
        try payload.admit(in: state)
        let record = payload.stream.text
        if let broken { throw Rejection(broken.rule, record, broken.message, remedy: broken.remedy) }
        guard let act = deed.act else { return }
        let name = state.directory.name(act.body)
        throw Rejection(
            "acted-at-meeting", record,
            "At which meeting of \(name) this was done \(deed.on.withPreposition) is not given.",
            remedy:
                "Name the meeting (`--meeting`), record it first if it took place, or say how \(name) acted "
                + "without one (`--how`).")
    }
}

extension Deed {
    /// What is wrong with its day; nil if nothing is.
    public func broken(on today: CivilDate) -> (rule: String, message: String, remedy: String)? {
        if on.isCertainlyAfter(today) {
            return (
                "not-in-the-future", "\(on.spoken) is in the future.",
                "Record it once it has been done."
            )
        }
        if let other = others.first(where: { $0.day.isCertainlyAfter(today) }) {
            return (
                "not-in-the-future", "\(other.what) is dated \(other.day.spoken), which is in the future.",
                "Record it once it has been done."
            )
        }
        guard let later = answers.first(where: { on.isCertainlyBefore($0.day) }) else { return nil }
        return (
            "dates-in-order", "That day (\(on.spoken)) is before \(later.what) (\(later.day.spoken)).",
            "Check the two dates."
        )
    }
}

extension Event {
    /// Whether it had been done by the end of the day. What says no day of its own, such as a correction, holds for
    /// all days, and so does what was planned.
    public func wasDone(by day: CivilDate, in state: State) -> Bool {
        guard let deed = deed(in: state), !deed.isCorrection else { return true }
        return deed.on.earliest <= day
    }
}
