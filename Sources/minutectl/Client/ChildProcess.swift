// Other programs as children: a pager, ssh.

import Glibc

/// Starts other programs and waits for them.
enum ChildProcess {
    /// Why a program does not start.
    struct StartError: Error, CustomStringConvertible {
        let code: Int32
        var description: String { String(cString: strerror(code)) }
    }

    /// Starts a program that is looked for in `PATH`.
    ///
    /// - Parameters:
    ///   - arguments: its name first.
    ///   - input: what becomes its standard input; ours if nil.
    ///   - output: what becomes its standard output; ours if nil.
    ///   - errors: what becomes its standard error; ours if nil.
    static func start(
        _ arguments: [String], input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil
    ) -> Result<pid_t, StartError> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO) }
        // Ours ignores SIGPIPE, which other programs do not expect.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var vector: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        vector.append(nil)
        defer { for argument in vector { free(argument) } }
        guard let program = vector[0] else { return .failure(StartError(code: EINVAL)) }
        var child = pid_t()
        let code = posix_spawnp(&child, program, &actions, &attributes, vector, environ)
        return code == 0 ? .success(child) : .failure(StartError(code: code))
    }

    /// A pipe that only those children inherit to whom it is given.
    static func pipe() -> (reading: Int32, writing: Int32)? {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Waits for a child's end.
    ///
    /// - Returns: its exit status; nil if a signal ended it.
    static func wait(for child: pid_t) -> Int32? {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        // As WIFEXITED and WEXITSTATUS read it.
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
}
