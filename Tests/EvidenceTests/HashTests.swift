// Hashes and the text encodings they are written in.

import Testing

@testable import Evidence

@Suite struct HashTests {
    @Test func leafNodeAndEmptyRootAreThoseOfTheRFC() {
        // SHA-256 of nothing, of 0x00, and of 0x01 followed by two of the latter.
        #expect(Hash.emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        let leaf = Hash.leaf([])
        #expect(leaf.hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(Hash.node(leaf, leaf) == Hash.sha256([1] + leaf.bytes + leaf.bytes))
        #expect(Hash.leaf(Array("entry".utf8)) == Hash.sha256([0] + Array("entry".utf8)))
    }

    @Test func bytesHexAndBase64ReadBack() {
        let hash = Hash.leaf([1, 2, 3])
        #expect(Hash(hash.bytes) == hash)
        #expect(Hash(hex: hash.hex) == hash)
        #expect(Hash(hex: hash.hex.uppercased()) == hash)
        #expect(Hash(base64: hash.base64) == hash)
    }

    @Test func aHashHasExactlyThirtyTwoBytes() {
        #expect(Hash([UInt8](repeating: 0, count: 31)) == nil)
        #expect(Hash([UInt8](repeating: 0, count: 33)) == nil)
        #expect(Hash([]) == nil)
        #expect(Hash(hex: String(repeating: "0", count: 63)) == nil)
    }

    @Test func base64RoundTripsAtEveryLength() {
        var generator = SeededGenerator(seed: 1)
        for length in 0..<100 {
            let bytes = generator.bytes(length)
            #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
        }
        // RFC 4648 §10.
        #expect(Base64.encode(Array("foobar".utf8)) == "Zm9vYmFy")
        #expect(Base64.encode(Array("fooba".utf8)) == "Zm9vYmE=")
        #expect(Base64.encode(Array("foob".utf8)) == "Zm9vYg==")
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Z===", "====", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm-v", "Zg==Zg==", "Zm9vZ",
        "=m9v",
    ])
    func base64RefusesEverythingButTheOneSpelling(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test(arguments: [
        "", "00", "01", "-1", "+1", " 1", "1 ", "1a", "9223372036854775808", "99999999999999999999",
    ])
    func decimalRefusesEverythingButTheOneSpelling(text: String) {
        #expect(Decimal.parse(text.utf8) == nil)
    }

    @Test func decimalReadsUpToTheLargestTreeSize() {
        #expect(Decimal.parse("0".utf8) == 0)
        #expect(Decimal.parse("9223372036854775807".utf8) == UInt64(Int64.max))
    }
}
