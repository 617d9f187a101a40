// The client: blocking, one call at a time, as a command-line tool wants it.

public import Codec

/// A connection to the service. Closed when the last reference to it goes.
public final class ControlClient {
    /// The largest reply that is read, in bytes. Reports may be long.
    public static let greatestReply = 1 << 28

    /// How long to wait for each reply; nil for as long as it takes.
    public var replyTime: Duration?

    private let stream: ByteStream
    private var frames = FrameSplitter(maximumSize: greatestReply)
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    /// Whether replies to a call are still to come.
    private var isWaiting = false
    /// Why the connection can be used no more.
    private var failure: CallFailure?

    /// Connects to the service's socket.
    ///
    /// - Parameters:
    ///   - path: the socket in the file system.
    ///   - time: how long to wait until the service takes the connection up.
    public init(path: String, within time: Duration? = .seconds(5)) throws(ConnectError) {
        stream = try ByteStream.connect(to: path, within: time)
    }

    /// Speaks through descriptors that are open already, such as the input and output of a child process.
    ///
    /// - Parameters:
    ///   - input: where replies are read.
    ///   - output: where calls are written; may be the same.
    ///   - closing: whether to close both in the end.
    public init(reading input: Int32, writing output: Int32, closing: Bool = true) {
        stream = ByteStream(input: input, output: output, owns: closing)
    }

    /// Calls a method that has one reply, and returns its parameters.
    public func call(
        _ method: String, _ parameters: some FieldValue = NoParameters()
    ) throws(CallFailure) -> JSONObject {
        try send(VarlinkCall.frame(method: method, parameters: parameters))
        isWaiting = true
        let (reply, continues) = try receive()
        guard !continues else { throw fail(.unreadable("one reply was expected, and more are to follow")) }
        return reply
    }

    /// Calls a method that has one reply, and reads its parameters as a record.
    public func call<Reply: Record>(
        _ method: String, _ parameters: some FieldValue = NoParameters(), returning: Reply.Type
    ) throws(CallFailure) -> Reply {
        let reply = try call(method, parameters)
        do { return try Reply(json: reply.bytes) } catch { throw .unreadable("\(method): \(error)") }
    }

    /// Calls a method that has any number of replies.
    ///
    /// To leave early, let go of the client: closing the connection is how a call is cancelled.
    public func stream(
        _ method: String, _ parameters: some FieldValue = NoParameters()
    ) throws(CallFailure) -> Replies {
        try send(VarlinkCall.frame(method: method, parameters: parameters, more: true))
        isWaiting = true
        return Replies(client: self)
    }

    /// Calls a method without waiting for anything, not even for the service to have read the call.
    public func send(
        oneway method: String, _ parameters: some FieldValue = NoParameters()
    ) throws(CallFailure) {
        try send(VarlinkCall.frame(method: method, parameters: parameters, oneway: true))
    }

    /// The replies of a call that has many, in order.
    public struct Replies {
        let client: ControlClient
        private var isDone = false

        init(client: ControlClient) {
            self.client = client
        }

        /// Waits for the next reply's parameters; nil after the last.
        public mutating func next() throws(CallFailure) -> JSONObject? {
            guard !isDone else { return nil }
            isDone = true
            let (reply, continues) = try client.receive()
            isDone = !continues
            return reply
        }
    }

    // MARK: - Frames

    private func send(_ frame: [UInt8]) throws(CallFailure) {
        if let failure { throw failure }
        if isWaiting { throw .busy }
        do { try stream.write(frame + [0], within: replyTime) } catch { throw fail(error.callFailure) }
    }

    fileprivate func receive() throws(CallFailure) -> (parameters: JSONObject, continues: Bool) {
        if let failure { throw failure }
        let envelope = try nextEnvelope()
        isWaiting = envelope.continues
        var parameters = JSONObject()
        if let node = envelope.parameters, let object = try? JSONObject(reading: node) { parameters = object }
        guard let error = envelope.error else { return (parameters, envelope.continues) }
        isWaiting = false
        throw .refused(VarlinkErrorReply(name: error, parameters: parameters))
    }

    private func nextEnvelope() throws(CallFailure) -> ReplyEnvelope {
        let deadline = Deadline(within: replyTime)
        while true {
            do {
                if let frame = try frames.next() { return try ReplyEnvelope(frame: frame) }
            } catch { throw fail(.unreadable("\(error)")) }
            let count: Int
            do { count = try stream.read(into: &buffer, until: deadline) } catch {
                throw fail(error.callFailure)
            }
            guard count > 0 else { throw fail(.connectionLost("the service closed it")) }
            frames.append(buffer[..<count])
        }
    }

    /// Remembers what broke the connection: nothing that arrives later could be told apart.
    private func fail(_ failure: CallFailure) -> CallFailure {
        self.failure = failure
        return failure
    }
}
