// A fold that cannot take an entry in, and reading what was written.

import Codec
import CorpusKit
import Governance
import Ledger
import Reports
import SQLite
import Testing

@testable import Projections

@Suite struct ProjectionFaultTests {
    /// A meeting called twice, which no rule lets in: its second row breaks the table's key.
    private func bench(_ entries: Int) throws -> (Bench, fault: Int) {
        let bench = try Bench(entries: 400)
        var scheduled = MeetingScheduled()
        scheduled.meeting = try MeetingID(text: "twice")
        scheduled.body = try BodyID(text: "body-1")
        try bench.append(scheduled, version: 1)
        let fault = try bench.append(scheduled, version: 2)
        try bench.grow(to: entries)
        return (bench, fault)
    }

    @Test(arguments: [1, 13, 10_000]) func itStopsThatProjectionAloneAndThere(batch: Int) throws {
        let (bench, fault) = try bench(700)
        let generation = try folded(bench.ledger, by: batch, upTo: 700)
        let status = try generation.status()
        let attendance = try #require(status.first { $0.name == "attendance" })
        #expect(attendance.position == fault - 1)
        #expect(attendance.fault?.hasPrefix("entry \(fault): ") == true)
        #expect(
            status.filter { $0.name != "attendance" }.allSatisfy { $0.fault == nil && $0.position == 700 })
        let whole = try folded(bench.ledger, by: 10_000, upTo: fault - 1)
        #expect(try hashes(generation)["attendance"] == hashes(whole)["attendance"])
        #expect(try hashes(generation)["decisions"] != hashes(whole)["decisions"])
    }

    @Test func answersSayIt() throws {
        let (bench, fault) = try bench(500)
        let store = try bench.store()
        bench.running(store) { #expect(store.waitFor(500, milliseconds: 20_000)) }
        let now = try #require(CivilDateTime(iso: "2030-01-01T09:00"))
        let basis = try store.ask(asAt: nil, asKnownOn: nil, now: now) { $0.basis }
        #expect(!basis.isComplete)
        #expect(basis.fault?.contains("entry \(fault)") == true)
        #expect(basis.position == fault - 1)
        #expect(try store.verify().count { $0.fault != nil } == 1)
    }

    @Test func afterAFixItResumesWhereItStopped() throws {
        let (bench, fault) = try bench(500)
        var store: ProjectionStore? = try bench.store()
        bench.running(try #require(store)) {
            #expect(store?.waitFor(500, milliseconds: 20_000) == true)
        }
        let number = try #require(try store?.status().generation)
        store = nil
        // The fix: the row that stood in the way is gone, so that the entry can be taken in.
        try bench.edit(number, "DELETE FROM meeting WHERE id = 'twice'")
        let again = try bench.store()
        #expect(again.waitFor(fault, milliseconds: 0) == false)
        bench.running(again) { #expect(again.waitFor(500, milliseconds: 20_000)) }
        let status = try again.status().projections
        #expect(status.allSatisfy { $0.fault == nil && $0.position == 500 })
    }

    @Test func aRebuildThatWouldStopEarlierIsRefused() throws {
        let (bench, _) = try bench(500)
        var store: ProjectionStore? = try bench.store()
        bench.running(try #require(store)) {
            #expect(store?.waitFor(500, milliseconds: 20_000) == true)
        }
        let number = try #require(try store?.status().generation)
        store = nil
        try bench.edit(number, "DELETE FROM meeting WHERE id = 'twice'")
        let again = try bench.store()
        bench.running(again) { #expect(again.waitFor(500, milliseconds: 20_000)) }
        #expect(throws: Rejection.self) { try again.rebuild() }
        #expect(try again.status().generation == number)
    }

    @Test func anEntryThatCannotBeReadStopsEverythingBeforeIt() throws {
        let bench = try Bench(entries: 300)
        let draft = Draft(
            type: "org.minuted.meeting.celebrated", stream: "meeting/b1", streamVersion: 1,
            time: "2008-03-03T10:00:00Z", data: Array(#"{"meeting":"b1"}"#.utf8))
        try bench.writer.begin()
        _ = try bench.writer.append(
            draft,
            AppendContext(actor: "uid:1(a)", recordedTime: bench.writer.lastRecordedTime, commandId: "c"))
        try bench.writer.commit()
        let generation = try Generation()
        var directory = Directory()
        #expect(throws: UnreadableEntry.self) {
            try generation.fold(bench.ledger, from: 0, upTo: 301, into: &directory)
        }
        #expect(try generation.status().allSatisfy { $0.position == 300 && $0.fault == nil })
        let store = try bench.store()
        #expect(throws: UnreadableEntry.self) { try store.rebuild() }
    }

    /// Short stretches are read as they are folded, long ones ahead.
    @Test(arguments: [0, 300], [301, 20_000])
    func anEntryThatTheLogDoesNotGiveIsNotPassedOver(from start: Int, upTo end: Int) throws {
        let bench = try Bench(entries: 300)
        let generation = try Generation()
        var directory = Directory()
        try generation.fold(bench.ledger, from: 0, upTo: start, into: &directory)
        let error = #expect(throws: UnreadableEntry.self) {
            try generation.fold(bench.ledger, from: start, upTo: end, into: &directory)
        }
        #expect(error?.seq == 301)
        #expect(try generation.status().allSatisfy { $0.position == 300 && $0.fault == nil })
    }

    @Test func aReaderSeesWhatWasWrittenBeforeItAsked() throws {
        let bench = try Bench(entries: 300)
        let store = try bench.store()
        try bench.running(store) {
            for end in stride(from: 310, through: 600, by: 10) {
                try bench.grow(to: end)
                store.committed(end)
                #expect(store.waitFor(end, milliseconds: 20_000))
                try store.read { _, _, point in #expect(point.position >= end) }
            }
            #expect(!store.waitFor(601, milliseconds: 10))
        }
    }
}
