// What the log says of duties, reports, agendas, minutes, matters, actions and chains, asked through the real
// keeper and the real projections: Stockton's council, with a year of invented business.

import Codec
import Governance
import Ledger
import Projections
import ReplayKit
import Reports
import Testing

@Suite("Business of a council") struct BusinessQueryTests {
    /// A line of a script: when, which command, its parameters.
    private typealias Line = (at: String, command: String, parameters: String)

    private static let meetings: [Line] = [
        ("malap", "18 October 2007"), ("childrens-trust-board", "15 November 2007"),
        ("cabinet", "6 December 2007"), ("malap", "13 December 2007"),
        ("childrens-trust-board", "14 February 2008"), ("childrens-trust-board", "15 May 2008"),
    ].flatMap { body, day in
        [
            ("2008-06-01T09:00:00Z", "ScheduleMeeting", #"{"body":"\#(body)","starts":"\#(day) 4pm"}"#),
            ("2008-06-01T09:00:00Z", "HoldMeeting", #"{"meeting":"\#(body) \#(day)"}"#),
        ]
    }

    private static let item =
        "Multi Agency Looked After Partnership: monitoring of services for looked after children"

    private static let business: [Line] = [
        (
            "2007-08-03T09:00:00Z", "EstablishDuty",
            #"{"what":"Review the strategy","bearer":"MALAP","from":"2 August 2007","cadence":"annually in August"}"#
        ),
        (
            "2007-08-03T09:00:00Z", "EstablishDuty",
            #"{"what":"Report on safeguarding","bearer":"Chief Executive","from":"2 August 2007","cadence":"at least once a year"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "DischargeDuty",
            #"{"duty":"report-on","on":"1 June 2008","evidence":"the annual report"}"#
        ),
        (
            "2007-08-03T09:00:00Z", "AdoptTerms",
            #"{"body":"Cabinet","from":"3 August 2007","terms":{"powers":"decides","callin":{"workingdays":5},"reportsto":["council"],"requiredimplications":["Financial","Legal","Corporate parenting"]}}"#
        ),
        (
            "2008-06-02T09:00:00Z", "SubmitPaper",
            #"{"meeting":"Cabinet 6 December 2007","subject":"Placements","reportfor":"information","proposeddecision":"That Cabinet agree","implications":[{"kind":"Financial","text":"None"},{"kind":"Legal","text":"None"}]}"#
        ),
        (
            "2008-06-02T09:00:00Z", "TableItem",
            #"{"meeting":"childrens-trust-board-2007-11-15","label":"MALAP","standing":"\#(item)"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "TableItem",
            #"{"meeting":"childrens-trust-board-2008-02-14","label":"Placements","paper":"placements"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "PublishAgenda",
            #"{"meeting":"childrens-trust-board-2008-02-14","on":"8 February 2008"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "RecordMinutes",
            #"{"meeting":"malap-2007-10-18","stage":"presented","at":"childrens-trust-board-2007-11-15"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "RaiseMatter",
            #"{"kind":"report-back","what":"The meeting of 13 December","from":"Councillor C","to":"Group One","meeting":"malap-2007-12-13","on":"17 December 2007"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "RaiseMatter",
            #"{"kind":"advice","what":"Advice on housing","from":"MALAP","to":"Cabinet","on":"13 December 2007"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "RaiseAction",
            #"{"what":"Recruit carers","owner":"director-of-childrens-services","on":"18 October 2007","due":"March 2008","theme":"Stay safe","exception":true}"#
        ),
        (
            "2008-06-02T09:00:00Z", "RecordDecision",
            #"{"title":"Housing","decision":"housing","body":"MALAP","made":"13 December 2007","how":"By letter","resolutions":[{"number":1,"kind":"recommended","text":"That it be agreed","to":"cabinet"}]}"#
        ),
        (
            "2008-06-02T09:00:00Z", "RecordDecision",
            #"{"title":"Housing","decision":"housing-cabinet","body":"Cabinet","made":"10 January 2008","how":"By letter","resolutions":[{"number":1,"kind":"recommended","text":"That it be agreed","to":"council","follows":{"decision":"housing","number":1}}]}"#
        ),
    ]

    /// Plays the business and asks as at a day.
    private func ask<Value: Sendable>(
        asAt day: String, with more: [Line] = [], _ body: @Sendable (Reading) throws -> Value
    ) async throws -> Value {
        try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            let founding =
                #"{"at":"2007-07-02T08:00:00Z","actor":"uid:1(clerk)","command":"ApplyConstitution","file":"config/constitutions/stockton-2007.yaml"}"#
            let lines = (Self.business.prefix(2) + Self.meetings + Self.business.dropFirst(2) + more).map {
                #"{"at":"\#($0.at)","actor":"uid:1(clerk)","command":"\#($0.command)","parameters":\#($0.parameters)}"#
            }
            try await Replay.stockton.play(Script(([founding] + lines).joined(separator: "\n")), to: council)
            let last = try council.ledger.lastSeq()
            #expect(council.projections.waitFor(last, milliseconds: 10_000))
            let now = try #require(CivilDateTime(iso: "2008-12-01T09:00"))
            return try council.projections.ask(asAt: CivilDate(iso: day), asKnownOn: nil, now: now, body)
        }
    }

    @Test("duties as at a day, with the meetings that a body has to hold among them")
    func duties() async throws {
        let found = try await ask(asAt: "2008-09-15") { try $0.duties(DutiesQuestion()).duties }
        let lines = found.map { "\($0.id) \($0.state.rawValue) \($0.due?.iso ?? "-") \($0.missed)" }
        #expect(
            lines == [
                "meetings/malap overdue 2008-02-13 4", "review-the-strategy overdue 2008-08-31 1",
                "report-on-safeguarding due 2009-06-01 0",
            ])
        let soon = try await ask(asAt: "2008-08-25") { reading in
            var question = DutiesQuestion()
            (question.within, question.bearer) = (14, "Multi Agency Looked After Partnership")
            return try reading.duties(question).duties.map { "\($0.id) \($0.days ?? 0)" }
        }
        #expect(soon == ["meetings/malap -194", "review-the-strategy 6"])
    }

    @Test("a year's calendar tells what was done, missed and is to come, and who answered for it")
    func calendar() async throws {
        let found = try await ask(asAt: "2008-09-15") { reading in
            var question = DutyCalendarQuestion()
            (question.from, question.to, question.bearer) = (
                "1 April 2008", "31 March 2010", "Chief Executive"
            )
            return try reading.dutyCalendar(question).occurrences
        }
        #expect(
            found.map { "\($0.due.iso) \($0.outcome.rawValue)" } == [
                "2008-08-01 on-time", "2009-06-01 to-come",
            ])
        #expect(found.map(\.bearer.person) == ["chief-executive", "chief-executive"])
        let refused = await #expect(throws: Rejection.self) {
            try await ask(asAt: "2008-09-15") { reading in
                var question = DutyCalendarQuestion()
                question.to = "31 December 2050"
                return try reading.dutyCalendar(question)
            }
        }
        #expect(refused?.rule == "period")
    }

    @Test("what names a record that was merged into another is the person's")
    func merged() async throws {
        let at = "2008-06-03T09:00:00Z"
        let twice: [Line] = [
            (
                at, "RegisterPerson",
                #"{"name":"Councillor C","kind":"councillor","person":"councillor-c-2"}"#
            ),
            (
                at, "FillSeat",
                #"{"body":"MALAP","person":"person/councillor-c-2","capacity":"named councillor","from":"1 December 2007"}"#
            ),
            (
                at, "RaiseMatter",
                #"{"kind":"issue","what":"Places to play","from":"person/councillor-c-2","to":"Cabinet","on":"13 December 2007"}"#
            ),
            (
                at, "RaiseAction",
                #"{"what":"Ask carers","owner":"person/councillor-c-2","on":"18 October 2007","due":"March 2008"}"#
            ),
            (
                at, "RecordVote",
                #"{"decision":"housing","number":1,"mover":"person/councillor-c-2","for":5}"#
            ),
        ]
        let merge: Line = (
            at, "MergePerson",
            #"{"person":"councillor-c-2","into":"person/councillor-c","reason":"entered twice"}"#
        )
        let name = "Councillor C"
        func found(_ lines: [Line], of name: String) async throws -> [String] {
            try await ask(asAt: "2008-09-15", with: lines) { reading in
                var (matters, actions) = (MattersQuestion(), ActionsQuestion())
                var decisions = DecisionsQuestion()
                (matters.from, actions.owner, decisions.person) = (name, name, name)
                return try reading.matters(matters).matters.map(\.id)
                    + reading.actions(actions).actions.map(\.id)
                    + reading.decisions(decisions).decisions.map(\.id)
            }
        }
        let before = try await found(twice, of: "person/councillor-c")
        let after = try await found(twice + [merge], of: name)
        let added = ["places-to-play", "ask-carers", "housing"]
        #expect(before.allSatisfy { !added.contains($0) })
        #expect(after.filter { added.contains($0) } == added)
    }

    @Test("a calendar of years has deadlines to its last day, and not those of the day after")
    func calendarOfYears() async throws {
        func records(until day: String) async throws -> [String] {
            try await ask(asAt: "2008-01-12") { reading in
                var question = CalendarQuestion()
                (question.from, question.to) = ("12 January 2008", day)
                return try reading.calendar(question) { $0.iso }.entries.map(\.record)
            }
        }
        let duties = try await ask(asAt: "2008-06-15") { reading in
            var question = CalendarQuestion()
            (question.from, question.to) = ("1 July 2009", "30 June 2010")
            return try reading.calendar(question) { $0.iso }.entries
        }
        #expect(duties.allSatisfy { $0.day.iso >= "2009-07-01" && $0.day.iso <= "2010-06-30" })
        // The Leader's strategy is to be reviewed by 31 August 2008.
        #expect(try await records(until: "31 August 2008").contains("duty/review-the-strategy"))
        #expect(try await !records(until: "30 August 2008").contains("duty/review-the-strategy"))
        let far = try await ask(asAt: "2007-08-12") { reading in
            var question = CalendarQuestion()
            (question.from, question.to) = ("12 August 2007", "31 August 2009")
            return try reading.calendar(question) { $0.iso }.entries.filter { $0.day.iso > "2008-08-12" }
                .map(\.record)
        }
        #expect(far.contains("duty/review-the-strategy"))
        let refused = await #expect(throws: Rejection.self) {
            try await ask(asAt: "2008-06-30") { reading in
                var question = DecisionsQuestion()
                (question.from, question.to) = ("October 2007", "September 2007")
                return try reading.decisions(question).decisions.count
            }
        }
        #expect(refused?.rule == "period")
    }

    @Test("a member of the executive on overview and scrutiny is found while they have both seats")
    func scrutinyMember() async throws {
        let lines: [Line] = [
            (
                "2008-06-02T09:00:00Z", "EstablishBody",
                #"{"name":"Overview Committee","kind":"scrutiny","from":"1 May 2007","body":"overview"}"#
            ),
            (
                "2008-06-02T09:00:00Z", "AdoptTerms",
                #"{"body":"overview","from":"1 May 2007","terms":{"powers":"scrutinises","seats":[{"capacity":"member"}]}}"#
            ),
            (
                "2008-06-02T09:00:00Z", "FillSeat",
                #"{"body":"overview","person":"councillor-a","capacity":"member","from":"1 March 2008","until":"1 May 2008"}"#
            ),
        ]
        func found(_ day: String) async throws -> [String] {
            try await ask(asAt: day, with: lines) { reading in
                try reading.findings(FindingsQuestion()).findings.filter { $0.rule == "scrutiny-executive" }
                    .map(\.record)
            }
        }
        #expect(try await found("2008-02-29").isEmpty)
        #expect(try await found("2008-03-01") == ["body/overview"])
        #expect(try await found("2008-04-30") == ["body/overview"])
        #expect(try await found("2008-05-01").isEmpty)
    }

    @Test("only the executive's decisions lack the parts of an executive record")
    func executiveRecord() async throws {
        let shown = try await ask(asAt: "2008-06-30") { reading in
            try ["housing", "housing-cabinet"].map { id in
                var question = DecisionQuestion()
                question.decision = id
                return try reading.decision(question)
            }
        }
        #expect(shown.map(\.isExecutive) == [false, true])
        #expect(shown[0].proforma.allSatisfy { $0.answer != .blank })
        #expect(shown[1].proforma.contains { $0.answer == .blank })
        let missing = shown.map { $0.findings.map(\.rule).filter { $0.hasSuffix("-missing") } }
        #expect(missing[0].isEmpty && missing[1].contains("reasons-missing"))
        let found = try await ask(asAt: "2008-06-30") { reading in
            var question = FindingsQuestion()
            question.rule = "reasons-missing"
            return try reading.findings(question).findings.map(\.record)
        }
        #expect(found.contains("decision/housing-cabinet") && !found.contains("decision/housing"))
    }

    @Test("reports with what they lack by the body's terms")
    func papers() async throws {
        let found = try await ask(asAt: "2008-06-30") { reading in
            var question = PapersQuestion()
            question.lacking = "Corporate parenting"
            return try reading.papers(question).papers
        }
        #expect(found.map(\.id) == ["placements"])
        #expect(found.first?.missingImplications == ["Community safety", "Corporate parenting"])
        #expect(found.first?.findings.map(\.rule).contains("asks-for-decision") == true)
    }

    @Test("meetings at which the standing item was missing, and those whose agenda is not recorded")
    func agendas() async throws {
        let found = try await ask(asAt: "2008-06-30") { reading in
            var question = AgendasQuestion()
            question.body = "Children's Trust Board"
            return try reading.agendas(question).agendas
        }
        #expect(found.map(\.missing.count) == [0, 1, 0])
        #expect(found.map { $0.findings.map(\.rule) } == [["agenda-missing"], ["agenda-notice"], []])
        #expect(found.map(\.clearDays) == [nil, 3, nil])
    }

    @Test("minutes, and the bodies that they have not reached")
    func minutes() async throws {
        let found = try await ask(asAt: "2007-12-31") { reading in
            var question = MinutesQuestion()
            (question.body, question.onlyOpen) = ("MALAP", true)
            return try reading.minutes(question).minutes
        }
        #expect(found.map(\.meeting) == ["malap-2007-12-13", "malap-2007-10-18"])
        let waiting = found.map { $0.presentations.map { "\($0.to) \($0.on?.iso ?? "-") \($0.days)" } }
        #expect(
            waiting == [
                ["childrens-trust-board - 18", "cabinet - 18"],
                ["childrens-trust-board 2007-11-15 28", "cabinet - 74"],
            ])
    }

    @Test("advice unanswered, and members who have not reported back since the last meeting")
    func matters() async throws {
        let advice = try await ask(asAt: "2008-01-12") { reading in
            var question = MattersQuestion()
            question.isOpen = true
            return try reading.matters(question).matters.map { "\($0.id) \($0.days)" }
        }
        #expect(advice == ["advice-on-housing 30"])
        let members = try await ask(asAt: "2008-01-12") {
            try $0.reportsBack(ReportsBackQuestion()).members.map(\.person)
        }
        // Councillor H belongs to no group, and has nobody to report back to.
        #expect(members == ["councillor-b", "councillor-e", "councillor-g"])
    }

    @Test("actions overdue and by exception, by owner and theme")
    func actions() async throws {
        let report = try await ask(asAt: "2008-04-10") { reading in
            var question = ActionsQuestion()
            question.onlyExceptions = true
            return try reading.actions(question)
        }
        #expect(
            report.actions.map { "\($0.id) \($0.standing.rawValue) \($0.overdue ?? 0)" } == [
                "recruit-carers overdue 10"
            ])
        #expect(report.themes.map { "\($0.name) \($0.overdue)" } == ["Stay safe 1"])
        #expect(report.owners.first?.exceptions == 1)
    }

    /// A committee's meeting with a member over a link and somebody who has no seat.
    private static let roll: [Line] = [
        (
            "AdoptTerms",
            #"{"body":"select-committee","from":"2008","terms":{"powers":"scrutinises","quorum":1}}"#
        ),
        ("ScheduleMeeting", #"{"body":"select-committee","starts":"10 January 2008 4pm"}"#),
        ("HoldMeeting", #"{"meeting":"select-committee-2008-01-10"}"#),
        (
            "RecordAttendance",
            #"{"meeting":"select-committee-2008-01-10","entries":[{"person":"councillor-j","standing":"present-virtually"},{"person":"councillor-h","standing":"absent"}]}"#
        ),
    ].map { ("2008-06-02T09:00:00Z", $0.0, $0.1) }

    @Test(
        "a meeting without a quorum in the room, and people without a seat, are findings and counted as left out"
    )
    func rolls() async throws {
        let findings = try await ask(asAt: "2008-06-30", with: Self.roll) { reading in
            var question = FindingsQuestion()
            question.body = "select-committee"
            return try reading.findings(question).findings.filter { $0.record.hasPrefix("meeting/") }
        }
        let found = findings.filter { ["not-quorate", "mark-without-seat"].contains($0.rule) }
        #expect(found.map(\.rule) == ["mark-without-seat", "not-quorate"])
        #expect(found.first?.message.contains("Councillor H") == true)
        #expect(found.last?.message.contains("0 of the quorum of 1 attended, and 1 more remotely") == true)
        let (meeting, report) = try await ask(asAt: "2008-06-30", with: Self.roll) { reading in
            var question = MeetingQuestion()
            question.meeting = "select-committee-2008-01-10"
            var attendance = AttendanceQuestion()
            attendance.body = "select-committee"
            return (try reading.meeting(question).meeting, try reading.attendance(attendance))
        }
        #expect(meeting.present == 1 && meeting.presentForQuorum == 0 && meeting.isQuorate == false)
        #expect(report.leftOutMarks == 1)
        let visitor = try #require(report.members.first { $0.person == "councillor-h" })
        #expect(
            visitor.expected == 0 && visitor.denominator.contains("1 that they were not expected to attend"))
    }

    private static let seats: [Line] = [
        (
            "2008-06-02T09:00:00Z", "AdoptTerms",
            #"{"body":"childrens-trust-board","from":"1 April 2008","terms":{"powers":"advises","seats":[{"capacity":"chief executive"},{"capacity":"lay member"}]}}"#
        ),
        (
            "2008-06-02T09:00:00Z", "FillSeat",
            #"{"body":"childrens-trust-board","person":"councillor-b","capacity":"chief executive","from":"1 May 2008"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "FillSeat",
            #"{"body":"malap","person":"chief-executive","capacity":"named councillor","from":"1 May 2008"}"#
        ),
    ]

    @Test(
        "a seat of an office is in order while its holder has it; where no holder is on record, nothing is said"
    )
    func seatsInTheRightHands() async throws {
        let terms =
            #"{"body":"childrens-trust-board","from":"1 April 2008","terms":{"powers":"advises","seats":[{"capacity":"Chief Executive"},{"capacity":"Youth Champion"}]}}"#
        let more: [Line] = [
            ("2008-06-02T09:00:00Z", "AdoptTerms", terms),
            ("2008-06-02T09:00:00Z", "EstablishOffice", #"{"title":"Youth Champion","kind":"other"}"#),
            (
                "2008-06-02T09:00:00Z", "FillSeat",
                #"{"body":"childrens-trust-board","person":"chief-executive","capacity":"Chief Executive","from":"1 May 2008"}"#
            ),
            (
                "2008-06-02T09:00:00Z", "FillSeat",
                #"{"body":"childrens-trust-board","person":"councillor-b","capacity":"Youth Champion","from":"1 May 2008"}"#
            ),
        ]
        let findings = try await ask(asAt: "2008-05-01", with: more) { reading in
            try reading.findings(FindingsQuestion()).findings.filter { $0.rule.hasPrefix("seat-of-") }
        }
        #expect(findings.isEmpty, "\(findings.map(\.message))")
    }

    @Test(
        "a seat of an office that is another's, and an officer in a councillor's seat, are findings from the day on"
    )
    func seatsInTheWrongHands() async throws {
        for (day, found) in [("2008-04-30", false), ("2008-05-01", true), ("2008-05-02", true)] {
            let findings = try await ask(asAt: day, with: Self.seats) { reading in
                try reading.findings(FindingsQuestion()).findings.filter { $0.rule.hasPrefix("seat-of-") }
            }
            #expect(
                findings.map(\.rule) == (found ? ["seat-of-councillor", "seat-of-office"] : []), "\(day)")
        }
    }

    private static let offices: [Line] = [
        (
            "2008-06-02T09:00:00Z", "EstablishOffice",
            #"{"title":"Director of Adult Services","kind":"director"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "TakeOffice",
            #"{"office":"director-of-adult-services","person":"councillor-b","from":"1 May 2008"}"#
        ),
        (
            "2008-06-02T09:00:00Z", "LeaveOffice",
            #"{"office":"director-of-adult-services","on":"20 May 2008"}"#
        ),
    ]

    @Test(
        "a councillor in an officer's office is a finding from the day on, and so is the office once it is vacant"
    )
    func officesInTheWrongHands() async throws {
        for (day, rules) in [
            ("2008-04-30", []), ("2008-05-01", ["office-holder"]), ("2008-05-19", ["office-holder"]),
            ("2008-05-20", ["office-vacant"]),
        ] {
            let findings = try await ask(asAt: day, with: Self.offices) { reading in
                try reading.findings(FindingsQuestion()).findings.filter {
                    $0.record == "office/director-of-adult-services"
                }
            }
            #expect(findings.map(\.rule) == rules, "\(day)")
        }
    }

    @Test("a capacity that terms require at each meeting, and nobody has, is a finding")
    func unfilledComposition() async throws {
        let terms =
            #"{"body":"childrens-trust-board","from":"1 May 2008","terms":{"powers":"advises","seats":[{"capacity":"member"},{"capacity":"young person"}],"composition":[{"capacity":"young person"}]}}"#
        for (day, found) in [("2008-04-30", 0), ("2008-05-01", 1), ("2008-05-02", 1)] {
            let lines: [Line] = [
                ("2008-06-02T09:00:00Z", "AdoptTerms", terms),
                (
                    "2008-06-02T09:00:00Z", "FillSeat",
                    #"{"body":"childrens-trust-board","person":"councillor-b","capacity":"member","from":"1 May 2008"}"#
                ),
            ]
            let findings = try await ask(asAt: day, with: lines) { reading in
                try reading.findings(FindingsQuestion()).findings.filter { $0.rule == "composition-unfilled" }
            }
            #expect(findings.count == found, "\(day)")
        }
    }

    @Test("a chain from the partnership to the Cabinet waits for the Council")
    func chains() async throws {
        let chains = try await ask(asAt: "2008-01-31") { reading in
            var question = ChainsQuestion()
            question.decision = "housing-cabinet"
            return try reading.chains(question).chains
        }
        #expect(
            chains.map { $0.hops.map { "\($0.decision) \($0.state.rawValue) \($0.days)" } } == [
                ["housing taken-up 28", "housing-cabinet waiting 21"]
            ])
        #expect(chains.first?.days == 49 && chains.first?.isWaiting == true)
    }
}
