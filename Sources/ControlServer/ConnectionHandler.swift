// Ties a connection's rules to its socket: runs on the event loop, and does what the rules say.

internal import Control
internal import Logging
internal import NIOCore

/// What all connections of a server share.
struct ConnectionContext: Sendable {
    let routes: RouteTable
    let limits: ConnectionLimits
    let clock: @Sendable () -> Duration
    let census: Census
    let logger: Logger
}

/// One connection. Everything in it is touched by its event loop alone.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let shared: ConnectionContext
    private let lane: Lane
    private let peer: Peer
    private var machine: ConnectionStateMachine
    private var context: ChannelHandlerContext?
    private var outlet: ConnectionOutlet?
    private var closeWatchers: [ConnectionStateMachine.CallNumber: [@Sendable () -> Void]] = [:]
    private var connectionWatchers: [@Sendable () -> Void] = []
    private var writableWatchers: [@Sendable () -> Void] = []
    private var isDriving = false
    /// Whether there is a reason to drive that came up while driving.
    private var isDue = false
    /// Whether the loop has been told of this connection in the batch it works on.
    private var isTouched = false
    private var awaitsFlush = false
    /// What is counted of this connection for its user.
    private var held = 0
    private var isOverBudget = false

    init(_ shared: ConnectionContext, lane: Lane, peer: Peer) {
        self.shared = shared
        self.lane = lane
        self.peer = peer
        machine = ConnectionStateMachine(limits: shared.limits, at: shared.clock())
    }

    // MARK: - From the socket

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        outlet = ConnectionOutlet(self, lane: lane, greatestQueue: shared.limits.unsentReplies)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        machine.received(unwrapInboundIn(data).readableBytesView, at: shared.clock())
        count()
        if isOverBudget, machine.isReceivingCall { machine.refuseCall() }
    }

    /// Counts what the connection holds for its user.
    private func count() {
        let now = outlet == nil ? 0 : machine.heldBytes
        isOverBudget = !shared.census.hold(peer, now - held)
        held = now
    }

    func channelReadComplete(context: ChannelHandlerContext) { drive() }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        reportUnsent(context)
        drive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, event == .inputClosed else { return }
        machine.receivedEnd()
        drive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client that goes away without reading shows as an error; there is no one left to tell.
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { leave() }

    func handlerRemoved(context: ChannelHandlerContext) {
        // Comes without the channel having been active if it could not be set up.
        leave()
        self.context = nil
    }

    private func leave() {
        guard let outlet else { return }
        self.outlet = nil
        machine.closed()
        count()
        outlet.setClosed()
        lane.remove(self)
        shared.census.remove(peer)
        let watchers = closeWatchers.values.flatMap { $0 } + writableWatchers + connectionWatchers
        closeWatchers = [:]
        connectionWatchers = []
        writableWatchers = []
        for watcher in watchers { watcher() }
    }

    // MARK: - From the server

    func tick(at now: Duration) {
        if let context { reportUnsent(context) }
        machine.tick(at: now)
        drive()
    }

    func stop() {
        machine.stop()
        drive()
    }

    func close() { context?.close(promise: nil) }

    // MARK: - From the handlers of calls

    /// Takes in what a handler said; returns whether the connection has to be driven, once, afterwards.
    func take(_ item: LaneItem) -> Bool {
        switch item.event {
        case .answered(let reply): machine.answer(item.number, reply)
        case .abandoned:
            if machine.isInFlight(item.number) { shared.logger.error("a call was left without an answer") }
            machine.abandon(item.number)
        case .watchesClose(let body):
            if machine.isInFlight(item.number) {
                closeWatchers[item.number, default: []].append(body)
            } else if item.outlet.isClosed {
                body()
            }
        case .watchesConnection(let body):
            if item.outlet.isClosed { body() } else { connectionWatchers.append(body) }
        case .watchesWritable(let body):
            if item.outlet.isClosed || machine.isWritable { body() } else { writableWatchers.append(body) }
        }
        if !closeWatchers.isEmpty, !machine.isInFlight(item.number) { closeWatchers[item.number] = nil }
        defer { isTouched = true }
        return !isTouched
    }

    /// Does all that there is to do, and flushes once after it.
    func drive() {
        isTouched = false
        isDue = true
        guard !isDriving, let context else { return }
        isDriving = true
        var hasReported = false
        while isDue {
            isDue = false
            var hasWritten = false
            while let action = machine.nextAction() { perform(action, context, &hasWritten) }
            if hasWritten { context.flush() }
            guard machine.wantsUnsentReport, hasWritten || !hasReported else { continue }
            reportUnsent(context)
            hasReported = true
            isDue = true
        }
        isDriving = false
        outlet?.setTakesMore(machine.isWritable)
        count()
        notifyWritable()
    }

    private func perform(
        _ action: ConnectionStateMachine.Action, _ context: ChannelHandlerContext, _ hasWritten: inout Bool
    ) {
        switch action {
        case .write(let frames):
            write(frames, context)
            hasWritten = true
        case .dispatch(let call, let number): dispatch(call, number)
        case .pauseReading: setReading(false, context)
        case .resumeReading: setReading(true, context)
        case .close(let reason):
            log(reason)
            context.close(promise: nil)
        }
    }

    private func write(_ frames: [[UInt8]], _ context: ChannelHandlerContext) {
        let size = frames.reduce(0) { $0 + $1.count + 1 }
        var buffer = context.channel.allocator.buffer(capacity: size)
        for frame in frames {
            buffer.writeBytes(frame)
            buffer.writeInteger(UInt8(0))
        }
        context.write(wrapOutboundOut(buffer), promise: nil)
    }

    private func dispatch(_ call: VarlinkCall, _ number: ConnectionStateMachine.CallNumber) {
        switch shared.routes.destination(of: call) {
        case .answered(let reply): machine.answer(number, reply)
        case .handler(let route):
            guard let outlet else { return }
            count()
            if route.streams != .never { machine.marksStream(number) }
            route.handler.handle(
                call, from: peer, reply: Replier(call, number, outlet, isOverBudget: isOverBudget))
        }
    }

    private func notifyWritable() {
        guard !writableWatchers.isEmpty, machine.isWritable else { return }
        let watchers = writableWatchers
        writableWatchers = []
        for watcher in watchers { watcher() }
    }

    // MARK: - The socket

    private func setReading(_ value: Bool, _ context: ChannelHandlerContext) {
        // Fails only on a channel that is already closed.
        try? context.channel.syncOptions?.setOption(.autoRead, value: value)
    }

    /// Tells the rules how much the kernel has not taken yet, and has them told again once it has.
    private func reportUnsent(_ context: ChannelHandlerContext) {
        guard let count = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes) else { return }
        machine.unsent(count, at: shared.clock())
        guard count > 0, !awaitsFlush else { return }
        awaitsFlush = true
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in
            self.awaitsFlush = false
            guard let context = self.context else { return }
            self.reportUnsent(context)
            self.drive()
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    private func log(_ reason: CloseReason) {
        let level: Logger.Level =
            switch reason {
            case .closedByClient, .idle, .stopping: .debug
            case .stalledCall, .unreadReplies, .overBudget: .notice
            case .badCall: .warning
            case .unanswered: .error
            }
        var metadata: Logger.Metadata = ["uid": "\(peer.uid)", "pid": "\(peer.pid)"]
        if case .badCall = reason { metadata["event"] = "frame-refused" }
        shared.logger.log(level: level, "closing a connection: \(reason)", metadata: metadata)
    }
}
