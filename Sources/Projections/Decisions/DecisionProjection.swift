// The register of decisions and their resolutions. Clocks (call-in, ratification) are worked out when they
// are asked for, because they run while nothing is recorded.

import Codec
public import Governance
public import SQLite

/// Decisions and resolutions.
public enum DecisionProjection: Projection {
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

    public static func fold(into database: Database) throws -> any Fold { try DecisionFold(database) }
}
