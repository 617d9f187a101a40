// Call-in: by each council's rule, for each resolution that the record lets be called in, and no longer
// than to the end of its last day.

import Codec
import Governance
import Testing

@Suite("Call-in")
struct CallInTests {
    let published = Stockton.published
    let record = "decision/corporate-parenting-strategy"

    private func callIn(_ number: Int = 4, received: String? = "2007-08-09T12:00") -> CallInResolution {
        make(CallInResolution.self) {
            ($0.decision, $0.number, $0.received) = (Stockton.id.text, number, received)
            ($0.by, $0.grounds) = (["councillor-d", "councillor-c"], "the cost was not considered")
        }
    }

    private func conclude(_ outcome: CallInOutcome = .stands, on: String = "20 August 2007") -> ConcludeCallIn
    {
        make(ConcludeCallIn.self) {
            ($0.decision, $0.number, $0.outcome, $0.on) = (Stockton.id.text, 4, outcome, on)
        }
    }

    private func standing(_ number: Int, at time: CivilDateTime, in given: Given) throws -> CallInStanding {
        let decision = try #require(given.state.decisions[Stockton.id])
        return decision.callIn(try decision.resolution(number), at: time, in: given.state.directory)
    }

    @Test("published on Friday 3 August 2007, it can be called in until midnight on Friday 10 August 2007")
    func deadline() throws {
        let decision = try #require(published.state.decisions[Stockton.id])
        let deadline = try #require(decision.callInDeadline(in: published.state.directory))
        #expect(deadline == "2007-08-10")
        #expect(deadline.weekday == .friday)
        #expect(deadline.end.spokenAsDeadline == "midnight at the end of Friday 10 August 2007")
    }

    @Test("of the four, resolution 4 alone may be called in")
    func callable() throws {
        for number in 1...3 {
            #expect(try standing(number, at: "2007-08-06T12:00", in: published) == .notCallable)
            published.when(callIn(number)).thenRefused(rule: "callable", record: "\(record)#\(number)")
        }
        #expect(try standing(4, at: "2007-08-06T12:00", in: published) == .open(until: "2007-08-10"))
    }

    @Test("the clock at its edges")
    func edges() throws {
        #expect(try standing(4, at: "2007-08-02T23:59:59", in: published) == .notPublished)
        #expect(try standing(4, at: "2007-08-03T00:00", in: published) == .open(until: "2007-08-10"))
        #expect(try standing(4, at: "2007-08-10T23:59:59", in: published) == .open(until: "2007-08-10"))
        #expect(try standing(4, at: "2007-08-10T24:00", in: published) == .expired("2007-08-10"))
        #expect(try standing(4, at: "2008-08-10T12:00", in: published) == .expired("2007-08-10"))
        #expect(try standing(4, at: "2007-08-09T12:00", in: Stockton.recorded) == .notPublished)
    }

    @Test("a call-in is taken up to midnight, and not a second later; nor before publication")
    func received() {
        for time in [
            "2007-08-03T00:00", "2007-08-10T23:59:59", "2007-08-10T24:00", "2007-08-11T00:00",
            "midnight on Friday 10 August 2007",
        ] {
            published.when(callIn(received: time), at: "2007-08-13T09:00").accepted()
        }
        for time in ["2007-08-02T23:59", "2007-08-11T00:00:01", "2007-08-11T09:00"] {
            published.when(callIn(received: time)).thenRefused(rule: "callable", record: "\(record)#4")
        }
        Stockton.recorded.when(callIn()).thenRefused(rule: "callable", record: "\(record)#4")
    }

    @Test("without a time of receipt it is received when it is sent")
    func receivedNow() {
        let outcome = published.when(callIn(received: nil), at: "2007-08-10T16:45")
        outcome.accepted()
        #expect(outcome.effective == ["2007-08-10T16:45"])
        published.when(callIn(received: nil), at: "2007-08-11T00:01")
            .thenRefused(rule: "callable", record: "\(record)#4")
    }

    @Test("it says who called it in and on what grounds")
    func whoAndWhy() {
        published.when(make(CallInResolution.self) { ($0 = callIn(), $0.by = []).0 })
            .thenRefused(rule: "called-in-by", record: "\(record)#4")
        published.when(make(CallInResolution.self) { ($0 = callIn(), $0.grounds = "").0 })
            .thenRefused(rule: "reason", record: "\(record)#4")
        published.when(make(CallInResolution.self) { ($0 = callIn(), $0.by = ["Nobody"]).0 })
            .thenRefused(rule: "known-person", record: "person/Nobody")
    }

    @Test("bank holidays and the council's own closures are left out of the count")
    func closures() throws {
        let late = Stockton.recorded.and(Fact.published(Stockton.id, on: "2007-08-24"))
        let decision = try #require(late.state.decisions[Stockton.id])
        // Monday 27 August 2007 was the summer bank holiday.
        #expect(decision.callInDeadline(in: late.state.directory) == "2007-09-03")
        let closed = published.and(
            .councilCalendarSet(
                make(CouncilCalendarSet.self) {
                    $0.council = "stockton"
                    $0.closures = [
                        make(Closure.self) {
                            ($0.from, $0.to, $0.reason) = ("2007-08-08", "2007-08-09", "flood")
                        }
                    ]
                }))
        let again = try #require(closed.state.decisions[Stockton.id])
        #expect(again.callInDeadline(in: closed.state.directory) == "2007-08-14")
    }

    @Test("under call-in it may not be implemented, nor called in twice; then it stands or it does not")
    func concluded() throws {
        let called = published.when(callIn()).accepted()
        #expect(try standing(4, at: "2007-08-15T12:00", in: called) == .calledIn)
        called.when(callIn(received: "2007-08-10T12:00")).thenRefused(rule: "callable", record: "\(record)#4")
        for outcome in CallInOutcome.allCases {
            let after = called.when(conclude(outcome)).accepted()
            #expect(try standing(4, at: "2007-08-21T12:00", in: after) == .concluded(outcome))
            after.when(conclude(outcome)).thenRefused(rule: "called-in", record: "\(record)#4")
            let implement = make(ImplementResolution.self) {
                ($0.decision, $0.number, $0.on) = (Stockton.id.text, 4, "2007-08-20")
            }
            if outcome == .referredBack {
                after.when(implement).thenRefused(rule: "may-be-implemented", record: "\(record)#4")
            } else {
                after.when(implement).accepted()
                let early = make(ImplementResolution.self) { ($0 = implement, $0.on = "2007-08-19").0 }
                after.when(early).thenRefused(rule: "may-be-implemented", record: "\(record)#4")
            }
        }
    }

    @Test("what was not called in is not concluded, and nothing is before it was received")
    func concludedEarly() {
        published.when(conclude()).thenRefused(rule: "called-in", record: "\(record)#4")
        published.when(callIn()).accepted().when(conclude(on: "8 August 2007"))
            .thenRefused(rule: "dates-in-order", record: "\(record)#4")
    }

    @Test("publication is recorded once, not before the decision, and its day is corrected")
    func publication() {
        func publish(_ on: String) -> PublishDecision {
            make(PublishDecision.self) { ($0.decision, $0.on) = (Stockton.id.text, on) }
        }
        Stockton.recorded.when(publish("3 August 2007")).then(Fact.published(Stockton.id, on: "2007-08-03"))
        published.when(publish("6 August 2007")).thenRefused(rule: "published-once", record: record)
        Stockton.recorded.when(publish("1 August 2007")).thenRefused(rule: "dates-in-order", record: record)
    }
}

@Suite("Putting a resolution into effect")
struct ImplementationTests {
    let published = Stockton.published
    let record = "decision/corporate-parenting-strategy"

    private func implement(_ number: Int, on: String) -> ImplementResolution {
        make(ImplementResolution.self) {
            ($0.decision, $0.number, $0.on) = (Stockton.id.text, number, on)
        }
    }

    private func ratify(
        _ number: Int = 1, by: String? = nil, _ outcome: RatificationOutcome = .ratified,
        on: String = "12 September 2007"
    ) -> RatifyResolution {
        make(RatifyResolution.self) {
            ($0.decision, $0.number, $0.by, $0.outcome, $0.on) = (Stockton.id.text, number, by, outcome, on)
            $0.how = Stockton.how
        }
    }

    @Test("RESOLVED and not callable: from the day it was made")
    func resolved() {
        published.when(implement(3, on: "2007-08-02")).accepted()
        published.when(implement(3, on: "2007-08-01"))
            .thenRefused(rule: "may-be-implemented", record: "\(record)#3")
    }

    @Test("RESOLVED and callable: when the time for call-in has ended")
    func callable() {
        published.when(implement(4, on: "2007-08-10"))
            .thenRefused(rule: "may-be-implemented", record: "\(record)#4")
        published.when(implement(4, on: "2007-08-11")).accepted()
        Stockton.recorded.when(implement(4, on: "2008-08-11"))
            .thenRefused(rule: "may-be-implemented", record: "\(record)#4")
    }

    @Test("RECOMMENDED: when the body it recommends to has ratified it, from that day on")
    func recommended() {
        published.when(implement(1, on: "2007-10-01"))
            .thenRefused(rule: "may-be-implemented", record: "\(record)#1")
        let ratified = published.when(ratify()).accepted()
        ratified.when(implement(1, on: "2007-09-11"))
            .thenRefused(rule: "may-be-implemented", record: "\(record)#1")
        ratified.when(implement(1, on: "2007-09-12")).accepted()
        // The other recommendation still waits.
        ratified.when(implement(2, on: "2007-09-12"))
            .thenRefused(rule: "may-be-implemented", record: "\(record)#2")
    }

    @Test("what was rejected or deferred is not put into effect")
    func notRatified() {
        for outcome in [RatificationOutcome.rejected, .deferred] {
            published.when(ratify(1, by: nil, outcome)).accepted().when(implement(1, on: "2007-10-01"))
                .thenRefused(rule: "may-be-implemented", record: "\(record)#1")
        }
    }

    @Test("a resolution is put into effect once")
    func once() {
        let done = published.when(implement(3, on: "2007-09-01")).accepted()
        done.when(implement(3, on: "2007-09-02"))
            .thenRefused(rule: "implemented-once", record: "\(record)#3")
    }

    @Test("only the body it recommends to ratifies it, and only what was recommended")
    func wrongBody() {
        for body in ["Cabinet", "MALAP"] {
            published.when(ratify(by: body)).thenRefused(rule: "recommended-to", record: "\(record)#1")
        }
        published.when(ratify(3, by: "Council")).thenRefused(rule: "recommended-to", record: "\(record)#3")
        published.when(ratify(3)).thenRefused(rule: "recommended-to", record: "\(record)#3")
        published.when(ratify(1, by: "Council")).accepted()
    }

    @Test("a recommendation is dealt with once, but may be deferred before")
    func dealtWithOnce() {
        let deferred = published.when(ratify(1, by: nil, .deferred)).accepted()
        let ratified = deferred.when(ratify(on: "14 November 2007")).accepted()
        ratified.when(ratify(1, by: nil, .rejected, on: "15 November 2007"))
            .thenRefused(rule: "ratified-once", record: "\(record)#1")
        published.when(ratify(on: "1 August 2007"))
            .thenRefused(rule: "dates-in-order", record: "\(record)#1")
    }

    @Test("it is ratified at a meeting of that body, on that day, that was held")
    func atMeeting() {
        let called = published.and(
            Fact.scheduled("council-2007-09-12", of: "council", "2007-09-12T18:00"),
            Fact.scheduled("malap-2007-09-12", of: "malap", "2007-09-12T16:30"),
            Fact.held("malap-2007-09-12"))
        func at(_ meeting: String, on: String? = nil) -> RatifyResolution {
            make(RatifyResolution.self) {
                ($0.decision, $0.number, $0.meeting, $0.on) = (Stockton.id.text, 1, meeting, on)
            }
        }
        called.when(at("council-2007-09-12"))
            .thenRefused(rule: "meeting-held", record: "meeting/council-2007-09-12")
        let held = called.and(Fact.held("council-2007-09-12"))
        let after = held.when(at("council 12 September 2007")).accepted()
        let ratification = after.state.decisions[Stockton.id]?.resolutions[0].ratification
        #expect(ratification?.outcome == .ratified)
        #expect(ratification?.on == "2007-09-12")
        held.when(at("malap-2007-09-12")).thenRefused(rule: "decided-at-meeting", record: "\(record)#1")
        held.when(at("council-2007-09-12", on: "13 September 2007"))
            .thenRefused(rule: "decided-at-meeting", record: "\(record)#1")
    }

    @Test("why a resolution may not be put into effect is said in words")
    func obstacles() throws {
        let decision = try #require(published.state.decisions[Stockton.id])
        func obstacle(_ number: Int, _ day: CivilDate) throws -> String? {
            let status = decision.standing(
                of: try decision.resolution(number), followers: [], at: day.start,
                in: published.state.directory)
            return status.kind == .mayBeImplemented ? nil : status.explanation
        }
        #expect(try obstacle(1, "2007-10-01") == "awaits Council, 60 days so far")
        #expect(try obstacle(3, "2007-08-02") == nil)
        #expect(
            try obstacle(4, "2007-08-10")
                == "it can be called in until midnight at the end of Friday 10 August 2007")
        #expect(try obstacle(4, "2007-08-11") == nil)
    }
}
