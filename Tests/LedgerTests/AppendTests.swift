// Appending and reading back.

import Foundation
import Ledger
import Testing

@Suite struct AppendTests {
    let directory = TemporaryDirectory()

    @Test func anEntryReadsBackAsItWasAppended() throws {
        let store = try LedgerStore.open(directory: directory.path)
        #expect(try store.isEmpty())
        let writer = try foundedWriter(store)
        try writer.begin()
        let appended = try writer.append(draft(), context())
        #expect(try store.lastSeq() == 1)
        try writer.commit()
        #expect(appended.seq == 2)
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
        #expect(try store.genesis() == genesis)
    }

    @Test func aRollbackLeavesNoTrace() throws {
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store)
        try writer.begin()
        _ = try writer.append(draft(), context())
        try writer.recordReceipt(commandId: "c-1", digest: [1], entries: 2...2, at: someTime)
        writer.rollback()
        #expect(try store.lastSeq() == 1)
        #expect(try store.receipt(of: "c-1") == nil)
        try writer.begin()
        let again = try writer.append(draft(), context())
        try writer.commit()
        #expect(again.seq == 2)
    }
}
