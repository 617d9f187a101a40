// A clock of the six-month rule in sentences: what it runs from, by when to attend, and what to do once it has
// ended. Both clocks of a member say which meetings they count.

import Governance

extension Directory {
    /// The clock in sentences.
    func explanation(of clock: SixMonthClock) -> String {
        var sentences = opening(of: clock)
        if clock.suspendedDays > 0 {
            let days = clock.suspendedDays == 1 ? "1 day" : "\(clock.suspendedDays) days"
            sentences.append("Left out: \(days) of suspension.")
        }
        if let approval = clock.approval {
            let until = approval.until.map { "until \($0.spoken)" } ?? "until the member attends again"
            sentences.append("The Council approved the absence on \(approval.on.spoken), \(until).")
        }
        if let ended = clock.doubtedEnd {
            sentences.append(
                "Whether they attended in the six months before, which ended on \(ended.spoken), is not known: the record"
                    + " does not have the attendance of all that time. Attending later would not bring a seat back."
            )
        }
        for late in clock.tooLate {
            sentences.append(
                "The Council's approval of \(late.on.spoken) came after the six months had ended, so it does not count."
            )
        }
        return sentences.joined(separator: " ")
    }

    private func opening(of clock: SixMonthClock) -> [String] {
        let last = clock.lastDay ?? clock.lastDayByLaw
        switch clock.standing {
        case .running, .warning, .suspended, .approved:
            guard let day = clock.lastDay else { return ["\(begun(clock))."] }
            return ["Must attend \(clock.kind.one) by \(day.spoken) (\(begun(clock, isInside: true)))."]
        case .expired:
            let later = clock.disregarded.contains { $0.why == .afterTheEnd }
            return [
                "\(begun(clock)).",
                "The six months without \(clock.kind.one) ended on \(last.spoken)."
                    + (later ? " Attendance after that day does not bring the seat back." : ""),
                "Ask the monitoring officer whether to declare a vacancy.",
            ]
        case .notKnown:
            return [
                "\(begun(clock)).",
                "Six months from then ended on \(last.spoken), but the record does not have the attendance of all that"
                    + " time, so it does not show whether this member attended.",
                "Record the attendance of the meetings held since \(clock.since.spoken).",
            ]
        case .declared: return ["\(begun(clock)).", "The vacancy has been declared."]
        }
    }

    /// What the clock runs from, as a sentence without its full stop, or inside brackets.
    private func begun(_ clock: SixMonthClock, isInside: Bool = false) -> String {
        switch clock.start {
        case .attended(let attendance):
            let body = bodies[attendance.body]?.name ?? attendance.body.text
            return "\(isInside ? "last" : "Last") attended: \(body), \(attendance.date.spoken)"
        case .stated(let stated):
            let body = bodies[stated.body]?.name ?? stated.body.text
            return "\(isInside ? "last" : "Last") attended: \(body), \(stated.on.spoken), according to"
                + " \(stated.source)"
        case .tookOffice:
            return isInside
                ? "no attendance recorded since taking office on \(clock.since.spoken)"
                : "No attendance at \(clock.kind.one) is recorded since taking office on \(clock.since.spoken)"
        case .recordBegins:
            return isInside
                ? "no attendance recorded since the record began; attendance before \(clock.since.spoken) is not in the record"
                : "No attendance at \(clock.kind.one) is recorded since the record began on \(clock.since.spoken)."
                    + " Attendance before that day is not in the record"
        }
    }
}

extension SixMonthKind {
    /// One meeting of those that the clock counts.
    fileprivate var one: String {
        switch self {
        case .any: "a qualifying meeting"
        case .executive: "an executive meeting"
        }
    }
}
