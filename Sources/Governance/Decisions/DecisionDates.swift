// When a decision can have been made: within the life of its body, on the day of its meeting, after what it rests on and
// before what rests on it. Commands are checked, and not entries, so that logs of earlier versions can be restored.

extension DecisionRecorded {
    /// Refuses what a body decided before it was set up, or after it ended.
    func refuseBeforeBody(in directory: Directory) throws(Rejection) {
        guard let body, let known = directory.bodies[body] else { return }
        if let from = known.from, made.isCertainlyBefore(from) {
            throw Rejection(
                "body-exists", "body/\(body)",
                "\(known.name) was set up \(from.withPreposition), after \(made.inFull).",
                remedy:
                    "Check the date. If the body is older, correct that: `minutectl body correct \(body) --from DATE --reason …`."
            )
        }
        if let ended = known.ended, ended.latest <= made.earliest {
            throw Rejection(
                "body-exists", "body/\(body)",
                "\(known.name) came to an end \(ended.withPreposition) and no longer existed \(made.withPreposition).",
                remedy: "Check the date, or name the body that decided.")
        }
    }
}

extension Decision {
    /// Refuses a date that does not agree with its meeting, or with the decisions before and after it.
    func refuse(made date: PartialDate, in state: State) throws(Rejection) {
        let record = "decision/\(id)"
        if let meeting = recorded.meeting.flatMap({ state.meetings[$0] }), date.date != meeting.starts.date {
            throw Rejection(
                "decided-at-meeting", record,
                "It was decided at \(meeting.id), on \(meeting.starts.date.spoken).",
                remedy: "If the meeting was on another day, move it: `minutectl meeting reschedule`.")
        }
        for earlier in resolutions.compactMap(\.recorded.follows).compactMap({ state.decisions[$0.decision] })
        where date.isCertainlyBefore(earlier.dated) {
            throw Rejection(
                "dates-in-order", record,
                "That is before \(earlier.title) was recommended (\(earlier.dated.inFull)), which it deals with.",
                remedy: "Check the two dates.")
        }
        let later = state.decisions.values.filter { other in
            !other.isWithdrawn && date.isCertainlyAfter(other.dated)
                && other.resolutions.contains { $0.recorded.follows?.decision == id }
        }
        guard let first = later.min(by: { $0.id < $1.id }) else { return }
        throw Rejection(
            "dates-in-order", record,
            "That is after \(first.title) dealt with it (\(first.dated.inFull)).",
            remedy: "Check the two dates.")
    }
}
