// Notice of key decisions and of meetings, and doing without it; vacancies that end.

import Codec
import Governance
import Testing

@Suite("Notice, and doing without it")
struct NoticeExceptionTests {
    private static func key(made: CivilDate, _ isKey: Bool? = true, body: BodyID = "cabinet") -> Given {
        Given(SmallCouncil.events).and(
            .decisionRecorded(
                make(DecisionRecorded.self) {
                    ($0.decision, $0.title, $0.body, $0.made) = (
                        "strategy", "The strategy", body, PartialDate(made)
                    )
                    $0.isKey = isKey
                    $0.resolutions = [make(Resolution.self) { ($0.number, $0.text) = (1, "That it be") }]
                }))
    }

    private func notice(_ fill: (inout RecordKeyNotice) -> Void) -> RecordKeyNotice {
        make(RecordKeyNotice.self) {
            $0.decision = "strategy"
            fill(&$0)
        }
    }

    private func lack(_ given: Given) -> String? {
        given.state.decisions["strategy"]?.noticeLack(in: given.state.directory)?.rule
    }

    @Test("is lacking of a key decision of the executive since the regulations of 2012, and of no other")
    func lacking() {
        #expect(lack(Self.key(made: "2021-03-16")) == "key-notice-missing")
        #expect(lack(Self.key(made: "2021-03-16", false)) == nil)
        #expect(lack(Self.key(made: "2021-03-16", nil)) == nil)
        #expect(lack(Self.key(made: "2021-03-16", body: "council")) == nil)
        #expect(lack(Self.key(made: "2007-08-02")) == nil)
    }

    @Test("counts 28 clear days, neither the first nor the last")
    func clearDays() {
        let given = Self.key(made: "2021-03-16")
        let enough = given.when(notice { $0.published = "15 February 2021" }, at: "2021-03-20T09:00")
            .accepted()
        #expect(lack(enough) == nil)
        let short = given.when(notice { $0.published = "16 February 2021" }, at: "2021-03-20T09:00")
            .accepted()
        #expect(lack(short) == "key-notice-short")
        let excepted = short.when(
            notice {
                ($0.kind, $0.agreedBy, $0.on) = (.specialUrgency, "councillor-c", "10 March 2021")
                $0.reason = "The grant lapses"
            }, at: "2021-03-20T09:00"
        ).accepted()
        #expect(lack(excepted) == nil)
    }

    @Test("the general exception needs five clear days, special urgency none")
    func generalException() {
        func excepted(_ day: String, _ kind: NoticeExceptionKind = .general) -> Given {
            Self.key(made: "2021-03-16").when(
                notice {
                    ($0.kind, $0.agreedBy, $0.on) = (kind, "councillor-c", day)
                    $0.reason = "Notice was impracticable"
                }, at: "2021-03-20T09:00"
            ).accepted()
        }
        #expect(lack(excepted("10 March 2021")) == nil)
        #expect(lack(excepted("11 March 2021")) == "key-notice-short")
        #expect(lack(excepted("15 March 2021")) == "key-notice-short")
        #expect(lack(excepted("15 March 2021", .specialUrgency)) == nil)
        #expect(lack(excepted("16 March 2021", .specialUrgency)) == nil)
        #expect(lack(excepted("17 March 2021", .specialUrgency)) == "key-notice-short")
        #expect(lack(excepted("17 March 2021")) == "key-notice-short")
    }

    @Test(
        "an exception is agreed by whoever chairs scrutiny on that day: not the day before, and not once they left"
    )
    func agreedBy() {
        func doubts(_ who: String, _ day: String, _ given: Given) -> [String] {
            let excepted = given.when(
                notice {
                    ($0.kind, $0.agreedBy, $0.on) = (.specialUrgency, who, day)
                    $0.reason = "It cannot wait"
                }, at: "2021-03-20T09:00"
            ).accepted()
            return excepted.state.decisions["strategy"]?.noticeDoubts(in: excepted.state.directory).map(
                \.rule) ?? []
        }
        let key = Self.key(made: "2021-03-16")
        // The record does not say who chairs scrutiny: nothing is said of anybody.
        #expect(doubts("councillor-a", "12 March 2021", key).isEmpty)
        let chaired = key.and(
            Fact.body("scrutiny", "Scrutiny Committee", .scrutiny),
            Fact.terms("scrutiny") { $0.powers = .advises },
            Fact.seat("scrutiny", "councillor-d", from: "2021-03-01", chairs: true),
            Fact.vacated("scrutiny", "councillor-d", on: "2021-03-11"),
            Fact.seat("scrutiny", "councillor-c", from: "2021-03-11", chairs: true),
            Fact.vacated("scrutiny", "councillor-c", on: "2021-03-13"),
            Fact.seat("scrutiny", "councillor-d", from: "2021-03-13", chairs: true))
        #expect(doubts("councillor-c", "10 March 2021", chaired) == ["key-notice-agreed"])
        #expect(doubts("councillor-c", "11 March 2021", chaired).isEmpty)
        #expect(doubts("councillor-c", "12 March 2021", chaired).isEmpty)
        #expect(doubts("councillor-c", "13 March 2021", chaired) == ["key-notice-agreed"])
        #expect(doubts("councillor-a", "12 March 2021", chaired) == ["key-notice-agreed"])
    }

    @Test("28 clear days' notice needs no exception, whatever exception is recorded besides")
    func noticeAndException() {
        for day in ["15 March 2021", "17 March 2021"] {
            let both = Self.key(made: "2021-03-16").when(
                notice { $0.published = "15 February 2021" }, at: "2021-03-20T09:00"
            ).accepted().when(
                notice {
                    ($0.kind, $0.agreedBy, $0.on) = (.general, "councillor-c", day)
                    $0.reason = "To be sure"
                }, at: "2021-03-20T09:00"
            ).accepted()
            #expect(lack(both) == nil)
        }
    }

    @Test("is done without by a person, for a reason, under a rule that fits")
    func refused() {
        let given = Self.key(made: "2021-03-16")
        let record = "decision/strategy"
        given.when(notice { _ in }).thenRefused(rule: "key-notice", record: record)
        given.when(
            notice { ($0.kind, $0.agreedBy, $0.reason) = (.general, "malap", "It cannot wait") }
        ).thenRefused(rule: "agreed-by", record: record)
        given.when(
            notice { ($0.kind, $0.agreedBy, $0.reason) = (.urgentBusiness, "councillor-c", "It cannot wait") }
        ).thenRefused(rule: "notice-exception", record: record)
        given.when(notice { ($0.kind, $0.agreedBy) = (.general, "councillor-c") })
            .thenRefused(rule: "reason", record: record)
        given.when(notice { $0.published = "1 April 2021" }, at: "2021-05-01T09:00")
            .thenRefused(rule: "dates-in-order", record: record)
    }

    @Test("of a meeting is done without as a matter of urgency")
    func meeting() {
        let given = SmallCouncil.withMeeting.when(
            make(ExceptMeetingNotice.self) {
                ($0.meeting, $0.agreedBy, $0.reason) = ("malap-2007", "councillor-a", "An inspection")
            }
        ).accepted()
        #expect(given.state.meetings["malap-2007-09-06"]?.noticeExceptions.map(\.kind) == [.urgentBusiness])
    }

    @Test("a vacancy ends once, after it was declared")
    func vacancy() {
        let declared = Given(SmallCouncil.events).and(
            .vacancyDeclared(
                make(VacancyDeclared.self) {
                    ($0.person, $0.on, $0.reason) = ("councillor-c", "2007-05-12", "no meeting attended")
                }))
        let fill = make(FillVacancy.self) {
            ($0.person, $0.on, $0.by) = ("councillor-c", "2 July 2007", "leader")
        }
        let filled = declared.when(fill).accepted()
        #expect(filled.state.directory.people["councillor-c"]?.vacancies.map(\.filled) == ["2007-07-02"])
        let early = make(FillVacancy.self) { ($0.person, $0.on) = ("councillor-c", "1 May 2007") }
        declared.when(early).thenRefused(rule: "dates-in-order", record: "person/councillor-c")
        filled.when(early).thenRefused(rule: "vacancy-declared", record: "person/councillor-c")
        Given(SmallCouncil.events).when(fill)
            .thenRefused(rule: "vacancy-declared", record: "person/councillor-c")
    }
}
