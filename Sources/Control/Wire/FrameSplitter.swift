// Cuts the bytes of a connection into frames. On the wire each Varlink message is one JSON object
// followed by one NUL byte (https://varlink.org/Method-Call).

/// Collects bytes as they arrive and hands out whole frames, looking at each byte once.
///
/// It never holds more than one frame of the greatest size beside what was appended last.
public struct FrameSplitter: Sendable {
    /// The greatest number of bytes in a frame, without its NUL.
    public let maximumSize: Int

    @usableFromInline var buffer: [UInt8] = []
    /// Where the frame that comes next begins.
    @usableFromInline var head = 0
    /// Up to where no NUL has been found.
    private var scanned = 0

    /// Buffers larger than this are given back once they are empty.
    private static let keptCapacity = 1 << 17

    public init(maximumSize: Int = 1 << 20) {
        self.maximumSize = maximumSize
    }

    /// How many bytes are held that no frame has been made of.
    public var bufferedCount: Int { buffer.count - head }

    /// Adds bytes that have arrived.
    @inlinable
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if head > 0 { compact() }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole frame without its NUL; nil if more bytes have to arrive first.
    ///
    /// - Throws: ``FrameError`` if the frame is, or is bound to become, larger than ``maximumSize``.
    public mutating func next() throws(FrameError) -> [UInt8]? {
        guard let end = buffer[scanned...].firstIndex(of: 0) else {
            scanned = buffer.count
            guard bufferedCount <= maximumSize else { throw FrameError(maximumSize: maximumSize) }
            return nil
        }
        guard end - head <= maximumSize else { throw FrameError(maximumSize: maximumSize) }
        let frame = Array(buffer[head..<end])
        head = end + 1
        scanned = head
        if head == buffer.count { removeAll() }
        return frame
    }

    /// Forgets all that is held.
    public mutating func removeAll() {
        buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
        head = 0
        scanned = 0
    }

    /// Moves what is left to the front, once that is less than what has been handed out, so that a byte
    /// is moved once on average however small the pieces are in which bytes arrive.
    @usableFromInline mutating func compact() {
        guard head > buffer.count / 2 else { return }
        buffer.removeSubrange(..<head)
        scanned -= head
        head = 0
    }
}

/// A frame larger than the connection allows.
public struct FrameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The limit, in bytes.
    public let maximumSize: Int

    public var description: String { "a message is larger than \(maximumSize) bytes" }
}
