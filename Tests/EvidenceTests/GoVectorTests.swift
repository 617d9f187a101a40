// Against the output of Go's own sumdb/tlog and sumdb/note: 300 leaves with all that follows from them.

import Foundation
import Testing

@testable import Evidence

private struct Golden: Decodable {
    struct Record: Decodable {
        let n: UInt64
        let leaf_utf8: String
        let stored_index: UInt64
        let stored_hashes_b64: [String]
        let root_after_b64: String
        let stored_count_after: UInt64
    }
    struct Inclusion: Decodable {
        let Size: UInt64
        let Index: UInt64
        let Proof: [String]?
    }
    struct Consistency: Decodable {
        let Old: UInt64
        let New: UInt64
        let Proof: [String]?
    }
    let records: [Record]
    let StoredHashIndex_level_n_index: [[UInt64]]
    let inclusion: [Inclusion]
    let consistency: [Consistency]
    let c2sp_tiles_b64: [String: String]
    let checkpoints: [String: String]
    let vkey: String

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
        tree = TestTree(records.count) { Array(records[$0].leaf_utf8.utf8) }
    }

    @Test func everyAppendStoresTheSameHashesAndGivesTheSameRoot() throws {
        var frontier = MerkleFrontier()
        var completed: [Hash] = []
        for record in golden.records {
            #expect(StoredHashOrder.position(level: 0, index: record.n) == record.stored_index)
            frontier.append(Hash.leaf(Array(record.leaf_utf8.utf8)), completed: &completed)
            #expect(completed.map(\.base64) == record.stored_hashes_b64)
            #expect(frontier.root().base64 == record.root_after_b64)
            #expect(StoredHashOrder.count(size: frontier.size) == record.stored_count_after)
        }
        #expect(golden.records.count == 300)
    }

    @Test func positionsAreThoseOfStoredHashIndex() {
        #expect(!golden.StoredHashIndex_level_n_index.isEmpty)
        for row in golden.StoredHashIndex_level_n_index {
            #expect(StoredHashOrder.position(level: Int(row[0]), index: row[1]) == row[2])
        }
    }

    @Test func rootsReadFromTilesAreTheSame() throws {
        for record in golden.records {
            #expect(try tree.reader.root(size: record.n + 1).base64 == record.root_after_b64)
        }
    }

    @Test func inclusionProofsAreTheSameAndVerify() throws {
        #expect(golden.inclusion.count == 118)
        for vector in golden.inclusion {
            let proof = try tree.reader.inclusionProof(index: vector.Index, size: vector.Size)
            #expect(proof.map(\.base64) == vector.Proof ?? [])
            try ProofVerifier.verifyInclusion(
                of: Hash.leaf(tree.entries[Int(vector.Index)]), index: vector.Index, size: vector.Size,
                proof: proof, root: tree.roots[Int(vector.Size)])
        }
    }

    @Test func consistencyProofsAreTheSameAndVerify() throws {
        #expect(golden.consistency.count == 113)
        for vector in golden.consistency {
            let proof = try tree.reader.consistencyProof(from: vector.Old, to: vector.New)
            #expect(proof.map(\.base64) == vector.Proof ?? [])
            try ProofVerifier.verifyConsistency(
                from: vector.Old, root: tree.roots[Int(vector.Old)], to: vector.New,
                root: tree.roots[Int(vector.New)], proof: proof)
        }
    }

    @Test func tilesHaveTheSameNamesAndBytes() throws {
        #expect(golden.c2sp_tiles_b64.count == 301)
        for (name, text) in golden.c2sp_tiles_b64 {
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
