// Meetings and what their rolls say, one row a person. Who was expected, and so every percentage, is
// worked out when it is asked for: a seat filled with an earlier date changes it for the past too.

import Codec
public import GRDB
public import Governance

/// Meetings and marks.
public enum AttendanceProjection: Projection {
    public static let name = "attendance"
    public static let version = 2

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
            kind TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX meeting_body ON meeting(body, day);
        CREATE INDEX meeting_day ON meeting(day);
        CREATE INDEX meeting_without_roll ON meeting(day) WHERE status = 'held' AND NOT hasroll;
        CREATE TABLE mark(
            meeting TEXT NOT NULL,
            person TEXT NOT NULL,
            standing TEXT NOT NULL,
            substitutefor TEXT,
            reason TEXT,
            arrived TEXT,
            "left" TEXT,
            corrected INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY(meeting, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mark_person ON mark(person);
        """

    public static func concerns(_ stream: Stream) -> Bool {
        if case .meeting = stream { true } else { false }
    }

    public static func stream(ofRow key: String, in table: String) -> String? { "meeting/\(key)" }

    public static func remove(_ stream: Stream, from database: Database) throws {
        guard case .meeting(let id) = stream else { return }
        try database.run("DELETE FROM meeting WHERE id = ?", [id.text])
        try database.run("DELETE FROM mark WHERE meeting = ?", [id.text])
    }

    public static func apply(_ event: Event, seq: Int, to database: Database) throws {
        switch event {
        case .meetingScheduled(let it):
            try database.run(
                "INSERT INTO meeting VALUES (?, ?, ?, ?, ?, 'scheduled', 0, ?, ?)",
                [
                    it.meeting.text, it.body.text, it.starts.iso, it.starts.date.iso, it.title, seq,
                    (it.kind ?? .ordinary).rawValue,
                ])
        case .meetingRescheduled(let it):
            try database.run(
                "UPDATE meeting SET starts = ?, day = ? WHERE id = ?",
                [it.starts.iso, it.starts.date.iso, it.meeting.text])
        case .meetingCancelled(let it): try set(.cancelled, it.meeting, in: database)
        case .meetingHeld(let it): try set(.held, it.meeting, in: database)
        case .meetingWithdrawn(let it): try set(.withdrawn, it.meeting, in: database)
        case .attendanceRecorded(let it):
            try database.run("UPDATE meeting SET hasroll = 1 WHERE id = ?", [it.meeting.text])
            for entry in it.entries { try mark(entry, at: it.meeting, false, seq, in: database) }
        case .attendanceCorrected(let it):
            if it.isRemoved {
                try database.run(
                    "DELETE FROM mark WHERE meeting = ? AND person = ?",
                    [it.meeting.text, it.entry.person.text])
            } else {
                try mark(it.entry, at: it.meeting, true, seq, in: database)
            }
        default: break
        }
    }

    private static func set(_ status: Meeting.Status, _ meeting: MeetingID, in database: Database) throws {
        try database.run("UPDATE meeting SET status = ? WHERE id = ?", [status.rawValue, meeting.text])
    }

    private static func mark(
        _ entry: RollEntry, at meeting: MeetingID, _ isCorrection: Bool, _ seq: Int, in database: Database
    ) throws {
        try database.run(
            "INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                meeting.text, entry.person.text, entry.standing.rawValue, entry.substituteFor?.text,
                entry.reason?.rawValue, entry.arrived?.text, entry.left?.text, isCorrection, seq,
            ])
    }
}
