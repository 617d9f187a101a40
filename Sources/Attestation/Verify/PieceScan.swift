// A log read, checked and hashed piece by piece on all cores; the pieces are put together in order.

import Evidence
import Glibc
import Ledger

/// A piece of a log, as whoever read it found it.
struct Piece: Sendable {
    var hashed: HashedBatch
    /// What was seen besides the bytes, such as an entry with another number.
    var findings: [String] = []
    /// The streams' versions, one for each entry.
    var versions: [StreamVersion] = []
    /// Whether entries are missing in it, so that those behind say nothing more.
    var isEnd = false
}

/// The version that an entry gives its stream.
struct StreamVersion: Sendable {
    /// Stands for the stream. Which number it is differs from run to run, so nobody can aim at it.
    let stream: Int
    let version: Int
    let seq: Int

    init(_ view: EntryView) {
        var hasher = Hasher()
        hasher.combine(bytes: view.stream.raw)
        (stream, version, seq) = (hasher.finalize(), view.streamVersion, view.seq)
    }
}

/// Hands out pieces to threads and takes what they make of them in order.
final class PieceScan: Sendable {
    private struct State {
        var claimed = 0
        var taken = 0
        var made: [Int: Result<Piece, any Error>] = [:]
        var isOver = false
    }

    /// Entries in a piece: about a megabyte, and whole tiles of the tree.
    static let length = 2048

    private let total: Int
    private let threads: Int
    private let state = Watched(State())

    init(total: Int) {
        self.total = total
        threads = min(16, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    private var pieces: Int { (total + Self.length - 1) / Self.length }

    /// The number of a piece to make; nil when there is none left. Pieces do not pile up unread.
    private func claim() -> Int? {
        state.wait { state -> Int?? in
            if state.isOver || state.claimed >= pieces { return .some(nil) }
            guard state.claimed < state.taken + 4 * threads else { return nil }
            defer { state.claimed += 1 }
            return state.claimed
        }
    }

    /// Verifies a log.
    ///
    /// - Parameter reader: called on each thread for what makes pieces there: of entries from one to another.
    /// - Returns: the first few findings.
    func run(
        into verifier: inout LogVerifier, progress: (UInt64, UInt64) -> Void,
        reader: @escaping @Sendable () throws -> (ClosedRange<Int>) throws -> Piece
    ) -> [String] {
        let workers = (0..<threads).map { _ in WorkerThread { [self] in work(reader) } }
        var findings: [String] = []
        var versions: [Int: Int] = [:]
        for number in 0..<pieces {
            let result = state.wait { $0.made.removeValue(forKey: number) }
            state.update { $0.taken = number + 1 }
            do {
                let piece = try result.get()
                findings += piece.findings
                for one in piece.versions {
                    let due = (versions.updateValue(one.version, forKey: one.stream) ?? 0) + 1
                    guard one.version != due else { continue }
                    findings.append(
                        "entry \(one.seq) gives its stream version \(one.version), and \(due) is due")
                }
                _ = verifier.append(piece.hashed)
                progress(verifier.size, UInt64(total))
                if piece.isEnd { break }
            } catch {
                findings.append("\(error)")
                break
            }
        }
        state.update { $0.isOver = true }
        for worker in workers { worker.join() }
        return Array(findings.prefix(5))
    }

    private func work(_ reader: () throws -> (ClosedRange<Int>) throws -> Piece) {
        let make = Result { try reader() }
        while let number = claim() {
            let first = number * Self.length + 1
            let range = first...min(total, first + Self.length - 1)
            let piece = Result { try make.get()(range) }
            state.update { $0.made[number] = piece }
        }
    }
}
