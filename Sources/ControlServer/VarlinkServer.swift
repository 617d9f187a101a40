// The service on its socket: listens, shares connections out to event loops, and stops in good order.

public import Control
internal import Glibc
public import Logging
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A Varlink service on Unix sockets.
public final class VarlinkServer: Sendable {
    /// How the service presents itself, and what it allows.
    public struct Configuration: Sendable {
        public var identity: ServiceIdentity
        public var limits = ConnectionLimits()
        /// How many clients may be connected at once. Further ones are turned away. One user may have half of those
        /// that the other users leave, so that nobody is kept out.
        public var clients = 512
        /// How many bytes one user's connections may hold together: calls that have not arrived in full, and answers
        /// that were not read yet. With more, a call that is arriving ends its connection, and a new one is declined.
        public var bytesOfUser = 16 << 20
        /// How many threads serve connections.
        public var threads = 1
        /// The permissions of a socket that the service makes itself.
        public var socketMode: UInt32 = 0o660
        /// How often connections are looked at for clients that stall.
        public var tickTime: Duration = .seconds(1)
        /// The time since some fixed moment, from a clock that never runs back.
        public var clock: @Sendable () -> Duration = {
            .nanoseconds(Int64(clamping: NIODeadline.now().uptimeNanoseconds))
        }

        public init(identity: ServiceIdentity) {
            self.identity = identity
        }
    }

    /// The event loops and sockets of a server that listens.
    private struct Running {
        let group: MultiThreadedEventLoopGroup
        let lanes: [Lane]
        var ticks: [RepeatedTask] = []
        var listening: [(socket: ListeningSocket, channel: any Channel)] = []
    }

    private enum State {
        case idle
        case running(Running)
        case stopped
    }

    private let configuration: Configuration
    private let shared: ConnectionContext
    private let state = Mutex(State.idle)

    /// - Throws: ``DefinitionError`` if an interface cannot be described to clients.
    public init(
        _ configuration: Configuration, interfaces: [ServedInterface], logger: Logger
    ) throws(DefinitionError) {
        self.configuration = configuration
        shared = ConnectionContext(
            routes: try RouteTable(configuration.identity, interfaces), limits: configuration.limits,
            clock: configuration.clock,
            census: Census(
                greatestTotal: configuration.clients, greatestBytesOfUser: configuration.bytesOfUser),
            logger: logger)
    }

    /// How many clients are connected.
    public var clientCount: Int { shared.census.total }

    /// Listens on a socket at this path, which is made, and removed when the service stops.
    public func listen(on path: String) async throws(ListenError) {
        try await listen(ListeningSocket(path: path, mode: configuration.socketMode), path)
    }

    /// Listens on a socket that the service manager has opened. It belongs to the server from now on.
    public func listen(inherited descriptor: Int32) async throws(ListenError) {
        try await listen(ListeningSocket(inherited: descriptor), "descriptor \(descriptor)")
    }

    /// Stops: takes no client and no call any more, lets calls in flight finish, and closes everything.
    ///
    /// Streams end at once. Calls that have arrived but were not taken up yet are not carried out.
    ///
    /// - Parameter time: how long to wait for calls in flight. Their connections are closed then.
    public func stop(within time: Duration = .seconds(10)) async {
        let running = state.withLock { state -> Running? in
            guard case .running(let running) = state else {
                state = .stopped
                return nil
            }
            state = .stopped
            return running
        }
        guard let running else { return }
        for (socket, channel) in running.listening {
            socket.removeFile()
            // Fails only if the channel is already closed.
            try? await channel.close()
        }
        for task in running.ticks { task.cancel() }
        await drain(running, within: time)
        // Fails only if it has been shut down already.
        try? await running.group.shutdownGracefully()
    }

    /// Looks at all connections for clients that stall, as happens every ``Configuration/tickTime``.
    func tick() async {
        let lanes = state.withLock { state -> [Lane] in
            if case .running(let running) = state { running.lanes } else { [] }
        }
        let clock = configuration.clock
        for lane in lanes {
            // Fails only if the loop has been shut down.
            try? await lane.eventLoop.submit { lane.tick(at: clock()) }.get()
        }
    }

    // MARK: - Steps

    private func drain(_ running: Running, within time: Duration) async {
        let loop = running.lanes[0].eventLoop
        for lane in running.lanes { lane.eventLoop.execute { lane.stop() } }
        let emptied = loop.makePromise(of: Void.self)
        shared.census.whenEmpty(emptied)
        let lanes = running.lanes
        let patience = loop.scheduleTask(in: TimeAmount(time)) {
            for lane in lanes { lane.eventLoop.execute { lane.closeAll() } }
        }
        try? await emptied.futureResult.get()
        patience.cancel()
    }

    private func listen(_ socket: ListeningSocket, _ place: String) async throws(ListenError) {
        guard let (group, lanes) = start() else {
            socket.removeFile()
            close(socket.descriptor)
            throw .stopped
        }
        let channel: any Channel
        do {
            channel = try await bootstrap(group, lanes).withBoundSocket(socket.descriptor).get()
        } catch {
            socket.removeFile()
            throw .failed(path: place, step: "accepting", code: (error as? IOError)?.errnoCode ?? EINVAL)
        }
        let isRunning = state.withLock { state in
            guard case .running(var running) = state else { return false }
            running.listening.append((socket, channel))
            state = .running(running)
            return true
        }
        guard !isRunning else { return }
        socket.removeFile()
        try? await channel.close()
        throw .stopped
    }

    /// The event loops, which start with the first socket; nil once the server has stopped.
    private func start() -> (MultiThreadedEventLoopGroup, [Lane])? {
        state.withLock { state in
            switch state {
            case .running(let running): return (running.group, running.lanes)
            case .stopped: return nil
            case .idle:
                let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, configuration.threads))
                let lanes = group.makeIterator().map { Lane($0) }
                var running = Running(group: group, lanes: lanes)
                let clock = configuration.clock
                let pace = TimeAmount(configuration.tickTime)
                running.ticks = lanes.map { lane in
                    lane.eventLoop.scheduleRepeatedTask(initialDelay: pace, delay: pace) { _ in
                        lane.tick(at: clock())
                    }
                }
                state = .running(running)
                return (group, lanes)
            }
        }
    }

    private func bootstrap(_ group: MultiThreadedEventLoopGroup, _ lanes: [Lane]) -> ServerBootstrap {
        let mark = configuration.limits.unsentReplies
        let watermark = ChannelOptions.Types.WriteBufferWaterMark(low: max(1, mark / 2), high: max(2, mark))
        let shared = shared
        return ServerBootstrap(group: group)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.writeBufferWaterMark, value: watermark)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let lane = lanes.first(where: { $0.eventLoop === channel.eventLoop }) else {
                        return
                    }
                    try Self.admit(channel, lane, shared)
                }
            }
    }

    /// Lets a client in, or turns it away by an error, upon which its channel is closed.
    private static func admit(
        _ channel: any Channel, _ lane: Lane, _ shared: ConnectionContext
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let peer = try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            try Peer(ofSocket: $0)
        }
        guard let peer else { throw ChannelError.operationUnsupported }
        guard shared.census.add(peer) else {
            shared.logger.warning(
                "too many clients: turned one away", metadata: ["uid": "\(peer.uid)", "pid": "\(peer.pid)"])
            throw ChannelError.eof
        }
        let connection = ConnectionHandler(shared, lane: lane, peer: peer)
        guard lane.add(connection) else {
            shared.census.remove(peer)
            throw ChannelError.eof
        }
        do { try pipeline.addHandler(connection) } catch {
            lane.remove(connection)
            shared.census.remove(peer)
            throw error
        }
    }
}
