// Benchmarks: how fast a log is folded, appended to and asked, with what the disk and SQLite themselves do
// in the same run beside it. `make bench` runs them; docs/BENCHMARKS.md has a run's figures.

import CorpusKit
import Glibc

var arguments = Array(CommandLine.arguments.dropFirst())
let part = arguments.isEmpty ? "all" : arguments.removeFirst()
let entries = arguments.first.flatMap { Int($0) } ?? 100_000

let kind = arguments.count > 1 ? CorpusKind(rawValue: arguments[1]) ?? .mix : .mix

do {
    switch part {
    case "fold": try FoldBenchmark.run(entries)
    case "rebuild": try FoldBenchmark.rebuild(entries, kind)
    case "service": try ServiceBenchmark.run(entries)
    case "growth":
        try GrowthBenchmark.run(
            upTo: entries, picture: arguments.count > 1 ? arguments[1] : "docs/growth.svg")
    case "peers": try ServiceBenchmark.besidePeers(entries)
    case "council": try CouncilBenchmark.run(only: arguments.first)
    case "evidence": try EvidenceBenchmark.run(entries)
    case "all":
        try FoldBenchmark.run(entries)
        try ServiceBenchmark.run(entries)
        try EvidenceBenchmark.run(entries)
        try CouncilBenchmark.run()
        try GrowthBenchmark.run(upTo: entries, picture: "docs/growth.svg")
    // For profiling: one thing at a time, on a log or a daemon that stays.
    case "write": try FoldBenchmark.write(entries, kind, arguments.last ?? "")
    case "refold": try FoldBenchmark.refold(arguments.first ?? "")
    case "past": try FoldBenchmark.past(arguments.first ?? "", Int(arguments.last ?? "") ?? 0)
    case "attest": try EvidenceBenchmark.write(entries, arguments.last ?? "")
    case "audit": try EvidenceBenchmark.verify(arguments.first ?? "", isQuick: arguments.last == "quick")
    case "appends": try ServiceBenchmark.appends(arguments)
    default:
        print(
            "benchmarks [all | fold | rebuild | service | evidence | growth | council] [ENTRIES] [mix | marks | PICTURE]"
        )
        exit(2)
    }
} catch {
    print("failed: \(error)")
    exit(1)
}
