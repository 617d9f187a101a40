// Drafts of notices: one for a breach, taken on by the notice, or taken back.

import Governance
import Testing

@Suite("Drafts of notices")
struct DraftTests {
    private let breach = NoticeTests()
    private var missed: Given { breach.missed }
    private var record: String { "notice/\(breach.id)" }

    private var draft: DraftNotice {
        make(DraftNotice.self) { ($0.breach, $0.on) = (breach.issue().breach, "2 November 2007") }
    }

    private func withdraw(_ reason: String = "the roll of November is wrong") -> WithdrawDraft {
        make(WithdrawDraft.self) { ($0.notice, $0.reason) = (breach.id.text, reason) }
    }

    private let corrected = Event.attendanceCorrected(
        make(AttendanceCorrected.self) {
            ($0.meeting, $0.reason) = ("malap-2007-11-01", "the minutes say so")
            $0.entry = RollEntry("councillor-c", .absent)
        })

    @Test("a draft says what would be told, and to whom, and tells nobody")
    func drafted() throws {
        let after = missed.when(draft).accepted()
        let notice = try #require(after.state.notices[breach.id])
        #expect(notice.issued == nil)
        #expect(notice.draft?.recipients.map(\.person) == ["leader"])
        #expect(notice.draft?.absences.count == 2)
        after.when(breach.acknowledge("leader")).thenRefused(rule: "recipient", record: record)
    }

    @Test("a breach is drafted once")
    func once() {
        let after = missed.when(draft).accepted()
        after.when(draft).thenNothing()
        after.and(corrected).when(draft).thenRefused(rule: "draft-once", record: record)
        #expect(refusal(of: after.events.last ?? SmallCouncil.founded, in: after) == "draft-once")
    }

    @Test("the notice takes the draft on, and no draft comes after it")
    func takenOn() {
        let after = missed.when(draft).accepted().when(breach.issue()).accepted()
        #expect(after.state.notices[breach.id]?.issued != nil)
        after.when(draft).thenRefused(rule: "notice-once", record: record)
        after.when(withdraw()).thenRefused(rule: "notice-once", record: record)
        let waived = missed.when(draft).accepted().when(breach.waive()).accepted()
        waived.when(breach.issue()).thenRefused(rule: "notice-once", record: record)
    }

    @Test("another notice than the one that was looked at is not issued")
    func asDrafted() {
        let after = missed.when(draft).accepted()
        after.and(corrected).when(breach.issue()).thenRefused(rule: "as-drafted", record: record)
        let vacant = after.and(
            .officeLeft(
                make(OfficeLeft.self) {
                    ($0.office, $0.person, $0.on) = ("leader-of-the-council", "leader", "2007-11-01")
                }))
        vacant.when(breach.issue()).thenRefused(rule: "as-drafted", record: record)
    }

    @Test("a draft is taken back with a reason, and the breach can be drafted or issued again")
    func withdrawn() {
        missed.when(withdraw()).thenRefused(rule: "known-notice", record: record)
        let after = missed.when(draft).accepted()
        after.when(withdraw(" ")).thenRefused(rule: "reason", record: record)
        let back = after.when(withdraw(), at: "2007-11-02T10:00").accepted()
        back.when(withdraw(), at: "2007-11-02T11:00").thenRefused(rule: "drafted", record: record)
        #expect(back.and(corrected).when(breach.issue()).accepted().state.notices[breach.id]?.issued != nil)
        #expect(back.when(draft).accepted().state.notices[breach.id]?.draft != nil)
    }
}
