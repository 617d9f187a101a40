// The entry's form: what is written reads back, here and with Foundation's readers; nothing else is taken.

import Foundation
import Governance
import Ledger
import Testing

private struct DecodedEvent: Decodable {
    let specversion, id, source, type, subject, sequence, time, recordedtime, actor: String
    let commandid, causationid, correlationid, dataschema: String
    let streamversion: Int
    let data: [String: String]
}

private let attributes = [
    "specversion", "id", "source", "type", "subject", "streamversion", "sequence", "time", "recordedtime",
    "actor", "commandid", "causationid", "correlationid", "dataschema", "data",
]

/// An entry with texts that need escaping in JSON.
private func sample(_ actor: String = #"uid:1001("o\k")"#) throws -> [UInt8] {
    let directory = TemporaryDirectory()
    let store = try LedgerStore.open(directory: directory.path)
    let writer = try foundedWriter(store)
    var draft = draft(data: #"{"name":"Zoë \"Z\" Ünal","note":"a\\b }} \u0007"}"#)
    draft.extensions = [
        EnvelopeExtension(name: "originalid", value: "A/1"),
        EnvelopeExtension(name: "originalsource", value: "line\nline \u{7} ✓"),
    ]
    try writer.begin()
    let context = AppendContext(
        actor: actor, recordedTime: someTime, commandId: "c\\1", causationId: "e-1", correlationId: "\t")
    let seq = try writer.append(draft, context).seq
    try writer.commit()
    return try #require(try store.entry(seq: seq)).bytes
}

@Suite struct EnvelopeTests {
    @Test func foundationReadsTheSame() throws {
        for actor in ["uid:0(root)", #"uid:1001("o\k")"#, "\\", "\"", "é\u{1}", #"\""#, #"\\""#] {
            let bytes = try sample(actor)
            let envelope = try Envelope(checking: bytes)
            let decoded = try JSONDecoder().decode(DecodedEvent.self, from: Data(bytes))
            #expect(decoded.specversion == "1.0")
            #expect(decoded.id == envelope.id)
            #expect(decoded.source == envelope.source)
            #expect(decoded.type == envelope.type)
            #expect(decoded.subject == envelope.stream)
            #expect(decoded.streamversion == envelope.streamVersion)
            #expect(Int(decoded.sequence) == envelope.seq)
            #expect(decoded.time == envelope.time)
            #expect(decoded.recordedtime == envelope.recordedTime)
            #expect(decoded.actor == envelope.actor)
            #expect(envelope.actor == actor)
            #expect(decoded.commandid == envelope.commandId)
            #expect(decoded.causationid == envelope.causationId)
            #expect(decoded.correlationid == envelope.correlationId)
            #expect(decoded.dataschema == "urn:minuted:schema:\(envelope.type):\(envelope.dataSchemaVersion)")
            let data = try JSONDecoder().decode([String: String].self, from: Data(envelope.data))
            #expect(decoded.data == data)
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            #expect(Set(object.keys) == Set(attributes + ["originalid", "originalsource"]))
            for attribute in envelope.extensions {
                #expect(object[attribute.name] as? String == attribute.value)
            }
        }
    }

    @Test func attributesStandInTheDocumentedOrder() throws {
        let text = String(decoding: try sample(), as: UTF8.self)
        let order = attributes.dropLast() + ["originalid", "originalsource", "data"]
        let places = try order.map { try #require(text.range(of: "\"\($0)\":")).lowerBound }
        #expect(places == places.sorted())
    }

    @Test(arguments: [
        (#""specversion":"1.0""#, #""specversion":"1.1""#), (#","actor":"#, #","actor" :"#),
        (#""streamversion":1"#, #""streamversion":01"#), (#""streamversion":1"#, #""streamversion":0"#),
        (#""streamversion":1"#, #""streamversion":1.0"#), (#""streamversion":1"#, #""streamversion":"1""#),
        (#""sequence":"0"#, #""sequence":""#), (#""sequence":"00"#, #""sequence":"90"#),
        (#"\"o\\k\""#, #"\u0022o\\k\""#), ("originalid", "originalsource"), ("originalid", "partitionkey"),
        ("originalid", "originalID"), ("originalid", "originaltoolongtoolong"), (#""A/1""#, #""""#),
        (#""A/1""#, "null"), (".000Z", "Z"), (".000Z", ".000+00:00"), ("T18:30", "t18:30"),
        ("+01:00", ""), ("org.minuted.meeting.", "org.minuted.meetings."),
        (":1\",\"original", ":0\",\"original"),
        ("urn:minuted:testham", ""), ("}}", "}} "), ("}}", "}}\n"), ("{\"specv", " {\"specv"),
        ("}}", "},\"more\":1}"), ("{\"name\"", "{ \"name\""), ("\"data\":{", "\"data\":[{"),
        (#","time":"2007"#, #","time":"2007","time":"2007"#), ("\"id\":\"0", "\"id\":\"Z"),
    ])
    func anotherSpellingIsRefused(old: String, new: String) throws {
        let text = String(decoding: try sample(), as: UTF8.self)
        let place = try #require(text.range(of: old, options: old == "}}" ? .backwards : []))
        let changed = text.replacingCharacters(in: place, with: new)
        // Space inside of the payload is the payload's own affair.
        if new == "{ \"name\"" {
            #expect(throws: Never.self) { try Envelope(checking: Array(changed.utf8)) }
        } else {
            #expect(throws: EnvelopeError.self) { try Envelope(checking: Array(changed.utf8)) }
        }
    }

    @Test func noDamageIsReadAsSomethingElse() throws {
        let bytes = try sample()
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<3_000 {
            var damaged = bytes
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: damaged.removeLast(Int.random(in: 1...bytes.count, using: &generator))
            case 1: damaged.remove(at: Int.random(in: 0..<bytes.count, using: &generator))
            case 2:
                damaged.insert(
                    UInt8.random(in: .min ... .max, using: &generator),
                    at: Int.random(in: 0...bytes.count, using: &generator))
            default:
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                damaged[place] = UInt8.random(in: .min ... .max, using: &generator)
            }
            _ = try? Envelope(stored: damaged)
            guard let envelope = try? Envelope(checking: damaged) else { continue }
            #expect(envelope.encoded == damaged)
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(damaged)) }
        }
        #expect(throws: EnvelopeError.self) { try Envelope(stored: []) }
        #expect(throws: EnvelopeError.self) { try Envelope(checking: []) }
    }

    @Test(
        "An entry may say where it comes from; an unknown word, a place alone and a source without one are refused"
    )
    func provenance() throws {
        func read(_ attributes: String) throws -> Envelope {
            let text = String(decoding: try sample(), as: UTF8.self)
            let place = try #require(text.range(of: ",\"data\":"))
            return try Envelope(
                checking: Array((text[..<place.lowerBound] + attributes + text[place.lowerBound...]).utf8))
        }
        #expect(try read(#","provenance":"invented""#).provenance == Provenance(.invented))
        let whole = try read(#","provenance":"source","sourceplace":"S2 paragraph 4.3 “as is”""#)
        #expect(whole.provenance == Provenance(.source, place: "S2 paragraph 4.3 “as is”"))
        #expect(try read("").provenance == nil)
        for wrong in [
            #","provenance":"true""#, #","sourceplace":"S2""#, #","provenance":"source""#,
            #","provenanceof":"S2""#, #","provenance":"invented","provenance":"source""#,
        ] {
            #expect(throws: EnvelopeError.self, "\(wrong)") { try read(wrong) }
        }
    }
}

@Suite struct LogInstantTests {
    @Test func foundationAgreesOnDates() throws {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            // From 1600: before October 1582 Foundation keeps the Julian calendar.
            let milliseconds = Int.random(in: -11_670_000_000_000...253_402_300_799_000, using: &generator)
            let instant = LogInstant(milliseconds: milliseconds)
            let date = try #require(formatter.date(from: instant.description))
            #expect((date.timeIntervalSince1970 * 1_000).rounded() == Double(milliseconds))
            #expect(LogInstant(rfc3339: instant.description) == instant)
            #expect(instant.description.utf8.count == 24)
        }
    }

    @Test func offsetsAndFractionsAreReckoned() {
        let expected = LogInstant(rfc3339: "2007-09-06T17:30:00.120Z")
        for text in [
            "2007-09-06T18:30:00.12+01:00", "2007-09-06T17:30:00.1209Z", "2007-09-06T12:00:00.120-05:30",
            "2007-09-07T00:30:00.12000000+07:00",
        ] {
            #expect(LogInstant(rfc3339: text) == expected)
        }
        #expect(LogInstant(rfc3339: "0000-01-01T00:00:00Z") == .earliest)
        #expect(LogInstant(rfc3339: "9999-12-31T23:59:59.999Z") == .latest)
        #expect(LogInstant(milliseconds: .min) == .earliest)
        #expect(LogInstant(milliseconds: .max) == .latest)
    }

    @Test(arguments: [
        "", "2007-09-06", "2007-09-06T17:30Z", "2007-09-06T17:30:00", "2007-13-06T17:30:00Z",
        "2007-02-29T17:30:00Z", "1900-02-29T17:30:00Z", "2007-09-06T24:00:00Z", "2007-09-06T17:60:00Z",
        "2007-09-06T17:30:60Z", "2007-09-06T17:30:00.Z", "2007-09-06T17:30:00ZZ", "2007-09-06 17:30:00Z",
        "2007-09-06T17:30:00+0100", "2007-09-06T17:30:00+24:00", "02007-09-06T17:30:00Z",
        "2007-00-06T17:30:00Z",
        "2007-09-00T17:30:00Z", "-007-09-06T17:30:00Z",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(LogInstant(rfc3339: text) == nil)
    }
}
