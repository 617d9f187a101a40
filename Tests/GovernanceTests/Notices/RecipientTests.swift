// Who is told: the Leader and the leader of the group that the absentee belonged to on the day.

import Codec
import Governance
import Testing

@Suite("Who is told of non-attendance")
struct RecipientTests {
    let council = Given(SmallCouncil.events)
    let absences: [CivilDate] = ["2007-09-06", "2007-11-01"]

    private func told(
        _ given: Given, _ member: PersonID, on day: CivilDate = "2007-11-02"
    ) -> [Recipient] {
        given.state.directory.recipients(of: absences, by: member, on: day)
    }

    private func recipient(_ role: RecipientRole, _ person: PersonID?, _ group: GroupID? = nil) -> Recipient {
        make(Recipient.self) { ($0.role, $0.person, $0.group) = (role, person, group) }
    }

    private var leader: Recipient { recipient(.leader, "leader") }

    @Test("a member's absences go to the Leader and to their group's leader")
    func member() {
        #expect(
            told(council, "councillor-b") == [leader, recipient(.groupLeader, "councillor-a", "group-one")])
        #expect(
            told(council, "councillor-d") == [leader, recipient(.groupLeader, "councillor-c", "group-two")])
    }

    @Test("those of one who is in no group go to the Leader alone")
    func ungrouped() {
        #expect(told(council, "councillor-e") == [leader])
        #expect(told(council, "carer") == [leader])
    }

    @Test("a group leader's go to the deputy, or where there is none to the Leader alone")
    func groupLeader() {
        #expect(told(council, "councillor-a") == [leader])
        let deputy = council.and(Fact.took("group-one-deputy", "councillor-b", from: "2007-05-01"))
        #expect(
            told(deputy, "councillor-a") == [
                leader, recipient(.deputyGroupLeader, "councillor-b", "group-one"),
            ])
        // Group Two has no deputy's office at all.
        #expect(told(council, "councillor-c") == [leader])
    }

    @Test("the Leader's go to the Chief Executive in place of the Leader")
    func ofTheLeader() {
        let chief = recipient(.chiefExecutive, "chief")
        #expect(told(council, "leader") == [chief, recipient(.groupLeader, "councillor-a", "group-one")])
        let vacant = council.and(Fact.left("chief-executive", "chief", on: "2007-06-01"))
        #expect(told(vacant, "leader").first == recipient(.chiefExecutive, nil))
    }

    @Test(
        "a Leader who leads a group too is told once, in both roles; as the absentee, others are told in both"
    )
    func bothRoles() {
        let both = council.and(
            Fact.left("group-one-leader", "councillor-a", on: "2007-05-01"),
            Fact.took("group-one-leader", "leader", from: "2007-05-01"))
        let inBoth = make(Recipient.self) {
            ($0.role, $0.person) = (.leader, "leader")
            $0.also = [make(RecipientOffice.self) { ($0.role, $0.group) = (.groupLeader, "group-one") }]
        }
        #expect(told(both, "councillor-a") == [inBoth])
        // On the day before they took the group's lead there were two people to tell.
        let later = council.and(
            Fact.left("group-one-leader", "councillor-a", on: "2007-11-02"),
            Fact.took("group-one-leader", "leader", from: "2007-11-02"))
        #expect(told(later, "councillor-b", on: "2007-11-01").count == 2)
        #expect(told(later, "councillor-b", on: "2007-11-02") == [inBoth])
        #expect(told(both, "leader") == [recipient(.chiefExecutive, "chief")])
        let deputy = both.and(Fact.took("group-one-deputy", "councillor-b", from: "2007-05-01"))
        #expect(
            told(deputy, "leader") == [
                recipient(.chiefExecutive, "chief"),
                recipient(.deputyGroupLeader, "councillor-b", "group-one"),
            ])
    }

    @Test("absences on either side of a change of group go to both leaders")
    func changedGroup() {
        let crossed = council.and(
            Fact.leftGroup("councillor-b", "group-one", on: "2007-10-01"),
            Fact.joined("councillor-b", "group-two", from: "2007-10-01"))
        #expect(
            told(crossed, "councillor-b") == [
                leader, recipient(.groupLeader, "councillor-a", "group-one"),
                recipient(.groupLeader, "councillor-c", "group-two"),
            ])
    }

    @Test("it is the group on the day of the absence that counts, not today's")
    func groupOfTheDay() {
        let left = council.and(Fact.leftGroup("councillor-b", "group-one", on: "2007-11-02"))
        #expect(told(left, "councillor-b") == [leader, recipient(.groupLeader, "councillor-a", "group-one")])
        let before = council.and(Fact.leftGroup("councillor-b", "group-one", on: "2007-09-06"))
        #expect(told(before, "councillor-b") == [leader])
        let between = council.and(Fact.leftGroup("councillor-b", "group-one", on: "2007-09-07"))
        #expect(
            told(between, "councillor-b") == [leader, recipient(.groupLeader, "councillor-a", "group-one")])
    }

    @Test("it is whoever holds the office on the day of issue")
    func holderOfTheDay() {
        let handed = council.and(
            Fact.left("leader-of-the-council", "leader", on: "2007-11-15"),
            Fact.took("leader-of-the-council", "councillor-d", from: "2007-11-15"))
        #expect(told(handed, "councillor-e", on: "2007-11-14") == [leader])
        #expect(told(handed, "councillor-e", on: "2007-11-15") == [recipient(.leader, "councillor-d")])
        #expect(told(handed, "leader", on: "2007-11-15").first == recipient(.leader, "councillor-d"))
    }

    @Test("an office that is vacant is named as vacant, but a deputy stands in for a group's leader")
    func vacant() {
        let vacant = council.and(
            Fact.left("leader-of-the-council", "leader", on: "2007-06-01"),
            Fact.left("group-one-leader", "councillor-a", on: "2007-06-01"))
        #expect(
            told(vacant, "councillor-b") == [
                recipient(.leader, nil), recipient(.groupLeader, nil, "group-one"),
            ])
        let deputy = vacant.and(Fact.took("group-one-deputy", "councillor-a", from: "2007-06-01"))
        #expect(
            told(deputy, "councillor-b").last == recipient(.deputyGroupLeader, "councillor-a", "group-one"))
        // The deputy's own absences, with nobody above: the group's office is shown to be vacant.
        #expect(told(deputy, "councillor-a").last == recipient(.groupLeader, nil, "group-one"))
    }

    @Test("a group whose leader's office was never set up is named as without one")
    func noOffice() {
        let third = council.and(
            Fact.formed("group-three", "Group Three"),
            Fact.joined("councillor-e", "group-three", from: "2007-05-01"))
        #expect(told(third, "councillor-e") == [leader, recipient(.groupLeader, nil, "group-three")])
    }

    @Test(
        "a leader who vacated the office since is not told; their successor is, or nobody until there is one")
    func leaderVacatedSince() {
        let left = council.and(Fact.left("group-two-leader", "councillor-c", on: "2007-10-15"))
        #expect(told(left, "councillor-d") == [leader, recipient(.groupLeader, nil, "group-two")])
        // The absences were while councillor C led the group: who led then makes no difference.
        let followed = left.and(Fact.took("group-two-leader", "councillor-d", from: "2007-10-20"))
        #expect(
            told(followed, "councillor-c") == [leader, recipient(.groupLeader, "councillor-d", "group-two")])
        // The successor is the absentee, and there is no deputy.
        #expect(told(followed, "councillor-d") == [leader])
    }

    @Test("a group leader who changed group since is told of, not told: the old group's present leader is")
    func leaderChangedGroup() {
        let crossed = council.and(
            Fact.left("group-two-leader", "councillor-c", on: "2007-10-15"),
            Fact.leftGroup("councillor-c", "group-two", on: "2007-10-15"),
            Fact.joined("councillor-c", "group-one", from: "2007-10-15"),
            Fact.took("group-two-leader", "councillor-d", from: "2007-10-15"))
        #expect(
            told(crossed, "councillor-c") == [
                leader, recipient(.groupLeader, "councillor-d", "group-two"),
                recipient(.groupLeader, "councillor-a", "group-one"),
            ])
    }

    @Test("nobody is told of their own absence, whoever is absent and whoever leads")
    func neverOneself() {
        var random = SeededGenerator(seed: 33)
        let councillors: [PersonID] = [
            "leader", "councillor-a", "councillor-b", "councillor-c", "councillor-d",
        ]
        let offices: [OfficeID] = [
            "leader-of-the-council", "group-one-leader", "group-one-deputy", "group-two-leader",
        ]
        let base = Given(
            [SmallCouncil.founded] + SmallCouncil.people + SmallCouncil.groups + SmallCouncil.offices)
        for _ in 0..<200 {
            var given = base
            for office in offices {
                guard let holder = (councillors + [nil]).randomElement(using: &random) ?? nil else {
                    continue
                }
                given = given.and(Fact.took(office, holder, from: "2007-01-01"))
            }
            for member in councillors {
                let recipients = told(given, member)
                #expect(!recipients.contains { $0.person == member })
                #expect(Set(recipients).count == recipients.count)
                #expect(recipients.filter { $0.role == .leader || $0.role == .chiefExecutive }.count == 1)
            }
        }
    }
}
