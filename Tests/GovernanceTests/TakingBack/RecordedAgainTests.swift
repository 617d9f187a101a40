// Whatever was undone can be recorded again: a command answers "already recorded" only of what stands.

import Codec
import Governance
import Testing

@Suite("What was undone")
struct RecordedAgainTests {
    /// A command, and what undoes it.
    struct Undo: Sendable, CustomTestStringConvertible {
        let name: String
        let given: Given
        let command: any Command
        let undo: any Command

        init(_ given: Given, _ command: some Command, undoneBy undo: some Command) {
            (self.given, self.command, self.undo) = (given, command, undo)
            name = "\(type(of: command)), undone by \(type(of: undo))"
        }

        init(_ command: some Command, undoneBy undo: some Command) {
            self.init(Given(SmallCouncil.events), command, undoneBy: undo)
        }

        var testDescription: String { name }
    }

    static let now: CivilDateTime = "2009-12-01T09:00"

    private static let schedule = make(ScheduleMeeting.self) {
        ($0.body, $0.starts) = ("MALAP", "2009-09-06T16:30")
    }
    private static let called = Given(SmallCouncil.events).when(schedule, at: now).accepted()
    private static let meeting = "malap-2009-09-06"
    private static let reason = "entered by mistake"

    private static let raise = make(RaiseAction.self) {
        ($0.what, $0.owner, $0.on) = ("Recruit", "Chief Executive", "6 September 2009")
    }
    private static let matter = make(RaiseMatter.self) {
        ($0.what, $0.kind, $0.from, $0.to, $0.on) = ("Clubs", .issue, "malap", "cabinet", "6 September 2009")
    }
    private static let duty = make(EstablishDuty.self) {
        ($0.what, $0.bearer, $0.from, $0.cadence) = ("Review", "MALAP", "2 August 2007", "annually in August")
    }
    private static let discharge = make(DischargeDuty.self) {
        ($0.duty, $0.on, $0.evidence) = ("review", "1 August 2008", "the minutes")
    }
    private static let paper = make(SubmitPaper.self) {
        ($0.content.subject, $0.to, $0.submitted) = ("Homes", "cabinet", "6 September 2009")
    }
    private static let decision = make(RecordDecision.self) {
        ($0.title, $0.body, $0.made) = ("Housing", "cabinet", "6 September 2009")
        $0.resolutions = [make(Resolution.self) { ($0.number, $0.text) = (1, "That it be agreed") }]
    }
    private static let cabinetMet = Given(SmallCouncil.events).and(
        Fact.scheduled("cabinet-2009-09-06", of: "cabinet", "2009-09-06T16:30"),
        Fact.held("cabinet-2009-09-06"))
    private static let seat = make(FillSeat.self) {
        ($0.body, $0.person, $0.capacity, $0.from) = ("malap", "councillor-b", "councillor", "2009-01-01")
    }
    private static func never(_ from: String) -> CorrectedDates {
        make(CorrectSeat.self) {
            ($0.dates.recordedFrom, $0.dates.isWithdrawn, $0.dates.reason) = (from, true, reason)
        }.dates
    }
    private static let suspend = make(SuspendPerson.self) {
        ($0.person, $0.from, $0.until, $0.reason) = ("councillor-a", "2009-01-01", "2009-02-01", "a report")
    }
    private static let join = make(JoinGroup.self) {
        ($0.person, $0.group, $0.from) = ("councillor-e", "group-one", "2009-01-01")
    }
    private static let take = make(TakeOffice.self) {
        ($0.office, $0.person, $0.from) = ("group-one-deputy", "councillor-b", "2009-01-01")
    }
    private static let allocate = make(AllocateVisit.self) {
        ($0.place, $0.member, $0.period) = ("lodge", "councillor-a", "September 2009")
    }
    private static let visit = make(RecordVisit.self) {
        ($0.place, $0.on, $0.visitors) = ("lodge", "14 September 2009", ["councillor-a"])
    }
    private static let dissolve = make(DissolveBody.self) { ($0.body, $0.on) = ("trust-board", "2009-01-01") }

    static let all: [Undo] = [
        Undo(schedule, undoneBy: make(CancelMeeting.self) { ($0.meeting, $0.reason) = (meeting, reason) }),
        Undo(schedule, undoneBy: make(WithdrawMeeting.self) { ($0.meeting, $0.reason) = (meeting, reason) }),
        Undo(
            called, make(TableItem.self) { ($0.meeting, $0.label) = (meeting, "Budget") },
            undoneBy: make(RemoveItem.self) {
                ($0.meeting, $0.label, $0.reason) = (meeting, "Budget", reason)
            }),
        Undo(
            raise, undoneBy: make(WithdrawAction.self) { ($0.action, $0.reason) = ("recruit", reason) }),
        Undo(matter, undoneBy: make(CloseMatter.self) { ($0.matter, $0.reason) = ("clubs", reason) }),
        Undo(duty, undoneBy: make(WithdrawDuty.self) { ($0.duty, $0.reason) = ("review", reason) }),
        Undo(
            Given(SmallCouncil.events).when(duty, at: now).accepted(), discharge,
            undoneBy: make(TakeBackDischarge.self) {
                ($0.duty, $0.on, $0.reason) = ("review", "1 August 2008", reason)
            }),
        Undo(paper, undoneBy: make(WithdrawPaper.self) { ($0.paper, $0.reason) = ("homes", reason) }),
        Undo(
            cabinetMet, decision,
            undoneBy: make(WithdrawDecision.self) { ($0.decision, $0.reason) = ("housing", reason) }
        ),
        Undo(
            seat,
            undoneBy: make(CorrectSeat.self) {
                ($0.body, $0.person, $0.dates) = ("malap", "councillor-b", never("2009-01-01"))
            }),
        Undo(
            join,
            undoneBy: make(CorrectGroupMembership.self) {
                ($0.person, $0.group, $0.dates) = ("councillor-e", "group-one", never("2009-01-01"))
            }),
        Undo(
            take,
            undoneBy: make(CorrectOffice.self) {
                ($0.office, $0.person, $0.dates) = ("group-one-deputy", "councillor-b", never("2009-01-01"))
            }),
        Undo(
            suspend,
            undoneBy: make(CorrectSuspension.self) {
                ($0.person, $0.dates) = ("councillor-a", never("2009-01-01"))
            }),
        Undo(
            Given(Homes.events), allocate,
            undoneBy: make(WithdrawVisit.self) { ($0.visit, $0.reason) = ("lodge-2009-09", reason) }),
        Undo(
            Given(Homes.events), visit,
            undoneBy: make(WithdrawVisit.self) { ($0.visit, $0.reason) = ("lodge-2009-09-14", reason) }),
        Undo(
            make(RegisterPerson.self) { $0.name = "Councillor Jane Frost" },
            undoneBy: make(WithdrawPerson.self) { ($0.person, $0.reason) = ("frost", reason) }),
        Undo(
            make(RenameBody.self) { ($0.body, $0.name, $0.reason) = ("malap", "The Board", reason) },
            undoneBy: make(RenameBody.self) {
                ($0.body, $0.name) = ("malap", "Multi Agency Looked After Partnership")
                $0.reason = reason
            }),
        Undo(
            make(RenamePerson.self) { ($0.person, $0.name, $0.reason) = ("councillor-a", "Ann A", reason) },
            undoneBy: make(RenamePerson.self) {
                ($0.person, $0.name, $0.reason) = ("councillor-a", "Councillor A, Group One", reason)
            }),
    ]

    @Test("is recorded again by the same command, and once more is nothing new", arguments: all)
    func again(_ it: Undo) {
        let done = it.given.when(it.command, at: Self.now).accepted()
        let undone = done.when(it.undo, at: Self.now).accepted()
        let again = undone.when(it.command, at: Self.now)
        #expect(!again.events.isEmpty, "\(again.decided)")
        #expect(again.accepted().when(it.command, at: Self.now).events.isEmpty)
    }

    @Test(
        "by taking its entry back is recorded again too",
        arguments: [
            Undo(
                called, make(PublishAgenda.self) { ($0.meeting, $0.on) = (meeting, "1 September 2009") },
                undoneBy: duty),
            Undo(called, make(HoldMeeting.self) { $0.meeting = meeting }, undoneBy: duty),
            Undo(
                called, make(CancelMeeting.self) { ($0.meeting, $0.reason) = (meeting, reason) },
                undoneBy: duty),
            Undo(dissolve, undoneBy: duty), Undo(seat, undoneBy: duty), Undo(join, undoneBy: duty),
            Undo(take, undoneBy: duty), Undo(suspend, undoneBy: duty),
        ])
    func takenBack(_ it: Undo) {
        let done = it.given.when(it.command, at: Self.now).accepted()
        let takeBack = make(TakeBackEntry.self) { ($0.entry, $0.reason) = (done.events.count, Self.reason) }
        let again = done.when(takeBack, at: Self.now).accepted().when(it.command, at: Self.now)
        #expect(!again.events.isEmpty, "\(again.decided)")
    }

    @Test("has a case here for every command that withdraws, cancels, closes, removes or takes back")
    func complete() {
        let undoing = CommandCatalog.all.map(\.name).filter { name in
            ["Withdraw", "Cancel", "Close", "Remove", "TakeBack"].contains { name.hasPrefix($0) }
        }
        let here = Set(Self.all.map { "\(type(of: $0.undo))" })
        // Signatures, assessments and drafts have tests of their own; a closed place, a removed closure and
        // an entry taken back are looked at elsewhere in this file's neighbours.
        let elsewhere: Set = [
            "WithdrawSignature", "WithdrawAssessment", "WithdrawDraft", "ClosePlace", "RemoveClosure",
            "TakeBackEntry",
        ]
        #expect(Set(undoing).subtracting(here) == elsewhere)
    }

    @Test("is not called recorded where it was changed since")
    func changedSince() {
        let given = Given(SmallCouncil.events).when(Self.duty, at: Self.now).accepted().when(
            make(ChangeDuty.self) {
                ($0.duty, $0.what, $0.from, $0.reason) = (
                    "review", "Review it all", "2009-01-01", Self.reason
                )
            },
            at: Self.now
        ).accepted()
        given.when(Self.duty, at: Self.now).thenRefused(rule: "changed-since", record: "duty/review")
        let corrected = Self.cabinetMet.when(Self.decision, at: Self.now).accepted().when(
            make(CorrectDecision.self) {
                ($0.decision, $0.field, $0.value, $0.reason) = ("housing", .title, "Homes", Self.reason)
            }, at: Self.now
        ).accepted()
        corrected.when(Self.decision, at: Self.now)
            .thenRefused(rule: "changed-since", record: "decision/housing")
        let closed = Given(Homes.events).when(
            make(ClosePlace.self) { ($0.place, $0.on) = ("lodge", "2009-11-01") }, at: Self.now
        ).accepted()
        let open = make(OpenPlace.self) {
            ($0.name, $0.place) = ("The lodge", "lodge")
            $0.kind = closed.state.directory.places["lodge"]?.kind ?? .other
        }
        closed.when(open, at: Self.now).thenRefused(rule: "place-open", record: "place/lodge")
        let ended = Given(SmallCouncil.events).and(Fact.dissolved("trust-board", on: "2009-01-01"))
        ended.when(
            make(EstablishBody.self) {
                ($0.name, $0.kind, $0.body) = ("Children's Trust Board", .partnership, "trust-board")
            }
        ).thenRefused(rule: "body-exists", record: "body/trust-board")
    }
}
