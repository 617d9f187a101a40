// Further parts of terms of reference: links with other bodies, what members choose from, named seats for councillors.

import Codec
import Governance
import Testing

@Suite("Governance in terms of reference")
struct GovernanceTermsTests {
    private func adopting(_ fill: (inout Terms) -> Void) -> Outcome {
        Given(SmallCouncil.events).when(
            make(AdoptTerms.self) { adopt in
                adopt.body = "malap"
                SmallCouncil.malapTerms(&adopt.terms)
                fill(&adopt.terms)
            })
    }

    @Test("links name other bodies of the record")
    func links() {
        adopting { $0.links = [GovernanceLink(.representedOn, "cabinet", source: "3.1")] }.accepted()
        adopting { $0.links = [GovernanceLink(.linkedTo, "malap")] }
            .thenRefused(rule: "terms", record: "body/malap")
        adopting { $0.links = [GovernanceLink(.linkedTo, "nobody")] }
            .thenRefused(rule: "known-body", record: "body/nobody")
    }

    @Test("what members choose from is of meetings or of visits")
    func participation() {
        func item(_ fill: (inout ParticipationItem) -> Void) -> Outcome {
            adopting { terms in
                terms.participation = [
                    make(ParticipationItem.self) {
                        $0.label = "Attend panels as observers"
                        fill(&$0)
                    }
                ]
            }
        }
        item { ($0.bodies, $0.asObserver) = (["trust-board"], true) }.accepted()
        item { $0.visits = [.spotCheck] }.accepted()
        item { _ in }.thenRefused(rule: "terms", record: "body/malap")
        item { ($0.kinds, $0.visits) = ([.training], [.rota]) }.thenRefused(
            rule: "terms", record: "body/malap")
    }

    @Test("observing counts at the panel that is named, and sitting on it does not")
    func counts() {
        let item = make(ParticipationItem.self) {
            ($0.label, $0.bodies, $0.asObserver) = ("Observe the fostering panel", ["fostering-panel"], true)
        }
        #expect(item.counts("fostering-panel", .ordinary, .inAttendance))
        #expect(!item.counts("adoption-panel", .ordinary, .inAttendance))
        #expect(!item.counts("fostering-panel", .ordinary, .present))
        #expect(!item.counts("fostering-panel", .training, .inAttendance))
        #expect(!item.counts("fostering-panel", .ordinary, .apologies))
    }

    @Test("a named seat is a councillor's unless only others have it, on the day and around it")
    func namedSeats() throws {
        let given = Given(SmallCouncil.events).and(
            Fact.terms("trust-board", from: "2007-09-01") { terms in
                terms.seats = [
                    make(SeatDefinition.self) {
                        ($0.capacity, $0.count, $0.isNamed) = ("elected member", 2, true)
                    },
                    make(SeatDefinition.self) { ($0.capacity, $0.isNamed) = ("director", true) },
                    make(SeatDefinition.self) { $0.capacity = "partner" },
                ]
            }, Fact.seat("trust-board", "officer-a", "director", from: "2007-09-01"),
            Fact.seat("trust-board", "councillor-b", "elected member", from: "2007-09-01"))
        let directory = given.state.directory
        let board = try #require(directory.bodies["trust-board"])
        #expect(board.namedCouncillorSeats(on: "2007-08-31", in: directory).isEmpty)
        for day: CivilDate in ["2007-09-01", "2007-09-02"] {
            let seats = board.namedCouncillorSeats(on: day, in: directory)
            #expect(seats.map(\.definition.capacity) == ["elected member"])
            #expect(seats.first?.holders.map(\.person) == ["councillor-b"])
        }
    }

    @Test("a seat whose capacity says that it is a councillor's stays on that list, whoever sits there")
    func officerInCouncillorsSeat() throws {
        for (capacity, isListed) in [
            ("named councillor", true), ("Elected Member", true),
            ("elected member nominated by the Council", true), ("member", false),
            ("officer supporting councillors", false), ("nominee of an elected member", false),
            ("non-councillor", false), ("former councillor", false), ("councillor support officer", false),
        ] {
            let given = Given(SmallCouncil.events).and(
                Fact.terms("trust-board", from: "2007-09-01") { terms in
                    terms.seats = [
                        make(SeatDefinition.self) { ($0.capacity, $0.isNamed) = (capacity, true) }
                    ]
                }, Fact.seat("trust-board", "officer-a", capacity, from: "2007-09-01"))
            let directory = given.state.directory
            let board = try #require(directory.bodies["trust-board"])
            #expect(
                board.namedCouncillorSeats(on: "2007-09-01", in: directory).isEmpty != isListed, "\(capacity)"
            )
        }
    }
}
