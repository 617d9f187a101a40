// Benchmarks: how fast a log is folded, appended to and asked, with what the disk and SQLite themselves do
// in the same run beside it. `make bench` runs them; docs/BENCHMARKS.md has a run's figures.

import CorpusKit
import Glibc

var arguments = Array(CommandLine.arguments.dropFirst())
let part = arguments.isEmpty ? "all" : arguments.removeFirst()
let entries = arguments.first.flatMap { Int($0) } ?? 100_000

do {
    switch part {
    case "fold": try FoldBenchmark.run(entries)
    case "rebuild": try FoldBenchmark.rebuild(entries, CorpusKind(rawValue: arguments.last ?? "") ?? .marks)
    case "service": try ServiceBenchmark.run(entries)
    case "refold": try FoldBenchmark.refold(arguments.first ?? "")
    case "write": try FoldBenchmark.write(entries, CorpusKind(rawValue: arguments[1]) ?? .marks, arguments[2])
    case "appends": try ServiceBenchmark.appends(arguments)
    case "evidence": try EvidenceBenchmark.run(entries)
    case "attest": try EvidenceBenchmark.write(entries, arguments[1])
    case "audit": try EvidenceBenchmark.verify(arguments[0], isQuick: arguments.last == "quick")
    case "all":
        try FoldBenchmark.run(entries)
        try ServiceBenchmark.run(entries)
        try EvidenceBenchmark.run(entries)
    default:
        print("benchmarks [all | fold | rebuild | service | evidence] [ENTRIES] [mix | marks]")
        exit(2)
    }
} catch {
    print("failed: \(error)")
    exit(1)
}
