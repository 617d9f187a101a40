// Movers, seconders and votes: by members, once each, and held against the roll.

import Codec
import Governance
import Testing

@Suite("Votes on a resolution")
struct VoteTests {
    private static let roll = Fact.roll(
        "malap-2007-09-06", RollEntry("councillor-a", .present), RollEntry("councillor-c", .apologies),
        make(RollEntry.self) {
            ($0.person, $0.standing, $0.substituteFor) = ("councillor-d", .substitute, "councillor-c")
        }, RollEntry("councillor-e", .absent), RollEntry("officer-a", .present))

    private static func decision(vote: VoteTaken? = nil) -> Event {
        .decisionRecorded(
            make(DecisionRecorded.self) {
                ($0.decision, $0.title, $0.body) = ("plan", "The plan", "malap")
                ($0.meeting, $0.made) = ("malap-2007-09-06", "2007-09-06")
                $0.resolutions = [
                    make(Resolution.self) {
                        ($0.number, $0.kind, $0.to) = (1, .recommended, "cabinet")
                        ($0.text, $0.vote) = ("That the plan be approved", vote)
                    }
                ]
            })
    }

    private let before = SmallCouncil.withMeetingHeld.and(decision())
    private var afterRoll: Given { SmallCouncil.withMeetingHeld.and(Self.roll).and(Self.decision()) }

    private func vote(_ fill: (inout RecordVote) -> Void) -> RecordVote {
        make(RecordVote.self) {
            ($0.decision, $0.number) = ("plan", 1)
            fill(&$0)
        }
    }

    @Test("are recorded by name, as numbers, or both, and once")
    func recorded() throws {
        let given = afterRoll.when(
            vote {
                ($0.mover, $0.seconder) = ("Councillor A, Group One", "councillor-d")
                ($0.membersFor, $0.membersAgainst, $0.abstained) = (["councillor-a"], ["councillor-d"], 0)
            }
        ).accepted()
        let taken = try #require(given.state.decisions["plan"]?.resolutions.first?.vote)
        #expect((taken.mover, taken.seconder) == ("councillor-a", "councillor-d"))
        #expect(Vote.allCases.map { taken.count($0) } == [1, 1, 0])
        let roll = given.state.meetings["malap-2007-09-06"]?.roll
        // One for and one against carries nothing.
        let found = taken.findings(
            number: 1, at: VotingMeeting(roll: roll, chairs: nil), in: given.state.directory)
        #expect(found.map(\.rule) == ["not-carried"])
    }

    @Test("come with the decision too")
    func withTheDecision() {
        let taken = make(VoteTaken.self) { ($0.mover, $0.inFavour) = ("councillor-a", 2) }
        let given = SmallCouncil.withMeetingHeld.and(Self.roll).and(Self.decision(vote: taken))
        #expect(given.state.decisions["plan"]?.resolutions.first?.vote == taken)
        let foreign = make(VoteTaken.self) { $0.mover = "councillor-b" }
        let rolled = SmallCouncil.withMeetingHeld.and(Self.roll)
        #expect(refusal(of: Self.decision(vote: foreign), in: rolled) == "vote-of-a-member")
    }

    @Test("are put right with a reason")
    func replaced() {
        let first = afterRoll.when(vote { $0.inFavour = 1 }).accepted()
        first.when(vote { $0.inFavour = 2 }).thenRefused(rule: "reason", record: "decision/plan#1")
        let after = first.when(
            vote { ($0.inFavour, $0.reason) = (2, "The minutes say two") }
        ).accepted()
        #expect(after.state.decisions["plan"]?.resolutions.first?.vote?.inFavour == 2)
    }

    @Test("of somebody with no vote, twice by one member, or saying nothing are refused")
    func refused() {
        afterRoll.when(vote { $0.membersFor = ["councillor-b"] }).thenRefused(
            rule: "vote-of-a-member", record: "decision/plan#1")
        // Before the roll is taken councillor B may have been a substitute.
        before.when(vote { $0.membersFor = ["councillor-b"] }).accepted()
        afterRoll.when(
            vote { ($0.membersFor, $0.membersAgainst) = (["councillor-a"], ["councillor-a"]) }
        ).thenRefused(rule: "one-vote-each", record: "decision/plan#1")
        afterRoll.when(vote { _ in }).thenRefused(rule: "vote-says-something", record: "decision/plan#1")
        afterRoll.when(vote { $0.inFavour = -1 }).thenRefused(rule: "vote-numbers", record: "decision/plan#1")
        afterRoll.when(vote { ($0.number, $0.inFavour) = (7, 1) }).thenRefused(
            rule: "known-resolution", record: "decision/plan#7")
        afterRoll.when(vote { $0.mover = "Nobody" }).thenRefused(
            rule: "known-person", record: "person/Nobody")
    }

    @Test("a correction keeps what it says nothing of")
    func kept() throws {
        let first = afterRoll.when(
            vote { ($0.mover, $0.seconder, $0.inFavour, $0.against) = ("councillor-a", "councillor-d", 2, 1) }
        ).accepted()
        func corrected(_ fill: (inout RecordVote) -> Void) throws -> VoteTaken {
            let given = first.when(
                vote {
                    $0.reason = "The minutes"
                    fill(&$0)
                }
            ).accepted()
            return try #require(given.state.decisions["plan"]?.resolutions.first?.vote)
        }
        let named = try corrected { $0.membersFor = ["councillor-a", "councillor-d"] }
        #expect((named.mover, named.seconder) == ("councillor-a", "councillor-d"))
        #expect(named.inFavour == nil && named.count(.inFavour) == 2 && named.count(.against) == nil)
        let moved = try corrected { $0.mover = "councillor-d" }
        #expect((moved.mover, moved.inFavour, moved.against) == ("councillor-d", 2, 1))
    }

    @Test("of somebody whom the roll has as absent are refused; of one whom it does not name they are not")
    func absent() {
        for absent in ["councillor-c", "councillor-e"] {
            afterRoll.when(vote { $0.membersFor = [absent] }).thenRefused(
                rule: "voter-present", record: "decision/plan#1")
            afterRoll.when(vote { $0.mover = absent }).thenRefused(
                rule: "voter-present", record: "decision/plan#1")
        }
        let unnamed = Fact.roll("malap-2007-09-06", RollEntry("councillor-a", .present))
        SmallCouncil.withMeetingHeld.and(unnamed).and(Self.decision())
            .when(vote { $0.membersFor = ["councillor-e"] }).accepted()
    }

    @Test("of groups are those of their members at the meeting, but for those named otherwise")
    func groups() throws {
        afterRoll.when(
            vote { ($0.groups.inFavour, $0.groups.except) = (["group-one"], ["councillor-d"]) }
        ).thenRefused(rule: "vote-by-groups", record: "decision/plan")
        let byGroup = vote {
            ($0.groups.inFavour, $0.groups.against) = (["Group One"], ["group-two"])
        }
        let taken = try #require(
            afterRoll.when(byGroup).accepted().state.decisions["plan"]?.resolutions.first?.vote)
        // Councillor C sent apologies and councillor D stood in; B has no seat, and the officer's is of no group.
        #expect(taken.membersFor == ["councillor-a"] && taken.membersAgainst == ["councillor-d"])
        #expect(taken.membersAbstained == nil)
        var except = byGroup
        (except.groups.except, except.membersAbstained) = (["councillor-a"], ["councillor-d"])
        let rest = afterRoll.when(except).accepted().state.decisions["plan"]?.resolutions.first?.vote
        #expect(rest?.membersFor == [] && rest?.membersAgainst == [])
        #expect(rest?.membersAbstained == ["councillor-d"])
        before.when(byGroup).thenRefused(rule: "vote-by-groups", record: "decision/plan")
        // Nobody of group three was there: that it voted would be nothing.
        afterRoll.and(Fact.formed("group-three", "Group Three")).when(
            vote { $0.groups.against = ["Group Three"] }
        )
        .thenRefused(rule: "vote-by-groups", record: "decision/plan")
        afterRoll.when(vote { ($0.inFavour, $0.groups.except) = (1, ["councillor-a"]) })
            .thenRefused(rule: "vote-by-groups", record: "decision/plan")
    }

    @Test("that do not agree with the roll, or with themselves, are found")
    func findings() throws {
        let taken = make(VoteTaken.self) {
            ($0.mover, $0.seconder) = ("councillor-a", "councillor-a")
            ($0.membersFor, $0.inFavour, $0.against) = (["councillor-a", "councillor-e"], 3, 1)
        }
        let roll = try #require(afterRoll.state.meetings["malap-2007-09-06"]?.roll)
        func rules(_ roll: [RollEntry]?) -> [String] {
            taken.findings(
                number: 1, at: VotingMeeting(roll: roll, chairs: nil), in: before.state.directory
            ).map(\.rule)
        }
        #expect(
            rules(roll) == [
                "mover-is-seconder", "votes-differ", "voted-not-present", "more-votes-than-present",
            ])
        #expect(rules(nil) == ["mover-is-seconder", "votes-differ"])
    }

    @Test("a casting vote is lawful where the votes are equal without it: 4 to 3 by six people")
    func castingVote() throws {
        func found(
            _ fill: (inout VoteTaken) -> Void, present: Int = 6, chairs: [PersonID]? = nil,
            usual: [PersonID] = ["member-0"]
        ) -> [String] {
            let ids = (0..<present).map { PersonID(stringLiteral: "member-\($0)") }
            return make(VoteTaken.self, fill).findings(
                number: 1,
                at: VotingMeeting(
                    roll: ids.map { RollEntry($0, .present) }, chairs: chairs, usualChairs: usual),
                in: before.state.directory
            ).map(\.rule)
        }
        let chair = make(CastingVote.self) { ($0.person, $0.vote) = ("member-0", .inFavour) }
        let counts = { (inFavour: Int, against: Int) in
            { (vote: inout VoteTaken) in
                (vote.inFavour, vote.against, vote.casting) = (inFavour, against, chair)
            }
        }
        #expect(found(counts(4, 3)).isEmpty)
        // It is that of whoever presided, of several too.
        for chairs in [["member-0"], ["member-1", "member-0"]] as [[PersonID]] {
            #expect(found(counts(4, 3), chairs: chairs).isEmpty)
        }
        #expect(found(counts(4, 3), chairs: ["member-1"]) == ["casting-vote-by-chair"])
        // Where nobody is recorded as presiding, it is whoever chairs the body that is expected to.
        #expect(found(counts(4, 3), usual: ["member-1"]) == ["casting-vote-by-chair"])
        #expect(found(counts(4, 3), chairs: ["member-0"], usual: ["member-1"]).isEmpty)
        #expect(found({ ($0.inFavour, $0.against) = (4, 2) }, chairs: ["member-1"]).isEmpty)
        #expect(found { ($0.inFavour, $0.against) = (4, 3) } == ["more-votes-than-present"])
        #expect(found(counts(5, 3)) == ["casting-vote", "more-votes-than-present"])
        #expect(found(counts(3, 4), present: 7) == ["casting-vote", "not-carried"])
        #expect(found({ ($0.inFavour, $0.against) = (3, 3) }, present: 6) == ["not-carried"])
        #expect(found({ ($0.inFavour, $0.against) = (4, 3) }, present: 7) == [])
        #expect(found(counts(4, 3), present: 5) == ["more-votes-than-present"])
        // A chair who did not vote the first time has the casting vote only.
        #expect(found(counts(4, 3), present: 7).isEmpty)
        let names = (0..<6).map { PersonID(stringLiteral: "member-\($0)") }
        let named = { (vote: inout VoteTaken) in
            (vote.membersFor, vote.membersAgainst) = (Array(names[..<3]), Array(names[3...]))
            vote.casting = chair
        }
        #expect(found(named).isEmpty)
        #expect(make(VoteTaken.self, named).count(.inFavour) == 4)
        #expect(
            found {
                named(&$0)
                $0.inFavour = 5
            } == ["votes-differ", "casting-vote", "more-votes-than-present"])
        let absent = make(CastingVote.self) { ($0.person, $0.vote) = ("member-9", .inFavour) }
        #expect(
            found { ($0.inFavour, $0.against, $0.casting) = (4, 3, absent) }
                == ["casting-vote-by-chair", "voted-not-present"])
    }

    @Test("a casting vote says who gave it and how, and is a member's")
    func castingVoteRecorded() {
        let given = afterRoll.when(
            vote {
                ($0.inFavour, $0.against) = (2, 1)
                ($0.castingBy, $0.castingVote) = ("councillor-a", .inFavour)
            }
        ).accepted()
        #expect(given.state.decisions["plan"]?.resolutions.first?.vote?.casting?.person == "councillor-a")
        afterRoll.when(vote { $0.castingBy = "councillor-a" })
            .thenRefused(rule: "casting-vote", record: "decision/plan#1")
        afterRoll.when(vote { ($0.castingBy, $0.castingVote) = ("councillor-a", .abstained) })
            .thenRefused(rule: "casting-vote", record: "decision/plan#1")
        afterRoll.when(vote { ($0.castingBy, $0.castingVote) = ("councillor-b", .against) })
            .thenRefused(rule: "vote-of-a-member", record: "decision/plan#1")
    }
}
