// What the machine itself can do, in the same run: SQLite's commits of one row on the same disk, and the log's
// own tables and tree filled in this process, without a socket, rules or rows.

import Attestation
import Codec
import CorpusKit
import Glibc
import Governance
import Ledger
import SQLite

/// Raw limits, in entries a second.
struct Limits {
    /// One row of 600 bytes in each commit, WAL and synchronous=FULL, as the log's: a table with one tree.
    let rawCommits: Double
    /// One entry in each commit into the log's own tables, with its tree and a signed checkpoint.
    let ledgerCommits: Double
    /// The same with 500 entries in each commit.
    let ledgerBatches: Double

    init(in path: String) throws {
        mkdir(path, 0o700)
        defer { remove(path) }
        rawCommits = try Self.raw(path + "/raw.db")
        let log = path + "/log"
        ledgerCommits = try Self.ledger(log + "1", commits: 1_500, of: 1)
        ledgerBatches = try Self.ledger(log + "500", commits: 100, of: 500)
    }

    private static func raw(_ path: String) throws -> Double {
        var configuration = Database.Configuration()
        configuration.prepare = {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let count = 3_000
        let body = String(repeating: "x", count: 600)
        return try queue.writeWithoutTransaction { database in
            try database.execute(sql: "CREATE TABLE entry(seq INTEGER PRIMARY KEY, body TEXT)")
            let insert = try database.makeStatement(sql: "INSERT INTO entry(body) VALUES (?)")
            let time = try timed { for _ in 0..<count { try insert.execute(arguments: [body]) } }
            return Double(count) / time.seconds
        }
    }

    private static func ledger(_ path: String, commits: Int, of size: Int) throws -> Double {
        let ledger = try LedgerStore.open(directory: path)
        let attestor = try Attestor(ledger)
        let head = attestor.start()
        defer {
            attestor.close()
            head.join()
        }
        let writer = try Corpus.writer(of: ledger, observers: [attestor.makeObserver()])
        var corpus = Corpus(.mix)
        try corpus.write(5_000, by: writer)
        var drafts: [Draft] = []
        for number in 0..<commits * size {
            var scheduled = MeetingScheduled()
            scheduled.meeting = try MeetingID(text: "limit-\(number)")
            scheduled.body = try BodyID(text: "body-1")
            drafts.append(
                Draft(
                    type: MeetingScheduled.type, stream: scheduled.stream.text, streamVersion: 1,
                    time: "2030-01-01T10:00:00Z", data: scheduled.json))
        }
        let context = AppendContext(
            actor: "uid:1001(clerk)", recordedTime: writer.lastRecordedTime, commandId: "c")
        let time = try timed {
            for commit in 0..<commits {
                try writer.begin()
                for place in commit * size..<(commit + 1) * size {
                    _ = try writer.append(drafts[place], context)
                }
                try writer.commit()
            }
        }
        return Double(commits * size) / time.seconds
    }
}
