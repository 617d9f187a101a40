// A connection that says what it likes and reads what it likes.

import Codec
import Control
import Foundation
import Testing

final class RawConnection {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ daemon: RunningDaemon) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let address = try #require(UnixSocketPath(daemon.socket))
        #expect(address.withAddress { connect(descriptor, $0, $1) } == 0)
    }

    deinit { close(descriptor) }

    /// Sends a call of a method, with its parameters as JSON.
    func call(_ method: String, _ parameters: String = "{}", more: Bool = false) {
        let text =
            #"{"method":"org.minuted.\#(method)","parameters":\#(parameters)\#(more ? #","more":true"# : "")}"#
        let bytes = Array(text.utf8) + [0]
        #expect(send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
    }

    /// The next frame; nil if the daemon closes the connection, or sends none for so many milliseconds.
    func frame(within milliseconds: Int32 = 20_000) -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0) {
                defer { buffer.removeSubrange(...end) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, milliseconds) == 1 else { return nil }
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            buffer += piece[..<count]
        }
    }

    /// Calls a method and gives the next frame.
    func ask(_ method: String, _ parameters: String = "{}", more: Bool = false) -> String? {
        call(method, parameters, more: more)
        return frame()
    }
}
