// The witness: each answer of c2sp.org/tlog-witness, and that nothing is signed before it is persisted.

import Testing

@testable import Evidence

@Suite struct WitnessTests {
    private struct DiskFull: Error {}

    private let tree = TestTree(300)
    private let origin = "minuted.example/board"

    private func witness(latest size: Int? = nil) throws -> Witness {
        var witness = try Witness(signers: [TestKeys.witness()])
        let latest = size.map { WitnessedTree(size: UInt64($0), root: tree.roots[$0]) }
        witness.follow(origin: origin, keys: [try TestKeys.board().verifierKey], latest: latest)
        return witness
    }

    private func request(from old: Int, to new: Int, of other: TestTree? = nil) throws -> [UInt8] {
        let tree = other ?? tree
        let checkpoint = try TestKeys.checkpoint(tree, size: new)
        return try AddCheckpointRequest(from: UInt64(old), to: checkpoint, reader: tree.reader).bytes
    }

    /// The answer, and what was persisted on the way.
    private func ask(_ witness: inout Witness, _ body: [UInt8]) throws -> (WitnessAnswer, [WitnessedTree]) {
        var persisted: [WitnessedTree] = []
        let answer = try witness.addCheckpoint(body, time: 1_763_671_552) { persisted.append($1) }
        return (answer, persisted)
    }

    @Test func aLogThatOnlyGrowsIsCosignedEveryTime() throws {
        var witness = try witness()
        var old = 0
        for new in [1, 2, 70, 70, 256, 257, 300] {
            let (answer, persisted) = try ask(&witness, request(from: old, to: new))
            #expect(answer.status == 200)
            #expect(persisted == [WitnessedTree(size: UInt64(new), root: tree.roots[new])])
            var signed = try TestKeys.checkpoint(tree, size: new)
            let found = try signed.addCosignatures(answer.body, of: [TestKeys.witness().verifierKey])
            #expect(found.map(\.time) == [1_763_671_552])
            #expect(witness.latest(origin: origin)?.size == UInt64(new))
            old = new
        }
    }

    @Test func malformedRequestsAre400() throws {
        var witness = try witness()
        let good = String(decoding: try request(from: 0, to: 5), as: UTF8.self)
        let bad = [
            "", "old 0", "old 00\n" + good.dropFirst(6), "old\n\n" + good, String(good.dropFirst(4)),
            good.replacing("old 0\n\n", with: "old 0\n"), good.replacing("old 0\n", with: "old 0\nAAAA\n"),
            good.replacing(
                "old 0\n", with: "old 0\n" + String(repeating: Hash.emptyRoot.base64 + "\n", count: 64)),
            good.replacing("\n5\n", with: "\n05\n"),
        ]
        for body in bad {
            let (answer, persisted) = try ask(&witness, Array(body.utf8))
            #expect(answer == .badRequest, "\(body)")
            #expect(answer.status == 400)
            #expect(persisted.isEmpty)
        }
    }

    @Test func anOldSizeAboveTheCheckpointsIs400() throws {
        var witness = try witness(latest: 10)
        let body = AddCheckpointRequest(
            oldSize: 10, proof: [], checkpoint: try TestKeys.checkpoint(tree, size: 5))
        let (answer, persisted) = try ask(&witness, #require(body).bytes)
        #expect(answer == .badRequest)
        #expect(persisted.isEmpty)
    }

    @Test func anUnknownLogIs404AndAnUntrustedSignature403() throws {
        var stranger = try Witness(signers: [TestKeys.witness()])
        #expect(try ask(&stranger, request(from: 0, to: 5)).0.status == 404)
        var other = try Witness(signers: [TestKeys.witness()])
        other.follow(origin: origin, keys: [try TestKeys.successor().verifierKey])
        #expect(try ask(&other, request(from: 0, to: 5)).0.status == 403)
        // A known key whose signature does not hold.
        var witness = try witness()
        let genuine = String(decoding: try request(from: 0, to: 5), as: UTF8.self)
        let spoiled = genuine.replacing("board\n5\n", with: "board\n6\n")
        #expect(try ask(&witness, Array(spoiled.utf8)).0.status == 403)
    }

    @Test func anotherOldSizeIs409WithTheSizeThatIsKnown() throws {
        var witness = try witness(latest: 70)
        for old in [0, 69, 71] {
            let (answer, persisted) = try ask(&witness, request(from: old, to: 256))
            #expect(answer == .conflict(latestSize: 70))
            #expect(answer.status == 409)
            #expect(answer.body == Array("70\n".utf8))
            #expect(answer.contentType == "text/x.tlog.size")
            #expect(persisted.isEmpty)
        }
        var fresh = try self.witness()
        #expect(try ask(&fresh, request(from: 1, to: 256)).0.body == Array("0\n".utf8))
    }

    @Test func aSplitViewIsNeverCosigned() throws {
        let fork = TestTree(300) { Array("\($0 == 60 ? "changed" : "entry") \($0)".utf8) }
        var witness = try witness(latest: 70)
        // Another root at the size that is known, and a later tree over another past.
        #expect(try ask(&witness, request(from: 70, to: 70, of: fork)).0.status == 409)
        #expect(try ask(&witness, request(from: 70, to: 256, of: fork)).0.status == 422)
        #expect(witness.latest(origin: origin) == WitnessedTree(size: 70, root: tree.roots[70]))
        #expect(try ask(&witness, request(from: 70, to: 256)).0.status == 200)
    }

    @Test func aProofThatIsWrongOrNotWantedIs422() throws {
        let checkpoint = try TestKeys.checkpoint(tree, size: 256)
        let proof = try tree.reader.consistencyProof(from: 70, to: 256)
        var witness = try witness(latest: 70)
        for wrong in [[], Array(proof.dropLast()), proof + [Hash.emptyRoot], proof.reversed()] {
            let body = try #require(AddCheckpointRequest(oldSize: 70, proof: wrong, checkpoint: checkpoint))
            #expect(try ask(&witness, body.bytes).0.status == 422)
        }
        var fresh = try self.witness()
        let body = try #require(AddCheckpointRequest(oldSize: 0, proof: proof, checkpoint: checkpoint))
        #expect(try ask(&fresh, body.bytes).0.status == 422)
        var same = try self.witness(latest: 256)
        let repeated = try #require(AddCheckpointRequest(oldSize: 256, proof: proof, checkpoint: checkpoint))
        #expect(try ask(&same, repeated.bytes).0.status == 422)
    }

    @Test func whatIsNotPersistedIsNotSigned() throws {
        var witness = try witness(latest: 70)
        let body = try request(from: 70, to: 256)
        #expect(throws: DiskFull.self) {
            try witness.addCheckpoint(body, time: 1) { _, _ in throw DiskFull() }
        }
        #expect(witness.latest(origin: origin)?.size == 70)
        #expect(try ask(&witness, body).0.status == 200)
    }

    @Test func aRequestReadsBackAndALogsKeyIsNoWitness() throws {
        let body = try request(from: 70, to: 300)
        #expect(AddCheckpointRequest(parsing: body)?.bytes == body)
        #expect(throws: KeyError.wrongAlgorithm(.ed25519)) { try Witness(signers: [TestKeys.board()]) }
        let checkpoint = try TestKeys.checkpoint(tree, size: 70)
        #expect(throws: TreeRangeError.self) {
            try AddCheckpointRequest(from: 71, to: checkpoint, reader: tree.reader)
        }
    }
}
