// The files of generations, and the one that says which of them answers.
//
//   <number>.db   a generation
//   search.db     the index of texts (SearchIndex.swift)
//   active        two lines: the generation that answers, and the one before it, kept for going back
//
// `active` is replaced in one step. Any other generation is one that was never finished or is not needed
// any more, and goes at the next start or switch.

import Glibc
import Ledger
import SQLite

/// A folder of generations.
struct GenerationFiles: Sendable {
    /// Which generations count.
    struct Pointer: Equatable {
        var active: Int
        var previous: Int?
    }

    private let path: String

    init(directory path: String) throws(LedgerError) {
        self.path = path
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .storage(Self.failure("make \(path)"))
        }
    }

    private static func failure(_ operation: String) -> StorageFailure {
        StorageFailure(operation: operation, code: Int(errno), message: String(cString: strerror(errno)))
    }

    func file(_ number: Int) -> String { "\(path)/\(number).db" }

    /// Opens a generation to be kept up with the log.
    func open(_ number: Int) throws -> Generation {
        makePrivate(file(number))
        return try Generation(path: file(number))
    }

    /// Opens a generation that is there already.
    ///
    /// - Throws: also when it was folded from another log.
    func openExisting(_ number: Int, of log: LedgerStore) throws -> Generation {
        var status = stat()
        guard lstat(file(number), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw GenerationError.notThere(number)
        }
        let generation = try open(number)
        try generation.require(log)
        return generation
    }

    /// Puts a damaged generation out of the way, where somebody can look at it; the one before it goes.
    func setAside(_ number: Int) {
        for suffix in ["-wal", "-shm", "-journal"] { unlink("\(path)/damaged.db" + suffix) }
        rename(file(number), "\(path)/damaged.db")
        for suffix in ["-wal", "-shm", "-journal"] {
            rename(file(number) + suffix, "\(path)/damaged.db" + suffix)
        }
    }

    // Made by us and not by SQLite, so that it is ours alone from the start. Never done to a file that is
    // open: closing a descriptor lets go of all locks that the process has on the file.
    private func makePrivate(_ file: String) {
        guard access(file, F_OK) != 0 else { return }
        let descriptor = Glibc.open(file, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    // MARK: - The index of texts

    private var searchFile: String { "\(path)/search.db" }

    func openSearch() throws -> DatabaseQueue {
        makePrivate(searchFile)
        var configuration = Database.Configuration()
        configuration.prepare = { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        }
        return try DatabaseQueue(path: searchFile, configuration: configuration)
    }

    func removeSearch() {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(searchFile + suffix) }
    }

    // MARK: - Building

    /// Begins a generation's file for many rows at once: nothing is synchronised until it is whole, and
    /// there are no indexes yet.
    func begin(_ number: Int) throws -> Generation {
        remove(number)
        makePrivate(file(number))
        var configuration = Database.Configuration()
        configuration.prepare = { database in
            try database.execute(
                sql: """
                    PRAGMA page_size = \(Generation.pageSize);
                    PRAGMA journal_mode = MEMORY;
                    PRAGMA synchronous = OFF;
                    PRAGMA cache_size = -24576;
                    PRAGMA threads = 1;
                    """)
            GivingWay.within(database)
        }
        // Who writes and who reads a file that is being built wait for each other, for both surely end.
        configuration.busyMode = .untilTheOtherEnds
        let queue = try DatabaseQueue(path: file(number), configuration: configuration)
        return try Generation(queue, keepsHashes: false, hasIndexes: false)
    }

    /// Another connection to a generation's file that is being built, to read from.
    func reader(_ number: Int) throws -> DatabaseQueue {
        var configuration = Database.Configuration()
        configuration.isReadOnly = true
        configuration.prepare = { GivingWay.within($0) }
        configuration.busyMode = .untilTheOtherEnds
        return try DatabaseQueue(path: file(number), configuration: configuration)
    }

    /// Puts a built generation on disk, so that a power cut after the switch finds it whole.
    func finish(_ number: Int, _ building: Generation) throws {
        building.database.close()
        for file in [file(number), path] { try synchronise(file) }
    }

    private func synchronise(_ file: String) throws(StorageFailure) {
        let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("open \(file)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.failure("synchronise \(file)") }
    }

    func remove(_ number: Int) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(file(number) + suffix) }
    }

    /// Removes all generations but those that count.
    func clean(keeping pointer: Pointer?) {
        for number in numbers() where number != pointer?.active && number != pointer?.previous {
            remove(number)
        }
    }

    private func numbers() -> Set<Int> {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var found: Set<Int> = []
        while let item = readdir(folder) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let number = Self.number(name.prefix { $0.isNumber }) { found.insert(number) }
        }
        return found
    }

    /// A number behind all those in use.
    func nextNumber() -> Int { max(numbers().max() ?? 0, pointer?.active ?? 0) + 1 }

    /// Numbers behind this one are nobody's: a file that has one is not ours.
    private static let largestNumber = 1_000_000_000

    private static func number(_ text: some StringProtocol) -> Int? {
        Int(text).flatMap { (1...largestNumber).contains($0) ? $0 : nil }
    }

    // MARK: - The pointer

    /// Which generation answers, and which did before; nil if there is none yet.
    var pointer: Pointer? {
        let descriptor = Glibc.open("\(path)/active", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        let numbers = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map {
            Self.number($0)
        }
        guard let first = numbers.first, let active = first else { return nil }
        let previous = numbers.count > 1 ? numbers[1] : nil
        return Pointer(active: active, previous: previous == active ? nil : previous)
    }

    /// Makes a generation the one that answers, in one step.
    func activate(_ pointer: Pointer) throws(StorageFailure) {
        let temporary = "\(path)/active.new"
        // Left over by one that was interrupted; whatever it is, only its name goes.
        unlink(temporary)
        let descriptor = Glibc.open(
            temporary, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure("write \(temporary)") }
        defer { close(descriptor) }
        let lines = [pointer.active, pointer.previous].compactMap { $0 }.map { "\($0)\n" }
        let text = Array(lines.joined().utf8)
        guard Glibc.write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw Self.failure("write \(temporary)")
        }
        guard rename(temporary, "\(path)/active") == 0 else {
            throw Self.failure("switch to generation \(pointer.active)")
        }
        try synchronise(path)
    }
}
