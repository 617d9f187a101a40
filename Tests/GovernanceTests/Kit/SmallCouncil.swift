// A small council for the tests: two groups, one councillor of none, a cabinet that decides, a
// partnership that advises, after Stockton-on-Tees in 2007. Everybody goes by their role.

import Codec
import Governance
import Testing

enum SmallCouncil {
    static let people: [Event] = [
        Fact.registered("leader", "Councillor L, Leader of the Council"),
        Fact.registered("councillor-a", "Councillor A, Group One"),
        Fact.registered("councillor-b", "Councillor B, Group One"),
        Fact.registered("councillor-c", "Councillor C, Group Two"),
        Fact.registered("councillor-d", "Councillor D, Group Two"),
        Fact.registered("councillor-e", "Councillor E, no group"),
        Fact.registered("chief", "Chief Executive", .officer),
        Fact.registered("officer-a", "Senior Officer, Children's Services", .officer),
        Fact.registered("carer", "Representative of the foster carers", .coOpted),
        Fact.registered("yp-7f3a", nil, .youngPerson),
    ]

    static let groups: [Event] = [
        Fact.formed("group-one", "Group One"),
        Fact.formed("group-two", "Group Two"),
        Fact.joined("leader", "group-one", from: "2003-05-01"),
        Fact.joined("councillor-a", "group-one", from: "2003-05-01"),
        Fact.joined("councillor-b", "group-one", from: "2003-05-01"),
        Fact.joined("councillor-c", "group-two", from: "2003-05-01"),
        Fact.joined("councillor-d", "group-two", from: "2003-05-01"),
    ]

    /// The Leader of the Council leads no group, so that each notice's recipients can be told apart.
    static let offices: [Event] = [
        Fact.office("leader-of-the-council", "Leader of the Council", .leader),
        Fact.office("chief-executive", "Chief Executive", .chiefExecutive),
        Fact.office("group-one-leader", "Leader of Group One", .groupLeader, of: "group-one"),
        Fact.office("group-one-deputy", "Deputy Leader of Group One", .deputyGroupLeader, of: "group-one"),
        Fact.office("group-two-leader", "Leader of Group Two", .groupLeader, of: "group-two"),
    ]

    static let officeHolders: [Event] = [
        Fact.took("leader-of-the-council", "leader", from: "2003-05-01"),
        Fact.took("chief-executive", "chief", from: "2003-05-01"),
        Fact.took("group-one-leader", "councillor-a", from: "2003-05-01"),
        Fact.took("group-two-leader", "councillor-c", from: "2003-05-01"),
    ]

    static let bodies: [Event] = [
        Fact.body("council", "Council", .council),
        Fact.terms("council") { $0.powers = .decides },
        Fact.body("cabinet", "Cabinet", .executive),
        Fact.terms("cabinet") { terms in
            terms.powers = .decides
            terms.callIn = CallInRule()
            terms.reportsTo = ["council"]
        },
        Fact.body("trust-board", "Children's Trust Board", .partnership),
        Fact.terms("trust-board") { $0.reportsTo = ["cabinet"] },
        Fact.body("malap", "Multi Agency Looked After Partnership", .partnership, aliases: ["MALAP"]),
        Fact.terms("malap", from: "2007-01-01", malapTerms),
    ]

    static func malapTerms(_ terms: inout Terms) {
        terms.reportsTo = ["trust-board", "cabinet"]
        terms.quorum = 3
        terms.seats = [
            make(SeatDefinition.self) { ($0.capacity, $0.count, $0.isNamed) = ("councillor", 4, true) },
            make(SeatDefinition.self) { $0.capacity = "senior officer" },
            make(SeatDefinition.self) { ($0.capacity, $0.count) = ("young person", 1) },
        ]
        terms.expected = ["councillor", "senior officer"]
        terms.nonAttendance = make(NonAttendanceRule.self) {
            $0.consecutive = 2
            $0.capacities = ["councillor"]
        }
    }

    static let seats: [Event] = [
        Fact.seat("malap", "councillor-a", chairs: true),
        Fact.seat("malap", "councillor-c"),
        Fact.seat("malap", "councillor-e"),
        Fact.seat("malap", "officer-a", "senior officer"),
        Fact.seat("malap", "yp-7f3a", "young person"),
    ]

    static let founded: Event = .councilFounded(
        CouncilFounded(
            council: "stockton", name: "Stockton-on-Tees Borough Council", origin: "minuted.example/stockton")
    )

    /// The whole council; nothing has met yet.
    static let events = [founded] + people + groups + offices + officeHolders + bodies + seats

    /// The council, its partnership's meeting called for 6 September 2007.
    static var withMeeting: Given {
        Given(events).and(Fact.scheduled("malap-2007-09-06", of: "malap", "2007-09-06T16:30"))
    }

    /// The same, and the meeting was held.
    static var withMeetingHeld: Given { withMeeting.and(Fact.held("malap-2007-09-06")) }
}
