// Places and visits: what is recorded of them, and what is refused.

import Codec
import Governance
import Testing

@Suite("Visits")
struct VisitTests {
    let council = Given(Homes.events)

    private func allocate(_ period: String = "September 2009") -> AllocateVisit {
        make(AllocateVisit.self) { ($0.place, $0.member, $0.period) = ("lodge", "councillor-a", period) }
    }

    private func record(_ fill: (inout RecordVisit) -> Void = { _ in }) -> RecordVisit {
        make(RecordVisit.self) {
            ($0.place, $0.on, $0.visitors) = ("The lodge", "14 September 2009", ["councillor-a"])
            fill(&$0)
        }
    }

    private func when(_ given: Given, _ command: some Command) -> Outcome {
        given.when(command, at: "2009-10-05T09:00")
    }

    @Test("are allocated for a month, of the kind that the place requires")
    func allocated() {
        when(council, allocate()).then(
            Homes.allocated("lodge-2009-09", "lodge", .regulation33, "2009-09", to: "councillor-a"))
    }

    @Test("that are made are those allocated to the visitor for the day's month")
    func made() {
        let allocated = when(council, allocate()).accepted()
        let after = when(allocated, record()).then(
            Homes.made("lodge-2009-09", "lodge", .regulation33, "2009-09-14", by: "councillor-a"))
        let visit = after.state.visits["lodge-2009-09"]
        #expect(visit?.allocated != nil && visit?.made != nil)
    }

    @Test("of another member or another kind are visits of their own")
    func notAsAllocated() {
        let allocated = when(council, allocate()).accepted()
        when(allocated, record { $0.visitors = ["councillor-c"] }).then(
            Homes.made("lodge-2009-09-14", "lodge", .regulation33, "2009-09-14", by: "councillor-c"))
        when(allocated, record { $0.kind = .courtesy }).then(
            Homes.made("lodge-2009-09-14", "lodge", .courtesy, "2009-09-14", by: "councillor-a"))
        when(
            allocated,
            record { ($0.visitors, $0.visit) = (["councillor-c"], "lodge-2009-09") }
        ).then(Homes.made("lodge-2009-09", "lodge", .regulation33, "2009-09-14", by: "councillor-c"))
        when(allocated, record { ($0.kind, $0.visit) = (.courtesy, "lodge-2009-09") })
            .thenRefused(rule: "visit-as-allocated", record: "visit/lodge-2009-09")
    }

    @Test("to a place that is not in the record are refused, and before it opened, and after it closed")
    func noSuchPlace() {
        when(council, record { $0.place = "grange" }).thenRefused(rule: "known-place", record: "place/grange")
        when(council, make(AllocateVisit.self) { ($0.place, $0.member) = ("grange", "councillor-a") })
            .thenRefused(rule: "known-place", record: "place/grange")
        when(council, record { $0.on = "31 March 2009" })
            .thenRefused(rule: "place-open", record: "place/lodge")
        when(council, allocate("March 2009")).thenRefused(rule: "place-open", record: "place/lodge")
        let closed = when(
            council, make(ClosePlace.self) { ($0.place, $0.on) = ("lodge", "1 September 2009") }
        ).accepted()
        when(closed, record()).thenRefused(rule: "place-open", record: "place/lodge")
        #expect(
            refusal(of: Homes.made("v", "grange", .rota, "2009-09-14", by: "councillor-a"), in: council)
                == "known-place")
    }

    @Test("to come cannot have been made")
    func future() {
        when(council, record { $0.on = "6 October 2009" })
            .thenRefused(rule: "visit-begun", record: "place/lodge")
    }

    @Test("keep what was asked by the place's labels, never in words")
    func questions() throws {
        let asked = record {
            $0.questions = [.init("religion", isAnswered: true), .init("health", isAnswered: false)]
        }
        when(council, asked).accepted()
        when(council, record { $0.questions = [.init("bedtime", isAnswered: true)] })
            .thenRefused(
                rule: "question-listed", record: "visit/lodge-2009-09-14",
                candidates: ["religion", "culture", "food", "health"])
        #expect(throws: FieldError.self) {
            try VisitQuestion(json: Array(#"{"topic":"J. was unhappy about food"}"#.utf8))
        }
    }

    @Test("are reported once, after they were made")
    func reports() {
        let allocated = when(council, allocate()).accepted()
        let file = make(FileVisitReport.self) { ($0.visit, $0.on) = ("lodge-2009-09", "20 September 2009") }
        when(allocated, file).thenRefused(rule: "visit-made", record: "visit/lodge-2009-09")
        let made = when(allocated, record()).accepted()
        when(made, make(FileVisitReport.self) { ($0.visit, $0.on) = ("lodge", "1 September 2009") })
            .thenRefused(rule: "dates-in-order", record: "visit/lodge-2009-09")
        let filed = when(made, file).then(Homes.reported("lodge-2009-09", "2009-09-20"))
        when(filed, make(FileVisitReport.self) { $0.visit = "lodge" })
            .thenRefused(rule: "one-report", record: "visit/lodge-2009-09")
    }

    @Test("are followed up, and what follows is done once")
    func followUps() {
        let made = when(council, record()).accepted()
        let raise = make(RaiseVisitFollowUp.self) {
            ($0.visit, $0.topic, $0.owner) = ("lodge", "repair-boiler", "officer-a")
            $0.due = "1 October 2009"
        }
        let raised = when(made, raise).accepted()
        let complete = make(CompleteVisitFollowUp.self) { $0.visit = "lodge" }
        let done = when(raised, complete).accepted()
        #expect(done.state.visits["lodge-2009-09-14"]?.followUps.first?.completed == "2009-10-05")
        when(done, make(CompleteVisitFollowUp.self) { ($0.visit, $0.on) = ("lodge", "2009-10-04") })
            .thenRefused(rule: "follow-up-open", record: "visit/lodge-2009-09-14")
        when(done, make(CompleteVisitFollowUp.self) { ($0.visit, $0.number) = ("lodge", 2) })
            .thenRefused(rule: "known-follow-up", record: "follow-up/lodge-2009-09-14/2")
    }

    @Test("entered by mistake are taken back, and can be recorded anew")
    func withdrawn() {
        let made = when(council, record()).accepted()
        let withdraw = make(WithdrawVisit.self) { ($0.visit, $0.reason) = ("lodge", "another home") }
        let after = when(made, withdraw).accepted()
        when(after, make(FileVisitReport.self) { $0.visit = "lodge" })
            .thenRefused(rule: "visit-withdrawn", record: "visit/lodge-2009-09-14")
        when(after, record()).then(
            Homes.made("lodge-2009-09-14-2", "lodge", .regulation33, "2009-09-14", by: "councillor-a"))
    }

    @Test("are by the regulation that is in force on the day")
    func regulations() {
        let late = { (on: PartialDate, kind: VisitKind) in
            refusal(of: Homes.made("v", "lodge", kind, on, by: "councillor-a"), in: council)
        }
        #expect(late("2015-03-31", .regulation33) == nil)
        #expect(late("2015-04-01", .regulation33) == "regulation-in-force")
        #expect(late("2015-03-31", .regulation44) == "regulation-in-force")
        #expect(late("2015-04-01", .regulation44) == nil)
        #expect(late("2015", .regulation33) == nil)
        #expect(
            refusal(
                of: Homes.opened("grange", from: "2009-01-01", Homes.requirement(.regulation44)), in: council)
                == "regulation-in-force")
    }

    @Test("are required anew from a day on, and a place's dates can be put right")
    func places() {
        let require = make(RequireVisits.self) {
            ($0.place, $0.from) = ("lodge", "1 April 2015")
            $0.requirements = [Homes.requirement(.regulation44)]
        }
        let after = council.when(require, at: "2015-03-01T09:00").accepted()
        #expect(
            after.state.directory.places["lodge"]?.required(on: "2015-04-01")?.requirements.first?.kind
                == .regulation44)
        #expect(
            refusal(
                of: .placeVisitsRequired(
                    make(PlaceVisitsRequired.self) { ($0.place, $0.from) = ("lodge", "2014-01-01") }),
                in: after) == "dates-in-order")
        let correct = make(CorrectPlace.self) {
            ($0.place, $0.from, $0.reason) = ("lodge", "1 March 2009", "the register says so")
        }
        let corrected = when(council, correct).accepted()
        #expect(corrected.state.directory.places["lodge"]?.tenure.from == "2009-03-01")
        #expect(corrected.state.directory.places["lodge"]?.required(on: "2009-03-15") != nil)
    }
}
