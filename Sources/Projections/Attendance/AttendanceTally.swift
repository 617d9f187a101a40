// Counts attendance as councils publish it. "Expected" counts only meetings of which it is known whether
// the member was there, and only while the member had the seat; substitutes are not in the percentage.

import Governance
import Reports

/// What the roll at hand says of each person, by number.
struct RollStandings {
    private var said: [(roll: Int, standing: Standing)] = []
    private var roll = 0

    /// Takes the next roll in the place of the one before.
    mutating func take(_ marks: [BookedMark]) {
        roll += 1
        for mark in marks {
            while said.count <= Int(mark.person) { said.append((0, .absent)) }
            said[Int(mark.person)] = (roll, mark.standing)
        }
    }

    /// nil where the roll does not name the person.
    subscript(_ person: Int32) -> Standing? {
        guard Int(person) < said.count, said[Int(person)].roll == roll else { return nil }
        return said[Int(person)].standing
    }
}

/// The categories of one or more members, counted meeting by meeting, which come in any order.
struct AttendanceTally {
    /// What is counted of one person.
    private struct Member {
        var value = AttendanceValue()
        /// Whether a roll was counted, and whether a meeting was left out.
        var (isCounted, isLeftOut) = (false, false)
        var (cancelled, withoutRoll) = (0, 0)
        /// Marks as a member (present, apologies, absent) at meetings where they were not expected.
        var unexpected = 0
        /// The last days of a meeting counted and of one left out.
        var last, lastLeftOut: CivilDate?
        var strip: [AttendanceMark] = []
    }

    private let directory: Directory
    private let work: Workings
    /// The group whose members are counted, each for as long as they belonged to it; nil for everybody.
    private let group: GroupID?
    /// The number of the person who alone is counted.
    private let only: Int32?
    /// Whether officers are listed, who have no seat by election or appointment.
    private let hasOfficers: Bool
    /// The first day of which strips have cells; nil where no strips are wanted.
    private let stripFrom: CivilDate?
    private var members: [Member] = []
    private var groups: [GroupHistory?] = []
    private var standings = RollStandings()

    var leftOutMarks: Int { members.reduce(0) { $0 + $1.unexpected } }

    init(
        _ reading: Reading, of group: GroupID? = nil, only: PersonID? = nil, withOfficers: Bool = true,
        stripsFrom: CivilDate? = nil
    ) {
        (directory, work) = (reading.directory, reading.work)
        hasOfficers = withOfficers || only != nil
        (self.group, stripFrom) = (group, stripsFrom)
        self.only = only.map { Int32(reading.work.people.number(of: $0)) }
    }

    // MARK: - Counting

    /// Counts a meeting that was held and has a roll.
    mutating func count(_ roll: BookedRoll) {
        standings.take(roll.marks)
        for person in roll.membership?.numbers ?? [] where isMeant(person, on: roll.day) {
            let standing = standings[person]
            change(person) { Self.count(expected: standing, &$0.value) }
            noteCounted(person, on: roll.day)
            mark(person, roll, standing)
        }
        for visit in roll.marks
        where roll.membership?.expected.contains(visit.person) != true && isMeant(visit.person, on: roll.day)
        {
            change(visit.person) { member in
                if visit.standing.isOfMember { member.unexpected += 1 }
                Self.count(visit: visit.standing, &member.value)
            }
            noteCounted(visit.person, on: roll.day)
            mark(visit.person, roll, visit.standing)
        }
    }

    /// Notes a meeting that is nobody's absence: cancelled, without a roll, or not held yet.
    mutating func leaveOut(_ roll: BookedRoll) {
        let isCancelled = roll.meeting.status == .cancelled
        guard isCancelled || roll.meeting.status == .held else { return }
        for person in roll.membership?.numbers ?? [] where isMeant(person, on: roll.day) {
            change(person) { member in
                member.isLeftOut = true
                if isCancelled { member.cancelled += 1 } else { member.withoutRoll += 1 }
                member.lastLeftOut = max(member.lastLeftOut ?? roll.day, roll.day)
            }
            mark(person, roll, nil, isCounted: false)
        }
    }

    private mutating func isMeant(_ person: Int32, on day: CivilDate) -> Bool {
        if let only, only != person { return false }
        let place = Int(person)
        while members.count <= place {
            members.append(Member())
            groups.append(nil)
        }
        guard let group else { return true }
        return history(place).group(on: day) == group
    }

    private mutating func history(_ place: Int) -> GroupHistory {
        if let known = groups[place] { return known }
        let made = GroupHistory(directory.people[work.people.all[place]])
        groups[place] = made
        return made
    }

    @inline(__always)
    private mutating func change(_ person: Int32, _ body: (inout Member) -> Void) {
        body(&members[Int(person)])
    }

    private mutating func noteCounted(_ person: Int32, on day: CivilDate) {
        history(Int(person)).note(day)
        change(person) { member in
            member.isCounted = true
            member.last = max(member.last ?? day, day)
        }
    }

    private mutating func mark(
        _ person: Int32, _ roll: BookedRoll, _ standing: Standing?, isCounted: Bool = true
    ) {
        guard let stripFrom, roll.day >= stripFrom else { return }
        var mark = AttendanceMark()
        (mark.meeting, mark.date) = (roll.meeting.id.text, roll.day)
        (mark.standing, mark.isCounted) = (standing, isCounted)
        mark.group = history(Int(person)).group(on: roll.day)?.text
        members[Int(person)].strip.append(mark)
    }

    private static func count(expected standing: Standing?, _ value: inout AttendanceValue) {
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
            count(visit: standing, &value)
        }
    }

    private static func count(visit standing: Standing, _ value: inout AttendanceValue) {
        switch standing {
        case .substitute: value.substitute += 1
        case .substituteVirtually: value.substituteVirtually += 1
        // A visitor has no rate: being there without being expected is attendance, not presence.
        case .present, .inAttendance: value.inAttendance += 1
        case .presentVirtually, .inAttendanceVirtually: value.inAttendanceVirtually += 1
        case .apologies, .absent: break
        }
    }

    // MARK: - What was counted

    /// The members with all that was counted, by surname, and how many officers are not among them; nil for none.
    var values: (members: [AttendanceValue], officers: Int?) {
        var officers = 0
        var counted = members.indices.filter { members[$0].isCounted || members[$0].isLeftOut }
        if !hasOfficers {
            let all = counted.count
            counted.removeAll { directory.people[work.people.all[$0]]?.kind == .officer }
            officers = all - counted.count
        }
        let order = directory.listOrder(counted.map { work.people.all[$0].text })
        let values = counted.map { place in
            let (member, person) = (members[place], work.people.all[place])
            var value = member.value
            (value.person, value.name) = (person.text, directory.name(person))
            let last = (member.last ?? member.lastLeftOut).flatMap { directory.people[person]?.group(on: $0) }
            value.group = last?.text
            value.groupName = groupName(groups[place]?.noted ?? [], last)
            value.denominator = Self.denominator(member)
            value.marks = member.strip.sorted { ($0.date, $0.meeting) < ($1.date, $1.meeting) }
            value.settle()
            return value
        }.sorted { order[$0.person] ?? 0 < order[$1.person] ?? 0 }
        return (values, officers == 0 ? nil : officers)
    }

    /// The groups that the member belonged to on the days counted, in the order of those days.
    private func groupName(_ counted: [GroupID?], _ last: GroupID?) -> String? {
        let then = counted.isEmpty ? [last] : counted
        if then.allSatisfy({ $0 == nil }) { return nil }
        return then.map { $0.map { directory.name($0) } ?? "no group" }
            .joined(separator: ", then ")
    }

    private static func denominator(_ member: Member) -> String {
        func meetings(_ count: Int) -> String { "\(count) meeting\(count == 1 ? "" : "s")" }
        var parts: [String] = []
        if member.cancelled > 0 { parts.append("\(member.cancelled) cancelled") }
        if member.withoutRoll > 0 { parts.append("\(member.withoutRoll) with no attendance recorded") }
        if member.value.notRecorded > 0 {
            parts.append("\(member.value.notRecorded) where they were not recorded")
        }
        if member.unexpected > 0 {
            parts.append("\(member.unexpected) that they were not expected to attend")
        }
        let outside = parts.isEmpty ? "" : "; left out: " + parts.joined(separator: ", ")
        guard member.value.expected > 0 else {
            return "not expected at any meeting with attendance recorded\(outside)"
        }
        return "expected at \(meetings(member.value.expected)) with attendance recorded\(outside)"
    }
}

/// The political groups of one person, day by day, with the days that were counted.
final class GroupHistory {
    /// The first day of each group membership; no group before the first of them.
    private let changes: [CivilDate]
    private let groups: [GroupID?]
    /// The first day counted of each stretch.
    private var first: [CivilDate?]
    private var last = 0

    init(_ person: Person?) {
        let tenures = (person?.groups ?? []).map(\.tenure)
        let days = Set(tenures.map(\.from.earliest) + tenures.compactMap { $0.until?.earliest }).sorted()
        changes = days
        groups = [nil] + days.map { person?.group(on: $0) }
        first = Array(repeating: nil, count: groups.count)
    }

    func group(on day: CivilDate) -> GroupID? { groups[place(of: day)] }

    func note(_ day: CivilDate) {
        let place = place(of: day)
        first[place] = min(first[place] ?? day, day)
    }

    /// The groups of the days that were noted, in their order; one that they came back to is there again.
    var noted: [GroupID?] {
        var found: [GroupID?] = []
        for (group, day) in zip(groups, first) where day != nil && found.last != .some(group) {
            found.append(group)
        }
        return found
    }

    private func place(of day: CivilDate) -> Int {
        if last == 0 || changes[last - 1] <= day, last == changes.count || day < changes[last] { return last }
        last = changes.lastIndex { $0 <= day }.map { $0 + 1 } ?? 0
        return last
    }
}
