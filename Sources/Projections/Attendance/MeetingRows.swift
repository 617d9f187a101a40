// Meetings out of their rows, and which of them a question looks at.

import Codec
import Governance
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
    /// Where it takes place; nil where that is not recorded.
    let place: String?

    static let columns =
        "id, body, starts, title, status, hasroll, kind, business, marks, chaired, cancelledon, place"
    static let columnsWithoutMarks =
        "id, body, starts, title, status, hasroll, kind, business, NULL, chaired, cancelledon, place"

    /// - Parameter now: a meeting that begins later has not been held by then, whatever is known of it since; one that was
    ///   cancelled later is still to take place.
    init(_ row: RowView, asAt now: CivilDateTime) throws {
        (id, body) = (try row.identifier(0), try row.identifier(1))
        starts = try row.time(2) ?? CivilDateTime(text: row.text(2))
        title = row.optionalText(3)
        let known = Meeting.Status(rawValue: row.text(4)) ?? .scheduled
        let cancelledOn = row.optionalText(10).flatMap { CivilDate(iso: $0) }
        let isToCome = known == .held ? now < starts : cancelledOn.map { now.date < $0 } ?? false
        status = isToCome ? .scheduled : known
        hasRoll = isToCome ? false : row.flag(5)
        kind = MeetingKind(rawValue: row.text(6)) ?? .ordinary
        business = row.integer(7)
        packedMarks = isToCome ? nil : row.optionalText(8)
        place = row.optionalText(11)
        chaired = isToCome ? nil : try row.optionalText(9).map { try MeetingChaired(json: Array($0.utf8)) }
    }

    var day: CivilDate { starts.date }

    /// Goes through its roll without making anything of the marks.
    func forEachMark(_ body: (PackedRoll.Place) throws -> Void) throws {
        guard var packed = packedMarks else { return }
        try packed.withUTF8 { try PackedRoll.forEachMark(of: UnsafeRawBufferPointer($0), body) }
    }

    /// What its roll says, in the order of the persons' identifiers.
    func marks() throws -> [MarkRow] {
        try (packedMarks.map { try PackedRoll.read($0) } ?? []).map { MarkRow(id, $0) }
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
    var sql: String {
        "SELECT \(hasMarks ? MeetingRow.columns : MeetingRow.columnsWithoutMarks) FROM meeting WHERE \(condition)"
            + (isNewestFirst ? " ORDER BY day DESC, starts DESC, id" : " ORDER BY day, starts, id")
    }

    /// How many there are of each status, with and without a roll.
    var counting: String {
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
    func meetingRows(of body: BodyID?, from: CivilDate?, to: CivilDate?) throws -> [MeetingRow] {
        var rows: [MeetingRow] = []
        try forEachMeeting(MeetingSearch(of: body, from: from, to: to)) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    /// One meeting's row, by its whole identifier.
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

    /// Goes through the meetings that a search finds, oldest first, for as long as the body wants more.
    func forEachMeeting(_ search: MeetingSearch, _ body: (MeetingRow) throws -> Bool) throws {
        try database.forEachRow(search.sql, search.arguments) { row in
            if search.hasMarks { work.rollsRead += 1 }
            return try body(MeetingRow(row, asAt: now))
        }
    }
}
