// What the rolls of meetings contradict: no quorum, people without a seat, lines that cannot be right; and whose six
// months have ended by them. All in one pass through the rolls.

import Governance
import Reports

extension FindingSource {
    static let rolls = FindingSource.adding { reading, groups in
        let scope = groups.scope
        // The six months are of no one body, and ask for older rolls too.
        var attendances = scope.body == nil ? try reading.sixMonthAttendances() : nil
        let search = RollSearch(
            of: scope.body, from: attendances == nil ? scope.begins : nil, to: reading.asAt)
        try reading.forEachRoll(search) { roll in
            guard roll.meeting.status == .held, roll.meeting.hasMarks else { return }
            attendances?.take(roll)
            guard scope.begins <= roll.day, let body = roll.body, roll.isDoubtful else { return }
            for finding in try reading.findings(roll.meeting.id.text, body) { groups.add(finding) }
        }
        for (person, clock) in attendances?.clocks() ?? [] where clock.standing == .expired {
            groups.add(reading.sixMonthsEnded(person, clock))
        }
    }
}

extension BookedRoll {
    /// Whether the roll has to be looked at whole: it has more than a standing for each, or an ordinary meeting's
    /// lacks a quorum or names somebody without a seat.
    fileprivate var isDoubtful: Bool {
        guard !meeting.isDetailed, let membership, let presence = plainPresence() else { return true }
        guard meeting.kind == .ordinary else { return false }
        if let quorum = membership.terms?.quorum, presence.forQuorum < quorum { return true }
        return marks.contains { $0.standing.isOfMember && !membership.members.contains($0.person) }
    }
}

extension Reading {
    /// A member's six months have ended: it stays so, whatever they attend later.
    fileprivate func sixMonthsEnded(_ person: PersonID, _ clock: SixMonthClock) -> RecordFinding {
        RecordFinding(
            "six-months-ended", "person/\(person)", body: nil,
            "\(directory.name(person)): \(directory.explanation(of: clock))",
            remedy:
                "Correct the attendance if it is wrong, record an approval that the Council gave in time"
                + " (`minutectl absence approve`), or a vacancy that was declared"
                + " (`minutectl absence vacancy \(person)`).")
    }

    /// What a meeting's roll contradicts, read whole.
    fileprivate func findings(_ meeting: String, _ body: Body) throws -> [RecordFinding] {
        guard let row = try meetingRow(meeting), let packed = row.packedMarks else { return [] }
        return findings(row, body, try PackedRoll.read(packed).map(\.entry))
    }

    func findings(_ row: MeetingRow, _ body: Body, _ roll: [RollEntry]) -> [RecordFinding] {
        let record = "meeting/\(row.id)"
        var found = body.problems(in: roll, startedAt: row.starts, directory).map { problem in
            RecordFinding(
                problem.rule, record, body: row.body.text, problem.message,
                remedy: "Correct the roll: `minutectl attendance correct \(row.id) …`.", on: row.day)
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
                        "Correct the roll if it is wrong. Otherwise ask the monitoring officer what becomes"
                        + " of its decisions.", on: row.day))
        }
        if !presence.withoutSeat.isEmpty {
            let names = presence.withoutSeat.map(directory.name).joined(separator: "; ")
            found.append(
                RecordFinding(
                    "mark-without-seat", record, body: row.body.text,
                    "The attendance of \(row.day.spoken) lists \(presence.withoutSeat.count == 1 ? "someone" : "\(presence.withoutSeat.count) people")"
                        + " without a seat on that day: \(names). They are left out of all figures.",
                    remedy:
                        "Correct the dates of the seat (`minutectl seat correct`, `minutectl seat fill`), or"
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
        let link = remote == 0 ? "" : ", and \(remote) more over a link, which did not count that day"
        return "\(forQuorum) of the quorum of \(quorum) attended\(link)"
    }
}
