// The register of decisions and their resolutions. Clocks (call-in, ratification) are worked out when they
// are asked for, because they run while nothing is recorded.

import Codec
public import GRDB
public import Governance

/// Decisions and resolutions.
public enum DecisionProjection: StatementProjection {
    public static let name = "decisions"
    public static let version = 1

    public static let schema = """
        CREATE TABLE decision(
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            body TEXT,
            maker TEXT,
            meeting TEXT,
            made TEXT NOT NULL,
            published TEXT,
            withdrawn INTEGER NOT NULL,
            seq INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX decision_made ON decision(made);
        CREATE TABLE resolution(
            decision TEXT NOT NULL,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            "to" TEXT,
            callable INTEGER NOT NULL,
            calledin TEXT,
            callinoutcome TEXT,
            ratification TEXT,
            ratifiedon TEXT,
            implemented TEXT,
            PRIMARY KEY(decision, number)
        ) STRICT, WITHOUT ROWID;
        """

    public static func concerns(_ stream: Stream) -> Bool {
        if case .decision = stream { true } else { false }
    }

    public static func stream(ofRow key: String, in table: String) -> String? { "decision/\(key)" }

    public static func remove(_ stream: Stream, from database: Database) throws {
        guard case .decision(let id) = stream else { return }
        try database.run("DELETE FROM decision WHERE id = ?", [id.text])
        try database.run("DELETE FROM resolution WHERE decision = ?", [id.text])
    }

    public static func apply(_ event: Event, seq: Int, to database: Database) throws {
        switch event {
        case .decisionRecorded(let it): try record(it, seq, in: database)
        case .decisionPublished(let it): try set("published", it.on.iso, it.decision, in: database)
        case .decisionCorrected(let it): try correct(it, in: database)
        case .decisionWithdrawn(let it): try set("withdrawn", 1, it.decision, in: database)
        case .resolutionAmended(let it):
            try set(["text": it.text], it.decision, it.number, in: database)
        case .resolutionCalledIn(let it):
            try set(["calledin": it.received.iso], it.decision, it.number, in: database)
        case .callInConcluded(let it):
            try set(["callinoutcome": it.outcome.rawValue], it.decision, it.number, in: database)
        case .resolutionRatified(let it):
            try set(
                ["ratification": it.outcome.rawValue, "ratifiedon": it.on.iso], it.decision, it.number,
                in: database)
        case .resolutionImplemented(let it):
            try set(["implemented": it.on.iso], it.decision, it.number, in: database)
        default: break
        }
    }

    private static func record(_ it: DecisionRecorded, _ seq: Int, in database: Database) throws {
        try database.run(
            "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, NULL, 0, ?)",
            [it.decision.text, it.title, it.body?.text, it.maker?.text, it.meeting?.text, it.made.iso, seq])
        for resolution in it.resolutions {
            try database.run(
                "INSERT INTO resolution VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL)",
                [
                    it.decision.text, resolution.number, resolution.kind.rawValue, resolution.text,
                    resolution.to?.text, resolution.isCallable,
                ])
        }
    }

    private static func correct(_ it: DecisionCorrected, in database: Database) throws {
        switch it.field {
        case .title: try set("title", it.value ?? "", it.decision, in: database)
        case .made: try set("made", it.value ?? "", it.decision, in: database)
        case .published: try set("published", it.value, it.decision, in: database)
        case .record, .reasons, .alternatives, .conflicts, .dispensations, .callIn, .signedBy, .signedOn:
            break
        }
    }

    private static func set(
        _ column: String, _ value: (any ColumnValue)?, _ decision: DecisionID,
        in database: Database
    ) throws {
        try database.run("UPDATE decision SET \(column) = ? WHERE id = ?", [value, decision.text])
    }

    private static func set(
        _ columns: [String: String], _ decision: DecisionID, _ number: Int, in database: Database
    ) throws {
        for (column, value) in columns {
            try database.run(
                "UPDATE resolution SET \(column) = ? WHERE decision = ? AND number = ?",
                [value, decision.text, number])
        }
    }
}
