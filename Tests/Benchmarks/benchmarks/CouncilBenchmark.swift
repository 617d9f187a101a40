// Every question on the corpus that is shaped like a real council, at a quarter, half and the whole of its years,
// each against one scan of the same log in the same run that reads every entry's attributes. Ratios of processor
// time are what counts: a machine that has other work to do has them too.

import Codec
import CorpusKit
import Glibc
import Governance
import Ledger
import Projections
import Reports

enum CouncilBenchmark {
    /// After how many years the questions are asked.
    private static let stages = [7, 14, CouncilCorpus.years]

    private struct Asked {
        let name: String
        /// By stage: of the scan's processor time, and the answer's bytes.
        var ratios: [Double] = []
        var bytes: [Int] = []
    }

    static func run(only: String? = nil) throws {
        let path = temporaryDirectory("council")
        defer { remove(path) }
        var corpus = CouncilCorpus()
        var asked: [Asked] = []
        var titles: [String] = []
        for (index, years) in stages.enumerated() {
            let first = index == 0 ? 1 : stages[index - 1] + 1
            let ledger = try LedgerStore.open(directory: path)
            try corpus.write(years: first...years, by: try Corpus.writer(of: ledger))
            remove(path + "/projections")
            let store = try ProjectionStore(directory: path + "/projections", ledger: ledger)
            let rebuild = try processorTime { try store.rebuild() }
            let scan = try best { try self.scan(ledger) }
            let directory = try best { _ = try ledger.directory() }
            titles.append("\(years) years, \(try ledger.lastSeq()) entries, scan \(milliseconds(scan)) ms")
            print(
                "\(titles.last ?? ""), rebuild \(milliseconds(rebuild)) ms, the directory at start "
                    + "\(milliseconds(directory)) ms of processor time")
            for question in questions where only.map({ question.name.hasPrefix($0) }) ?? true {
                let (ratio, bytes) = try measure(question, store, CouncilCorpus.end(of: years), scan)
                if index == 0 { asked.append(Asked(name: question.name)) }
                if let place = asked.firstIndex(where: { $0.name == question.name }) {
                    asked[place].ratios.append(ratio)
                    asked[place].bytes.append(bytes)
                }
            }
        }
        report(asked, titles)
    }

    private static func report(_ asked: [Asked], _ titles: [String]) {
        print("\n## Every question on a council's years: processor time, 1 = one scan of the same log\n")
        print("| question | " + titles.joined(separator: " | ") + " | KB answered |")
        print("| --- |" + titles.map { _ in " ---: |" }.joined() + " ---: |")
        for one in asked {
            let ratios = one.ratios.map(short).joined(separator: " | ")
            print("| \(one.name) | \(ratios) | \((one.bytes.last ?? 0) / 1_000) |")
        }
        print("")
    }

    private static func scan(_ ledger: LedgerStore) throws {
        var sum = 0
        try ledger.forEach(in: 1...Int.max - 1) { _, body in sum += try EntryView(body).seq }
        guard sum > 0 else { throw BenchmarkError("the log is empty") }
    }

    private static func measure(
        _ question: CouncilQuestion, _ store: ProjectionStore, _ day: CivilDate, _ scan: Double
    ) throws -> (ratio: Double, bytes: Int) {
        let now = CivilDateTime(day, hour: 12) ?? day.start
        var bytes = 0
        let taken = try best {
            bytes = try store.ask(asAt: nil, asKnownOn: nil, now: now) { try question.ask($0).count }
        }
        return (taken / scan, bytes)
    }

    /// The least processor time of nine runs, in seconds: of three, a machine with other work to do makes twice as much or
    /// half.
    private static func best(_ body: () throws -> Void) throws -> Double {
        try (0..<9).map { _ in try processorTime(body) }.min() ?? 0
    }

    private static func processorTime(_ body: () throws -> Void) throws -> Double {
        let start = processorSeconds()
        try body()
        return processorSeconds() - start
    }

    private static func milliseconds(_ seconds: Double) -> Int { Int(seconds * 1_000) }
}

/// Something that is asked of a council's record, answered as JSON.
struct CouncilQuestion {
    let name: String
    let ask: (Reading) throws -> [UInt8]

    init(_ name: String, asking ask: @escaping (Reading) throws -> [UInt8]) {
        (self.name, self.ask) = (name, ask)
    }

    init<Asked: Question, Report: Record>(
        _ name: String, _ question: Asked, _ answer: @escaping (Reading, Asked) throws -> Report
    ) {
        self.name = name
        ask = { try answer($0, question).json }
    }
}
