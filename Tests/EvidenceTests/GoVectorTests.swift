// Against the output of Go's own sumdb/tlog and sumdb/note: 300 leaves with all that follows from them.

import Foundation
import Testing

@testable import Evidence

private struct Golden: Decodable {
    struct Record: Decodable {
        let index: UInt64
        let leaf: String
        let position: UInt64
        let storedHashes: [String]
        let root: String
        let storedCount: UInt64

        enum CodingKeys: String, CodingKey {
            case index = "n"
            case leaf = "leaf_utf8"
            case position = "stored_index"
            case storedHashes = "stored_hashes_b64"
            case root = "root_after_b64"
            case storedCount = "stored_count_after"
        }
    }

    struct Inclusion: Decodable {
        let size: UInt64
        let index: UInt64
        let proof: [String]?

        enum CodingKeys: String, CodingKey {
            case size = "Size"
            case index = "Index"
            case proof = "Proof"
        }
    }

    struct Consistency: Decodable {
        let older: UInt64
        let newer: UInt64
        let proof: [String]?

        enum CodingKeys: String, CodingKey {
            case older = "Old"
            case newer = "New"
            case proof = "Proof"
        }
    }

    let records: [Record]
    /// Rows of level, index, position.
    let positions: [[UInt64]]
    let inclusion: [Inclusion]
    let consistency: [Consistency]
    let tiles: [String: String]
    let checkpoints: [String: String]
    let vkey: String

    enum CodingKeys: String, CodingKey {
        case records, inclusion, consistency, checkpoints, vkey
        case positions = "StoredHashIndex_level_n_index"
        case tiles = "c2sp_tiles_b64"
    }

    static let vectors = Result {
        try Vectors.json(
            Golden.self, Vectors.copied.appending(path: "go_x_mod_sumdb_generated/golden300.json"))
    }
}

@Suite struct GoVectorTests {
    private let golden: Golden
    private let tree: TestTree

    init() throws {
        golden = try Golden.vectors.get()
        let records = golden.records
        tree = TestTree(records.count) { Array(records[$0].leaf.utf8) }
    }

    @Test func everyAppendStoresTheSameHashesAndGivesTheSameRoot() throws {
        var frontier = MerkleFrontier()
        var completed: [Hash] = []
        for record in golden.records {
            #expect(StoredHashOrder.position(level: 0, index: record.index) == record.position)
            frontier.append(Hash.leaf(Array(record.leaf.utf8)), completed: &completed)
            #expect(completed.map(\.base64) == record.storedHashes)
            #expect(frontier.root().base64 == record.root)
            #expect(StoredHashOrder.count(size: frontier.size) == record.storedCount)
        }
        #expect(golden.records.count == 300)
    }

    @Test func positionsAreThoseOfStoredHashIndex() {
        #expect(!golden.positions.isEmpty)
        for row in golden.positions {
            #expect(StoredHashOrder.position(level: Int(row[0]), index: row[1]) == row[2])
        }
    }

    @Test func rootsReadFromTilesAreTheSame() throws {
        for record in golden.records {
            #expect(try tree.reader.root(size: record.index + 1).base64 == record.root)
        }
    }

    @Test func inclusionProofsAreTheSameAndVerify() throws {
        #expect(golden.inclusion.count == 118)
        for vector in golden.inclusion {
            let proof = try tree.reader.inclusionProof(index: vector.index, size: vector.size)
            #expect(proof.map(\.base64) == vector.proof ?? [])
            try ProofVerifier.verifyInclusion(
                of: Hash.leaf(tree.entries[Int(vector.index)]), index: vector.index, size: vector.size,
                proof: proof, root: tree.roots[Int(vector.size)])
        }
    }

    @Test func consistencyProofsAreTheSameAndVerify() throws {
        #expect(golden.consistency.count == 113)
        for vector in golden.consistency {
            let proof = try tree.reader.consistencyProof(from: vector.older, to: vector.newer)
            #expect(proof.map(\.base64) == vector.proof ?? [])
            try ProofVerifier.verifyConsistency(
                from: vector.older, root: tree.roots[Int(vector.older)], to: vector.newer,
                root: tree.roots[Int(vector.newer)], proof: proof)
        }
    }

    @Test func tilesHaveTheSameNamesAndBytes() throws {
        #expect(golden.tiles.count == 301)
        for (name, text) in golden.tiles {
            let path = try #require(TilePath(parsing: name))
            guard case .hashes(let level) = path.content else {
                Issue.record("\(name) is no tile of hashes")
                continue
            }
            let stored = try tree.tiles.exactTile(
                TileAddress(level: level, index: path.index), width: path.width)
            #expect(Base64.encode(stored) == text)
            #expect(path.description == name)
        }
    }

    @Test func checkpointsVerifyAndReadBack() throws {
        let key = try VerifierKey(parsing: golden.vkey)
        let history = try KeyHistory(first: key)
        #expect(try TestKeys.board().verifierKey == key)
        #expect(golden.checkpoints.count == 4)
        for (size, text) in golden.checkpoints {
            let signed = try SignedCheckpoint(parsing: Array(text.utf8))
            #expect(try history.verify(signed) == key)
            #expect(String(signed.checkpoint.size) == size)
            #expect(signed.checkpoint.root == tree.roots[Int(signed.checkpoint.size)])
            #expect(signed.bytes == Array(text.utf8))
        }
    }
}
