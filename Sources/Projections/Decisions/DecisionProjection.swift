// The register of decisions and their resolutions: everything but the long texts, so that a list is made of rows
// alone. `settled` is the last day on which anything was done about it: asked as at an earlier day, a decision is folded
// from the log. Clocks (call-in, ratification) are worked out when they are asked for, because they run while nothing is
// recorded; the indexes find the few decisions whose clocks may run.

import Codec
public import Governance
public import SQLite

/// Decisions and resolutions.
public enum DecisionProjection: Projection {
    public static let name = "decisions"
    public static let version = 7

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
            seq INTEGER NOT NULL,
            key INTEGER,
            lacks INTEGER NOT NULL,
            callin TEXT,
            signed TEXT,
            noticed INTEGER NOT NULL,
            office TEXT,
            how TEXT,
            settled TEXT,
            dated TEXT,
            reconsiders TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX decision_made ON decision(made, id DESC);
        CREATE INDEX decision_body ON decision(body, made, id DESC);
        CREATE INDEX decision_published ON decision(published);
        CREATE INDEX decision_maker ON decision(maker) WHERE maker IS NOT NULL;
        CREATE INDEX decision_reconsiders ON decision(reconsiders) WHERE reconsiders IS NOT NULL;
        CREATE INDEX decision_without_meeting ON decision(id)
            WHERE body IS NOT NULL AND meeting IS NULL AND how IS NULL;
        CREATE INDEX decision_withdrawn ON decision(id) WHERE withdrawn;
        CREATE INDEX decision_doubtful ON decision(id)
            WHERE key OR callin IS NOT NULL OR signed < made;
        CREATE TABLE resolution(
            decision TEXT NOT NULL,
            number INTEGER NOT NULL,
            place INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            "to" TEXT,
            callable INTEGER NOT NULL,
            implementation TEXT,
            effective TEXT,
            followsdecision TEXT,
            followsnumber INTEGER,
            vote TEXT,
            calledin TEXT,
            callinoutcome TEXT,
            concluded TEXT,
            ratification TEXT,
            ratifiedon TEXT,
            implemented TEXT,
            proposed TEXT,
            reflects TEXT,
            PRIMARY KEY(decision, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE ratification(
            decision TEXT NOT NULL,
            number INTEGER NOT NULL,
            place INTEGER NOT NULL,
            "by" TEXT NOT NULL,
            outcome TEXT NOT NULL,
            "on" TEXT NOT NULL,
            meeting TEXT,
            PRIMARY KEY(decision, number, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ratification_by ON ratification("by", "on");
        CREATE INDEX resolution_to ON resolution(decision) WHERE "to" IS NOT NULL;
        CREATE INDEX resolution_follows ON resolution(followsdecision) WHERE followsdecision IS NOT NULL;
        CREATE INDEX resolution_vote ON resolution(decision) WHERE vote IS NOT NULL;
        CREATE INDEX resolution_effective ON resolution(effective) WHERE effective IS NOT NULL;
        CREATE INDEX resolution_calledin ON resolution(decision) WHERE calledin IS NOT NULL;
        """

    public static func concerns(_ stream: Stream) -> Bool {
        if case .decision = stream { true } else { false }
    }

    public static func stream(ofRow key: String, in table: String) -> String? { "decision/\(key)" }

    public static func remove(_ stream: Stream, from database: Database) throws {
        guard case .decision(let id) = stream else { return }
        try database.run("DELETE FROM decision WHERE id = ?", [id.text])
        try database.run("DELETE FROM resolution WHERE decision = ?", [id.text])
        try database.run("DELETE FROM ratification WHERE decision = ?", [id.text])
    }

    public static func fold(into database: Database) throws -> any Fold { try DecisionFold(database) }
}
