// The head: the last checkpoint that may have left the daemon, kept apart from the log (on another disk, if
// there is one) and left out of a restore. A log that does not continue its head was rolled back, cut off or
// exchanged.

import Evidence
import Ledger
import Publication

/// The directory of the head.
///
/// It holds the file `checkpoint`, or before the first one the file `new`, so that a head that was lost can be
/// told from one that never was.
struct HeadFile: Sendable {
    let directory: String

    /// What the directory says.
    enum Content: Equatable {
        /// Nothing: it was lost, or belongs to another state directory.
        case missing
        /// The log was empty when it was last looked at.
        case new
        /// The last checkpoint that may have left.
        case checkpoint(SignedCheckpoint)
        /// Something that is no checkpoint.
        case unreadable(String)
    }

    private var checkpointPath: String { directory + "/checkpoint" }
    private var newPath: String { directory + "/new" }

    func read() -> Content {
        do {
            if let bytes = try Files.read(checkpointPath, limit: SignedNote.maximumBytes) {
                return .checkpoint(try SignedCheckpoint(parsing: bytes))
            }
            return try Files.read(newPath, limit: 4096) == nil ? .missing : .new
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// Notes that the log is empty.
    func writeNew() throws(FileFailure) {
        try Files.makeDirectory(directory, mode: 0o700)
        try Files.replace(newPath, with: Array("no entry yet\n".utf8), mode: 0o600)
    }

    /// Puts a checkpoint in place of the one before.
    func write(_ signed: SignedCheckpoint) throws(FileFailure) {
        try Files.makeDirectory(directory, mode: 0o700)
        try Files.replace(checkpointPath, with: signed.bytes, mode: 0o600)
        // Otherwise a head that is lost later would be taken for one that never was.
        try Files.remove(newPath)
    }
}

/// Writes the head: within a second of a commit, and at once before a checkpoint leaves.
///
/// Its thread waits a moment so that commits that follow each other share one signature and one write.
final class HeadKeeper: Sendable {
    private struct State {
        /// How many entries are committed.
        var committed: UInt64 = 0
        var isClosed = false
        /// Whether the thread waits for a commit, and not for its pause to be over.
        var isIdle = false
        /// Why the last write failed; nil when it did not.
        var failure: FileFailure?
    }

    /// How long commits are gathered, in milliseconds. With the write itself it stays below a second.
    private static let pause = 500

    private let file: HeadFile
    private let state = Watched(State())
    /// The size that is on disk; held for the length of a write, so that an older head never comes last.
    private let written: Watched<UInt64>
    private let onFault: @Sendable (FileFailure) -> Void

    init(_ file: HeadFile, writtenSize: UInt64, onFault: @escaping @Sendable (FileFailure) -> Void) {
        (self.file, self.onFault) = (file, onFault)
        written = Watched(writtenSize)
    }

    /// Tells of a commit.
    func follow(_ committed: UInt64) {
        state.note { state in
            state.committed = committed
            return state.isIdle
        }
    }

    /// Makes sure that this checkpoint, or a later one, is on disk.
    func publish(_ signed: SignedCheckpoint) throws(FileFailure) {
        let size = signed.checkpoint.size
        let result = written.with { written in
            Result { () throws(FileFailure) in
                guard size > written else { return }
                try file.write(signed)
                written = size
            }
        }
        state.with { state in
            if case .failure(let failure) = result { state.failure = failure } else { state.failure = nil }
        }
        try result.get()
    }

    /// Why the head could not be written last time; nil when all is well.
    var failure: FileFailure? { state.with { $0.failure } }

    /// Starts the thread.
    ///
    /// - Parameter sign: gives the checkpoint of what is committed.
    func start(_ sign: @escaping @Sendable () throws -> SignedCheckpoint?) -> WorkerThread {
        WorkerThread { [self] in
            while true {
                let isClosed = state.wait(milliseconds: Self.pause) { $0.isClosed ? true : nil } ?? false
                let hasMore = state.wait { state -> Bool? in
                    state.isIdle = false
                    if state.committed > size { return true }
                    if isClosed || state.isClosed { return false }
                    state.isIdle = true
                    return nil
                }
                guard hasMore else { return }
                do {
                    if let signed = try sign() { try publish(signed) }
                } catch {
                    onFault(error as? FileFailure ?? FileFailure("sign", "the head", message: "\(error)"))
                    if isClosed { return }
                }
            }
        }
    }

    /// Writes the last head and ends the thread.
    func close() { state.update { $0.isClosed = true } }

    /// The size that is on disk.
    var size: UInt64 { written.with { $0 } }
}
