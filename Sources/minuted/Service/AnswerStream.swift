// Answers in many pieces. A piece is made on one of the query threads when the client has room for it; while it
// has none, or there is nothing to send yet, the stream holds no thread and a piece or two of memory.

import Codec
import Control
import ControlServer
import Governance
import Ledger
import RecordKeeping
import Synchronization

/// What comes after a piece of a stream.
enum StreamStep {
    /// More, at once if the client has room.
    case goesOn
    /// More, once the log has an entry of this number.
    case waits(seq: Int)
    /// Nothing: the stream was answered to its end.
    case ends
}

/// A stream that is being sent.
///
/// `step` is called by one thread at a time, so what it keeps between calls needs no lock of its own.
final class AnswerStream: Sendable {
    private let desk: Desk
    private let user: UInt32
    private let reply: Replier
    private let interface: Substring
    private let share: Shares.Share
    private let step: @Sendable (Replier) throws -> StreamStep
    /// Forgets what the stream waits for.
    private let forget = Mutex<@Sendable () -> Void>({})

    private init(
        _ desk: Desk, _ user: UInt32, _ reply: Replier, _ interface: Substring, _ share: Shares.Share,
        _ step: @escaping @Sendable (Replier) throws -> StreamStep
    ) {
        (self.desk, self.user, self.reply, self.interface) = (desk, user, reply, interface)
        (self.share, self.step) = (share, step)
    }

    /// Leave to send a stream: to be had before anything is done for it that takes time.
    ///
    /// - Throws: that there are too many.
    static func share(_ desk: Desk, _ caller: Caller) throws -> Shares.Share {
        guard let share = desk.streams.take(for: caller.uid) else {
            throw IntakeFailure.unavailable(
                "\(Limits.streamsOfUser) streams of yours, or \(Limits.streams) in all, are open: close one, or "
                    + "try again later")
        }
        return share
    }

    /// Begins a stream, or answers that there are too many.
    ///
    /// - Parameter share: what ``share(_:_:)`` gave, where it was asked before.
    static func begin(
        _ desk: Desk, _ call: VarlinkCall, _ caller: Caller, _ reply: Replier, share: Shares.Share? = nil,
        _ step: @escaping @Sendable (Replier) throws -> StreamStep
    ) throws {
        let share = try share ?? self.share(desk, caller)
        let stream = AnswerStream(desk, caller.uid, reply, call.interfaceName, share, step)
        reply.onClose { stream.forget.withLock { $0 }() }
        stream.advance()
    }

    /// Has the next piece made.
    private func advance() {
        _ = desk.threads.run(for: user, isBounded: false, isWanted: { [self] in !reply.isClosed }) { [self] in
            do {
                switch try step(reply) {
                case .ends: break
                case .goesOn: reply.isWritable ? advance() : reply.whenWritable { [self] in advance() }
                case .waits(let seq): wait(for: seq)
                }
            } catch { reply.fail("\(interface).Unavailable", UnavailableReply("\(error)")) }
        }
    }

    private func wait(for seq: Int) {
        let forget = desk.committed.when(seq) { [self] in advance() }
        self.forget.withLock { $0 = forget }
        // The client may have gone before there was anything to forget.
        if reply.isClosed { forget() }
    }
}
