// The quick way of reading an event and the general one read the same, and refuse the same.

import Codec
import CorpusKit
import Governance
import Ledger
import Testing

@testable import Projections

@Suite struct QuickReadingTests {
    /// What either way makes of a payload: the change, or nothing.
    private func both(_ type: String, _ data: String) throws -> (quick: Change?, general: Change?) {
        var envelope =
            "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"urn:minuted:t\",\"type\":\"\(type)\","
        envelope += "\"subject\":\"meeting/m\",\"streamversion\":1,\"sequence\":\"00000000000000000001\","
        envelope += "\"time\":\"2007-09-06T18:30:00Z\",\"recordedtime\":\"2007-09-06T18:30:00.000Z\","
        envelope += "\"actor\":\"a\",\"commandid\":\"c\",\"causationid\":\"c\",\"correlationid\":\"c\","
        envelope += "\"dataschema\":\"urn:minuted:schema:\(type):1\",\"data\":\(data)}"
        let quick = try Array(envelope.utf8).withUnsafeBytes { Change(quickly: try EntryView($0)) }
        let document = try? JSONDocument(data)
        let general = document.flatMap { try? Event(type: type, data: $0.root) }
        return (quick, general.map { Change($0, seq: 1) })
    }

    @Test(arguments: CorpusKind.allCases) func bothWaysReadTheSame(kind: CorpusKind) throws {
        let bench = try Bench(kind, entries: 2_000)
        var quick = 0
        try bench.ledger.forEach(in: 1...2_000) { seq, bytes in
            let view = try EntryView(bytes)
            let general = try Event(seq: seq, view)
            guard let change = Change(quickly: view) else { return }
            #expect(change == Change(general, seq: seq))
            if let event = change.event { #expect(event == general) }
            quick += 1
        }
        #expect(quick > 600)
    }

    @Test(arguments: [
        #"{"meeting":"m","entry":{"person":"p","standing":"present"},"removed":false,"why":"so"}"#,
        #"{"meeting":"m","entry":{"person":"p","standing":"absent","reason":"illness"},"removed":false,"why":"so"}"#,
        #"{"meeting":"m","entry":{"person":"p","standing":"present"},"removed":false,"why":"\"so\" \u00e4"}"#,
        #"{"meeting":"m", "entry":{"person":"p","standing":"present"},"removed":true,"why":"ä"}"#,
        #"{"meeting":"M","entry":{"person":"p","standing":"present"},"removed":false,"why":"so"}"#,
        #"{"meeting":"m","entry":{"person":"p","standing":"asleep"},"removed":false,"why":"so"}"#,
        #"{"meeting":"m","entry":{"person":"p","standing":"present"},"removed":false,"why":"so","x":1}"#,
        #"{"meeting":"m","entry":{"person":"p","standing":"present"},"removed":"no","why":"so"}"#,
        #"{"meeting":"m","entries":[{"person":"b","standing":"present"},{"person":"a","standing":"absent"}]}"#,
        #"{"meeting":"m","entries":[{"person":"b","standing":"present"},{"person":"b","standing":"absent"}]}"#,
        #"{"meeting":"m","entries":[{"person":"b","standing":"asleep"}]}"#,
        #"{"meeting":"m","entries":[]}"#, #"{"meeting":"m"}"#, "{}",
    ])
    func whatIsOutOfTheOrdinaryIsLeftToTheGeneralReader(data: String) throws {
        for type in [AttendanceCorrected.type, MeetingHeld.type, AttendanceRecorded.type] {
            let (quick, general) = try both(type, data)
            if let quick { #expect(quick == general) }
        }
    }

    @Test func aByteChangedAnywhereIsReadAlikeOrNotQuickly() throws {
        let data = Array(
            #"{"meeting":"m-1","entry":{"person":"p-1","standing":"present"},"removed":false,"why":"so"}"#
                .utf8)
        var numbers = SeededNumbers(seed: 11)
        var differing = 0
        for _ in 0..<3_000 {
            var changed = data
            let place = Int(numbers.next() % UInt64(data.count - 2)) + 1
            changed[place] = UInt8(truncatingIfNeeded: 32 + numbers.next() % 95)
            let (quick, general) = try both(
                AttendanceCorrected.type, String(decoding: changed, as: UTF8.self))
            guard let quick else { continue }
            #expect(quick == general)
            differing += 1
        }
        #expect(differing > 100)
    }
}
