// A meeting named by its body and day is one of those that stand there now.

import Codec
import Governance
import Testing

@Suite("A meeting by its body and day")
struct MeetingReferenceTests {
    private let later: CivilDateTime = "2026-12-31T09:00"

    private func schedule(_ starts: String, _ title: String? = nil) -> ScheduleMeeting {
        make(ScheduleMeeting.self) { ($0.body, $0.starts, $0.title) = ("Cabinet", starts, title) }
    }

    private func hold(_ meeting: String) -> HoldMeeting { make(HoldMeeting.self) { $0.meeting = meeting } }

    private static func moved(_ id: MeetingID, _ starts: CivilDateTime) -> Event {
        .meetingRescheduled(
            make(MeetingRescheduled.self) { ($0.meeting, $0.starts, $0.reason) = (id, starts, "moved") })
    }

    /// Called for the 9th, moved to the 16th, another called for the 9th.
    private var movedAndCalledAgain: Given {
        Given(SmallCouncil.events).when(schedule("9 November 2026 10:00"), at: "2026-11-01T09:00").accepted()
            .and(Self.moved("cabinet-2026-11-09", "2026-11-16T10:00"))
            .when(schedule("9 November 2026 18:00"), at: "2026-11-01T09:00").accepted()
    }

    @Test("is the one that stands on that day, not the one whose identifier says so")
    func movedAway() {
        let given = movedAndCalledAgain
        given.when(hold("Cabinet 9 November 2026"), at: later).then(Fact.held("cabinet-2026-11-09-2"))
        given.when(hold("cabinet 16 November 2026"), at: later).then(Fact.held("cabinet-2026-11-09"))
        given.when(hold("cabinet-2026-11-09"), at: later).then(Fact.held("cabinet-2026-11-09"))
        for day in ["8 November 2026", "10 November 2026", "15 November 2026", "17 November 2026"] {
            given.when(hold("Cabinet \(day)"), at: later)
                .thenRefused(rule: "known-meeting", record: "meeting/Cabinet \(day)")
        }
    }

    @Test("is the same for rolls, decisions, agendas and minutes")
    func everyNoun() {
        let given = movedAndCalledAgain.and(Fact.held("cabinet-2026-11-09-2"))
        let name = "Cabinet, 9 November 2026"
        let commands: [any Command] = [
            make(RecordAttendance.self) {
                $0.meeting = name
                $0.entries = [make(RollLine.self) { $0.person = "chief" }]
            },
            make(TableItem.self) { ($0.meeting, $0.label) = (name, "Budget") },
            make(PublishAgenda.self) { ($0.meeting, $0.on) = (name, "1 November 2026") },
            make(RecordMinutes.self) { $0.meeting = name },
        ]
        for command in commands {
            let events = given.when(command, at: later).events
            #expect(events.map(\.stream) == [.meeting("cabinet-2026-11-09-2")], "\(command)")
        }
        let decision = make(RecordDecision.self) {
            ($0.title, $0.meeting) = ("Housing", name)
            $0.resolutions = [make(Resolution.self) { ($0.number, $0.text) = (1, "That it be agreed") }]
        }
        guard case .decisionRecorded(let it)? = given.when(decision, at: later).events.first else {
            Issue.record("no decision")
            return
        }
        #expect(it.meeting == "cabinet-2026-11-09-2")
    }

    @Test("is never a withdrawn one, and a cancelled one only where nothing else fits")
    func leftOut() {
        let one = Given(SmallCouncil.events).and(
            Fact.scheduled("cabinet-2026-11-09", of: "cabinet", "2026-11-09T10:00"),
            Fact.scheduled("cabinet-2026-11-09-2", of: "cabinet", "2026-11-09T18:00"))
        let name = "Cabinet 9 November 2026"
        one.and(Fact.withdrawn("cabinet-2026-11-09")).when(hold(name), at: later)
            .then(Fact.held("cabinet-2026-11-09-2"))
        one.and(Fact.cancelled("cabinet-2026-11-09")).when(hold(name), at: later)
            .then(Fact.held("cabinet-2026-11-09-2"))
        let withdraw = make(WithdrawMeeting.self) { ($0.meeting, $0.reason) = (name, "entered twice") }
        one.and(Fact.withdrawn("cabinet-2026-11-09-2"), Fact.cancelled("cabinet-2026-11-09")).when(withdraw)
            .accepted()
        one.and(Fact.withdrawn("cabinet-2026-11-09-2"), Fact.withdrawn("cabinet-2026-11-09")).when(hold(name))
            .thenRefused(rule: "known-meeting", record: "meeting/\(name)", candidates: [])
    }

    @Test("is refused where several fit, with their times; a time or a title tells them apart")
    func several() {
        let two = Given(SmallCouncil.events)
            .when(schedule("9 November 2026 10:00"), at: "2026-11-01T09:00").accepted()
            .when(schedule("9 November 2026 6pm", "Budget meeting"), at: "2026-11-01T09:00").accepted()
        two.when(hold("Cabinet 9 November 2026"), at: later).thenRefused(
            rule: "unambiguous-meeting", record: "meeting/Cabinet 9 November 2026",
            candidates: [
                "cabinet-2026-11-09: Cabinet, 10am on Monday 9 November 2026, scheduled",
                "cabinet-2026-11-09-2: Cabinet, 6pm on Monday 9 November 2026, scheduled, \"Budget meeting\"",
            ])
        for (name, id) in [
            ("Cabinet 9 November 2026 10:00", "cabinet-2026-11-09"),
            ("Cabinet 9 November 2026 6pm", "cabinet-2026-11-09-2"),
            ("Cabinet 2026-11-09T18:00", "cabinet-2026-11-09-2"),
            ("Cabinet meeting on 9 November 2026 budget", "cabinet-2026-11-09-2"),
        ] as [(String, MeetingID)] {
            two.when(hold(name), at: later).then(Fact.held(id))
        }
        two.when(hold("Cabinet 9 November 2026 11:00"), at: later)
            .thenRefused(rule: "known-meeting", record: "meeting/Cabinet 9 November 2026 11:00")
    }

    @Test("says what is wrong with the day or the body")
    func unreadable() {
        let given = Given(SmallCouncil.events).and(Fact.body("cabinet-panel", "Cabinet Panel"))
        given.when(hold("Cabinet 9 November"), at: later)
            .thenRefused(rule: "date", record: "Cabinet 9 November")
        given.when(hold("Cabinet 31 November 2026"), at: later)
            .thenRefused(rule: "date", record: "Cabinet 31 November 2026")
        given.when(hold("Cabi 9 November 2026"), at: later)
            .thenRefused(rule: "unambiguous-body", record: "body/Cabi")
    }
}

@Suite("A held meeting put right")
struct HeldMeetingTests {
    private let id: MeetingID = "malap-2007-09-06"
    private let later: CivilDateTime = "2007-12-01T09:00"
    private var rolled: Given {
        SmallCouncil.withMeetingHeld.and(
            Fact.roll(id, RollEntry("councillor-a", .present), RollEntry("councillor-c", .apologies)))
    }

    private func roll(_ lines: [(String, Standing)]) -> RecordAttendance {
        make(RecordAttendance.self) {
            $0.meeting = id.text
            $0.entries = lines.map { line in make(RollLine.self) { ($0.person, $0.standing) = line } }
        }
    }

    @Test("is cancelled after all, and nobody's attendance is read from its roll")
    func cancelled() {
        let cancel = make(CancelMeeting.self) { ($0.meeting, $0.reason) = (id.text, "It was never held") }
        let after = rolled.when(cancel, at: later).accepted()
        #expect(after.state.meetings[id]?.status == .cancelled)
    }

    @Test("is moved to the day on which it was held, with a reason, and not into the future")
    func moved() {
        func move(_ starts: String, _ reason: String?) -> RescheduleMeeting {
            make(RescheduleMeeting.self) { ($0.meeting, $0.starts, $0.reason) = (id.text, starts, reason) }
        }
        let after = rolled.when(move("13 September 2007 4.30pm", "The wrong week"), at: later).accepted()
        #expect(after.state.meetings[id]?.starts == "2007-09-13T16:30")
        #expect(after.state.meetings[id]?.roll?.count == 2)
        rolled.when(move("13 September 2007 4.30pm", nil), at: later)
            .thenRefused(rule: "reason", record: "meeting/\(id)")
        rolled.when(move("1 December 2007 9.01am", "x"), at: later)
            .thenRefused(rule: "meeting-begun", record: "meeting/\(id)")
        rolled.when(move("1 December 2007 09:00", "x"), at: later).accepted()
    }

    @Test("gives a withdrawn identifier back to the same body, and to no other")
    func identifierAgain() {
        let withdrawn = rolled.and(Fact.withdrawn(id))
        func call(_ body: String) -> ScheduleMeeting {
            make(ScheduleMeeting.self) {
                ($0.body, $0.starts, $0.meeting) = (body, "2007-09-06T18:00", id)
            }
        }
        let again = withdrawn.when(call("MALAP"), at: later).accepted()
        #expect(again.state.meetings[id]?.status == .scheduled && again.state.meetings[id]?.roll == nil)
        withdrawn.when(call("Cabinet"), at: later).thenRefused(rule: "new-record", record: "meeting/\(id)")
    }

    @Test("has the same roll in any order; another one is answered with what would correct it")
    func sameRoll() {
        rolled.when(roll([("councillor-c", .apologies), ("councillor-a", .present)]), at: later).thenNothing()
        let corrected = roll([
            ("councillor-c", .absent), ("councillor-a", .present), ("councillor-e", .present),
        ])
        rolled.when(corrected, at: later).thenRefused(
            rule: "one-roll", record: "meeting/\(id)",
            candidates: [
                "Councillor C, Group Two: `minutectl attendance correct \(id) person/councillor-c absent --why …`",
                "Councillor E, no group: `minutectl attendance correct \(id) person/councillor-e present --why …`",
            ])
        rolled.when(roll([("councillor-a", .present)]), at: later).thenRefused(
            rule: "one-roll", record: "meeting/\(id)",
            candidates: [
                "Councillor C, Group Two: `minutectl attendance correct \(id) person/councillor-c --remove --why …`"
            ])
    }
}
