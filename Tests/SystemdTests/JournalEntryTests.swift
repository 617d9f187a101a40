// What a log event becomes in the journal: fields that it accepts, bounded, that nobody can forge.

import Logging
import Testing

@testable import Systemd

@Suite struct JournalEntryTests {
    private func entry(
        _ message: Logger.Message = "text", level: Logger.Level = .info, error: (any Error)? = nil,
        metadata: Logger.Metadata = [:]
    ) -> JournalEntry {
        let event = LogEvent(
            level: level, message: message, error: error, metadata: nil, source: nil, file: "A/B.swift",
            function: "run()", line: 12)
        return JournalEntry(label: "log", event: event, metadata: metadata)
    }

    private func values(_ name: String, in entry: JournalEntry) -> [String] {
        entry.fields.filter { $0.name == name }.map(\.value)
    }

    @Test func carriesMessagePriorityAndCallSite() {
        let entry = entry("hello", level: .warning)
        #expect(values("MESSAGE", in: entry) == ["hello"])
        #expect(values("PRIORITY", in: entry) == ["4"])
        #expect(values("CODE_FILE", in: entry) == ["A/B.swift"])
        #expect(values("CODE_LINE", in: entry) == ["12"])
        #expect(values("CODE_FUNC", in: entry) == ["run()"])
        #expect(values("MINUTED_LOGGER", in: entry) == ["log"])
    }

    @Test(arguments: [
        (Logger.Level.trace, "7"), (.debug, "7"), (.info, "6"), (.notice, "5"), (.warning, "4"),
        (.error, "3"), (.critical, "2"),
    ])
    func levelsAreSyslogPriorities(level: Logger.Level, priority: String) {
        #expect(values("PRIORITY", in: entry(level: level)) == [priority])
    }

    @Test func namedEventBringsItsMessageID() {
        let entry = entry(metadata: ["event": "rejected"])
        #expect(values("MESSAGE_ID", in: entry) == [JournalEvent.rejected.messageID])
        #expect(values("MINUTED_EVENT", in: entry) == ["rejected"])
    }

    @Test func givenMessageIDWinsAndLosesItsHyphens() {
        let entry = entry(metadata: [
            "event": "rejected", "messageId": "D11A84A0-12C0-428A-A27C-001BA262C0D8",
        ])
        #expect(values("MESSAGE_ID", in: entry) == ["d11a84a012c0428aa27c001ba262c0d8"])
    }

    @Test(arguments: [
        "", "12", "not an id", "g11a84a012c0428aa27c001ba262c0d8", "d11a84a012c0428aa27c001ba262c0d8\n",
    ])
    func whatIsNotAMessageIDStaysMetadata(text: String) {
        let entry = entry(metadata: ["messageId": .string(text)])
        #expect(values("MESSAGE_ID", in: entry) == [])
        #expect(values("MINUTED_MESSAGE_ID", in: entry) == [text])
    }

    @Test func metadataCannotPassForTheJournalsOwnFields() {
        let entry = entry(metadata: [
            "MESSAGE": "forged", "PRIORITY": "0", "UNIT": "sshd.service", "_UID": "0",
        ])
        #expect(values("MESSAGE", in: entry) == ["text"])
        #expect(values("PRIORITY", in: entry) == ["6"])
        #expect(values("UNIT", in: entry) == [])
        #expect(values("_UID", in: entry) == [])
        #expect(values("MINUTED_UNIT", in: entry) == ["sshd.service"])
        #expect(values("MINUTED__UID", in: entry) == ["0"])
    }

    @Test func lineBreaksInValuesStartNoFieldOfTheirOwn() {
        let entry = entry(metadata: ["reason": "a\nPRIORITY=0"])
        #expect(values("MINUTED_REASON", in: entry) == ["a\nPRIORITY=0"])
        #expect(values("PRIORITY", in: entry) == ["6"])
    }

    @Test func dictionariesAndArraysAreFlattened() {
        let entry = entry(metadata: ["peer": ["uid": "1001", "groups": ["clerks", "auditors"]]])
        #expect(values("MINUTED_PEER_UID", in: entry) == ["1001"])
        #expect(values("MINUTED_PEER_GROUPS", in: entry) == ["clerks", "auditors"])
    }

    @Test func deepNestingEndsInADescription() {
        var value: Logger.MetadataValue = "bottom"
        for _ in 0..<2000 { value = ["n": value] }
        let names = entry(metadata: ["a": value]).fields.map(\.name).filter { $0.hasPrefix("MINUTED_A") }
        #expect(names == ["MINUTED_A_N_N_N_N"])
    }

    @Test func anErrorIsAField() {
        struct Broken: Error, CustomStringConvertible { let description = "it broke" }
        #expect(values("MINUTED_ERROR", in: entry(error: Broken())) == ["it broke"])
        #expect(values("MINUTED_ERROR", in: entry(error: Broken(), metadata: ["error": "own"])) == ["own"])
    }

    @Test func lengthsAreBounded() {
        let long = String(repeating: "ä", count: 10_000)
        let entry = entry("\(long)", metadata: ["v": .string(long)])
        let message = values("MESSAGE", in: entry)[0]
        #expect(message.utf8.count == JournalEntry.messageLimit + "…".utf8.count)
        #expect(message.hasSuffix("ä…"))
        #expect(values("MINUTED_V", in: entry)[0].utf8.count == JournalEntry.valueLimit + "…".utf8.count)
    }

    @Test func theNumberOfFieldsIsBoundedAndSaid() {
        let many = Dictionary(
            uniqueKeysWithValues: (0..<100).map { ("k\($0)", Logger.MetadataValue.string("v")) })
        let entry = entry(metadata: many)
        #expect(entry.fields.count { $0.name.hasPrefix("MINUTED_K") } == JournalEntry.metadataFieldLimit)
        #expect(values("MINUTED_FIELDS_DROPPED", in: entry) == ["36"])
    }

    @Test func controlCharactersAreEscaped() {
        let entry = entry("bell\u{7} esc\u{1B}[31m nul\u{0} rtl\u{202E} tab\t")
        #expect(values("MESSAGE", in: entry) == ["bell\\u{7} esc\\u{1b}[31m nul\\u{0} rtl\\u{202e} tab\t"])
    }
}

@Suite struct JournalFieldNameTests {
    @Test(arguments: [
        ("seq", "MINUTED_SEQ"), ("commandId", "MINUTED_COMMAND_ID"), ("peer.uid", "MINUTED_PEER_UID"),
        ("read-only", "MINUTED_READ_ONLY"), ("sha256Digest", "MINUTED_SHA256_DIGEST"),
        ("HTTP", "MINUTED_HTTP"), ("größe", "MINUTED_GR__E"), ("a=b\n", "MINUTED_A_B_"), ("", "MINUTED_"),
    ])
    func keysBecomeNames(key: String, name: String) {
        #expect(JournalFieldName(metadataKey: key).description == name)
    }

    @Test func anyKeyMakesANameThatTheJournalTakes() {
        var random = SplitMix64(state: 2007)
        for _ in 0..<2000 {
            let length = Int.random(in: 0...120, using: &random)
            let scalars = (0..<length).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x3000, using: &random))
            }
            let key = String(String.UnicodeScalarView(scalars))
            let name = JournalFieldName(metadataKey: key).description
            #expect(name.utf8.count <= 64)
            #expect(name.hasPrefix("MINUTED_"))
            #expect(name.utf8.allSatisfy(isJournalNameByte), "\(name)")
        }
    }

    private func isJournalNameByte(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
