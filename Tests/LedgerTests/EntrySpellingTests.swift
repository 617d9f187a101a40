// Whether an entry is spelled as entries are: going through its bytes and writing it anew have to say the same.

import Ledger
import Testing

@Suite("The spelling of entries")
struct EntrySpellingTests {
    private func isPlain(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { (try? EntryView($0))?.isPlainlySpelled ?? false }
    }

    private func isAccepted(_ bytes: [UInt8]) -> Bool { (try? Envelope(checking: bytes)) != nil }

    /// What is seen at once is accepted; what is accepted is seen at once, unless a text may hold more than ASCII.
    private func disagreement(_ bytes: [UInt8]) -> String? {
        let (plain, accepted) = (isPlain(bytes), isAccepted(bytes))
        let hasMore = bytes.contains { $0 >= 0x7F || $0 == UInt8(ascii: "\\") }
        guard plain != accepted, plain || !hasMore else { return nil }
        return "\(plain) and \(accepted): \(String(decoding: bytes, as: UTF8.self))"
    }

    private func plainEntry() throws -> [UInt8] {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store)
        var draft = draft(data: #"{"name":"Zoë \"Z\"","numbers":[1,-2.5e3,true,null],"empty":{}}"#)
        draft.extensions = [EnvelopeExtension(name: "originalid", value: "A/1")]
        try writer.begin()
        let seq = try writer.append(draft, context()).seq
        try writer.commit()
        return try #require(try store.entry(seq: seq)).bytes
    }

    @Test("both agree on random entries", arguments: 1...4)
    func random(seed: UInt64) throws {
        for envelope in try RandomLog(seed: seed, count: 100).envelopes() {
            #expect(disagreement(envelope.encoded) == nil)
            #expect(isAccepted(envelope.encoded))
        }
        #expect(isPlain(try plainEntry()))
    }

    @Test("both agree on every byte that is another, is too much or is missing")
    func mutations() throws {
        let entry = try plainEntry()
        let bytes = Array(" \"\\{}[],:0129azAZ-+.eTZ/_\u{0}\n\u{1F}\u{7F}".utf8) + [0x80, 0xC3, 0xFF]
        var seen = 0
        for position in entry.indices {
            var variants = bytes.map { byte in
                var changed = entry
                changed[position] = byte
                return changed
            }
            variants += [UInt8(ascii: " "), UInt8(ascii: "0"), UInt8(ascii: "\"")].map { byte in
                Array(entry[..<position]) + [byte] + entry[position...]
            }
            variants.append(Array(entry[..<position]) + entry[(position + 1)...])
            for variant in variants {
                if isPlain(variant) { seen += 1 }
                if let found = disagreement(variant) { Issue.record("\(found)") }
            }
        }
        // Letters of names and payloads may be others; most other places may not.
        #expect(seen > 500)
    }

    @Test("an entry that is too long is left to the other")
    func tooLong() throws {
        let entry = try plainEntry()
        let end = try #require(entry.lastIndex(of: UInt8(ascii: "\"")))
        let longer = Array(entry[...end]) + Array(repeating: UInt8(ascii: " "), count: 70_000)
        #expect(!isPlain(longer + entry[(end + 1)...]))
    }
}
