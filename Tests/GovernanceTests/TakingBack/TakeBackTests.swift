// Entries taken back: the record is as if they had not been made, unless something rests on them.

import Codec
import Governance
import Testing

@Suite("Entries taken back")
struct TakeBackTests {
    private func takeBack(_ seq: Int) -> TakeBackEntry {
        make(TakeBackEntry.self) { ($0.entry, $0.reason) = (seq, "Entered by mistake") }
    }

    /// The number of the last entry of that type.
    private func last(_ type: any EventPayload.Type, in given: Given) -> Int {
        (given.events.lastIndex { Swift.type(of: $0.payload) == type } ?? -1) + 1
    }

    private func without(_ type: any EventPayload.Type, in given: Given) -> Given {
        given.when(takeBack(last(type, in: given))).accepted()
    }

    private static let minutes: Event = .minutesRecorded(
        make(MinutesRecorded.self) {
            ($0.meeting, $0.stage, $0.on) = ("malap-2007-09-06", .drafted, "2007-09-10")
        })

    @Test(
        "leave the record as it was before them",
        arguments: [
            (SmallCouncil.withMeetingHeld, minutes),
            (SmallCouncil.withMeeting, Fact.cancelled("malap-2007-09-06")),
            (Given(SmallCouncil.events), Fact.dissolved("malap", on: "2007-09-01")),
            (Given(SmallCouncil.events), Fact.merged("malap", into: "trust-board", on: "2007-09-01")),
            (Stockton.recorded, Fact.published(Stockton.id, on: "2007-08-03")),
            (
                Stockton.published,
                .decisionWithdrawn(
                    make(DecisionWithdrawn.self) { ($0.decision, $0.reason) = (Stockton.id, "by mistake") })
            ),
            (
                Stockton.published,
                .resolutionRatified(
                    make(ResolutionRatified.self) {
                        ($0.decision, $0.number, $0.by, $0.on) = (Stockton.id, 1, "council", "2007-09-12")
                    })
            ),
        ])
    func undone(_ before: Given, _ event: Event) {
        let after = before.and(event)
        #expect(after.state != before.state)
        #expect(without(type(of: event.payload), in: after).state == before.state)
    }

    @Test("are refused while a later entry rests on them, which is named")
    func restedUpon() {
        let ratified = Stockton.published.and(
            .resolutionRatified(
                make(ResolutionRatified.self) {
                    ($0.decision, $0.number, $0.by, $0.on) = (Stockton.id, 1, "council", "2007-09-12")
                }))
        let implemented = ratified.and(
            .resolutionImplemented(
                make(ResolutionImplemented.self) {
                    ($0.decision, $0.number, $0.on) = (Stockton.id, 1, "2007-10-01")
                }))
        let record = "decision/\(Stockton.id)"
        implemented.when(takeBack(last(ResolutionRatified.self, in: implemented)))
            .thenRefused(rule: "rested-upon", record: record)
        let without = without(ResolutionImplemented.self, in: implemented)
        #expect(without.state == ratified.state)
        #expect(self.without(ResolutionRatified.self, in: without).state == Stockton.published.state)
        let minuted = SmallCouncil.withMeetingHeld.and(Self.minutes)
        minuted.when(takeBack(last(MeetingHeld.self, in: minuted)))
            .thenRefused(rule: "rested-upon", record: "meeting/malap-2007-09-06")
    }

    @Test("take the roll of a meeting along that was not held, and it can be held again")
    func heldWithItsRoll() {
        let id: MeetingID = "malap-2007-09-06"
        let corrected: Event = .attendanceCorrected(
            make(AttendanceCorrected.self) {
                ($0.meeting, $0.entry, $0.reason) = (id, RollEntry("councillor-a", .absent), "the minutes")
            })
        let roll = Fact.roll(id, RollEntry("councillor-a", .present))
        let rolled = SmallCouncil.withMeetingHeld.and(roll, corrected)
        let undone = without(MeetingHeld.self, in: rolled)
        #expect(undone.state == SmallCouncil.withMeeting.state)
        #expect(undone.events.count == rolled.events.count + 3)
        // A second time it is the second roll that goes with it.
        let again = undone.and(Fact.held(id), roll)
        #expect(again.state.meetings[id]?.roll == [RollEntry("councillor-a", .present)])
        #expect(without(MeetingHeld.self, in: again).state == SmallCouncil.withMeeting.state)
        let alone = make(RecordTakenBack.self) {
            $0.entry = .init(.meeting(id), type: AttendanceRecorded.type, occurrence: 1, reason: "by mistake")
        }
        #expect(refusal(of: .recordTakenBack(alone), in: rolled) == "taking-back")
    }

    @Test("are told apart where a record has several of a kind")
    func occurrences() {
        let twice = SmallCouncil.withMeetingHeld.and(
            Self.minutes,
            .minutesRecorded(
                make(MinutesRecorded.self) {
                    ($0.meeting, $0.stage, $0.on) = ("malap-2007-09-06", .approved, "2007-10-04")
                }))
        let seq = twice.events.count
        let first = twice.when(takeBack(seq - 1))
        guard case .failure = first.decided else {
            // Where the rules let minutes be approved without a draft, the second stands alone.
            #expect(first.accepted().state.meetings["malap-2007-09-06"]?.minutes.map(\.stage) == [.approved])
            return
        }
        #expect(
            without(MinutesRecorded.self, in: twice).state.meetings["malap-2007-09-06"]?.minutes.count == 1)
    }

    @Test("can be recorded again, and taken back again")
    func again() {
        let once = without(MinutesRecorded.self, in: SmallCouncil.withMeetingHeld.and(Self.minutes))
        let again = once.and(Self.minutes)
        #expect(again.state.meetings["malap-2007-09-06"]?.minutes.count == 1)
        #expect(without(MinutesRecorded.self, in: again).state == once.state)
    }

    @Test("are not what a record begins with, what is put right otherwise, or what was told")
    func refused() {
        let given = SmallCouncil.withMeetingHeld.and(
            Fact.roll("malap-2007-09-06", RollEntry("councillor-a", .present)))
        let record = "meeting/malap-2007-09-06"
        for type in [MeetingScheduled.self, AttendanceRecorded.self] as [any EventPayload.Type] {
            given.when(takeBack(last(type, in: given))).thenRefused(rule: "taking-back", record: record)
        }
        given.when(takeBack(1)).thenRefused(rule: "taking-back", record: "council/stockton")
        given.when(takeBack(9_999)).thenRefused(rule: "known-entry", record: "log")
        given.when(
            make(TakeBackEntry.self) { ($0.entry, $0.reason) = (last(MeetingHeld.self, in: given), " ") }
        ).thenRefused(rule: "reason", record: record)
        let twice = without(MinutesRecorded.self, in: SmallCouncil.withMeetingHeld.and(Self.minutes))
        twice.when(takeBack(twice.events.count))
            .thenRefused(rule: "taking-back", record: record)
        let entry = TakenBackEntry(
            .body("malap"), type: BodyDissolved.type, occurrence: 1, reason: "by mistake")
        #expect(
            refusal(of: .recordTakenBack(make(RecordTakenBack.self) { $0.entry = entry }), in: given)
                == "taking-back")
        #expect(
            refusal(of: .directoryTakenBack(make(DirectoryTakenBack.self) { $0.entry = entry }), in: given)
                == "known-entry")
    }
}
