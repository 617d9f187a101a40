// The table of books (RollBook.swift): which ones an entry makes out of date, and how they are made of the rows of
// meetings. While many entries are folded at once they are left for the end, as indexes are.

import Codec
import Governance
import SQLite

/// The books that a transaction's rows have made out of date.
struct StaleBooks {
    private struct Key: Hashable, Comparable {
        let body: BodyID
        let year: Int

        static func < (one: Key, other: Key) -> Bool { (one.year, one.body) < (other.year, other.body) }
    }

    private var keys: Set<Key> = []

    mutating func note(_ body: BodyID, _ day: CivilDate) { keys.insert(Key(body: body, year: day.year)) }

    /// Notes the book that a meeting's row stands in, if there is such a row.
    mutating func note(_ meeting: MeetingID, in database: Database) throws {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT body, day FROM meeting WHERE id = ?"),
            arguments: [meeting.text])
        guard let row else { return }
        let day: String = row["day"]
        note(try BodyID(text: row["body"]), try CivilDate(text: day))
    }

    /// Writes them again.
    mutating func write(to database: Database) throws {
        for key in keys.sorted() { try RollBooks.write(key.body, key.year, to: database) }
        keys.removeAll(keepingCapacity: true)
    }
}

enum RollBooks {
    static let columns = "id, starts, status, kind, hasroll, marks"
    static let kept = "status <> 'withdrawn'"

    /// Makes one book of the rows of its meetings.
    static func write(_ body: BodyID, _ year: Int, to database: Database) throws {
        var book = RollBookWriter(year: year)
        let (first, last) = (
            CivilDate(year: year, month: 1, day: 1), CivilDate(year: year, month: 12, day: 31)
        )
        try database.forEachRow(
            """
            SELECT \(columns) FROM meeting
            WHERE body = ? AND day >= ? AND day <= ? AND \(kept) ORDER BY day, starts, id
            """, [body.text, first?.iso, last?.iso]
        ) { row in
            try book.add(row)
            return true
        }
        guard !book.isEmpty else {
            return try database.run(
                "DELETE FROM rollbook WHERE year = ? AND body = ?", [year, body.text])
        }
        try database.run("INSERT OR REPLACE INTO rollbook VALUES (?, ?, ?)", [year, body.text, book.text])
    }

    /// Makes all books, once all rows and their indexes are there.
    static func writeAll(to database: Database) throws {
        var open: (body: BodyID, year: Int, book: RollBookWriter)?
        let inserting = try RowStatement("INSERT INTO rollbook VALUES (?, ?, ?)", database)
        func close() throws {
            guard let done = open else { return }
            inserting.add(done.year)
            inserting.add(done.body.text)
            inserting.add(done.book.text)
            try inserting.run()
        }
        try database.forEachRow(
            "SELECT \(columns), body FROM meeting WHERE \(kept) ORDER BY body, day, starts, id", []
        ) { row in
            let body: BodyID = try row.identifier(6)
            let year = try row.starts(1).date.year
            if open?.body != body || open?.year != year {
                try close()
                open = (body, year, RollBookWriter(year: year))
            }
            try open?.book.add(row)
            return true
        }
        try close()
    }
}

extension RollBookWriter {
    /// Adds a meeting's row with ``RollBooks/columns``.
    fileprivate mutating func add(_ row: RowView) throws {
        try add(
            id: row.bytes(0), starts: row.starts(1),
            status: Meeting.Status(rawValue: row.text(2)) ?? .scheduled,
            kind: MeetingKind(rawValue: row.text(3)) ?? .ordinary, hasRoll: row.flag(4),
            packed: row.optionalBytes(5))
    }
}

extension RowView {
    fileprivate func starts(_ column: Int32) throws -> CivilDateTime {
        try time(column) ?? CivilDateTime(text: text(column))
    }
}
