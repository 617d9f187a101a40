// After a notice: letters delivered or failed, and follow-ups when what it said is corrected.

import Codec
import Governance
import Testing

@Suite("After a notice is issued")
struct FollowUpTests {
    private let id: NoticeID = "malap-councillor-d-2007-11-01"
    private let meetings: [MeetingID] = ["malap-2007-07-05", "malap-2007-09-06", "malap-2007-11-01"]

    /// Councillor D missed September and November, and the Leader and the leader of Group Two were told.
    private var issued: Given {
        Given(SmallCouncil.events).and(Fact.seat("malap", "councillor-d"))
            .and(
                Fact.meeting(
                    "malap-2007-07-05", of: "malap", "2007-07-05T16:30", [("councillor-d", .present)])
                    + Fact.meeting(
                        "malap-2007-09-06", of: "malap", "2007-09-06T16:30", [("councillor-d", .absent)])
                    + Fact.meeting(
                        "malap-2007-11-01", of: "malap", "2007-11-01T16:30", [("councillor-d", .absent)])
            )
            .when(
                make(IssueNotice.self) {
                    ($0.notice, $0.body, $0.person) = (id, "malap", "councillor-d")
                    ($0.meetings, $0.on) = (meetings, "2 November 2007")
                }, at: "2007-11-02T09:00"
            ).accepted()
    }

    private func corrected(_ given: Given, _ meeting: MeetingID, _ standing: Standing) -> Given {
        given.and(
            .attendanceCorrected(
                make(AttendanceCorrected.self) {
                    ($0.meeting, $0.reason) = (meeting, "came late")
                    $0.entry = RollEntry("councillor-d", standing)
                }))
    }

    private var followUp: FollowUpNotice {
        make(FollowUpNotice.self) {
            ($0.notice, $0.meetings, $0.on) = (id.text, meetings, "20 November 2007")
        }
    }

    @Test("nothing is followed up while nothing is corrected")
    func nothing() { issued.when(followUp).thenNothing() }

    @Test("those who were told are told once what changed, and whether the breach stands")
    func once() throws {
        let present = corrected(issued, "malap-2007-11-01", .present)
        let after = present.when(followUp, at: "2007-11-20T09:00").accepted()
        let told = try #require(after.state.notices[id]?.followUps.first)
        #expect(told.number == 1)
        #expect(!told.stands)
        #expect(told.changes.map(\.meeting) == ["malap-2007-11-01"])
        #expect(told.changes.map(\.was) == [.absent])
        #expect(told.changes.map(\.now) == [.present])
        #expect(told.recipients.map(\.person) == ["leader", "councillor-c"])
        // The notice itself stays.
        #expect(after.state.notices[id]?.issued?.absences.map(\.standing) == [.absent, .absent])
        // Corrected back, they are told so again: what they were told last counts.
        let back = corrected(after, "malap-2007-11-01", .apologies).when(followUp, at: "2007-11-27T09:00")
            .accepted()
        #expect(back.state.notices[id]?.followUps.last?.number == 2)
        #expect(back.state.notices[id]?.followUps.last?.changes.map(\.was) == [.present])
        #expect(back.state.notices[id]?.followUps.last?.stands == true)
    }

    @Test("apologies in place of absence change what was told, and the breach stands")
    func stands() {
        let after = corrected(issued, "malap-2007-09-06", .apologies).when(followUp).accepted()
        #expect(after.state.notices[id]?.followUps.last?.stands == true)
    }

    @Test("a meeting that was withdrawn is no longer in the rolls")
    func withdrawn() {
        let after = issued.and(Fact.withdrawn("malap-2007-11-01")).when(followUp).accepted()
        #expect(after.state.notices[id]?.followUps.last?.changes.map(\.now) == [nil])
    }

    @Test("a follow-up looks at every meeting of which the notice spoke")
    func everyMeeting() {
        let given = corrected(issued, "malap-2007-11-01", .present)
        given.when(make(FollowUpNotice.self) { ($0 = followUp, $0.meetings = ["malap-2007-11-01"]).0 })
            .thenRefused(rule: "meetings-of-notice", record: "notice/\(id)")
    }

    // MARK: - Delivery

    private func delivered(_ to: String, followUp: Int? = nil) -> RecordDelivery {
        make(RecordDelivery.self) {
            ($0.letter.notice, $0.letter.to, $0.letter.followUp) = (id.text, to, followUp)
        }
    }

    private func failed(_ to: String) -> RecordDeliveryFailure {
        make(RecordDeliveryFailure.self) {
            ($0.letter.notice, $0.letter.to, $0.reason) = (id.text, to, "the mailbox is full")
        }
    }

    @Test("a letter fails, is tried again and delivered, and only then not again")
    func delivery() {
        let after = issued.when(failed("leader")).accepted(repeatable: false)
            .when(failed("leader")).accepted(repeatable: false).when(delivered("leader")).accepted()
        #expect(after.state.notices[id]?.deliveries.map(\.isDelivered) == [false, false, true])
        after.when(delivered("leader")).thenRefused(rule: "delivered-once", record: "notice/\(id)")
        // It came back, and goes out again.
        after.when(failed("leader")).accepted(repeatable: false).when(delivered("leader")).accepted()
    }

    @Test("whoever is told can be named by the office, unless several are told by it")
    func byOffice() {
        for office in ["Leader of the Council", "group-leader", "Leader of Group Two"] {
            let recorded = issued.when(delivered(office)).accepted()
            let to = recorded.state.notices[id]?.deliveries.last?.letter.to
            #expect(to == (office.hasPrefix("Leader of the") ? "leader" : "councillor-c"))
        }
        for office in ["deputy-group-leader", "Leader of Group One", "Mayor"] {
            issued.when(delivered(office)).thenRefused(rule: "known-person", record: "person/\(office)")
        }
    }

    @Test("a letter went out on the day given: not before the notice was issued, and not in the future")
    func day() throws {
        let on = try #require(issued.state.notices[id]?.issued?.on)
        func delivered(_ day: CivilDate?) -> RecordDelivery {
            make(RecordDelivery.self) { ($0 = self.delivered("leader"), $0.on = day?.short).0 }
        }
        issued.when(delivered(on.adding(days: -1)), at: on.end)
            .thenRefused(rule: "dates-in-order", record: "notice/\(id)")
        let outcome = issued.when(delivered(on), at: on.end)
        #expect(outcome.effective == [on.start])
        outcome.accepted()
        issued.when(delivered(on.adding(days: 1)), at: on.adding(days: 1)?.start).accepted()
        issued.when(delivered(on.adding(days: 2)), at: on.adding(days: 1)?.start)
            .thenRefused(rule: "not-in-the-future", record: "notice/\(id)")
        issued.when(
            make(RecordDeliveryFailure.self) {
                ($0 = failed("leader"), $0.on = on.adding(days: -1)?.short).0
            }, at: on.end
        )
        .thenRefused(rule: "dates-in-order", record: "notice/\(id)")
    }

    @Test("letters go to recipients, and of follow-ups that there are")
    func letters() {
        issued.when(delivered("councillor-a"))
            .thenRefused(rule: "recipient", record: "notice/\(id)", candidates: ["leader", "councillor-c"])
        issued.when(delivered("leader", followUp: 1))
            .thenRefused(rule: "known-follow-up", record: "notice/\(id)")
        let after = corrected(issued, "malap-2007-11-01", .present).when(followUp).accepted()
        after.when(delivered("leader")).accepted().when(delivered("leader", followUp: 1)).accepted()
        issued.when(make(RecordDelivery.self) { ($0 = delivered("leader"), $0.sha256 = "ABC").0 })
            .thenRefused(rule: "digest", record: "notice/\(id)")
    }
}
