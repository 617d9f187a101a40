// Who chaired a meeting, against what the terms of reference say.

import Codec
import Governance
import Testing

@Suite("Who chaired")
struct ChairTests {
    let record = "meeting/malap-2007-09-06"

    private func chair(_ people: String..., reason: String? = nil) -> ChairMeeting {
        make(ChairMeeting.self) {
            ($0.meeting, $0.by, $0.reason) = ("malap-2007-09-06", people, reason)
        }
    }

    private var given: Given {
        SmallCouncil.withMeetingHeld.and(
            Fact.roll(
                "malap-2007-09-06", RollEntry("councillor-a", .present), RollEntry("councillor-c", .apologies)
            ))
    }

    @Test("is recorded, and again if it was somebody else")
    func recorded() {
        let first = given.when(chair("councillor-a")).then(
            .meetingChaired(
                make(MeetingChaired.self) { ($0.meeting, $0.by) = ("malap-2007-09-06", ["councillor-a"]) }))
        let both = first.when(chair("councillor-a", "councillor-e", reason: "left at 5pm")).accepted()
        #expect(both.state.meetings["malap-2007-09-06"]?.chaired?.by == ["councillor-a", "councillor-e"])
    }

    @Test("was there, as far as the attendance says, and is named once")
    func present() {
        given.when(chair("councillor-c")).thenRefused(rule: "chaired-by", record: record)
        given.when(chair("councillor-a", "councillor-a")).thenRefused(rule: "chaired-by", record: record)
        given.when(chair()).thenRefused(rule: "chaired-by", record: record)
        // Of whom the attendance says nothing, nothing speaks against it.
        given.when(chair("councillor-e")).accepted()
        SmallCouncil.withMeeting.when(chair("councillor-a")).thenRefused(rule: "meeting-held", record: record)
    }

    @Test("is recorded along with the attendance")
    func withAttendance() {
        let command = make(RecordAttendance.self) {
            ($0.meeting, $0.others, $0.chairs) = ("malap-2007-09-06", .present, ["councillor-a"])
        }
        let outcome = SmallCouncil.withMeetingHeld.when(command)
        outcome.accepted()
        #expect(outcome.events.count == 2)
        let absent = make(RecordAttendance.self) {
            ($0.meeting, $0.others, $0.chairs) = ("malap-2007-09-06", .absent, ["councillor-a"])
        }
        SmallCouncil.withMeetingHeld.when(absent).thenRefused(rule: "chaired-by", record: record)
    }

    /// Two passages that do not agree: the councillors chair, or the councillors or the senior officers.
    private func body() -> Body? {
        Given(SmallCouncil.events).and(
            Fact.terms("malap", from: "2007-09-06") { terms in
                SmallCouncil.malapTerms(&terms)
                terms.chairing = [
                    ChairingRule(["councillor"], source: "Strategy, 3.1"),
                    ChairingRule(["councillor", "senior officer"], source: "Strategy, 2.7"),
                ]
            }
        ).state.directory.bodies["malap"]
    }

    @Test("is held against each passage of the terms of the day")
    func againstTerms() throws {
        let malap = try #require(body())
        #expect(malap.chairing(by: ["councillor-a"], on: "2007-09-06")?.broken.isEmpty == true)
        let officer = try #require(malap.chairing(by: ["officer-a"], on: "2007-09-07"))
        #expect(officer.broken.map(\.source) == ["Strategy, 3.1"])
        #expect(officer.kept.map(\.source) == ["Strategy, 2.7"])
        #expect(malap.chairing(by: ["councillor-a", "yp-7f3a"], on: "2007-09-06")?.broken.count == 2)
        #expect(malap.chairing(by: ["officer-a"], on: "2007-09-05") == nil)
    }

    @Test("passages that do not agree are told from those that do")
    func contradiction() throws {
        let malap = try #require(body())
        #expect(malap.contradictoryChairing(on: "2007-09-05") == nil)
        #expect(malap.contradictoryChairing(on: "2007-09-06")?.count == 2)
        let agreed = Given(SmallCouncil.events).and(
            Fact.terms("malap") { terms in
                SmallCouncil.malapTerms(&terms)
                terms.chairing = [
                    ChairingRule(["councillor", "senior officer"]),
                    ChairingRule(["senior officer", "councillor"]),
                ]
            })
        #expect(agreed.state.directory.bodies["malap"]?.contradictoryChairing(on: "2007-09-06") == nil)
    }

    @Test("terms name capacities that are among their seats")
    func capacities() {
        let adopt = make(AdoptTerms.self) { adopt in
            adopt.body = "malap"
            SmallCouncil.malapTerms(&adopt.terms)
            adopt.terms.chairing = [ChairingRule(["mayor"])]
        }
        Given(SmallCouncil.events).when(adopt).thenRefused(rule: "terms", record: "body/malap")
    }
}
