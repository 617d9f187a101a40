// One answer to where a resolution stands, and the rule of what may be implemented that comes of it.

import Codec
import Governance
import Testing

@Suite("Where a resolution stands")
struct ResolutionStatusTests {
    private let council = Given(SmallCouncil.events)

    private func decision(
        _ id: DecisionID, by body: String?, maker: String? = nil, on day: String, to: BodyID?,
        follows: ResolutionReference? = nil
    ) -> RecordDecision {
        make(RecordDecision.self) {
            ($0.decision, $0.title, $0.body, $0.maker, $0.made) = (id, "Clubs", body, maker, day)
            $0.how = Stockton.how
            $0.resolutions = [
                make(Resolution.self) {
                    ($0.number, $0.text, $0.follows) = (1, "That it be supported", follows)
                    ($0.kind, $0.to, $0.isCallable) = (to == nil ? .resolved : .recommended, to, to == nil)
                }
            ]
        }
    }

    private func dealtWith(_ by: BodyID, _ outcome: RatificationOutcome, on day: CivilDate) -> Event {
        .resolutionRatified(
            make(ResolutionRatified.self) {
                ($0.decision, $0.number, $0.by, $0.outcome, $0.on) = ("board-1", 1, by, outcome, day)
            })
    }

    private func published(_ id: DecisionID, on day: CivilDate) -> Event {
        .decisionPublished(make(DecisionPublished.self) { ($0.decision, $0.on) = (id, day) })
    }

    private func implement(_ id: String, on day: String) -> ImplementResolution {
        make(ImplementResolution.self) { ($0.decision, $0.number, $0.on) = (id, 1, day) }
    }

    private func recommended(to body: BodyID) -> Given {
        council.when(decision("board-1", by: "MALAP", on: "7 December 2007", to: body)).accepted()
    }

    private func kind(_ given: Given, on day: CivilDate, _ id: DecisionID = "board-1") throws
        -> ResolutionStanding
    {
        let decision = try #require(given.state.decisions[id])
        let chain = DecisionChain(given.state.decisions, asAt: day)
        return decision.standing(
            of: try decision.resolution(1), followers: chain.followers(of: .init(id, 1)), at: day.start,
            in: given.state.directory
        ).kind
    }

    private let later: CivilDateTime = "2008-06-01T09:00"

    @Test("what a body without powers endorsed is a dead end, and is not implemented")
    func endorsed() throws {
        let given = recommended(to: "trust-board").and(dealtWith("trust-board", .ratified, on: "2008-01-10"))
        #expect(try kind(given, on: "2008-01-09") == .awaitingRatification)
        #expect(try kind(given, on: "2008-01-10") == .deadEnd)
        given.when(implement("board-1", on: "11 January 2008"), at: later)
            .thenRefused(rule: "may-be-implemented", record: "decision/board-1#1")
        // An entry of an earlier version that did so stays readable.
        let earlier = make(ResolutionImplemented.self) {
            ($0.decision, $0.number, $0.on) = ("board-1", 1, "2008-01-11")
        }
        #expect(refusal(of: .resolutionImplemented(earlier), in: given) == nil)
        #expect(try kind(given.and(.resolutionImplemented(earlier)), on: "2008-01-11") == .implemented)
    }

    @Test("what a body with powers ratified may be implemented from that day on")
    func ratified() throws {
        let given = recommended(to: "cabinet").and(dealtWith("cabinet", .ratified, on: "2008-01-10"))
        #expect(try kind(given, on: "2008-01-10") == .mayBeImplemented)
        given.when(implement("board-1", on: "9 January 2008"), at: later)
            .thenRefused(rule: "may-be-implemented", record: "decision/board-1#1")
        given.when(implement("board-1", on: "10 January 2008"), at: later).accepted()
    }

    @Test(
        "a recommendation that a resolution deals with is not implemented itself: that resolution is, once it may"
    )
    func takenUp() throws {
        let given = recommended(to: "cabinet").when(
            decision(
                "cabinet-1", by: "Cabinet", on: "10 January 2008", to: nil, follows: .init("board-1", 1)),
            at: later
        ).accepted().and(
            dealtWith("cabinet", .ratified, on: "2008-01-10"), published("cabinet-1", on: "2008-01-11"))
        #expect(try kind(given, on: "2008-01-09") == .awaitingRatification)
        #expect(try kind(given, on: "2008-01-10") == .takenUp)
        #expect(try kind(given, on: "2008-01-18", "cabinet-1") == .openToCallIn)
        #expect(try kind(given, on: "2008-01-19", "cabinet-1") == .mayBeImplemented)
        for day in ["18 January 2008", "19 January 2008"] {
            given.when(implement("board-1", on: day), at: later)
                .thenRefused(rule: "may-be-implemented", record: "decision/board-1#1")
        }
        given.when(implement("cabinet-1", on: "18 January 2008"), at: later)
            .thenRefused(rule: "may-be-implemented", record: "decision/cabinet-1#1")
        given.when(implement("cabinet-1", on: "19 January 2008"), at: later).accepted()
    }

    @Test("one put off, then ratified, stood as put off until then")
    func deferredThenRatified() throws {
        let given = recommended(to: "cabinet").and(
            dealtWith("cabinet", .deferred, on: "2008-01-10"),
            dealtWith("cabinet", .ratified, on: "2008-02-14"))
        #expect(try kind(given, on: "2008-01-09") == .awaitingRatification)
        #expect(try kind(given, on: "2008-02-13") == .deferred)
        #expect(try kind(given, on: "2008-02-14") == .mayBeImplemented)
    }

    @Test("nothing stands anywhere before it was made")
    func before() throws {
        let given = recommended(to: "cabinet")
        #expect(try kind(given, on: "2007-12-06") == .notYetMade)
        #expect(try kind(given, on: "2007-12-07") == .awaitingRatification)
    }
}

@Suite("Who may decide alone")
struct DecidingAloneTests {
    private func alone(_ maker: String, on day: String = "2 August 2007", by office: String? = nil)
        -> RecordDecision
    {
        make(RecordDecision.self) {
            ($0.decision, $0.title, $0.maker, $0.made, $0.office) = ("d", "Clubs", maker, day, office)
            $0.resolutions = [make(Resolution.self) { ($0.number, $0.text) = (1, "approved") }]
        }
    }

    private let council = Given(SmallCouncil.events)
    private let delegated: Event = .officeEstablished(
        make(OfficeEstablished.self) {
            ($0.office, $0.title, $0.kind, $0.decidesAlone) = ("director", "Director", .director, true)
        })

    @Test("not a young person, not a member without an office, not an officer, not who leads a group")
    func refused() {
        for maker in ["yp-7f3a", "councillor-e", "chief", "officer-a", "councillor-a"] {
            council.when(alone(maker)).thenRefused(rule: "decides-alone", record: "person/\(maker)")
        }
    }

    @Test("the holder of an office that may, on the days on which they hold it; the record says by which")
    func office() {
        let after = council.when(alone("leader")).accepted()
        #expect(after.state.decisions["d"]?.recorded.office == "leader-of-the-council")
        let short = council.and(
            .officeLeft(
                make(OfficeLeft.self) {
                    ($0.office, $0.person) = ("leader-of-the-council", "leader")
                    $0.on = PartialDate("2007-08-02")
                }))
        short.when(alone("leader", on: "1 August 2007")).accepted()
        for day in ["2 August 2007", "3 August 2007"] {
            short.when(alone("leader", on: day)).thenRefused(rule: "decides-alone", record: "person/leader")
        }
    }

    @Test("an officer by an office of which the record says so")
    func delegation() {
        let given = council.and(delegated, Fact.took("director", "officer-a", from: "2003-05-01"))
        let after = given.when(alone("officer-a")).accepted()
        #expect(after.state.decisions["d"]?.recorded.office == "director")
        given.when(alone("chief", by: "Director")).thenRefused(rule: "decides-alone", record: "person/chief")
        given.when(alone("chief", by: "chief-executive"))
            .thenRefused(rule: "decides-alone", record: "office/chief-executive")
    }

    @Test("whoever holds several says by which, unless the record says of one that it may decide alone")
    func several() {
        let deputy = council.and(
            Fact.office("lead-member", "Lead Member", .leadMember),
            Fact.took("lead-member", "leader", from: "2003-05-01"))
        deputy.when(alone("leader")).thenRefused(
            rule: "decides-alone", record: "person/leader",
            candidates: ["lead-member", "leader-of-the-council"])
        deputy.when(alone("leader", by: "Lead Member")).accepted()
        let said = deputy.and(delegated, Fact.took("director", "leader", from: "2003-05-01"))
        #expect(said.when(alone("leader")).accepted().state.decisions["d"]?.recorded.office == "director")
    }

    @Test("an entry with an office that its maker did not hold is refused, one without an office is readable")
    func entries() {
        func entry(_ office: OfficeID?) -> Event {
            .decisionRecorded(
                make(DecisionRecorded.self) {
                    ($0.decision, $0.title, $0.maker) = ("d", "Clubs", "councillor-e")
                    ($0.made, $0.office) = ("2007-08-02", office)
                    $0.resolutions = [make(Resolution.self) { ($0.number, $0.text) = (1, "approved") }]
                })
        }
        #expect(refusal(of: entry(nil), in: council) == nil)
        #expect(refusal(of: entry("leader-of-the-council"), in: council) == "decides-alone")
    }
}
