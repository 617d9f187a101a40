// The file of SQLite's write-ahead log, given its length in advance: to synchronise a file that has grown takes the file
// system about twice as long as one that has not.

import Glibc

enum WriteAheadLog {
    /// The length of the file from the start: about what is written in a busy second, after which it is reused.
    static let length = 8 << 20
    /// How much room has to be left on the disk besides: where there is less, entries need it.
    private static let room = 512 << 20

    /// Fills the file up to that length with zeros, which are no frames to SQLite. To be called before anybody else
    /// writes to it. Where it cannot be done, or there is little room, the file grows as it is needed.
    static func reserve(beside path: String) {
        let file = open("\(path)-wal", O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return }
        defer { close(file) }
        var known = stat()
        var disk = statvfs()
        guard fstat(file, &known) == 0, fstatvfs(file, &disk) == 0,
            UInt64(disk.f_bavail) * UInt64(disk.f_frsize) > UInt64(Self.length + Self.room)
        else { return }
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var length = Int(known.st_size)
        while length < Self.length {
            let written = pwrite(file, zeros, min(zeros.count, Self.length - length), off_t(length))
            guard written > 0 else { return }
            length += written
        }
        fdatasync(file)
    }
}
