// How the tests here make logs with projections: in a directory that goes with the test.

import Codec
import CorpusKit
import Foundation
import Governance
import Ledger
import SQLite

@testable import Projections

/// A log that a corpus is written into, and its projections.
final class Bench {
    let path = NSTemporaryDirectory() + "minuted-" + UUID().uuidString
    let ledger: LedgerStore
    let writer: LedgerWriter
    private var corpus: Corpus

    init(_ kind: CorpusKind = .mix, entries: Int, seed: UInt64 = 7) throws {
        ledger = try LedgerStore.open(directory: path)
        writer = try Corpus.writer(of: ledger)
        corpus = Corpus(kind, seed: seed)
        try corpus.write(entries, by: writer)
    }

    /// The first years of the corpus that is shaped like a council.
    init(council years: Int) throws {
        ledger = try LedgerStore.open(directory: path)
        writer = try Corpus.writer(of: ledger)
        corpus = Corpus(.mix)
        var council = CouncilCorpus()
        try council.write(years: 1...years, by: writer)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Grows the log.
    func grow(to entries: Int) throws { try corpus.write(entries, by: writer) }

    /// Appends one event of any kind, whatever the rules say of it.
    @discardableResult
    func append(_ payload: some EventPayload, version: Int) throws -> Int {
        try writer.begin()
        let draft = Draft(
            type: type(of: payload).type, stream: payload.stream.text, streamVersion: version,
            time: "2008-03-03T10:00:00Z", data: payload.json)
        let context = AppendContext(
            actor: "uid:1001(clerk)", recordedTime: writer.lastRecordedTime, commandId: "c-\(version)")
        let appended = try writer.append(draft, context)
        try writer.commit()
        return appended.seq
    }

    var folder: String { path + "/projections" }

    func store() throws -> ProjectionStore { try ProjectionStore(directory: folder, ledger: ledger) }

    /// The generations whose files are there.
    func generations() throws -> Set<Int> {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return Set(names.compactMap { $0.hasSuffix(".db") ? Int($0.dropLast(3)) : nil })
    }

    /// Changes a generation's file as somebody with `sqlite3` would.
    func edit(_ generation: Int, _ sql: String) throws {
        let queue = try DatabaseQueue(path: "\(folder)/\(generation).db")
        try queue.write { try $0.execute(sql: sql) }
        queue.close()
    }

    /// Runs the projector while the body does.
    func running<Value>(_ store: ProjectionStore, _ body: () throws -> Value) rethrows -> Value {
        let thread = store.start()
        defer {
            store.stop()
            thread.join()
            // Unlike a daemon a test goes on with the same store.
            store.work.update { $0.isStopping = false }
        }
        return try body()
    }
}

/// The hashes of all projections of a generation, worked out from the rows.
func hashes(_ generation: Generation) throws -> [String: RowSum] {
    try generation.database.read { database in
        var found: [String: RowSum] = [:]
        for projection in ProjectionCatalog.all {
            found[projection.name] = try database.rowSum(of: projection)
        }
        return found
    }
}

extension ProjectionStore {
    /// The generation that answers.
    var active: Generation { work.with(\.active) }
    /// The hashes of the rows that answer.
    func hashes() throws -> [String: RowSum] { try ProjectionsTests.hashes(active) }
    /// The hashes that are kept along.
    func kept() throws -> [String: RowSum] {
        try active.status().reduce(into: [:]) { $0[$1.name] = $1.hash }
    }
}

/// A log's rows folded in batches of one size.
func folded(_ ledger: LedgerStore, by batch: Int, upTo end: Int) throws -> Generation {
    let generation = try Generation()
    var directory = Directory()
    var position = 0
    while position < end {
        position = try generation.fold(
            ledger, from: position, upTo: min(end, position + batch), into: &directory)
    }
    return generation
}

/// The rows of events folded in batches of one size.
func folded(_ events: [Event], by batch: Int) throws -> Generation {
    let generation = try Generation()
    var directory = Directory()
    for start in stride(from: 0, to: events.count, by: batch) {
        let end = min(events.count, start + batch)
        try generation.fold(
            { take in for place in start..<end { try take(FoldEntry(place + 1, events[place])) } },
            through: end, into: &directory)
    }
    return generation
}
