// What clients ask of the daemon in the benchmarks: queries, single appends, submissions, a rebuild.

import Codec
import Control
import CorpusKit
import Governance
import Ledger
import Reports

/// How long calls took.
struct CallTimes {
    private var seconds: [Double] = []
    /// From the first call to the end of the last.
    private(set) var whole = 0.0

    init(_ seconds: [Double], whole: Double) { (self.seconds, self.whole) = (seconds, whole) }

    var rate: Double { Double(seconds.count) / whole }
    /// In milliseconds.
    func milliseconds(_ share: Double) -> Double { percentile(seconds, share) * 1_000 }
    var text: String { "p50 \(short(milliseconds(0.5))) ms, p99 \(short(milliseconds(0.99))) ms" }
}

/// A client's calls.
enum Calls {
    /// A member's attendance at a body over a quarter.
    static func attendance(_ client: ControlClient, asKnownOn: String? = nil) throws {
        var question = AttendanceQuestion()
        (question.body, question.from, question.to) = ("body-1", "2007-01-01", "2007-03-31")
        question.person = "person-7"
        question.scope.asKnownOn = asKnownOn
        _ = try client.call("org.minuted.Queries.Attendance", question)
    }

    /// One person.
    static func person(_ client: ControlClient) throws {
        var question = PeopleQuestion()
        question.person = "person-7"
        _ = try client.call("org.minuted.Queries.People", question)
    }

    /// Asks again and again: so many times, or for as long as the condition holds.
    static func measure(
        _ count: Int, while condition: () -> Bool = { true }, _ body: () throws -> Void
    ) throws -> CallTimes {
        for _ in 0..<min(20, count) { try body() }
        var times: [Double] = []
        let whole = try timed {
            while times.count < count, condition() { times.append(try timed(body).seconds) }
        }
        return CallTimes(times, whole: whole.seconds)
    }

    // MARK: - Appends

    private static let numbers = Watched(0)

    /// The next appended command's number; a log that has been appended to before begins behind those.
    static func begin(at number: Int) { numbers.with { $0 = number } }

    private static func next() -> Int {
        numbers.with { number in
            number += 1
            return number
        }
    }

    /// The command of one append: a meeting on a day of its own, long before those of the corpora.
    private static func command(_ number: Int) -> ScheduleMeeting {
        var command = ScheduleMeeting()
        command.body = "body-\(number % 12)"
        let day = number / 12
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        command.starts = "\(1951 + day / 336)-\(two(day / 28 % 12 + 1))-\(two(day % 28 + 1))T18:30"
        return command
    }

    /// The call of one append.
    static func nextCall() -> CommandCall<ScheduleMeeting> {
        var call = CommandCall<ScheduleMeeting>()
        call.command = command(next())
        return call
    }

    /// Appends one entry with each call, by so many clients at once.
    static func appends(_ path: String, clients: Int, each: Int) throws -> CallTimes {
        if clients > 1 { return try appendsOfMany(path, clients: clients, each: each) }
        let client = try ControlClient(path: path)
        var times: [Double] = []
        let whole = try timed {
            for _ in 0..<each {
                let call = nextCall()
                times.append(
                    try timed { _ = try client.call("org.minuted.Records.ScheduleMeeting", call) }.seconds)
            }
        }
        return CallTimes(times, whole: whole.seconds)
    }

    /// Submits so many times a number of commands; the times are those of a submission.
    static func submissions(_ client: ControlClient, _ count: Int, of size: Int) throws -> CallTimes {
        var times: [Double] = []
        let whole = try timed {
            for _ in 0..<count {
                var request = SubmitRequest()
                request.commands = (0..<size).map { _ in
                    var named = NamedCommand()
                    named.command = "ScheduleMeeting"
                    named.parameters = JSONObject(command(next()))
                    return named
                }
                times.append(
                    try timed { _ = try client.call("org.minuted.Records.Submit", request) }.seconds)
            }
        }
        return CallTimes(times, whole: whole.seconds)
    }

    /// What a query takes while the projections are being rebuilt, and how long that takes.
    static func queriesWhileRebuilding(_ path: String) throws -> (queries: CallTimes, rebuild: Double) {
        let isOver = Watched(false)
        let failures = Watched<[String]>([])
        let start = seconds()
        let taken = Watched(0.0)
        let rebuild = WorkerThread {
            do {
                let client = try ControlClient(path: path)
                var replies = try client.stream("org.minuted.Projections.Rebuild", ProjectionsQuestion())
                while try replies.next() != nil {}
            } catch { failures.with { $0.append("\(error)") } }
            taken.with { $0 = seconds() - start }
            isOver.with { $0 = true }
        }
        let client = try ControlClient(path: path)
        let times = try measure(.max, while: { !isOver.with { $0 } }) { try attendance(client) }
        rebuild.join()
        if let failure = failures.with({ $0.first }) { throw BenchmarkError(failure) }
        return (times, taken.with { $0 })
    }
}
