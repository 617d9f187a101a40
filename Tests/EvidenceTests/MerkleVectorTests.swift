// Against the proof vectors of transparency-dev/merkle, which include every way to spoil a proof, and the
// eight leaves that Google's certificate-transparency tested with.

import Foundation
import Testing

@testable import Evidence

private struct InclusionVector: Decodable {
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: String?
    let leafHash: String?
    let proof: [String]?
    let desc: String
    let wantErr: Bool
}

private struct ConsistencyVector: Decodable {
    let size1: UInt64
    let size2: UInt64
    let root1: String?
    let root2: String?
    let proof: [String]?
    let desc: String
    let wantErr: Bool
}

private struct ReferenceTree: Decodable {
    struct Inclusion: Decodable {
        /// Leaves count from 1 there; 0 stands for "no proof".
        let leaf: UInt64
        let size: UInt64
        let path: [String]

        enum CodingKeys: String, CodingKey {
            case leaf = "leaf_1based"
            case size = "tree_size"
            case path = "path_hex"
        }
    }

    struct Consistency: Decodable {
        let old: UInt64
        let new: UInt64
        let proof: [String]

        enum CodingKeys: String, CodingKey {
            case old, new
            case proof = "proof_hex"
        }
    }

    let emptyRoot: String
    let leaves: [String]
    let roots: [String]
    let inclusion: [Inclusion]
    let consistency: [Consistency]

    enum CodingKeys: String, CodingKey {
        case inclusion, consistency
        case emptyRoot = "empty_root_hex"
        case leaves = "leaves_hex"
        case roots = "roots_hex"
    }
}

/// The hash in a consistency vector. Where a root does not matter some have a text of another length; our
/// type has room for 32 bytes only, so a digest stands for it: equal texts stay equal.
private func hashOrStandIn(_ base64: String?) throws -> Hash {
    let bytes = [UInt8](try #require(Data(base64Encoded: base64 ?? "")))
    return Hash(bytes) ?? Hash.sha256(Array("stand-in".utf8) + bytes)
}

private func accepts(_ check: () throws(ProofFailure) -> Void) -> Bool {
    do {
        try check()
        return true
    } catch {
        return false
    }
}

@Suite(.enabled(if: Vectors.isPresent("transparency-dev_merkle"), "vectors are beside the checkout"))
struct TransparencyDevMerkleTests {
    private let directory = Vectors.shared.appending(path: "transparency-dev_merkle/testdata")

    @Test func inclusionProofsAreAcceptedAndRefusedAsTheVectorsSay() throws {
        let files = try Vectors.files(directory.appending(path: "inclusion"), ending: ".json")
        #expect(files.count == 98)
        for file in files {
            let vector = try Vectors.json(InclusionVector.self, file)
            // What is no hash is refused when it is read.
            var accepted = false
            let proof = (vector.proof ?? []).compactMap { Hash(base64: $0) }
            if let leaf = Hash(base64: vector.leafHash ?? ""), let root = Hash(base64: vector.root ?? ""),
                proof.count == vector.proof?.count ?? 0
            {
                accepted = accepts { () throws(ProofFailure) in
                    try ProofVerifier.verifyInclusion(
                        of: leaf, index: vector.leafIdx, size: vector.treeSize, proof: proof, root: root)
                }
            }
            #expect(accepted == !vector.wantErr, "\(file.lastPathComponent): \(vector.desc)")
        }
    }

    @Test func consistencyProofsAreAcceptedAndRefusedAsTheVectorsSay() throws {
        let files = try Vectors.files(directory.appending(path: "consistency"), ending: ".json")
        #expect(files.count == 98)
        for file in files {
            let vector = try Vectors.json(ConsistencyVector.self, file)
            let (older, newer) = (try hashOrStandIn(vector.root1), try hashOrStandIn(vector.root2))
            let proof = try (vector.proof ?? []).map { try hashOrStandIn($0) }
            let accepted = accepts { () throws(ProofFailure) in
                try ProofVerifier.verifyConsistency(
                    from: vector.size1, root: older, to: vector.size2, root: newer, proof: proof)
            }
            #expect(accepted == !vector.wantErr, "\(file.lastPathComponent): \(vector.desc)")
        }
    }
}

@Suite(.enabled(if: Vectors.isPresent("google_certificate-transparency"), "vectors are beside the checkout"))
struct CertificateTransparencyTests {
    private let vectors: ReferenceTree
    private let tree: TestTree

    init() throws {
        let file = Vectors.shared.appending(
            path: "google_certificate-transparency/rfc6962_reference_tree.json")
        let vectors = try Vectors.json(ReferenceTree.self, file)
        let leaves = try vectors.leaves.map { try #require(Hex.decode($0.utf8)) }
        self.vectors = vectors
        tree = TestTree(leaves.count) { leaves[$0] }
    }

    @Test func rootsAreThoseOfTheReferenceTree() {
        #expect(tree.roots.map(\.hex) == [vectors.emptyRoot] + vectors.roots)
    }

    @Test func pathsAreThoseOfTheReferenceTree() throws {
        for vector in vectors.inclusion where vector.leaf > 0 {
            let proof = try tree.reader.inclusionProof(index: vector.leaf - 1, size: vector.size)
            #expect(proof.map(\.hex) == vector.path)
        }
        for vector in vectors.consistency {
            let proof = try tree.reader.consistencyProof(from: vector.old, to: vector.new)
            #expect(proof.map(\.hex) == vector.proof)
        }
    }
}
