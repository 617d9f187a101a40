// Against logs that others made: Tessera's test log of 15 entries, Sunlight's trees with witness
// cosignatures, and the checkpoints, good and malformed, of Sigstore's conformance suite.

import Foundation
import Testing

@testable import Evidence

@Suite(.enabled(if: Vectors.isPresent("transparency-dev_tessera"), "vectors are beside the checkout"))
struct TesseraTests {
    private let log = Vectors.shared.appending(path: "transparency-dev_tessera/testdata/log")
    private let vkey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"

    private func checkpoint(_ size: Int) throws -> SignedCheckpoint {
        try SignedCheckpoint(parsing: Vectors.bytes(log.appending(path: "checkpoint.\(size)")))
    }

    @Test func everyCheckpointIsSignedByTheLogAndNamesItsRoot() throws {
        let history = try KeyHistory(first: VerifierKey(parsing: vkey))
        #expect(history.current.description == vkey)
        let bundle = try Vectors.bytes(log.appending(path: "tile/entries/000.p/15"))
        let entries = try EntryBundle.decode(bundle).map { Array(bundle[$0]) }
        #expect(entries.count == 15)
        let tree = TestTree(15) { entries[$0] }
        for size in 0...15 {
            let signed = try checkpoint(size)
            #expect(try history.verify(signed).name == "example.com/log/testdata")
            #expect(signed.checkpoint.size == UInt64(size))
            #expect(signed.checkpoint.root == tree.roots[size])
        }
    }

    @Test func tilesAndBundlesAreThoseWeWouldPublish() throws {
        let bundle = try Vectors.bytes(log.appending(path: "tile/entries/000.p/15"))
        let entries = try EntryBundle.decode(bundle).map { Array(bundle[$0]) }
        let tree = TestTree(15) { entries[$0] }
        for width in 1...15 {
            let tile = try #require(TilePath(.hashes(level: 0), index: 0, width: width))
            let published = try tree.tiles.exactTile(TileAddress(level: 0, index: 0), width: width)
            #expect(try Vectors.bytes(log.appending(path: tile.description)) == published)
            let names = try #require(TilePath(.entries, index: 0, width: width))
            let encoded = try EntryBundle.encode(Array(entries[..<width]))
            #expect(try Vectors.bytes(log.appending(path: names.description)) == encoded)
        }
    }

    @Test func theVerifierAgreesWithAllCheckpoints() throws {
        let history = try KeyHistory(first: VerifierKey(parsing: vkey))
        let bundle = try Vectors.bytes(log.appending(path: "tile/entries/000.p/15"))
        let heads = try (0...15).map {
            try TreeHead(
                label: "checkpoint.\($0)", checkpoint: checkpoint($0), source: .outside, keys: history)
        }
        var verifier = LogVerifier(comparing: heads)
        verifier.append(EntryBatch(try EntryBundle.decode(bundle).map { Array(bundle[$0]) }))
        #expect(verifier.report().outcome == .verified(heads[15]))
    }
}

@Suite(.enabled(if: Vectors.isPresent("FiloSottile_sunlight"), "vectors are beside the checkout"))
struct SunlightTests {
    private let directory = Vectors.shared.appending(path: "FiloSottile_sunlight")
    private var mirror: URL {
        directory.appending(path: "cmd/skylight/testdata/witness/mirror/")
            .appending(path: "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706")
    }

    private struct Cosigner: Decodable {
        let keys: [String]

        enum CodingKeys: String, CodingKey { case keys = "verifier_keys" }
    }

    private func key(_ file: String) throws -> VerifierKey {
        let cosigner = try Vectors.json(
            Cosigner.self, directory.appending(path: "cmd/skylight/testdata/" + file))
        return try VerifierKey(parsing: #require(cosigner.keys.first))
    }

    /// Reads the mirror's tiles as a log publishes them, the partial ones by their width.
    private struct Published: TileReader {
        let directory: URL
        let size: UInt64

        func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
            let width = address.width(treeSize: size)
            let path = try #require(
                TilePath(.hashes(level: address.level), index: address.index, width: width))
            return try Vectors.bytes(directory.appending(path: path.description))
        }
    }

    @Test func theMirrorsTilesLeadToItsCosignedCheckpoint() throws {
        let signed = try SignedCheckpoint(parsing: Vectors.bytes(mirror.appending(path: "checkpoint")))
        let found = try signed.verify(with: [key("witness/mirror/mirror.v0.json")])
        #expect(found.map(\.key.name) == ["mirror.example.org"])
        #expect(found.first?.time == 1_767_139_200)
        let tiles = Published(directory: mirror, size: 300)
        #expect(signed.checkpoint.size == 300)
        #expect(try TileHashReader(tiles).root(size: 300) == signed.checkpoint.root)
        #expect(try TreeWriter(size: 300, tiles: tiles).root() == signed.checkpoint.root)
        // The level-1 tile is the root of the full tile below it.
        let below = try tiles.tile(TileAddress(level: 0, index: 0), width: 256)
        let above = try tiles.tile(TileAddress(level: 1, index: 0), width: 1)
        var frontier = MerkleFrontier()
        for place in 0..<256 { frontier.append(try #require(Hash(below[place * 32..<place * 32 + 32]))) }
        #expect(frontier.root().bytes == above)
    }

    @Test func witnessCosignaturesHoldAndTheLogsOtherKindOfSignatureIsIgnored() throws {
        let tree =
            "cmd/skylight/testdata/witness/000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"
        let bytes = try Vectors.bytes(directory.appending(path: tree + "/checkpoint"))
        let signed = try SignedCheckpoint(parsing: bytes)
        #expect(signed.note.signatures.count == 2)
        #expect(try signed.verify(with: [key("witness/witness.v0.json")]).count == 1)
        #expect(throws: NoteError.noKnownKey) { try signed.verify(with: [key("witness2/witness.v0.json")]) }
        let second =
            "cmd/skylight/testdata/witness2/"
            + "88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482/checkpoint"
        let other = try SignedCheckpoint(parsing: Vectors.bytes(directory.appending(path: second)))
        #expect(try other.verify(with: [key("witness2/witness.v0.json")]).count == 1)
    }

    @Test func theDecoyIsNoCheckpoint() throws {
        let bytes = try Vectors.bytes(directory.appending(path: "cmd/skylight/testdata/witness/checkpoint"))
        #expect(throws: CheckpointError.self) { try SignedCheckpoint(parsing: bytes) }
    }

    @Test func tilesOfARealLogTakeUpAndGrow() throws {
        let tiles = Published(directory: directory.appending(path: "testdata/navigli2025h2"), size: 778)
        // Only level 0 is there; the tree above it follows.
        var frontier = MerkleFrontier()
        var writer = TreeWriter()
        for index in 0...3 {
            let address = TileAddress(level: 0, index: UInt64(index))
            for leaf in try tiles.hashes(address, width: address.width(treeSize: 778)) {
                frontier.append(leaf)
                writer.append(leaf)
            }
        }
        var stored = MemoryTiles()
        stored.apply(writer.takeChangedTiles())
        #expect(try TreeWriter(size: 778, tiles: stored).root() == frontier.root())
        // The full tile that came later begins with the partial one.
        let full = try Vectors.bytes(directory.appending(path: "testdata/navigli2025h2/tile/0/003"))
        #expect(try full.starts(with: stored.exactTile(TileAddress(level: 0, index: 3), width: 10)))
    }
}

@Suite(.enabled(if: Vectors.isPresent("sigstore_conformance"), "vectors are beside the checkout"))
struct SigstoreTests {
    private struct Bundle: Decodable {
        struct Material: Decodable { let tlogEntries: [Entry]? }
        struct Entry: Decodable {
            let canonicalizedBody: String?
            let inclusionProof: Proof?
        }
        struct Proof: Decodable {
            struct Envelope: Decodable { let envelope: String }
            let logIndex: String?
            let rootHash: String
            let treeSize: String
            let hashes: [String]?
            let checkpoint: Envelope?
        }
        let verificationMaterial: Material
    }

    private let directory = Vectors.shared.appending(
        path: "sigstore_conformance/test/assets/bundle-verify")

    // The staging log's key, from the suite's trusted_root.json; its key IDs are not C2SP's.
    private let rekorKey = "Pn+AREHoBaZ7wgS1zBqpxmLSGnyhxXj4lFxSdWVB8o8="

    private func entry(_ name: String) throws -> Bundle.Entry {
        let file = directory.appending(path: name + "/bundle.sigstore.json")
        return try #require(Vectors.json(Bundle.self, file).verificationMaterial.tlogEntries?.first)
    }

    private func checkpoint(_ name: String) throws -> [UInt8] {
        try Array(#require(entry(name).inclusionProof?.checkpoint).envelope.utf8)
    }

    private func key(_ name: String) throws -> VerifierKey {
        try VerifierKey(name: name, algorithm: .ed25519, publicKey: #require(Base64.decode(rekorKey.utf8)))
    }

    @Test(arguments: [
        "rekor2-happy-path", "rekor2-checkpoint-cosigned", "rekor2-checkpoint-multiple-cosigs",
        "rekor2-checkpoint-origin-not-first", "rekor2-checkpoint-two-sigs-cosigned",
        "rekor2-checkpoint-two-sigs-from-origin", "rekor2-timestamp-with-embedded-cert",
        "rekor2-timestamp-with-expired-cert-chain", "rekor2-timestamp-without-embedded-cert",
    ])
    func goodCheckpointsVerifyAndTheEntryIsIncluded(name: String) throws {
        let signed = try SignedCheckpoint(parsing: checkpoint(name))
        let key = try key("log2025-alpha1.rekor.sigstage.dev")
        let found = try signed.verify(with: [key])
        #expect(found.map(\.key) == [key])
        let entry = try entry(name)
        let proof = try #require(entry.inclusionProof)
        let text = try #require(entry.canonicalizedBody)
        let body = try #require(Data(base64Encoded: text))
        try ProofVerifier.verifyInclusion(
            of: Hash.leaf([UInt8](body)), index: #require(UInt64(proof.logIndex ?? "0")),
            size: signed.checkpoint.size,
            proof: (proof.hashes ?? []).map { try #require(Hash(base64: $0)) }, root: signed.checkpoint.root)
    }

    @Test(arguments: [
        "rekor2-checkpoint-missing-origin_fail", "rekor2-checkpoint-missing-root-hash_fail",
        "rekor2-checkpoint-missing-size_fail", "rekor2-checkpoint-missing-log-signature_fail",
    ])
    func malformedCheckpointsAreRefused(name: String) throws {
        let bytes = try checkpoint(name)
        #expect(throws: CheckpointError.self) { try SignedCheckpoint(parsing: bytes) }
    }

    @Test func aCheckpointUnderAnotherNameIsNotSignedByTheLog() throws {
        let signed = try SignedCheckpoint(parsing: checkpoint("rekor2-checkpoint-no-matching-signature_fail"))
        let key = try key("log2025-alpha1.rekor.sigstage.dev")
        #expect(throws: NoteError.noKnownKey) { try signed.verify(with: [key]) }
    }

    @Test func aCorruptedInclusionProofIsRefused() throws {
        let entry = try entry("inclusion-proof-corrupted-hash_fail")
        let proof = try #require(entry.inclusionProof)
        let text = try #require(entry.canonicalizedBody)
        let body = try #require(Data(base64Encoded: text))
        let hashes = try (proof.hashes ?? []).map { try #require(Hash(base64: $0)) }
        let (index, size) = (try #require(UInt64(proof.logIndex ?? "")), try #require(UInt64(proof.treeSize)))
        let root = try #require(Hash(base64: proof.rootHash))
        #expect(throws: ProofFailure.rootDiffers) {
            try ProofVerifier.verifyInclusion(
                of: Hash.leaf([UInt8](body)), index: index, size: size, proof: hashes, root: root)
        }
    }

    @Test func aCheckpointOfAnotherTreeDoesNotHaveTheProofsRoot() throws {
        let proof = try #require(entry("checkpoint-wrong-roothash_fail").inclusionProof)
        let signed = try SignedCheckpoint(parsing: checkpoint("checkpoint-wrong-roothash_fail"))
        #expect(signed.checkpoint.root.base64 != proof.rootHash)
    }
}
