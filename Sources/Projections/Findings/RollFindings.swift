// What the rolls of meetings contradict: no quorum, people without a seat, lines that cannot be right; and whose six
// months have ended by them. Which rolls have to be looked at whole is remembered (RollMemory.swift).

import Governance
import Reports
import SQLite

extension FindingSource {
    static let rolls = FindingSource.adding { reading, groups in
        let scope = groups.scope
        // The six months are of no one body. Where their clocks are not known either, one pass finds both.
        var attendances =
            try scope.body == nil && reading.knownClocks() == nil ? reading.sixMonthAttendances() : nil
        var isPassed = false
        let doubtful =
            try scope.body.map { try reading.doubtfulRolls(of: $0) }
            ?? reading.everyOne(\.doubts, of: \.body) { body in
                guard body == nil, attendances != nil else { return try reading.doubtfulRolls(of: body) }
                isPassed = true
                return try reading.doubtfulRolls(of: nil, sinceEver: true) { attendances?.take($0) }
            }
        for roll in doubtful {
            guard let body = reading.directory.bodies[roll.body] else { continue }
            for finding in try reading.findings(roll.meeting.text, body) { groups.add(finding) }
        }
        guard scope.body == nil else { return }
        let found = isPassed ? attendances?.clocks() : nil
        if let found { try reading.keep(clocks: found) }
        for (person, clock) in try found ?? reading.sixMonthClocks() {
            if clock.standing == .expired { groups.add(reading.sixMonthsEnded(person, clock)) }
            if clock.standing == .notKnown || clock.standing != .expired && clock.doubtedEnd != nil {
                groups.add(reading.sixMonthsNotKnown(person, clock))
            }
        }
    }
}

/// A roll that something may be wrong with: it is read whole when findings are asked for.
struct DoubtfulRoll {
    let body: BodyID
    let meeting: MeetingID
}

extension Reading {
    /// - Parameters:
    ///   - sinceEver: whether rolls from before the record begins are gone through too, of which none is doubtful.
    ///   - take: gets every roll.
    fileprivate func doubtfulRolls(
        of body: BodyID?, sinceEver: Bool = false, _ take: (BookedRoll) -> Void = { _ in }
    ) throws -> [DoubtfulRoll] {
        var found: [DoubtfulRoll] = []
        let begins = directory.recordBegins
        try forEachRoll(RollSearch(of: body, from: sinceEver ? nil : begins, to: asAt)) { roll in
            take(roll)
            guard roll.meeting.status == .held, roll.meeting.hasMarks, begins <= roll.day, roll.isDoubtful
            else { return }
            found.append(DoubtfulRoll(body: roll.bodyID, meeting: roll.meeting.id))
        }
        return found
    }
}

extension BookedRoll {
    /// Whether the roll has to be looked at whole: it has more than a standing for each, or an ordinary meeting's
    /// lacks a quorum or names somebody without a seat.
    fileprivate var isDoubtful: Bool {
        guard !meeting.isDetailed, let membership, let presence = plainPresence() else { return true }
        guard meeting.kind == .ordinary else { return false }
        if membership.terms?.composition?.isEmpty == false { return true }
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

    /// Whether a member attended within six months is not in the record.
    fileprivate func sixMonthsNotKnown(_ person: PersonID, _ clock: SixMonthClock) -> RecordFinding {
        RecordFinding(
            "six-months-not-known", "person/\(person)", body: nil,
            "\(directory.name(person)): \(directory.explanation(of: clock))",
            remedy:
                "Record the attendance (`minutectl attendance record`), or that the record begins later"
                + " (`minutectl record begins`).")
    }

    /// What a meeting's roll contradicts, read whole.
    fileprivate func findings(_ meeting: String, _ body: Body) throws -> [RecordFinding] {
        guard let row = try meetingRow(meeting), let packed = row.packedMarks else { return [] }
        return try findings(row, body, PackedRoll.read(packed).map(\.entry))
    }

    /// The decisions that are recorded as made at a meeting.
    private func decisionsMade(at row: MeetingRow) throws -> [String] {
        try String.fetchAll(
            database,
            sql: "SELECT id FROM decision WHERE meeting = ? AND NOT withdrawn AND made <= ? ORDER BY id",
            arguments: [row.id.text, asAt.iso])
    }

    func findings(_ row: MeetingRow, _ body: Body, _ roll: [RollEntry]) throws -> [RecordFinding] {
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
            found += try decisionsMade(at: row).map { decision in
                RecordFinding(
                    "decided-without-quorum", "decision/\(decision)", body: row.body.text,
                    "It was decided at the meeting of \(row.day.spoken), which was not quorate: \(lack).",
                    remedy: "Correct the attendance if it is wrong. Otherwise ask the monitoring officer.",
                    on: row.day)
            }
        }
        let lacking = body.composition(on: row.day, roll).filter { !$0.isMet }
        if !lacking.isEmpty {
            let counts = lacking.map { "\($0.rule.capacity) (\($0.present) of \($0.rule.atLeast))" }
            found.append(
                RecordFinding(
                    "composition-not-met", record, body: row.body.text,
                    "The meeting of \(row.day.spoken) lacked people whom the terms of reference require: "
                        + "\(counts.joined(separator: ", ")).",
                    remedy:
                        "Correct the attendance if it is wrong: `minutectl attendance correct \(row.id) …`.",
                    on: row.day))
        }
        if !presence.withoutSeat.isEmpty {
            let names = presence.withoutSeat.map { directory.name($0) }.joined(separator: "; ")
            found.append(
                RecordFinding(
                    "mark-without-seat", record, body: row.body.text,
                    "The attendance of \(row.day.spoken) lists \(presence.withoutSeat.count == 1 ? "someone" : "\(presence.withoutSeat.count) people")"
                        + " without a seat on that day: \(names). They count neither towards the quorum nor in any percentage.",
                    remedy:
                        "Correct the dates of the seat (`minutectl seat correct` or `minutectl seat fill`), or"
                        + " record them as in attendance.", on: row.day))
        }
        return found
    }
}
