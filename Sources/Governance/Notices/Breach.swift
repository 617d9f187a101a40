// Breaches of a body's rule on non-attendance: found from a member's standing at each meeting.

public import Codec

/// What one meeting of a body says of one person who was expected at it.
public struct ExpectedAttendance: Sendable, Equatable {
    public let meeting: MeetingID
    public let date: CivilDate
    /// What the roll says; nil where the person is not named, which is neither present nor absent.
    public let standing: Standing?

    public init(meeting: MeetingID, date: CivilDate, standing: Standing?) {
        self.meeting = meeting
        self.date = date
        self.standing = standing
    }
}

/// Which part of the rule was broken.
public enum BreachKind: String, Choice {
    case consecutive
    case percentage
}

/// Non-attendance that the rule has reported.
public struct Breach: Sendable, Equatable {
    public let kind: BreachKind
    /// The absences that make it, oldest first.
    public let absences: [ExpectedAttendance]
    /// How many meetings were expected, and at how many of them the person was present, in the window or run.
    public let expected: Int
    public let present: Int
    /// Every meeting of the run or window, oldest first: the absences and what stands between them.
    public let considered: [ExpectedAttendance]

    /// The last meeting of the run or window, by which the breach is known.
    public var last: MeetingID { absences.last?.meeting ?? MeetingID() }
}

extension NonAttendanceRule {
    /// The breaches in a member's attendance at one body, oldest first.
    ///
    /// A run of absences is one breach, made at the meeting where it reached the length in the rule; a
    /// longer run is the same breach, unless the rule repeats: then each further so many make another,
    /// about the whole run so far. A meeting at which the person is not recorded neither lengthens
    /// a run nor ends it. A percentage is looked at on each absence, over the months up to it; it makes
    /// one breach until attendance has recovered.
    ///
    /// - Parameter attendance: the meetings with a known roll at which the person was expected, oldest first.
    public func breaches(in attendance: [ExpectedAttendance]) -> [Breach] {
        var found: [Breach] = []
        if let consecutive { found += runs(of: consecutive, in: attendance) }
        if let below { found += windows(under: below, in: attendance) }
        return found.sorted {
            ($0.absences.last?.date ?? .placeholder) < ($1.absences.last?.date ?? .placeholder)
        }
    }

    /// Whether a meeting counts as missed under this rule.
    public func isMissed(_ standing: Standing) -> Bool {
        standing == .absent || (standing == .apologies && apologiesCount)
    }

    /// How one meeting counts, in words that a letter can use.
    public func effect(of standing: Standing?) -> AttendanceEffect {
        guard let standing else { return .notRecorded }
        if isMissed(standing) { return .missed }
        return standing.isAbsence ? .excused : .attended
    }

    /// The meetings at which a person was expected, cut where their appointments to the body under this rule do not
    /// follow one another: absences on both sides of a gap are no run.
    public func appointments(
        of person: PersonID, to body: Body, _ attendance: [ExpectedAttendance]
    ) -> [[ExpectedAttendance]] {
        let seats = body.seats.filter { $0.person == person && covers($0.capacity) }
        var found: [[ExpectedAttendance]] = []
        var appointed: CivilDate?
        for meeting in attendance {
            let since = seats.unbrokenSince(meeting.date)
            if found.isEmpty || since != appointed { found.append([]) }
            appointed = since
            found[found.count - 1].append(meeting)
        }
        return found
    }

    private func runs(of length: Int, in attendance: [ExpectedAttendance]) -> [Breach] {
        var found: [Breach] = []
        var run: [ExpectedAttendance] = []
        var between: [ExpectedAttendance] = []
        for meeting in attendance {
            switch effect(of: meeting.standing) {
            case .attended: (run, between) = ([], [])
            case .excused, .notRecorded: if !run.isEmpty { between.append(meeting) }
            case .missed:
                run.append(meeting)
                between.append(meeting)
                guard isReported(run.count, length) else { continue }
                found.append(
                    Breach(
                        kind: .consecutive, absences: run, expected: run.count, present: 0,
                        considered: between))
            }
        }
        return found
    }

    /// Whether a run is reported when it has come to this length.
    private func isReported(_ missed: Int, _ first: Int) -> Bool {
        guard missed > first else { return missed == first }
        return again.map { (missed - first) % max($0, 1) == 0 } ?? false
    }

    private func windows(under percentage: Int, in attendance: [ExpectedAttendance]) -> [Breach] {
        let known = attendance.filter { $0.standing != nil }
        var found: [Breach] = []
        var isBelow = false
        var first = 0
        for (index, meeting) in known.enumerated() {
            let start = meeting.date.adding(months: -months) ?? .first
            // Oldest first: what has fallen out of one window is in none after it.
            while first <= index, known[first].date <= start { first += 1 }
            let window = known[first..<index + 1]
            let missed = window.filter { effect(of: $0.standing) == .missed }
            let attended = window.count - missed.count
            let isUnder = window.count >= atLeast && attended * 100 < percentage * window.count
            if isUnder, !isBelow, missed.last?.meeting == meeting.meeting {
                // Who was excused is not counted as missing, but was not present either.
                let present = window.filter { effect(of: $0.standing) == .attended }.count
                let considered = attendance.filter { $0.date > start && $0.date <= meeting.date }
                found.append(
                    Breach(
                        kind: .percentage, absences: missed, expected: window.count, present: present,
                        considered: considered))
                isBelow = true
            } else if !isUnder {
                isBelow = false
            }
        }
        return found
    }
}

/// How a meeting at which someone was expected counts under a rule on non-attendance.
public enum AttendanceEffect: String, Choice {
    case attended
    case missed
    /// Absent with apologies where the rule does not count those: neither lengthens a run nor ends it.
    case excused
    /// The roll does not name them: neither lengthens a run nor ends it.
    case notRecorded = "not-recorded"
}
