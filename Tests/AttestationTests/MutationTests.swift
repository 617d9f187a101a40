// Every byte of a small state directory and of a published log, changed one at a time: each change is found,
// and where it lies in an entry the entry is named. What cannot be found is listed here with the reason.
//
// By default a seeded sample of the bytes is tried, and all bytes of entries and checkpoints;
// MINUTED_MUTATE=all tries every byte, which takes some minutes: of a log of a few entries with a change of its
// key, and of the tree's files of a longer one.

import Attestation
import Evidence
import Foundation
import Ledger
import Testing

@Suite struct MutationTests {
    private static let isThorough = ProcessInfo.processInfo.environment["MINUTED_MUTATE"] == "all"

    private func places(_ bytes: [UInt8], _ always: [Range<Int>]) -> [Int] {
        Self.isThorough ? Array(bytes.indices) : sample(bytes, always)
    }

    /// Changes one bit of one byte in place, or puts it back: a whole file anew for each would take hours.
    private func flip(
        _ place: Int, of whole: [UInt8], in directory: TemporaryDirectory, _ name: String, back: Bool = false
    ) throws {
        let file = try FileHandle(forUpdating: URL(filePath: directory.path + "/" + name))
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: [back ? whole[place] : whole[place] ^ (1 << UInt8(place % 8))])
    }

    private func sample(_ bytes: [UInt8], _ always: [Range<Int>]) -> [Int] {
        guard !bytes.isEmpty else { return [] }
        var generator = SeededGenerator(seed: 11)
        var places = Set((0..<60).map { _ in Int.random(in: bytes.indices, using: &generator) })
        for range in always { places.formUnion(stride(from: range.lowerBound, to: range.upperBound, by: 53)) }
        return places.sorted()
    }

    @Test(arguments: [6, 253]) func everyByteOfAPublishedLog(before: Int) throws {
        let log = try TestLog(TemporaryDirectory(), credential: nil)
        try log.append(before)
        let first = try #require(log.attestor.verifierKey)
        try log.rotate()
        try log.append(6)
        let published = TemporaryDirectory()
        try log.publish(into: published.path)
        let anchor = try log.anchor()
        func audit(_ path: String, _ anchors: [AuditInputs.File]) throws -> Audit.Result {
            try AttestationTests.audit(path, anchors, key: first)
        }
        #expect(try audit(published.path, [anchor]).verdict == .verified)
        for name in try published.files() {
            let whole = try published.bytes(name)
            // Of the longer log every byte of the tree and of what is signed; entries were tried in the other.
            let isLong =
                before > 200 && (name.hasPrefix("tile/entries") || name.hasSuffix("n") || name.hasSuffix("t"))
            let tried =
                isLong && name != "checkpoint"
                ? sample(whole, [])
                : places(whole, name == "checkpoint" || name == "vkey" ? [whole.indices] : [])
            for place in tried {
                try flip(place, of: whole, in: published, name)
                defer { try? flip(place, of: whole, in: published, name, back: true) }
                guard let result = try? audit(published.path, [anchor]) else { continue }
                if name == "RECIPE.txt" {
                    // No evidence: it is text for people, and may differ between versions.
                    #expect(result.lines.contains { $0.hasPrefix("note: RECIPE.txt") }, "\(place)")
                    continue
                }
                #expect(result.verdict == .broken, "\(name), byte \(place)")
                if name == "entries.ndjson" {
                    let seq = whole[..<place].count { $0 == 0x0A } + 1
                    #expect(
                        result.lines.contains { $0.contains("entry \(seq) ") },
                        "\(name) \(place): \(result.lines)")
                }
            }
            #expect(try published.bytes(name) == whole)
        }
        for name in try published.files() where name != "RECIPE.txt" && name != "vkey" {
            let whole = try published.bytes(name)
            for rest in [0, 1, whole.count / 2, whole.count - 1] {
                try published.write(Array(whole.prefix(rest)), name)
                let result = try? audit(published.path, [anchor])
                #expect(result?.verdict != .verified, "\(name) cut to \(rest)")
            }
            try FileManager.default.removeItem(atPath: published.path + "/" + name)
            #expect((try? audit(published.path, [anchor]))?.verdict != .verified, "\(name) removed")
            try published.write(whole, name)
        }
    }

    @Test func everyByteOfAStateDirectory() throws {
        let directory = TemporaryDirectory()
        let anchor: AuditInputs.File
        do {
            let log = try TestLog(directory, credential: nil)
            try log.append(6)
            try log.rotate()
            try log.append(5)
            anchor = AuditInputs.File(label: "a", bytes: try log.attestor.checkpoint().bytes)
            try log.store.flushIndex()
        }
        var inputs = AuditInputs()
        inputs.keys = try KeyHistory(parsing: String(decoding: directory.bytes("vkey"), as: UTF8.self))
        inputs.anchors = [anchor]
        #expect(try Audit.run(directory.path, inputs: inputs).verdict == .verified)
        let bodies = try entryRanges(directory)
        var missed: [String: [Int]] = [:]
        // The index is derived: nothing in it is evidence, and it may be deleted.
        for name in try directory.files() where !name.hasPrefix("index.db") {
            let whole = try directory.bytes(name)
            let spans = name == "ledger.db" ? bodies.map(\.range) : [whole.indices]
            for place in places(whole, spans) {
                try flip(place, of: whole, in: directory, name)
                defer { try? flip(place, of: whole, in: directory, name, back: true) }
                guard let result = try? Audit.run(directory.path, inputs: inputs) else { continue }
                if result.verdict != .broken { missed[name, default: []].append(place) }
                if name == "ledger.db", let hit = bodies.first(where: { $0.range.contains(place) }) {
                    #expect(
                        result.lines.contains { $0.contains("entry \(hit.seq)") },
                        "byte \(place): \(result.lines)")
                }
            }
            #expect(try directory.bytes(name) == whole)
        }
        let ledger = try directory.bytes("ledger.db")
        for place in missed.removeValue(forKey: "ledger.db") ?? [] {
            #expect(reason(place, ledger) != nil, "byte \(place) of ledger.db was changed and not found")
        }
        // The lock is an empty file, so it has no byte to change.
        #expect(missed.isEmpty, "\(missed)")
    }

    /// Where the entries' bodies lie in the file. Short ones lie in one piece.
    private func entryRanges(_ directory: TemporaryDirectory) throws -> [(seq: Int, range: Range<Int>)] {
        let file = Data(try directory.bytes("ledger.db"))
        let store = try LedgerStore.open(directory: directory.path)
        var found: [(Int, Range<Int>)] = []
        try store.forEach(in: 1...12) { seq, bytes in
            if let range = file.range(of: Data(bytes)) { found.append((seq, range)) }
        }
        #expect(found.count == 12)
        return found
    }

    /// Why a change of a byte of the database cannot be found; nil if it should have been.
    private func reason(_ place: Int, _ file: [UInt8]) -> String? {
        let header: [(Range<Int>, String)] = [
            (18..<19, "the format's version for writers; an audit only reads, and a writer would refuse"),
            (24..<28, "the file change counter, which every commit raises"),
            (40..<44, "the schema cookie, which only tells connections to look again"),
            (44..<47, "the upper bytes of the schema format, which SQLite ignores"),
            (48..<52, "the suggested cache size, which nobody uses"),
            (56..<60, "the text encoding in bits that SQLite ignores"),
            (64..<68, "the incremental-vacuum flag, without effect"),
            (72..<92, "reserved for expansion"),
            (92..<100, "for which change the version of SQLite was noted, and that version"),
        ]
        if let known = header.first(where: { $0.0.contains(place) }) { return known.1 }
        if place < 100 { return nil }
        return SQLitePage(file, containing: place).isUnused(place) ? "no cell of the page holds it" : nil
    }
}

/// Enough of SQLite's file format (sqlite.org/fileformat) to tell the unused bytes of a B-tree page.
private struct SQLitePage {
    private let free: Range<Int>

    init(_ file: [UInt8], containing place: Int) {
        let size = Int(file[16]) << 8 | Int(file[17])
        let start = place / size * size
        let header = start + (start == 0 ? 100 : 0)
        func number(_ offset: Int) -> Int { Int(file[header + offset]) << 8 | Int(file[header + offset + 1]) }
        let isInterior = file[header] == 2 || file[header] == 5
        let pointers = header + (isInterior ? 12 : 8) + 2 * number(3)
        let content = number(5) == 0 ? 65_536 : number(5)
        // Between the cell pointers and the cells; the count of fragmented bytes says nothing by itself.
        free = pointers..<max(pointers, start + content)
    }

    func isUnused(_ place: Int) -> Bool { free.contains(place) }
}
