// Which visits, pledges and lists of issues there are. Each is folded from its own few entries when it is asked for, so that an answer
// and a rule about it cannot disagree.

import Codec
public import Governance
public import SQLite

/// The identifiers of records that are folded from their own entries.
public enum RosterProjection: StatementProjection {
    public static let name = "roster"
    public static let version = 1

    public static let schema = """
        CREATE TABLE visit(
            id TEXT PRIMARY KEY,
            place TEXT NOT NULL,
            seq INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX visit_place ON visit(place);
        CREATE TABLE pledge(id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE issuelist(id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    public static func concerns(_ stream: Stream) -> Bool {
        switch stream {
        case .visit, .pledge, .issueList: true
        default: false
        }
    }

    /// The tables have the names that the subjects begin with.
    public static func stream(ofRow key: String, in table: String) -> String? { "\(table)/\(key)" }

    public static func remove(_ stream: Stream, from database: Database) throws {
        switch stream {
        case .visit(let id): try database.run("DELETE FROM visit WHERE id = ?", [id.text])
        case .pledge(let id): try database.run("DELETE FROM pledge WHERE id = ?", [id.text])
        case .issueList(let id): try database.run("DELETE FROM issuelist WHERE id = ?", [id.text])
        default: break
        }
    }

    public static func apply(_ event: Event, seq: Int, to database: Database) throws {
        switch event {
        case .visitAllocated(let it): try enter(it.visit, at: it.place, seq, in: database)
        case .visitMade(let it): try enter(it.visit, at: it.place, seq, in: database)
        case .pledgeAdopted(let it):
            try database.run("INSERT OR IGNORE INTO pledge VALUES (?, ?)", [it.pledge.text, seq])
        case .issueListEstablished(let it):
            try database.run("INSERT OR IGNORE INTO issuelist VALUES (?, ?)", [it.list.text, seq])
        default: break
        }
    }

    private static func enter(
        _ visit: VisitID, at place: PlaceID, _ seq: Int, in database: Database
    ) throws {
        try database.run("INSERT OR IGNORE INTO visit VALUES (?, ?, ?)", [visit.text, place.text, seq])
    }
}
