// Sends entries to journald by its native protocol, through libsystemd. The only place of this module where
// memory is handed to C by address.

internal import CSystemd
internal import Glibc

enum JournalSocket {
    /// Sends one entry; returns 0, or the `errno` of the failure.
    ///
    /// The call may block while journald's queue is full. Without journald nothing is sent and 0 is returned,
    /// as sd_journal_sendv(3) does.
    static func send(_ entry: JournalEntry) -> Int32 {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for field in entry.fields {
            bytes += field.name.utf8
            bytes.append(UInt8(ascii: "="))
            bytes += field.value.utf8
            ends.append(bytes.count)
        }
        let outcome = bytes.withUnsafeMutableBytes { buffer in
            var start = 0
            var vectors: [iovec] = []
            for end in ends {
                // The buffer is never empty: every entry has a message field.
                let base = buffer.baseAddress.map { $0 + start }
                vectors.append(iovec(iov_base: base, iov_len: end - start))
                start = end
            }
            return sd_journal_sendv(vectors, Int32(clamping: vectors.count))
        }
        return outcome < 0 ? -outcome : 0
    }
}
