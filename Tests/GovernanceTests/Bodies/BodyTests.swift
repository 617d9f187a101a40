// Bodies: established, renamed, merged, dissolved, with terms of reference that apply from a day.

import Codec
import Governance
import Testing

@Suite("Bodies")
struct BodyTests {
    let council = Given(SmallCouncil.events)

    private func adopt(_ body: String, from: String?, _ fill: (inout Terms) -> Void) -> AdoptTerms {
        make(AdoptTerms.self) { ($0.body, $0.from, $0.terms) = (body, from, make(Terms.self, fill)) }
    }

    private func merge(_ body: String, _ into: String) -> MergeBody {
        make(MergeBody.self) { ($0.body, $0.into, $0.on) = (body, into, "1 September 2007") }
    }

    @Test("a body is established to work alongside another")
    func established() {
        let command = make(EstablishBody.self) {
            ($0.name, $0.kind) = ("Advisory Group of children and young people", .youngPeople)
            ($0.advises, $0.from) = ("MALAP", "Autumn 2007")
        }
        var event = BodyEstablished()
        (event.body, event.name, event.kind) = (
            "advisory-group-of-children-and-young-people", command.name, .youngPeople
        )
        (event.advises, event.from) = ("malap", "2007-autumn")
        council.when(command).then(.bodyEstablished(event))
        council.when(make(EstablishBody.self) { ($0.name, $0.body) = ("Another", "malap") })
            .thenRefused(rule: "new-record", record: "body/malap")
    }

    @Test("a body keeps every name by which it was known")
    func renamed() throws {
        let rename = make(RenameBody.self) {
            ($0.body, $0.name, $0.reason) = ("MALAP", "The Partnership for Looked After Children", "clearer")
        }
        let after = council.when(rename).accepted()
        for name in ["MALAP", "Multi Agency Looked After Partnership", rename.name, "malap"] {
            #expect(try after.state.directory.body(name).id == "malap", "\(name)")
        }
        let alias = make(RenameBody.self) {
            ($0.body, $0.name, $0.aliases) = ("malap", rename.name, ["The Board for Looked After Children"])
            $0.reason = "the report calls it that"
        }
        let known = after.when(alias).accepted().state.directory.bodies["malap"]
        #expect(
            Set(known?.aliases ?? []) == [
                "MALAP", "Multi Agency Looked After Partnership", "The Board for Looked After Children",
            ])
    }

    @Test("terms apply from their day on, and those before them until then")
    func terms() {
        let after = council.when(adopt("malap", from: "2 August 2007") { $0.quorum = 5 }).accepted()
        let body = after.state.directory.bodies["malap"]
        #expect(body?.terms(on: "2006-12-31") == nil)
        #expect(body?.terms(on: "2007-08-01")?.quorum == 3)
        #expect(body?.terms(on: "2007-08-02")?.quorum == 5)
    }

    @Test("terms that are entered late apply between those before and those after them")
    func termsEnteredLate() {
        let early = council.and(Fact.terms("cabinet", from: "2010-01-01") { $0.powers = .scrutinises })
        let after = early.when(adopt("cabinet", from: "2008-01-01") { $0.powers = .advises }).accepted()
        let body = after.state.directory.bodies["cabinet"]
        #expect(body?.terms(on: "2007-12-31")?.powers == .decides)
        #expect(body?.terms(on: "2009-01-01")?.powers == .advises)
        #expect(body?.terms(on: "2010-01-01")?.powers == .scrutinises)
    }

    @Test("terms adopted again for the same day take the place of the first")
    func termsReplaced() {
        let after = council.when(adopt("malap", from: "2007-01-01") { $0.quorum = 4 }).accepted()
        #expect(after.state.directory.bodies["malap"]?.terms(on: "2007-06-01")?.quorum == 4)
    }

    @Test("the terms that apply already are nothing new, those of an earlier day are")
    func sameTerms() {
        let same = adopt("malap", from: "2007-02-01", SmallCouncil.malapTerms)
        council.when(same).thenNothing()
        let earlier = adopt("malap", from: "2006-02-01", SmallCouncil.malapTerms)
        let after = council.when(earlier).accepted()
        #expect(after.state.directory.bodies["malap"]?.terms(on: "2006-03-01") != nil)
    }

    @Test("a reporting route never leads back, however long it is")
    func route() {
        council.when(adopt("council", from: nil) { $0.reportsTo = ["malap"] })
            .thenRefused(rule: "reporting-route", record: "body/council")
        council.when(adopt("cabinet", from: nil) { $0.reportsTo = ["cabinet"] })
            .thenRefused(rule: "reporting-route", record: "body/cabinet")
        council.when(adopt("trust-board", from: nil) { $0.reportsTo = ["council", "cabinet"] }).accepted()
        council.when(adopt("council", from: nil) { $0.reportsTo = ["nowhere"] })
            .thenRefused(rule: "known-body", record: "body/nowhere")
    }

    @Test("terms that cannot be kept are refused", arguments: 0..<9)
    func badTerms(_ which: Int) {
        let seat = make(SeatDefinition.self) { ($0.capacity, $0.count) = ("councillor", 2) }
        let bad: [(inout Terms) -> Void] = [
            { $0.quorum = 0 },
            { $0.seats = [seat, seat] },
            { $0.seats = [make(SeatDefinition.self) { ($0.capacity, $0.count) = ("officer", 0) }] },
            { ($0.seats, $0.expected) = ([seat], ["officer"]) },
            { $0.nonAttendance = NonAttendanceRule() },
            { $0.nonAttendance = make(NonAttendanceRule.self) { $0.consecutive = 0 } },
            { $0.nonAttendance = make(NonAttendanceRule.self) { ($0.below, $0.months) = (60, 0) } },
            { $0.nonAttendance = make(NonAttendanceRule.self) { $0.below = 101 } },
            { $0.callIn = make(CallInRule.self) { $0.workingDays = 61 } },
        ]
        council.when(adopt("malap", from: nil, bad[which])).thenRefused(rule: "terms", record: "body/malap")
    }

    @Test("a merged body ends, its seats with it, and it can be filled no more")
    func merged() {
        let two = council.and(
            Fact.body("informal", "Informal corporate parenting group", .informal),
            Fact.seat("informal", "councillor-b", "member", from: "2005-01-01"))
        let after = two.when(merge("informal", "malap"))
            .then(Fact.merged("informal", into: "malap", on: "2007-09-01"))
        let body = after.state.directory.bodies["informal"]
        #expect(body?.expected(on: "2007-08-31").map(\.person) == ["councillor-b"])
        #expect(body?.expected(on: "2007-09-01").isEmpty == true)
        #expect(body?.mergedInto == "malap")
        let tooLate = make(FillSeat.self) { ($0.body, $0.person) = ("informal", "councillor-d") }
        after.when(tooLate, at: "2007-09-03T09:00")
            .thenRefused(rule: "body-exists", record: "body/informal")
        after.when(merge("malap", "informal")).thenRefused(rule: "body-exists", record: "body/informal")
        two.when(merge("malap", "MALAP")).thenRefused(rule: "merge-two", record: "body/malap")
    }

    @Test("a body that has ended can call no meeting from that day on")
    func ended() {
        let command = make(DissolveBody.self) { ($0.body, $0.on) = ("malap", "1 September 2007") }
        let after = council.when(command).then(Fact.dissolved("malap", on: "2007-09-01"))
        func call(_ starts: String) -> ScheduleMeeting {
            make(ScheduleMeeting.self) { ($0.body, $0.starts) = ("malap", starts) }
        }
        after.when(call("2007-09-01T16:30")).thenRefused(rule: "body-exists", record: "body/malap")
        after.when(call("2007-08-31T16:30")).accepted()
    }
}
