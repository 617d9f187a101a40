// A run of absences within one appointment, and notices that wait for a person.

import Codec
import Governance
import Testing

@Suite("Runs of absences and appointments")
struct AppointmentTests {
    private let meetings: [MeetingID] = ["malap-2007-07-05", "malap-2007-09-06"]

    /// Councillor C left MALAP on 1 August and came back on a day; absent in July and September.
    private func returned(on day: PartialDate) -> Given {
        Given(SmallCouncil.events).and(
            Fact.vacated("malap", "councillor-c", on: "2007-08-01"),
            Fact.seat("malap", "councillor-c", from: day)
        ).and(
            Fact.meeting("malap-2007-07-05", of: "malap", "2007-07-05T16:30", [("councillor-c", .absent)])
                + Fact.meeting(
                    "malap-2007-09-06", of: "malap", "2007-09-06T16:30", [("councillor-c", .absent)]))
    }

    private var issue: IssueNotice {
        make(IssueNotice.self) {
            ($0.notice, $0.body, $0.person) = ("malap-councillor-c-2007-09-06", "malap", "councillor-c")
            $0.meetings = meetings
        }
    }

    @Test("absences on both sides of a gap are no run; without a gap they are one")
    func gap() {
        returned(on: "2007-08-02").when(issue, at: "2007-09-10T09:00")
            .thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
        returned(on: "2007-08-01").when(issue, at: "2007-09-10T09:00").accepted()
    }

    @Test("meetings are cut at the gap, and a meeting in it belongs to neither side")
    func cut() throws {
        let attendance = ["2007-07-05", "2007-09-06", "2007-11-01"].map { day in
            ExpectedAttendance(
                meeting: MeetingID(), date: (try? CivilDate(text: day)) ?? .first, standing: .absent)
        }
        let body = try #require(returned(on: "2007-08-02").state.directory.bodies["malap"])
        let rule = make(NonAttendanceRule.self) { $0.consecutive = 2 }
        let cut = rule.appointments(of: "councillor-c", to: body, attendance)
        #expect(cut.map { $0.map(\.date) } == [["2007-07-05"], ["2007-09-06", "2007-11-01"]])
    }

    @Test("a time in a capacity that the rule does not cover is a gap")
    func otherCapacity() {
        let given = Given(SmallCouncil.events).and(
            Fact.vacated("malap", "councillor-c", on: "2007-07-20"),
            Fact.seat("malap", "councillor-c", "senior officer", from: "2007-07-20"),
            Fact.vacated("malap", "councillor-c", on: "2007-08-20"),
            Fact.seat("malap", "councillor-c", from: "2007-08-20")
        ).and(
            Fact.meeting("malap-2007-07-05", of: "malap", "2007-07-05T16:30", [("councillor-c", .absent)])
                + Fact.meeting(
                    "malap-2007-09-06", of: "malap", "2007-09-06T16:30", [("councillor-c", .absent)]))
        given.when(issue, at: "2007-09-10T09:00")
            .thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
    }
}

@Suite("Notices that wait for a person")
struct NoticeHoldTests {
    private let council = Given(SmallCouncil.events).and(
        Fact.seat("council", "councillor-c", from: "2003-05-01"))

    private func holds(
        _ given: Given, last: CivilDate = "2007-09-06", on day: CivilDate = "2007-09-10", days: Int = 60
    ) -> [NoticeHold] {
        given.state.directory.holds(
            onNoticeAbout: "councillor-c", of: "malap", lastAbsent: last, on: day,
            make(NoticeLimits.self) { $0.days = days })
    }

    @Test("after more than so many days, not on the last of them")
    func old() {
        #expect(holds(council, on: "2007-11-04") == [])
        #expect(holds(council, on: "2007-11-05") == [])
        #expect(holds(council, on: "2007-11-06") == [.old])
        #expect(holds(council, on: "2007-09-07", days: 0) == [.old])
    }

    @Test("about one who has left the body or the Council, from that day on")
    func left() {
        let body = council.and(Fact.vacated("malap", "councillor-c", on: "2007-09-10"))
        #expect(holds(body, on: "2007-09-09") == [])
        #expect(holds(body, on: "2007-09-10") == [.formerMember])
        let seat = council.and(Fact.vacated("council", "councillor-c", on: "2007-09-10"))
        #expect(holds(seat, on: "2007-09-09") == [])
        #expect(holds(seat, on: "2007-09-10") == [.formerMember])
    }

    @Test("about one whose seat was declared vacant, by death too, until they are elected again")
    func vacancy() {
        let died = council.when(
            make(DeclareVacancy.self) {
                ($0.person, $0.on, $0.reason) = ("councillor-c", "8 September 2007", "death")
            },
            at: "2007-09-09T09:00"
        ).accepted()
        #expect(holds(died, on: "2007-09-07") == [])
        #expect(holds(died, on: "2007-09-08") == [.formerMember])
        let again = died.and(
            Fact.vacated("council", "councillor-c", on: "2007-09-08"),
            Fact.seat("council", "councillor-c", from: "2007-10-01"))
        #expect(holds(again, on: "2007-10-01") == [])
    }
}
