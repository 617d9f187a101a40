// Pledges: adopted by version, signed by elected members, assessed promise by promise.

import Codec
import Governance
import Testing

@Suite("Pledges")
struct PledgeTests {
    static let adopt = make(AdoptPledge.self) {
        ($0.title, $0.on, $0.by) = ("Our Pledge", "2011", "Council")
        $0.areas = [
            make(PledgeArea.self) {
                $0.title = "Service Delivery"
                $0.promises = [
                    make(Promise.self) { ($0.id, $0.text) = ("good-home", "ensuring they have a good home") }
                ]
            },
            make(PledgeArea.self) {
                $0.title = "Involvement"
                $0.promises = [
                    make(Promise.self) { ($0.id, $0.text) = ("views", "ensuring they are asked their views") }
                ]
            },
        ]
    }

    /// The small council with seats on the council itself, so that it is known who is elected when.
    static let council = Given(
        SmallCouncil.events + [
            Fact.seat("council", "councillor-a", from: "2003-05-01"),
            Fact.seat("council", "councillor-c", from: "2003-05-01"),
            Fact.seat("council", "councillor-d", from: "2013-05-02"),
        ])

    static let adopted = council.when(adopt, at: "2014-01-10T09:00").accepted()

    private func when(_ given: Given, _ command: some Command) -> Outcome {
        given.when(command, at: "2014-01-10T09:00")
    }

    @Test("may be a list of issues in place of promises, such as a Top Ten")
    func ofIssues() {
        let list = make(EstablishIssueList.self) {
            ($0.title, $0.managedBy, $0.from) = ("Top Ten", "MALAP", "1 January 2008")
        }
        let listed = Self.council.when(list, at: "2014-01-10T09:00").accepted()
        let pledge = make(AdoptPledge.self) {
            ($0.title, $0.on, $0.list) = ("Our Pledge", "2011", "top-ten")
        }
        let outcome = when(listed, pledge)
        outcome.accepted()
        guard case .pledgeAdopted(let event)? = outcome.events.first else { return }
        #expect(event.list == "top-ten" && event.areas.isEmpty)
        when(Self.council, pledge).thenRefused(rule: "known-list", record: "list/top-ten")
        var neither = pledge
        neither.list = nil
        when(listed, neither).thenRefused(rule: "promises", record: "pledge/our-pledge")
    }

    private func sign(_ people: String..., on: String? = "12 July 2012", all: Bool = false) -> SignPledge {
        make(SignPledge.self) { ($0.pledge, $0.people, $0.on, $0.everyMember) = ("our", people, on, all) }
    }

    private func assess(_ rating: Rating, on: String, promise: PromiseID = "good-home") -> AssessPromise {
        make(AssessPromise.self) {
            ($0.pledge, $0.promise, $0.rating, $0.on) = ("our-pledge", promise, rating, on)
            ($0.why, $0.evidence) = ("two homes await repairs", ["Report to the Panel, March 2013"])
        }
    }

    @Test("are adopted by version, with areas and promises")
    func versions() {
        let pledge = Self.adopted.state.pledges["our-pledge"]
        #expect(pledge?.versions.map(\.version) == [1])
        var again = Self.adopt
        again.on = "1 January 2014"
        again.areas.removeLast()
        let second = when(Self.adopted, again).accepted().state.pledges["our-pledge"]
        #expect(second?.versions.map(\.version) == [1, 2])
        #expect(second?.version(on: "2013-12-31")?.version == 1)
        #expect(second?.version(on: "2014-01-01")?.promises.map(\.id) == ["good-home"])
        #expect(second?.version(on: "2010-12-31") == nil)
    }

    @Test("that promise nothing, or the same twice, are refused")
    func noPromises() {
        var nothing = Self.adopt
        nothing.areas = []
        when(Self.council, nothing).thenRefused(rule: "promises", record: "pledge/our-pledge")
        var twice = Self.adopt
        twice.areas.append(twice.areas[0])
        when(Self.council, twice).thenRefused(rule: "promises", record: "pledge/our-pledge")
    }

    @Test("are signed by elected members of the day, and by nobody else")
    func signatures() {
        when(Self.adopted, sign("councillor-a", "councillor-c")).accepted()
        when(Self.adopted, sign("councillor-d"))
            .thenRefused(rule: "signed-by-members", record: "pledge/our-pledge")
        when(Self.adopted, sign("councillor-d", on: nil)).accepted()
        for person in ["chief", "carer", "yp-7f3a", "councillor-b"] {
            when(Self.adopted, sign(person))
                .thenRefused(rule: "signed-by-members", record: "pledge/our-pledge")
        }
        when(Self.adopted, sign()).thenRefused(rule: "signed-by-members", record: "pledge/our-pledge")
        when(Self.adopted, sign("councillor-a", on: "2010"))
            .thenRefused(rule: "dates-in-order", record: "pledge/our-pledge")
    }

    @Test("are signed by all members who have not, and once by each")
    func everyMember() {
        let first = when(Self.adopted, sign("councillor-a")).accepted()
        let all = when(first, sign(all: true))
        #expect(all.events.count == 1)
        let signed = all.accepted()
        when(signed, sign("councillor-a", on: "13 July 2012"))
            .thenRefused(rule: "one-signature", record: "pledge/our-pledge")
        let later = when(signed, sign(on: nil, all: true)).accepted()
        #expect(later.state.pledges["our-pledge"]?.signatures.last?.person == "councillor-d")
    }

    @Test("keep signatures that were entered by mistake no longer than until they are taken back")
    func unsigned() {
        let signed = when(Self.adopted, sign("councillor-a")).accepted()
        let unsign = make(WithdrawSignature.self) {
            ($0.pledge, $0.person, $0.reason) = ("our", "councillor-a", "the name of another")
        }
        let after = when(signed, unsign).accepted()
        #expect(after.state.pledges["our-pledge"]?.signatures.isEmpty == true)
        when(after, sign("councillor-a")).accepted()
    }

    @Test("are assessed promise by promise; the last assessment by the day holds")
    func assessments() {
        let given = when(Self.adopted, assess(.red, on: "March 2013")).accepted()
        let both = when(given, assess(.green, on: "2 December 2013")).accepted()
        func rating(_ given: Given, _ day: CivilDate) -> Rating? {
            given.state.pledges["our-pledge"]?.assessment(of: "good-home", on: day)?.rating
        }
        #expect(rating(both, "2013-02-28") == nil)
        #expect(rating(both, "2013-12-01") == .red)
        #expect(rating(both, "2013-12-02") == .green)
        let withdraw = make(WithdrawAssessment.self) {
            ($0.pledge, $0.number, $0.reason) = ("our", 2, "of another promise")
        }
        #expect(rating(when(both, withdraw).accepted(), "2014-01-01") == .red)
    }

    @Test("are not assessed for what they do not promise, or before they were adopted")
    func wrongAssessments() {
        when(Self.adopted, assess(.red, on: "2013", promise: "holidays")).thenRefused(
            rule: "promise-made", record: "pledge/our-pledge", candidates: ["good-home", "views"])
        when(Self.adopted, assess(.red, on: "2010"))
            .thenRefused(rule: "dates-in-order", record: "pledge/our-pledge")
    }

    @Test("are presented to a body")
    func presented() {
        let present = make(PresentPledge.self) {
            ($0.pledge, $0.to, $0.by, $0.on) = ("our", "council", "malap", "2012")
        }
        when(Self.adopted, present).accepted()
    }
}
