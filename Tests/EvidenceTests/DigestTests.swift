// SHA-256, Ed25519 and ChaCha20-Poly1305 against the vectors of their standards, and in pieces as at once.

import Digests
import Dispatch
import Testing

@testable import Evidence

@Suite struct DigestTests {
    private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.decode(hex.utf8)) }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]) func hashesAreThoseOfTheStandard(text: String, expected: String) {
        #expect(SHA256.hash(Array(text.utf8)).hex == expected)
        #expect(SHA256.hash(Array(text.utf8)).bytes == Hex.decode(expected.utf8))
    }

    @Test func piecesGiveTheHashOfTheWhole() {
        var generator = SeededGenerator(seed: 3)
        let text = generator.bytes(200)
        for cut in 0...text.count {
            var hash = SHA256()
            hash.update(Array(text[..<cut]))
            #expect(hash.finalize().bytes == SHA256.hash(Array(text[..<cut])).bytes)
            hash.update(Array(text[cut...]))
            #expect(hash.finalize().bytes == SHA256.hash(text).bytes)
        }
    }

    // RFC 8032 §7.1.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ]) func signaturesAreThoseOfTheStandard(
        seed: String, publicKey: String, message: String, expected: String
    ) throws {
        let key = try #require(Ed25519PrivateKey(seed: bytes(seed)))
        let message = try bytes(message)
        #expect(try key.publicKey == bytes(publicKey))
        #expect(try key.signature(for: message) == bytes(expected))
        let verifier = try #require(Ed25519PublicKey(key.publicKey))
        #expect(try verifier.isValid(bytes(expected), for: message))
        #expect(try !verifier.isValid(bytes(expected), for: message + [0]))
    }

    @Test func everyChangedBitOfASignatureIsFound() throws {
        let key = try #require(Ed25519PrivateKey(seed: [UInt8](repeating: 7, count: 32)))
        let verifier = try #require(Ed25519PublicKey(key.publicKey))
        let message = Array("checkpoint".utf8)
        let signature = try #require(key.signature(for: message))
        for bit in 0..<512 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!verifier.isValid(changed, for: message))
        }
    }

    @Test func keysAndSignaturesOfAnotherLengthAreRefused() throws {
        for count in [0, 31, 33, 64] {
            #expect(Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: count)) == nil)
            #expect(Ed25519PublicKey([UInt8](repeating: 1, count: count)) == nil)
        }
        let key = try #require(Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: 32)))
        let verifier = try #require(Ed25519PublicKey(key.publicKey))
        let signature = try #require(key.signature(for: []))
        #expect(!verifier.isValid(signature.dropLast(), for: []))
        #expect(!verifier.isValid(signature + [0], for: []))
    }

    // RFC 8439 §2.8.2.
    @Test func theStandardsTextIsEncryptedAsThere() throws {
        let plaintext = Array(
            ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                + "sunscreen would be it.").utf8)
        let key = (0x80...0x9F).map { UInt8($0) }
        let nonce = try bytes("070000004041424344454647")
        let context = try bytes("50515253c0c1c2c3c4c5c6c7")
        let sealed = try #require(ChaChaPoly.seal(plaintext, key: key, nonce: nonce, context: context))
        #expect(sealed.count == plaintext.count + 16)
        #expect(Hex.encode(Array(sealed.prefix(16))) == "d31a8d34648e60db7b86afbc53ef7ec2")
        #expect(Hex.encode(Array(sealed.suffix(16))) == "1ae10b594f09e26a7e902ecbd0600691")
        #expect(ChaChaPoly.open(sealed, key: key, nonce: nonce, context: context) == plaintext)
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 0x40
            #expect(ChaChaPoly.open(changed, key: key, nonce: nonce, context: context) == nil)
        }
        #expect(ChaChaPoly.open(sealed, key: key, nonce: nonce, context: context + [0]) == nil)
        #expect(ChaChaPoly.open(sealed, key: key.reversed(), nonce: nonce, context: context) == nil)
    }

    @Test func nothingCanBeEncryptedAndOnlyFittingKeysAreTaken() throws {
        let (key, nonce) = (RandomBytes.make(32), RandomBytes.make(12))
        let sealed = try #require(ChaChaPoly.seal([], key: key, nonce: nonce, context: []))
        #expect(sealed.count == 16)
        #expect(ChaChaPoly.open(sealed, key: key, nonce: nonce, context: []) == [])
        #expect(ChaChaPoly.seal([], key: Array(key.dropLast()), nonce: nonce, context: []) == nil)
        #expect(ChaChaPoly.seal([], key: key, nonce: nonce + [0], context: []) == nil)
        #expect(ChaChaPoly.open([], key: key, nonce: nonce, context: []) == nil)
    }

    @Test func manyThreadsSignWithOneKey() throws {
        let key = try #require(Ed25519PrivateKey(seed: [UInt8](repeating: 9, count: 32)))
        let expected = try #require(key.signature(for: [1, 2, 3]))
        DispatchQueue.concurrentPerform(iterations: 64) { _ in
            #expect(key.signature(for: [1, 2, 3]) == expected)
        }
    }
}
