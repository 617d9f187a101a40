// Rolls: one for each meeting that was held, one standing for each person, corrected one by one.

import Codec
import Governance
import Testing

@Suite("Rolls")
struct AttendanceTests {
    let held = SmallCouncil.withMeetingHeld
    let id = "malap-2007-09-06"
    let record = "meeting/malap-2007-09-06"

    private func line(_ person: String, _ standing: Standing, _ fill: (inout RollLine) -> Void = { _ in })
        -> RollLine
    {
        make(RollLine.self) {
            ($0.person, $0.standing) = (person, standing)
            fill(&$0)
        }
    }

    private func roll(_ lines: RollLine..., others: Standing? = nil) -> RecordAttendance {
        make(RecordAttendance.self) { ($0.meeting, $0.entries, $0.others) = (id, lines, others) }
    }

    @Test("a roll names people as they are spoken of, at the meeting's time")
    func recorded() {
        let outcome = held.when(
            roll(line("Councillor A, Group One", .present), line("councillor-c", .apologies)))
        outcome.then(
            Fact.roll(
                "malap-2007-09-06", RollEntry("councillor-a", .present),
                RollEntry("councillor-c", .apologies)))
        #expect(outcome.effective == ["2007-09-06T16:30"])
    }

    @Test("one expected who is not named is not recorded, unless the others are said to be absent")
    func others() {
        let named = held.when(roll(line("councillor-a", .present))).accepted()
        #expect(named.state.meetings["malap-2007-09-06"]?.entry(of: "councillor-c") == nil)
        held.when(roll(line("councillor-a", .present), line("carer", .inAttendance), others: .absent)).then(
            Fact.roll(
                "malap-2007-09-06", RollEntry("councillor-a", .present), RollEntry("carer", .inAttendance),
                RollEntry("councillor-c", .absent), RollEntry("councillor-e", .absent),
                RollEntry("officer-a", .absent)))
    }

    @Test("the others are those expected on the day of the meeting, not of today")
    func othersOfTheDay() {
        let changed = held.and(
            Fact.vacated("malap", "councillor-c", on: "2007-10-01"),
            Fact.seat("malap", "councillor-d", from: "2007-10-01"))
        changed.when(roll(line("councillor-a", .present), others: .absent), at: "2007-11-01T09:00").then(
            Fact.roll(
                "malap-2007-09-06", RollEntry("councillor-a", .present), RollEntry("councillor-c", .absent),
                RollEntry("councillor-e", .absent), RollEntry("officer-a", .absent)))
    }

    @Test("others cannot all be substitutes")
    func othersSubstitutes() {
        held.when(roll(others: .substitute)).thenRefused(rule: "substitute-for", record: record)
    }

    @Test("a meeting has one roll")
    func oneRoll() {
        let taken = held.when(roll(line("councillor-a", .present))).accepted()
        taken.when(roll(line("councillor-a", .absent))).thenRefused(rule: "one-roll", record: record)
    }

    @Test("a roll names somebody, each once, each in the record")
    func names() {
        held.when(roll()).thenRefused(rule: "roll-names-people", record: record)
        held.when(roll(line("councillor-a", .present), line("Councillor A, Group One", .absent)))
            .thenRefused(rule: "once-in-a-roll", record: record, candidates: ["councillor-a"])
        held.when(roll(line("Nobody", .present))).thenRefused(rule: "known-person", record: "person/Nobody")
        let unknown = Fact.roll("malap-2007-09-06", RollEntry("nobody", .present))
        #expect(refusal(of: unknown, in: held) == "known-person")
    }

    @Test("a reason is given for absence alone", arguments: Standing.allCases)
    func reasons(_ standing: Standing) {
        let command = roll(
            line("councillor-a", standing) {
                $0.reason = .illness
                if standing.isSubstitute { $0.substituteFor = "councillor-c" }
            })
        let outcome = held.when(command)
        if standing.isAbsence {
            outcome.accepted()
        } else {
            outcome.thenRefused(rule: "reason-of-absence", record: record)
        }
    }

    @Test(
        "each standing is one of present, substitute, in attendance or absence", arguments: Standing.allCases)
    func standings(_ standing: Standing) {
        let kinds = [standing.isPresent, standing.isSubstitute, standing.isInAttendance, standing.isAbsence]
        #expect(kinds.filter { $0 }.count == 1)
    }

    @Test("nobody leaves before arriving")
    func times() {
        let late = { (arrived: ClockTime, left: ClockTime) in
            roll(line("councillor-a", .present) { ($0.arrived, $0.left) = (arrived, left) })
        }
        held.when(late("17:10", "17:09")).thenRefused(rule: "dates-in-order", record: record)
        held.when(late("17:10", "17:10")).accepted()
    }

    @Test("a young person is in the roll by pseudonym")
    func youngPerson() {
        held.when(roll(line("yp-7f3a", .present)))
            .then(Fact.roll("malap-2007-09-06", RollEntry("yp-7f3a", .present)))
    }
}

@Suite("Substitutes")
struct SubstituteTests {
    let held = SmallCouncil.withMeetingHeld
    let record = "meeting/malap-2007-09-06"

    private func entry(_ person: PersonID, for member: PersonID?) -> RollEntry {
        var entry = RollEntry(person, member == nil ? .present : .substitute)
        entry.substituteFor = member
        return entry
    }

    private func roll(_ lines: (String, Standing, String?)...) -> RecordAttendance {
        make(RecordAttendance.self) {
            $0.meeting = "malap-2007-09-06"
            $0.entries = lines.map { line in
                make(RollLine.self) { ($0.person, $0.standing, $0.substituteFor) = line }
            }
        }
    }

    @Test("one stands in for a member who was expected and not there, with or without an entry")
    func standsIn() {
        held.when(roll(("councillor-b", .substitute, "councillor-a"))).accepted()
        for absence in [Standing.absent, .apologies] {
            held.when(
                roll(("councillor-b", .substituteVirtually, "councillor-a"), ("councillor-a", absence, nil))
            ).accepted()
        }
    }

    @Test("it is said for whom, and of nobody else")
    func forWhom() {
        held.when(roll(("councillor-b", .substitute, nil))).thenRefused(
            rule: "substitute-for", record: record)
        for standing in Standing.allCases where !standing.isSubstitute {
            held.when(roll(("councillor-b", standing, "councillor-a")))
                .thenRefused(rule: "substitute-for", record: record)
        }
    }

    @Test("nobody stands in for one who was there, or was not expected, or for themselves")
    func notForThem() {
        held.when(roll(("councillor-b", .substitute, "councillor-a"), ("councillor-a", .present, nil)))
            .thenRefused(rule: "substitute-for", record: record)
        held.when(roll(("councillor-b", .substitute, "councillor-d")))
            .thenRefused(rule: "substitute-for", record: record)
        // The young person has a seat, but its capacity is not expected at each meeting.
        held.when(roll(("carer", .substitute, "yp-7f3a")))
            .thenRefused(rule: "substitute-for", record: record)
        held.when(roll(("councillor-a", .substitute, "councillor-a")))
            .thenRefused(rule: "substitute-for", record: record)
    }

    @Test("a correction cannot make one present for whom another stood in")
    func correctedToPresent() {
        let taken = held.and(
            Fact.roll(
                "malap-2007-09-06", RollEntry("councillor-a", .apologies),
                entry("councillor-b", for: "councillor-a")))
        let correct = make(CorrectAttendance.self) {
            ($0.meeting, $0.why) = ("malap-2007-09-06", "came after all")
            ($0.line.person, $0.line.standing) = ("councillor-a", .present)
        }
        taken.when(correct).thenRefused(rule: "substitute-for", record: record)
        let visitor = make(CorrectAttendance.self) {
            ($0.meeting, $0.why) = ("malap-2007-09-06", "came after all")
            ($0.line.person, $0.line.standing) = ("councillor-b", .inAttendance)
        }
        taken.when(visitor).accepted().when(correct).accepted()
    }
}

@Suite("Corrections of a roll")
struct AttendanceCorrectionTests {
    let taken = SmallCouncil.withMeetingHeld.and(
        Fact.roll(
            "malap-2007-09-06", RollEntry("councillor-a", .absent), RollEntry("councillor-c", .present)))
    let record = "meeting/malap-2007-09-06"

    private func correct(
        _ person: String, _ standing: Standing = .present, removed: Bool = false, why: String = "the minutes"
    ) -> CorrectAttendance {
        make(CorrectAttendance.self) {
            ($0.meeting, $0.isRemoved, $0.why) = ("malap-2007-09-06", removed, why)
            ($0.line.person, $0.line.standing) = (person, standing)
        }
    }

    @Test("is for one person, takes effect at the meeting, and leaves the others as they are")
    func onePerson() {
        let outcome = taken.when(correct("councillor-a", .apologies))
        let after = outcome.then(
            .attendanceCorrected(
                make(AttendanceCorrected.self) {
                    ($0.meeting, $0.reason) = ("malap-2007-09-06", "the minutes")
                    $0.entry = RollEntry("councillor-a", .apologies)
                }))
        #expect(outcome.effective == ["2007-09-06T16:30"])
        let meeting = after.state.meetings["malap-2007-09-06"]
        #expect(meeting?.entry(of: "councillor-a")?.standing == .apologies)
        #expect(meeting?.entry(of: "councillor-c")?.standing == .present)
    }

    @Test("adds somebody the roll forgot")
    func added() {
        let after = taken.when(correct("councillor-e", .present)).accepted()
        #expect(after.state.meetings["malap-2007-09-06"]?.roll?.count == 3)
    }

    @Test("takes out somebody who should not be there, who is then not recorded")
    func removed() {
        let after = taken.when(correct("councillor-a", removed: true)).accepted()
        #expect(after.state.meetings["malap-2007-09-06"]?.entry(of: "councillor-a") == nil)
        after.when(correct("councillor-a", removed: true))
            .thenRefused(rule: "correct-what-is-recorded", record: record)
        taken.when(correct("councillor-e", removed: true))
            .thenRefused(rule: "correct-what-is-recorded", record: record)
    }

    @Test("needs a reason, and a roll")
    func needs() {
        taken.when(correct("councillor-a", why: " ")).thenRefused(rule: "reason", record: record)
        SmallCouncil.withMeetingHeld.when(correct("councillor-a"))
            .thenRefused(rule: "correct-what-is-recorded", record: record)
    }

    @Test("that says what the roll says adds nothing")
    func same() {
        taken.when(correct("councillor-a", .absent)).thenNothing()
    }

    @Test("keeps the rules of a roll")
    func rules() {
        taken.when(correct("councillor-a", .substitute)).thenRefused(rule: "substitute-for", record: record)
        let reason = make(CorrectAttendance.self) {
            $0 = correct("councillor-a", .present)
            $0.line.reason = .leave
        }
        taken.when(reason).thenRefused(rule: "reason-of-absence", record: record)
    }
}
