// The socket that clients connect to: made here, or handed over by the service manager.

internal import Control
internal import Glibc

/// Why the service cannot listen.
public enum ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another service answers on this path.
    case taken(path: String)
    /// There is a file at this path that is no socket.
    case notASocket(path: String)
    /// The path is empty or longer than a socket's may be.
    case pathTooLong(path: String)
    /// The descriptor that was handed over is no listening Unix socket.
    case notListening(descriptor: Int32)
    /// The service has been stopped.
    case stopped
    /// A system call failed, with its error number (errno(3)).
    case failed(path: String, step: String, code: Int32)

    public var description: String {
        switch self {
        case .taken(let path): "another service listens on \(path) already"
        case .notASocket(let path): "\(path) exists and is no socket; it is left as it is"
        case .pathTooLong(let path):
            "\(path) is empty or longer than the \(UnixSocketPath.greatestLength) bytes of a socket's path"
        case .notListening(let descriptor): "descriptor \(descriptor) is no listening Unix socket"
        case .stopped: "the service has been stopped"
        case .failed(let path, let step, let code):
            "cannot listen on \(path): \(step): \(String(cString: strerror(code)))"
        }
    }
}

/// A Unix socket that listens.
struct ListeningSocket: Sendable {
    let descriptor: Int32
    /// The file that was made for it; nil if it was handed over.
    private let file: File?

    /// A socket's file, to tell it from another that has taken its place.
    private struct File: Sendable {
        let path: String
        let device: UInt
        let inode: UInt
    }

    /// The greatest number of clients that wait to be accepted.
    private static let backlog: Int32 = 512

    /// Takes over a socket that listens already.
    init(inherited descriptor: Int32) throws(ListenError) {
        var domain: Int32 = 0
        var listens: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &length) == 0, domain == AF_UNIX,
            getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0, listens != 0
        else { throw .notListening(descriptor: descriptor) }
        self.descriptor = descriptor
        file = nil
    }

    /// Makes a socket at a path.
    ///
    /// A file that a service left behind is removed, but only if it is a socket on which nobody answers.
    /// Meanwhile the directory is locked, so that of two services that start at once one gives way.
    ///
    /// - Parameter mode: the file's permissions. It never has more, not for a moment.
    init(path: String, mode: mode_t) throws(ListenError) {
        guard let address = UnixSocketPath(path) else { throw .pathTooLong(path: path) }
        let lock = try DirectoryLock(of: path)
        defer { lock.release() }
        try Self.removeStale(path, address)
        let descriptor = try Self.makeSocket(path)
        do throws(ListenError) {
            // What fchmod sets, bind only takes away from.
            try check(fchmod(descriptor, mode), "setting its mode", path)
            try check(address.withAddress { bind(descriptor, $0, $1) }, "binding", path)
            try check(chmod(path, mode), "setting its mode", path)
            try check(listen(descriptor, Self.backlog), "listening", path)
            var status = stat()
            try check(lstat(path, &status), "looking at it", path)
            file = File(path: path, device: UInt(status.st_dev), inode: UInt(status.st_ino))
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    /// Removes the socket's file, unless another has taken its place.
    func removeFile() {
        guard let file else { return }
        var status = stat()
        guard lstat(file.path, &status) == 0, UInt(status.st_dev) == file.device,
            UInt(status.st_ino) == file.inode
        else { return }
        unlink(file.path)
    }

    private static func makeSocket(_ path: String) throws(ListenError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        try check(descriptor, "making a socket", path)
        return descriptor
    }

    private static func removeStale(_ path: String, _ address: UnixSocketPath) throws(ListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw .failed(path: path, step: "looking at it", code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let probe = try makeSocket(path)
        defer { close(probe) }
        let outcome = address.withAddress { connect(probe, $0, $1) } == 0 ? 0 : errno
        switch outcome {
        case ECONNREFUSED: try check(unlink(path), "removing what was left behind", path)
        // A full backlog is somebody's backlog.
        case 0, EAGAIN, EINPROGRESS: throw .taken(path: path)
        default: throw .failed(path: path, step: "asking whether it is taken", code: outcome)
        }
    }
}

/// Keeps other services from making or removing sockets in a directory.
private struct DirectoryLock {
    private let descriptor: Int32

    init(of path: String) throws(ListenError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(descriptor, "opening \(directory)", path)
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
        let code = errno
        close(descriptor)
        if code == EWOULDBLOCK { throw .taken(path: path) }
        throw .failed(path: path, step: "locking \(directory)", code: code)
    }

    func release() { close(descriptor) }
}

private func check(_ result: Int32, _ step: String, _ path: String) throws(ListenError) {
    guard result < 0 else { return }
    throw .failed(path: path, step: step, code: errno)
}
