// Small files that others rely on: written so that a reader sees the old content or the new one, whole, and
// so that a power cut does not take the new one back.

import Glibc

/// What the file system said when a file could not be read or written.
public struct FileFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was being done: "read", "write".
    public let operation: String
    /// To which file or directory.
    public let path: String
    /// The error number (errno.h); 0 for what is no failure of the system.
    public let code: Int32
    /// What it means, in words.
    public let message: String

    /// A finding of our own about a file.
    public init(_ operation: String, _ path: String, message: String) {
        (self.operation, self.path, code, self.message) = (operation, path, 0, message)
    }

    /// What `errno` says.
    init(_ operation: String, _ path: String) {
        (self.operation, self.path, code) = (operation, path, errno)
        message = String(cString: strerror(errno))
    }

    public var description: String { "cannot \(operation) \(path): \(message)" }
}

/// Reading and writing of small files.
public enum Files {
    /// The bytes of a regular file; nil when there is none of that name.
    ///
    /// - Parameter limit: the most bytes that the file may have.
    public static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]? {
        // O_NONBLOCK: a FIFO that somebody put there must not hang us.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileFailure("read", path)
        }
        defer { close(descriptor) }
        try requireRegular(descriptor, "read", path)
        return try read(descriptor, path: path, limit: limit)
    }

    /// Refuses what is no file: a device or a pipe may never end, and a directory cannot be read.
    static func requireRegular(
        _ descriptor: Int32, _ operation: String, _ path: String
    ) throws(FileFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFailure(operation, path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileFailure(operation, path, message: "it is not a regular file")
        }
    }

    /// All bytes from an open descriptor, such as standard input.
    public static func read(_ descriptor: Int32, path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let (piece, count) = piece(65_536) { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw FileFailure("read", path)
            }
            guard count <= limit - bytes.count else {
                throw FileFailure("read", path, message: "it is longer than \(limit) bytes")
            }
            bytes += piece
        }
    }

    /// Puts a file in place of the one of that name, in one step, and waits until it is on disk.
    ///
    /// - Parameter mode: its permissions, whatever the umask.
    public static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o644) throws(FileFailure)
    {
        try Folder(parent(of: path)).replace(name(of: path), with: bytes, mode: mode)
    }

    /// One read of at most `length` bytes: what was read, and what the call answered.
    static func piece(
        _ length: Int, _ read: (UnsafeMutableRawBufferPointer) -> Int
    ) -> (bytes: [UInt8], count: Int) {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, initialized in
            count = read(UnsafeMutableRawBufferPointer(buffer))
            initialized = max(0, count)
        }
        return (bytes, count)
    }

    /// Writes all bytes to an open descriptor.
    public static func write(
        _ bytes: [UInt8], to descriptor: Int32, path: String
    ) throws(FileFailure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw FileFailure("write", path)
            }
            written += count
        }
    }

    /// Removes a file, if it is there.
    public static func remove(_ path: String) throws(FileFailure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure("remove", path) }
    }

    /// Gives a file another's name, in place of that one, and waits until it is on disk.
    public static func move(_ path: String, to other: String) throws(FileFailure) {
        guard rename(path, other) == 0 else { throw FileFailure("move", path) }
        try sync(directory: parent(of: other))
    }

    /// Makes a directory and those above it, as far as they are not there.
    public static func makeDirectory(_ path: String, mode: UInt32 = 0o755) throws(FileFailure) {
        if mkdir(path, mode) == 0 { return try sync(directory: parent(of: path)) }
        if errno == EEXIST { return }
        guard errno == ENOENT, path.utf8.count > 1 else { throw FileFailure("make the directory", path) }
        try makeDirectory(parent(of: path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileFailure("make the directory", path) }
        try sync(directory: parent(of: path))
    }

    /// Makes the names in a directory survive a power cut.
    public static func sync(directory path: String) throws(FileFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure("write", path) }
    }

    /// The names in a directory, in order, without `.` and `..`; none when it is not there.
    public static func names(in path: String) throws(FileFailure) -> [String] {
        guard let directory = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw FileFailure("read", path)
        }
        return names(reading: directory)
    }

    static func names(reading directory: OpaquePointer) -> [String] {
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What a name is of; nil when there is nothing of that name.
    public static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return kind(status)
    }

    static func kind(_ status: stat) -> Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(bytes: Int(status.st_size))
        case S_IFDIR: return .directory
        default: return .other
        }
    }

    /// What a name in the file system stands for.
    public enum Kind: Sendable, Equatable {
        case file(bytes: Int)
        case directory
        case other
    }

    /// The last step of a path.
    static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }
}
