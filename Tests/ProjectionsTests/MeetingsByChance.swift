// What may happen to meetings, by chance: moved into another year, cancelled, withdrawn and called again, marked late,
// corrected, taken out of a roll; with substitutes, people without a seat, links, times and reasons.

import CorpusKit
import Governance

@testable import Projections

struct MeetingsByChance {
    private var random: SeededNumbers
    private let bench: Bench
    private var versions: [String: Int] = [:]
    private var meetings: [MeetingID] = []

    init(seed: UInt64, _ bench: Bench) { (random, self.bench) = (SeededNumbers(seed: seed), bench) }

    private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    private mutating func append(_ payload: some EventPayload) throws {
        let stream = payload.stream.text
        versions[stream, default: 0] += 1
        try bench.append(payload, version: versions[stream] ?? 1)
    }

    private mutating func person() throws -> PersonID { try PersonID(text: "councillor-\(below(75))") }

    private mutating func entry() throws -> RollEntry {
        var entry = RollEntry(try person(), Standing.allCases[below(Standing.allCases.count)])
        if entry.standing.isSubstitute { entry.substituteFor = try person() }
        if below(6) == 0 { entry.arrived = try ClockTime(text: "1\(below(10)):15") }
        if below(6) == 0 { entry.left = try ClockTime(text: "1\(below(10)):45") }
        if below(6) == 0 { entry.reason = AbsenceReason.allCases[below(AbsenceReason.allCases.count)] }
        return entry
    }

    private mutating func starts() throws -> CivilDateTime {
        let day = CivilDate(year: 1999, month: 11, day: 1)?.adding(days: below(120)) ?? .placeholder
        return CivilDateTime(day, hour: 8 + below(12), minute: below(60)) ?? day.start
    }

    mutating func write() throws {
        for number in 0..<40 { try schedule(try MeetingID(text: "chance-\(number)")) }
        for _ in 0..<160 { try happen(to: meetings[below(meetings.count)]) }
    }

    private mutating func schedule(_ meeting: MeetingID) throws {
        var scheduled = MeetingScheduled()
        (scheduled.meeting, scheduled.starts) = (meeting, try starts())
        // Few bodies, one of which the directory does not have.
        scheduled.body = try BodyID(text: "body-\([0, 1, 2, 3, 999][below(5)])")
        if below(4) == 0 { scheduled.kind = MeetingKind.allCases[below(MeetingKind.allCases.count)] }
        if !meetings.contains(meeting) { meetings.append(meeting) }
        try append(scheduled)
    }

    private mutating func happen(to meeting: MeetingID) throws {
        switch below(12) {
        case 0:
            var moved = MeetingRescheduled()
            (moved.meeting, moved.starts) = (meeting, try starts())
            try append(moved)
        case 1:
            var cancelled = MeetingCancelled()
            cancelled.meeting = meeting
            try append(cancelled)
        case 2:
            var withdrawn = MeetingWithdrawn()
            withdrawn.meeting = meeting
            try append(withdrawn)
            if below(2) == 0 { try schedule(meeting) }
        case 3...5:
            var held = MeetingHeld()
            held.meeting = meeting
            try append(held)
            var roll = AttendanceRecorded()
            roll.meeting = meeting
            for _ in 0..<below(14) { roll.entries.append(try entry()) }
            if below(6) > 0 { try append(roll) }
        default:
            var corrected = AttendanceCorrected()
            (corrected.meeting, corrected.entry) = (meeting, try entry())
            (corrected.isRemoved, corrected.reason) = (below(3) == 0, "as minuted")
            try append(corrected)
        }
    }
}
