// The Council's approval of a reason for absence: by its own decision, and only before the six months end.

import Codec
import Governance
import Testing

@Suite("Approval of absence, and vacancies")
struct ApprovalTests {
    /// Councillor C attended on 15 January 2023, and the Council decided something on 20 June.
    private func council(decidedOn day: CivilDate, by body: BodyID = "council") -> Given {
        Given(SmallCouncil.events).and(Fact.seat("council", "councillor-c", from: "2023-01-10"))
            .and(
                Fact.meeting(
                    "council-2023-01-15", of: "council", "2023-01-15T18:00", [("councillor-c", .present)])
            )
            .and(
                .decisionRecorded(
                    make(DecisionRecorded.self) {
                        ($0.decision, $0.title, $0.body, $0.made) = (
                            "leave", "Leave of absence", body, PartialDate(day)
                        )
                        $0.resolutions = [
                            make(Resolution.self) {
                                ($0.number, $0.kind, $0.text) = (1, .resolved, "that the absence be approved")
                            }
                        ]
                    }))
    }

    private func approve(until: String? = nil, since: String? = "council-2023-01-15") -> ApproveAbsence {
        make(ApproveAbsence.self) {
            ($0.person, $0.decision, $0.since) = ("councillor-c", "leave", since)
            ($0.until, $0.reason) = (until, .illness)
        }
    }

    private func clock(_ given: Given, on day: CivilDate) -> SixMonthClock? {
        let attended = RolledAttendance(
            meeting: "council-2023-01-15", body: "council", date: "2023-01-15", standing: .present)
        return given.state.directory.sixMonthClocks(
            of: "councillor-c", [attended] + missed("council", until: day), on: day
        ).first
    }

    @Test("in time it holds the clock: until a day, or until the member attends again")
    func inTime() {
        let until = council(decidedOn: "2023-07-15").when(
            approve(until: "31 October 2023"), at: "2023-07-20T09:00"
        )
        .accepted()
        #expect(clock(until, on: "2023-10-31")?.standing == .approved)
        #expect(clock(until, on: "2023-11-01")?.standing == .expired)
        let open = council(decidedOn: "2023-06-20").when(approve(), at: "2023-07-20T09:00").accepted()
        #expect(clock(open, on: "2025-01-01")?.standing == .approved)
        #expect(clock(open, on: "2025-01-01")?.lastDay == nil)
        // Before the Council approved it, it did not.
        #expect(clock(open, on: "2023-06-19")?.approval == nil)
    }

    @Test("the Council's decision has to have a day: six months end on one")
    func monthOnly() {
        let given = council(decidedOn: "2023-07-15").and(
            .decisionCorrected(
                make(DecisionCorrected.self) {
                    ($0.decision, $0.field, $0.value) = ("leave", .made, "2023-07")
                    $0.reason = "The minutes have no day"
                }))
        given.when(approve(), at: "2023-08-20T09:00")
            .thenRefused(rule: "approved-by-council", record: "decision/leave")
    }

    @Test("a day too late it is refused, and if it is in the record nevertheless it changes nothing")
    func tooLate() {
        let late = council(decidedOn: "2023-07-16")
        late.when(approve(), at: "2023-07-20T09:00")
            .thenRefused(rule: "approval-in-time", record: "person/councillor-c")
        // What they attended after the Council had decided is not what the six months ran from.
        council(decidedOn: "2023-01-14").when(approve(), at: "2023-07-20T09:00")
            .thenRefused(rule: "attended-last", record: "person/councillor-c")
        council(decidedOn: "2023-01-15").when(approve(), at: "2023-07-20T09:00").accepted()
        // Without the meeting attended last nothing says that the six months ended.
        var unnamed = approve()
        unnamed.since = nil
        late.when(unnamed, at: "2023-07-20T09:00")
            .thenRefused(rule: "attended-last", record: "person/councillor-c")
        var directory = late.state.directory
        directory.evolve(
            .absenceApproved(
                make(AbsenceApproved.self) {
                    ($0.person, $0.decision, $0.on) = ("councillor-c", "leave", "2023-07-16")
                }))
        let attended = RolledAttendance(
            meeting: "council-2023-01-15", body: "council", date: "2023-01-15", standing: .present)
        let clock = directory.sixMonthClocks(
            of: "councillor-c", [attended] + missed("council", until: "2023-08-01"), on: "2023-08-01"
        ).first
        #expect(clock?.standing == .expired)
        #expect(clock?.tooLate.map(\.decision) == ["leave"])
    }

    @Test("only the Council approves it")
    func byCouncil() {
        council(decidedOn: "2023-06-20", by: "cabinet").when(approve(), at: "2023-07-20T09:00")
            .thenRefused(rule: "approved-by-council", record: "person/councillor-c")
    }

    @Test("the meeting attended last has to have been attended")
    func attended() {
        let given = council(decidedOn: "2023-06-20")
            .and(
                Fact.meeting(
                    "council-2023-03-15", of: "council", "2023-03-15T18:00", [("councillor-c", .absent)]))
        given.when(approve(since: "council-2023-03-15"), at: "2023-07-20T09:00")
            .thenRefused(rule: "attended-last", record: "person/councillor-c")
    }

    @Test("a decision entered by mistake approves nothing")
    func withdrawn() {
        let open = council(decidedOn: "2023-06-20").when(approve(), at: "2023-07-20T09:00").accepted()
        let clocks = open.state.directory.sixMonthClocks(
            of: "councillor-c",
            [.init(meeting: "council-2023-01-15", body: "council", date: "2023-01-15", standing: .present)]
                + missed("council", until: "2023-08-01"),
            withdrawn: ["leave"], on: "2023-08-01")
        #expect(clocks.first?.standing == .expired)
    }

    @Test("the vacancy is declared in a step of its own, which leaves the seat as it is")
    func vacancy() {
        let given = council(decidedOn: "2023-06-20")
        let declared = given.when(
            make(DeclareVacancy.self) {
                ($0.person, $0.on, $0.reason) = ("councillor-c", "20 July 2023", "No meeting since January")
            }, at: "2023-07-20T09:00"
        ).accepted()
        #expect(clock(declared, on: "2023-07-19")?.standing == .expired)
        #expect(clock(declared, on: "2023-07-20")?.standing == .declared)
        #expect(
            declared.state.directory.bodies["council"]?.seats.on("2023-07-20").contains {
                $0.person == "councillor-c"
            }
                == true)
        given.when(make(DeclareVacancy.self) { ($0.person, $0.reason) = ("carer", "x") })
            .thenRefused(rule: "councillors-only", record: "person/carer")
    }
}
