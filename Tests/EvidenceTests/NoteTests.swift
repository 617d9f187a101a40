// Signed notes, their keys and checkpoints: what is accepted, what is refused, and that nothing is guessed.

import Foundation
import Testing

@testable import Evidence

@Suite struct VerifierKeyTests {
    private let text = "minuted.example/board+d7213e4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"

    @Test func aKeyReadsBack() throws {
        let key = try VerifierKey(parsing: text)
        #expect(key.name == "minuted.example/board")
        #expect(key.algorithm == .ed25519)
        #expect(key.keyID == 0xD721_3E4E)
        #expect(key.description == text)
    }

    @Test(arguments: [
        ("", KeyError.malformed),
        ("minuted.example/board+d7213e4e", .malformed),
        ("minuted.example/board+d7213e4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .malformed),
        ("minuted.example/board+d7213e4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG", .malformed),
        ("minuted.example/board+d7213e4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVQ==", .malformed),
        ("minuted.example/board+d7213e4f+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .wrongKeyID),
        ("other.example/board+d7213e4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .wrongKeyID),
        (
            "minuted.example/board+d7213e4e+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            .unsupportedAlgorithm(2)
        ),
        ("mi nuted+d7213e4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .badName("mi nuted")),
        ("+d7213e4e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .badName("")),
    ])
    func malformedKeysAreRefused(text: String, error: KeyError) {
        #expect(throws: error) { try VerifierKey(parsing: text) }
    }

    @Test func namesThatLookAlikeAreDifferentKeys() throws {
        // The same letter é in one code point and in two; String's own equality joins them.
        let (composed, combined) = ("caf\u{E9}.example", "cafe\u{301}.example")
        let bytes = try TestKeys.board().verifierKey.publicKey
        let one = try VerifierKey(name: composed, algorithm: .ed25519, publicKey: bytes)
        let other = try VerifierKey(name: combined, algorithm: .ed25519, publicKey: bytes)
        #expect(composed == combined)
        #expect(one != other)
        #expect(one.keyID != other.keyID)
    }

    @Test func aPrivateKeyReadsBackAndDoesNotShowItself() throws {
        let key = try SigningKey.generate(name: "minuted.example/board")
        let read = try SigningKey(parsing: key.privateText + "\n")
        #expect(read.verifierKey == key.verifierKey)
        #expect(key.privateText.hasPrefix("PRIVATE+KEY+minuted.example/board+"))
        #expect("\(key)" == key.verifierKey.description)
        let note = try SignedNote(text: Array("text\n".utf8), signatures: [read.sign(Array("text\n".utf8))])
        #expect(try note.verify(with: [key.verifierKey]).count == 1)
        #expect(throws: KeyError.malformed) { try SigningKey(parsing: key.verifierKey.description) }
        #expect(throws: KeyError.refused) { try SigningKey(name: "a", seed: [1, 2, 3]) }
    }

    @Test func aKeySignsOnlyAsWhatItIs() throws {
        #expect(throws: KeyError.wrongAlgorithm(.cosignatureV1)) { try TestKeys.witness().sign([]) }
        #expect(throws: KeyError.wrongAlgorithm(.ed25519)) { try TestKeys.board().cosign([], time: 1) }
        #expect(throws: KeyError.timeOutOfRange) { try TestKeys.witness().cosign([], time: 1 << 63) }
    }
}

@Suite struct SignedNoteTests {
    private let text = Array("Erste Zeile\n\nDritte Zeile\n".utf8)

    private func note() throws -> SignedNote {
        try SignedNote(text: text, signatures: [TestKeys.board().sign(text)])
    }

    @Test func theTextMayHaveBlankLinesAndEndsAtTheLast() throws {
        let read = try SignedNote(parsing: note().bytes)
        #expect(read.text == text)
        #expect(
            try read.verify(with: [TestKeys.board().verifierKey]).first?.key.name == "minuted.example/board")
    }

    @Test func unknownKeysAreIgnoredAndAKnownOneThatFailsRejects() throws {
        var note = try note()
        let stranger = try SigningKey(name: "stranger.example", seed: Array(0x40...0x5F))
        try note.add(stranger.sign(Array("another text\n".utf8)))
        let board = try TestKeys.board().verifierKey
        #expect(try note.verify(with: [board]).map(\.key) == [board])
        #expect(throws: NoteError.badSignature(name: "stranger.example")) {
            try note.verify(with: [board, stranger.verifierKey])
        }
        #expect(throws: NoteError.noKnownKey) { try note.verify(with: []) }
        // The same name with another key is another signer.
        #expect(throws: NoteError.noKnownKey) { try note.verify(with: [TestKeys.successor().verifierKey]) }
    }

    @Test func aSecondSignatureOfAKnownKeyHasToHoldToo() throws {
        var note = try note()
        try note.add(TestKeys.board().sign(text))
        #expect(try note.verify(with: [TestKeys.board().verifierKey]).count == 1)
        try note.add(TestKeys.board().sign(Array("x\n".utf8)))
        #expect(throws: NoteError.badSignature(name: "minuted.example/board")) {
            try note.verify(with: [TestKeys.board().verifierKey])
        }
    }

    @Test func keysThatALineCannotTellApartAreRefused() throws {
        // Two keys that were searched for: their IDs under this name are the same.
        let keys = try [
            "eb21b745375b717e83d7071c59c68fc3a8e3e8e7ee432487dc41f88d1138f8c2",
            "7fbc2810566ac18a4c527985039d8f139793e0f8b5f234d0dd2afe8f16a3e5e5",
        ].map {
            try VerifierKey(
                name: "witness.example", algorithm: .ed25519, publicKey: #require(Hex.decode($0.utf8)))
        }
        #expect(keys[0].keyID == keys[1].keyID)
        var note = try note()
        try note.add(NoteSignature(key: keys[0], bytes: [UInt8](repeating: 0, count: 64)))
        #expect(throws: NoteError.ambiguousKeys(name: "witness.example")) { try note.verify(with: keys) }
        #expect(throws: NoteError.badSignature(name: "witness.example")) { try note.verify(with: [keys[1]]) }
        // The same key given twice is one key.
        let board = try TestKeys.board().verifierKey
        #expect(try note.verify(with: [board, board]).count == 1)
    }

    @Test func aHundredSignaturesAreReadAndNoMore() throws {
        var note = try note()
        for number in 1..<100 {
            let seed = [UInt8](repeating: UInt8(number), count: 32)
            try note.add(SigningKey(name: "w\(number).example", seed: seed).sign(text))
        }
        let read = try SignedNote(parsing: note.bytes)
        #expect(read.signatures.count == 100)
        let last = try SigningKey(name: "w99.example", seed: [UInt8](repeating: 99, count: 32)).verifierKey
        #expect(try read.verify(with: [last]).count == 1)
        #expect(throws: NoteError.tooLarge) { try note.add(TestKeys.board().sign(text)) }
        let line = Array(note.signatures[0].line.utf8)
        #expect(throws: NoteError.tooLarge) { try SignedNote(parsing: note.bytes + line) }
        let long = [UInt8](repeating: UInt8(ascii: "a"), count: SignedNote.maximumBytes + 1)
        #expect(throws: NoteError.tooLarge) { try SignedNote(parsing: long) }
    }

    @Test func everyFlippedBitIsFoundOrMakesTheSignatureUnknown() throws {
        var generator = SeededGenerator(seed: 6)
        let board = try TestKeys.board().verifierKey
        for changed in try flips(note().bytes, places: 400, using: &generator) {
            #expect(throws: NoteError.self) { try SignedNote(parsing: changed).verify(with: [board]) }
        }
    }

    @Test(arguments: [
        "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n— a AAAAAAE=", "text\n\n- a AAAAAAE=\n",
        "text\n\n—a AAAAAAE=\n", "text\n\n— a  AAAAAAE=\n", "text\n\n— a AAAAAAE= \n",
        "text\n\n—  AAAAAAE=\n",
        "text\n\n— a+b AAAAAAE=\n", "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAF=\n",
        "text\n\n— a AAAAAAE\n",
        "text\n\n— a\u{A0}b AAAAAAE=\n", "te\txt\n\n— a AAAAAAE=\n", "text\r\n\n— a AAAAAAE=\n",
        "text\n\n— a AAAAAAE=\nmore\n", "text\n— a AAAAAAE=\n", "text\n\n— a AAAAAAE=\n\n",
        "text\0\n\n— a AAAAAAE=\n",
    ])
    func malformedNotesAreRefused(text: String) {
        #expect(throws: NoteError.self) { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test func onlyTextIsANote() throws {
        #expect(throws: NoteError.notPlainText) {
            try SignedNote(parsing: [0xFF, 0x0A, 0x0A] + Array("— a AAAAAAE=\n".utf8))
        }
        let signature = try TestKeys.board().sign(text)
        #expect(throws: NoteError.noSignatures) { try SignedNote(text: text, signatures: []) }
        #expect(throws: NoteError.noSignatures) {
            try SignedNote(text: Array("no end".utf8), signatures: [signature])
        }
        #expect(throws: NoteError.notPlainText) {
            try SignedNote(text: Array("a\tb\n".utf8), signatures: [signature])
        }
        // The shortest that is a note: strictness must not go too far.
        #expect(try SignedNote(parsing: Array("text\n\n— a AAAAAAE=\n".utf8)).signatures.count == 1)
    }

    @Test func aCosignatureCoversItsTime() throws {
        let key = try TestKeys.witness()
        let note = try SignedNote(text: text, signatures: [key.cosign(text, time: 1_763_671_552)])
        #expect(try note.verify(with: [key.verifierKey]).first?.time == 1_763_671_552)
        var payload = note.signatures[0].bytes
        payload[7] ^= 1
        let later = try SignedNote(
            text: text, signatures: [NoteSignature(key: key.verifierKey, bytes: payload)])
        #expect(throws: NoteError.badSignature(name: "witness.example/leader")) {
            try later.verify(with: [key.verifierKey])
        }
        let short = try SignedNote(
            text: text, signatures: [NoteSignature(key: key.verifierKey, bytes: [1, 2, 3])])
        #expect(throws: NoteError.badSignature(name: "witness.example/leader")) {
            try short.verify(with: [key.verifierKey])
        }
    }
}

@Suite struct CheckpointTests {
    private let root = "FDzogvgU/HhJao55K8DSpBcdBGuuJsn4cGZ9rdSnvGk="

    @Test func aCheckpointReadsBackWithItsExtensionLines() throws {
        let text = Array("minuted.example/board\n256\n\(root)\nTimestamp: 1\nmore\n".utf8)
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.origin == "minuted.example/board")
        #expect(checkpoint.size == 256)
        #expect(checkpoint.root.base64 == root)
        #expect(checkpoint.extensions == ["Timestamp: 1", "more"])
        #expect(checkpoint.text == text)
        #expect(try Checkpoint(parsing: Array("a b+c\n0\n\(root)\n".utf8)).origin == "a b+c")
    }

    @Test(arguments: [
        "", "\n", "o\n1\n", "o\n1\nROOT", "\n1\nROOT\n", "o\n01\nROOT\n", "o\n-1\nROOT\n", "o\n\nROOT\n",
        "o\n1 \nROOT\n", "o\n9223372036854775808\nROOT\n", "o\n1\nAAAA\n", "o\n1\nROOT \n", "o\n1\nROOT\n\n",
        "o\n1\nROOT\nextension\n\n", "o\n1\n\nROOT\n", "1\nROOT\n", "o\n1\nROOT\ntab\there\n",
    ])
    func malformedCheckpointsAreRefused(text: String) {
        let filled = text.replacing("ROOT", with: root)
        #expect(throws: CheckpointError.self) { try Checkpoint(parsing: Array(filled.utf8)) }
    }

    @Test func aCheckpointThatCouldNotBeReadBackIsNotMade() throws {
        let hash = try #require(Hash(base64: root))
        #expect(throws: CheckpointError.badLine) { try Checkpoint(origin: "", size: 1, root: hash) }
        #expect(throws: CheckpointError.badLine) { try Checkpoint(origin: "a\n9", size: 1, root: hash) }
        #expect(throws: CheckpointError.badLine) {
            try Checkpoint(origin: "a", size: 1, root: hash, extensions: [""])
        }
        #expect(throws: CheckpointError.badSize) { try Checkpoint(origin: "a", size: 1 << 63, root: hash) }
    }

    @Test func theCosignedVectorVerifies() throws {
        let bytes = try Vectors.bytes(
            Vectors.copied.appending(path: "minuted_proposed/checkpoint256.cosigned"))
        let signed = try SignedCheckpoint(parsing: bytes)
        let witness = try VerifierKey(
            parsing: "witness.example/leader+96149d8a+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X")
        #expect(try witness == TestKeys.witness().verifierKey)
        let found = try signed.verify(with: [witness, TestKeys.board().verifierKey])
        #expect(found.map(\.key.name) == ["minuted.example/board", "witness.example/leader"])
        #expect(found.map(\.time) == [nil, 1_763_673_600])
        #expect(signed.bytes == bytes)
    }

    @Test func aWitnessesAnswerIsAddedOnlyIfItHolds() throws {
        let tree = TestTree(5)
        var signed = try TestKeys.checkpoint(tree, size: 5)
        let witness = try TestKeys.witness()
        let good = try witness.cosign(signed.note.text, time: 7)
        let stranger = try SigningKey(name: "x.example", algorithm: .cosignatureV1, seed: Array(0x60...0x7F))
        let foreign = try stranger.cosign(signed.note.text, time: 7)
        let lines = Array((foreign.line + good.line).utf8)
        #expect(try signed.addCosignatures(lines, of: [witness.verifierKey]).map(\.key.name) == [good.name])
        #expect(signed.note.signatures.count == 2)
        let wrong = try witness.cosign(Array("other\n".utf8), time: 7)
        #expect(throws: NoteError.badSignature(name: good.name)) {
            try signed.addCosignatures(Array(wrong.line.utf8), of: [witness.verifierKey])
        }
        // An answer that would turn part of itself into signed text.
        let smuggled = Array("more\n\n".utf8)
        let other = try witness.cosign(signed.note.text + [0x0A] + Array("more\n".utf8), time: 7)
        #expect(throws: NoteError.self) {
            try signed.addCosignatures(smuggled + Array(other.line.utf8), of: [witness.verifierKey])
        }
        #expect(signed.note.signatures.count == 2)
    }
}
