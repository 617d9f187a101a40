// Notices: found again from the rolls, issued once for each breach, acknowledged by those who were told.

import Codec
import Governance
import Testing

@Suite("Notices of non-attendance")
struct NoticeTests {
    /// Councillor C missed two meetings in a row.
    let meetings =
        Fact.meeting(
            "malap-2007-07-05", of: "malap", "2007-07-05T16:30",
            [("councillor-a", .absent), ("councillor-c", .present), ("officer-a", .absent)])
        + Fact.meeting(
            "malap-2007-09-06", of: "malap", "2007-09-06T16:30",
            [("councillor-a", .present), ("councillor-c", .absent), ("officer-a", .absent)])
        + Fact.meeting(
            "malap-2007-11-01", of: "malap", "2007-11-01T16:30",
            [("councillor-a", .absent), ("councillor-c", .apologies), ("officer-a", .absent)])
    var missed: Given { Given(SmallCouncil.events).and(meetings) }
    let id: NoticeID = "malap-councillor-c-2007-11-01"

    func issue(
        _ person: String = "councillor-c",
        _ meetings: [MeetingID] = ["malap-2007-07-05", "malap-2007-09-06", "malap-2007-11-01"],
        on: String? = "2 November 2007"
    ) -> IssueNotice {
        make(IssueNotice.self) {
            ($0.notice, $0.body, $0.person) = (id, "MALAP", person)
            ($0.meetings, $0.on) = (meetings, on)
        }
    }

    func waive(_ reason: String = "ill for some months, as the Leader knows") -> WaiveNotice {
        make(WaiveNotice.self) {
            ($0.notice, $0.body, $0.person) = (id, "malap", "councillor-c")
            $0.meetings = ["malap-2007-07-05", "malap-2007-09-06", "malap-2007-11-01"]
            ($0.reason, $0.on) = (reason, "2 November 2007")
        }
    }

    func acknowledge(_ by: String) -> AcknowledgeNotice {
        make(AcknowledgeNotice.self) { ($0.notice, $0.by, $0.on) = (id.text, by, "5 November 2007") }
    }

    @Test("one that is issued already is said to be, and not that there was no breach")
    func issuedAlready() {
        let issued = missed.when(issue()).accepted()
        issued.when(issue("councillor-c", [])).thenRefused(rule: "issued-once", record: "notice/\(id)")
        missed.when(issue("councillor-c", [])).thenRefused(
            rule: "breach-in-the-rolls", record: "body/malap")
    }

    @Test("a notice says who missed what, under which rule, and who is told")
    func issued() throws {
        let outcome = missed.when(issue())
        let after = outcome.accepted()
        #expect(outcome.effective == ["2007-11-02T00:00"])
        let notice = try #require(after.state.notices[id]?.issued)
        #expect(notice.absences.map(\.meeting) == ["malap-2007-09-06", "malap-2007-11-01"])
        #expect(notice.absences.map(\.standing) == [.absent, .apologies])
        #expect(notice.absences.map(\.group) == ["group-two", "group-two"])
        #expect(notice.rule.consecutive == 2)
        #expect((notice.expected, notice.present) == (2, 0))
        // Councillor C leads Group Two, which has no deputy.
        #expect(notice.recipients.map(\.person) == ["leader"])
    }

    @Test("the order in which the meetings are given makes no difference")
    func order() {
        let turned = issue("councillor-c", ["malap-2007-11-01", "malap-2007-07-05", "malap-2007-09-06"])
        #expect(missed.when(turned).events == missed.when(issue()).events)
    }

    @Test("a breach is noticed once, also when the rolls or the meetings given change")
    func once() {
        let after = missed.when(issue()).accepted()
        after.when(issue(on: "9 November 2007")).thenNothing()
        after.when(issue("councillor-c", ["malap-2007-09-06", "malap-2007-11-01"])).thenNothing()
        #expect(refusal(of: after.events.last ?? SmallCouncil.founded, in: after) == "notice-once")
        let corrected = after.and(
            .attendanceCorrected(
                make(AttendanceCorrected.self) {
                    ($0.meeting, $0.reason) = ("malap-2007-11-01", "the minutes say so")
                    $0.entry = RollEntry("councillor-c", .absent)
                }))
        corrected.when(issue()).thenRefused(rule: "notice-once", record: "notice/\(id)")
    }

    @Test("what the rolls do not show is not noticed")
    func noBreach() {
        let record = "body/malap"
        missed.when(issue("councillor-a")).thenRefused(rule: "breach-in-the-rolls", record: record)
        missed.when(issue("councillor-c", ["malap-2007-07-05", "malap-2007-09-06"]))
            .thenRefused(rule: "breach-in-the-rolls", record: record)
        missed.when(issue("councillor-c", [])).thenRefused(rule: "breach-in-the-rolls", record: record)
        missed.when(make(IssueNotice.self) { ($0 = issue(), $0.kind = .percentage).0 })
            .thenRefused(rule: "breach-in-the-rolls", record: record)
    }

    @Test("one absence counts once, however often its meeting is given")
    func givenTwice() {
        let twice = issue("councillor-a", ["malap-2007-07-05", "malap-2007-07-05"])
        missed.when(twice).thenRefused(rule: "once-in-a-notice", record: "meeting/malap-2007-07-05")
    }

    @Test("a meeting without a roll between two absences counts neither way, and the notice names it")
    func withoutRoll() throws {
        let between: MeetingID = "malap-2007-10-04"
        let more = missed.and(
            Fact.scheduled(between, of: "malap", "2007-10-04T16:30"), Fact.held(between))
        let all: [MeetingID] = ["malap-2007-07-05", "malap-2007-09-06", between, "malap-2007-11-01"]
        let after = more.when(issue("councillor-c", all)).accepted()
        let notice = try #require(after.state.notices[id]?.issued)
        #expect(notice.absences.map(\.meeting) == ["malap-2007-09-06", "malap-2007-11-01"])
        let told = try #require(notice.breach.record.first { $0.meeting == between })
        #expect((told.standing, told.effect) == (nil, .notRecorded))
    }

    @Test("whoever found the breach names the member by the identifier, whosever surname that is")
    func surname() throws {
        let namesake = missed.and(Fact.registered("another", "Jo Councillor C"))
        let outcome = namesake.when(issue()).accepted()
        #expect(outcome.state.notices[id]?.issued?.person == "councillor-c")
    }

    @Test("what was missed after the breach is told with it, and makes no other breach")
    func missedSince() throws {
        let since: MeetingID = "malap-2007-12-06"
        let more = missed.and(
            Fact.meeting(since, of: "malap", "2007-12-06T16:30", [("councillor-c", .absent)]))
        let all: [MeetingID] = ["malap-2007-07-05", "malap-2007-09-06", "malap-2007-11-01", since]
        let notice = try #require(
            more.when(issue("councillor-c", all)).accepted().state.notices[id]?.issued)
        #expect(notice.absences.map(\.meeting) == ["malap-2007-09-06", "malap-2007-11-01"])
        #expect(notice.breach.record.last.map { $0.meeting } == since)
        #expect(notice.breach.record.last?.effect == .missed)
    }

    @Test("only meetings at which the person was expected are counted")
    func expected() {
        let more = missed.and(
            Fact.scheduled("malap-2007-12-06", of: "malap", "2007-12-06T16:30"),
            Fact.held("malap-2007-12-06"))
        more.when(issue("councillor-c", ["malap-2007-11-01", "malap-2007-12-06"]))
            .thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
        missed.when(issue("councillor-d"))
            .thenRefused(rule: "expected-at-meeting", record: "meeting/malap-2007-07-05")
        missed.when(issue("councillor-c", ["malap-2007-10"]))
            .thenRefused(rule: "known-meeting", record: "meeting/malap-2007-10")
    }

    @Test("the rule covers the capacities that it names")
    func capacities() {
        missed.when(issue("officer-a")).thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
    }

    @Test("the rule is that of the day of the last absence")
    func ruleOfTheDay() {
        let stricter = missed.and(
            Fact.terms("malap", from: "2007-11-02") { terms in
                SmallCouncil.malapTerms(&terms)
                terms.nonAttendance?.consecutive = 1
            })
        stricter.when(issue("councillor-a")).thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
        let milder = missed.and(
            Fact.terms("malap", from: "2007-11-01") { terms in
                SmallCouncil.malapTerms(&terms)
                terms.nonAttendance?.consecutive = 3
            })
        milder.when(issue()).thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
    }

    @Test("an imported notice is held against the rolls too")
    func imported() throws {
        let sound = try #require(missed.when(issue()).events.first)
        guard case .noticeIssued(let notice) = sound else { throw Rejection() }
        #expect(refusal(of: sound, in: missed) == nil)
        let bad: [(inout NoticeIssued) -> Void] = [
            { $0.absences[0].meeting = "malap-2007-07-05" },
            { $0.absences[0].standing = .apologies },
            { $0.absences[0] = $0.absences[1] },
            { $0.absences[0].date = "2007-09-07" },
            { $0.rule.apologiesCount = false },
            { ($0.body, $0.notice) = ("cabinet", "cabinet-councillor-c-2007-11-01") },
        ]
        for spoil in bad {
            let spoilt = make(NoticeIssued.self) { ($0 = notice, spoil(&$0)).0 }
            #expect(refusal(of: .noticeIssued(spoilt), in: missed) == "absence-in-the-roll")
        }
        let misnamed = make(NoticeIssued.self) {
            ($0 = notice, $0.notice = "malap-councillor-c-2007-11-02").0
        }
        #expect(refusal(of: .noticeIssued(misnamed), in: missed) == "notice-of-breach")
    }

    @Test("a recipient acknowledges it once, nobody else does")
    func acknowledged() {
        let after = missed.when(issue()).accepted()
        let done = after.when(acknowledge("leader")).accepted()
        #expect(done.state.notices[id]?.acknowledged == ["leader"])
        done.when(acknowledge("leader")).thenRefused(rule: "acknowledged-once", record: "notice/\(id)")
        after.when(acknowledge("councillor-c"))
            .thenRefused(rule: "recipient", record: "notice/\(id)", candidates: ["leader"])
        missed.when(acknowledge("leader")).thenRefused(rule: "known-notice", record: "notice/\(id)")
    }

    @Test("a notice is waived with a reason instead of being issued")
    func waived() {
        missed.when(waive(" ")).thenRefused(rule: "reason", record: "notice/\(id)")
        let after = missed.when(waive()).accepted()
        after.when(issue()).thenRefused(rule: "notice-once", record: "notice/\(id)")
        after.when(acknowledge("leader")).thenRefused(rule: "recipient", record: "notice/\(id)")
        missed.when(issue()).accepted().when(waive())
            .thenRefused(rule: "notice-once", record: "notice/\(id)")
        missed.when(make(WaiveNotice.self) { ($0 = waive(), $0.person = "councillor-a").0 })
            .thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
        let kept = after.state.notices[id]?.waived
        #expect(kept?.absences.map(\.meeting) == ["malap-2007-09-06", "malap-2007-11-01"])
        #expect(kept?.rule.consecutive == 2)
    }

    @Test("a notice keeps the year's meetings, which terms its rule stands in, and every name")
    func keepsWhatItSays() throws {
        let notice = try #require(missed.when(issue()).accepted().state.notices[id]?.issued)
        #expect(notice.record.map(\.meeting) == ["malap-2007-07-05", "malap-2007-09-06", "malap-2007-11-01"])
        #expect(notice.record.map(\.effect) == [.attended, .missed, .missed])
        #expect(notice.ruleFrom == "2007-01-01")
        #expect(notice.councilName == "Stockton-on-Tees Borough Council")
        #expect(notice.bodyName == "Multi Agency Looked After Partnership")
        #expect(notice.name == "Councillor C, Group Two")
        #expect(notice.recipients.map(\.name) == ["Councillor L, Leader of the Council"])
    }
}
