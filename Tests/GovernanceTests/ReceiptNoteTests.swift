// What a receipt says back: the day that was taken, who is meant, what else there is at that time.

import Codec
import Governance
import Testing

@Suite("What a receipt says back")
struct ReceiptNoteTests {
    private let council = Given(SmallCouncil.events)
    private let now: CivilDateTime = "2026-11-29T09:00"

    private func schedule(_ starts: String, _ body: String = "Cabinet") -> ScheduleMeeting {
        make(ScheduleMeeting.self) { ($0.body, $0.starts) = (body, starts) }
    }

    @Test("a meeting with its weekday, and what is unusual about its time")
    func meeting() {
        #expect(
            council.when(schedule("2 December 2026 10:00"), at: now).notes == [
                "Cabinet: 10am on Wednesday 2 December 2026."
            ])
        #expect(
            council.when(schedule("25 December 2026 10:00"), at: now).notes.last
                == "Friday 25 December 2026 is not a working day: Christmas Day.")
        #expect(
            council.when(schedule("5 December 2026 10:00"), at: now).notes.last
                == "Saturday 5 December 2026 is at the weekend.")
        #expect(
            council.when(schedule("27 November 2026 10:00"), at: now).notes.last
                == "That time is in the past.")
    }

    @Test("another meeting of the body at the same minute, and not one of another minute or body")
    func sameMinute() {
        let one = council.when(schedule("2 December 2026 10:00"), at: now).accepted()
        func twin(_ starts: String, _ body: String = "Cabinet") -> [String] {
            let command = make(ScheduleMeeting.self) {
                ($0.body, $0.starts, $0.title) = (body, starts, "Special meeting")
            }
            return one.when(command, at: now).notes
        }
        #expect(
            twin("2 December 2026 10:00").contains(
                "Cabinet has another meeting at the same time: cabinet-2026-12-02."))
        #expect(twin("2 December 2026 10:01").count == 1)
        #expect(twin("2 December 2026 10:00", "MALAP").count == 1)
    }

    @Test("the day that was taken where none was given")
    func today() {
        let fill = make(FillSeat.self) {
            ($0.body, $0.person, $0.capacity) = ("malap", "councillor-b", "councillor")
        }
        #expect(
            council.when(fill, at: now).notes == [
                "Councillor B, Group One: Multi Agency Looked After Partnership, councillor, from "
                    + "Sunday 29 November 2026."
            ])
    }

    @Test("who leaves an office when another takes it; two on one day are refused")
    func office() {
        func take(_ person: String, _ from: String) -> TakeOffice {
            make(TakeOffice.self) { ($0.office, $0.person, $0.from) = ("chief-executive", person, from) }
        }
        let outcome = council.when(take("officer-a", "2026-11-01"), at: now)
        #expect(
            outcome.notes == [
                "Chief Executive leaves the office Chief Executive on Sunday 1 November 2026.",
                "Senior Officer, Children's Services takes the office Chief Executive on Sunday 1 November 2026.",
            ])
        outcome.accepted().when(take("councillor-e", "2026-11-01"), at: now)
            .thenRefused(rule: "one-holder", record: "office/chief-executive")
        outcome.accepted().when(take("councillor-e", "2026-11-02"), at: now).accepted()
    }

    @Test("everybody in a roll by name")
    func roll() {
        let roll = make(RecordAttendance.self) {
            $0.meeting = "malap-2007-09-06"
            $0.entries = [
                make(RollLine.self) { $0.person = "councillor-a" },
                make(RollLine.self) {
                    ($0.person, $0.standing, $0.substituteFor) = ("councillor-b", .substitute, "councillor-c")
                },
            ]
        }
        #expect(
            SmallCouncil.withMeetingHeld.when(roll).notes == [
                "present: Councillor A, Group One.",
                "substitute: Councillor B, Group One for Councillor C, Group Two.",
            ])
    }
}
