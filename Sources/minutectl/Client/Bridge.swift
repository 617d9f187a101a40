// The bridge: copies bytes between this process's input and output and the daemon's socket, both ways at
// once, so that ssh can carry the daemon's protocol.

import Control
import Glibc

/// One direction of the bridge.
private struct Channel {
    let source: Int32
    let target: Int32
    /// Read but not written yet. A pipe that is ready takes at least this much without blocking (PIPE_BUF,
    /// pipe(7)), so that neither direction can hold up the other.
    private var pending: [UInt8] = []
    private(set) var isOpen = true
    static let pieceSize = 4096

    init(from source: Int32, to target: Int32) {
        (self.source, self.target) = (source, target)
    }

    /// What the direction waits for: something to read, or room to write what was read.
    var waiting: pollfd {
        guard isOpen else { return pollfd(fd: -1, events: 0, revents: 0) }
        return pending.isEmpty
            ? pollfd(fd: source, events: Int16(POLLIN), revents: 0)
            : pollfd(fd: target, events: Int16(POLLOUT), revents: 0)
    }

    /// Takes the step that the direction waited for.
    mutating func advance() {
        if pending.isEmpty { read() } else { write() }
    }

    private mutating func read() {
        var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
        let count = buffer.withUnsafeMutableBytes { Glibc.read(source, $0.baseAddress, $0.count) }
        if count > 0 {
            pending = Array(buffer[..<count])
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            isOpen = false
        }
    }

    private mutating func write() {
        let count = pending.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
        if count >= 0 {
            pending.removeFirst(count)
        } else if errno != EINTR && errno != EAGAIN {
            isOpen = false
        }
    }
}

/// Copies bytes between a socket and a pair of descriptors.
enum Bridge {
    /// Connects to the daemon's socket.
    static func connect(to path: String) throws(Failure) -> Int32 {
        func failure(_ problem: String) -> Failure {
            Failure(
                .unreachable, "The daemon cannot be reached at \(path): \(problem).",
                ["Start it with `systemctl start minuted.socket` on this machine."])
        }
        guard let address = UnixSocketPath(path) else { throw failure("the path is empty or too long") }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        guard address.withAddress({ Glibc.connect(descriptor, $0, $1) }) == 0 else {
            let problem = String(cString: strerror(errno))
            close(descriptor)
            throw failure(problem)
        }
        return descriptor
    }

    /// Copies until the socket has nothing more to say.
    ///
    /// The end of the input is passed on; replies to what was said before it still come through.
    static func run(socket: Int32, input: Int32, output: Int32) {
        var up = Channel(from: input, to: socket)
        var down = Channel(from: socket, to: output)
        while down.isOpen {
            let wasUp = up.isOpen
            var entries = [up.waiting, down.waiting]
            if poll(&entries, 2, -1) < 0 {
                guard errno == EINTR else { return }
                continue
            }
            if entries[0].revents != 0 { up.advance() }
            if entries[1].revents != 0 { down.advance() }
            if wasUp && !up.isOpen { shutdown(socket, Int32(SHUT_WR)) }
        }
    }
}
