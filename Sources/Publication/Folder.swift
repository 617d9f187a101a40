// The one way in which files are written: new, below a directory that is held open, never through a link, in
// place of another in one step, and on disk before anybody relies on them.

import Glibc

/// A directory that is held open. Whatever is done below it is done there, wherever its path leads meanwhile.
///
/// Only the path that was given may lead through links: whoever names a directory means it. Names below it are
/// looked up without following any.
public final class Folder: Sendable {
    /// How it was found, for messages.
    public let path: String
    let descriptor: Int32

    /// Opens a directory.
    ///
    /// - Parameter mode: made with these permissions, as are those above it, if it is not there; nil to refuse.
    public init(_ path: String, making mode: UInt32? = nil) throws(FileFailure) {
        if let mode { try Files.makeDirectory(path, mode: mode) }
        self.path = path
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
    }

    private init(_ path: String, _ descriptor: Int32) { (self.path, self.descriptor) = (path, descriptor) }

    deinit { close(descriptor) }

    /// The directory of a name below, which may have several steps; nil if it is not there.
    ///
    /// - Parameter mode: made with these permissions if it is not there.
    public func folder(_ name: String, making mode: UInt32? = nil) throws(FileFailure) -> Folder? {
        var current = self
        for step in name.split(separator: "/", omittingEmptySubsequences: false) {
            guard let next = try current.step(String(step), mode) else { return nil }
            current = next
        }
        return current
    }

    private func step(_ name: String, _ mode: UInt32?) throws(FileFailure) -> Folder? {
        let path = try place(name)
        if let mode {
            if mkdirat(descriptor, name, mode) == 0 {
                try sync()
            } else if errno != EEXIST {
                throw FileFailure("make the directory", path)
            }
        }
        let found = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if found < 0, errno == ENOENT { return nil }
        guard found >= 0 else { throw Self.failure("open", path) }
        return Folder(path, found)
    }

    /// The bytes of a regular file; nil when there is none of that name.
    public func read(_ name: String, limit: Int) throws(FileFailure) -> [UInt8]? {
        let path = try place(name)
        let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw Self.failure("read", path) }
        defer { close(file) }
        try Files.requireRegular(file, "read", path)
        return try Files.read(file, path: path, limit: limit)
    }

    /// The bytes of a regular file of a name that may have several steps; nil when there is none of that name.
    public func read(below name: String, limit: Int) throws(FileFailure) -> [UInt8]? {
        guard let slash = name.lastIndex(of: "/") else { return try read(name, limit: limit) }
        return try folder(String(name[..<slash]))?.read(
            String(name[name.index(after: slash)...]), limit: limit)
    }

    /// What a name is of, which may be a link; nil when there is nothing of that name.
    public func kind(_ name: String) throws(FileFailure) -> Files.Kind? {
        _ = try place(name)
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return Files.kind(status)
    }

    /// Begins a file that takes the name, in place of one that has it, when it is finished.
    public func begin(_ name: String, mode: UInt32 = 0o644) throws(FileFailure) -> NewFile {
        try NewFile(in: self, name, mode: mode)
    }

    /// Puts a file in place of the one of that name, in one step, and waits until it is on disk.
    public func replace(_ name: String, with bytes: [UInt8], mode: UInt32 = 0o644) throws(FileFailure) {
        let file = try begin(name, mode: mode)
        try file.write(bytes)
        try file.finish()
    }

    /// Opens a regular file to be read and appended to, made if it is not there.
    func openForAppending(_ name: String) throws(FileFailure) -> Int32 {
        let path = try place(name)
        let file = openat(
            descriptor, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
        guard file >= 0 else { throw Self.failure("open", path) }
        do { try Files.requireRegular(file, "open", path) } catch {
            close(file)
            throw error
        }
        return file
    }

    /// Removes a file, if it is there.
    public func remove(_ name: String) throws(FileFailure) {
        let path = try place(name)
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw FileFailure("remove", path) }
    }

    /// Removes a directory, if it is there and empty.
    func removeFolder(_ name: String) { unlinkat(descriptor, name, AT_REMOVEDIR) }

    /// The names in it, in order, without `.` and `..`.
    public func names() throws(FileFailure) -> [String] {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw FileFailure("read", path) }
        guard let directory = fdopendir(copy) else {
            close(copy)
            throw FileFailure("read", path)
        }
        return Files.names(reading: directory)
    }

    /// Makes the names in it survive a power cut.
    public func sync() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw FileFailure("write", path) }
    }

    /// Waits until everything on its file system is on disk: sooner than many files one by one.
    func syncFileSystem() throws(FileFailure) {
        // syncfs(2) is not in the headers that Swift reads.
        typealias Function = @convention(c) (Int32) -> Int32
        guard let found = dlsym(nil, "syncfs") else { return Glibc.sync() }
        guard unsafeBitCast(found, to: Function.self)(descriptor) == 0 else {
            throw FileFailure("write", path)
        }
    }

    /// The path of a name below.
    func place(_ name: String) throws(FileFailure) -> String {
        let path = "\(self.path)/\(name)"
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(UInt8(ascii: "/")),
            !name.utf8.contains(0)
        else { throw FileFailure("use", path, message: "it is not the name of a file") }
        return path
    }

    static func failure(_ operation: String, _ path: String) -> FileFailure {
        // What a link is answered with does not say that it is one.
        errno == ELOOP || errno == ENOTDIR
            ? FileFailure(operation, path, message: "it is a link or not what it should be; remove it")
            : FileFailure(operation, path)
    }
}

/// A file that takes its name only once it is whole and on disk. Goes, if it is not finished.
public final class NewFile {
    private let folder: Folder
    private let name: String
    private let temporary: String
    private let descriptor: Int32
    private var isNamed = false

    /// Begins a file beside its place.
    public convenience init(_ path: String, mode: UInt32) throws(FileFailure) {
        try self.init(in: Folder(Files.parent(of: path)), Files.name(of: path), mode: mode)
    }

    init(in folder: Folder, _ name: String, mode: UInt32) throws(FileFailure) {
        (self.folder, self.name, temporary) = (folder, name, name + ".new")
        let path = try folder.place(temporary)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var file = openat(folder.descriptor, temporary, flags, mode)
        if file < 0, errno == EEXIST {
            // Left over by one that was interrupted; whatever it is, only its name goes.
            unlinkat(folder.descriptor, temporary, 0)
            file = openat(folder.descriptor, temporary, flags, mode)
        }
        descriptor = file
        guard file >= 0 else { throw FileFailure("write", path) }
        guard fchmod(file, mode) == 0 else { throw FileFailure("write", path) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if !isNamed { unlinkat(folder.descriptor, temporary, 0) }
    }

    public func write(_ bytes: [UInt8]) throws(FileFailure) {
        try Files.write(bytes, to: descriptor, path: "\(folder.path)/\(temporary)")
    }

    /// Waits until it is on disk, gives it its name, and waits until that is.
    public func finish() throws(FileFailure) {
        try sync()
        try takeName()
        try folder.sync()
    }

    /// Waits until its content is on disk.
    func sync() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw FileFailure("write", "\(folder.path)/\(temporary)") }
    }

    /// Gives it its name. Its content has to be on disk.
    func takeName() throws(FileFailure) {
        guard renameat(folder.descriptor, temporary, folder.descriptor, name) == 0 else {
            throw FileFailure("write", "\(folder.path)/\(name)")
        }
        isNamed = true
    }
}

/// Many new files that take their names together, so that the disk can write them at once.
struct NewFiles {
    private let folder: Folder
    private var folders: [String: Folder] = [:]
    private var files: [NewFile] = []
    /// So many files are synchronised one by one; more, with everything that the file system has to write.
    private static let (few, most) = (16, 256)

    init(in folder: Folder) { self.folder = folder }

    /// The directory of a name with slashes, made if it is not there, and the name in it.
    private mutating func place(_ name: String) throws(FileFailure) -> (Folder, String) {
        guard let slash = name.lastIndex(of: "/") else { return (folder, name) }
        let directory = String(name[..<slash])
        if let known = folders[directory] { return (known, String(name[name.index(after: slash)...])) }
        guard let found = try folder.folder(directory, making: 0o755) else {
            throw FileFailure("open", "\(folder.path)/\(directory)")
        }
        folders[directory] = found
        return (found, String(name[name.index(after: slash)...]))
    }

    /// Writes a file unless it is there already with the same bytes.
    mutating func put(_ name: String, _ bytes: [UInt8]) throws(FileFailure) {
        let (folder, last) = try place(name)
        if try folder.read(last, limit: bytes.count + 1 << 20) == bytes { return }
        let file = try folder.begin(last)
        try file.write(bytes)
        files.append(file)
        if files.count >= Self.most { try finish() }
    }

    /// Has all of them on disk, then named, then the names on disk.
    mutating func finish() throws(FileFailure) {
        if files.count > Self.few {
            try folder.syncFileSystem()
        } else {
            for file in files { try file.sync() }
        }
        for file in files { try file.takeName() }
        for folder in folders.values { try folder.sync() }
        try folder.sync()
        files = []
        folders = [:]
    }
}
