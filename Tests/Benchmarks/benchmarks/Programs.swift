// The project's other programs as processes of their own: the daemon on a log, and the command line.

import Control
import Glibc

/// The daemon of the same build, on a state directory.
struct RunningDaemon {
    let process: pid_t
    let socket: String
    let startSeconds: Double

    init(state: String) throws {
        socket = state + ".sock"
        let start = seconds()
        process = try spawn(program("minuted"), ["--state-directory", state, "--socket", socket])
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

/// The path of a program beside this one.
func program(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/\(name)"
}

/// Starts a program.
///
/// - Parameter isSilent: whether what it says is thrown away.
func spawn(_ path: String, _ words: [String], isSilent: Bool = false) throws -> pid_t {
    var started: pid_t = 0
    var arguments = ([path] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if isSilent { posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) }
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    guard posix_spawnp(&started, path, &actions, nil, &arguments, environ) == 0 else {
        throw BenchmarkError("\(path) is not there: build it with the same configuration")
    }
    return started
}

/// How long a program takes from its start to its end, in seconds: the median of some runs.
func wallTime(_ path: String, _ words: [String], runs: Int = 60) throws -> Double {
    let times = try (0..<runs).map { _ in
        try timed {
            var status: Int32 = 0
            waitpid(try spawn(path, words, isSilent: true), &status, 0)
            guard status == 0 else { throw BenchmarkError("\(path) \(words) failed: \(status)") }
        }.seconds
    }
    return percentile(times, 0.5)
}

/// A benchmark that could not be run.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
