// Whatever is appended, in batches of whatever size, reads back as it was, by every way of asking.

import Foundation
import Ledger
import Testing

/// A log of random entries, and what was put into it.
struct RandomLog {
    let directory = TemporaryDirectory()
    let store: LedgerStore
    let writer: LedgerWriter
    var drafts: [Draft] = []
    var contexts: [AppendContext] = []

    static let types = [
        "org.minuted.meeting.scheduled", "org.minuted.meeting.held", "org.minuted.decision.recorded",
        "org.minuted.person.added", "org.minuted.person.renamed",
    ]

    init(seed: UInt64, count: Int) throws {
        store = try LedgerStore.open(directory: directory.path)
        writer = try foundedWriter(store, seed: seed)
        var generator = SeededGenerator(seed: seed)
        var versions: [String: Int] = [:]
        var clock = someTime.milliseconds
        while drafts.count < count {
            try writer.begin()
            let isKept = Int.random(in: 0..<5, using: &generator) > 0
            let saved = versions
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                clock += Int.random(in: -500...1_000, using: &generator)
                let type = Self.types.randomElement(using: &generator) ?? ""
                let stream = "\(type.split(separator: ".")[2])/n-\(Int.random(in: 0..<9, using: &generator))"
                versions[stream, default: 0] += 1
                var draft = draft(
                    stream, version: versions[stream] ?? 0, type: type,
                    data: Self.payload(using: &generator))
                draft.time = Self.time(using: &generator)
                let context = AppendContext(
                    actor: "uid:\(Int.random(in: 0..<3, using: &generator))",
                    recordedTime: LogInstant(milliseconds: clock), commandId: "c-\(drafts.count)")
                _ = try writer.append(draft, context)
                if isKept {
                    drafts.append(draft)
                    contexts.append(context)
                }
            }
            if isKept {
                try writer.commit()
            } else {
                writer.rollback()
                versions = saved
            }
        }
    }

    private static func payload(using generator: inout SeededGenerator) -> String {
        let alphabet: [Character] = ["a", "\"", "\\", "}", "é", "✓", "\n", "\u{1}", " ", "/", "👍🏽"]
        let length = Int.random(in: 0..<40, using: &generator)
        let text = String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
        let value = (try? JSONEncoder().encode(text)) ?? Data()
        return #"{"text":\#(String(decoding: value, as: UTF8.self)),"n":[1,{"d":null}]}"#
    }

    private static func time(using generator: inout SeededGenerator) -> String {
        let day = Int.random(in: 1...28, using: &generator)
        let offset = ["Z", "+01:00", "-11:30"].randomElement(using: &generator) ?? "Z"
        return "2007-09-\(day < 10 ? "0" : "")\(day)T1\(day % 10):30:00\(offset)"
    }

    func envelopes() throws -> [Envelope] {
        var found: [Envelope] = []
        try store.forEach(in: 2...Int.max) { _, bytes in found.append(try Envelope(stored: Array(bytes))) }
        return found
    }
}

@Suite struct PropertyTests {
    @Test(arguments: 1...8)
    func whatWasAppendedReadsBack(seed: UInt64) throws {
        let log = try RandomLog(seed: seed, count: 120)
        let found = try log.envelopes()
        #expect(found.count == log.drafts.count)
        for (position, envelope) in found.enumerated() {
            let draft = log.drafts[position]
            #expect(envelope.seq == position + 2)
            #expect(envelope.stream == draft.stream)
            #expect(envelope.streamVersion == draft.streamVersion)
            #expect(envelope.type == draft.type)
            #expect(envelope.time == draft.time)
            #expect(envelope.data == draft.data)
            #expect(envelope.actor == log.contexts[position].actor)
            #expect(envelope.commandId == log.contexts[position].commandId)
            #expect(try log.store.entry(id: envelope.id)?.seq == envelope.seq)
        }
        #expect(Set(found.map(\.id)).count == found.count)
        #expect(found.map(\.recordedTime) == found.map(\.recordedTime).sorted())
    }

    @Test(arguments: 1...4)
    func everyWayOfAskingAgreesWithALookAtAll(seed: UInt64) throws {
        let log = try RandomLog(seed: seed, count: 150)
        let all = try log.envelopes()
        let streams = Set(all.map(\.stream)).sorted()
        for stream in streams {
            let mine = all.filter { $0.stream == stream }
            #expect(try log.store.entries(stream: stream).map(\.seq) == mine.map(\.seq))
            #expect(
                try log.store.entries(stream: stream, upTo: 60).map(\.seq)
                    == mine.map(\.seq).filter { $0 <= 60 })
            #expect(try log.store.version(ofStream: stream) == mine.count)
        }
        for prefix in ["", "meeting/", "person/n-1", "nothing/"] {
            let expected = (streams + ["council/testham"]).filter { $0.hasPrefix(prefix) }.sorted()
            #expect(try log.store.streams(prefix: prefix, limit: 100) == expected)
            #expect(try log.store.streams(prefix: prefix, limit: 3) == Array(expected.prefix(3)))
        }
        // From the file alone, and again and again: no look-up may leave anything behind for the next.
        try log.store.flushIndex()
        let people = (streams + ["council/testham"]).filter { $0.hasPrefix("person/") }.sorted()
        for _ in 1...3 {
            #expect(try log.store.streams(prefix: "person/", limit: 100) == people)
        }
        let types = ["org.minuted.person.added", "org.minuted.person.renamed", "org.minuted.none.such"]
        var seen: [Int] = []
        try log.store.forEach(ofTypes: types) { seq, bytes in
            let view = try EntryView(bytes)
            #expect(view.seq == seq)
            seen.append(seq)
        }
        #expect(seen == all.filter { types.contains($0.type) }.map(\.seq))
        for envelope in all {
            let time = try #require(LogInstant(rfc3339: envelope.recordedTime))
            let last = all.last { $0.recordedTime <= envelope.recordedTime }?.seq
            #expect(try log.store.lastSeq(recordedBy: time) == last)
        }
        #expect(try log.store.lastSeq(recordedBy: .earliest) == 0)
        #expect(try log.store.lastSeq(recordedBy: .latest) == log.store.lastSeq())
    }

    @Test(arguments: 1...4)
    func listsAgreeWithALookAtAll(seed: UInt64) throws {
        let log = try RandomLog(seed: seed, count: 150)
        let all = try log.envelopes()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            var filter = EntryFilter()
            filter.limit = Int.random(in: 1...20, using: &generator)
            filter.isNewestFirst = Bool.random(using: &generator)
            let sample = try #require(all.randomElement(using: &generator))
            let other = try #require(all.randomElement(using: &generator))
            func often() -> Bool { Int.random(in: 0..<3, using: &generator) == 0 }
            if often() { filter.stream = sample.stream }
            if often() { filter.streamPrefix = String(sample.stream.prefix(9)) }
            if often() { filter.typePrefix = String(sample.type.prefix(20)) }
            if often() { filter.actor = sample.actor }
            if often() { filter.upTo = sample.seq }
            if often() { filter.effectiveFrom = LogInstant(rfc3339: sample.time) }
            if often() { filter.effectiveBefore = LogInstant(rfc3339: other.time) }
            if often() { filter.recordedFrom = LogInstant(rfc3339: sample.recordedTime) }
            if often() { filter.recordedBefore = LogInstant(rfc3339: other.recordedTime) }
            let expected = all.filter { matches($0, filter) }.map(\.seq)
            var found: [Int] = []
            repeat {
                let page = try log.store.list(filter)
                #expect(page.entries.count <= filter.limit)
                found += page.entries.map(\.seq).filter { $0 > 1 }
                filter.after = page.next
            } while filter.after != nil
            #expect(found == (filter.isNewestFirst ? expected.reversed() : expected))
        }
    }

    private func matches(_ envelope: Envelope, _ filter: EntryFilter) -> Bool {
        let effective = LogInstant(rfc3339: envelope.time) ?? .earliest
        let recorded = LogInstant(rfc3339: envelope.recordedTime) ?? .earliest
        return filter.stream.map { $0 == envelope.stream } ?? true
            && filter.streamPrefix.map { envelope.stream.hasPrefix($0) } ?? true
            && filter.typePrefix.map { envelope.type.hasPrefix($0) } ?? true
            && filter.actor.map { $0 == envelope.actor } ?? true
            && filter.upTo.map { envelope.seq <= $0 } ?? true
            && filter.effectiveFrom.map { effective >= $0 } ?? true
            && filter.effectiveBefore.map { effective < $0 } ?? true
            && filter.recordedFrom.map { recorded >= $0 } ?? true
            && filter.recordedBefore.map { recorded < $0 } ?? true
    }

    @Test func scansStopAndStartWhereTheyAreTold() throws {
        let log = try RandomLog(seed: 21, count: 60)
        struct Enough: Error {}
        var seen: [Int] = []
        try log.store.forEach(in: 10...20) { seq, _ in seen.append(seq) }
        #expect(seen == Array(10...20))
        #expect(throws: Enough.self) {
            try log.store.forEach(in: 1...Int.max) { seq, _ in
                // The store can be asked while it is being scanned.
                #expect(try log.store.entry(seq: seq)?.seq == seq)
                if seq == 7 { throw Enough() }
            }
        }
        try log.store.forEach(in: 1_000...Int.max) { _, _ in Issue.record("no such entry") }
    }
}
