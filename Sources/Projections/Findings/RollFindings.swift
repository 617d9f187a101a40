// What the rolls of meetings contradict: no quorum, people without a seat, lines that cannot be right; and whose six
// months have ended by them. All in one pass through the rolls.

import Governance
import Reports

extension FindingSource {
    static let rolls = FindingSource.adding { reading, groups in
        let scope = groups.scope
        // The six months are of no one body, and ask for older rolls too.
        var attendances = scope.body == nil ? reading.sixMonthAttendances(of: nil) : nil
        var search = MeetingSearch(
            of: scope.body, from: attendances == nil ? scope.begins : nil, to: reading.asAt)
        search.add("status = 'held' AND starts <= ? AND marks IS NOT NULL", [reading.now.iso])
        try reading.forEachMeeting(search, inOrder: false) { row in
            guard let packed = row.packedMarks else { return true }
            let roll = try PackedRoll.read(packed).map(\.entry)
            for entry in roll { attendances?.take(entry.person, entry.standing, row) }
            guard scope.begins <= row.day, let body = reading.directory.bodies[row.body] else { return true }
            for finding in reading.findings(row, body, roll) { groups.add(finding) }
            return true
        }
        guard let attendances else { return }
        for finding in try reading.sixMonthsEnded(attendances) { groups.add(finding) }
    }
}

extension Reading {
    /// Members whose six months have ended: it stays so, whatever they attend later.
    fileprivate func sixMonthsEnded(_ attendances: SixMonthAttendances) throws -> [RecordFinding] {
        var question = SixMonthQuestion()
        question.standing = .expired
        return try sixMonth(question, attendances).clocks.map { clock in
            RecordFinding(
                "six-months-ended", "person/\(clock.person)", body: nil,
                "\(clock.name): \(clock.explanation)",
                remedy:
                    "Correct the attendance if it is wrong, record an approval that the Council gave in time"
                    + " (`minutectl absence approve`), or a vacancy that was declared"
                    + " (`minutectl absence vacancy \(clock.person)`).")
        }
    }

    fileprivate func findings(_ row: MeetingRow, _ body: Body, _ roll: [RollEntry]) -> [RecordFinding] {
        let record = "meeting/\(row.id)"
        var found = body.problems(in: roll, startedAt: row.starts, directory).map { problem in
            RecordFinding(
                problem.rule, record, body: row.body.text, problem.message,
                remedy: "Correct the attendance: `minutectl attendance correct \(row.id) …`.", on: row.day)
        }
        // Anybody may come to training or an event; only an ordinary meeting needs members and a quorum.
        guard row.kind == .ordinary else { return found }
        let presence = body.presence(on: row.day, roll)
        if let lack = presence.lackOfQuorum(body.terms(on: row.day)?.quorum) {
            found.append(
                RecordFinding(
                    "not-quorate", record, body: row.body.text,
                    "The meeting of \(row.day.spoken) was not quorate: \(lack).",
                    remedy:
                        "Correct the attendance if it is wrong. Otherwise ask the monitoring officer what to do"
                        + " about its decisions.", on: row.day))
        }
        if !presence.withoutSeat.isEmpty {
            let names = presence.withoutSeat.map(directory.name).joined(separator: "; ")
            found.append(
                RecordFinding(
                    "mark-without-seat", record, body: row.body.text,
                    "The attendance of \(row.day.spoken) lists \(presence.withoutSeat.count == 1 ? "someone" : "\(presence.withoutSeat.count) people")"
                        + " without a seat on that day: \(names). They are left out of all figures.",
                    remedy:
                        "Correct the dates of the seat (`minutectl seat correct` or `minutectl seat fill`), or"
                        + " record them as in attendance.", on: row.day))
        }
        return found
    }
}

extension Presence {
    /// Why the meeting was not quorate; nil if it was, or if the terms ask for no quorum.
    fileprivate func lackOfQuorum(_ quorum: Int?) -> String? {
        guard let quorum, forQuorum < quorum else { return nil }
        let remote = present - forQuorum
        let link = remote == 0 ? "" : ", and \(remote) more remotely, which did not count that day"
        return "\(forQuorum) of the quorum of \(quorum) attended\(link)"
    }
}
