// The files of generations, and the one that says which of them answers.

import Glibc
import Ledger

/// A folder of generations: `<number>.db` and `active`.
struct GenerationFiles: Sendable {
    private let path: String

    init(directory path: String) throws(LedgerError) {
        self.path = path
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .storage(
                StorageFailure(
                    operation: "make \(path)", code: Int(errno), message: String(cString: strerror(errno))))
        }
    }

    func open(_ number: Int) throws -> Generation {
        let file = "\(path)/\(number).db"
        // Made by us and not by SQLite, so that it is ours alone from the start.
        let descriptor = Glibc.open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
        return try Generation(path: file)
    }

    /// The generation that `active` names; the first one where there is none yet.
    func openActive() throws -> (Int, Generation) {
        let number = activeNumber() ?? 1
        if activeNumber() == nil { try activate(number) }
        do {
            return (number, try open(number))
        } catch {
            // A file that SQLite cannot read is no loss: everything in it is folded again from the log.
            let next = try nextNumber()
            try activate(next)
            return (next, try open(next))
        }
    }

    private func activeNumber() -> Int? {
        let descriptor = Glibc.open("\(path)/active", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 32)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return Int(String(decoding: buffer[..<count], as: UTF8.self).filter { !$0.isWhitespace })
    }

    /// A number behind all those in use.
    func nextNumber() throws -> Int {
        guard let folder = opendir(path) else { return (activeNumber() ?? 0) + 1 }
        defer { closedir(folder) }
        var highest = activeNumber() ?? 0
        while let item = readdir(folder) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let number = Int(name.prefix { $0.isNumber }) { highest = max(highest, number) }
        }
        return highest + 1
    }

    /// Makes a generation the one that answers, in one step.
    func activate(_ number: Int) throws(StorageFailure) {
        func failure(_ operation: String) -> StorageFailure {
            StorageFailure(operation: operation, code: Int(errno), message: String(cString: strerror(errno)))
        }
        let temporary = "\(path)/active.new"
        let descriptor = Glibc.open(temporary, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("write \(temporary)") }
        defer { close(descriptor) }
        let text = Array("\(number)\n".utf8)
        guard Glibc.write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw failure("write \(temporary)")
        }
        guard rename(temporary, "\(path)/active") == 0 else {
            throw failure("switch to generation \(number)")
        }
    }
}
