// Duties, reports, agendas, minutes, matters, actions and chains as a clerk sees them.

import Governance
import Reports
import Testing

@Suite("Business as text")
struct BusinessTextTests {
    private func bearer(_ id: String, _ name: String, _ person: String? = nil) -> BearerValue {
        make(BearerValue()) {
            ($0.id, $0.name, $0.personName) = (id, name, person)
            $0.person = person.map { _ in "hart" }
        }
    }

    private func duties() throws -> DutiesReport {
        try make(DutiesReport()) { report in
            report.basis = try Sample.basis()
            report.duties = try [
                make(DutyValue()) {
                    ($0.id, $0.what, $0.cadence) = ("report", "Report on safeguarding", "once a year")
                    $0.bearer = bearer("office/chief-executive", "Chief Executive")
                    ($0.state, $0.due, $0.days, $0.missed) = (.overdue, try day("2008-02-28"), -4, 1)
                    $0.explanation = "overdue since Thursday 28 February 2008, by 4 days"
                },
                make(DutyValue()) {
                    ($0.id, $0.what, $0.source) = ("review", "Review the strategy", "Cabinet, 2 August 2007")
                    $0.bearer = bearer("body/malap", "MALAP", "Councillor Ann Hart")
                    ($0.state, $0.due, $0.days) = (.due, try day("2008-08-31"), 181)
                    ($0.last, $0.from) = (
                        PartialDate(try day("2007-08-02")), PartialDate(try day("2007-08-02"))
                    )
                    $0.explanation = "due by Sunday 31 August 2008, in 181 days"
                },
            ]
        }
    }

    @Test("Duties are listed with what is overdue, and laid out one by one")
    func dutyList() throws {
        try same(
            duties().text(Sample.style()),
            """
            WHAT                    STATUS   DUE               DAYS LEFT  LAST DONE      RESPONSIBLE                  DUTY
            Report on safeguarding  overdue  28 February 2008         -4  -              Chief Executive              report
            Review the strategy     due      31 August 2008          181  2 August 2007  MALAP (Councillor Ann Hart)  review

            2 duties listed, 1 overdue.

            """)
        var style = try Sample.style()
        style.isDetailed = true
        #expect(
            try duties().text(style).hasSuffix(
                """
                Review the strategy (review)
                  Responsible: MALAP (Councillor Ann Hart)
                         From: 2 August 2007
                       Source: Cabinet, 2 August 2007
                    Last done: 2 August 2007
                       Status: due by Sunday 31 August 2008, in 181 days

                """))
        let last = try #require(duties().csv().split(separator: "\r\n").last)
        #expect(
            last
                == "review,Review the strategy,body/malap,MALAP,hart,Councillor Ann Hart,,2007-08-02,\"Cabinet, 2 August 2007\",due,2008-08-31,181,0,2007-08-02,\"due by Sunday 31 August 2008, in 181 days\",,"
        )
    }

    @Test("A calendar says what was done, missed and is to come")
    func calendar() throws {
        let report = try make(DutyCalendarReport()) { report in
            report.basis = try Sample.basis()
            (report.from, report.to) = (try day("2008-01-01"), try day("2008-12-31"))
            report.occurrences = try [
                ("2008-01-31", "2008-01-20", DutyOutcome.onTime), ("2008-02-29", nil, .missed),
                ("2008-03-31", nil, .toCome),
            ].map { due, done, outcome in
                try make(DutyOccurrenceValue()) {
                    ($0.duty, $0.what, $0.bearer) = ("meet", "Meet", bearer("body/malap", "MALAP"))
                    ($0.due, $0.done, $0.outcome) = (
                        try day(due), try done.map { PartialDate(try day($0)) }, outcome
                    )
                }
            }
        }
        try same(
            report.text(Sample.style()),
            """
            WHAT  DUE               OUTCOME  DONE             RESPONSIBLE  DUTY
            Meet  31 January 2008   on time  20 January 2008  MALAP        meet
            Meet  29 February 2008  missed   -                MALAP        meet
            Meet  31 March 2008     to come  -                MALAP        meet

            From 1 January 2008 to 31 December 2008: 3 days on which a duty is due, 1
            missed.

            """)
        #expect(report.csv().hasSuffix("2008-03-31,to-come,,meet,Meet,body/malap,MALAP,,,1\r\n"))
    }

    @Test("Agendas name the standing items that were missing, or that no agenda is recorded")
    func agendas() throws {
        let report = try make(AgendasReport()) { report in
            report.basis = try Sample.basis()
            report.agendas = try [
                make(AgendaValue()) {
                    ($0.meeting, $0.body, $0.date) = ("board-2008-02-14", "board", try day("2008-02-14"))
                    ($0.published, $0.clearDays, $0.missing) = (try day("2008-02-08"), 3, ["Monitoring"])
                    $0.items = [make(ItemValue()) { ($0.number, $0.label) = ("6", "Placements") }]
                    $0.findings = [Finding("agenda-notice", "The agenda was published late.")]
                },
                make(AgendaValue()) {
                    ($0.meeting, $0.body, $0.date) = ("board-2007-11-15", "board", try day("2007-11-15"))
                    $0.findings = [Finding("agenda-missing", "No agenda of the meeting is recorded.")]
                },
            ]
        }
        try same(
            report.text(Sample.style()),
            """
                                                      CLEAR
            DATE              ITEMS  PUBLISHED         DAYS  MISSING STANDING ITEMS                 MEETING
            14 February 2008      1  8 February 2008      3  Monitoring                             board-2008-02-14
            15 November 2007      0  -                    -  No agenda of the meeting is recorded.  board-2007-11-15

            2 meetings listed.

            """)
        #expect(
            report.csv().contains(
                "board-2008-02-14,board,2008-02-14,2008-02-08,3,Placements,Monitoring,agenda-notice\r\n"))
    }

    @Test("Minutes name the bodies that they have not reached, and for how long")
    func minutes() throws {
        let report = try make(MinutesReport()) { report in
            report.basis = try Sample.basis()
            report.minutes = try [
                make(MinutesValue()) {
                    ($0.meeting, $0.body, $0.date) = ("malap-2007-10-18", "malap", try day("2007-10-18"))
                    $0.presentations = try [
                        make(MinutesPresentationValue()) {
                            ($0.to, $0.toName, $0.on) = ("board", "Trust Board", try day("2007-11-15"))
                            $0.days = 28
                        },
                        make(MinutesPresentationValue()) {
                            ($0.to, $0.toName, $0.days) = ("cabinet", "Cabinet", 137)
                        },
                    ]
                }
            ]
        }
        let text = try report.text(Sample.style())
        #expect(text.contains("Trust Board, 15 November 2007  Cabinet, 137 days  malap-2007-10-18\n"))
        #expect(report.csv().hasSuffix("malap-2007-10-18,malap,2007-10-18,,,,,cabinet,,,137\r\n"))
    }

    @Test("Matters, actions and chains say how long they have waited")
    func waiting() throws {
        let matters = try make(MattersReport()) { report in
            report.basis = try Sample.basis()
            report.matters = [
                try make(MatterValue()) {
                    ($0.id, $0.kind, $0.what) = ("views", .advice, "Views on the guidance")
                    ($0.from, $0.to) = (bearer("body/malap", "MALAP"), bearer("body/cabinet", "Cabinet"))
                    ($0.on, $0.days) = (PartialDate(try day("2008-02-01")), 31)
                }
            ]
        }
        #expect(
            try matters.text(Sample.style()).contains(
                "Views on the guidance  advice  1 February 2008  waiting    31  MALAP  Cabinet  -       views"
            ))
        #expect(try matters.text(Sample.style()).hasSuffix("1 matter listed, 1 unanswered.\n"))
        let actions = try make(ActionsReport()) { report in
            report.basis = try Sample.basis()
            report.themes = [make(ActionTally()) { ($0.name, $0.open, $0.overdue) = ("Stay safe", 1, 1) }]
        }
        #expect(try actions.text(Sample.style()).contains("Add one with `minutectl action raise`."))
        let chains = try make(ChainsReport()) { report in
            report.basis = try Sample.basis()
            report.chains = [
                try make(ChainValue()) { chain in
                    chain.isWaiting = true
                    chain.hops = [
                        try make(HopValue()) {
                            ($0.decision, $0.number, $0.by) = ("strategy", 1, bearer("body/malap", "MALAP"))
                            ($0.made, $0.to, $0.days) = (PartialDate(try day("2008-02-02")), "cabinet", 30)
                            $0.explanation = "has waited for Cabinet for 30 days"
                        }
                    ]
                }
            ]
        }
        let text = try chains.text(Sample.style())
        #expect(text.contains(" 1   1  2 February 2008  MALAP  cabinet  waiting    30  has waited"))
        #expect(text.hasSuffix("1 chain listed, 1 waiting, 0 dead ends.\n"))
    }

    @Test("A report shows what it lacks before its texts")
    func paper() throws {
        let report = try make(PaperReport()) { report in
            report.basis = try Sample.basis()
            report.paper = try make(PaperValue()) {
                ($0.id, $0.subject) = ("placements", "Placements")
                ($0.to, $0.submitted) = (
                    bearer("body/cabinet", "Cabinet"), PartialDate(try day("2008-03-01"))
                )
                $0.findings = [Finding("implication-missing", "There is none.")]
            }
            report.implications = [Implication("Legal", "None arising.\n")]
            report.proforma = [
                ProformaField("Wards affected", nil), ProformaField("Background papers", "None"),
            ]
        }
        try same(
            report.text(Sample.style()),
            """
            Placements (placements)
              Submitted to: Cabinet
                        On: Saturday 1 March 2008
                   Finding: There is none.

            Implications: Legal

               None arising.

            Background papers

               None

            """)
        #expect(report.csv().hasSuffix("implication-missing,false\r\n"))
    }
}
