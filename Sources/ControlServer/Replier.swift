// The way back to a client, from any thread.

public import Codec
public import Control
internal import Synchronization

/// Takes the answer to one call. To be used by one thread at a time, whichever that is.
///
/// What it is told is written out on the calling thread, so that the event loop only has to pass it on.
public final class Replier: Sendable {
    /// Whether the client takes any number of replies.
    public let wantsMore: Bool
    /// Whether the client's user has so much unread that a call should be declined.
    public let isOverBudget: Bool
    private let outlet: ConnectionOutlet
    private let number: ConnectionStateMachine.CallNumber
    private let isFinished = Atomic(false)

    init(
        _ call: VarlinkCall, _ number: ConnectionStateMachine.CallNumber, _ outlet: ConnectionOutlet,
        isOverBudget: Bool = false
    ) {
        self.isOverBudget = isOverBudget
        wantsMore = call.wantsMore
        self.number = number
        self.outlet = outlet
    }

    deinit {
        if !isFinished.load(ordering: .relaxed) { submit(.abandoned) }
    }

    /// Answers the call, or ends its stream. Whatever is answered afterwards is dropped.
    public func reply(_ parameters: some FieldValue = NoParameters()) {
        finish { .final(parameters) }
    }

    /// Answers the call with an error, which ends it.
    ///
    /// - Parameter name: the error with its interface.
    public func fail(_ name: String, _ parameters: some FieldValue = NoParameters()) {
        finish { .error(name, parameters) }
    }

    /// Answers the call with an error that every service has, which ends it.
    public func fail(_ error: ServiceError) {
        finish { .error(error) }
    }

    /// Answers the call as part of a batch: see ``ReplyBatch``.
    public func reply(_ parameters: some FieldValue = NoParameters(), in batch: inout ReplyBatch) {
        finish(in: &batch) { .final(parameters) }
    }

    /// Answers the call with an error as part of a batch: see ``ReplyBatch``.
    public func fail(
        _ name: String, _ parameters: some FieldValue = NoParameters(), in batch: inout ReplyBatch
    ) {
        finish(in: &batch) { .error(name, parameters) }
    }

    /// Sends one reply after which others follow.
    ///
    /// - Returns: whether the next may be sent at once. If not, wait (see ``whenWritable(_:)``): a stream
    ///   that goes on regardless ends the connection once too much is waiting for the client.
    @discardableResult
    public func continues(_ parameters: some FieldValue) -> Bool {
        guard wantsMore else {
            fail(.expectedMore)
            return false
        }
        guard !isFinished.load(ordering: .acquiring) else { return false }
        submit(.answered(.continuing(parameters)))
        return outlet.isWritable
    }

    /// Whether a stream may go on at once: the client has not much left to read.
    public var isWritable: Bool { outlet.isWritable }

    /// Whether there is no one to answer any more: the call is answered, or the client is gone.
    public var isClosed: Bool { isFinished.load(ordering: .acquiring) || outlet.isClosed }

    /// Calls `body` once if the connection ends before the call is answered, at once if it has.
    ///
    /// That is how a client cancels a call. `body` must not block: it runs on an event loop, unless the
    /// connection has ended already.
    public func onClose(_ body: @escaping @Sendable () -> Void) {
        submit(.watchesClose(body))
    }

    /// Calls `body` once when the connection ends, also long after the call was answered; at once if it has.
    ///
    /// `body` must not block: it runs on an event loop, unless the connection has ended already.
    public func onDisconnect(_ body: @escaping @Sendable () -> Void) {
        submit(.watchesConnection(body))
    }

    /// Calls `body` once, as soon as a stream may go on; also when the connection ends.
    ///
    /// `body` must not block: it runs on an event loop, unless the connection has ended already.
    public func whenWritable(_ body: @escaping @Sendable () -> Void) {
        submit(.watchesWritable(body))
    }

    /// Waits until a stream may go on.
    ///
    /// - Returns: whether there still is someone to answer.
    public func waitUntilWritable() async -> Bool {
        if !outlet.isWritable {
            await withCheckedContinuation { continuation in whenWritable { continuation.resume() } }
        }
        return !isClosed
    }

    private func finish(_ reply: () -> VarlinkReply) {
        guard !isFinished.exchange(true, ordering: .acquiringAndReleasing) else { return }
        submit(.answered(reply()))
    }

    private func finish(in batch: inout ReplyBatch, _ reply: () -> VarlinkReply) {
        guard !isFinished.exchange(true, ordering: .acquiringAndReleasing) else { return }
        batch.add(LaneItem(outlet: outlet, number: number, event: .answered(reply())))
    }

    private func submit(_ event: LaneItem.Event) {
        // The event loop may be gone once its connections are.
        guard outlet.isClosed else {
            return outlet.lane.submit(LaneItem(outlet: outlet, number: number, event: event))
        }
        switch event {
        case .answered, .abandoned: break
        case .watchesClose(let body), .watchesConnection(let body), .watchesWritable(let body): body()
        }
    }
}

/// Answers to many calls, handed to the event loops in one step: one wake-up for all whose commands were
/// made durable by one commit.
///
///     var batch = ReplyBatch()
///     for (replier, receipt) in committed { replier.reply(receipt, in: &batch) }
///     batch.send()
public struct ReplyBatch: ~Copyable {
    private var items: [LaneItem] = []

    public init() {}

    deinit { Self.send(items) }

    /// Sends the answers. Those of a batch that is let go of are sent too.
    public consuming func send() {}

    mutating func add(_ item: LaneItem) {
        item.outlet.willQueue(item)
        items.append(item)
    }

    private static func send(_ items: [LaneItem]) {
        // The event loop may be gone once its connections are.
        let items = items.filter { !$0.outlet.isClosed }
        guard let first = items.first?.outlet.lane else { return }
        if items.allSatisfy({ $0.outlet.lane === first }) { return first.append(items) }
        for lane in Set(items.map { ObjectIdentifier($0.outlet.lane) }) {
            let own = items.filter { ObjectIdentifier($0.outlet.lane) == lane }
            own.first?.outlet.lane.append(own)
        }
    }
}
