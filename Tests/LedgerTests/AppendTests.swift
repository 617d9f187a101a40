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

    @Test func aReceiptIsDerivedFromTheEntriesOfACommandThatTheClientNamed() throws {
        let digest = String(repeating: "0a", count: 32)
        func named(_ id: String, _ digest: String?) -> AppendContext {
            AppendContext(actor: "uid:0(root)", recordedTime: someTime, commandId: id, commandDigest: digest)
        }
        try writer.begin()
        _ = try writer.append([draft(), draft(version: 2)], named("c-1", digest))
        _ = try writer.append(draft(version: 3), named("c-1", digest))
        _ = try writer.append(draft(version: 4), named("c-2", nil))
        let receipt = Receipt(commandId: "c-1", digest: digest, entries: 2...4)
        #expect(try writer.receipt(of: "c-1") == receipt)
        #expect(try store.receipt(of: "c-1") == nil)
        try writer.commit()
        for round in 0..<2 {
            #expect(try store.receipt(of: "c-1") == receipt, "\(round)")
            #expect(try writer.receipt(of: "c-1") == receipt)
            #expect(try store.receipt(of: "c-2") == nil && store.receipt(of: "c-3") == nil)
            try store.flushIndex()
        }
        let entry = try #require(try store.entry(seq: 3))
        #expect(try entry.envelope().commandDigest == digest)
        #expect(try Envelope(checking: entry.bytes).encoded == entry.bytes)
        #expect(
            String(decoding: entry.bytes, as: UTF8.self).contains(
                #""correlationid":"c-1","commanddigest":"\#(digest)","dataschema":"#))
        for bad in ["", "abc", digest.uppercased()] {
            try writer.begin()
            #expect(throws: AppendError.self) { try writer.append(draft(version: 5), named("c-3", bad)) }
            writer.rollback()
        }
    }

    @Test func aClockThatIsSetRightAgainDatesTheEntriesAgain() throws {
        let year = 365 * 86_400_000
        var times: [Int] = []
        for (position, offset) in [0, year, 60_000, 30_000, 120_000].enumerated() {
            try writer.begin()
            let time = LogInstant(milliseconds: someTime.milliseconds + offset)
            times.append(
                try writer.append(draft("meeting/m-\(position)"), context(time)).recordedTime
                    .milliseconds - someTime.milliseconds)
            try writer.commit()
        }
        #expect(times == [0, year, 60_000, 60_000, 120_000])
        // An entry counts as known from when one behind it was recorded.
        func known(_ offset: Int) throws -> Int {
            try store.lastSeq(recordedBy: LogInstant(milliseconds: someTime.milliseconds + offset))
        }
        for _ in 0..<2 {
            #expect(try known(-1) == 0)
            #expect(try known(0) == 2 && known(59_999) == 2)
            #expect(try known(60_000) == 5 && known(119_999) == 5)
            #expect(try known(120_000) == 6 && known(year) == 6)
            try store.flushIndex()
        }
    }

    @Test(arguments: [599_999, 600_000, 600_001])
    func upToTenMinutesBehindTheLastEntryItsTimeIsKept(behind: Int) throws {
        try writer.begin()
        let time = LogInstant(milliseconds: someTime.milliseconds - behind)
        let recorded = try writer.append(draft(), context(time)).recordedTime
        #expect(recorded == (behind > 600_000 ? time : someTime))
        writer.rollback()
    }

    @Test func aCommitOfOneWritesTwoPagesOfTheLogAtMost() throws {
        // The pages in the write-ahead log: the number at byte 16 of its index (SQLite's walformat.html, 2.1). The file's
        // length says nothing, for it is given in advance.
        func pages() throws -> Int {
            let index = try Data(contentsOf: URL(filePath: directory.path + "/ledger.db-shm"))
            return index[16..<20].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        func commit(_ number: Int) throws {
            try writer.begin()
            let text = String(repeating: "x", count: 200)
            _ = try writer.append(draft("meeting/m-\(number)", data: #"{"text":"\#(text)"}"#), context())
            try writer.commit()
        }
        for number in 0..<20 { try commit(number) }
        let before = try pages()
        for number in 20..<220 { try commit(number) }
        // A new page of the table comes with its parent and the first page.
        let written = Double(try pages() - before) / 200
        #expect(written >= 1 && written <= 2, "\(written)")
    }

    @Test func theWriteAheadLogStaysBoundedWhoeverLooksAfterIt() throws {
        func length() throws -> Int {
            let file = try FileManager.default.attributesOfItem(atPath: directory.path + "/ledger.db-wal")
            return (file[.size] as? NSNumber)?.intValue ?? 0
        }
        func fill(_ first: Int) throws {
            let text = String(repeating: "x", count: 60_000)
            for number in first..<first + 600 {
                try writer.begin()
                _ = try writer.append(draft("meeting/m-\(number)", data: #"{"text":"\#(text)"}"#), context())
                try writer.commit()
            }
        }
        try fill(0)
        // 36 MB went through it.
        #expect(try length() < 24 << 20)
        try store.checkpoint(from: 0)
        let before = try length()
        try fill(600)
        #expect(try length() <= max(before, 24 << 20))
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
