// The quick way of reading an event and the general one read the same, and refuse the same.

import Codec
import CorpusKit
import Foundation
import Governance
import Ledger
import Reports
import Testing

@testable import Projections

@Suite struct QuickReadingTests {
    /// What either way makes of a payload: the change, or nothing.
    private func both(_ type: String, _ data: String) throws -> (quick: Change?, general: Change?) {
        try both(type, Array(data.utf8))
    }

    private func both(_ type: String, _ data: [UInt8]) throws -> (quick: Change?, general: Change?) {
        var envelope =
            "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"urn:minuted:t\",\"type\":\"\(type)\","
        envelope += "\"subject\":\"meeting/m\",\"streamversion\":1,\"sequence\":\"00000000000000000001\","
        envelope += "\"time\":\"2007-09-06T18:30:00Z\",\"recordedtime\":\"2007-09-06T18:30:00.000Z\","
        envelope += "\"actor\":\"a\",\"commandid\":\"c\",\"causationid\":\"c\",\"correlationid\":\"c\","
        envelope += "\"dataschema\":\"urn:minuted:schema:\(type):1\",\"data\":"
        let entry = Array(envelope.utf8) + data + [UInt8(ascii: "}")]
        let quick = try entry.withUnsafeBytes { Change(quickly: try EntryView($0)) }
        let document = try? JSONDocument(data)
        let general = document.flatMap { try? Event(type: type, data: $0.root) }
        return (quick, general.map { Change($0, seq: 1) })
    }

    @Test(arguments: CorpusKind.allCases) func bothWaysReadTheSame(kind: CorpusKind) throws {
        let bench = try Bench(kind, entries: 2_000)
        var quick: Set<String> = []
        try bench.ledger.forEach(in: 1...2_000) { seq, bytes in
            let view = try EntryView(bytes)
            let general = try Event(seq: seq, view)
            guard let change = Change(quickly: view) else {
                // None of a kind that makes up most of a log is left to the general reader.
                #expect(!Self.frequent.contains(view.type.string))
                return
            }
            #expect(change == Change(general, seq: seq))
            if let event = change.event { #expect(event == general) }
            quick.insert(view.type.string)
        }
        #expect(quick == (kind == .mix ? Self.frequent : Self.frequent.filter { !$0.contains("decision") }))
    }

    /// What both corpora are mostly made of.
    private static let frequent: Set = [
        MeetingScheduled.type, MeetingHeld.type, AttendanceRecorded.type, AttendanceCorrected.type,
        DecisionRecorded.type, DecisionPublished.type,
    ]

    @Test(arguments: ["", ",\"callable\":true", ",\"callable\":false"])
    func aResolutionThatDoesNotSayWhetherItIsCallableIsReadQuickly(callable: String) throws {
        let data =
            #"{"decision":"d-1","title":"T","body":"b","made":"2008-02-29","resolutions":[{"number":1,"#
            + #""kind":"resolved","text":"that it be agreed.""# + callable + "}]}"
        let (quick, general) = try both(DecisionRecorded.type, data)
        #expect(quick != nil)
        #expect(quick == general)
    }

    @Test(arguments: ["", " ", "–", "12.", "a", "Z", "é", "ß", "...n", "\u{3B1}", "\u{2160}", "@[`{"])
    func aTextWithoutALetterIsBlank(text: String) {
        #expect(DecisionParts.isBlank(text) == (ProformaField("", text).answer == .blank))
    }

    /// A decision with everything that is read quickly.
    private static let decision = """
        {"decision":"d-1","title":"The children’s home","body":"cabinet","meeting":"m-1","made":"2008-02-29",\
        "key":true,"record":"It was said:\\n\\"Yes – to all of it\\", and \\\\ no more.","reasons":"None",\
        "callin":"By midnight","resolutions":[{"number":1,"kind":"resolved","text":"that it be agreed.",\
        "callable":true,"implementation":"from March","effective":"2008-03-01"},{"number":20,\
        "kind":"recommended","text":"that £5 be found.","to":"council","callable":false}],\
        "signature":{"by":"Proper Officer","on":"2008-02-29"}}
        """

    @Test func aDecisionIsReadQuickly() throws {
        let (quick, general) = try both(DecisionRecorded.type, Self.decision)
        #expect(quick == general)
        guard case .decision(let rows)? = quick else {
            Issue.record("the decision was not read quickly")
            return
        }
        #expect(rows.resolutions.map(\.text) == ["that it be agreed.", "that £5 be found."])
    }

    private let replays = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "replay")

    @Test(arguments: [
        "stockton-2007", "middlesbrough-2021", "middlesbrough-2009", "derby-2009", "stoke-2014",
    ])
    func bothWaysReadTheReplaysAlike(replay: String) throws {
        let lines = try String(
            contentsOf: replays.appending(path: "\(replay)/history.ndjson"), encoding: .utf8)
        var quick = 0
        for line in lines.split(separator: "\n") {
            try Array(line.utf8).withUnsafeBytes { bytes in
                let view = try EntryView(bytes)
                guard let change = Change(quickly: view) else { return }
                #expect(change == Change(try Event(seq: view.seq, view), seq: view.seq))
                quick += 1
            }
        }
        #expect(quick > 10)
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
        decision, #"{"decision":"d","title":"T","made":"2008-02-30","resolutions":[]}"#,
        #"{"decision":"d","title":"T","made":"2008-02-28","resolutions":[]}"#,
        #"{"decision":"d","title":"T","made":"2008-02-28","key":1,"resolutions":[]}"#,
    ])
    func whatIsOutOfTheOrdinaryIsLeftToTheGeneralReader(data: String) throws {
        for type in [
            AttendanceCorrected.type, MeetingHeld.type, AttendanceRecorded.type, DecisionRecorded.type,
        ] {
            let (quick, general) = try both(type, data)
            if let quick { #expect(quick == general) }
        }
    }

    @Test(arguments: [
        (
            AttendanceCorrected.type,
            #"{"meeting":"m-1","entry":{"person":"p-1","standing":"present"},"removed":false,"why":"so"}"#
        ),
        (DecisionRecorded.type, decision),
    ])
    func aByteChangedAnywhereIsReadAlikeOrNotQuickly(type: String, written: String) throws {
        let data = Array(written.utf8)
        var numbers = SeededNumbers(seed: 11)
        var differing = 0
        for _ in 0..<5_000 {
            var changed = data
            let place = Int(numbers.next() % UInt64(data.count - 2)) + 1
            let any = numbers.next()
            changed[place] = UInt8(truncatingIfNeeded: numbers.next() % 2 == 0 ? any : 32 + any % 95)
            let (quick, general) = try both(type, changed)
            guard let quick else { continue }
            #expect(quick == general)
            differing += 1
        }
        #expect(differing > 100)
    }
}
