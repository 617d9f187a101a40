// The directory that holds the log: made private to its owner, and locked so that no two daemons share it.

import Glibc

/// A state directory that this process alone has open.
///
/// The lock is `flock` on the file `lock`: the kernel lets go of it when the process ends, however it ends.
final class StateDirectory: Sendable {
    let path: String
    private let lock: Int32

    /// Makes the directory if need be (0700), and locks it.
    init(path: String) throws(LedgerError) {
        self.path = path
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw .storage(StorageFailure(errno: errno, operation: "make the directory \(path)"))
        }
        try Self.makePrivate(path, 0o700)
        lock = try Self.openPrivate(path + "/lock")
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(lock)
            if code == EWOULDBLOCK { throw .directoryInUse(path: path) }
            throw .storage(StorageFailure(errno: code, operation: "lock \(path)/lock"))
        }
    }

    deinit {
        // A program that another thread starts at this moment has the descriptor too until it is executed, and
        // with it the lock: so it is let go of, and not only closed.
        flock(lock, LOCK_UN)
        close(lock)
    }

    /// Makes sure that a file is there that only its owner can read, before SQLite opens it: the files
    /// that SQLite puts beside it get the same mode.
    ///
    /// Not to be called while SQLite has the file open: closing it here would drop SQLite's locks on it.
    func preparePrivateFile(_ name: String) throws(LedgerError) -> String {
        let file = path + "/" + name
        close(try Self.openPrivate(file))
        return file
    }

    /// Makes the names of new files survive a power cut.
    func sync() throws(LedgerError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else {
            throw .storage(StorageFailure(errno: errno, operation: "open the directory \(path)"))
        }
        defer { close(directory) }
        guard fsync(directory) == 0 else {
            throw .storage(StorageFailure(errno: errno, operation: "write the directory \(path) to disk"))
        }
    }

    private static func openPrivate(_ file: String) throws(LedgerError) -> Int32 {
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .storage(StorageFailure(errno: errno, operation: "open \(file)"))
        }
        guard fchmod(descriptor, 0o600) == 0 else {
            let code = errno
            close(descriptor)
            throw .storage(StorageFailure(errno: code, operation: "make \(file) private"))
        }
        return descriptor
    }

    private static func makePrivate(_ path: String, _ mode: mode_t) throws(LedgerError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .storage(StorageFailure(errno: errno, operation: "look at \(path)"))
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .storage(StorageFailure(errno: ENOTDIR, operation: "use \(path) as state directory"))
        }
        guard status.st_mode & 0o777 != mode else { return }
        guard chmod(path, mode) == 0 else {
            throw .storage(StorageFailure(errno: errno, operation: "make \(path) private"))
        }
    }
}
