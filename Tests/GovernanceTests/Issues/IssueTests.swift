// Lists of issues, as Derby's Top Ten: from listing to retirement, and who may do what.

import Codec
import Governance
import Testing

@Suite("Top Ten issues")
struct IssueTests {
    static let council = Given(
        SmallCouncil.events + [
            Fact.body("cicc", "Children in Care Council", .youngPeople),
            .issueListEstablished(
                make(IssueListEstablished.self) {
                    ($0.list, $0.title, $0.managedBy) = ("top-ten", "Top Ten Issues", "cicc")
                    ($0.limit, $0.from) = (10, "2009-11-01")
                }),
        ])

    private func when(_ given: Given, _ command: some Command) -> Outcome {
        given.when(command, at: "2010-06-01T09:00")
    }

    private func raise(_ text: String, replaces: Int? = nil, on: String = "1 November 2009") -> RaiseIssue {
        make(RaiseIssue.self) { ($0.list, $0.text, $0.replaces, $0.on) = ("top", text, replaces, on) }
    }

    private func with(_ count: Int) -> Given {
        (1...count).reduce(Self.council) { given, number in
            when(given, raise("Issue \(number)")).accepted()
        }
    }

    private func assign(_ on: String = "2 December 2009") -> AssignIssue {
        make(AssignIssue.self) { ($0.list, $0.issue, $0.toBody, $0.on) = ("top", 1, "malap", on) }
    }

    private func answer() -> AnswerIssue {
        make(AnswerIssue.self) {
            ($0.list, $0.issue, $0.by, $0.on) = ("top", 1, "malap", "5 January 2010")
            $0.answer = "Every young person has the name of their social worker's manager."
        }
    }

    private func feedBack() -> FeedBackIssue {
        make(FeedBackIssue.self) { ($0.list, $0.issue, $0.by, $0.on) = ("top", 1, "malap", "6 January 2010") }
    }

    private func judge(_ by: String, _ isAccepted: Bool = true) -> JudgeAnswer {
        make(JudgeAnswer.self) {
            ($0.list, $0.issue, $0.by, $0.isAccepted) = ("top", 1, by, isAccepted)
            $0.on = "3 February 2010"
        }
    }

    private func retire(_ by: String, reason: String? = nil) -> RetireIssue {
        make(RetireIssue.self) {
            ($0.list, $0.issue, $0.by, $0.reason) = ("top", 1, by, reason)
            $0.on = "3 February 2010"
        }
    }

    private var fedBack: Given {
        let assigned = when(with(1), assign()).accepted()
        return when(when(assigned, answer()).accepted(), feedBack()).accepted()
    }

    @Test("go from listing to retirement, and another takes the place")
    func wholeWay() throws {
        let consider = make(ConsiderIssue.self) {
            ($0.list, $0.issue, $0.by, $0.on) = ("top", 1, "cabinet", "10 December 2009")
        }
        let steps: [(any Command, IssueStage)] = [
            (assign(), .assigned), (consider, .considered), (answer(), .answered), (feedBack(), .fedBack),
            (judge("cicc"), .accepted), (retire("cicc"), .retired),
        ]
        var given = with(1)
        for (command, stage) in steps {
            given = when(given, command).accepted()
            #expect(given.state.issueLists["top-ten"]?.issues.first?.stage == stage)
        }
        given = when(given, raise("A new one", replaces: 1, on: "4 February 2010")).accepted()
        #expect(given.state.issueLists["top-ten"]?.issues.map(\.isOpen) == [false, true])
        when(given, raise("And another", replaces: 1, on: "5 February 2010"))
            .thenRefused(rule: "issue-replaced", record: "issuelist/top-ten")
    }

    @Test("are never more than ten")
    func eleventh() {
        let ten = with(10)
        when(ten, raise("The eleventh")).thenRefused(rule: "issues-open", record: "issuelist/top-ten")
        let nine = when(ten, retire("cicc", reason: "no longer wanted")).accepted()
        let again = when(nine, raise("The eleventh", on: "3 February 2010")).accepted()
        when(again, raise("The twelfth", on: "3 February 2010")).thenRefused(
            rule: "issues-open", record: "issuelist/top-ten")
    }

    @Test("are retired, and answers accepted, by those who manage the list and nobody else")
    func wrongBody() {
        for body in ["malap", "cabinet", "council"] {
            when(fedBack, judge(body)).thenRefused(rule: "managed-by", record: "issuelist/top-ten")
            when(fedBack, retire(body, reason: "done"))
                .thenRefused(rule: "managed-by", record: "issuelist/top-ten")
        }
    }

    @Test("take their steps in order")
    func order() {
        let one = with(1)
        when(one, answer()).thenRefused(rule: "issue-steps", record: "issuelist/top-ten")
        when(one, feedBack()).thenRefused(rule: "issue-steps", record: "issuelist/top-ten")
        when(one, judge("cicc")).thenRefused(rule: "issue-steps", record: "issuelist/top-ten")
        when(one, retire("cicc")).thenRefused(rule: "issue-steps", record: "issuelist/top-ten")
        when(one, assign("31 October 2009"))
            .thenRefused(rule: "dates-in-order", record: "issuelist/top-ten")
        var missing = assign()
        missing.issue = 2
        when(one, missing).thenRefused(rule: "known-issue", record: "issue/top-ten/2")
        missing.issue = .min
        when(one, missing).thenRefused(rule: "known-issue", record: "issue/top-ten/\(Int.min)")
        var nobody = assign()
        nobody.toBody = nil
        when(one, nobody).thenRefused(rule: "assigned-to", record: "issuelist/top-ten")
    }

    @Test("wait for another answer where one is not accepted")
    func declined() {
        let declined = when(fedBack, judge("cicc", false)).accepted()
        let issue = declined.state.issueLists["top-ten"]?.issues.first
        #expect(issue?.stage == .assigned && issue?.declined.count == 1)
        when(declined, retire("cicc")).thenRefused(rule: "issue-steps", record: "issuelist/top-ten")
        var better = answer()
        (better.answer, better.on) = ("Two social workers at most.", "1 March 2010")
        when(declined, better).accepted()
    }

    @Test("that are off the list take no further step")
    func closed() {
        let retired = when(with(1), retire("cicc", reason: "no longer wanted")).accepted()
        when(retired, assign("1 March 2010")).thenRefused(rule: "issue-open", record: "issuelist/top-ten")
        let correct = make(CorrectIssue.self) {
            ($0.list, $0.issue, $0.isWithdrawn, $0.reason) = ("top", 1, true, "listed by mistake")
        }
        let never = when(with(1), correct).accepted()
        when(never, assign()).thenRefused(rule: "issue-open", record: "issuelist/top-ten")
    }

    @Test("are on a list of a body that exists")
    func establishing() {
        let establish = make(EstablishIssueList.self) {
            ($0.title, $0.managedBy, $0.limit) = ("Pressing issues", "out-loud", 0)
        }
        when(Self.council, establish).thenRefused(rule: "known-body", record: "body/out-loud")
        var other = establish
        other.managedBy = "cicc"
        when(Self.council, other).thenRefused(rule: "limit", record: "issuelist/pressing-issues")
        other.limit = nil
        when(Self.council, other).accepted()
    }
}
