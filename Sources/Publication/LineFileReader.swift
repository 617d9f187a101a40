// Lines of a large file, one at a time.

import Glibc

/// Reads a file line by line. Confined to one thread.
public final class LineFileReader {
    private static let pieceLength = 1 << 17

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// The longest line that is read; a longer one is the end.
    private static let longestLine = 1 << 17

    /// Opens a regular file, not through a link; nil when it cannot be read.
    public init?(_ path: String) {
        // O_NONBLOCK: a FIFO that somebody put there must not hang us.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0, (try? Files.requireRegular(descriptor, "read", path)) != nil else {
            return nil
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether something is left that no line feed ends.
    public var hasRest: Bool { position < buffer.count }

    /// The next line without its line feed; nil at the end, and for a last line that no line feed ends.
    public func next() -> [UInt8]? {
        var searched = position
        while true {
            if let end = lineFeed(from: searched) {
                defer { position = end + 1 }
                return Array(buffer[position..<end])
            }
            searched = buffer.count
            guard !isAtEnd, buffer.count - position <= Self.longestLine else {
                isAtEnd = true
                return nil
            }
            searched -= position
            fill()
        }
    }

    private func lineFeed(from start: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count else { return nil }
            return memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
                .map { UnsafeRawPointer($0) - base }
        }
    }

    /// Reads another piece behind what is left.
    private func fill() {
        buffer.removeFirst(position)
        position = 0
        let (piece, count) = Files.piece(Self.pieceLength) { read(descriptor, $0.baseAddress, $0.count) }
        buffer += piece
        // An error ends the file: what is missing then is found missing.
        if count <= 0, count == 0 || errno != EINTR { isAtEnd = true }
    }
}
