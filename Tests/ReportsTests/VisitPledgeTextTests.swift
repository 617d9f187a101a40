// The reports on visits and on a pledge, word for word.

import Governance
import Reports
import Testing

@Suite("Visits and pledges as text")
struct VisitPledgeTextTests {
    private func numbers(_ id: String, _ name: String, _ all: [Int]) -> VisitNumbersValue {
        make(VisitNumbersValue()) {
            ($0.id, $0.name) = (id, name)
            ($0.required, $0.allocated, $0.made, $0.reported) = (all[0], all[1], all[2], all[3])
            ($0.met, $0.other) = (all[4], all[5])
        }
    }

    private func visits() throws -> VisitAccountReport {
        try make(VisitAccountReport()) { report in
            report.basis = try Sample.basis()
            (report.from, report.to) = (try day("2007-04-01"), try day("2008-03-03"))
            report.places = [
                numbers("lodge", "The Lodge", [6, 6, 5, 4, 5, 1]),
                numbers("grove", "The Grove", [6, 5, 2, 2, 2, 0]),
            ]
            report.members = [numbers("hart", "Councillor Ann Hart", [0, 6, 5, 4, 5, 1])]
            report.overdue = [
                try make(OverdueVisitValue()) {
                    ($0.place, $0.kind, $0.days) = ("grove", .rota, 3)
                    ($0.first, $0.last) = (try day("2008-02-01"), try day("2008-02-29"))
                }
            ]
            report.questions = [
                make(QuestionNumbersValue()) {
                    ($0.place, $0.topic, $0.visits, $0.asked, $0.answered) = ("lodge", "food", 5, 4, 3)
                }
            ]
        }
    }

    private func pledge() throws -> PledgeReport {
        try make(PledgeReport()) { report in
            report.basis = try Sample.basis()
            (report.id, report.title, report.version) = ("our-pledge", "Our Pledge", 2)
            (report.adopted, report.adoptedBy) = (PartialDate(try day("2007-09-12")), "council")
            (report.adoptedByName, report.isToBeSigned) = ("Council", true)
            report.text = "If this were my child I would."
            report.areas = try [
                make(PledgeAreaValue()) { area in
                    area.title = "Involvement"
                    area.promises = try [
                        make(PromiseValue()) {
                            ($0.id, $0.text) = ("listen", "We will listen to you")
                            ($0.rating, $0.why) = (.amber, "Two of three groups were asked")
                            ($0.assessed, $0.evidence) = (PartialDate(try day("2008-01-31")), ["Survey 2007"])
                        },
                        make(PromiseValue()) { ($0.id, $0.text) = ("tell", "We will tell you why") },
                    ]
                }
            ]
            report.signed = ["hart"]
            report.unsigned = [
                try make(UnsignedValue()) {
                    ($0.person, $0.name, $0.group) = ("moss", "Councillor Bo Moss", "group-two")
                    ($0.elected, $0.isLater) = (PartialDate(try day("2008-01-10")), true)
                }
            ]
        }
    }

    @Test("Visits are four numbers per place and member, with what is overdue and was not asked")
    func visitReport() throws {
        try same(
            visits().text(Sample.style()),
            """
            Visits from 1 April 2007 to 3 March 2008

                                                            PERIODS
            PLACE      REQUIRED  ALLOCATED  MADE  REPORTED      MET  OTHER
            The Lodge         6          6     5         4  5 (83%)      1
            The Grove         6          5     2         2  2 (33%)      0
            All              12         11     7         6  7 (58%)      1

            By member
                                                                      PERIODS
            MEMBER               REQUIRED  ALLOCATED  MADE  REPORTED      MET  OTHER
            Councillor Ann Hart         0          6     5         4        5      1

            Overdue
            PLACE  KIND  FROM             TO                DAYS  ALLOCATED TO
            grove  rota  1 February 2008  29 February 2008     3  nobody

            Questions not asked or not answered
            PLACE  QUESTION  VISITS  ASKED  ANSWERED
            lodge  food           5      4         3

            Required: periods in which a visit had to be made, once they are over. Periods
            met: those in which one was made, as a percentage of those required. Made:
            visits that count. Other: visits that do not, such as courtesy visits.

            """)
    }

    @Test("A pledge says how each promise is kept, and who has not signed")
    func pledgeReport() throws {
        try same(
            pledge().text(Sample.style()),
            """
            Our Pledge (our-pledge)
            Version 2, adopted 12 September 2007 by Council.

            If this were my child I would.

            Involvement
            - listen: We will listen to you
            - tell: We will tell you why

            AREA         PROMISE  STATUS        AS OF            WHY                             EVIDENCE
            Involvement  listen   amber         31 January 2008  Two of three groups were asked  Survey 2007
            Involvement  tell     not assessed  -                -                               -

            Involvement: 1 amber, 1 not assessed.

            Signatures
            1 elected member has signed; 1 has not, 1 of them elected since it was adopted.

            NOT SIGNED          GROUP      MEMBER SINCE                     PERSON
            Councillor Bo Moss  group-two  10 January 2008, after adoption  moss

            """)
    }

    @Test(
        "A pledge that nobody is asked to sign has no list of who has not, and what was found of other words is said to be"
    )
    func unsignedPledge() throws {
        var report = try pledge()
        (report.signed, report.unsigned, report.isToBeSigned) = ([], [], false)
        report.areas[0].promises[1].earlierWording = "We will tell you"
        report.areas[0].promises[1].earlierRating = .green
        report.areas[0].promises[1].assessed = PartialDate(try day("2007-05-01"))
        try same(
            report.text(Sample.style()),
            """
            Our Pledge (our-pledge)
            Version 2, adopted 12 September 2007 by Council.

            If this were my child I would.

            Involvement
            - listen: We will listen to you
            - tell: We will tell you why

            AREA         PROMISE  STATUS           AS OF            WHY                             EVIDENCE
            Involvement  listen   amber            31 January 2008  Two of three groups were asked  Survey 2007
            Involvement  tell     wording changed  1 May 2007       -                               -

            Involvement: 1 amber, 1 not assessed.

            tell was found green on 1 May 2007 in earlier words: "We will tell you"

            """)
    }

    @Test("The morning's picture stands under what waits: overdue, due, waiting")
    func status() throws {
        var report = StatusReport()
        (report.council, report.entries, report.version, report.clients) = ("Test Council", 7, "1", 1)
        (report.you, report.roles) = ("uid:0(root)", ["administrator"])
        report.work = [
            DigestItem(
                "duty", "duty/report", "Chief Executive: Report on safeguarding", due: try day("2008-02-28"),
                people: [], on: try day("2008-03-03")),
            DigestItem(
                "action", "action/recruit", "MALAP: Recruit carers", due: try day("2008-03-10"), people: [],
                on: try day("2008-03-03")),
            DigestItem(
                "vacancy", "person/moss", "The seat of Councillor Bo Moss has been vacant for 9 days",
                due: nil,
                people: [], on: try day("2008-03-03")),
        ]
        try same(
            report.text(Sample.style()),
            """
            Test Council
              Daemon: version 1, 1 client
                 Log: 7 entries
                 You: uid:0(root) (administrator)

            Overdue (1)
              - Chief Executive: Report on safeguarding, 4 days overdue (duty/report)

            Due in the next two weeks (1)
              - MALAP: Recruit carers, due 10 March 2008 (action/recruit)

            No deadline (1)
              - The seat of Councillor Bo Moss has been vacant for 9 days (person/moss)

            """)
    }
}
