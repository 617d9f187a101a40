// The record's first day: nothing is reckoned from before it.

import Codec
import Governance
import Testing

@Suite("The record's first day")
struct RecordBeginningTests {
    private static func founded(on day: CivilDate?, begins: CivilDate? = nil) -> Event {
        var founded = CouncilFounded(
            council: "stockton", name: "Stockton-on-Tees Borough Council", origin: "minuted.example/stockton")
        (founded.entered, founded.recordBegins) = (EntryDay(day), begins)
        return .councilFounded(founded)
    }

    /// The small council, whose record begins on 1 May 2026.
    static func council(begins: CivilDate = "2026-05-01") -> Given {
        Given([founded(on: "2026-06-01", begins: begins)] + SmallCouncil.events.dropFirst())
    }

    private func begin(_ on: String, _ reason: String = "older minutes were entered") -> SetRecordBeginning {
        make(SetRecordBeginning.self) { ($0.on, $0.reason) = (on, reason) }
    }

    @Test("is the day of the first entry where nobody says otherwise, and that entry stays as it was")
    func derived() throws {
        let given = Given([Self.founded(on: "2026-06-01")])
        #expect(given.state.directory.recordBegins == "2026-06-01")
        let stored = String(decoding: given.events[0].payload.json, as: UTF8.self)
        #expect(!stored.contains("recordbegins") && !stored.contains("2026"))
        #expect(Self.council().state.directory.recordBegins == "2026-05-01")
        let said = String(decoding: Self.council().events[0].payload.json, as: UTF8.self)
        #expect(said.contains(#""recordbegins":"2026-05-01""#))
    }

    @Test("is changed with a reason, and not to what it is")
    func changed() {
        let earlier = Self.council().when(begin("1 January 2020"), at: "2026-06-02T09:00").accepted()
        #expect(earlier.state.directory.recordBegins == "2020-01-01")
        Self.council().when(begin("1 May 2026"), at: "2026-06-02T09:00").thenNothing()
        // Today it can begin, and not tomorrow.
        Self.council().when(begin("2 June 2026"), at: "2026-06-02T09:00").accepted()
        Self.council().when(begin("3 June 2026"), at: "2026-06-02T09:00")
            .thenRefused(rule: "not-in-the-future", record: "council/stockton")
        Self.council().when(begin("1 January 2020", ""), at: "2026-06-02T09:00")
            .thenRefused(rule: "reason", record: "council/stockton")
    }

    @Test("is given by a constitution, at the founding or later; a document without it changes nothing")
    func constitution() {
        let document = { (begins: CivilDate?) in
            make(ApplyConstitution.self) {
                ($0.constitution.council.id, $0.constitution.council.name) = ("stockton", "Stockton-on-Tees")
                $0.constitution.council.origin = "minuted.example/stockton"
                $0.constitution.council.recordBegins = begins
            }
        }
        let founded = Given([]).when(document("2025-05-06"), at: "2026-06-01T09:00").accepted()
        #expect(founded.state.directory.recordBegins == "2025-05-06")
        founded.when(document(nil), at: "2026-06-02T09:00").thenNothing()
        let later = founded.when(document("2026-01-01"), at: "2026-06-02T09:00").accepted()
        #expect(later.state.directory.recordBegins == "2026-01-01")
        let silent = Given([]).when(document(nil), at: "2026-06-01T09:00").accepted()
        #expect(silent.state.directory.recordBegins == "2026-06-01")
    }

    @Test("no notice is issued about absences before it; one on the day itself counts")
    func notices() {
        let meetings: [Event] =
            Fact.meeting(
                "malap-2026-04-30", of: "malap", "2026-04-30T16:30", [("councillor-c", .absent)])
            + Fact.meeting(
                "malap-2026-05-01", of: "malap", "2026-05-01T16:30", [("councillor-c", .absent)])
            + Fact.meeting("malap-2026-05-02", of: "malap", "2026-05-02T16:30", [("councillor-c", .absent)])
        let given = Self.council().and(meetings)
        let issue = { (notice: NoticeID, meetings: [MeetingID]) in
            make(IssueNotice.self) {
                ($0.notice, $0.body, $0.person) = (notice, "malap", "councillor-c")
                $0.meetings = meetings
            }
        }
        let first = issue("malap-councillor-c-2026-05-01", ["malap-2026-04-30", "malap-2026-05-01"])
        given.when(first, at: "2026-05-03T09:00")
            .thenRefused(rule: "breach-in-the-rolls", record: "body/malap")
        let before = issue("malap-councillor-c-2026-04-30", ["malap-2026-04-30"])
        given.when(before, at: "2026-05-03T09:00")
            .thenRefused(rule: "since-record-begins", record: "body/malap")
        let all: [MeetingID] = ["malap-2026-04-30", "malap-2026-05-01", "malap-2026-05-02"]
        let issued = given.when(issue("malap-councillor-c-2026-05-02", all), at: "2026-05-03T09:00")
            .accepted()
        let notice = issued.state.notices["malap-councillor-c-2026-05-02"]?.issued
        #expect(notice?.absences.map(\.date) == ["2026-05-01", "2026-05-02"])
        #expect(notice?.record.map(\.date) == ["2026-05-01", "2026-05-02"])
    }

    @Test("visits are required in periods that begin on it or later")
    func visits() {
        let given = { (begins: CivilDate) in
            Self.council(begins: begins).and(
                Homes.opened("lodge", from: "2020-04-01", Homes.requirement(.regulation44)))
        }
        let required = { (begins: CivilDate) in
            VisitAccount(
                [], in: given(begins).state.directory, from: .first, to: "2026-07-31", asAt: "2026-07-31"
            )
            .overdue.map(\.period.first)
        }
        #expect(required("2026-05-01") == ["2026-05-01", "2026-06-01"])
        #expect(required("2026-04-30") == ["2026-05-01", "2026-06-01"])
        #expect(required("2026-05-02") == ["2026-06-01"])
    }

    @Test("a DBS check that ran out before it may have been renewed; one that ran out on it has expired")
    func checks() throws {
        let given = Self.council().and(
            .personDBSRecorded(
                make(PersonDBSRecorded.self) {
                    ($0.person, $0.record.isCleared, $0.record.on) = ("councillor-c", true, "2023-04-30")
                    $0.record.expires = "2026-04-30"
                }))
        let person = try #require(given.state.directory.people["councillor-c"])
        #expect(person.dbsStanding(on: "2026-06-01", recordBegins: "2026-05-01") == .notRecorded)
        #expect(person.dbsStanding(on: "2026-06-01", recordBegins: "2026-04-30") == .expired)
        #expect(person.dbsStanding(on: "2026-04-30", recordBegins: "2026-05-01") == .cleared)
    }
}

@Suite("Duties and the record's first day")
struct DutyBeforeRecordTests {
    private func duty(
        _ cadence: String?, from: PartialDate, due: PartialDate? = nil, done: CivilDate...
    ) throws -> Duty {
        var established = DutyEstablished()
        (established.duty, established.what, established.bearer) = ("report", "Report", .body("malap"))
        (established.from, established.due) = (from, due)
        established.cadence = try cadence.map { try Cadence(text: $0) }
        var given = Given(SmallCouncil.events).and(.dutyEstablished(established))
        for day in done {
            given = given.and(
                .dutyDischarged(
                    make(DutyDischarged.self) {
                        ($0.duty, $0.on, $0.evidence) = ("report", PartialDate(day), "notes")
                    }))
        }
        return try #require(given.state.duties["report"])
    }

    private func standing(_ duty: Duty, on day: CivilDate, begins: CivilDate) -> DutyStanding {
        duty.standing(on: day, condition: .none, recordBegins: begins)
    }

    @Test("times that fell due before it are not missed, and the next is counted from it")
    func recurring() throws {
        let yearly = try duty("annually", from: "2001-01-01")
        #expect(standing(yearly, on: "2026-06-01", begins: "2026-05-01") == .due("2027-04-30"))
        #expect(standing(yearly, on: "2027-05-01", begins: "2026-05-01") == .overdue(since: "2027-04-30"))
        #expect(standing(yearly, on: "2026-06-01", begins: .first) == .overdue(since: "2001-12-31"))
        // One laid down on the day itself, the day before and the day after.
        for (from, due) in [
            ("2026-04-30", "2027-04-30"), ("2026-05-01", "2027-04-30"), ("2026-05-02", "2027-05-01"),
        ] {
            let one = try duty("annually", from: try PartialDate(text: from).unwrapped)
            let day = try CivilDate(text: due)
            #expect(standing(one, on: "2026-06-01", begins: "2026-05-01") == .due(day))
        }
    }

    @Test("what was done before it counts where the time after it lies in the record")
    func doneBefore() throws {
        let lately = try duty("annually", from: "2001-01-01", done: "2026-03-01")
        #expect(standing(lately, on: "2026-06-01", begins: "2026-05-01") == .due("2027-03-01"))
        let longAgo = try duty("annually", from: "2001-01-01", done: "2019-03-01")
        #expect(standing(longAgo, on: "2026-06-01", begins: "2026-05-01") == .due("2027-04-30"))
    }

    @Test("one that was due once before it is not known; due on the day itself, it is overdue")
    func once() throws {
        let once = try duty(nil, from: "2025-01-01", due: "2026-04-30")
        #expect(standing(once, on: "2026-06-01", begins: "2026-05-01") == .notKnown("2026-04-30"))
        #expect(standing(once, on: "2026-06-01", begins: "2026-04-30") == .overdue(since: "2026-04-30"))
        let done = try duty(nil, from: "2025-01-01", due: "2026-04-30", done: "2026-04-01")
        #expect(standing(done, on: "2026-06-01", begins: "2026-05-01") == .discharged("2026-04-01"))
    }
}

extension Optional {
    fileprivate var unwrapped: Wrapped { get throws { try #require(self) } }
}
