// The daemon itself, as clients meet it: start, appends and queries over its socket, and beside them what
// SQLite alone does with one row a commit on the same disk in the same run.

import Attestation
import Codec
import Control
import CorpusKit
import GRDB
import Glibc
import Governance
import Ledger
import Projections
import Reports

enum ServiceBenchmark {
    static func run(_ entries: Int) throws {
        let path = temporaryDirectory("service")
        defer { remove(path) }
        try prepare(entries, path)
        let raw = try rawCommits(in: path)
        let daemon = try RunningDaemon(state: path)
        defer { daemon.stop() }
        print("## The daemon on a log of \(entries) entries\n")
        row("what", "figure", "of raw SQLite commits")
        row("---", "---:", "---:")
        row("start to first answer", "\(short(daemon.startSeconds)) s", "")
        row("SQLite alone, one row a commit (fsync each)", "\(short(raw))/s", "1")
        try queries(daemon)
        for clients in [1, 64] {
            let (rate, slow) = try appends(daemon.socket, clients: clients, each: clients == 1 ? 2_000 : 300)
            row(
                "appends, \(clients) client\(clients == 1 ? "" : "s"), each durable",
                "\(short(rate))/s, p99 \(short(slow * 1_000)) ms", short(rate / raw))
        }
        let batches = try submissions(daemon.client(), 20)
        row("appends in submissions of 500", "\(short(batches))/s", short(batches / raw))
        row("resident memory", "\(residentMemory(daemon.process)) MiB", "")
        print("")
    }

    /// Appends to a daemon that runs already: its socket, how many clients, how many appends each, and the
    /// number to begin with. For profiling.
    static func appends(_ arguments: [String]) throws {
        guard arguments.count == 4, let clients = Int(arguments[1]), let each = Int(arguments[2]),
            let first = Int(arguments[3])
        else { throw BenchmarkError("appends SOCKET CLIENTS EACH FIRST") }
        numbers.update { $0 = first }
        if clients == 0 {
            print("submissions of 500: \(short(try submissions(ControlClient(path: arguments[0]), each)))/s")
            return
        }
        let (rate, slow) = try appends(arguments[0], clients: clients, each: each)
        print("\(clients) clients: \(short(rate))/s, p99 \(short(slow * 1_000)) ms")
    }

    private static func prepare(_ entries: Int, _ path: String) throws {
        let ledger = try LedgerStore.open(directory: path)
        // With its tree, checkpoint and key: the daemon refuses a log that nobody vouches for.
        let attestor = try Attestor(ledger)
        let head = attestor.start()
        var corpus = Corpus(.mix)
        try corpus.write(entries, by: try Corpus.writer(of: ledger, observers: [attestor.makeObserver()]))
        attestor.close()
        head.join()
        try ProjectionStore(directory: path + "/projections", ledger: ledger).rebuild()
    }

    private static func rawCommits(in path: String) throws -> Double {
        var configuration = Configuration()
        configuration.prepareDatabase {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        let queue = try DatabaseQueue(path: path + "/raw.db", configuration: configuration)
        let count = 3_000
        let body = String(repeating: "x", count: 600)
        return try queue.writeWithoutTransaction { database in
            try database.execute(sql: "CREATE TABLE entry(seq INTEGER PRIMARY KEY, body TEXT)")
            let insert = try database.makeStatement(sql: "INSERT INTO entry(body) VALUES (?)")
            let time = try timed { for _ in 0..<count { try insert.execute(arguments: [body]) } }
            return Double(count) / time.seconds
        }
    }

    private static func queries(_ daemon: RunningDaemon) throws {
        let client = try daemon.client()
        var meeting = AttendanceQuestion()
        (meeting.body, meeting.from, meeting.to) = ("body-1", "2007-01-01", "2007-03-31")
        meeting.person = "person-7"
        try measure("query: a member's attendance over a quarter", 2_000) {
            _ = try client.call("org.minuted.Queries.Attendance", meeting)
        }
        var person = PeopleQuestion()
        person.person = "person-7"
        try measure("query: one person", 2_000) { _ = try client.call("org.minuted.Queries.People", person) }
    }

    static func measure(_ what: String, _ count: Int, _ body: () throws -> Void) throws {
        for _ in 0..<20 { try body() }
        let times = try (0..<count).map { _ in try timed(body).seconds }
        row(
            what,
            "p50 \(short(percentile(times, 0.5) * 1_000)) ms, p99 \(short(percentile(times, 0.99) * 1_000)) ms",
            "")
    }

    /// The command of one append: a meeting on a day of its own.
    private static func command(_ number: Int) -> ScheduleMeeting {
        var command = ScheduleMeeting()
        command.body = "body-\(number % 12)"
        let day = number / 12
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        command.starts = "\(2200 + day / 336)-\(two(day / 28 % 12 + 1))-\(two(day % 28 + 1))T18:30"
        return command
    }

    private static let numbers = Watched(0)

    private static func next() -> Int {
        numbers.with { number in
            number += 1
            return number
        }
    }

    private static func appends(
        _ path: String, clients: Int, each: Int
    ) throws -> (rate: Double, p99: Double) {
        let times = Watched<[Double]>([])
        let failures = Watched<[String]>([])
        let all = timed {
            let threads = (0..<clients).map { _ in
                WorkerThread {
                    do {
                        let client = try ControlClient(path: path)
                        var mine: [Double] = []
                        for _ in 0..<each {
                            var call = CommandCall<ScheduleMeeting>()
                            call.command = command(next())
                            mine.append(
                                try timed { _ = try client.call("org.minuted.Records.ScheduleMeeting", call) }
                                    .seconds)
                        }
                        times.with { $0 += mine }
                    } catch { failures.with { $0.append("\(error)") } }
                }
            }
            for thread in threads { thread.join() }
        }
        if let failure = failures.with({ $0.first }) { throw BenchmarkError(failure) }
        return (Double(clients * each) / all.seconds, percentile(times.with { $0 }, 0.99))
    }

    private static func submissions(_ client: ControlClient, _ count: Int) throws -> Double {
        let size = 500
        let time = try timed {
            for _ in 0..<count {
                var request = SubmitRequest()
                request.commands = (0..<size).map { _ in
                    var named = NamedCommand()
                    named.command = "ScheduleMeeting"
                    named.parameters = JSONObject(command(next()))
                    return named
                }
                _ = try client.call("org.minuted.Records.Submit", request)
            }
        }
        return Double(count * size) / time.seconds
    }
}

/// A benchmark that could not be run.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The daemon of the same build, on a state directory.
struct RunningDaemon {
    let process: pid_t
    let socket: String
    let startSeconds: Double

    init(state: String) throws {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let program = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/minuted"
        socket = state + ".sock"
        var started: pid_t = 0
        let words = [program, "--state-directory", state, "--socket", socket]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let start = seconds()
        guard posix_spawn(&started, program, nil, nil, &arguments, environ) == 0 else {
            throw BenchmarkError("\(program) is not there: build minuted with the same configuration")
        }
        process = started
        while true {
            if let client = try? ControlClient(path: socket),
                (try? client.call("org.minuted.Queries.Bodies")) != nil
            {
                break
            }
            guard seconds() - start < 120 else { throw BenchmarkError("minuted does not answer") }
            usleep(1_000)
        }
        startSeconds = seconds() - start
    }

    func client() throws -> ControlClient { try ControlClient(path: socket) }

    func stop() {
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        unlink(socket)
    }
}
