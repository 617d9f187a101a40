// Witnesses beside the log: what they are sent, and what becomes of their answers.

import Attestation
import Evidence
import Foundation
import Ledger
import Publication
import Testing

@Suite struct WitnessTests {
    private func witness(_ first: UInt8 = 0x20, latest: WitnessedTree? = nil) throws -> Witness {
        var witness = try Witness(signers: [witnessKey(first)])
        witness.follow(origin: origin, keys: [try logKey().verifierKey], latest: latest)
        return witness
    }

    @Test func aWitnessFollowsTheLogAndItsWordTravelsWithTheCheckpoint() throws {
        let keys = try [witnessKey(0x20), witnessKey(0x60)].map(\.verifierKey)
        let log = try TestLog(entries: 10, witnesses: keys)
        var one = try witness(0x20)
        var two = try witness(0x60)
        for size in [10, 11, 300, 700] {
            try log.append(size - log.writer.lastSeq)
            let request = try log.attestor.witnessRequest()
            for number in [0, 1] {
                let answer =
                    number == 0
                    ? try one.addCheckpoint(request.bytes, time: 1_700_000_000) { _, _ in }
                    : try two.addCheckpoint(request.bytes, time: 1_700_000_001) { _, _ in }
                #expect(answer.status == 200)
                let taken = try log.attestor.cosign(answer: answer.body)
                #expect(taken.size == UInt64(size))
                #expect(taken.signatures.map(\.key) == [keys[number]])
            }
            let signed = try log.attestor.checkpoint()
            #expect(signed.note.signatures.count == 3)
            #expect(try signed.verify(with: keys).count == 2)
            let proof = try log.attestor.inclusionProof(seq: 3)
            #expect(proof.checkpoint == signed)
        }
    }

    @Test func theLogMayGrowWhileTheAnswerIsUnderWay() throws {
        let key = try witnessKey()
        let log = try TestLog(entries: 10, witnesses: [key.verifierKey])
        var witness = try witness()
        let request = try log.attestor.witnessRequest()
        try log.append(10)
        _ = try log.attestor.witnessRequest()
        let answer = try witness.addCheckpoint(request.bytes, time: 1_700_000_000) { _, _ in }
        #expect(try log.attestor.cosign(answer: answer.body).size == 10)
        #expect(log.attestor.cosignedCheckpoint?.checkpoint.size == 10)
        #expect(try log.attestor.checkpoint().note.signatures.count == 1)
        // A proof can lead to the cosigned checkpoint as long as that covers the entry.
        let proof = try log.attestor.inclusionProof(seq: 4, to: .cosigned)
        #expect(proof.checkpoint.checkpoint.size == 10)
        let entry = try #require(try log.store.entry(seq: 4))
        _ = try proof.verify(entry: entry.bytes, keys: KeyHistory(first: logKey().verifierKey))
        #expect(try log.attestor.inclusionProof(seq: 14, to: .cosigned).checkpoint.checkpoint.size == 20)
        // Bringing the same answer twice changes nothing.
        let before = try log.directory.bytes("cosigned/10")
        #expect(try log.attestor.cosign(answer: answer.body).size == 10)
        #expect(try log.directory.bytes("cosigned/10") == before)
    }

    @Test func cosignaturesSurviveARestart() throws {
        let key = try witnessKey()
        let directory = TemporaryDirectory()
        do {
            let log = try TestLog(directory, witnesses: [key.verifierKey])
            try log.append(10)
            let request = try log.attestor.witnessRequest()
            let line = try key.cosign(request.checkpoint.note.text, time: 5).line
            _ = try log.attestor.cosign(answer: Array(line.utf8))
        }
        let log = try TestLog(directory, witnesses: [key.verifierKey])
        #expect(try log.attestor.checkpoint().note.signatures.count == 2)
    }

    @Test func answersThatFitNothingAreRefused() throws {
        let key = try witnessKey()
        let log = try TestLog(entries: 10, witnesses: [key.verifierKey])
        let request = try log.attestor.witnessRequest()
        let stranger = try witnessKey(0x60).cosign(request.checkpoint.note.text, time: 5).line
        let otherTree = try key.cosign(Array("\(origin)\n10\nx\n".utf8), time: 5).line
        for answer in [stranger, otherTree, "", "\n", "409\n", "— x y\n"] {
            #expect(throws: AttestationError.self, "\(answer)") {
                try log.attestor.cosign(answer: Array(answer.utf8))
            }
        }
        #expect(log.attestor.cosignedCheckpoint == nil)
        let lonely = try TestLog(entries: 1)
        #expect(throws: AttestationError.noWitnesses) {
            try lonely.attestor.cosign(answer: Array(stranger.utf8))
        }
    }
}

@Suite struct WitnessStoreTests {
    private let directory = TemporaryDirectory()

    @Test func aWitnessRemembersWhatItCosigned() throws {
        let name = "witness.example/leader"
        let key = try WitnessStore.create(directory.path, name: name).verifierKey
        #expect(throws: WitnessError.exists(directory.path)) {
            try WitnessStore.create(directory.path, name: name)
        }
        let log = try TestLog(entries: 10, witnesses: [key])
        let first = try log.attestor.witnessRequest()
        #expect(try WitnessStore(directory.path).answer(first.bytes, time: 1) == .unknownLog)
        try WitnessStore(directory.path).follow(KeyHistory(first: logKey().verifierKey))
        let answer = try WitnessStore(directory.path).answer(first.bytes, time: 1)
        #expect(answer.status == 200)
        #expect(try log.attestor.cosign(answer: answer.body).signatures.map(\.key) == [key])
        try log.append(5)
        let stale = try log.attestor.witnessRequest(from: 0)
        #expect(
            try WitnessStore(directory.path).answer(stale.bytes, time: 2) == .conflict(latestSize: 10))
        let next = try log.attestor.witnessRequest()
        #expect(try WitnessStore(directory.path).answer(next.bytes, time: 2).status == 200)
        #expect(try WitnessStore(directory.path).answer([1, 2], time: 2) == .badRequest)
    }

    @Test func oneProcessAnswersAtATime() throws {
        let store = try WitnessStore.create(directory.path, name: "witness.example/leader")
        #expect(throws: WitnessError.inUse(directory.path)) { try WitnessStore(directory.path) }
        let other = try SigningKey.generate(name: origin).verifierKey
        try store.follow(KeyHistory(first: logKey().verifierKey))
        try store.follow(KeyHistory(first: logKey().verifierKey))
        #expect(throws: WitnessError.self) { try store.follow(KeyHistory(first: other)) }
        // A list in which it succeeds the one that is followed.
        var keys = try KeyHistory(first: logKey().verifierKey)
        try keys.succeed(with: other, closingSize: 7)
        try store.follow(keys)
        try store.follow(keys)
        #expect(throws: WitnessError.self) { try store.follow(KeyHistory(first: logKey().verifierKey)) }
        #expect(throws: WitnessError.noWitness("/nonexistent")) { try WitnessStore("/nonexistent") }
    }
}
