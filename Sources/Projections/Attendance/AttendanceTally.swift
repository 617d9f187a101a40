// Counts attendance as councils publish it. "Expected" counts only meetings of which it is known whether
// the member was there, and only while the member had the seat; substitutes are not in the percentage.

import Governance
import Reports

/// The categories of one or more members, counted meeting by meeting.
struct AttendanceTally {
    private let directory: Directory
    private let work: Workings
    /// The group whose members are counted, each for as long as they belonged to it; nil for everybody.
    private let group: GroupID?
    /// The groups that each belonged to on the days of the meetings counted, with the first of those days.
    private var groups: [PersonID: [GroupID?: CivilDate]] = [:]
    /// The last of those days, with the group of it.
    private var lastGroups: [PersonID: (day: CivilDate, group: GroupID?)] = [:]
    /// The last day of a meeting that was left out.
    private var leftOutDays: [PersonID: CivilDate] = [:]
    private var values: [PersonID: AttendanceValue] = [:]
    private var leftOut: [PersonID: (cancelled: Int, withoutRoll: Int)] = [:]
    /// Marks of people as members (present, apologies, absent) at meetings where they were not expected.
    private var unexpected: [PersonID: Int] = [:]
    var leftOutMarks: Int { unexpected.values.reduce(0, +) }

    private var strips: [PersonID: [AttendanceMark]] = [:]
    /// The first day of which strips have cells; nil where no strips are wanted.
    private let stripFrom: CivilDate?

    /// - Parameter stripsFrom: the first day of which strips have cells; nil where no strips are wanted.
    init(_ reading: Reading, of group: GroupID? = nil, stripsFrom: CivilDate? = nil) {
        (directory, work) = (reading.directory, reading.work)
        (self.group, stripFrom) = (group, stripsFrom)
    }

    private func group(of person: PersonID, _ meeting: MeetingRow) -> GroupID? {
        directory.people[person]?.group(on: meeting.day)
    }

    private func isMeant(_ person: PersonID, _ meeting: MeetingRow) -> Bool {
        group.map { $0 == group(of: person, meeting) } ?? true
    }

    /// Meetings come in any order.
    private mutating func noteGroup(of person: PersonID, _ meeting: MeetingRow) {
        let then = group(of: person, meeting)
        let first = groups[person]?[then] ?? meeting.day
        groups[person, default: [:]][then] = min(first, meeting.day)
        if let last = lastGroups[person], meeting.day < last.day { return }
        lastGroups[person] = (meeting.day, then)
    }

    private mutating func mark(
        _ person: PersonID, _ meeting: MeetingRow, _ standing: Standing?, isCounted: Bool = true
    ) {
        guard let stripFrom, meeting.day >= stripFrom else { return }
        var mark = AttendanceMark()
        (mark.meeting, mark.date) = (meeting.id.text, meeting.day)
        (mark.standing, mark.isCounted) = (standing, isCounted)
        mark.group = group(of: person, meeting)?.text
        strips[person, default: []].append(mark)
    }

    /// Counts a meeting that was held and has a roll.
    mutating func count(_ meeting: MeetingRow, _ marks: [MarkRow], only person: PersonID?) {
        let expected = everybody(at: meeting)
        var marked: [PersonID: Standing] = [:]
        for mark in marks { marked[mark.person] = mark.standing }
        for person in self.expected(at: meeting, only: person) {
            noteGroup(of: person, meeting)
            countExpected(person, marked[person])
            mark(person, meeting, marked[person])
        }
        for visit in marks where !expected.set.contains(visit.person) && isMeant(visit.person, meeting) {
            noteGroup(of: visit.person, meeting)
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
            leftOutDays[person] = max(leftOutDays[person] ?? meeting.day, meeting.day)
            mark(person, meeting, nil, isCounted: false)
        }
    }

    private func expected(at meeting: MeetingRow, only person: PersonID?) -> [PersonID] {
        let all = everybody(at: meeting)
        let people =
            person.map { only in all.set.contains(only) ? all.people.filter { $0 == only } : [] }
            ?? all.people
        return group == nil ? people : people.filter { isMeant($0, meeting) }
    }

    private func everybody(at meeting: MeetingRow) -> Expected {
        directory.bodies[meeting.body].map { work.expected($0, on: meeting.day) } ?? .nobody
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
            value.group = lastGroup(of: person)?.text
            value.groupName = groupName(of: person)
            value.denominator = denominator(
                value, leftOut[person] ?? (0, 0), unexpected: unexpected[person] ?? 0)
            value.marks = strips[person, default: []].sorted { ($0.date, $0.meeting) < ($1.date, $1.meeting) }
            value.settle()
            return value
        }.sorted { ($0.name, $0.person) < ($1.name, $1.person) }
    }

    /// The group on the last day counted; where none was, on the last one left out.
    private func lastGroup(of person: PersonID) -> GroupID? {
        if let last = lastGroups[person] { return last.group }
        return leftOutDays[person].flatMap { directory.people[person]?.group(on: $0) }
    }

    /// The groups that the member belonged to on the days counted, in the order of those days.
    private func groupName(of person: PersonID) -> String? {
        let counted = (groups[person] ?? [:]).sorted { $0.value < $1.value }.map(\.key)
        let then = counted.isEmpty ? [lastGroup(of: person)] : counted
        if then.allSatisfy({ $0 == nil }) { return nil }
        return then.map { $0.map { directory.groups[$0]?.name ?? $0.text } ?? "no group" }
            .joined(separator: ", then ")
    }

    private func denominator(
        _ value: AttendanceValue, _ leftOut: (cancelled: Int, withoutRoll: Int), unexpected: Int
    ) -> String {
        func meetings(_ count: Int) -> String { "\(count) meeting\(count == 1 ? "" : "s")" }
        var parts: [String] = []
        if leftOut.cancelled > 0 { parts.append("\(leftOut.cancelled) cancelled") }
        if leftOut.withoutRoll > 0 { parts.append("\(leftOut.withoutRoll) with no attendance recorded") }
        if value.notRecorded > 0 { parts.append("\(value.notRecorded) where they were not recorded") }
        if unexpected > 0 { parts.append("\(unexpected) that they were not expected to attend") }
        let outside = parts.isEmpty ? "" : "; left out: " + parts.joined(separator: ", ")
        guard value.expected > 0 else {
            return "not expected at any meeting with attendance recorded\(outside)"
        }
        return "expected at \(meetings(value.expected)) with attendance recorded\(outside)"
    }
}
