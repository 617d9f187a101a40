// The daemon itself, as clients meet it: start, appends and queries over its socket, and beside them what
// the disk and SQLite do without it in the same run.

import Attestation
import Control
import CorpusKit
import Glibc
import Governance
import Ledger
import Projections

enum ServiceBenchmark {
    static func run(_ entries: Int) throws {
        let path = temporaryDirectory("service")
        defer { remove(path) }
        var corpus = Corpus(.mix)
        try prepare(&corpus, entries, path)
        let limits = try Limits(in: temporaryDirectory("limits"))
        let daemon = try RunningDaemon(state: path)
        defer { daemon.stop() }
        print("## The daemon on a log of \(entries) entries\n")
        row("what", "figure", "ratio")
        row("---", "---:", "---")
        row("start to first answer", "\(short(daemon.startSeconds * 1_000)) ms", "")
        row("SQLite alone, one row a commit", "\(short(limits.rawCommits))/s", "1 = R")
        row("the log's tables in process, one entry a commit", "\(short(limits.ledgerCommits))/s", "1 = L")
        row("the log's tables in process, 500 a commit", "\(short(limits.ledgerBatches))/s", "1 = B")
        try queries(daemon, entries)
        try appends(daemon, limits)
        row("resident memory", "\(residentMemory(daemon.process)) MiB", "")
        try commandLine(daemon)
        print("")
    }

    /// Writes a log with its tree, checkpoint and key: the daemon refuses one that nobody vouches for.
    ///
    /// - Returns: how many seconds the projections took.
    @discardableResult
    static func prepare(_ corpus: inout Corpus, _ entries: Int, _ path: String) throws -> Double {
        let ledger = try LedgerStore.open(directory: path)
        let attestor = try Attestor(ledger)
        let head = attestor.start()
        try corpus.write(entries, by: try Corpus.writer(of: ledger, observers: [attestor.makeObserver()]))
        attestor.close()
        head.join()
        try ledger.flushIndex()
        // From nothing: beside rows of a shorter log a rebuild waits for these, and nobody folds them here.
        remove(path + "/projections")
        forgetPeak()
        return try timed {
            try ProjectionStore(directory: path + "/projections", ledger: ledger).rebuild()
        }.seconds
    }

    private static func queries(_ daemon: RunningDaemon, _ entries: Int) throws {
        let client = try daemon.client()
        row(
            "query: a member's attendance over a quarter",
            try Calls.measure(2_000) { try Calls.attendance(client) }.text, "")
        row("query: one person", try Calls.measure(2_000) { try Calls.person(client) }.text, "")
        let half = entries / 2
        let first = try timed { try Calls.attendance(client, asKnownOn: "\(half)") }.seconds
        let again = try timed { try Calls.attendance(client, asKnownOn: "\(half + 100)") }.seconds
        row(
            "query as known on entry \(half), first asked, and another near it",
            "\(short(first)) s, \(short(again * 1_000)) ms", "")
        let (queries, rebuild) = try Calls.queriesWhileRebuilding(daemon.socket)
        row("the same query during a rebuild of \(short(rebuild)) s", queries.text, "")
    }

    private static func appends(_ daemon: RunningDaemon, _ limits: Limits) throws {
        for clients in [1, 64] {
            let times = try Calls.appends(daemon.socket, clients: clients, each: clients == 1 ? 3_000 : 400)
            row(
                "appends, \(clients) client\(clients == 1 ? "" : "s"), each durable before it is answered",
                "\(short(times.rate))/s, \(times.text)",
                "\(short(times.rate / limits.rawCommits)) R, \(short(times.rate / limits.ledgerCommits)) L")
        }
        let times = try Calls.submissions(daemon.client(), 40, of: 500)
        row(
            "submissions of 500 commands, each durable before it is answered",
            "\(short(times.rate * 500))/s, \(times.text)",
            "\(short(times.rate * 500 / limits.ledgerBatches)) B")
    }

    /// A whole query from the command line, and a program that asks nobody anything.
    private static func commandLine(_ daemon: RunningDaemon) throws {
        setenv("MINUTED_SOCKET", daemon.socket, 1)
        let query = try wallTime(program("minutectl"), ["body", "list"])
        guard let other = try? wallTime("systemctl", ["--version"]) else { return }
        row(
            "`minutectl body list`, beside `systemctl --version`",
            "\(short(query * 1_000)) ms, \(short(other * 1_000)) ms", "\(short(query / other))")
    }

    /// What `scripts/bench-peers` sets beside other stores, as a line of JSON.
    static func besidePeers(_ entries: Int) throws {
        let path = temporaryDirectory("peers")
        defer { remove(path) }
        var corpus = Corpus(.marks)
        let rebuild = try prepare(&corpus, entries, path)
        let daemon = try RunningDaemon(state: path)
        defer { daemon.stop() }
        let one = try Calls.appends(daemon.socket, clients: 1, each: 4_000)
        let many = try Calls.appends(daemon.socket, clients: 64, each: 500)
        print(
            """
            {"1":[\(one.rate),\(one.milliseconds(0.99))],"64":[\(many.rate),\(many.milliseconds(0.99))],\
            "rebuild":\(Double(entries) / rebuild),\
            "note":"over the socket, with rules, tree and signature; rebuild with rows, indexes, hashes"}
            """)
    }

    /// Appends to a daemon that runs already: its socket, how many clients (0 for submissions of 500), how
    /// many appends each, and the number to begin with. For profiling.
    static func appends(_ arguments: [String]) throws {
        guard arguments.count == 4, let clients = Int(arguments[1]), let each = Int(arguments[2]),
            let first = Int(arguments[3])
        else { throw BenchmarkError("appends SOCKET CLIENTS EACH FIRST") }
        Calls.begin(at: first)
        let times =
            clients == 0
            ? try Calls.submissions(ControlClient(path: arguments[0]), each, of: 500)
            : try Calls.appends(arguments[0], clients: clients, each: each)
        print("\(short(times.rate * (clients == 0 ? 500 : 1)))/s, \(times.text)")
    }
}
