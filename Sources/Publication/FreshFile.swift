// A file of a name that nothing has yet: it has no name at all until it is whole and on disk, so nothing is ever
// written over, and nothing is left behind.

import Glibc

/// A file that comes to be only once it is written whole. Goes, if it is not finished.
public final class FreshFile {
    private let folder: Folder
    private let name: String
    /// Its name until then, on a file system where a file has to have one.
    private let temporary: String?
    private let descriptor: Int32

    /// Begins a file beside its place.
    ///
    /// - Throws: ``FileFailure`` with the code EEXIST if there is something of that name.
    public init(_ path: String, mode: UInt32) throws(FileFailure) {
        folder = try Folder(Files.parent(of: path))
        name = Files.name(of: path)
        let place = try folder.place(name)
        var status = stat()
        guard fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) != 0 else {
            errno = EEXIST
            throw FileFailure("write", place)
        }
        // O_TMPFILE, which Swift does not import.
        let nameless = openat(folder.descriptor, ".", 0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, mode)
        if nameless >= 0 {
            (descriptor, temporary) = (nameless, nil)
            return
        }
        let partial = ".\(name).\(getpid()).partial"
        descriptor = openat(
            folder.descriptor, partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        temporary = descriptor >= 0 ? partial : nil
        guard descriptor >= 0 else { throw FileFailure("write", place) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if let temporary { unlinkat(folder.descriptor, temporary, 0) }
    }

    public func write(_ bytes: [UInt8]) throws(FileFailure) {
        try Files.write(bytes, to: descriptor, path: "\(folder.path)/\(name)")
    }

    /// Waits until it is on disk, gives it its name, and waits until that is.
    ///
    /// - Throws: ``FileFailure`` with the code EEXIST if something has taken the name meanwhile.
    public func finish() throws(FileFailure) {
        guard fsync(descriptor) == 0, link() == 0 else {
            throw FileFailure("write", "\(folder.path)/\(name)")
        }
        try folder.sync()
    }

    private func link() -> Int32 {
        guard let temporary else {
            return linkat(
                AT_FDCWD, "/proc/self/fd/\(descriptor)", folder.descriptor, name, AT_SYMLINK_FOLLOW)
        }
        if linkat(folder.descriptor, temporary, folder.descriptor, name, 0) == 0 { return 0 }
        guard errno != EEXIST else { return -1 }
        // A file system without hard links.
        return renameat(folder.descriptor, temporary, folder.descriptor, name)
    }
}
