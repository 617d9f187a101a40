// A content's file, open: given away piece by piece, without being in memory.

import Digests
import Glibc

/// A content that is being read. Closed when the last reference to it goes.
public final class OpenContent: Sendable {
    /// How long it is, in bytes.
    public let size: Int
    private let descriptor: Int32
    private let path: String

    static let pieceLength = 1 << 18

    init(descriptor: Int32, path: String, size: Int) {
        (self.descriptor, self.path, self.size) = (descriptor, path, size)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The bytes from a place on, at most `length` of them and no more than there are.
    ///
    /// - Throws: ``FileFailure``, also when the file has become shorter.
    public func piece(from position: Int, length: Int) throws(FileFailure) -> [UInt8] {
        let wanted = min(length, size - position)
        var bytes: [UInt8] = []
        while bytes.count < wanted {
            let place = off_t(position + bytes.count)
            let (piece, count) = Files.piece(wanted - bytes.count) {
                pread(descriptor, $0.baseAddress, $0.count, place)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure("read", path) }
            guard count > 0 else { throw FileFailure("read", path, message: "it has become shorter") }
            bytes += piece
        }
        return bytes
    }

    /// How long the file is.
    func length() throws(FileFailure) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFailure("read", path) }
        return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : -1
    }

    /// Its SHA-256.
    func digest() throws(FileFailure) -> String {
        var hash = SHA256()
        var position = 0
        while position < size {
            let piece = try piece(from: position, length: Self.pieceLength)
            hash.update(piece)
            position += piece.count
        }
        return hash.finalize().hex
    }
}
