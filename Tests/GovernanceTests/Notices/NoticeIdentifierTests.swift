// A notice's identifier is made of its breach and of nothing else, so that no breach is noticed twice.

import Codec
import Governance
import Testing

@Suite("A notice's identifier")
struct NoticeIdentifierTests {
    @Test("is made of its breach, differs with each part of it, and can be read again")
    func parts() throws {
        let long = String(repeating: "multi-agency-partnership-", count: 3)
        let bodies = ["malap", "cabinet", long + "one", long + "two"]
        let people = [
            "councillor-a", "councillor-a-of-the-first-group", "councillor-a-of-the-first-grouping",
        ]
        var seen: [NoticeID: String] = [:]
        for body in bodies {
            for person in people {
                for kind in BreachKind.allCases {
                    for day in ["2007-11-01", "2007-11-02"] as [CivilDate] {
                        let what = "\(body) \(person) \(kind) \(day)"
                        let id = Notice.identifier(
                            try BodyID(text: body), try PersonID(text: person), kind, day)
                        #expect(seen[id] == nil, "\(what) is also \(seen[id] ?? "")")
                        #expect(throws: Never.self) { try NoticeID(text: id.text) }
                        seen[id] = what
                    }
                }
            }
        }
        #expect(
            Notice.identifier("malap", "councillor-a", .consecutive, "2007-11-01")
                == "malap-councillor-a-2007-11-01")
    }

    @Test(
        "of a body and a person with long names still prevents a second notice",
        arguments: BreachKind.allCases)
    func longNames(_ kind: BreachKind) throws {
        let body = try BodyID(
            text: "the-multi-agency-looked-after-partnership-of-the-borough-and-its-partners")
        let person: PersonID = "councillor-x-of-the-group-of-the-independents"
        let given = Given(SmallCouncil.events).and(
            [
                Fact.body(body, "The long board"), Fact.registered(person, "Councillor X"),
                Fact.terms(body) {
                    $0.nonAttendance = make(NonAttendanceRule.self) {
                        ($0.consecutive, $0.below, $0.atLeast) = (1, 100, 1)
                    }
                },
                Fact.seat(body, person, "member"),
            ] + Fact.meeting("m-1", of: body, "2007-09-06T16:30", [(person, .absent)]))
        let issue = make(IssueNotice.self) {
            $0.notice = Notice.identifier(body, person, kind, "2007-09-06")
            ($0.body, $0.person, $0.meetings, $0.kind) = (body.text, person.text, ["m-1"], kind)
        }
        let later: CivilDateTime = "2007-10-01T09:00"
        let after = given.when(issue, at: later).accepted()
        after.when(issue, at: later).thenNothing()
        let waive = make(WaiveNotice.self) {
            $0.notice = Notice.identifier(body, person, kind, "2007-09-06")
            ($0.body, $0.person, $0.meetings, $0.kind) = (body.text, person.text, ["m-1"], kind)
            $0.reason = "agreed"
        }
        given.when(waive, at: later).accepted().when(issue, at: later)
            .thenRefused(rule: "notice-once", record: "notice/\(waive.notice)")
    }
}
