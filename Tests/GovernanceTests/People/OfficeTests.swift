// Offices: one holder at a time, and the few kinds that rules look for are one each.

import Codec
import Governance
import Testing

@Suite("Offices")
struct OfficeTests {
    let council = Given(SmallCouncil.events)

    private func take(_ office: String, _ person: String, _ from: String?) -> TakeOffice {
        make(TakeOffice.self) { ($0.office, $0.person, $0.from) = (office, person, from) }
    }

    private func establish(_ title: String, _ kind: OfficeKind, _ group: String? = nil) -> EstablishOffice {
        make(EstablishOffice.self) { ($0.title, $0.kind, $0.group) = (title, kind, group) }
    }

    @Test("whoever takes an office ends the tenure of whoever held it, on the same day")
    func handOver() {
        let after = council.when(take("Leader of the Council", "councillor-a", "2007-05-10")).then(
            Fact.left("leader-of-the-council", "leader", on: "2007-05-10"),
            Fact.took("leader-of-the-council", "councillor-a", from: "2007-05-10"))
        let office = after.state.directory.office(.leader)
        #expect(office?.holder(on: "2007-05-09") == "leader")
        #expect(office?.holder(on: "2007-05-10") == "councillor-a")
        #expect(office?.holder(on: "2003-04-30") == nil)
    }

    @Test("an office has one holder at a time, also for an import")
    func oneHolder() {
        let twice = Fact.took("leader-of-the-council", "councillor-a", from: "2007-05-10")
        #expect(refusal(of: twice, in: council) == "one-holder")
        council.when(take("leader-of-the-council", "leader", "2007-05-10"))
            .thenRefused(rule: "one-holder", record: "office/leader-of-the-council")
        council.when(take("leader-of-the-council", "councillor-a", "2002-05-10"))
            .thenRefused(rule: "one-holder", record: "office/leader-of-the-council")
    }

    @Test("a past holder is entered with both days, before or after the later ones, and ends nobody's term")
    func pastHolder() {
        func past(_ until: String) -> TakeOffice {
            make(TakeOffice.self) {
                ($0.office, $0.person, $0.from) = ("leader-of-the-council", "councillor-a", "1 May 1999")
                $0.until = until
            }
        }
        for day in ["30 April 2003", "1 May 2003"] {
            let after = council.when(past(day)).accepted()
            #expect(after.state.directory.office(.leader)?.holder(on: "2003-04-29") == "councillor-a")
            #expect(after.state.directory.office(.leader)?.holder(on: "2007-05-10") == "leader")
        }
        council.when(past("2 May 2003"))
            .thenRefused(rule: "one-holder", record: "office/leader-of-the-council")
        council.when(past("30 April 1999"))
            .thenRefused(rule: "dates-in-order", record: "office/leader-of-the-council")
    }

    @Test("the holder leaves, and the office is vacant; a vacant one cannot be left")
    func vacant() {
        let leave = make(LeaveOffice.self) { ($0.office, $0.on) = ("chief-executive", "2007-06-30") }
        let after = council.when(leave).then(Fact.left("chief-executive", "chief", on: "2007-06-30"))
        #expect(after.state.directory.office(.chiefExecutive)?.holder(on: "2007-06-30") == nil)
        after.when(leave).thenRefused(rule: "holder-of-office", record: "office/chief-executive")
        after.when(take("chief-executive", "officer-a", "2007-09-01"))
            .then(Fact.took("chief-executive", "officer-a", from: "2007-09-01"))
    }

    @Test("group leaders and their deputies are each of a group, no other office is")
    func ofGroup() {
        council.when(establish("Leader of Group Two's other wing", .groupLeader))
            .thenRefused(rule: "group-of-leader", record: "office/leader-of-group-twos-other-wing")
        council.when(establish("Mayor", .other, "Group One"))
            .thenRefused(rule: "group-of-leader", record: "office/mayor")
        council.when(establish("Deputy Leader of Group Two", .deputyGroupLeader, "Group Two")).then(
            Fact.office(
                "deputy-leader-of-group-two", "Deputy Leader of Group Two", .deputyGroupLeader,
                of: "group-two"))
    }

    @Test("there is one Leader, one Chief Executive, one leader to a group")
    func oneOfEach() {
        council.when(establish("Elected Mayor", .leader))
            .thenRefused(rule: "one-office", record: "office/elected-mayor")
        council.when(establish("Second leader", .groupLeader, "Group One"))
            .thenRefused(rule: "one-office", record: "office/second-leader")
        council.when(establish("Lead Member for Education", .leadMember)).accepted()
            .when(establish("Lead Member for Social Care", .leadMember)).accepted()
    }

    @Test("dates in office are corrected, and not so that two hold it at a time")
    func corrected() {
        let past = council.and(
            Fact.left("leader-of-the-council", "leader", on: "2007-05-10"),
            Fact.took("leader-of-the-council", "councillor-a", from: "2007-05-10"))
        func correct(_ until: String) -> CorrectOffice {
            make(CorrectOffice.self) {
                ($0.office, $0.person) = ("leader-of-the-council", "leader")
                ($0.dates.recordedFrom, $0.dates.until) = ("2003-05-01", until)
                $0.dates.reason = "annual meeting was earlier"
            }
        }
        let after = past.when(correct("2007-05-03")).accepted()
        after.when(correct("2007-05-03")).thenNothing()
        #expect(after.state.directory.office(.leader)?.holder(on: "2007-05-09") == nil)
        past.when(correct("2007-05-11"))
            .thenRefused(rule: "one-holder", record: "office/leader-of-the-council")
    }

    @Test("an office or a person that is not in the record is refused by name")
    func unknown() {
        council.when(take("Lord Lieutenant", "leader", nil))
            .thenRefused(rule: "known-office", record: "office/Lord Lieutenant")
        council.when(take("chief-executive", "Nobody", nil))
            .thenRefused(rule: "known-person", record: "person/Nobody")
    }
}
