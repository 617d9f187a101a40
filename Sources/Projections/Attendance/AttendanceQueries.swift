// Meetings, rolls and attendance, in the categories that councils publish.

import Codec
import Governance
public import Reports
import SQLite

/// A meeting's row.
struct MeetingRow {
    let id: MeetingID
    let body: BodyID
    let starts: CivilDateTime
    let title: String?
    let status: Meeting.Status
    let hasRoll: Bool
    let kind: MeetingKind
    /// How many entries it has about agenda and minutes, which only the log has.
    let business: Int
    /// Its roll, packed; nil if it has none, or if it was not asked for.
    let packedMarks: String?
    /// Who chaired it; nil where that is not recorded.
    let chaired: MeetingChaired?

    static let columns = "id, body, starts, title, status, hasroll, kind, business, marks, chaired"
    static let columnsWithoutMarks = "id, body, starts, title, status, hasroll, kind, business, NULL, chaired"

    /// - Parameter now: a meeting that begins later has not been held by then, whatever is known of it since.
    init(_ row: RowView, asAt now: CivilDateTime) throws {
        (id, body) = (try row.identifier(0), try row.identifier(1))
        starts = try row.time(2) ?? CivilDateTime(text: row.text(2))
        title = row.optionalText(3)
        let known = Meeting.Status(rawValue: row.text(4)) ?? .scheduled
        let isToCome = known == .held && now < starts
        status = isToCome ? .scheduled : known
        hasRoll = isToCome ? false : row.flag(5)
        kind = MeetingKind(rawValue: row.text(6)) ?? .ordinary
        business = row.integer(7)
        packedMarks = isToCome ? nil : row.optionalText(8)
        chaired = isToCome ? nil : try row.optionalText(9).map { try MeetingChaired(json: Array($0.utf8)) }
    }

    var day: CivilDate { starts.date }

    /// What its roll says, in the order of the persons' identifiers; of one person alone where one is named.
    func marks(by person: PersonID? = nil) throws -> [MarkRow] {
        try (packedMarks.map { try PackedRoll.read($0, only: person) } ?? []).map { MarkRow(id, $0) }
    }
}

/// Which meetings are looked at: conditions on the table `meeting`, all of which have to hold.
struct MeetingSearch {
    private var conditions: [String] = []
    private(set) var arguments: StatementArguments = []
    var isNewestFirst = false
    /// Whether rolls are wanted: most of what a meeting's row is.
    var hasMarks = true

    init(of body: BodyID?, from: CivilDate?, to: CivilDate?) {
        if let body { add("body = ?", [body.text]) }
        if let from { add("day >= ?", [from.iso]) }
        // From the beginning on nearly all are meant, which are read sooner as they are stored: + bars the index.
        if let to { add(body == nil && from == nil ? "+day <= ?" : "day <= ?", [to.iso]) }
    }

    mutating func add(_ condition: String, _ values: [(any ColumnValue)?] = []) {
        conditions.append("(\(condition))")
        arguments += values
    }

    private var condition: String {
        conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
    }

    /// The day is a start's beginning, and there are indexes on days.
    fileprivate var sql: String {
        unordered + (isNewestFirst ? " ORDER BY day DESC, starts DESC, id" : " ORDER BY day, starts, id")
    }

    fileprivate var unordered: String {
        "SELECT \(hasMarks ? MeetingRow.columns : MeetingRow.columnsWithoutMarks) FROM meeting WHERE \(condition)"
    }

    /// How many there are of each status, with and without a roll.
    fileprivate var counting: String {
        "SELECT status, hasroll, count(*) FROM meeting WHERE \(condition) GROUP BY status, hasroll"
    }
}

/// What a roll says of a person.
struct MarkRow {
    let meeting: String
    let person: PersonID
    let standing: Standing
    let substituteFor: PersonID?

    init(_ meeting: MeetingID, _ mark: Mark) {
        (self.meeting, person, standing) = (meeting.text, mark.entry.person, mark.entry.standing)
        substituteFor = mark.entry.substituteFor
    }
}

extension MarkRow {
    /// The line of the roll, as far as counting looks at it.
    var entry: RollEntry {
        var entry = RollEntry(person, standing)
        entry.substituteFor = substituteFor
        return entry
    }
}

extension Reading {
    // MARK: - Meetings

    func meetingRows(of body: BodyID?, from: CivilDate?, to: CivilDate?) throws -> [MeetingRow] {
        var rows: [MeetingRow] = []
        try forEachMeeting(MeetingSearch(of: body, from: from, to: to)) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    /// Goes through the meetings that a search finds, oldest first, for as long as the body wants more.
    ///
    /// - Parameter isOrdered: whether the order matters: all meetings are read sooner as they are stored.
    func forEachMeeting(
        _ search: MeetingSearch, inOrder isOrdered: Bool = true, _ body: (MeetingRow) throws -> Bool
    ) throws {
        let sql = isOrdered ? search.sql : search.unordered
        try database.forEachRow(sql, search.arguments) { row in
            if search.hasMarks { work.rollsRead += 1 }
            return try body(MeetingRow(row, asAt: now))
        }
    }

    /// Meetings, with how many were expected and came.
    public func meetings(_ question: MeetingsQuestion) throws -> MeetingsReport {
        var report = MeetingsReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0).id }
        let from = try question.from.map { try days(from: $0, to: nil).first } ?? nil
        let to = try question.to.map { try days(from: nil, to: $0).last }
        let person = try question.person.map { try directory.person($0).id }
        var search = MeetingSearch(of: body, from: from, to: to)
        switch question.status {
        case nil: search.add("status <> 'withdrawn'")
        // What was held later than the moment asked about was still to come then.
        case .held?: search.add("status = 'held' AND starts <= ?", [now.iso])
        case .scheduled?: search.add("status = 'scheduled' OR status = 'held' AND starts > ?", [now.iso])
        case .cancelled?, .withdrawn?: search.add("status = ?", [question.status?.rawValue])
        }
        if let after = question.after { try addAfter(after, to: &search) }
        var page = Page<MeetingValue>(question.limit)
        try forEachMeeting(search) { row in
            let marks = try row.marks()
            let names = { (mark: MarkRow) in mark.person == person || mark.substituteFor == person }
            return person == nil || marks.contains(where: names) ? page.take(value(row, marks)) : true
        }
        (report.meetings, report.next) = page.done { $0.id }
        return report
    }

    /// Goes on behind a meeting of the list before.
    func addAfter(_ id: String, to search: inout MeetingSearch) throws {
        let starts = try String.fetchOne(
            database, sql: "SELECT starts FROM meeting WHERE id = ?", arguments: [id])
        guard let starts, let day = CivilDateTime(iso: starts)?.date else {
            throw Rejection.noPlace(after: id, "meeting")
        }
        search.add(
            search.isNewestFirst
                ? "day <= ? AND (starts < ? OR starts = ? AND id > ?)"
                : "day >= ? AND (starts > ? OR starts = ? AND id > ?)", [day.iso, starts, starts, id])
    }

    /// How many meetings were held and have no roll.
    public func meetingsWithoutRoll() throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM meeting WHERE status = 'held' AND NOT hasroll AND day <= ? AND day >= ?
                """,
            arguments: [asAt.iso, directory.recordBegins.iso]) ?? 0
    }

    func value(_ row: MeetingRow, _ marks: [MarkRow]) -> MeetingValue {
        var value = MeetingValue()
        (value.id, value.body, value.starts) = (row.id.text, row.body.text, row.starts)
        (value.title, value.status, value.hasRoll) = (row.title, row.status, row.hasRoll)
        let body = directory.bodies[row.body]
        let presence = body?.presence(on: row.day, marks.map(\.entry)) ?? Presence()
        (value.expected, value.present) = (presence.expected, presence.present)
        if presence.forQuorum != presence.present { value.presentForQuorum = presence.forQuorum }
        value.kind = row.kind == .ordinary ? nil : row.kind
        value.chairing = chairing(row, body)
        value.quorum = body?.terms(on: row.day)?.quorum
        if row.hasRoll, row.kind == .ordinary { value.composition = composition(row, body, marks) }
        if let quorum = value.quorum, row.hasRoll { value.isQuorate = presence.forQuorum >= quorum }
        return value
    }

    private func composition(_ row: MeetingRow, _ body: Body?, _ marks: [MarkRow]) -> [CompositionValue]? {
        guard let body, body.terms(on: row.day)?.composition != nil else { return nil }
        return body.composition(on: row.day, marks.map(\.entry)).map { count in
            var value = CompositionValue()
            (value.capacity, value.atLeast) = (count.rule.capacity, count.rule.atLeast)
            (value.present, value.isMet) = (count.present, count.isMet)
            return value
        }
    }

    /// One meeting with its roll: everyone named in it, and everyone expected of whom it says nothing.
    public func meeting(_ question: MeetingQuestion) throws -> MeetingReport {
        guard let row = try meetingRow(meetingIdentifier(question.meeting)) else {
            throw Rejection.noMeeting(question.meeting)
        }
        var report = MeetingReport()
        report.basis = basis
        report.meeting = value(row, try row.marks())
        report.bodyName = directory.bodies[row.body]?.name ?? row.body.text
        report.roll = try roll(row)
        return report
    }

    /// A meeting's row by its whole identifier.
    func meetingRow(_ id: String) throws -> MeetingRow? {
        var search = MeetingSearch(of: nil, from: nil, to: nil)
        search.add("id = ?", [id])
        var found: MeetingRow?
        try forEachMeeting(search) { row in
            found = row
            return false
        }
        return found
    }

    /// The meeting that is meant: an identifier, its beginning, or a body and a day.
    func meetingIdentifier(_ reference: String) throws -> String {
        guard let phrase = try MeetingPhrase(reference, in: directory, on: now.date) else {
            return try identifier("meeting", reference, in: "meeting")
        }
        let rows = try meetingRows(of: phrase.body, from: phrase.day, to: phrase.day)
        let facts = rows.map { MeetingFacts($0.id, starts: $0.starts, title: $0.title, status: $0.status) }
        return try phrase.pick(among: facts, near: daysOfMeetings(near: phrase), in: directory).text
    }

    /// The days before and after on which the body meets.
    private func daysOfMeetings(near phrase: MeetingPhrase) throws -> [CivilDate] {
        try [("max", "<"), ("min", ">")].compactMap { end, side in
            try String.fetchOne(
                database,
                sql: """
                    SELECT \(end)(day) FROM meeting
                    WHERE body = ? AND day \(side) ? AND status NOT IN ('withdrawn', 'cancelled')
                    """, arguments: [phrase.body.text, phrase.day.iso]
            ).flatMap { CivilDate(iso: $0) }
        }
    }

    func roll(_ meeting: MeetingRow) throws -> [RollValue] {
        let seats = directory.bodies[meeting.body]?.expected(on: meeting.day) ?? []
        var roll: [RollValue] = []
        for mark in try meeting.packedMarks.map({ try PackedRoll.read($0) }) ?? [] {
            var value = rollValue(mark.entry.person, meeting.day, seats)
            (value.standing, value.substituteFor) = (mark.entry.standing, mark.entry.substituteFor?.text)
            (value.reason, value.arrived) = (mark.entry.reason, mark.entry.arrived)
            (value.left, value.isCorrected) = (mark.entry.left, mark.isCorrected)
            roll.append(value)
        }
        let named = Set(roll.map(\.person))
        roll += seats.filter { !named.contains($0.person.text) }.map {
            rollValue($0.person, meeting.day, seats)
        }
        return roll.sorted { ($0.isExpected ? 0 : 1, $0.name) < ($1.isExpected ? 0 : 1, $1.name) }
    }

    private func rollValue(_ person: PersonID, _ day: CivilDate, _ seats: [Seat]) -> RollValue {
        var value = RollValue()
        (value.person, value.name) = (person.text, directory.name(person))
        value.group = directory.people[person]?.group(on: day)?.text
        let seat = seats.first { $0.person == person }
        (value.capacity, value.isExpected) = (seat?.capacity, seat != nil)
        return value
    }

    // MARK: - Attendance

    /// Members' attendance over a period.
    public func attendance(_ question: AttendanceQuestion) throws -> AttendanceReport {
        var report = AttendanceReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0).id }
        let person = try question.person.map { try directory.person($0).id }
        let group = try question.group.map { try directory.group($0).id }
        (report.from, report.to) = try days(from: question.from, to: question.to)
        report.body = body?.text
        let year = report.to.adding(months: -12)?.adding(days: 1) ?? .first
        var tally = AttendanceTally(
            self, of: group, stripsFrom: question.hasStrips ? report.from ?? year : nil)
        var search = MeetingSearch(of: body, from: report.from, to: report.to)
        search.add("starts <= ? AND kind = 'ordinary'", [now.iso])
        try count(search, into: &report)
        if let person { try addBodies(of: person, to: &search) }
        try forEachMeeting(search, inOrder: false) { meeting in
            if meeting.status == .held, meeting.hasRoll {
                tally.count(meeting, try meeting.marks(by: person), only: person)
            } else {
                tally.leaveOut(meeting, only: person)
            }
            return true
        }
        report.leftOutMarks = tally.leftOutMarks == 0 ? nil : tally.leftOutMarks
        report.members = tally.members
        (report.council, report.order) = (directory.council?.name ?? "", question.order)
        (report.bodyName, report.hasStrips) = (
            body.flatMap { directory.bodies[$0]?.name }, question.hasStrips
        )
        if question.order == .percentage { report.rank() }
        return report
    }

    /// How many meetings there were of each kind, whoever is asked about.
    private func count(_ search: MeetingSearch, into report: inout AttendanceReport) throws {
        for row in try Row.fetchAll(database, sql: search.counting, arguments: search.arguments) {
            let count: Int = row[2]
            switch Meeting.Status(rawValue: row[0]) {
            case .cancelled?: report.cancelled += count
            case .held? where row[1]: report.meetings += count
            case .held?: report.withoutRoll += count
            case .scheduled?, .withdrawn?, nil: break
            }
        }
    }

    /// Only meetings of bodies on which a member has sat, or whose rolls name them.
    func addBodies(of person: PersonID, to search: inout MeetingSearch) throws {
        let seats = directory.bodies.values.filter { $0.seats.contains { $0.person == person } }.map(
            \.id.text)
        let named = try String.fetchAll(
            database, sql: "SELECT body FROM named WHERE person = ?", arguments: [person.text])
        let bodies = Set(seats + named).sorted()
        let places = Array(repeating: "?", count: bodies.count).joined(separator: ", ")
        search.add("body IN (\(places))", bodies)
    }
}

extension Rejection {
    static func noMeeting(_ reference: String) -> Rejection {
        Rejection(
            "known-meeting", "meeting/\(reference)", "There is no meeting \"\(reference)\" in the record.",
            remedy: "List them with `minutectl meeting list`.")
    }
}
