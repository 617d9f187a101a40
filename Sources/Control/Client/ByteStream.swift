// Blocking input and output on two descriptors, or one twice: a socket, or the pipes of a child process.

internal import Glibc

/// Two descriptors to read from and write to. Closes them in the end.
struct ByteStream: ~Copyable {
    private let input: Int32
    private let output: Int32
    /// Whether to close the descriptors.
    private let owns: Bool

    enum Failure: Error {
        case timedOut
        case failed(Int32)

        var callFailure: CallFailure {
            switch self {
            case .timedOut: .timedOut
            case .failed(let code): .connectionLost(String(cString: strerror(code)))
            }
        }
    }

    init(input: Int32, output: Int32, owns: Bool) {
        self.input = input
        self.output = output
        self.owns = owns
    }

    deinit {
        guard owns else { return }
        close(input)
        if output != input { close(output) }
    }

    /// Connects to a Unix socket.
    static func connect(to path: String, within time: Duration?) throws(ConnectError) -> ByteStream {
        guard let address = UnixSocketPath(path) else {
            throw ConnectError(kind: .pathTooLong, path: path, problem: "the path is empty or too long")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ConnectError(code: errno, path: path) }
        let stream = ByteStream(input: descriptor, output: descriptor, owns: true)
        if let time {
            // Bounds connect(2), which waits while the service's backlog is full.
            var limit = timeval(time)
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        while address.withAddress({ Glibc.connect(descriptor, $0, $1) }) != 0 {
            let code = errno
            if code == EINTR { continue }
            if code == EISCONN { break }
            throw ConnectError(code: code, path: path)
        }
        return stream
    }

    /// Writes all bytes.
    func write(_ bytes: [UInt8], within time: Duration?) throws(Failure) {
        let deadline = Deadline(within: time)
        var position = 0
        while position < bytes.count {
            try wait(output, Int16(POLLOUT), deadline)
            let count = bytes.withUnsafeBytes { writeSome(UnsafeRawBufferPointer(rebasing: $0[position...])) }
            if count >= 0 {
                position += count
            } else if errno != EINTR && errno != EAGAIN {
                throw .failed(errno)
            }
        }
    }

    /// Reads what is there, at least one byte; nothing at the end.
    func read(into buffer: inout [UInt8], until deadline: Deadline) throws(Failure) -> Int {
        while true {
            try wait(input, Int16(POLLIN), deadline)
            let count = buffer.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            if errno != EINTR && errno != EAGAIN { throw .failed(errno) }
        }
    }

    /// Writes without SIGPIPE: a service that is gone is an error to report, not an end by signal.
    private func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = send(output, bytes.baseAddress, bytes.count, flags)
        guard count < 0, errno == ENOTSOCK else { return count }
        var pipeSignal = sigset_t()
        var before = sigset_t()
        sigemptyset(&pipeSignal)
        sigaddset(&pipeSignal, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipeSignal, &before)
        let written = Glibc.write(output, bytes.baseAddress, bytes.count)
        let code = errno
        if written < 0 && code == EPIPE && sigismember(&before, SIGPIPE) == 0 {
            var none = timespec(tv_sec: 0, tv_nsec: 0)
            sigtimedwait(&pipeSignal, nil, &none)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        errno = code
        return written
    }

    private func wait(_ descriptor: Int32, _ events: Int16, _ deadline: Deadline) throws(Failure) {
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        while true {
            let count = poll(&entry, 1, deadline.remainingMilliseconds)
            if count > 0 { return }
            if count == 0 { throw .timedOut }
            if errno != EINTR { throw .failed(errno) }
        }
    }
}

/// A moment by which something has to be done, or none.
struct Deadline {
    private let moment: ContinuousClock.Instant?

    init(within time: Duration?) {
        moment = time.map { ContinuousClock.now + $0 }
    }

    /// For poll(2): -1 without end.
    var remainingMilliseconds: Int32 {
        guard let moment else { return -1 }
        let left = ContinuousClock.now.duration(to: moment)
        guard left > .zero else { return 0 }
        return left < .seconds(1_000_000) ? Int32(left / .milliseconds(1)) + 1 : 1_000_000_000
    }
}

extension timeval {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        // Zero would mean: without end.
        self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000) | 1)
    }
}

extension ConnectError {
    fileprivate init(code: Int32, path: String) {
        self.init(code: code, path: path, problem: String(cString: strerror(code)))
    }

    static func kind(of code: Int32) -> Kind {
        switch code {
        case ENOENT, ENOTDIR: .notThere
        case ECONNREFUSED: .refused
        case EACCES, EPERM: .notPermitted
        case EAGAIN, ETIMEDOUT, EINPROGRESS, EALREADY: .timedOut
        default: .other(code)
        }
    }
}
