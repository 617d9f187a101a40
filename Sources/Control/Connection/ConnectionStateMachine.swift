// The rules of a connection, without input or output: what has arrived goes in, what is to be done comes
// out. Whoever owns the socket tells it what happens and then takes actions until there are none:
//
//     machine.received(bytes, at: now)
//     while let action = machine.nextAction() { … }
//
// Calls are taken up in their order, at most as many at once as the limits allow, and answered in their
// order. A call that takes many replies is worked on alone. Nothing is taken up while the client has too
// many replies unread; reading pauses then, so that the kernel's buffers fill up and the client waits.

/// The state of one connection.
public struct ConnectionStateMachine: Sendable {
    /// A call of this connection; the first is 0.
    public typealias CallNumber = UInt64

    /// What the owner of the socket has to do.
    public enum Action: Sendable {
        /// Write these frames, each followed by a NUL.
        case write([[UInt8]])
        /// Work on this call, and hand in what answers it under its number.
        case dispatch(VarlinkCall, CallNumber)
        /// Read no more for now.
        case pauseReading
        /// Read again.
        case resumeReading
        /// Close the socket; nothing follows this.
        case close(CloseReason)
    }

    /// A call that is being worked on, or whose reply waits for those before it.
    private struct Exchange {
        let number: CallNumber
        let wantsMore: Bool
        let isOneway: Bool
        var isStream = false
        var reply: [UInt8]?
    }

    public let limits: ConnectionLimits
    private var frames: FrameSplitter
    /// In the order of the calls.
    private var exchanges: [Exchange] = []
    /// A call that has to wait until it can be worked on alone.
    private var parked: VarlinkCall?
    private var nextNumber: CallNumber = 0
    private var outbox: [[UInt8]] = []
    /// Bytes that were handed out to be written and that the client has not taken yet, as far as known.
    private var unsent = 0
    private var isPaused = false
    private var inputEnded = false
    /// Set once no further call is taken up: the connection closes when all is answered and sent.
    private var ending: CloseReason?
    private var isClosed = false

    /// The latest time that was told.
    private var clock: Duration
    private var lastBusy: Duration
    private var frameBegan: Duration?
    private var readingStalled: Duration?
    /// Whether what the client has still to read is a stream's.
    private var isReadingStream = false

    /// - Parameter now: the time since some fixed moment of a clock that never runs back.
    public init(limits: ConnectionLimits = .init(), at now: Duration) {
        self.limits = limits
        frames = FrameSplitter(maximumSize: limits.frameSize)
        clock = now
        lastBusy = now
    }

    // MARK: - What happens

    /// Bytes have arrived.
    @inlinable
    public mutating func received(_ bytes: some Sequence<UInt8>, at now: Duration) {
        if takesBytes(at: now) { keep(bytes) }
    }

    @usableFromInline mutating func takesBytes(at now: Duration) -> Bool {
        clock = now
        lastBusy = now
        return ending == nil && !isClosed
    }

    @usableFromInline mutating func keep(_ bytes: some Sequence<UInt8>) { frames.append(bytes) }

    /// The client will send nothing more, but may still read.
    public mutating func receivedEnd() { inputEnded = true }

    /// The connection is gone.
    public mutating func closed() {
        isClosed = true
        exchanges = []
        outbox = []
        parked = nil
        frames.removeAll()
    }

    /// A call has been answered, in part or in full.
    ///
    /// What answers no call in flight is dropped. A further reply to a call that takes one only becomes
    /// the error `ExpectedMore`.
    public mutating func answer(_ number: CallNumber, _ reply: VarlinkReply) {
        guard let index = exchanges.firstIndex(where: { $0.number == number }),
            exchanges[index].reply == nil
        else { return }
        let exchange = exchanges[index]
        if reply.continues && exchange.wantsMore {
            guard unsent <= limits.unsentStream else { return end(.unreadReplies, cutting: true) }
            outbox.append(reply.bytes)
        } else if reply.continues && exchange.isOneway {
            return
        } else {
            finish(index, reply.continues ? VarlinkReply.error(.expectedMore).bytes : reply.bytes)
        }
    }

    /// A call will never be answered: the connection ends, for the client would wait forever.
    public mutating func abandon(_ number: CallNumber) {
        guard let index = exchanges.firstIndex(where: { $0.number == number }) else { return }
        if exchanges[index].isOneway { return finish(index, []) }
        exchanges.removeSubrange(index...)
        end(.unanswered)
    }

    /// A call is answered by a stream, which a stopping service does not wait for.
    public mutating func marksStream(_ number: CallNumber) {
        guard let index = exchanges.firstIndex(where: { $0.number == number }) else { return }
        exchanges[index].isStream = exchanges[index].wantsMore
        if exchanges[index].isStream { isReadingStream = true }
    }

    /// Of the bytes to be written, this many have not left yet.
    public mutating func unsent(_ count: Int, at now: Duration) {
        clock = now
        if count == 0 {
            readingStalled = nil
            isReadingStream = exchanges.contains(where: \.isStream)
        } else if count < unsent || readingStalled == nil {
            readingStalled = now
        }
        unsent = count
    }

    /// Time has passed. To be told about once a second.
    public mutating func tick(at now: Duration) {
        clock = now
        if !exchanges.isEmpty || unsent > 0 { lastBusy = now }
        if let frameBegan, now - frameBegan > limits.frameTime {
            end(.stalledCall, cutting: true)
        } else if let readingStalled, now - readingStalled > readingTime {
            end(.unreadReplies, cutting: true)
        } else if let idleTime = limits.idleTime, now - lastBusy > idleTime {
            end(.idle)
        }
    }

    private var readingTime: Duration { isReadingStream ? limits.streamReadingTime : limits.readingTime }

    /// The service stops: calls in flight are answered, streams are cut, nothing more is taken up.
    public mutating func stop() {
        exchanges.removeAll(where: \.isStream)
        end(.stopping)
    }

    // MARK: - What is to be done

    /// The next thing to do; nil if there is nothing until something else happens.
    public mutating func nextAction() -> Action? {
        guard !isClosed else { return nil }
        if !outbox.isEmpty { return write() }
        if let (call, number) = nextCall() { return .dispatch(call, number) }
        let shouldPause =
            ending != nil || (!hasRoom && frames.bufferedCount >= limits.readAhead)
        if shouldPause != isPaused {
            isPaused = shouldPause
            return shouldPause ? .pauseReading : .resumeReading
        }
        if let ending, exchanges.isEmpty, unsent == 0 {
            closed()
            return .close(ending)
        }
        return nil
    }

    /// Whether a stream should go on. If not, it should wait until it is told that it may.
    public var isWritable: Bool { !isClosed && unsent <= limits.unsentReplies }

    /// Whether it matters just now how much has not been sent, so that it should be told after writing.
    ///
    /// As long as little has been written since it was told last, it does not.
    public var wantsUnsentReport: Bool {
        !isClosed && unsent > 0 && (ending != nil || unsent > limits.unsentReplies / 16)
    }

    /// How many bytes are kept for the client: of calls that have not been taken up, and of answers not read yet.
    public var heldBytes: Int { isClosed ? 0 : frames.bufferedCount + unsent }

    /// Whether a call is arriving that is larger than what is read ahead anyway.
    public var isReceivingCall: Bool { ending == nil && frames.bufferedCount > limits.readAhead }

    /// Gives up on the call that is arriving: its user's connections hold too much together.
    public mutating func refuseCall() { end(.overBudget) }

    /// Whether the call with this number still wants an answer.
    public func isInFlight(_ number: CallNumber) -> Bool {
        exchanges.contains { $0.number == number && $0.reply == nil }
    }

    // MARK: - Steps

    /// Whether one more call can be worked on.
    private var hasRoom: Bool {
        parked == nil && exchanges.count < limits.callsInFlight && unsent <= limits.unsentReplies
            && exchanges.first?.wantsMore != true
    }

    private mutating func write() -> Action {
        let written = outbox
        outbox = []
        unsent += written.reduce(0) { $0 + $1.count + 1 }
        if readingStalled == nil { readingStalled = clock }
        return .write(written)
    }

    private mutating func nextCall() -> (VarlinkCall, CallNumber)? {
        guard ending == nil else { return nil }
        if let call = parked {
            guard exchanges.isEmpty else { return nil }
            parked = nil
            return begin(call)
        }
        guard hasRoom else {
            // Whether the next call is complete is not known, nor would it be the client's fault.
            frameBegan = nil
            return nil
        }
        do {
            guard let frame = try frames.next() else {
                waitForBytes()
                return nil
            }
            frameBegan = nil
            let call = try VarlinkCall(frame: frame)
            guard !call.wantsMore || exchanges.isEmpty else {
                parked = call
                return nil
            }
            return begin(call)
        } catch {
            end(.badCall("\(error)"))
            return nil
        }
    }

    private mutating func begin(_ call: VarlinkCall) -> (VarlinkCall, CallNumber) {
        let number = nextNumber
        nextNumber += 1
        exchanges.append(Exchange(number: number, wantsMore: call.wantsMore, isOneway: call.isOneway))
        return (call, number)
    }

    private mutating func waitForBytes() {
        if frames.bufferedCount == 0 {
            frameBegan = nil
        } else if frameBegan == nil {
            frameBegan = clock
        }
        if inputEnded { end(.closedByClient) }
    }

    /// Keeps a call's last reply until those before it are answered.
    private mutating func finish(_ index: Int, _ reply: [UInt8]) {
        exchanges[index].reply = reply
        var count = 0
        for exchange in exchanges {
            guard let reply = exchange.reply else { break }
            if !exchange.isOneway { outbox.append(reply) }
            count += 1
        }
        exchanges.removeFirst(count)
    }

    private mutating func end(_ reason: CloseReason, cutting: Bool = false) {
        if ending == nil { ending = reason }
        parked = nil
        frames.removeAll()
        frameBegan = nil
        guard cutting else { return }
        ending = reason
        exchanges = []
        outbox = []
        unsent = 0
    }
}
