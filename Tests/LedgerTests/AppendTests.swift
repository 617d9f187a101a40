// Appending and reading back: batches, refusals, times, ids and receipts.

import Codec
import Foundation
import Governance
import Ledger
import Testing

@Suite struct AppendTests {
    let directory = TemporaryDirectory()
    let store: LedgerStore
    let writer: LedgerWriter

    init() throws {
        store = try LedgerStore.open(directory: directory.path)
        writer = try foundedWriter(store)
    }

    @Test func anEntryIsStoredInTheDocumentedForm() throws {
        try writer.begin()
        let appended = try writer.append(draft(), context())
        #expect(try store.lastSeq() == 1)
        try writer.commit()
        let entry = try #require(try store.entry(seq: 2))
        let expected =
            #"{"specversion":"1.0","id":"\#(appended.id)","source":"urn:minuted:testham","#
            + #""type":"org.minuted.meeting.scheduled","subject":"meeting/malap-2007-09-06","#
            + #""streamversion":1,"sequence":"00000000000000000002","time":"2007-09-06T18:30:00+01:00","#
            + #""recordedtime":"2007-09-06T17:30:00.000Z","actor":"uid:1001(jokafor)","commandid":"c-1","#
            + #""causationid":"c-1","correlationid":"c-1","#
            + #""dataschema":"urn:minuted:schema:org.minuted.meeting.scheduled:1","#
            + #""data":{"place":"Council House"}}"#
        #expect(String(decoding: entry.bytes, as: UTF8.self) == expected)
        #expect(try entry.envelope().encoded == entry.bytes)
        #expect(try store.entry(id: appended.id) == entry)
        #expect(try store.entries(idPrefix: String(appended.id.prefix(35))).contains(entry))
        #expect(try store.genesis() == genesis)
    }

    @Test func nothingComesBeforeTheGenesisEntryAndNoSecondOne() throws {
        let other = TemporaryDirectory()
        let empty = try LedgerStore.open(directory: other.path)
        #expect(try empty.isEmpty())
        #expect(try empty.genesis() == nil)
        let fresh = try empty.makeWriter()
        try fresh.begin()
        #expect(throws: AppendError.self) { try fresh.append(draft(), context()) }
        try writer.begin()
        #expect(throws: AppendError.genesis("the log has its genesis entry already")) {
            try writer.found(genesis, context())
        }
        for bad in [
            Genesis(council: "Test Ham", name: "x", origin: "x"),
            Genesis(council: "testham", name: "x", origin: "a b"),
        ] {
            #expect(throws: AppendError.self) { try fresh.found(bad, context()) }
        }
    }

    @Test func aRollbackLeavesNoTrace() throws {
        try writer.begin()
        _ = try writer.append(draft(), context())
        try writer.recordReceipt(commandId: "c-1", digest: [1], entries: 2...2, at: someTime)
        #expect(writer.lastSeq == 2)
        writer.rollback()
        #expect(writer.lastSeq == 1)
        #expect(try store.lastSeq() == 1)
        #expect(try store.receipt(of: "c-1") == nil)
        try writer.begin()
        #expect(try writer.append(draft(), context()).seq == 2)
        try writer.commit()
    }

    @Test func aRefusedCommandLeavesTheRestOfTheBatch() throws {
        try writer.begin()
        _ = try writer.append(draft(), context())
        let conflict = AppendError.streamVersionConflict(
            stream: "meeting/malap-2007-09-06", expected: 4, actual: 2)
        #expect(throws: conflict) {
            try writer.append([draft(version: 2), draft(version: 5)], context())
        }
        #expect(try writer.append(draft(version: 2), context()).seq == 3)
        try writer.commit()
        #expect(try store.entries(stream: "meeting/malap-2007-09-06").map(\.seq) == [2, 3])
        #expect(!conflict.isFatal)
    }

    @Test func oneCommandMayTouchManyStreams() throws {
        try writer.begin()
        let first = (0..<9_000).map { draft("meeting/m-\($0)") }
        _ = try writer.append(first + [draft("meeting/m-0", version: 2)], context())
        _ = try writer.append(draft("meeting/m-1", version: 2), context())
        try writer.commit()
        #expect(try store.lastSeq() == 9_003)
        #expect(try store.version(ofStream: "meeting/m-0") == 2)
    }

    @Test func anEntryHasAtMost65535Bytes() throws {
        try writer.begin()
        let fixed = try writer.append(draft(data: #"{"t":""}"#), context())
        try writer.commit()
        let length = try #require(try store.entry(seq: fixed.seq)).bytes.count
        let room = Envelope.maximumLength - length
        try writer.begin()
        let largest = #"{"t":"\#(String(repeating: "x", count: room))"}"#
        _ = try writer.append(draft(version: 2, data: largest), context())
        let larger = #"{"t":"\#(String(repeating: "x", count: room + 1))"}"#
        #expect(throws: AppendError.entryTooLarge(type: "org.minuted.meeting.scheduled", length: 65_536)) {
            try writer.append(draft(version: 3, data: larger), context())
        }
        try writer.commit()
        #expect(try store.entry(seq: 3)?.bytes.count == 65_535)
    }

    @Test func whatCannotBeAnEntryIsRefused() throws {
        try writer.begin()
        var bad = [
            draft(type: "com.example.x"), draft(type: "org.minuted.Meeting.held"), draft("meeting"),
            draft("/x"), draft(#"meeting/"x""#), draft(data: "[]"), draft(data: #"{"a":1"#),
            draft(data: "{\n}"), draft(data: #"{"a":1,"a":2}"#), draft(data: "{} "), draft(data: ""),
            draft(data: "{}}"), draft(data: "{}{}"),
        ]
        var wrongTime = draft()
        wrongTime.time = "2007-02-30T10:00:00Z"
        var wrongName = draft()
        wrongName.extensions = [EnvelopeExtension(name: "actor", value: "me")]
        var twice = draft()
        twice.extensions = [
            EnvelopeExtension(name: "originalid", value: "1"),
            EnvelopeExtension(name: "originalid", value: "2"),
        ]
        bad += [wrongTime, wrongName, twice]
        for draft in bad {
            let error = #expect(throws: AppendError.self) { try writer.append(draft, context()) }
            #expect(error.map { !$0.isFatal } == true)
        }
        #expect(throws: AppendError.self) {
            try writer.append(draft(), AppendContext(actor: "", recordedTime: someTime, commandId: "c"))
        }
        try writer.commit()
        #expect(try store.lastSeq() == 1)
    }

    @Test func recordedTimesAndIdsNeverRunBackwards() throws {
        let offsets = [0, 5, -60_000, 5, 6, -1, 10_000, 0]
        for (position, offset) in offsets.enumerated() {
            try writer.begin()
            let time = LogInstant(milliseconds: someTime.milliseconds + offset)
            _ = try writer.append(draft("meeting/m-\(position)"), context(time))
            try writer.commit()
        }
        var (time, id) = ("", "")
        try store.forEach(in: 1...Int.max) { _, bytes in
            let view = try EntryView(bytes)
            #expect(view.recordedTime.string >= time)
            #expect(view.id.string > id)
            (time, id) = (view.recordedTime.string, view.id.string)
        }
        #expect(time == LogInstant(milliseconds: someTime.milliseconds + 10_000).description)
    }

    @Test func aReceiptIsKeptWithItsEntries() throws {
        try writer.begin()
        try writer.recordReceipt(commandId: "c-1", digest: [1, 2, 3], entries: 2...5, at: someTime)
        try writer.recordReceipt(commandId: "c-2", digest: [], entries: nil, at: someTime)
        #expect(try writer.receipt(of: "c-1")?.entries == 2...5)
        #expect(try store.receipt(of: "c-1") == nil)
        #expect(throws: AppendError.duplicateCommand("c-1")) {
            try writer.recordReceipt(commandId: "c-1", digest: [9], entries: nil, at: someTime)
        }
        try writer.commit()
        let receipt = try #require(try store.receipt(of: "c-1"))
        #expect(receipt.digest == [1, 2, 3])
        #expect(receipt.recordedTime == "2007-09-06T17:30:00.000Z")
        #expect(try store.receipt(of: "c-2")?.entries == nil)
        #expect(try store.receipt(of: "c-3") == nil)
    }

    @Test func callsOutsideOfABatchAreRefused() throws {
        #expect(throws: AppendError.self) { try writer.append(draft(), context()) }
        #expect(throws: AppendError.self) { try writer.commit() }
        try writer.begin()
        #expect(throws: AppendError.self) { try writer.begin() }
        writer.rollback()
        writer.rollback()
        #expect(try store.lastSeq() == 1)
    }
}
