// Files that clients hand over piece by piece, to be imported, restored or attached. Each belongs to the user who
// began it and to the connection that sends it: it goes when that ends, when nothing came for a while, or when it
// has been taken. Its length is what is on disk.

import ControlServer
import Glibc
import Governance
import Synchronization

/// The uploads under way.
final class Uploads: Sendable {
    private struct Upload {
        let owner: UInt32
        let file: UploadedFile
        var touched: ContinuousClock.Instant
    }

    private struct Kept {
        var uploads: [String: Upload] = [:]
        var count = 0
    }

    private let directory: Int32
    private let kept = Mutex(Kept())

    /// - Parameter path: a folder for the files; emptied, as what a daemon before left is of no use.
    init(directory path: String) throws(IOFailure) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw IOFailure("make \(path)") }
        // Held open, and never through a link: what lies elsewhere is not ours to delete.
        directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard directory >= 0 else {
            throw IOFailure("open \(path), which has to be a folder and no link; remove it")
        }
        try empty(path)
    }

    deinit { close(directory) }

    private func empty(_ path: String) throws(IOFailure) {
        let copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let folder = fdopendir(copy) else { throw IOFailure("open \(path)") }
        defer { closedir(folder) }
        while let item = readdir(folder) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".ndjson") { unlinkat(directory, name, 0) }
        }
    }

    /// Adds a piece to an upload, or begins one.
    ///
    /// - Parameter reply: of the call that brings the piece: the upload ends with its connection.
    /// - Returns: the name by which it goes on.
    func add(_ piece: [UInt8], to name: String?, by caller: Caller, _ reply: Replier) throws -> String {
        let name = try name ?? begin(caller, reply)
        let file = try kept.withLock { kept throws(Rejection) in
            guard var upload = kept.uploads[name], upload.owner == caller.uid else {
                throw Self.unknown(name)
            }
            upload.touched = .now
            kept.uploads[name] = upload
            return upload.file
        }
        let others = kept.withLock { kept in
            kept.uploads.values.reduce(0) {
                $0 + ($1.owner == caller.uid && $1.file !== file ? $1.file.length : 0)
            }
        }
        guard file.length + piece.count <= Limits.uploadBytesOfUser - others else {
            forget(name)
            throw Rejection(
                "upload-size", name,
                "Your uploads in progress would be longer than \(Limits.uploadBytesOfUser) bytes.",
                remedy: "Import the file in parts.")
        }
        try file.append(piece)
        return name
    }

    private func begin(_ caller: Caller, _ reply: Replier) throws -> String {
        let name = try kept.withLock { kept in
            let own = kept.uploads.values.count { $0.owner == caller.uid }
            guard own < Limits.uploadsOfUser, kept.uploads.count < Limits.uploads else {
                throw Rejection(
                    "uploads", "log",
                    own < Limits.uploadsOfUser
                        ? "\(Limits.uploads) uploads are already in progress."
                        : "\(Limits.uploadsOfUser) uploads of yours are already in progress.",
                    remedy: "Try again when one has ended. One that receives nothing for "
                        + "\(Limits.uploadTime / 60) minutes ends by itself.")
            }
            kept.count += 1
            let name = "upload-\(kept.count)"
            let file = try UploadedFile(in: directory, name: "\(name).ndjson")
            kept.uploads[name] = Upload(owner: caller.uid, file: file, touched: .now)
            return name
        }
        reply.onDisconnect { [weak self] in self?.forget(name) }
        return name
    }

    /// Takes a whole upload. Its file goes when it has been read.
    func take(_ name: String, by caller: Caller) throws -> UploadedFile {
        try kept.withLock { kept in
            guard let upload = kept.uploads[name], upload.owner == caller.uid else {
                throw Self.unknown(name)
            }
            kept.uploads.removeValue(forKey: name)
            return upload.file
        }
    }

    /// Lets go of those to which nothing came for too long.
    func expire(now: ContinuousClock.Instant = .now) {
        kept.withLock { kept in
            for (name, upload) in kept.uploads
            where now - upload.touched > .seconds(Limits.uploadTime) { kept.uploads[name] = nil }
        }
    }

    private func forget(_ name: String) { kept.withLock { $0.uploads[name] = nil } }

    private static func unknown(_ name: String) -> Rejection {
        Rejection(
            "known-upload", name, "There is no upload \"\(name)\" of yours.",
            remedy:
                "Upload the first piece without a name. An upload ends with its connection, or after "
                + "\(Limits.uploadTime / 60) minutes without a piece.")
    }
}

/// A file that is being uploaded, and is then read once from front to back.
///
/// It has no name any more from the moment it is open: nothing is left of it when the last reference goes,
/// however the daemon ends.
final class UploadedFile: Sendable {
    let descriptor: Int32

    fileprivate init(in directory: Int32, name: String) throws(IOFailure) {
        descriptor = openat(
            directory, name, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw IOFailure("begin an upload") }
        unlinkat(directory, name, 0)
    }

    deinit { close(descriptor) }

    /// All of the file.
    ///
    /// - Throws: ``Rejection`` if it is longer than that many bytes.
    func whole(atMost limit: Int) throws -> [UInt8] {
        guard length <= limit else {
            throw Rejection(
                "upload-size", "submission",
                "This has \(length) bytes, and the limit at one time is \(limit).",
                remedy: "Split the file and submit its parts one after the other.")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        let next = reading()
        while let piece = try next() { bytes += piece }
        return bytes
    }

    /// How long it is, on disk.
    var length: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    fileprivate func append(_ piece: [UInt8]) throws(IOFailure) {
        let before = length
        var written = 0
        while written < piece.count {
            let count = piece.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + written }, piece.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let failure = IOFailure("write an upload")
                // A piece is there as a whole or not at all, so that it can be sent again.
                ftruncate(descriptor, off_t(before))
                throw failure
            }
            written += count
        }
    }

    /// Gives the pieces of the file, one after the other. Each call of this begins at the front again.
    func reading() -> @Sendable () throws -> [UInt8]? {
        let position = Mutex(0)
        return { [self] in
            let start = position.withLock { $0 }
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            let count = pread(descriptor, &buffer, buffer.count, off_t(start))
            guard count >= 0 else { throw IOFailure("read an upload") }
            position.withLock { $0 = start + count }
            return count == 0 ? nil : Array(buffer[..<count])
        }
    }
}

/// Something that the operating system would not do.
struct IOFailure: Error, Sendable, CustomStringConvertible {
    let description: String

    init(_ what: String, _ error: Int32 = errno) {
        description = "cannot \(what): \(String(cString: strerror(error)))"
    }
}
