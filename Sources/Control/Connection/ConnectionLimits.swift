// How much a client may ask of a connection, and why a connection ends.

/// The bounds of one connection. Together they bound the memory that a client can make the service use:
/// a frame, what is read ahead, and about ``unsentReplies`` and one more reply for each call in flight.
public struct ConnectionLimits: Sendable, Equatable {
    /// The largest call, in bytes.
    public var frameSize = 1 << 20
    /// How many calls of one connection may be worked on at once.
    ///
    /// With one, each call sees what those before it on the same connection have done. Replies leave in the
    /// order of the calls however many there are.
    public var callsInFlight = 1
    /// How many bytes are read ahead while as many calls as may be are in flight.
    public var readAhead = 1 << 16
    /// With more bytes of replies waiting for the client, streams pause and no further call is begun.
    public var unsentReplies = 1 << 18
    /// With more bytes waiting than this, a stream that does not pause ends the connection.
    public var unsentStream = 1 << 24
    /// How long a call may take to arrive, from its first byte to its last.
    public var frameTime: Duration = .seconds(30)
    /// How long a client may take to read some of the replies that wait for it.
    public var readingTime: Duration = .seconds(30)
    /// How long a stream's client may take instead. A person reads an export in a pager; a stream that waits holds
    /// no thread and little memory, and how many one user has is bounded elsewhere.
    public var streamReadingTime: Duration = .seconds(3_600)
    /// How long a client may be silent with no call in flight; nil for as long as it likes.
    public var idleTime: Duration? = .seconds(600)

    public init() {}
}

/// Why a connection ends.
public enum CloseReason: Sendable, Equatable, CustomStringConvertible {
    /// The client closed it.
    case closedByClient
    /// Something arrived that is no call.
    case badCall(String)
    /// A call did not arrive in full in time.
    case stalledCall
    /// The client did not read its replies in time.
    case unreadReplies
    /// The client's user has too much on its way already.
    case overBudget
    /// The client was silent for too long.
    case idle
    /// A call's handler gave no answer.
    case unanswered
    /// The service stops.
    case stopping

    public var description: String {
        switch self {
        case .closedByClient: "the client closed the connection"
        case .badCall(let problem): problem
        case .stalledCall: "a call did not arrive in full in time"
        case .unreadReplies: "the client did not read its replies in time"
        case .overBudget: "the calls and unread answers of the client's user take too much memory"
        case .idle: "the client was silent for too long"
        case .unanswered: "a call was left without an answer"
        case .stopping: "the service stops"
        }
    }
}
