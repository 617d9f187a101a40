// Meetings and what their rolls say, seen as one row a person. Who was expected, and so every percentage, is
// worked out when it is asked for: a seat filled with an earlier date changes it for the past too.
//
// `chaired` is who chaired, as the last such entry has it. `business` counts a meeting's entries about agenda and minutes, which only the log has. `named` has the bodies whose
// rolls name a person: the way to one member's marks, of which a row each would slow a rebuild down.

import Codec
public import Governance
public import SQLite

/// Meetings and marks.
public enum AttendanceProjection: Projection {
    public static let name = "attendance"
    public static let version = 5

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
            chaired TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX meeting_body ON meeting(body, day);
        CREATE INDEX meeting_day ON meeting(day, starts, kind, status, hasroll);
        CREATE INDEX meeting_without_roll ON meeting(day) WHERE status = 'held' AND NOT hasroll;
        CREATE TABLE named(
            person TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY(person, body)
        ) STRICT, WITHOUT ROWID;
        """

    public static func concerns(_ stream: Stream) -> Bool {
        if case .meeting = stream { true } else { false }
    }

    public static func stream(ofRow key: String, in table: String) -> String? { "meeting/\(key)" }

    public static func remove(_ stream: Stream, from database: Database) throws {
        guard case .meeting(let id) = stream else { return }
        try database.run(
            """
            DELETE FROM named WHERE body = (SELECT body FROM meeting WHERE id = ?1)
            AND person IN (SELECT person FROM mark WHERE meeting = ?1) AND NOT EXISTS (
                SELECT 1 FROM meeting, json_each(meeting.marks) AS packed
                WHERE meeting.body = named.body AND meeting.id <> ?1 AND instr(meeting.marks, named.person)
                AND packed.value ->> 0 = named.person)
            """, [id.text])
        try database.run("DELETE FROM meeting WHERE id = ?", [id.text])
    }

    public static let packed = [PackedRoll.rows]

    public static let repeating: Set<String> = ["named"]

    public static func fold(into database: Database) throws -> any Fold { try AttendanceFold(database) }
}
