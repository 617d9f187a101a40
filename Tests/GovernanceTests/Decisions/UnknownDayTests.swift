// Decisions of which the source gives the month and not the day: "At their meeting in July 2009 they confirmed their
// agreement in principle" (Derby 2009, 2.5), "accepted … in December 2020" (Middlesbrough 2021, 2). No day is made up:
// nothing is refused that could have been, and nothing runs from earlier than the last day that it can have been.

import Codec
import Governance
import Testing

@Suite("A decision whose day the source does not give")
struct UnknownDayTests {
    private let council = Given(SmallCouncil.events)
    private let record = "decision/corporate-parenting-strategy"

    private func changed(_ fill: (inout RecordDecision) -> Void = { _ in }) -> RecordDecision {
        var command = Stockton.command
        (command.made, command.signature) = ("July 2007", nil)
        fill(&command)
        return command
    }

    private var recorded: Given {
        var event = Stockton.decision
        (event.made, event.signature) = ("2007-07", nil)
        return council.and(.decisionRecorded(event))
    }

    @Test("the record says the month, and no day of it")
    func month() throws {
        var event = Stockton.decision
        (event.made, event.signature) = ("2007-07", nil)
        event.madeBy = "2007-07-31"
        council.when(changed()).then(.decisionRecorded(event))
        #expect(String(decoding: event.json, as: UTF8.self).contains(#""made":"2007-07","#))
        let known = try #require(recorded.state.decisions[Stockton.id])
        #expect(known.dated.inFull == "July 2007")
        #expect(known.made == "2007-07-31")
    }

    @Test("a day is shown as a day: as at the last of the month it had been made, before that nobody knows")
    func standing() throws {
        let known = try #require(recorded.state.decisions[Stockton.id])
        let resolution = try known.resolution(1)
        func kind(_ day: CivilDate) -> ResolutionStanding {
            known.standing(of: resolution, followers: [], at: day.start, in: council.state.directory).kind
        }
        #expect(kind("2007-07-30") == .notYetMade)
        #expect(kind("2007-07-31") == .awaitingRatification)
        #expect(kind("2007-08-01") == .awaitingRatification)
    }

    @Test(
        "only what is before the whole month is before the decision",
        arguments: [
            ("30 June 2007", false), ("1 July 2007", true), ("31 July 2007", true), ("1 August 2007", true),
        ])
    func order(_ day: String, _ isPossible: Bool) {
        let publish = make(PublishDecision.self) { ($0.decision, $0.on) = ("corporate-parenting", day) }
        let ratify = make(RatifyResolution.self) {
            ($0.decision, $0.number, $0.on, $0.how) = ("corporate-parenting", 1, day, Stockton.how)
        }
        if isPossible {
            recorded.when(publish).accepted()
            recorded.when(ratify).accepted()
        } else {
            recorded.when(publish).thenRefused(rule: "dates-in-order", record: record)
            recorded.when(ratify).thenRefused(rule: "dates-in-order", record: "\(record)#1")
        }
    }

    @Test("it had been made when it was recorded, published or signed, whatever the month leaves open")
    func known() throws {
        func made(_ fill: (inout RecordDecision) -> Void = { _ in }) throws -> CivilDate {
            let after = council.when(changed { ($0.made = "2007", fill(&$0)).1 }, at: "2007-08-20T09:00")
                .accepted()
            return try #require(after.state.decisions[Stockton.id]).made
        }
        #expect(try made() == "2007-08-20")
        #expect(try made { $0.published = "3 August 2007" } == "2007-08-03")
        #expect(
            try made {
                $0.signature = make(Signature.self) {
                    ($0.signedBy, $0.on) = ("Proper Officer", "2007-07-06")
                }
            }
                == "2007-07-06")
        // What is recorded later tells as much.
        var year = Stockton.decision
        (year.made, year.signature) = ("2007", nil)
        let recorded = council.and(.decisionRecorded(year))
        #expect(recorded.state.decisions[Stockton.id]?.made == "2007-12-31")
        let published = recorded.and(Fact.published(Stockton.id, on: "2007-08-03"))
        #expect(published.state.decisions[Stockton.id]?.made == "2007-08-03")
        let implement = make(ImplementResolution.self) {
            ($0.decision, $0.number, $0.on) = ("corporate-parenting", 4, "11 August 2007")
        }
        published.when(implement).accepted()
    }

    @Test("the same again is no second decision, though more is known by then")
    func repeated() {
        let command = changed { $0.made = "2007" }
        let after = council.when(command, at: "2007-08-20T09:00").accepted()
        after.when(command, at: "2007-08-25T09:00").thenNothing()
    }

    @Test("who took a recommendation up in a month did so in that month, and on no day of it")
    func followed() throws {
        var later = Stockton.decision
        (later.decision, later.body, later.made, later.signature) = ("taken-up", "council", "2007-09", nil)
        later.resolutions = [
            make(Resolution.self) {
                ($0.number, $0.text, $0.follows) = (1, "that it be", ResolutionReference(Stockton.id, 1))
            }
        ]
        let given = recorded.and(.decisionRecorded(later))
        let hops = DecisionChain(given.state.decisions, asAt: "2007-10-01").hops(
            from: ResolutionReference(Stockton.id, 1), asAt: "2007-10-01", in: given.state.directory)
        #expect(hops.map(\.standing) == [.takenUp("2007-09", by: .body("council")), .decided("2007-09")])
        // From 31 July to 1 September at the least.
        #expect(hops.first?.days == 32)
        func correct(_ decision: String, _ value: String) -> CorrectDecision {
            make(CorrectDecision.self) {
                ($0.decision, $0.field, $0.value, $0.reason) = (decision, .made, value, "The minutes")
            }
        }
        given.when(correct("corporate-parenting", "October 2007"), at: "2007-11-01T09:00")
            .thenRefused(rule: "dates-in-order", record: record)
        given.when(correct("corporate-parenting", "September 2007"), at: "2007-11-01T09:00").accepted()
        given.when(correct("taken-up", "June 2007"), at: "2007-11-01T09:00")
            .thenRefused(rule: "dates-in-order", record: "decision/taken-up")
    }

    @Test("no body decides before it was set up, or after it ended")
    func bodies() {
        let given = council.and(
            .bodyEstablished(
                make(BodyEstablished.self) {
                    ($0.body, $0.name, $0.kind, $0.from) = ("forum", "Forum", .board, "2007-06")
                }), Fact.terms("forum") { $0.powers = .advises },
            Fact.dissolved("forum", on: "2007-08-01"))
        func forum(_ made: String) -> RecordDecision {
            changed { ($0.body, $0.made, $0.resolutions) = ("forum", made, [Stockton.resolutions[0]]) }
        }
        for (made, isPossible) in [
            ("31 May 2007", false), ("May 2007", false), ("1 June 2007", true), ("2007", true),
            ("31 July 2007", true),
            ("1 August 2007", false), ("2 August 2007", false),
        ] {
            if isPossible {
                given.when(forum(made)).accepted()
            } else {
                given.when(forum(made)).thenRefused(rule: "body-exists", record: "body/forum")
            }
        }
    }

    @Test("a month that has begun is no month in the future")
    func future() {
        council.when(changed { $0.made = "August 2007" }, at: "2007-08-01T09:00").accepted()
        council.when(changed { $0.made = "August 2007" }, at: "2007-07-31T09:00")
            .thenRefused(rule: "not-in-the-future", record: record)
    }

    @Test("who held the office at an end of the month may have decided then")
    func office() {
        func alone(_ made: String) -> RecordDecision {
            changed { ($0.body, $0.how, $0.maker, $0.made) = (nil, nil, "leader", made) }
        }
        let gone = council.and(Fact.left("leader-of-the-council", "leader", on: "2007-07-02"))
        gone.when(alone("July 2007")).accepted()
        gone.when(alone("August 2007"), at: "2007-09-03T09:00")
            .thenRefused(rule: "decides-alone", record: "person/leader")
    }

    @Test("a meeting has a day, and so has what it decides")
    func meeting() {
        let held = council.and(
            Fact.scheduled("cabinet-2007-08-02", of: "cabinet", "2007-08-02T16:30"),
            Fact.held("cabinet-2007-08-02"))
        func at(_ made: String) -> RecordDecision {
            changed { ($0.made, $0.how, $0.meeting) = (made, nil, "cabinet-2007-08-02") }
        }
        let after = held.when(at("August 2007")).accepted()
        #expect(after.state.decisions[Stockton.id]?.dated == "2007-08-02")
        held.when(at("July 2007")).thenRefused(rule: "decided-at-meeting", record: record)
        let correct = make(CorrectDecision.self) {
            ($0.decision, $0.field, $0.value) = ("corporate-parenting", .made, "August 2007")
            $0.reason = "The minutes"
        }
        after.when(correct).thenRefused(rule: "decided-at-meeting", record: record)
    }

    @Test("the month can be corrected to a day, to another month, and not to one after publication")
    func correction() throws {
        func correct(_ value: String) -> CorrectDecision {
            make(CorrectDecision.self) {
                ($0.decision, $0.field, $0.value) = ("corporate-parenting", .made, value)
                $0.reason = "The minutes"
            }
        }
        let published = recorded.and(Fact.published(Stockton.id, on: "2007-08-03"))
        let day = published.when(correct("2 August 2007")).accepted()
        #expect(day.state.decisions[Stockton.id]?.dated == "2007-08-02")
        let month = published.when(correct("August 2007")).accepted()
        #expect(month.state.decisions[Stockton.id]?.dated == "2007-08")
        // It was published on the 3rd, so it had been made by then.
        #expect(month.state.decisions[Stockton.id]?.made == "2007-08-03")
        published.when(correct("September 2007"), at: "2007-10-01T09:00")
            .thenRefused(rule: "dates-in-order", record: record)
        published.when(correct("July 2007")).thenNothing()
    }
}
