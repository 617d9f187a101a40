// A log's keys over the years: each counts for its own range of sizes and for no other.

import Testing

@testable import Evidence

@Suite struct KeyHistoryTests {
    private let tree = TestTree(20)

    private func history() throws -> KeyHistory {
        var history = try KeyHistory(first: TestKeys.board().verifierKey)
        try history.succeed(with: TestKeys.successor().verifierKey, closingSize: 10)
        return history
    }

    @Test func eachKeyIsAcceptedForItsOwnSizes() throws {
        let (old, new) = (try TestKeys.board(), try TestKeys.successor())
        for size in 0...10 {
            let signed = try TestKeys.checkpoint(tree, size: size, key: old)
            #expect(try history().verify(signed) == old.verifierKey)
        }
        // The tree whose last entry names the successor may be signed with either.
        for size in 10...20 {
            let signed = try TestKeys.checkpoint(tree, size: size, key: new)
            #expect(try history().verify(signed) == new.verifierKey)
        }
    }

    @Test func aNewerKeyOnOlderDataAndARetiredKeyOnNewerDataAreRefused() throws {
        for size in 0...9 {
            let signed = try TestKeys.checkpoint(tree, size: size, key: TestKeys.successor())
            #expect(throws: KeyHistoryError.self) { try history().verify(signed) }
        }
        for size in 11...20 {
            let signed = try TestKeys.checkpoint(tree, size: size, key: TestKeys.board())
            #expect(throws: KeyHistoryError.self) { try history().verify(signed) }
        }
    }

    @Test func aKeyOutOfOfficeSpoilsTheCheckpointBesideAValidSignature() throws {
        var signed = try TestKeys.checkpoint(tree, size: 12, key: TestKeys.successor())
        try signed.add(TestKeys.board().sign(signed.note.text))
        let key = try TestKeys.board().verifierKey.description
        #expect(throws: KeyHistoryError.outOfOffice(key: key, size: 12, firstSize: 0, lastSize: 10)) {
            try history().verify(signed)
        }
    }

    @Test func strangersAreNoKeys() throws {
        let stranger = try SigningKey(name: "minuted.example/board", seed: Array(0x40...0x5F))
        let signed = try TestKeys.checkpoint(tree, size: 5, key: stranger)
        #expect(throws: KeyHistoryError.note(.noKnownKey)) { try history().verify(signed) }
    }

    @Test func successionGoesForwardWithNewKeysOnly() throws {
        var history = try history()
        #expect(history.current == (try TestKeys.successor().verifierKey))
        #expect(history.epochs.map(\.firstSize) == [0, 10])
        #expect(history.epochs.map(\.lastSize) == [10, nil])
        let third = try SigningKey(name: "minuted.example/board", seed: Array(0x40...0x5F)).verifierKey
        #expect(throws: KeyHistoryError.closesBeforeItBegins(10)) {
            try history.succeed(with: third, closingSize: 10)
        }
        #expect(throws: KeyHistoryError.self) {
            try history.succeed(with: TestKeys.board().verifierKey, closingSize: 15)
        }
        #expect(throws: KeyHistoryError.self) {
            try history.succeed(with: TestKeys.witness().verifierKey, closingSize: 15)
        }
        try history.succeed(with: third, closingSize: 11)
        #expect(history.epochs.map(\.firstSize) == [0, 10, 11])
    }

    @Test func underAnotherNameTheNextKeyBeginsWhereTheOtherEnds() throws {
        var history = try KeyHistory(first: TestKeys.board().verifierKey)
        // The same secret under another name is another key.
        let renamed = try SigningKey(name: "minuted.example/board-2", seed: Array(0x00...0x1F))
        try history.succeed(with: renamed.verifierKey, closingSize: 10)
        #expect(history.epochs.map(\.lastSize) == [9, nil])
        let old = try TestKeys.checkpoint(tree, size: 10)
        #expect(throws: KeyHistoryError.self) { try history.verify(old) }
        #expect(history.isLost(old))
        #expect(try !history.isLost(TestKeys.checkpoint(tree, size: 9)))
        #expect(try history.verify(TestKeys.checkpoint(tree, size: 9)) == TestKeys.board().verifierKey)
        // A key signs for the log of its own name only.
        let crossed = try TestKeys.checkpoint(tree, size: 12, key: renamed)
        #expect(throws: KeyHistoryError.self) { try history.verify(crossed) }
    }

    @Test func theKeysAreReadFromTheTextTheyAreWrittenAs() throws {
        let history = try history()
        #expect(try KeyHistory(parsing: history.text) == history)
        let first = try TestKeys.board().verifierKey
        #expect(try KeyHistory(parsing: "\(first)") == KeyHistory(first: first))
        #expect(try history.continues(KeyHistory(first: first)))
        #expect(try !KeyHistory(first: first).continues(history))
        for text in ["", "\(first) 3\n", history.text + "x\n", history.text.replacing(" 10", with: " 010")] {
            #expect(throws: (any Error).self) { try KeyHistory(parsing: text) }
        }
    }

    @Test func aHandoverIsOfOneTreeToOneKeyAndSigned() throws {
        let (old, new) = (try TestKeys.board(), try TestKeys.successor().verifierKey)
        let note = try Handover.sign(from: old, to: new, size: 9, root: tree.roots[9]).bytes
        #expect(try Handover.verify(note, from: old.verifierKey, to: new, size: 9) == tree.roots[9])
        #expect(throws: HandoverError.otherHandover) {
            try Handover.verify(note, from: old.verifierKey, to: new, size: 10)
        }
        let third = try SigningKey(name: "minuted.example/board", seed: Array(0x40...0x5F))
        #expect(throws: HandoverError.otherHandover) {
            try Handover.verify(note, from: old.verifierKey, to: third.verifierKey, size: 9)
        }
        #expect(throws: HandoverError.notSigned) {
            try Handover.verify(note, from: third.verifierKey, to: new, size: 9)
        }
        #expect(throws: HandoverError.self) {
            try Handover.verify(Array(note.dropLast(10)), from: old.verifierKey, to: new, size: 9)
        }
    }
}
