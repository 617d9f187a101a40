// What in a roll cannot be right. A new roll that has such a problem is refused; one that was recorded before
// the rule was made stays readable and restorable, and the problem is a finding.

/// Something in a roll that cannot be right.
public struct RollProblem: Sendable, Equatable {
    public let rule: String
    public let message: String
    public let remedy: String
    /// Whose lines it is about.
    let people: [PersonID]
}

extension Body {
    /// What cannot be right in the roll of a meeting that began at the time.
    public func problems(
        in roll: [RollEntry], startedAt starts: CivilDateTime, _ directory: Directory
    ) -> [RollProblem] {
        substitutes(in: roll, on: starts.date, directory) + times(in: roll, startedAt: starts, directory)
    }

    private func substitutes(
        in roll: [RollEntry], on day: CivilDate, _ directory: Directory
    ) -> [RollProblem] {
        let members = Set(seats.on(day).map(\.person))
        var problems: [RollProblem] = []
        var substitutes: [PersonID: PersonID] = [:]
        for entry in roll {
            guard let member = entry.substituteFor else { continue }
            let (name, absentee) = (directory.name(entry.person), directory.name(member))
            if members.contains(entry.person) {
                problems.append(
                    RollProblem(
                        rule: "substitute-is-member",
                        message: "\(name) has a seat on \(self.name), so cannot stand in for \(absentee).",
                        remedy: "Record \(name) as present.", people: [entry.person]))
            }
            if let other = substitutes[member] {
                problems.append(
                    RollProblem(
                        rule: "one-substitute",
                        message: "\(directory.name(other)) and \(name) both stand in for \(absentee).",
                        remedy: "Record one of them as the substitute, and the other as in attendance.",
                        people: [other, entry.person]))
            }
            substitutes[member] = substitutes[member] ?? entry.person
        }
        return problems
    }

    private func times(
        in roll: [RollEntry], startedAt starts: CivilDateTime, _ directory: Directory
    ) -> [RollProblem] {
        roll.compactMap { entry in
            let given = [(entry.arrived, "arrived"), (entry.left, "left")]
            for case (let time?, let what) in given where time.isBefore(starts) {
                return RollProblem(
                    rule: "time-at-meeting",
                    message:
                        "\(directory.name(entry.person)) is recorded as having \(what) at \(time.text), but"
                        + " the meeting started at \(starts.spokenTime).",
                    remedy: "Check the time, or leave it out for somebody who was there from the start.",
                    people: [entry.person])
            }
            guard let arrived = entry.arrived, let left = entry.left,
                left.minutes(since: starts) < arrived.minutes(since: starts)
            else { return nil }
            return RollProblem(
                rule: "dates-in-order",
                message: "\(directory.name(entry.person)) cannot have left before arriving.",
                remedy: "Check the two times.", people: [entry.person])
        }
    }
}

extension ClockTime {
    /// A meeting that starts at noon or later may go on past midnight, until this hour of the next day.
    private static let (afternoon, morning) = (12 * 60, 6 * 60)

    /// Minutes from the start of a meeting; of a time after midnight, those of the next day. Negative before the
    /// start.
    func minutes(since starts: CivilDateTime) -> Int {
        let begin = starts.secondOfDay / 60
        let isPastMidnight = minutes < begin && begin >= Self.afternoon && minutes <= Self.morning
        return minutes - begin + (isPastMidnight ? 24 * 60 : 0)
    }

    func isBefore(_ starts: CivilDateTime) -> Bool { minutes(since: starts) < 0 }
}

extension Context {
    /// Refuses a roll that cannot be right; where one line is corrected, for what is about that line.
    ///
    /// - Parameter event: what would be recorded; what it breaks itself is said first.
    func refuseProblems(
        in roll: [RollEntry], of meeting: Meeting, about person: PersonID? = nil,
        proposedAs event: some EventPayload, isHeldWith: Bool = false
    ) throws(Rejection) {
        let body = try directory.existing(meeting.body)
        let problems = body.problems(in: roll, startedAt: meeting.starts, directory)
        guard
            let problem = problems.first(where: { problem in
                person.map { problem.people.contains($0) } ?? true
            })
        else { return }
        // With the entry that the meeting was held still to come, the event's own rule would say that it was not.
        if !isHeldWith { try event.admit(in: state) }
        throw Rejection(
            problem.rule, "meeting/\(meeting.id)", problem.message, remedy: problem.remedy)
    }
}
