// What the rolls of meetings contradict: no quorum, people without a seat, lines that cannot be right.

import Governance
import Reports

extension FindingSource {
    static let rolls = FindingSource.adding { reading, groups in
        var search = MeetingSearch(of: groups.scope.body, from: groups.scope.begins, to: reading.asAt)
        search.add("status = 'held' AND marks IS NOT NULL")
        try reading.forEachMeeting(search) { row in
            guard row.status == .held, let packed = row.packedMarks,
                let body = reading.directory.bodies[row.body]
            else { return true }
            let roll = try PackedRoll.read(packed).map(\.entry)
            for finding in reading.findings(row, body, roll) { groups.add(finding) }
            return true
        }
    }
}

extension Reading {
    fileprivate func findings(_ row: MeetingRow, _ body: Body, _ roll: [RollEntry]) -> [RecordFinding] {
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
