// Files that are read and written whole or in pieces, and `-` for standard input and output.

import Glibc
import Publication

/// A file that is read from its beginning to its end.
final class InputFile {
    /// The name as it stands in messages.
    let name: String
    /// The size in bytes; nil where it is not known, as of standard input.
    let size: Int?
    private let descriptor: Int32

    /// Opens a file; `-` is the standard input.
    init(_ path: String) throws(Failure) {
        guard path != "-" else {
            (name, size, descriptor) = ("standard input", nil, STDIN_FILENO)
            return
        }
        name = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let problem = String(cString: strerror(errno))
            throw Failure(.usage, "\(path) cannot be read: \(problem).")
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isKnown ? Int(status.st_size) : nil
    }

    deinit {
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// Reads up to so many bytes; none at the end.
    func read(_ count: Int) throws(Failure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        while true {
            let found = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if found >= 0 { return Array(buffer[..<found]) }
            guard errno == EINTR else {
                throw Failure(.usage, "\(name) cannot be read: \(String(cString: strerror(errno))).")
            }
        }
    }

    /// Reads all of the rest.
    ///
    /// - Parameter limit: more bytes than this are refused.
    func readAll(atMost limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = try read(1 << 16)
            if piece.isEmpty { return bytes }
            bytes += piece
            guard bytes.count <= limit else {
                throw Failure(
                    .usage,
                    "\(name) is too long to send in one piece: the limit is \(limit / 1024) KiB.",
                    ["Split it into smaller files and send them one after the other."])
            }
        }
    }
}

/// A file that comes to be only once it is written whole, or standard output.
final class OutputFile {
    private let path: String?
    private var file: FreshFile?

    /// Begins a file, beside its place; standard output if `path` is nil or `-`.
    ///
    /// - Parameter mode: who may read it.
    /// - Throws: ``Failure`` too if there is a file of that name: nothing is ever written over.
    init(_ path: String?, mode: mode_t = 0o640) throws(Failure) {
        guard let path, path != "-" else {
            (self.path, file) = (nil, nil)
            return
        }
        self.path = path
        do { file = try FreshFile(path, mode: mode) } catch { throw Self.failure(path, error) }
    }

    func write(_ text: String) throws(Failure) { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws(Failure) {
        guard let path else { return try FileDescriptor.standardOutput.stream(bytes) }
        do { try file?.write(bytes) } catch { throw Self.failure(path, error) }
    }

    /// Makes the file durable and gives it its name.
    func finish() throws(Failure) {
        guard let path else { return }
        do { try file?.finish() } catch { throw Self.failure(path, error) }
        file = nil
    }

    /// Takes back what was written.
    func abandon() { file = nil }

    private static func failure(_ path: String, _ error: FileFailure) -> Failure {
        guard error.code != EEXIST else {
            return Failure(.usage, "\(path) already exists.", ["Give another name, or remove the file."])
        }
        return Failure(.refused, "\(path) cannot be written: \(error.message).")
    }
}

/// Files that are added to.
enum FileBytes {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Adds text to the end of a file, on a line of its own, and creates the file if needed.
    static func append(_ text: String, to path: String) throws(Failure) {
        guard !text.isEmpty else { return }
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var last: UInt8 = UInt8(ascii: "\n")
        let size = lseek(descriptor, 0, SEEK_END)
        if size > 0 { pread(descriptor, &last, 1, size - 1) }
        let bytes = Array(((last == UInt8(ascii: "\n") ? "" : "\n") + text).utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw failure(path)
        }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.refused, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}
