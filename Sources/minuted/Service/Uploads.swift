// Files that clients hand over piece by piece, to be imported or restored. They lie in the state directory
// until they are taken, and belong to whoever began them.

import Glibc
import Governance
import Synchronization

/// The uploads under way.
final class Uploads: Sendable {
    private struct Upload {
        let owner: String
        let path: String
        var length: Int
    }

    private struct Kept {
        var uploads: [String: Upload] = [:]
        var count = 0
    }

    private let directory: String
    private let kept = Mutex(Kept())

    /// The largest file taken: more would be for `minuted` to read by itself.
    static let longest = 8 << 30
    /// How many may be under way at once.
    static let most = 8

    /// - Parameter directory: a folder for the files; emptied, as what a daemon before left is of no use.
    init(directory: String) throws(IOFailure) {
        self.directory = directory
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw IOFailure("make \(directory)") }
        guard let folder = opendir(directory) else { throw IOFailure("open \(directory)") }
        defer { closedir(folder) }
        while let item = readdir(folder) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".ndjson") { unlink("\(directory)/\(name)") }
        }
    }

    /// Adds a piece to an upload, or begins one.
    ///
    /// - Returns: the name by which it goes on.
    func add(_ piece: [UInt8], to name: String?, by owner: String) throws -> String {
        try kept.withLock { kept in
            let name = try name ?? begin(&kept, owner)
            guard var upload = kept.uploads[name], upload.owner == owner else { throw Self.unknown(name) }
            guard upload.length + piece.count <= Self.longest else {
                throw Rejection("upload-size", name, "The file is too large.", remedy: "Import it in parts.")
            }
            let descriptor = open(upload.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw IOFailure("write \(upload.path)") }
            defer { close(descriptor) }
            guard write(descriptor, piece, piece.count) == piece.count else {
                throw IOFailure("write \(upload.path)")
            }
            upload.length += piece.count
            kept.uploads[name] = upload
            return name
        }
    }

    private func begin(_ kept: inout Kept, _ owner: String) throws -> String {
        // One that was never finished makes room for its owner's next.
        if kept.uploads.count >= Self.most {
            guard let old = kept.uploads.first(where: { $0.value.owner == owner })?.key else {
                throw Rejection(
                    "uploads", "log", "\(Self.most) uploads are under way already.",
                    remedy: "Try again later.")
            }
            if let upload = kept.uploads.removeValue(forKey: old) { unlink(upload.path) }
        }
        kept.count += 1
        let name = "upload-\(kept.count)"
        kept.uploads[name] = Upload(owner: owner, path: "\(directory)/\(name).ndjson", length: 0)
        return name
    }

    /// Takes a whole upload. Its file goes when it has been read.
    func take(_ name: String, by owner: String) throws -> UploadedFile {
        let upload = try kept.withLock { kept in
            guard let upload = kept.uploads[name], upload.owner == owner else { throw Self.unknown(name) }
            kept.uploads.removeValue(forKey: name)
            return upload
        }
        return try UploadedFile(path: upload.path)
    }

    private static func unknown(_ name: String) -> Rejection {
        Rejection(
            "known-upload", name, "There is no upload \"\(name)\" of yours.",
            remedy: "Upload the file's first piece without a name.")
    }
}

/// A file that was uploaded, read once from front to back.
final class UploadedFile: Sendable {
    private let descriptor: Int32

    init(path: String) throws(IOFailure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw IOFailure("read \(path)") }
        unlink(path)
    }

    deinit { close(descriptor) }

    /// All of the file.
    ///
    /// - Throws: ``Rejection`` if it is longer than that many bytes.
    func whole(atMost limit: Int) throws -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw IOFailure("read an upload") }
        guard Int(status.st_size) <= limit else {
            throw Rejection(
                "upload-size", "submission",
                "This is \(status.st_size) bytes; at most \(limit) are recorded in one go.",
                remedy: "Divide the file and submit its parts one after the other.")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size))
        while let piece = try pieces() { bytes += piece }
        return bytes
    }

    /// The pieces of the file, one after the other.
    var pieces: @Sendable () throws -> [UInt8]? {
        { [self] in
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            let count = read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw IOFailure("read an upload") }
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
