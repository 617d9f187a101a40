// Notices of non-attendance: which were issued, to whom, who has acknowledged, which were waived. `incomplete` are those
// that named a meeting without attendance: recorded later, it is told to those who were told.

import Codec
public import Governance
public import SQLite

/// Notices and their recipients.
public enum NoticeProjection: StatementProjection {
    public static let name = "notices"
    public static let version = 2

    public static let schema = """
        CREATE TABLE notice(
            id TEXT PRIMARY KEY,
            body TEXT NOT NULL,
            person TEXT NOT NULL,
            issued TEXT,
            waived TEXT,
            seq INTEGER NOT NULL,
            incomplete INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notice_body ON notice(body, person);
        CREATE INDEX notice_incomplete ON notice(id) WHERE incomplete;
        CREATE TABLE noticerecipient(
            notice TEXT NOT NULL,
            position INTEGER NOT NULL,
            role TEXT NOT NULL,
            person TEXT,
            "group" TEXT,
            acknowledged TEXT,
            PRIMARY KEY(notice, position)
        ) STRICT, WITHOUT ROWID;
        """

    public static func concerns(_ stream: Stream) -> Bool {
        if case .notice = stream { true } else { false }
    }

    public static func stream(ofRow key: String, in table: String) -> String? { "notice/\(key)" }

    public static func remove(_ stream: Stream, from database: Database) throws {
        guard case .notice(let id) = stream else { return }
        try database.run("DELETE FROM notice WHERE id = ?", [id.text])
        try database.run("DELETE FROM noticerecipient WHERE notice = ?", [id.text])
    }

    public static func apply(_ event: Event, seq: Int, to database: Database) throws {
        switch event {
        case .noticeIssued(let it):
            try database.run(
                "INSERT INTO notice VALUES (?, ?, ?, ?, NULL, ?, ?)",
                [
                    it.notice.text, it.body.text, it.person.text, it.on.iso, seq,
                    it.breach.record.contains { $0.effect == .notRecorded },
                ])
            for (position, recipient) in it.recipients.enumerated() {
                try database.run(
                    "INSERT INTO noticerecipient VALUES (?, ?, ?, ?, ?, NULL)",
                    [
                        it.notice.text, position, recipient.role.rawValue, recipient.person?.text,
                        recipient.group?.text,
                    ])
            }
        case .noticeAcknowledged(let it):
            try database.run(
                "UPDATE noticerecipient SET acknowledged = ? WHERE notice = ? AND person = ?",
                [it.on.iso, it.notice.text, it.by.text])
        case .noticeWaived(let it):
            try database.run(
                "INSERT INTO notice VALUES (?, ?, ?, NULL, ?, ?, FALSE)",
                [it.notice.text, it.body.text, it.person.text, it.on.iso, seq])
        default: break
        }
    }
}
