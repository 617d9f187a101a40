// Political groups and who belongs to them: one group at a time, with dates that may be corrected.

import Codec
import Governance
import Testing

@Suite("Political groups")
struct GroupTests {
    let council = Given(SmallCouncil.events)

    private func join(_ person: String, _ group: String, _ from: String? = nil) -> JoinGroup {
        make(JoinGroup.self) { ($0.person, $0.group, $0.from) = (person, group, from) }
    }

    private func correct(_ fill: (inout CorrectedDates) -> Void) -> CorrectGroupMembership {
        make(CorrectGroupMembership.self) {
            ($0.person, $0.group) = ("Councillor A, Group One", "Group One")
            ($0.dates.recordedFrom, $0.dates.reason) = ("1 May 2003", "the register says so")
            fill(&$0.dates)
        }
    }

    @Test("a group is formed and renamed; both again add nothing")
    func formed() {
        let after = council.when(make(FormGroup.self) { $0.name = "Group Three" })
            .then(Fact.formed("group-three", "Group Three"))
        let renamed = make(GroupRenamed.self) {
            ($0.group, $0.name, $0.reason) = ("group-three", "The Third Group", "they chose it")
        }
        after.when(
            make(RenameGroup.self) {
                ($0.group, $0.name, $0.reason) = ("group three", "The Third Group", "they chose it")
            }
        ).then(.groupRenamed(renamed))
        council.when(make(FormGroup.self) { ($0.name, $0.group) = ("Another", "group-one") })
            .thenRefused(rule: "new-record", record: "group/group-one")
    }

    @Test("a councillor of no group joins one, from a date as exact as the source has it")
    func joined() {
        let after = council.when(join("Councillor E, no group", "Group Two", "January 2007"))
            .then(Fact.joined("councillor-e", "group-two", from: "2007-01"))
        let person = after.state.directory.people["councillor-e"]
        #expect(person?.group(on: "2006-12-31") == nil)
        #expect(person?.group(on: "2007-01-01") == "group-two")
    }

    @Test("nobody is in two groups at a time, however the dates are written")
    func oneAtATime() {
        for from in ["2007-05-01", "2003", "2002"] {
            council.when(join("councillor-a", "group-two", from))
                .thenRefused(rule: "one-group-at-a-time", record: "person/councillor-a")
        }
    }

    @Test("a past membership is entered with both days, whatever came after it")
    func pastMembership() {
        func past(_ from: String, _ until: String) -> JoinGroup {
            make(JoinGroup.self) {
                ($0.person, $0.group, $0.from, $0.until) = ("councillor-a", "group-two", from, until)
            }
        }
        let after = council.when(past("1 May 1999", "1 May 2003")).accepted()
        let person = after.state.directory.people["councillor-a"]
        #expect(person?.group(on: "2003-04-30") == "group-two")
        #expect(person?.group(on: "2003-05-01") == "group-one")
        council.when(past("1 May 1999", "2 May 2003"))
            .thenRefused(rule: "one-group-at-a-time", record: "person/councillor-a")
        // Between two others: the same group again, and one that would share a day with it.
        after.when(past("1 January 1998", "1 May 1999")).accepted()
        after.when(past("1 January 1998", "2 May 1999"))
            .thenRefused(rule: "one-group-at-a-time", record: "person/councillor-a")
    }

    @Test("crossing the floor: the day of leaving is the first day in the other group")
    func crossing() {
        let left = council.when(make(LeaveGroup.self) { ($0.person, $0.on) = ("councillor-a", "2007-06-01") })
            .then(Fact.leftGroup("councillor-a", "group-one", on: "2007-06-01"))
        let after = left.when(join("councillor-a", "group-two", "2007-06-01"))
            .then(Fact.joined("councillor-a", "group-two", from: "2007-06-01"))
        let person = after.state.directory.people["councillor-a"]
        #expect(person?.group(on: "2007-05-31") == "group-one")
        #expect(person?.group(on: "2007-06-01") == "group-two")
        left.when(join("councillor-a", "group-two", "2007-05-31"))
            .thenRefused(rule: "one-group-at-a-time", record: "person/councillor-a")
    }

    @Test("only councillors have a group")
    func councillorsOnly() {
        for person in ["chief", "carer"] {
            council.when(join(person, "Group One"))
                .thenRefused(rule: "groups-of-councillors", record: "person/\(person)")
        }
    }

    @Test("one who is in no group cannot leave it, nor anyone before joining")
    func leaving() {
        council.when(make(LeaveGroup.self) { $0.person = "councillor-e" })
            .thenRefused(rule: "member-of-group", record: "person/councillor-e")
        council.when(make(LeaveGroup.self) { ($0.person, $0.on) = ("councillor-a", "2003-04-30") })
            .thenRefused(rule: "dates-in-order", record: "person/councillor-a")
    }

    @Test("a membership's dates are corrected with a reason; what was recorded says which is meant")
    func corrected() {
        var event = GroupMembershipCorrected()
        (event.person, event.group) = ("councillor-a", "group-one")
        event.correction.recordedFrom = "2003-05-01"
        event.correction.from = "2004"
        event.correction.reason = "the register says so"
        let after = council.when(correct { $0.from = "2004" }).then(.groupMembershipCorrected(event))
        #expect(after.state.directory.people["councillor-a"]?.group(on: "2003-12-31") == nil)
        #expect(after.state.directory.people["councillor-a"]?.group(on: "2004-01-01") == "group-one")
    }

    @Test("a day of leaving is corrected, and the same correction again adds nothing")
    func correctedUntil() {
        let left = council.and(Fact.leftGroup("councillor-a", "group-one", on: "2007-06-01"))
        let after = left.when(correct { $0.until = "2007-07-01" }).accepted()
        after.when(correct { $0.until = "2007-07-01" }).thenNothing()
        #expect(after.state.directory.people["councillor-a"]?.group(on: "2007-06-30") == "group-one")
    }

    @Test("a membership that never was is withdrawn")
    func withdrawn() {
        let after = council.when(correct { $0.isWithdrawn = true }).accepted()
        #expect(after.state.directory.people["councillor-a"]?.groups == [])
        after.when(correct { $0.isWithdrawn = true })
            .thenRefused(rule: "correct-what-is-recorded", record: "person/councillor-a")
    }

    @Test("a correction needs a reason and dates in order, and something that was recorded")
    func badCorrections() {
        council.when(correct { ($0.from, $0.reason) = ("2004", " ") })
            .thenRefused(rule: "reason", record: "person/councillor-a")
        council.when(correct { ($0.from, $0.until) = ("2005", "2004") })
            .thenRefused(rule: "dates-in-order", record: "person/councillor-a")
        council.when(correct { ($0.recordedFrom, $0.from) = ("2003", "2004") })
            .thenRefused(rule: "correct-what-is-recorded", record: "person/councillor-a")
    }

    @Test("a correction does not put anyone in two groups at a time")
    func correctionOverlaps() {
        let crossed = council.and(
            Fact.leftGroup("councillor-a", "group-one", on: "2007-06-01"),
            Fact.joined("councillor-a", "group-two", from: "2007-06-01"))
        crossed.when(correct { $0.until = "2007-07-01" })
            .thenRefused(rule: "one-group-at-a-time", record: "person/councillor-a")
        crossed.when(correct { $0.until = "2007-05-01" }).accepted()
    }
}
