// Meetings and what their rolls say, seen as one row a person. Who was expected, and so every percentage, is
// worked out when it is asked for: a seat filled with an earlier date changes it for the past too.
//
// `chaired` is who chaired, as the last such entry has it; `cancelledon` the day on which a meeting was cancelled, where
// that is said. `business` counts a meeting's entries about agenda and minutes,
// which only the log has. `rollbook` repeats what the rows of a body's year say, packed for counting (RollBook.swift):
// most questions read nothing else.

import Codec
public import Governance
public import SQLite

/// Meetings and marks.
public enum AttendanceProjection: Projection {
    public static let name = "attendance"
    public static let version = 8

    public static let schema = """
        CREATE TABLE meeting(
            id TEXT PRIMARY KEY,
            body TEXT NOT NULL,
            starts TEXT NOT NULL,
            day TEXT NOT NULL,
            title TEXT,
            status TEXT NOT NULL,
            hasroll INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL,
            business INTEGER NOT NULL,
            marks TEXT,
            chaired TEXT,
            cancelledon TEXT,
            place TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX meeting_body ON meeting(body, day);
        CREATE INDEX meeting_day ON meeting(day, starts, kind, status, hasroll);
        CREATE INDEX meeting_without_roll ON meeting(day) WHERE status = 'held' AND NOT hasroll;
        CREATE TABLE rollbook(
            year INTEGER NOT NULL,
            body TEXT NOT NULL,
            book TEXT NOT NULL,
            PRIMARY KEY(year, body)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX rollbook_body ON rollbook(body);
        """

    public static func concerns(_ stream: Stream) -> Bool {
        if case .meeting = stream { true } else { false }
    }

    public static func stream(ofRow key: String, in table: String) -> String? { "meeting/\(key)" }

    public static func remove(_ stream: Stream, from database: Database) throws {
        guard case .meeting(let id) = stream else { return }
        try database.run("DELETE FROM meeting WHERE id = ?", [id.text])
    }

    public static let packed = [PackedRoll.rows]

    public static let repeating: Set<String> = ["rollbook"]

    public static func repeatRows(in database: Database) throws { try RollBooks.writeAll(to: database) }

    public static func fold(into database: Database) throws -> any Fold { try AttendanceFold(database) }
}
