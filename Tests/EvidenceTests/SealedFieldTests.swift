// Sealed fields: the vector made with another library, and that nothing opens elsewhere than it was sealed.

import Digests
import Foundation
import Testing

@testable import Evidence

@Suite struct SealedFieldTests {
    private struct Vector: Decodable {
        let key: String
        let nonce: String
        let random: String
        let seq: UInt64
        let slot: UInt16
        let plaintext: String
        let commitment: String
        let ciphertext: String

        enum CodingKeys: String, CodingKey {
            case seq, slot
            case key = "K_hex"
            case nonce = "nonce_hex"
            case random = "r_hex"
            case plaintext = "plaintext_utf8"
            case commitment = "C_hex"
            case ciphertext = "chachapoly_ct_tag_hex"
        }
    }

    private let key = SealedField.newKey()
    private let plaintext = Array(#"{"name":"Ada Example","reason":"illness"}"#.utf8)

    private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.decode(hex.utf8)) }

    @Test func theVectorSealsAndOpensToTheSameBytes() throws {
        let vector = try Vectors.json(
            Vector.self, Vectors.copied.appending(path: "minuted_proposed/vectors.json"))
        let field = try SealedField(
            sealing: Array(vector.plaintext.utf8), seq: vector.seq, slot: vector.slot, key: bytes(vector.key),
            random: bytes(vector.random), nonce: bytes(vector.nonce))
        #expect(field.commitment.hex == vector.commitment)
        #expect(Hex.encode(field.ciphertext) == vector.ciphertext)
        #expect(try field.open(key: bytes(vector.key)) == Array(vector.plaintext.utf8))
    }

    @Test func aFieldOpensOnlyWithItsKeyAtItsPlace() throws {
        let field = try SealedField(sealing: plaintext, seq: 102, slot: 1, key: key)
        #expect(try field.open(key: key) == plaintext)
        #expect(throws: SealError.cannotOpen) { try field.open(key: SealedField.newKey()) }
        #expect(throws: SealError.badLength) { try field.open(key: []) }
        let moved = [
            SealedField(
                seq: 103, slot: 1, commitment: field.commitment, nonce: field.nonce,
                ciphertext: field.ciphertext),
            SealedField(
                seq: 102, slot: 0, commitment: field.commitment, nonce: field.nonce,
                ciphertext: field.ciphertext),
            SealedField(
                seq: 102, slot: 1, commitment: Hash.emptyRoot, nonce: field.nonce,
                ciphertext: field.ciphertext),
        ]
        for field in moved { #expect(throws: SealError.cannotOpen) { try field.open(key: key) } }
    }

    @Test func everyFlippedBitAndEveryCutIsFound() throws {
        let field = try SealedField(sealing: plaintext, seq: 102, slot: 1, key: key)
        var generator = SeededGenerator(seed: 10)
        let cuts = (0..<field.ciphertext.count).map { Array(field.ciphertext[..<$0]) }
        for changed in flips(field.ciphertext, places: 50, using: &generator) + cuts {
            let spoiled = SealedField(
                seq: 102, slot: 1, commitment: field.commitment, nonce: field.nonce, ciphertext: changed)
            #expect(throws: SealError.self) { try spoiled.open(key: key) }
        }
    }

    @Test func aCiphertextThatOpensToSomethingElseIsFound() throws {
        // Whoever has the key can encrypt another text for the same place and commitment, but not open it as that.
        let field = try SealedField(sealing: plaintext, seq: 1, slot: 0, key: key)
        let context =
            Array("minuted/seal/v1\n".utf8) + [0, 0, 0, 0, 0, 0, 0, 1, 0, 0] + field.commitment.bytes
        let ciphertext = try #require(
            ChaChaPoly.seal(
                [UInt8](repeating: 7, count: 32) + Array("another text".utf8), key: key, nonce: field.nonce,
                context: context))
        let forged = SealedField(
            seq: 1, slot: 0, commitment: field.commitment, nonce: field.nonce,
            ciphertext: ciphertext)
        #expect(throws: SealError.commitmentDiffers) { try forged.open(key: key) }
    }

    @Test func theSameTextTwiceDoesNotShow() throws {
        let first = try SealedField(sealing: plaintext, seq: 1, slot: 0, key: key)
        let second = try SealedField(sealing: plaintext, seq: 1, slot: 0, key: key)
        #expect(first.commitment != second.commitment)
        #expect(first.nonce != second.nonce)
        #expect(first.ciphertext != second.ciphertext)
        #expect(try SealedField(sealing: [], seq: 1, slot: 0, key: key).open(key: key).isEmpty)
        #expect(throws: SealError.badLength) { try SealedField(sealing: [], seq: 1, slot: 0, key: [1]) }
    }
}
