// The file entries.ndjson: appended to, cut back to whole lines after an interruption, read in large pieces.

import Evidence
import Glibc

/// Calls a body for each whole line, without its line feed.
func forEachLine(in bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    guard let base = bytes.baseAddress else { return }
    while let end = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start) {
        let length = UnsafeRawPointer(end) - base - start
        body(UnsafeRawBufferPointer(start: base + start, count: length))
        start += length + 1
    }
}

/// A file of entries, one on each line. Confined to one thread.
final class EntryFile {
    private static let pieceLength = 1 << 20

    private let path: String
    private let descriptor: Int32
    private var length = 0

    init(in folder: Folder, _ name: String) throws(FileFailure) {
        path = "\(folder.path)/\(name)"
        descriptor = try folder.openForAppending(name)
    }

    deinit { close(descriptor) }

    /// Goes through the lines that are there, and cuts off a last one that does not end.
    ///
    /// To be called once, before anything is appended.
    func forEachLine(_ body: (UnsafeRawBufferPointer) -> Void) throws(FileFailure) {
        try readLines(from: 0) { line in
            length += line.count + 1
            body(line)
        }
        try cut(to: length)
    }

    func append(_ lines: [UInt8]) throws(FileFailure) {
        guard lseek(descriptor, off_t(length), SEEK_SET) >= 0 else { throw FileFailure("write", path) }
        try Files.write(lines, to: descriptor, path: path)
        length += lines.count
    }

    func sync() throws(FileFailure) {
        guard fsync(descriptor) == 0 else { throw FileFailure("write", path) }
    }

    /// Takes back what stands behind a place.
    func takeBack(to offset: Int) throws(FileFailure) { try cut(to: offset) }

    /// Goes through the entries from a place on, in bundles of 256; the last may be smaller.
    ///
    /// - Parameter body: gets the bundle's number, from 0, how many entries it has, and its bytes.
    func forEachBundle(
        from offset: Int, _ body: (Int, Int, [UInt8]) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        var number = 0
        var entries: [[UInt8]] = []
        func give(atLeast least: Int) throws(FileFailure) {
            while entries.count >= least, !entries.isEmpty {
                let next = Array(entries.prefix(TileAddress.fullWidth))
                entries.removeFirst(next.count)
                try body(number, next.count, try EntryFile.bundle(next, path))
                number += 1
            }
        }
        try readLines(from: offset) {
            entries.append(Array($0))
        } afterPiece: { () throws(FileFailure) in
            try give(atLeast: TileAddress.fullWidth)
        }
        try give(atLeast: 1)
    }

    private static func bundle(_ entries: [[UInt8]], _ path: String) throws(FileFailure) -> [UInt8] {
        do { return try EntryBundle.encode(entries) } catch {
            throw FileFailure("publish", path, message: error.description)
        }
    }

    private func cut(to length: Int) throws(FileFailure) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw FileFailure("write", path) }
        self.length = length
    }

    private func readLines(
        from offset: Int, _ body: (UnsafeRawBufferPointer) -> Void,
        afterPiece: () throws(FileFailure) -> Void = { () throws(FileFailure) in }
    ) throws(FileFailure) {
        var buffer: [UInt8] = []
        var position = offset
        while true {
            let (piece, count) = Files.piece(Self.pieceLength) {
                pread(descriptor, $0.baseAddress, $0.count, off_t(position))
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw FileFailure("read", path)
            }
            buffer += piece
            if count == 0 { return }
            position += count
            let used = buffer.withUnsafeBytes { bytes -> Int in
                Publication.forEachLine(in: bytes, body)
                return (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            }
            buffer.removeFirst(used)
            try afterPiece()
        }
    }
}
