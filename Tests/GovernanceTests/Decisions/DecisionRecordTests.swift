// The record of a decision: every text as it is written, every resolution with its kind and its clock.

import Codec
import Governance
import Testing

@Suite("The record of a decision")
struct DecisionRecordTests {
    let council = Given(SmallCouncil.events)
    let record = "decision/corporate-parenting-strategy"

    private func changed(_ fill: (inout RecordDecision) -> Void) -> RecordDecision {
        var command = Stockton.command
        fill(&command)
        return command
    }

    @Test("the proforma of 2 August 2007 is kept as it is written")
    func proforma() throws {
        let outcome = council.when(Stockton.command)
        outcome.then(.decisionRecorded(Stockton.decision))
        #expect(outcome.effective == ["2007-08-02T00:00"])
        let text = String(decoding: Stockton.decision.json, as: UTF8.self)
        for words in [
            #""alternatives":"None""#, #""conflicts":"None""#, #""dispensations":"Not Applicable""#,
            #""callin":"For decision 4 only, by no later than Midnight on Friday 10th August 2007""#,
            #""signature":{"by":"Proper Officer","on":"2007-07-06"}"#, #"is given\n\nto looked after"#,
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test(
        "None, Not Applicable, a blank and nothing at all are four different things",
        arguments: ["None", "Not Applicable", "", " ", nil])
    func fourThings(_ text: String?) throws {
        let command = changed { ($0.conflicts, $0.dispensations, $0.alternatives) = (text, text, text) }
        let after = council.when(command).accepted()
        let recorded = try #require(after.state.decisions[Stockton.id]?.recorded)
        for kept in [recorded.conflicts, recorded.dispensations, recorded.alternatives] {
            #expect(kept == text)
        }
        let read = try DecisionRecorded(json: recorded.json)
        #expect(read.conflicts == text)
        #expect(recorded.json.count { $0 == UInt8(ascii: "{") } == 6)
        let others = ["None", "Not Applicable", "", " ", nil].filter { $0 != text }
        for other in others {
            let same = council.when(changed { $0.conflicts = other }).accepted()
            #expect(same.state.decisions[Stockton.id]?.recorded.json != recorded.json)
        }
    }

    @Test("a decision says who made it: a body or one person")
    func maker() {
        council.when(changed { $0.maker = "councillor-a" })
            .thenRefused(rule: "decision-maker", record: record)
        council.when(changed { $0.body = nil }).thenRefused(rule: "decision-maker", record: record)
        let alone = changed { ($0.body, $0.maker) = (nil, "leader") }
        let after = council.when(alone).accepted()
        #expect(after.state.decisions[Stockton.id]?.recorded.maker == "leader")
    }

    @Test("a decision resolves something, in words, under numbers of its own")
    func resolutions() {
        council.when(changed { $0.resolutions = [] }).thenRefused(rule: "decision-resolves", record: record)
        council.when(changed { $0.resolutions[1].number = 1 })
            .thenRefused(rule: "resolution-numbers", record: record)
        council.when(changed { $0.resolutions[2].text = "\n" })
            .thenRefused(rule: "text", record: "\(record)#3")
    }

    @Test("RECOMMENDED says to whom, RESOLVED waits for nobody")
    func recommended() {
        council.when(changed { $0.resolutions[0].to = nil })
            .thenRefused(rule: "recommended-to", record: "\(record)#1")
        council.when(changed { $0.resolutions[0].to = "cabinet" })
            .thenRefused(rule: "recommended-to", record: "\(record)#1")
        council.when(changed { $0.resolutions[0].to = "court-leet" })
            .thenRefused(rule: "known-body", record: "body/court-leet")
        council.when(changed { $0.resolutions[2].to = "council" })
            .thenRefused(rule: "recommended-to", record: "\(record)#3")
    }

    @Test("a body without the power to decide can only recommend")
    func power() {
        let malap = changed {
            $0.body = "MALAP"
            $0.resolutions = [Stockton.resolutions[2]]
        }
        council.when(malap).thenRefused(rule: "power-to-decide", record: "\(record)#3")
        let recommends = changed {
            $0.body = "MALAP"
            $0.resolutions = [Stockton.resolutions[0]]
        }
        council.when(recommends).accepted()
        // Power is judged by the terms of the day, not by today's.
        let since = council.and(Fact.terms("malap", from: "2007-08-03") { $0.powers = .decides })
        since.when(malap).thenRefused(rule: "power-to-decide", record: "\(record)#3")
        since.when(make(RecordDecision.self) { ($0 = malap, $0.made = "3 August 2007").0 }).accepted()
    }

    @Test("only where a call-in rule applies can a resolution be callable")
    func callable() {
        let byCouncil = changed {
            $0.body = "Council"
            $0.resolutions = [Stockton.resolutions[3]]
        }
        council.when(byCouncil).thenRefused(rule: "call-in-rule", record: "\(record)#4")
        let alone = changed {
            ($0.body, $0.maker) = (nil, "leader")
            $0.resolutions = [Stockton.resolutions[3]]
        }
        council.when(alone).accepted()
    }

    @Test("a decision at a meeting is of that body, of that day, and of a meeting that was held")
    func atMeeting() {
        let called = council.and(Fact.scheduled("cabinet-2007-08-02", of: "cabinet", "2007-08-02T16:30"))
        let at = changed { ($0.body, $0.made, $0.meeting) = (nil, nil, "cabinet 2 August 2007") }
        called.when(at).thenRefused(rule: "meeting-held", record: "meeting/cabinet-2007-08-02")
        let held = called.and(Fact.held("cabinet-2007-08-02"))
        let after = held.when(at).accepted()
        #expect(after.state.decisions[Stockton.id]?.recorded.body == "cabinet")
        #expect(after.state.decisions[Stockton.id]?.made == "2007-08-02")
        held.when(changed { ($0.made, $0.meeting) = ("3 August 2007", "cabinet-2007-08-02") })
            .thenRefused(rule: "decided-at-meeting", record: record)
        held.when(changed { ($0.body, $0.meeting) = ("Council", "cabinet-2007-08-02") })
            .thenRefused(rule: "decided-at-meeting", record: record)
    }

    @Test("several decisions of one title get numbers; each is known again")
    func sameTitle() {
        var given = council
        for (month, id) in [
            ("August", "corporate-parenting-strategy"), ("September", "corporate-parenting-strategy-2"),
            ("October", "corporate-parenting-strategy-3"),
        ] as [(String, DecisionID)] {
            given = given.when(changed { $0.made = "2 \(month) 2007" }).accepted()
            #expect(given.state.decisions[id]?.recorded.title == "Corporate Parenting Strategy")
        }
        #expect(given.state.decisions.count == 3)
    }

    @Test("publication may come with the record, or be added by sending it again")
    func publishedAtOnce() {
        let both = changed { $0.published = "3 August 2007" }
        let published = Fact.published(Stockton.id, on: "2007-08-03")
        council.when(both).then(.decisionRecorded(Stockton.decision), published)
        Stockton.recorded.when(both).then(published)
    }

    @Test("an executive that has ended lends its call-in rule to nobody's decision after it")
    func executives() {
        // Whichever of the two comes first in a table, it is the one of the day that counts.
        for (old, new) in [("executive-a", "executive-b"), ("executive-b", "executive-a")]
            as [(BodyID, BodyID)]
        {
            let given = Given(SmallCouncil.events).and(
                Fact.dissolved("cabinet", on: "2005-01-01"),
                Fact.body(old, "Old executive", .executive),
                Fact.terms(old) { $0.powers = .decides },
                Fact.dissolved(old, on: "2007-01-01"),
                Fact.body(new, "New executive", .executive),
                Fact.terms(new) { ($0.powers, $0.callIn) = (.decides, CallInRule()) })
            let alone = changed {
                ($0.body, $0.maker) = (nil, "leader")
                $0.resolutions = [Stockton.resolutions[3]]
            }
            given.when(alone).accepted()
            given.when(make(RecordDecision.self) { ($0 = alone, $0.made = "2 August 2006").0 })
                .thenRefused(rule: "call-in-rule", record: "\(record)#4")
        }
    }
}

@Suite("Corrections of a decision's record")
struct DecisionCorrectionTests {
    let record = "decision/corporate-parenting-strategy"

    private func correct(_ field: DecisionField, _ value: String?, _ reason: String = "misread")
        -> CorrectDecision
    {
        make(CorrectDecision.self) {
            ($0.decision, $0.field, $0.value, $0.reason) = (Stockton.id.text, field, value, reason)
        }
    }

    @Test(
        "every part can be corrected, and the same again adds nothing",
        arguments: DecisionField.allCases.filter { $0 != .callable && $0 != .paper })
    func everyPart(_ field: DecisionField) {
        let value: [DecisionField: String] = [
            .made: "1 August 2007", .published: "6 August 2007", .signedOn: "6 August 2007",
        ]
        Stockton.published.when(correct(field, value[field] ?? "Not Applicable")).accepted()
            .when(correct(field, value[field] ?? "Not Applicable")).thenNothing()
    }

    @Test("a text is left blank, and a signature's day; a title and the other days are not")
    func blank() {
        for field in DecisionField.allCases {
            let outcome = Stockton.published.when(correct(field, nil))
            switch field {
            case .title: outcome.thenRefused(rule: "text", record: record)
            case .made, .published: outcome.thenRefused(rule: "date", record: record)
            case .callable: outcome.thenRefused(rule: "known-resolution", record: record)
            case .record, .reasons, .alternatives, .conflicts, .dispensations, .callIn, .signedBy, .signedOn:
                outcome.accepted()
            // None is recorded, so there is nothing to blank; PaperTests has one.
            case .paper: outcome.thenNothing()
            }
        }
    }

    @Test("what says so already needs no correction")
    func same() {
        Stockton.published.when(correct(.conflicts, "None")).thenNothing()
        Stockton.published.when(correct(.published, "3 August 2007")).thenNothing()
        let once = Stockton.published.when(correct(.conflicts, "Not Applicable")).accepted()
        once.when(correct(.conflicts, "None")).accepted()
    }

    @Test("days stay in order, and only what was published has a day of publication")
    func days() {
        Stockton.published.when(correct(.published, "1 August 2007"))
            .thenRefused(rule: "dates-in-order", record: record)
        Stockton.published.when(correct(.made, "4 August 2007"))
            .thenRefused(rule: "dates-in-order", record: record)
        Stockton.recorded.when(correct(.published, "6 August 2007"))
            .thenRefused(rule: "correct-what-is-recorded", record: record)
    }

    @Test("a corrected day of publication moves the end of call-in")
    func movesDeadline() {
        let after = Stockton.published.when(correct(.published, "6 August 2007")).accepted()
        let decision = after.state.decisions[Stockton.id]
        #expect(decision?.callInDeadline(in: after.state.directory) == "2007-08-13")
    }

    @Test("a correction and a withdrawal need reasons; what is withdrawn is left alone")
    func withdrawn() {
        Stockton.published.when(correct(.conflicts, "x", "")).thenRefused(rule: "reason", record: record)
        func withdraw(_ reason: String) -> WithdrawDecision {
            make(WithdrawDecision.self) { ($0.decision, $0.reason) = (Stockton.id.text, reason) }
        }
        Stockton.published.when(withdraw("")).thenRefused(rule: "reason", record: record)
        let gone = Stockton.published.when(withdraw("entered twice")).accepted()
        gone.when(correct(.conflicts, "x")).thenRefused(rule: "not-withdrawn", record: record)
        gone.when(make(ImplementResolution.self) { ($0.decision, $0.number) = (Stockton.id.text, 3) })
            .thenRefused(rule: "not-withdrawn", record: record)
    }

    @Test("a resolution's wording is amended, and the source of the amendment is cited")
    func amended() {
        let command = make(AmendResolution.self) {
            ($0.decision, $0.number, $0.text) = (Stockton.id.text, 4, "all reports should say so.")
            ($0.reason, $0.cites) = (
                "to reflect discussion", "Select Committee report on Corporate Parenting"
            )
            $0.on = "2 August 2007"
        }
        let after = Stockton.recorded.when(command).then(
            .resolutionAmended(
                make(ResolutionAmended.self) {
                    ($0.decision, $0.number, $0.text) = (Stockton.id, 4, command.text)
                    ($0.reason, $0.cites, $0.on) = (command.reason, command.cites, "2007-08-02")
                }))
        let resolution = after.state.decisions[Stockton.id]?.resolutions[3]
        #expect(resolution?.text == command.text)
        #expect(resolution?.recorded.text == Stockton.resolutions[3].text)
        Stockton.recorded.when(make(AmendResolution.self) { ($0 = command, $0.number = 5).0 })
            .thenRefused(
                rule: "known-resolution", record: "\(record)#5", candidates: ["1", "2", "3", "4"])
        Stockton.recorded.when(make(AmendResolution.self) { ($0 = command, $0.reason = "").0 })
            .thenRefused(rule: "reason", record: record)
    }
}
