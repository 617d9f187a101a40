// How figures grow with the length of the log: the same log at 10⁴, 10⁵ … entries, and curves of what was
// measured as a picture.

import Control
import CorpusKit
import Glibc
import Ledger

enum GrowthBenchmark {
    /// What is measured at one length.
    private struct Point {
        let entries: Int
        var start = 0.0
        var memory = 0.0
        var query = (p50: 0.0, p99: 0.0)
        var append = (p50: 0.0, p99: 0.0)
        var rebuild = 0.0
        /// The most memory that it took, in MiB.
        var peak = 0
        var past = 0.0
        var again = 0.0
    }

    /// - Parameters:
    ///   - most: the greatest length.
    ///   - picture: where the curves are written.
    static func run(upTo most: Int, picture: String) throws {
        let path = temporaryDirectory("growth")
        defer { remove(path) }
        var corpus = Corpus(.mix)
        var points: [Point] = []
        var length = 10_000
        print("## Growth with the log, in the mix\n")
        row(
            "entries", "start", "resident", "query p50, p99", "append p50, p99", "rebuild",
            "a look into the past, another near it")
        row("---:", "---:", "---:", "---:", "---:", "---:", "---:")
        while length <= most {
            // What the daemon has appended at the length before counts too.
            let seconds = try ServiceBenchmark.prepare(&corpus, length, path)
            let peak = peakMemory()
            var point = try measure(length, path, rebuild: seconds)
            point.peak = peak
            points.append(point)
            row(
                "\(length)", "\(short(point.start)) ms", "\(short(point.memory)) MiB",
                "\(short(point.query.p50)), \(short(point.query.p99)) ms",
                "\(short(point.append.p50)), \(short(point.append.p99)) ms",
                "\(short(Double(length) / point.rebuild))/s, \(point.peak) MiB at the most",
                "\(short(point.past)) s, \(short(point.again)) s")
            fflush(nil)
            length *= 10
        }
        print("")
        try write(curves(points), to: picture)
    }

    private static func measure(_ entries: Int, _ path: String, rebuild: Double) throws -> Point {
        var point = Point(entries: entries)
        point.rebuild = rebuild
        let daemon = try RunningDaemon(state: path)
        defer { daemon.stop() }
        point.start = daemon.startSeconds * 1_000
        let client = try daemon.client()
        let queries = try Calls.measure(2_000) { try Calls.attendance(client) }
        point.query = (queries.milliseconds(0.5), queries.milliseconds(0.99))
        let appends = try Calls.appends(daemon.socket, clients: 1, each: 2_000)
        point.append = (appends.milliseconds(0.5), appends.milliseconds(0.99))
        point.memory = Double(residentMemory(daemon.process))
        // A million entries back, or half of a shorter log.
        let known = max(entries / 2, entries - 1_000_000)
        point.past = try timed { try Calls.attendance(client, asKnownOn: "\(known)") }.seconds
        point.again = try timed { try Calls.attendance(client, asKnownOn: "\(known + 200)") }.seconds
        return point
    }

    private static func curves(_ points: [Point]) -> String {
        Chart.page([
            Chart(
                title: "Append, 1 client, milliseconds",
                lines: [
                    ("p99", points.map { (Double($0.entries), $0.append.p99) }),
                    ("p50", points.map { (Double($0.entries), $0.append.p50) }),
                ]),
            Chart(
                title: "Query over the socket, milliseconds",
                lines: [
                    ("p99", points.map { (Double($0.entries), $0.query.p99) }),
                    ("p50", points.map { (Double($0.entries), $0.query.p50) }),
                ]),
            Chart(
                title: "Start to first answer, milliseconds",
                lines: [("start", points.map { (Double($0.entries), $0.start) })]),
            Chart(
                title: "Resident memory, MiB",
                lines: [("resident", points.map { (Double($0.entries), $0.memory) })]),
        ])
    }

    private static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw BenchmarkError("\(path) cannot be written") }
        fputs(text, file)
        fclose(file)
    }
}
