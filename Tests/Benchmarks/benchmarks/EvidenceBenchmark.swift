// What evidence costs and how fast it is checked: appends with the tree beside the same appends without, the
// verification of a whole log, and proofs, in the process and through the socket.

import Attestation
import Control
import CorpusKit
import Evidence
import Governance
import Ledger
import SQLite

enum EvidenceBenchmark {
    static func run(_ entries: Int) throws {
        print("## Evidence, \(entries) entries\n")
        row("what", "figure", "ratio")
        row("---", "---:", "---:")
        try appends()
        let path = temporaryDirectory("evidence")
        defer { remove(path) }
        try write(entries, path)
        try size(entries, path)
        try proofs(entries, path)
        try verification(entries, path)
        try socket(entries, path)
        print("")
    }

    /// Writes a log with its evidence, to stay: for profiling.
    static func write(_ entries: Int, _ path: String) throws {
        let ledger = try LedgerStore.open(directory: path)
        let attestor = try Attestor(ledger)
        var corpus = Corpus(.marks)
        try corpus.write(entries, by: try Corpus.writer(of: ledger, observers: [attestor.makeObserver()]))
        _ = try attestor.checkpoint()
        try ledger.flushIndex()
    }

    /// Verifies a log that is there already, for profiling.
    static func verify(_ path: String, isQuick: Bool) throws {
        var inputs = AuditInputs()
        inputs.isQuick = isQuick
        let before = processorSeconds()
        let time = try timed { try Audit.run(path, inputs: inputs) }
        let size = Double(time.value.report?.entries.size ?? 0)
        print(
            "\(time.value.lines.first ?? ""): \(short(size / time.seconds))/s, "
                + "\(short((processorSeconds() - before) / size * 1e6)) us of processor an entry")
    }

    // MARK: - Appends

    /// The same appends with and without the tree, in turns, so that the disk's moods meet both alike.
    private static func appends() throws {
        for (batch, count) in [(1, 1_500), (50, 20_000), (500, 50_000)] {
            var rates: (with: [Double], without: [Double]) = ([], [])
            for _ in 0..<5 {
                rates.without.append(try append(count, by: batch, isAttested: false))
                rates.with.append(try append(count, by: batch, isAttested: true))
            }
            let (with, without) = (percentile(rates.with, 0.5), percentile(rates.without, 0.5))
            row("appends in commits of \(batch), without the tree", "\(short(without))/s", "1")
            row(
                "appends in commits of \(batch), tree and checkpoint", "\(short(with))/s",
                short(with / without))
        }
    }

    private static func append(_ count: Int, by batch: Int, isAttested: Bool) throws -> Double {
        let path = temporaryDirectory("append")
        defer { remove(path) }
        let ledger = try LedgerStore.open(directory: path)
        let attestor = isAttested ? try Attestor(ledger) : nil
        let writer = try Corpus.writer(of: ledger, observers: attestor.map { [$0.makeObserver()] } ?? [])
        var corpus = Corpus(.marks)
        try corpus.write(2_000, by: writer)
        let data = Array(#"{"meeting":"b1-m1","entry":{"person":"person-1","standing":"absent"}}"#.utf8)
        let time = try timed {
            for first in stride(from: 0, to: count, by: batch) {
                try writer.begin()
                for number in first..<first + batch {
                    _ = try writer.append(
                        Draft(
                            type: AttendanceCorrected.type, stream: "meeting/x-\(number)", streamVersion: 1,
                            time: "2007-09-06T18:30:00Z", data: data),
                        AppendContext(
                            actor: "uid:1001(clerk)", recordedTime: writer.lastRecordedTime,
                            commandId: "x-\(number)"))
                }
                try writer.commit()
            }
        }
        return Double(count) / time.seconds
    }

    // MARK: - Size, proofs, verification

    private static func size(_ entries: Int, _ path: String) throws {
        let queue = try DatabaseQueue(path: path + "/index.db")
        let bytes = try queue.read { try Int.fetchOne($0, sql: "SELECT sum(pgsize) FROM dbstat") ?? 0 }
        row(
            "size of the index, the tree in it", "\(short(Double(bytes) / Double(entries))) bytes an entry",
            "")
    }

    private static func proofs(_ entries: Int, _ path: String) throws {
        let ledger = try LedgerStore.open(directory: path)
        let attestor = try Attestor(ledger)
        var numbers = SeededNumbers(seed: 5)
        func prove(_ count: Int) throws -> Double {
            let time = try timed {
                for _ in 0..<count {
                    _ = try attestor.bareInclusionProof(seq: Int.random(in: 1...entries, using: &numbers))
                }
            }
            return Double(count) / time.seconds
        }
        row("proofs of entries, the first 1,000 after the start", "\(short(try prove(1_000)))/s", "")
        _ = try prove(20_000)
        row("proofs of entries after that", "\(short(try prove(100_000)))/s", "")
    }

    private static func verification(_ entries: Int, _ path: String) throws {
        for (isQuick, what) in [(false, "verification"), (true, "verification, --quick")] {
            var inputs = AuditInputs()
            inputs.isQuick = isQuick
            forgetPeak()
            let time = try timed { try Audit.run(path, inputs: inputs) }
            guard time.value.verdict == .consistentOnly else { throw BenchmarkError("\(time.value.lines)") }
            row(what, "\(short(Double(entries) / time.seconds)) entries/s, \(peakMemory()) MiB", "")
        }
    }

    private static func socket(_ entries: Int, _ path: String) throws {
        let daemon = try RunningDaemon(state: path)
        defer { daemon.stop() }
        let client = try daemon.client()
        var numbers = SeededNumbers(seed: 6)
        let times = try Calls.measure(5_000) {
            var question = ProofQuestion()
            question.entry = Int.random(in: 1...entries, using: &numbers)
            _ = try client.call("org.minuted.Ledger.Prove", question)
        }
        row("a proof of an entry through the socket", times.text, "")
    }
}
