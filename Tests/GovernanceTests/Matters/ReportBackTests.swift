// Reports back: to the colleagues of a member's own group, as it was on the day.

import Codec
import Governance
import Testing

@Suite("Reports back")
struct ReportBackTests {
    private func report(to: String, on day: String = "2 August 2007") -> RaiseMatter {
        make(RaiseMatter.self) {
            ($0.kind, $0.what, $0.matter) = (.reportBack, "What MALAP did", "told")
            ($0.from, $0.to, $0.on) = ("councillor-c", to, day)
        }
    }

    private let council = Given(SmallCouncil.events)

    @Test("to a group by its name are kept as the group's, and not as its leader's office")
    func group() {
        let after = council.when(report(to: "Group Two")).accepted()
        #expect(after.state.matters["told"]?.raised.to == .group("group-two"))
        let leader = council.when(report(to: "Leader of Group Two")).accepted()
        #expect(leader.state.matters["told"]?.raised.to == .office("group-two-leader"))
    }

    @Test("of a meeting are by those who had a seat on the body that day, or came")
    func ofAMeeting() {
        let meeting: MeetingID = "malap-2007-07-26"
        let given = council.and(
            Fact.registered("guest", "A guest"), Fact.registered("stranger", "A stranger")
        )
        .and(
            Fact.meeting(
                meeting, of: "malap", "2007-07-26T16:30",
                [("councillor-c", .absent), ("guest", .inAttendance)]))
        func by(_ person: String) -> RaiseMatter {
            make(RaiseMatter.self) {
                $0 = report(to: "chief-executive")
                ($0.from, $0.meeting, $0.to) = (person, meeting.text, "Chief Executive")
            }
        }
        given.when(by("guest")).accepted()
        given.when(by("stranger")).thenRefused(rule: "reported-by", record: "matter/told")
        // Who was absent may report from the minutes.
        given.when(
            make(RaiseMatter.self) { ($0 = report(to: "Group Two"), $0.meeting = meeting.text).0 }
        ).accepted()
    }

    @Test("to another group than their own are refused, and so are those to its leader")
    func another() {
        for name in ["Group One", "Leader of Group One", "councillor-a"] {
            council.when(report(to: name)).thenRefused(rule: "reported-to-own-group", record: "matter/told")
        }
    }

    @Test(
        "of a member of no group go to no group, on the day they leave theirs and after; the day before they may"
    )
    func ofNoGroup() {
        let given = council.and(Fact.leftGroup("councillor-c", "group-two", on: "2007-08-02"))
        given.when(report(to: "Group Two", on: "1 August 2007")).accepted()
        for day in ["2 August 2007", "3 August 2007"] {
            for name in ["Group Two", "Leader of Group Two", "Group One"] {
                given.when(report(to: name, on: day))
                    .thenRefused(rule: "reported-to-own-group", record: "matter/told")
            }
            given.when(report(to: "MALAP", on: day)).accepted()
        }
    }

    @Test("go to the group of the day: the day before a change, the day itself, the day after")
    func change() {
        let given = council.and(
            Fact.leftGroup("councillor-c", "group-two", on: "2007-08-02"),
            Fact.joined("councillor-c", "group-one", from: "2007-08-02"))
        given.when(report(to: "Group Two", on: "1 August 2007")).accepted()
        for day in ["2 August 2007", "3 August 2007"] {
            given.when(report(to: "Group One", on: day)).accepted()
            given.when(report(to: "Group Two", on: day))
                .thenRefused(rule: "reported-to-own-group", record: "matter/told")
        }
    }
}
