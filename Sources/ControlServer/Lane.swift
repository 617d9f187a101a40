// One event loop's share of the connections, and the way into the loop for replies from other threads.

internal import Control
internal import NIOCore
internal import Synchronization

/// Something that a call's handler tells its connection.
struct LaneItem: Sendable {
    enum Event: Sendable {
        case answered(VarlinkReply)
        /// The handler let go of the call without an answer.
        case abandoned
        case watchesClose(@Sendable () -> Void)
        case watchesConnection(@Sendable () -> Void)
        case watchesWritable(@Sendable () -> Void)
    }

    let outlet: ConnectionOutlet
    let number: ConnectionStateMachine.CallNumber
    let event: Event

    var size: Int {
        if case .answered(let reply) = event { reply.bytes.count } else { 0 }
    }
}

/// What other threads may know of a connection.
final class ConnectionOutlet: Sendable {
    let lane: Lane
    /// Only to be opened on the lane's event loop.
    let connection: NIOLoopBound<ConnectionHandler>
    private let greatestQueue: Int
    private let queued = Atomic(0)
    private let isOpen = Atomic(true)
    private let takesMore = Atomic(true)

    init(_ connection: ConnectionHandler, lane: Lane, greatestQueue: Int) {
        self.lane = lane
        self.connection = NIOLoopBound(connection, eventLoop: lane.eventLoop)
        self.greatestQueue = greatestQueue
    }

    var isClosed: Bool { !isOpen.load(ordering: .acquiring) }

    /// Whether a stream should go on, counting what is still on its way to the event loop.
    var isWritable: Bool {
        takesMore.load(ordering: .acquiring) && queued.load(ordering: .relaxed) <= greatestQueue
    }

    func willQueue(_ item: LaneItem) { queued.wrappingAdd(item.size, ordering: .relaxed) }
    func hasLeftQueue(_ item: LaneItem) { queued.wrappingSubtract(item.size, ordering: .relaxed) }
    func setTakesMore(_ value: Bool) { takesMore.store(value, ordering: .releasing) }
    func setClosed() { isOpen.store(false, ordering: .releasing) }
}

/// One event loop with its connections.
final class Lane: Sendable {
    private struct Inbox {
        var items: [LaneItem] = []
        /// Whether the loop has been asked to look.
        var isScheduled = false
    }

    /// What only the event loop touches.
    private struct Members {
        var connections: [ObjectIdentifier: ConnectionHandler] = [:]
        var isStopping = false
        /// Emptied, and used again by turns with the inbox's own.
        var spare: [LaneItem] = []
    }

    let eventLoop: any EventLoop
    private let inbox = Mutex(Inbox())
    private let members: NIOLoopBoundBox<Members>

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        members = NIOLoopBoundBox.makeBoxSendingValue(Members(), eventLoop: eventLoop)
    }

    // MARK: - From any thread

    func submit(_ item: LaneItem) {
        item.outlet.willQueue(item)
        let isFirst = inbox.withLock { inbox in
            inbox.items.append(item)
            return Self.schedule(&inbox)
        }
        if isFirst { eventLoop.execute { self.drain() } }
    }

    /// Takes up items that have been counted as queued already.
    func append(_ items: [LaneItem]) {
        let isFirst = inbox.withLock { inbox in
            inbox.items.append(contentsOf: items)
            return Self.schedule(&inbox)
        }
        if isFirst { eventLoop.execute { self.drain() } }
    }

    private static func schedule(_ inbox: inout Inbox) -> Bool {
        defer { inbox.isScheduled = true }
        return !inbox.isScheduled
    }

    // MARK: - On the event loop

    /// Hands everything in to the connections first, so that each of them writes once.
    private func drain() {
        var items = members.value.spare
        members.value.spare = []
        inbox.withLock { inbox in
            swap(&items, &inbox.items)
            inbox.isScheduled = false
        }
        var touched: [ConnectionHandler] = []
        for item in items {
            item.outlet.hasLeftQueue(item)
            let connection = item.outlet.connection.value
            if connection.take(item) { touched.append(connection) }
        }
        items.removeAll(keepingCapacity: items.capacity <= 4_096)
        members.value.spare = items
        for connection in touched { connection.drive() }
    }

    /// Returns false if the lane takes no connections any more.
    func add(_ connection: ConnectionHandler) -> Bool {
        guard !members.value.isStopping else { return false }
        members.value.connections[ObjectIdentifier(connection)] = connection
        return true
    }

    func remove(_ connection: ConnectionHandler) {
        members.value.connections[ObjectIdentifier(connection)] = nil
    }

    func tick(at now: Duration) {
        for connection in members.value.connections.values { connection.tick(at: now) }
    }

    /// Lets calls in flight finish and closes each connection after them.
    func stop() {
        members.value.isStopping = true
        for connection in members.value.connections.values { connection.stop() }
    }

    func closeAll() {
        for connection in members.value.connections.values { connection.close() }
    }
}
