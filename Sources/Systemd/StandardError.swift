// Standard error: what it is connected to, and writing to it whole lines at a time.

internal import Glibc

enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard error is the stream that the service manager connected to the journal: `JOURNAL_STREAM`
    /// holds its device and inode (systemd.exec(5)). A redirected standard error has others.
    static var isJournal: Bool {
        guard let stream = getenv("JOURNAL_STREAM") else { return false }
        var status = stat()
        guard fstat(STDERR_FILENO, &status) == 0 else { return false }
        return namesStream(
            String(cString: stream), device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    static func namesStream(_ value: String, device: UInt64, inode: UInt64) -> Bool {
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && UInt64(parts[0]) == device && UInt64(parts[1]) == inode
    }

    /// Writes a text in one call where the kernel lets it, so that lines of several threads do not mix. What
    /// cannot be written is lost: there is nowhere left to say so.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeBufferPointer(rebasing: bytes[written...])
                let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                written += count
            }
        }
    }
}
