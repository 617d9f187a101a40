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
        for size in 11...20 {
            let signed = try TestKeys.checkpoint(tree, size: size, key: new)
            #expect(try history().verify(signed) == new.verifierKey)
        }
    }

    @Test func aNewerKeyOnOlderDataAndARetiredKeyOnNewerDataAreRefused() throws {
        for size in 0...10 {
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
        #expect(history.epochs.map(\.firstSize) == [0, 11])
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
        #expect(history.epochs.map(\.firstSize) == [0, 11, 12])
    }
}
