// A client without manners: sends any bytes, and reads only when told to.

import Control
import Foundation

final class RawClient: Sendable {
    private let descriptor: Int32

    struct Failure: Error { let code: Int32 }

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard let address = UnixSocketPath(path), descriptor >= 0,
            address.withAddress({ connect(descriptor, $0, $1) }) == 0
        else { throw Failure(code: errno) }
        // A test that waits for what never comes shall fail, not hang.
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends the sending side only.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads up to the end of the connection, or up to this many frames.
    func frames(_ count: Int = .max) async throws -> [String] {
        try await blocking { try self.readFrames(count) }
    }

    private func readFrames(_ count: Int) throws -> [String] {
        var bytes: [UInt8] = []
        var found = 0
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while found < count {
            let size = recv(descriptor, &piece, piece.count, 0)
            if size == 0 || (size < 0 && errno == ECONNRESET) { break }
            guard size > 0 else { throw Failure(code: errno) }
            bytes += piece[..<size]
            found += piece[..<size].reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
        }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Runs something that blocks where it keeps nobody from working.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
