// A leader's report: the members of a group, each for as long as they belonged to it, what they missed, which rules
// that broke, and what became of the letters. The Leader's is about every councillor and co-opted member.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    /// What each leader is told of their members.
    public func leaders(_ question: LeaderQuestion) throws -> LeadersReport {
        var report = LeadersReport()
        report.basis = basis
        report.council = directory.council?.name ?? ""
        let group = try question.group.map { try directory.group($0).id }
        let period = try days(from: question.from, to: question.to)
        report.to = period.last
        report.from = period.first ?? period.last.adding(months: -12)?.adding(days: 1) ?? .first
        try refuseTurnedPeriod(report)
        let groups = directory.groups.values.filter { group == nil || $0.id == group }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        var attendance = LedAttendance(self, groups.map(\.id), hasEverybody: group == nil, from: report.from)
        try forEachRoll(RollSearch(from: report.from, to: report.to)) { roll in
            guard roll.meeting.starts <= now, roll.meeting.kind == .ordinary else { return }
            attendance.count(roll)
        }
        let breaches = try breaches(from: report.from, to: report.to)
        if group == nil {
            report.leaders.append(theLeader(attendance.members(of: nil), breaches))
        }
        report.leaders += groups.map { known in
            leader(of: known, attendance.members(of: known.id), breaches, report)
        }.filter {
            $0.group == group?.text || $0.person != nil || !$0.members.isEmpty || !$0.breaches.isEmpty
        }
        return report
    }

    private func refuseTurnedPeriod(_ report: LeadersReport) throws(Rejection) {
        guard report.from > report.to else { return }
        throw Rejection(
            "period", "from", "The period ends on \(report.to.spoken), before it begins.",
            remedy: "Give a first day on or before the last one.")
    }

    /// The breaches whose last absence is in the period, told and untold, oldest first.
    private func breaches(from: CivilDate, to: CivilDate) throws -> [NoticeValue] {
        let told = try settledNotices()
        let untold = try untold().filter { breach in
            (from...to).contains(breach.last)
        }
        return (told + (try untold.map { try unsent($0) }))
            .filter { notice in notice.absences.last.map { (from...to).contains($0.date) } ?? false }
            .sorted { ($0.absences.last?.date ?? .first, $0.id) < ($1.absences.last?.date ?? .first, $1.id) }
    }

    private func theLeader(_ counted: [LedMember], _ breaches: [NoticeValue]) -> LeaderValue {
        var value = LeaderValue()
        let office = directory.office(.leader)
        value.title = office?.title ?? Recipient.usualLeaderTitle
        name(office?.holder(on: asAt), in: &value)
        value.breaches = breaches.map { breach($0, to: [.leader, .chiefExecutive], of: nil) }
        let inBreach = Set(breaches.map { kept($0.person) })
        value.members = counted.filter { member in
            guard let person = directory.known(person: member.attendance.person) else { return false }
            return person.kind == .councillor || person.kind == .coOpted || inBreach.contains(person.id.text)
        }
        count(&value)
        return value
    }

    private func leader(
        of group: PoliticalGroup, _ counted: [LedMember], _ breaches: [NoticeValue], _ report: LeadersReport
    ) -> LeaderValue {
        var value = LeaderValue()
        (value.role, value.group, value.groupName) = (.groupLeader, group.id.text, group.name)
        let office = directory.office(.groupLeader, of: group.id)
        value.title = office?.title ?? "Leader of \(group.name)"
        name(office?.holder(on: asAt), in: &value)
        value.breaches = breaches.filter { $0.absences.contains { $0.group == group.id.text } }
            .map { breach($0, to: [.groupLeader, .deputyGroupLeader], of: group.id) }
        value.members = counted + unexpected(in: group.id, besides: counted, report)
        let order = directory.listOrder(value.members.map(\.attendance.person))
        value.members.sort { order[$0.attendance.person] ?? 0 < order[$1.attendance.person] ?? 0 }
        count(&value)
        return value
    }

    /// The record that is kept of the person of a breach, which may be named by one that was merged into it.
    private func kept(_ person: String) -> String {
        directory.known(person: person).map { directory.kept($0.id).text } ?? person
    }

    private func name(_ holder: PersonID?, in value: inout LeaderValue) {
        (value.person, value.name) = (holder?.text, holder.map { directory.name($0) })
    }

    private func count(_ value: inout LeaderValue) {
        for index in value.members.indices {
            let person = value.members[index].attendance.person
            value.members[index].breaches = value.breaches.count {
                kept($0.person) == person && $0.isCorrected != true
            }
        }
    }

    /// The members of a group in the period whom no meeting expected.
    private func unexpected(
        in group: GroupID, besides counted: [LedMember], _ report: LeadersReport
    ) -> [LedMember] {
        let known = Set(counted.map(\.attendance.person))
        let last = min(report.to, asAt)
        return directory.people.values.filter { person in
            !known.contains(person.id.text) && person.withdrawal == nil
                && person.groups.contains { membership in
                    membership.group == group && membership.tenure.from.earliest <= last
                        && membership.tenure.until.map { $0.earliest > report.from } ?? true
                }
        }.map { person in
            var member = LedMember()
            (member.attendance.person, member.attendance.name) = (person.id.text, person.name)
            (member.attendance.group, member.attendance.groupName) = (
                group.text, directory.groups[group]?.name
            )
            member.attendance.denominator = "not expected at any meeting with attendance recorded"
            return member
        }
    }

    /// A breach, with its letters to whoever holds, or held at the time of issue, one of the offices.
    private func breach(_ notice: NoticeValue, to roles: [RecipientRole], of group: GroupID?) -> LeaderBreach
    {
        var value = LeaderBreach()
        (value.notice, value.person, value.name) = (notice.id, notice.person, directory.name(of: notice))
        (value.body, value.bodyName, value.kind) = (notice.body, notice.bodyName, notice.kind)
        (value.status, value.absences) = (notice.status, notice.absences)
        (value.expected, value.present) = (notice.expected, notice.present)
        (value.waivedBecause, value.isCorrected) = (notice.waivedBecause, notice.isCorrected)
        func add(_ recipients: [RecipientValue], _ followUp: Int?, _ on: CivilDate?) {
            for recipient in recipients where recipient.isTold(as: roles, of: group) {
                var letter = LeaderLetter()
                (letter.followUp, letter.on, letter.recipient) = (followUp, on, recipient)
                value.letters.append(letter)
            }
        }
        add(notice.recipients, nil, notice.issued)
        for followUp in notice.followUps { add(followUp.recipients, followUp.number, followUp.on) }
        return value
    }
}

extension Directory {
    /// The absentee's name: as the notice has it, else as the record has it.
    func name(of notice: NoticeValue) -> String {
        notice.name.isEmpty ? known(person: notice.person)?.name ?? notice.person : notice.name
    }
}

extension RecipientValue {
    /// Whether one of the offices for which they are told is one of these.
    fileprivate func isTold(as roles: [RecipientRole], of group: GroupID?) -> Bool {
        if roles.contains(role), self.group == group?.text { return true }
        return also?.contains { roles.contains($0.role) && $0.group == group } ?? false
    }
}

/// Attendance counted once for each group and once for everybody, in one pass over the meetings.
private struct LedAttendance {
    private let reading: Reading
    private var tallies: [GroupID?: AttendanceTally] = [:]
    /// The body of each meeting, and its day.
    private var meetings: [String: (body: BodyID, day: CivilDate)] = [:]

    init(_ reading: Reading, _ groups: [GroupID], hasEverybody: Bool, from: CivilDate) {
        self.reading = reading
        for group in groups { tallies[group] = AttendanceTally(reading, of: group, stripsFrom: from) }
        if hasEverybody { tallies[nil] = AttendanceTally(reading, stripsFrom: from) }
    }

    mutating func count(_ roll: BookedRoll) {
        meetings[roll.meeting.id.text] = (roll.bodyID, roll.day)
        for key in tallies.keys {
            if roll.meeting.status == .held, roll.meeting.hasRoll {
                tallies[key]?.count(roll)
            } else {
                tallies[key]?.leaveOut(roll)
            }
        }
    }

    /// Those who were expected somewhere, by name.
    func members(of group: GroupID?) -> [LedMember] {
        (tallies[group]?.values.members ?? []).map { counted in
            var member = LedMember()
            member.missed = counted.marks.compactMap { missed($0, by: counted.person) }
            member.attendance = counted
            member.attendance.marks = []
            return member
        }
    }

    /// The meeting of a mark, if it counts as an absence: somebody who was not expected missed nothing.
    private func missed(_ mark: AttendanceMark, by person: String) -> MissedMeeting? {
        guard mark.isCounted, let standing = mark.standing, standing.isAbsence,
            let meeting = meetings[mark.meeting], let body = reading.directory.bodies[meeting.body],
            reading.work.expected(body, on: meeting.day).seats.contains(where: { $0.person.text == person })
        else { return nil }
        var missed = MissedMeeting()
        (missed.meeting, missed.date, missed.standing) = (mark.meeting, mark.date, standing)
        (missed.body, missed.bodyName) = (body.id.text, body.name)
        return missed
    }
}
