// What a report on attendance said at a time, what it says now about the same period, and the entries that
// made the difference: "What did the report to the Leader say on 3 March, and what would it say today?"

public import Governance
import Ledger
public import Reports
import SQLite

extension ProjectionStore {
    /// Compares the report as it was known at an entry with the report as known now.
    ///
    /// The entries in between are taken in one by one, as far as they can matter, and the report is made
    /// anew behind each: an entry made the difference if the report changed with it.
    ///
    /// - Parameters:
    ///   - asAt: the day whose state both reports show; today if nil.
    ///   - then: the entry up to which the record was known.
    ///   - now: the council's clocks.
    public func compareAttendance(
        _ question: AttendanceQuestion, asAt: CivilDate?, knownOn then: Int, now: CivilDateTime
    ) throws -> AttendanceComparisonReport {
        let (today, meetings) = try ask(asAt: asAt, asKnownOn: nil, now: now) { reading in
            (try reading.attendance(question), try reading.meetings(in: question))
        }
        var comparison = AttendanceComparison(
            store: self, question: question, day: asAt ?? now.date,
            moment: asAt.map { $0 == now.date ? now : $0.end } ?? now)
        let end = today.basis.position
        let before = try comparison.begin(at: min(then, end), with: meetings)
        try comparison.follow(upTo: end)
        var report = AttendanceComparisonReport()
        (report.basis, report.knownOn) = (today.basis, min(then, end))
        (report.body, report.from, report.to) = (today.body, today.from, today.to)
        report.members = Self.members(before, today.members).map { member in
            var member = member
            member.entries = comparison.changes[member.person] ?? []
            return member
        }
        report.unchanged = today.members.count { now in !report.members.contains { $0.person == now.person } }
        let numbers = Set(report.members.flatMap(\.entries)).sorted()
        report.entries = try numbers.compactMap { try comparison.entry($0) }
        return report
    }

    /// The members of whom the two say different things.
    private static func members(_ then: [AttendanceValue], _ now: [AttendanceValue]) -> [ComparedMember] {
        let old = Dictionary(then.map { ($0.person, $0) }) { first, _ in first }
        let new = Dictionary(now.map { ($0.person, $0) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().compactMap { person in
            guard old[person] != new[person] else { return nil }
            var member = ComparedMember()
            (member.person, member.then, member.now) = (person, old[person], new[person])
            member.name = new[person]?.name ?? old[person]?.name ?? person
            return member
        }
    }
}

extension Reading {
    /// The meetings that a report on attendance may count.
    fileprivate func meetings(in question: AttendanceQuestion) throws -> Set<MeetingID> {
        let body = try question.body.map { try directory.body($0).id }
        let (from, to) = try days(from: question.from, to: question.to)
        return Set(try meetingRows(of: body, from: from, to: to).map(\.id))
    }
}

/// A report made again and again while the record goes on.
private struct AttendanceComparison {
    private let store: ProjectionStore
    private let question: AttendanceQuestion
    private let day: CivilDate
    private let moment: CivilDateTime
    private var generation: Generation?
    private var directory = Directory()
    private var position = 0
    private var meetings: Set<MeetingID> = []
    private var members: [AttendanceValue] = []
    /// The entries with which the report changed, by member.
    private(set) var changes: [String: [Int]] = [:]

    init(store: ProjectionStore, question: AttendanceQuestion, day: CivilDate, moment: CivilDateTime) {
        (self.store, self.question, self.day, self.moment) = (store, question, day, moment)
    }

    /// Makes the report as it was known at an entry.
    mutating func begin(at then: Int, with known: Set<MeetingID>) throws -> [AttendanceValue] {
        generation = try store.copy(asKnownOn: then)
        directory = try store.ledger.directory(upTo: then)
        position = then
        // A meeting may have been in the period then and be outside of it now.
        meetings = known.union((try? read { try $0.meetings(in: question) }) ?? [])
        members = try report()
        return members
    }

    private func read<Value>(_ body: (Reading) throws -> Value) throws -> Value {
        guard let generation else { throw CancellationError() }
        return try generation.database.read { database in
            try body(
                Reading(
                    database: database, directory: directory, ledger: store.ledger,
                    point: ReadingPoint(position: position, fault: nil), asAt: day, now: moment,
                    asKnownOn: position, unsourced: UnsourcedEntries()))
        }
    }

    private func report() throws -> [AttendanceValue] {
        do { return try read { try $0.attendance(question).members } } catch is Rejection {
            // The body or the person was not known yet.
            return []
        }
    }

    mutating func follow(upTo end: Int) throws {
        guard let generation, position < end else { return }
        var candidates: [(Int, Event)] = []
        try store.ledger.forEveryEntry(in: position + 1...end) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            if matters(event) { candidates.append((seq, event)) }
        }
        for (seq, event) in candidates {
            try generation.fold(
                { take in try take(FoldEntry(seq, event)) }, through: seq, only: [AttendanceProjection.name],
                into: &directory, of: store.ledger)
            position = seq
            let after = try report()
            note(members, after, seq)
            members = after
        }
    }

    private func matters(_ event: Event) -> Bool {
        if case .meeting(let meeting) = event.stream { return meetings.contains(meeting) }
        return event.changesDirectory
    }

    private mutating func note(_ before: [AttendanceValue], _ after: [AttendanceValue], _ seq: Int) {
        let old = Dictionary(before.map { ($0.person, $0) }) { first, _ in first }
        let new = Dictionary(after.map { ($0.person, $0) }) { first, _ in first }
        for person in Set(old.keys).union(new.keys) where old[person] != new[person] {
            changes[person, default: []].append(seq)
        }
    }

    func entry(_ seq: Int) throws -> ChangingEntry? {
        guard let stored = try store.ledger.entry(seq: seq) else { return nil }
        let envelope = try stored.envelope()
        var value = ChangingEntry()
        (value.seq, value.recorded, value.actor) = (seq, envelope.recordedTime, envelope.actor)
        (value.what, value.origin) = (
            try Event(stored).sentence(naming: store.names), EntryOrigin(envelope.provenance)
        )
        return value
    }
}
