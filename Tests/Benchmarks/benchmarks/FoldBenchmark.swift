// Reading, decoding, folding and rebuilding, each against the plain scan of the same log.

import CorpusKit
import Governance
import Ledger
import Projections

enum FoldBenchmark {
    static func run(_ entries: Int) throws {
        print("## Folding, \(entries) entries\n")
        row("corpus", "step", "entries/s", "MB/s", "µs of processor", "peak MiB", "of the scan")
        row("---", "---", "---:", "---:", "---:", "---:", "---:")
        for kind in [CorpusKind.marks, .mix] { try rebuild(entries, kind) }
        print("")
    }

    /// Writes a corpus to stay, for profiling.
    static func write(_ entries: Int, _ kind: CorpusKind, _ path: String) throws {
        var corpus = Corpus(kind)
        try corpus.write(entries, by: try Corpus.writer(of: try LedgerStore.open(directory: path)))
    }

    /// Rebuilds the projections of a log that is there already, for profiling.
    static func refold(_ path: String) throws {
        let ledger = try LedgerStore.open(directory: path)
        remove(path + "/projections")
        let entries = try ledger.lastSeq()
        let store = try ProjectionStore(directory: path + "/projections", ledger: ledger)
        let before = processorSeconds()
        let rebuild = try timed { try store.rebuild() }
        let processor = processorSeconds() - before
        print(
            "\(short(Double(entries) / rebuild.seconds)) entries/s, \(short(processor / Double(entries) * 1e6)) us "
                + "of processor an entry, peak \(peakMemory()) MiB")
    }

    /// Looks so many entries back in a log that is there already, for profiling.
    static func past(_ path: String, _ back: Int) throws {
        let ledger = try LedgerStore.open(directory: path)
        let store = try ProjectionStore(directory: path + "/projections", ledger: ledger)
        if try store.status().generation == 0 { try store.rebuild() }
        let last = try ledger.lastSeq() - back
        for known in [last, last + 100] {
            let looked = try timed { try store.read(asKnownOn: known) { _, _, _ in } }
            print("as known on entry \(known): \(short(looked.seconds)) s")
        }
    }

    static func rebuild(_ entries: Int, _ kind: CorpusKind) throws {
        let path = temporaryDirectory(kind.rawValue)
        defer { remove(path) }
        let ledger = try LedgerStore.open(directory: path)
        var corpus = Corpus(kind)
        let writer = try Corpus.writer(of: ledger)
        let writing = try timed { try corpus.write(entries, by: writer) }
        var bytes = 0
        try ledger.forEach(in: 1...entries) { _, body in bytes += body.count }
        var processor = processorSeconds()
        func report(_ step: String, _ seconds: Double, _ scan: Double?) {
            let taken = processorSeconds() - processor
            row(
                kind.rawValue, step, short(Double(entries) / seconds),
                short(Double(bytes) / seconds / 1e6), short(taken / Double(entries) * 1e6),
                "\(peakMemory())", scan.map { short($0 / seconds) } ?? "")
            forgetPeak()
            processor = processorSeconds()
        }
        report("written in commits of 5,000 (\(bytes / entries) bytes an entry)", writing.seconds, nil)
        var sum = 0
        let scan = try timed { try ledger.forEach(in: 1...entries) { _, body in sum += body.count } }
        report("scan", scan.seconds, scan.seconds)
        let views = try timed {
            try ledger.forEach(in: 1...entries) { _, body in sum += try EntryView(body).seq }
        }
        report("scan and find the attributes", views.seconds, scan.seconds)
        let decoding = try timed {
            try ledger.forEach(in: 1...entries) { seq, body in
                if case .meetingHeld = try Event(seq: seq, entry: body) { sum += 1 }
            }
        }
        report("scan and read as events", decoding.seconds, scan.seconds)
        let store = try ProjectionStore(directory: path + "/projections", ledger: ledger)
        let rebuild = try timed { try store.rebuild() }
        report("full rebuild: rows, indexes, hashes, on disk", rebuild.seconds, scan.seconds)
        let verify = try timed { try store.verify() }
        guard verify.value.allSatisfy(\.isSound) else { throw BenchmarkError("the rows are not sound") }
        report("verify", verify.seconds, scan.seconds)
        let again = try timed { try store.rebuild() }
        report("rebuild beside rows that answer, and compared with them", again.seconds, scan.seconds)
        let past = try timed { try store.read(asKnownOn: entries / 2) { _, _, _ in } }
        report("half of it, as known then", past.seconds * 2, scan.seconds)
    }
}
