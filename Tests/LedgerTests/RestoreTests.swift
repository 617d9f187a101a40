// An export restores to the same bytes, and nothing that is not an export restores at all.

import Evidence
import Foundation
import Ledger
import Testing

private func exported(_ store: LedgerStore, pieces: Int = 1 << 20) throws -> [UInt8] {
    var export = try store.export()
    var bytes: [UInt8] = []
    while let piece = try export.piece(length: pieces) { bytes += piece }
    return bytes
}

@Suite struct RestoreTests {
    let directory = TemporaryDirectory()
    let store: LedgerStore
    let writer: LedgerWriter

    init() throws {
        store = try LedgerStore.open(directory: directory.path)
        writer = try store.makeWriter()
    }

    /// Feeds bytes in pieces of random length.
    private func restore(
        _ bytes: [UInt8], seed: UInt64 = 1, admit: @escaping (Envelope, [UInt8]) throws -> Void = { _, _ in }
    ) throws -> Int {
        var generator = SeededGenerator(seed: seed)
        let restore = try Restore(into: writer, admit: admit)
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = Int.random(in: 1...2_000, using: &generator)
            try restore.add(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return try restore.finish()
    }

    @Test(arguments: 1...3)
    func anExportRestoresToTheSameBytes(seed: UInt64) throws {
        let original = try RandomLog(seed: seed, count: 100)
        let bytes = try exported(original.store)
        #expect(try exported(original.store, pieces: 1) == bytes)
        var admitted: [Int] = []
        let count = try restore(bytes, seed: seed) { envelope, _ in admitted.append(envelope.seq) }
        #expect(try original.store.lastSeq() == count)
        #expect(admitted == Array(1...count))
        #expect(try exported(store) == bytes)
        #expect(store.tree.root() == original.store.tree.root())
        // The log goes on where the export ended.
        let last = try #require(try store.entry(seq: count)).envelope()
        try writer.begin()
        let little = try #require(LogInstant(rfc3339: last.recordedTime)).milliseconds - 1_000
        let next = try writer.append(draft("meeting/after"), context(LogInstant(milliseconds: little)))
        try writer.commit()
        #expect(next.seq == count + 1)
        #expect(next.id > last.id)
        #expect(next.recordedTime.description == last.recordedTime)
    }

    @Test func anExportEndsWhereItBegan() throws {
        let original = try RandomLog(seed: 5, count: 20)
        var export = try original.store.export()
        let last = try original.store.lastSeq()
        let first = try #require(try export.piece(length: 1))
        try original.writer.begin()
        _ = try original.writer.append(draft("meeting/late"), context(.latest))
        try original.writer.commit()
        var lines = first.count { $0 == UInt8(ascii: "\n") }
        while let piece = try export.piece() { lines += piece.count { $0 == UInt8(ascii: "\n") } }
        #expect(lines == last)
    }

    @Test func onlyAnEmptyLogIsRestoredInto() throws {
        let original = try RandomLog(seed: 6, count: 5)
        let last = original.writer.lastSeq
        #expect(throws: RestoreError.notEmpty(lastSeq: last)) {
            try Restore(into: original.writer) { _, _ in }
        }
    }

    /// Lines of a small export, for tests to damage.
    private func lines() throws -> [String] {
        let original = TemporaryDirectory()
        let store = try LedgerStore.open(directory: original.path)
        let writer = try foundedWriter(store)
        try writer.begin()
        for version in 1...3 {
            let time = LogInstant(milliseconds: someTime.milliseconds + version)
            _ = try writer.append(draft(version: version), context(time))
        }
        try writer.commit()
        return String(decoding: try exported(store), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func expectRefusal(
        _ line: Int, _ rule: RestoreRule, _ text: String, _ location: SourceLocation = #_sourceLocation,
        admit: @escaping (Envelope, [UInt8]) throws -> Void = { _, _ in }
    ) throws {
        let error = #expect(throws: RestoreError.self, sourceLocation: location) {
            try restore(Array(text.utf8), admit: admit)
        }
        guard case .refused(let found, let broken, _) = error else {
            Issue.record("\(String(describing: error))", sourceLocation: location)
            return
        }
        #expect(found == line, sourceLocation: location)
        #expect(broken == rule, sourceLocation: location)
        #expect(
            error?.description.hasPrefix("line \(line) breaks the rule") == true, sourceLocation: location)
        #expect(try store.isEmpty(), sourceLocation: location)
        #expect(writer.lastSeq == 0, sourceLocation: location)
    }

    @Test func eachRuleIsKept() throws {
        let lines = try lines()
        func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
        func changed(_ index: Int, _ old: String, _ new: String) throws -> String {
            var copy = lines
            #expect(copy[index].contains(old))
            copy[index] = copy[index].replacingOccurrences(of: old, with: new)
            return text(copy)
        }
        let envelopes = try lines.map { try Envelope(checking: Array($0.utf8)) }
        try expectRefusal(1, .end, "")
        try expectRefusal(5, .end, text(lines) + "{")
        try expectRefusal(4, .end, String(text(lines).dropLast()))
        try expectRefusal(2, .envelope, text([lines[0], ""]))
        try expectRefusal(3, .envelope, try changed(2, "\"actor\"", "\"author\""))
        try expectRefusal(3, .envelope, try changed(2, "}}", "}}\r"))
        try expectRefusal(1, .genesis, text(Array(lines.dropFirst())).replacing("00002", with: "00001"))
        try expectRefusal(1, .sequence, text(Array(lines.dropFirst())))
        try expectRefusal(1, .genesis, try changed(0, "\"formatversion\":1", "\"formatversion\":2"))
        try expectRefusal(1, .genesis, try changed(0, "council/testham", "council/other"))
        try expectRefusal(2, .sequence, text([lines[0], lines[2]]))
        try expectRefusal(3, .sequence, text([lines[0], lines[1], lines[1]]))
        try expectRefusal(3, .streamVersion, try changed(2, "\"streamversion\":2", "\"streamversion\":3"))
        try expectRefusal(2, .streamVersion, try changed(1, "\"streamversion\":1", "\"streamversion\":2"))
        try expectRefusal(4, .uniqueId, try changed(3, envelopes[3].id, envelopes[1].id))
        try expectRefusal(3, .recordedTime, try changed(2, "17:30:00.002Z", "17:30:00.000Z"))
        try expectRefusal(4, .source, try changed(3, "urn:minuted:testham", "urn:minuted:elsewhere"))
        try expectRefusal(2, .length, text([lines[0], String(repeating: "x", count: 65_536)]))
        try expectRefusal(2, .length, text([lines[0]]) + String(repeating: "x", count: 70_000))
        struct Refusal: Error, CustomStringConvertible { let description = "no quorum" }
        try expectRefusal(3, .governance, text(lines)) { envelope, _ in
            if envelope.streamVersion == 2 { throw Refusal() }
        }
        #expect(try restore(Array(text(lines).utf8)) == 4)
        #expect(String(decoding: try exported(store), as: UTF8.self) == text(lines))
    }

    @Test func aSecondGenesisIsRefused() throws {
        let lines = try lines()
        let second = lines[0].replacing("\"00000000000000000001\"", with: "\"00000000000000000002\"")
        try expectRefusal(2, .genesis, lines[0] + "\n" + second + "\n")
    }

    @Test func givingUpLeavesTheLogEmpty() throws {
        let bytes = Array(try lines().map { $0 + "\n" }.joined().utf8)
        do {
            let restore = try Restore(into: writer) { _, _ in }
            try restore.add(bytes)
            #expect(restore.count == 4)
            restore.abandon()
            #expect(throws: RestoreError.finished) { try restore.add(bytes) }
            #expect(throws: RestoreError.finished) { try restore.finish() }
        }
        do { try Restore(into: writer) { _, _ in }.add(bytes) }
        #expect(try store.isEmpty())
        #expect(try restore(bytes) == 4)
    }

    @Test func whatIsKeptAlongIsRestoredToo() throws {
        final class Counter: AppendObserver {
            var seqs: [Int] = []
            func appended(seq: Int, bytes: UnsafeRawBufferPointer, root: () -> Hash) { seqs.append(seq) }
            func willCommit() throws {}
            func didCommit() {}
            func didRollBack() { seqs = [] }
        }
        let other = TemporaryDirectory()
        let counter = Counter()
        let writer = try LedgerStore.open(directory: other.path).makeWriter(observers: [counter])
        let restore = try Restore(into: writer) { _, _ in }
        try restore.add(try lines().map { $0 + "\n" }.joined().utf8)
        #expect(try restore.finish() == 4)
        #expect(counter.seqs == [1, 2, 3, 4])
    }
}
