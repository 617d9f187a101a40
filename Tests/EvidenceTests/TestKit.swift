// What the evidence tests share: where vectors are, a seeded generator, and a tree with its tiles.

import Evidence
import Foundation
import Testing

/// Test vectors: those copied into the checkout and those of others that may be beside it.
enum Vectors {
    /// The vectors that come with the checkout.
    static let copied = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")

    /// The vectors of others: `MINUTED_VECTORS`, or `../shared/vectors` beside the checkout.
    static let shared: URL = {
        if let path = ProcessInfo.processInfo.environment["MINUTED_VECTORS"] { return URL(filePath: path) }
        let checkout = copied.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return checkout.deletingLastPathComponent().appending(path: "shared/vectors")
    }()

    /// Whether a directory of others' vectors is there; says loudly when it is not.
    static func isPresent(_ name: String) -> Bool {
        let path = shared.appending(path: name).path
        let found = FileManager.default.fileExists(atPath: path)
        if !found {
            print(
                "*** VECTORS LEFT OUT: \(name) is not in \(shared.path); set MINUTED_VECTORS to use it"
            )
        }
        return found
    }

    static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    static func json<Value: Decodable>(_ type: Value.Type, _ file: URL) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: file))
    }

    /// All files below a directory with that ending, in a stable order.
    static func files(_ directory: URL, ending: String) throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: directory.path)
            .filter { $0.hasSuffix(ending) }.sorted().map { directory.appending(path: $0) }
    }
}

/// A generator whose numbers follow from its seed (SplitMix64), so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}

/// A tree of numbered test entries, with its tiles and the root at every size.
struct TestTree {
    var entries: [[UInt8]] = []
    var roots: [Hash] = [Hash.emptyRoot]
    var tiles = MemoryTiles()

    init(_ count: Int, entry: (Int) -> [UInt8] = { Array("entry \($0)".utf8) }) {
        var writer = TreeWriter()
        for number in 0..<count {
            entries.append(entry(number))
            writer.append(Hash.leaf(entries[number]))
            roots.append(writer.root())
        }
        tiles.apply(writer.takeChangedTiles())
    }

    var reader: TileHashReader<MemoryTiles> { TileHashReader(tiles) }
}

/// Keys that the tests sign with; the seeds are those of the Go vectors and of our own.
enum TestKeys {
    static func board() throws -> SigningKey {
        try SigningKey(name: "minuted.example/board", seed: Array(0x00...0x1F))
    }

    static func successor() throws -> SigningKey {
        try SigningKey(name: "minuted.example/board", seed: Array(0x80...0x9F))
    }

    static func witness() throws -> SigningKey {
        try SigningKey(name: "witness.example/leader", algorithm: .cosignatureV1, seed: Array(0x20...0x3F))
    }

    static func checkpoint(_ tree: TestTree, size: Int, key: SigningKey? = nil) throws -> SignedCheckpoint {
        let checkpoint = try Checkpoint(
            origin: "minuted.example/board", size: UInt64(size), root: tree.roots[size])
        return try SignedCheckpoint(checkpoint, signedBy: key ?? board())
    }
}

/// Every way to change one bit of one byte at a few places spread over the bytes, and at both ends.
func flips(_ bytes: [UInt8], places: Int, using generator: inout SeededGenerator) -> [[UInt8]] {
    guard !bytes.isEmpty else { return [] }
    let chosen =
        [0, bytes.count - 1] + (0..<places).map { _ in Int.random(in: 0..<bytes.count, using: &generator) }
    return chosen.map { place in
        var changed = bytes
        changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        return changed
    }
}
