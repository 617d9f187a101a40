// The answers that are counted out of books of rolls, made the long way round: out of meetings' rows, mark by mark, with
// the functions that rules use. Slow, and with nothing of the code that counts by numbers.

import Governance
import Reports

@testable import Projections

extension Reading {
    func rows(_ search: MeetingSearch = MeetingSearch(of: nil, from: nil, to: nil)) throws -> [MeetingRow] {
        var rows: [MeetingRow] = []
        try forEachMeeting(search) { row in
            if row.status != .withdrawn { rows.append(row) }
            return true
        }
        return rows
    }

    // MARK: - Breaches

    /// Every breach, as text: its notice with all that it says.
    func breachesOutOfRows() throws -> [String] {
        try directory.bodies.values.sorted { $0.id < $1.id }.flatMap { try breachesOutOfRows(of: $0) }
    }

    private func breachesOutOfRows(of body: Body) throws -> [String] {
        var attendance: [PersonID: [ExpectedAttendance]] = [:]
        for row in try rows(MeetingSearch(of: body.id, from: directory.recordBegins, to: asAt))
        where row.status == .held && row.kind == .ordinary {
            guard let rule = body.terms(on: row.day)?.nonAttendance else { continue }
            let marks = try row.marks()
            for seat in body.expected(on: row.day) where rule.covers(seat.capacity) {
                attendance[seat.person, default: []].append(
                    ExpectedAttendance(
                        meeting: row.id, date: row.day,
                        standing: marks.last { $0.person == seat.person }?.standing))
            }
        }
        let rules = body.adopted.compactMap(\.terms.nonAttendance)
        return attendance.sorted { $0.key < $1.key }.flatMap { person, attended -> [String] in
            guard let known = directory.people[person] else { return [] }
            return rules.enumerated().filter { !rules[..<$0].contains($1) }.flatMap { _, rule in
                rule.appointments(of: person, to: body, attended).flatMap { attended in
                    rule.breaches(in: attended).compactMap { breach -> (NoticeID, String)? in
                        guard let last = breach.absences.last, let terms = body.adoptedTerms(on: last.date),
                            terms.terms.nonAttendance == rule,
                            let end = attended.firstIndex(where: { $0.meeting == last.meeting })
                        else { return nil }
                        let year = attended[end].date.adding(months: 12) ?? .last
                        let upTo = attended.filter { $0.date <= year }
                        let noticed = NoticedBreach(breach, body, known, rule, upTo, from: terms.from)
                        let notice = Notice.identifier(body.id, person, breach.kind, last.date)
                        return (notice, "\(notice) \(noticed) \(upTo.map(\.meeting))")
                    }
                }
            }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// The same out of books.
    func breachesAsText() throws -> [String] {
        try breaches(body: nil, person: nil).map { "\($0.notice) \($0.noticed) \($0.considered)" }
    }

    // MARK: - Clocks

    func clocksOutOfRows(of only: PersonID? = nil) throws -> [String] {
        let withdrawn = Set(
            try decisionsWithdrawn().map { try DecisionID(text: $0) })
        var rolls: [PersonID: [RolledAttendance]] = [:]
        for row in try rows() where row.status == .held && row.starts <= now {
            for mark in try row.marks() {
                rolls[mark.person, default: []].append(
                    RolledAttendance(
                        meeting: row.id, body: row.body, date: row.day, standing: mark.standing,
                        kind: row.kind))
            }
        }
        var unrecorded: [PersonID: [(body: BodyID, date: CivilDate, kind: MeetingKind)]] = [:]
        for row in try rows() where row.status == .scheduled || row.status == .held {
            guard try row.marks().isEmpty, let body = directory.bodies[row.body] else { continue }
            for seat in body.expected(on: row.day) {
                unrecorded[seat.person, default: []].append((row.body, row.day, row.kind))
            }
        }
        return directory.people.values.filter { $0.isCurrent && (only == nil || only == $0.id) }
            .sorted { $0.id < $1.id }.flatMap { person in
                directory.sixMonthClocks(
                    of: person.id, (rolls[person.id] ?? []).reversed(),
                    unrecorded: unrecorded[person.id] ?? [], withdrawn: withdrawn, on: asAt
                ).map { "\(person.id) \($0)" }
            }
    }

    func clocksAsText(of only: PersonID? = nil) throws -> [String] {
        try sixMonthClocks(of: only).map { "\($0.person) \($0.clock)" }
    }

    // MARK: - Who was there

    /// For each meeting how many were expected, present and counted to the quorum.
    func presenceOutOfRows() throws -> [String] {
        try rows().map { row in
            let body = directory.bodies[row.body]
            let presence = body?.presence(on: row.day, try row.marks().map(\.entry)) ?? Presence()
            return "\(row.id) \(presence.expected) \(presence.present) \(presence.forQuorum)"
        }
    }

    func presenceAsText() throws -> [String] {
        try meetings(MeetingsQuestion()).meetings.map { meeting in
            "\(meeting.id) \(meeting.expected) \(meeting.present) \(meeting.presentForQuorum ?? meeting.present)"
        }
    }

    /// What rolls contradict, every roll looked at whole.
    func rollFindingsOutOfRows() throws -> [String] {
        try rows(MeetingSearch(of: nil, from: directory.recordBegins, to: asAt)).flatMap { row -> [String] in
            guard row.status == .held, let body = directory.bodies[row.body], let packed = row.packedMarks
            else { return [] }
            return try findings(row, body, try PackedRoll.read(packed).map(\.entry)).map { "\($0)" }
        }.sorted()
    }

    func rollFindingsAsText() throws -> [String] {
        let scope = FindingScope(body: nil, isEach: true, begins: directory.recordBegins)
        var groups = FindingGroups(scope)
        try FindingSource.rolls.add(self, &groups)
        return groups.findings.filter { !$0.rule.hasPrefix("six-months-") }.map { "\($0)" }.sorted()
    }
}

// MARK: - Attendance

extension Reading {
    /// Each member's figures, counted meeting by meeting.
    func attendanceOutOfRows(_ question: AttendanceQuestion) throws -> [String] {
        let group = try question.group.map { try directory.group($0).id }
        let person = try question.person.map { try directory.person($0).id }
        let body = try question.body.map { try directory.body($0).id }
        let (first, last) = try days(from: question.from, to: question.to)
        var found: [PersonID: [String: Int]] = [:]
        for row in try rows(MeetingSearch(of: body, from: first, to: last))
        where row.starts <= now && row.kind == .ordinary {
            let expected = directory.bodies[row.body]?.expected(on: row.day).map(\.person) ?? []
            func isMeant(_ one: PersonID) -> Bool {
                (person.map { $0 == one } ?? true)
                    && (group.map { $0 == directory.people[one]?.group(on: row.day) } ?? true)
            }
            guard row.status == .held, row.hasRoll else {
                guard row.status == .cancelled || row.status == .held else { continue }
                for one in expected where isMeant(one) {
                    found[one, default: [:]][row.status == .held ? "no roll" : "cancelled", default: 0] += 1
                }
                continue
            }
            let marks = try row.marks()
            for one in expected where isMeant(one) {
                let standing = marks.last { $0.person == one }?.standing
                found[one, default: [:]]["member " + (standing?.rawValue ?? "not recorded"), default: 0] += 1
            }
            for mark in marks where !expected.contains(mark.person) && isMeant(mark.person) {
                found[mark.person, default: [:]]["visitor " + mark.standing.rawValue, default: 0] += 1
            }
        }
        let isListed = { [directory] (one: PersonID) in
            question.hasOfficers || person != nil || directory.people[one]?.kind != .officer
        }
        return found.filter { isListed($0.key) }.map { person, counts in
            "\(person.text) \(Self.figures(counts))"
        }.sorted()
    }

    private static func figures(_ counts: [String: Int]) -> [Int] {
        func count(_ names: String...) -> Int { names.reduce(0) { $0 + (counts[$1] ?? 0) } }
        let attended = count("member present", "member present-virtually")
        let missed = count("member apologies", "member absent")
        return [
            attended + missed, count("member present"), count("member present-virtually"),
            count("member substitute", "visitor substitute"),
            count("member substitute-virtually", "visitor substitute-virtually"),
            count("member in-attendance", "visitor in-attendance", "visitor present"),
            count(
                "member in-attendance-virtually", "visitor in-attendance-virtually",
                "visitor present-virtually"),
            count("member apologies"), missed, count("member not recorded"),
        ]
    }

    func attendanceAsText(_ question: AttendanceQuestion) throws -> [String] {
        try attendance(question).members.map { member in
            let figures = [
                member.expected, member.present, member.presentVirtually, member.substitute,
                member.substituteVirtually, member.inAttendance, member.inAttendanceVirtually,
                member.apologies, member.absent, member.notRecorded,
            ]
            return "\(member.person) \(figures)"
        }.sorted()
    }

    /// The groups that each belonged to on the days counted, in their order; the last one left out where none was.
    func groupsOutOfRows() throws -> [String] {
        var (counted, leftOut): ([PersonID: Set<CivilDate>], [PersonID: CivilDate]) = ([:], [:])
        for row in try rows() where row.starts <= now && row.kind == .ordinary && row.day <= asAt {
            let expected = directory.bodies[row.body]?.expected(on: row.day).map(\.person) ?? []
            if row.status == .held, row.hasRoll {
                for person in try expected + row.marks().map(\.person) {
                    counted[person, default: []].insert(row.day)
                }
            } else if row.status == .held || row.status == .cancelled {
                for person in expected { leftOut[person] = max(leftOut[person] ?? row.day, row.day) }
            }
        }
        return Set(counted.keys).union(leftOut.keys).compactMap { person in
            var groups: [String] = []
            for day in counted[person]?.sorted() ?? [leftOut[person]].compactMap(\.self) {
                let group = directory.people[person]?.group(on: day)
                let name = group.map { directory.groups[$0]?.name ?? $0.text } ?? "no group"
                if !groups.contains(name) { groups.append(name) }
            }
            return groups == ["no group"] ? nil : "\(person) \(groups.joined(separator: ", then "))"
        }.sorted()
    }

    func groupsAsText() throws -> [String] {
        try attendance(AttendanceQuestion()).members.compactMap { member in
            member.groupName.map { "\(member.person) \($0)" }
        }.sorted()
    }

    // MARK: - Participation

    func participationOutOfRows() throws -> [String] {
        var days: [PersonID: (there: [CivilDate], missed: Int)] = [:]
        for row in try rows(MeetingSearch(of: nil, from: nil, to: asAt)) where row.status == .held {
            for mark in try row.marks() {
                if mark.standing.isAbsence {
                    days[mark.person, default: ([], 0)].missed += 1
                } else {
                    days[mark.person, default: ([], 0)].there.append(row.day)
                }
            }
        }
        return directory.electedMembers(on: asAt).map { member in
            let its = days[member.id] ?? ([], 0)
            return "\(member.id) \(its.there.count) \(its.missed) \(its.there.max()?.iso ?? "")"
        }
    }

    func participationAsText() throws -> [String] {
        try participation(ParticipationQuestion()).members.map { member in
            let there =
                member.ordinary + member.observed + member.training + member.engagement + member.event
            return "\(member.person) \(there) \(member.missed) \(member.last?.iso ?? "")"
        }
    }

    private func decisionsWithdrawn() throws -> [String] {
        var found: [String] = []
        try database.forEachRow("SELECT id FROM decision WHERE withdrawn", []) { row in
            found.append(row.text(0))
            return true
        }
        return found
    }
}
