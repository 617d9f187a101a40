// A resolution that takes effect on a later day: it is not implemented before, and no duty begins before.

import Codec
import Governance
import Testing

@Suite("Resolutions that take effect later")
struct EffectiveDateTests {
    private func decided(_ effective: CivilDate?) -> Given {
        Given(SmallCouncil.events).when(
            make(RecordDecision.self) {
                ($0.title, $0.maker, $0.made) = ("Strategy", "leader", "21 September 2009")
                let resolution = make(Resolution.self) {
                    ($0.number, $0.text, $0.effective) = (1, "Approved", effective)
                    $0.isCallable = false
                }
                $0.resolutions = [resolution]
            }, at: "2009-09-22T09:00"
        ).accepted()
    }

    private func implement(on day: String) -> ImplementResolution {
        make(ImplementResolution.self) { ($0.decision, $0.number, $0.on) = ("strategy", 1, day) }
    }

    @Test("not to be implemented before its day, and from that day on")
    func implemented() {
        let later = decided("2009-11-01")
        later.when(implement(on: "31 October 2009"), at: "2009-11-02T09:00")
            .thenRefused(rule: "may-be-implemented", record: "decision/strategy#1")
        later.when(implement(on: "1 November 2009"), at: "2009-11-02T09:00").accepted()
        decided(nil).when(implement(on: "21 September 2009"), at: "2009-11-02T09:00").accepted()
    }

    @Test("a duty on condition of it begins on its day")
    func condition() throws {
        let given = decided("2009-11-01").when(
            make(EstablishDuty.self) {
                ($0.what, $0.bearer, $0.from) = ("Publish it", "malap", "21 September 2009")
                ($0.decision, $0.within, $0.duty) = ("strategy", 10, "publish")
            }, at: "2009-09-22T09:00"
        ).accepted()
        let duty = try #require(given.state.duties["publish"])
        let condition = duty.condition(in: given.state.decisions, on: "2009-11-01")
        #expect(condition == .met("2009-11-01"))
        #expect(duty.standing(on: "2009-10-31", condition: condition) == .notBegun("2009-11-01"))
        #expect(duty.standing(on: "2009-11-01", condition: condition) == .due("2009-11-11"))
    }
}

@Suite("What is subject to call-in")
struct CallInScopeTests {
    private func decide(
        by body: String = "Cabinet", _ fill: @escaping (inout Resolution) -> Void = { _ in }
    ) -> RecordDecision {
        make(RecordDecision.self) {
            ($0.title, $0.body, $0.made, $0.decision) = ("Plan", body, "2 August 2007", "plan")
            $0.how = Stockton.how
            $0.resolutions = [
                make(Resolution.self) {
                    ($0.number, $0.text) = (1, "Approved")
                    fill(&$0)
                }
            ]
        }
    }

    private func basis(_ given: Given) throws -> String {
        let decision = try #require(given.state.decisions["plan"])
        return decision.callInBasis(decision.resolutions[0], in: given.state.directory)
    }

    private func correct(_ value: String, number: Int? = nil) -> CorrectDecision {
        make(CorrectDecision.self) {
            ($0.decision, $0.field, $0.value, $0.number) = ("plan", .callable, value, number)
            $0.reason = "Agreed with the chair of scrutiny"
        }
    }

    let council = Given(SmallCouncil.events)

    @Test("what a body with a call-in period resolves, unless the record says otherwise")
    func byDefault() throws {
        let given = council.when(decide()).accepted()
        #expect(given.state.decisions["plan"]?.resolutions[0].recorded.callable == true)
        #expect(
            try basis(given)
                == "subject to call-in for 5 working days after publication, under the terms of reference of Cabinet"
        )
        let implement = make(ImplementResolution.self) {
            ($0.decision, $0.number, $0.on) = ("plan", 1, "3 August 2007")
        }
        given.when(implement).thenRefused(rule: "may-be-implemented", record: "decision/plan#1")
        let said = council.when(decide { $0.callable = false }).accepted()
        #expect(try basis(said) == "not subject to call-in: this is what the decision record says")
        said.when(implement).accepted()
    }

    @Test("not a recommendation, what is exempt, nor what a body without a call-in period resolves")
    func others() throws {
        let recommended = council.when(decide { ($0.kind, $0.to) = (.recommended, "council") }).accepted()
        #expect(try basis(recommended) == "not subject to call-in: a recommendation to Council")
        let exempt = council.when(decide { $0.exempt = "urgent: the grant lapses on Friday" }).accepted()
        #expect(try basis(exempt) == "not subject to call-in: exempt, urgent: the grant lapses on Friday")
        let other = council.when(decide(by: "Council")).accepted()
        #expect(
            try basis(other)
                == "not subject to call-in: the terms of reference of Council have no call-in period")
        for given in [recommended, exempt, other] {
            #expect(given.state.decisions["plan"]?.resolutions[0].recorded.callable == false)
        }
    }

    @Test("one person's decision goes by the executive's terms, and terms count from their first day")
    func termsOfTheDay() throws {
        let alone = make(RecordDecision.self) {
            $0 = decide()
            ($0.body, $0.how, $0.maker) = (nil, nil, "leader")
        }
        let given = council.when(alone).accepted()
        #expect(given.state.decisions["plan"]?.resolutions[0].isCallable == true)
        for (from, isCallable) in [("2007-08-01", true), ("2007-08-02", true), ("2007-08-03", false)] {
            let later = council.and(
                Fact.terms("council", from: PartialDate(text: from)) {
                    ($0.powers, $0.callIn) = (.decides, CallInRule())
                })
            let decided = later.when(decide(by: "Council")).accepted()
            #expect(decided.state.decisions["plan"]?.resolutions[0].isCallable == isCallable, "\(from)")
        }
    }

    @Test("an exemption is of a resolution that would be callable, and says why")
    func exemptions() {
        council.when(decide { ($0.exempt, $0.callable) = ("urgent", true) })
            .thenRefused(rule: "call-in-exempt", record: "decision/plan#1")
        council.when(decide { ($0.exempt, $0.kind, $0.to) = ("urgent", .recommended, "council") })
            .thenRefused(rule: "call-in-exempt", record: "decision/plan#1")
        council.when(decide { $0.exempt = " " }).thenRefused(rule: "text", record: "decision/plan#1")
    }

    @Test("can be corrected, for one resolution, with a reason")
    func corrected() throws {
        let given = council.when(decide()).accepted()
        let not = given.when(correct("no")).accepted()
        #expect(not.state.decisions["plan"]?.resolutions[0].isCallable == false)
        #expect(try basis(not) == "not subject to call-in: this is what the decision record says")
        let again = not.when(correct("yes", number: 1)).accepted()
        #expect(again.state.decisions["plan"]?.resolutions[0].isCallable == true)
        given.when(correct("perhaps")).thenRefused(rule: "callable-value", record: "decision/plan#1")
        given.when(correct("no", number: 2)).thenRefused(rule: "known-resolution", record: "decision/plan#2")
        let title = make(CorrectDecision.self) {
            ($0.decision, $0.field, $0.value, $0.number) = ("plan", .title, "The plan", 1)
            $0.reason = "misspelt"
        }
        given.when(title).thenRefused(rule: "known-resolution", record: "decision/plan")
        council.when(decide(by: "Council")).accepted().when(correct("yes"))
            .thenRefused(rule: "call-in-rule", record: "decision/plan#1")
        council.when(decide { ($0.kind, $0.to) = (.recommended, "council") }).accepted().when(correct("yes"))
            .thenRefused(rule: "callable", record: "decision/plan#1")
    }

    @Test("cannot be corrected while a call-in is under way")
    func underCallIn() {
        let called = council.when(decide()).accepted().and(Fact.published("plan", on: "2007-08-03")).when(
            make(CallInResolution.self) {
                ($0.decision, $0.number, $0.by) = ("plan", 1, ["councillor-c"])
                ($0.received, $0.grounds) = ("6 August 2007 10am", "no consultation")
            }, at: "2007-08-06T10:00"
        ).accepted()
        called.when(correct("no")).thenRefused(rule: "called-in", record: "decision/plan#1")
    }

    @Test("what was implemented before a deadline that has moved, or before publication, is found")
    func tooEarly() throws {
        let published = council.when(decide()).accepted().and(Fact.published("plan", on: "2007-08-03"))
        let implemented = published.when(
            make(ImplementResolution.self) {
                ($0.decision, $0.number, $0.on) = ("plan", 1, "11 August 2007")
            },
            at: "2007-08-11T09:00"
        ).accepted()
        func reason(_ given: Given) throws -> String? {
            let decision = try #require(given.state.decisions["plan"])
            return decision.prematureImplementation(decision.resolutions[0], in: given.state.directory)
        }
        #expect(try reason(implemented) == nil)
        for (day, isEarly) in [("2007-08-02", false), ("2007-08-06", true), ("2007-08-13", true)] {
            let moved = implemented.when(
                make(CorrectDecision.self) {
                    ($0.decision, $0.field, $0.value) = ("plan", .published, day)
                    $0.reason = "the website"
                }, at: "2007-08-20T09:00"
            ).accepted()
            #expect((try reason(moved) != nil) == isEarly, "\(day)")
        }
        // A day on which the offices turn out to have been closed moves the deadline too.
        let closed = implemented.and(
            .councilCalendarSet(
                make(CouncilCalendarSet.self) {
                    $0.council = "stockton"
                    $0.closures = [
                        make(Closure.self) {
                            ($0.from, $0.to, $0.reason) = ("2007-08-10", "2007-08-10", "flood")
                        }
                    ]
                }))
        #expect(try reason(closed) != nil)
    }
}
