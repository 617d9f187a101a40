// Meetings: each step from being called to being held, cancelled or withdrawn, and no other.

import Codec
import Governance
import Testing

@Suite("Meetings")
struct MeetingTests {
    let council = Given(SmallCouncil.events)
    let later: CivilDateTime = "2007-12-01T09:00"

    private func call(_ starts: String, as id: MeetingID? = nil) -> ScheduleMeeting {
        make(ScheduleMeeting.self) { ($0.body, $0.starts, $0.meeting) = ("MALAP", starts, id) }
    }

    private func hold(_ meeting: String) -> HoldMeeting { make(HoldMeeting.self) { $0.meeting = meeting } }

    @Test("a meeting is called in words, under an identifier of its body and day")
    func scheduled() {
        council.when(call("6 September 2007 4.30pm"))
            .then(Fact.scheduled("malap-2007-09-06", of: "malap", "2007-09-06T16:30"))
    }

    @Test("several meetings of a body on one day get numbers; none takes another's place")
    func sameDay() {
        var given = council
        for (time, id) in [
            ("09:00", "malap-2007-09-06"), ("11:00", "malap-2007-09-06-2"), ("13:00", "malap-2007-09-06-3"),
            ("15:00", "malap-2007-09-06-4"),
        ] as [(String, MeetingID)] {
            given = given.when(call("2007-09-06T\(time)")).accepted()
            #expect(given.state.meetings[id]?.starts.iso == "2007-09-06T\(time)")
        }
        for time in ["09:00", "11:00", "13:00", "15:00"] {
            given.when(call("2007-09-06T\(time)")).thenNothing()
        }
        given.and(Fact.withdrawn("malap-2007-09-06")).when(call("2007-09-06T09:00"))
            .then(Fact.scheduled("malap-2007-09-06-5", of: "malap", "2007-09-06T09:00"))
    }

    @Test("the tenth meeting of a body on one day gets a number like the second")
    func tenth() {
        var given = council
        for hour in 10..<20 { given = given.when(call("2007-09-06T\(hour):00")).accepted() }
        #expect(given.state.meetings["malap-2007-09-06-10"]?.starts.iso == "2007-09-06T19:00")
        given.when(call("2007-09-06T12:00")).thenNothing()
    }

    @Test("a body of a long identifier has meetings that can be found again")
    func longIdentifier() throws {
        let body = try BodyID(text: String(repeating: "long-name-", count: 8))
        let given = council.and(Fact.body(body, "The body of the long name"))
        let command = make(ScheduleMeeting.self) { ($0.body, $0.starts) = (body.text, "2007-09-06T16:30") }
        let after = given.when(command).accepted()
            .when(make(ScheduleMeeting.self) { ($0 = command, $0.starts = "2007-09-06T18:30").0 }).accepted()
        let either = "The body of the long name 6 September 2007"
        after.when(hold(either), at: later)
            .thenRefused(rule: "unambiguous-meeting", record: "meeting/\(either)")
        after.when(hold("\(either) 6.30pm"), at: later).accepted()
    }

    @Test("an identifier that is given is not used twice")
    func givenIdentifier() {
        let one = council.when(call("2007-09-06T16:30", as: "extraordinary")).accepted()
        one.when(call("2007-10-06T16:30", as: "extraordinary"))
            .thenRefused(rule: "new-record", record: "meeting/extraordinary")
    }

    @Test("a meeting is named by its identifier's beginning, or by body and day")
    func named() {
        let two = SmallCouncil.withMeeting.and(
            Fact.scheduled("malap-2007-11-01", of: "malap", "2007-11-01T16:30"))
        for name in ["malap-2007-09", "malap 6 September 2007", "MALAP 2007-09-06", "malap-2007-09-06"] {
            two.when(hold(name), at: later).then(Fact.held("malap-2007-09-06"))
        }
        two.when(hold("malap"), at: later).thenRefused(
            rule: "unambiguous-meeting", record: "meeting/malap",
            candidates: [
                "malap-2007-09-06: Multi Agency Looked After Partnership, 4.30pm on Thursday 6 September 2007, "
                    + "scheduled",
                "malap-2007-11-01: Multi Agency Looked After Partnership, 4.30pm on Thursday 1 November 2007, "
                    + "scheduled",
            ])
        two.when(hold("cabinet-2007"), at: later)
            .thenRefused(rule: "known-meeting", record: "meeting/cabinet-2007")
    }

    @Test("an identifier that is exact wins over those it begins")
    func exact() {
        let two = SmallCouncil.withMeeting.and(
            Fact.scheduled("malap-2007-09-06-2", of: "malap", "2007-09-06T18:00"))
        two.when(hold("malap-2007-09-06"), at: later).then(Fact.held("malap-2007-09-06"))
        two.when(hold("malap 6 September 2007 4.30pm"), at: later).then(Fact.held("malap-2007-09-06"))
    }

    @Test("a meeting is held once it has begun, and not before")
    func held() {
        let called = SmallCouncil.withMeeting
        called.when(hold("malap-2007-09-06"), at: "2007-09-06T16:29")
            .thenRefused(rule: "meeting-begun", record: "meeting/malap-2007-09-06")
        let outcome = called.when(hold("malap-2007-09-06"), at: "2007-09-06T16:30")
        outcome.then(Fact.held("malap-2007-09-06"))
        #expect(outcome.effective == ["2007-09-06T16:30"])
    }

    @Test("a meeting is moved, and keeps its identifier")
    func rescheduled() {
        let move = make(RescheduleMeeting.self) {
            ($0.meeting, $0.starts) = ("malap-2007-09-06", "13 September 2007 5pm")
            $0.reason = "the chair is away"
        }
        let after = SmallCouncil.withMeeting.when(move).accepted()
        #expect(after.state.meetings["malap-2007-09-06"]?.starts == "2007-09-13T17:00")
        after.when(hold("malap-2007-09-06"), at: "2007-09-06T18:00")
            .thenRefused(rule: "meeting-begun", record: "meeting/malap-2007-09-06")
    }

    @Test("a body that is not in the record calls no meeting")
    func unknownBody() {
        council.when(make(ScheduleMeeting.self) { ($0.body, $0.starts) = ("Court Leet", "2007-09-06T16:30") })
            .thenRefused(rule: "known-body", record: "body/Court Leet")
        council.when(call("the day after")).thenRefused(rule: "date", record: "starts")
    }
}

@Suite("Each step of a meeting")
struct MeetingStepTests {
    /// What may be done to a meeting.
    enum Step: CaseIterable { case move, cancel, hold, withdraw, roll, correct }

    private static let id: MeetingID = "malap-2007-09-06"

    private static func past(_ status: Meeting.Status) -> Given {
        let called = SmallCouncil.withMeeting
        return switch status {
        case .scheduled: called
        case .cancelled: called.and(Fact.cancelled(id))
        case .held: called.and(Fact.held(id))
        case .withdrawn: called.and(Fact.withdrawn(id))
        }
    }

    private static func event(_ step: Step) -> Event {
        switch step {
        case .move:
            .meetingRescheduled(
                make(MeetingRescheduled.self) {
                    ($0.meeting, $0.starts, $0.reason) = (id, "2007-09-13T16:30", "the wrong week")
                })
        case .cancel: Fact.cancelled(id)
        case .hold: Fact.held(id)
        case .withdraw: Fact.withdrawn(id)
        case .roll: Fact.roll(id, RollEntry("councillor-a", .present))
        case .correct:
            .attendanceCorrected(
                make(AttendanceCorrected.self) {
                    ($0.meeting, $0.reason) = (id, "the minutes say so")
                    $0.entry = RollEntry("councillor-a", .absent)
                })
        }
    }

    private static func allowed(_ status: Meeting.Status) -> Set<Step> {
        switch status {
        case .scheduled: [.move, .cancel, .hold, .withdraw]
        // Once more, to put its day or reason right.
        case .cancelled: [.withdraw, .cancel]
        case .held: [.withdraw, .roll, .cancel, .move]
        case .withdrawn: []
        }
    }

    @Test("is possible from where it may come and from nowhere else", arguments: Meeting.Status.allCases)
    func steps(_ status: Meeting.Status) {
        let given = Self.past(status)
        for step in Step.allCases {
            let refused = refusal(of: Self.event(step), in: given)
            #expect((refused == nil) == Self.allowed(status).contains(step), "\(step): \(refused ?? "-")")
        }
        let withRoll = Self.past(.held).and(Self.event(.roll))
        #expect(refusal(of: Self.event(.correct), in: withRoll) == nil)
        #expect(refusal(of: Self.event(.correct), in: withRoll.and(Fact.withdrawn(Self.id))) != nil)
    }

    @Test("says of a refused one how the meeting stands", arguments: Meeting.Status.allCases)
    func refusals(_ status: Meeting.Status) {
        let given = Self.past(status)
        let reason = "the minutes say so"
        let commands: [(Step, any Command, rule: String)] = [
            (
                .cancel, make(CancelMeeting.self) { ($0.meeting, $0.reason) = (Self.id.text, reason) },
                "meeting-scheduled"
            ),
            (.hold, make(HoldMeeting.self) { $0.meeting = Self.id.text }, "meeting-scheduled"),
            (
                .withdraw, make(WithdrawMeeting.self) { ($0.meeting, $0.reason) = (Self.id.text, reason) },
                "meeting-scheduled"
            ),
            (
                .roll, make(RecordAttendance.self) { ($0.meeting, $0.others) = (Self.id.text, .absent) },
                "meeting-held"
            ),
        ]
        let reached: [Meeting.Status: Step] = [.cancelled: .cancel, .held: .hold, .withdrawn: .withdraw]
        for (step, command, rule) in commands {
            let outcome = given.when(command, at: "2007-12-01T09:00")
            if Self.allowed(status).contains(step) {
                outcome.accepted()
            } else if reached[status] == step {
                outcome.thenNothing()
            } else {
                outcome.thenRefused(rule: rule, record: "meeting/\(Self.id)")
            }
        }
    }

    @Test(
        "cancelling it again in the same words is no change, on another day or for another reason it is one")
    func cancelledAgain() throws {
        let cancelled = Self.past(.cancelled)
        let same = make(CancelMeeting.self) {
            ($0.meeting, $0.reason) = (Self.id.text, "the room was flooded")
        }
        cancelled.when(same).thenNothing()
        var dated = same
        dated.on = "5 September 2007"
        let after = cancelled.when(dated).accepted()
        #expect(after.state.meetings[Self.id]?.cancelled?.on == "2007-09-05")
        after.when(same).thenNothing()
        after.when(dated).thenNothing()
    }

    @Test("cancelling and withdrawing need a reason")
    func reasons() {
        for command in [
            make(CancelMeeting.self) { $0.meeting = Self.id.text } as any Command,
            make(WithdrawMeeting.self) { $0.meeting = Self.id.text },
        ] {
            SmallCouncil.withMeeting.when(command)
                .thenRefused(rule: "reason", record: "meeting/malap-2007-09-06")
        }
    }
}

extension Given {
    /// The same for a command of which only its kind of thing is known.
    func when(_ command: any Command, at time: CivilDateTime? = nil) -> Outcome {
        func open(_ command: some Command) -> Outcome { when(command, at: time, entropy: 0x7f3a) }
        return open(command)
    }
}
