// A long list called with `more` comes in pages, all of one moment, whatever is recorded meanwhile.

import Attestation
import Codec
import Control
import CorpusKit
import Foundation
import Ledger
import Reports
import Testing

@Suite("Lists in pages") struct ListPagesTests {
    /// A daemon with a year of the corpus that is shaped like a council.
    private func council() throws -> RunningDaemon {
        let daemon = try RunningDaemon()
        #expect(daemon.stop() == 0)
        do {
            try FileManager.default.removeItem(atPath: daemon.state)
            let ledger = try LedgerStore.open(directory: daemon.state)
            let attestor = try Attestor(ledger)
            let head = attestor.start()
            var corpus = CouncilCorpus()
            let writer = try Corpus.writer(of: ledger, observers: [attestor.makeObserver()])
            try corpus.write(years: 1...1, by: writer)
            attestor.close()
            head.join()
        }
        try daemon.start()
        return daemon
    }

    @Test("all pages together are the whole list as it was when it began")
    func pages() throws {
        let daemon = try council()
        let client = try daemon.client()
        let whole = try client.call(
            "org.minuted.Queries.Meetings", MeetingsQuestion(), returning: ReportReply<MeetingsReport>.self
        ).report
        #expect(whole.meetings.count > 500)
        var question = MeetingsQuestion()
        question.limit = 150
        var replies = try client.stream("org.minuted.Queries.Meetings", question)
        var meetings: [MeetingValue] = []
        var pages = 0
        while let reply = try replies.next() {
            let page = try ReportReply<MeetingsReport>(json: reply.bytes).report
            #expect(page.meetings.count <= 150)
            #expect(page.basis.position == whole.basis.position)
            meetings += page.meetings
            pages += 1
            // A later meeting, which a page of now would list.
            let scheduled = try daemon.minutectl(
                "meeting", "schedule", "body-2", "\(pages) January 2030 10:00")
            #expect(scheduled.status == 0, "\(scheduled.errors)")
        }
        #expect(pages == (whole.meetings.count + 149) / 150)
        #expect(meetings == whole.meetings)
    }

    @Test("a list that fits on a page, or is refused, is answered once")
    func onePage() throws {
        let daemon = try council()
        let client = try daemon.client()
        var question = DecisionsQuestion()
        (question.body, question.from) = ("body-2", "1 May 2000")
        var replies = try client.stream("org.minuted.Queries.Decisions", question)
        let reply = try #require(try replies.next())
        #expect(try ReportReply<DecisionsReport>(json: reply.bytes).report.next == nil)
        #expect(try replies.next() == nil)
        question.body = "nobody"
        var refused = try client.stream("org.minuted.Queries.Decisions", question)
        #expect(throws: CallFailure.self) { try refused.next() }
    }
}
