// Counts attendance as councils publish it. "Expected" counts only meetings of which it is known whether
// the member was there, and only while the member had the seat; substitutes are not in the percentage.

import Governance
import Reports

/// The categories of one or more members, counted meeting by meeting.
struct AttendanceTally {
    private let directory: Directory
    /// The last day of the period, on which a member's group is looked up.
    private let day: CivilDate
    private var values: [PersonID: AttendanceValue] = [:]
    private var leftOut: [PersonID: (cancelled: Int, withoutRoll: Int)] = [:]
    /// Marks of people as members (present, apologies, absent) at meetings where they were not expected.
    private var unexpected: [PersonID: Int] = [:]
    var leftOutMarks: Int { unexpected.values.reduce(0, +) }

    private var strips: [PersonID: [AttendanceMark]] = [:]
    /// The first day of which strips have cells; nil where no strips are wanted.
    private let stripFrom: CivilDate?

    /// - Parameter stripsFrom: the first day of which strips have cells; nil where no strips are wanted.
    init(_ directory: Directory, until day: CivilDate, stripsFrom: CivilDate? = nil) {
        (self.directory, self.day, stripFrom) = (directory, day, stripsFrom)
    }

    private mutating func mark(
        _ person: PersonID, _ meeting: MeetingRow, _ standing: Standing?, isCounted: Bool = true
    ) {
        guard let stripFrom, meeting.day >= stripFrom else { return }
        var mark = AttendanceMark()
        (mark.meeting, mark.date) = (meeting.id.text, meeting.day)
        (mark.standing, mark.isCounted) = (standing, isCounted)
        strips[person, default: []].append(mark)
    }

    /// Counts a meeting that was held and has a roll.
    mutating func count(_ meeting: MeetingRow, _ marks: [MarkRow], only person: PersonID?) {
        let expected = expected(at: meeting, only: person)
        var marked: [PersonID: Standing] = [:]
        for mark in marks { marked[mark.person] = mark.standing }
        for person in expected {
            countExpected(person, marked[person])
            mark(person, meeting, marked[person])
        }
        let asExpected = Set(expected)
        for visit in marks where !asExpected.contains(visit.person) {
            if visit.standing.isOfMember { unexpected[visit.person, default: 0] += 1 }
            countVisitor(visit.person, visit.standing)
            mark(visit.person, meeting, visit.standing)
        }
    }

    /// Notes a meeting that is nobody's absence: cancelled, without a roll, or not held yet.
    mutating func leaveOut(_ meeting: MeetingRow, only person: PersonID?) {
        for person in expected(at: meeting, only: person) {
            switch meeting.status {
            case .cancelled: leftOut[person, default: (0, 0)].cancelled += 1
            case .held: leftOut[person, default: (0, 0)].withoutRoll += 1
            case .scheduled, .withdrawn: continue
            }
            mark(person, meeting, nil, isCounted: false)
        }
    }

    private func expected(at meeting: MeetingRow, only person: PersonID?) -> [PersonID] {
        let all = (directory.bodies[meeting.body]?.expected(on: meeting.day) ?? []).map(\.person)
        return person.map { only in all.filter { $0 == only } } ?? all
    }

    private mutating func countExpected(_ person: PersonID, _ standing: Standing?) {
        change(person) { value in
            guard let standing else { return value.notRecorded += 1 }
            value.expected += 1
            switch standing {
            case .present: value.present += 1
            case .presentVirtually: value.presentVirtually += 1
            case .apologies:
                value.apologies += 1
                value.absent += 1
            case .absent: value.absent += 1
            case .substitute, .substituteVirtually, .inAttendance, .inAttendanceVirtually:
                // Somebody expected who came in another capacity was not there as expected; it is shown,
                // and stands outside the percentage.
                value.expected -= 1
                Self.countVisit(standing, &value)
            }
        }
    }

    private mutating func countVisitor(_ person: PersonID, _ standing: Standing) {
        change(person) { Self.countVisit(standing, &$0) }
    }

    private static func countVisit(_ standing: Standing, _ value: inout AttendanceValue) {
        switch standing {
        case .substitute: value.substitute += 1
        case .substituteVirtually: value.substituteVirtually += 1
        // A visitor has no rate: being there without being expected is attendance, not presence.
        case .present, .inAttendance: value.inAttendance += 1
        case .presentVirtually, .inAttendanceVirtually: value.inAttendanceVirtually += 1
        case .apologies, .absent: break
        }
    }

    private mutating func change(_ person: PersonID, _ body: (inout AttendanceValue) -> Void) {
        body(&values[person, default: AttendanceValue()])
    }

    /// The members with all that was counted, by name.
    var members: [AttendanceValue] {
        let everyone = Set(values.keys).union(leftOut.keys)
        return everyone.map { person in
            var value = values[person] ?? AttendanceValue()
            (value.person, value.name) = (person.text, directory.name(person))
            let group = directory.people[person]?.group(on: day)
            (value.group, value.groupName) = (group?.text, group.flatMap { directory.groups[$0]?.name })
            value.denominator = denominator(
                value, leftOut[person] ?? (0, 0), unexpected: unexpected[person] ?? 0)
            value.marks = strips[person, default: []].sorted { ($0.date, $0.meeting) < ($1.date, $1.meeting) }
            value.settle()
            return value
        }.sorted { ($0.name, $0.person) < ($1.name, $1.person) }
    }

    private func denominator(
        _ value: AttendanceValue, _ leftOut: (cancelled: Int, withoutRoll: Int), unexpected: Int
    ) -> String {
        func meetings(_ count: Int) -> String { "\(count) meeting\(count == 1 ? "" : "s")" }
        var parts: [String] = []
        if leftOut.cancelled > 0 { parts.append("\(leftOut.cancelled) cancelled") }
        if leftOut.withoutRoll > 0 { parts.append("\(leftOut.withoutRoll) without a roll") }
        if value.notRecorded > 0 { parts.append("\(value.notRecorded) where the roll does not name them") }
        if unexpected > 0 { parts.append("\(unexpected) at which they were not expected") }
        let outside = parts.isEmpty ? "" : "; left out: " + parts.joined(separator: ", ")
        guard value.expected > 0 else { return "expected at no meeting with a known roll\(outside)" }
        return "expected at \(meetings(value.expected)) with a known roll\(outside)"
    }
}
