// Statistics, standing questions, chairs, links of bodies and named membership as text.

import Codec
import Governance
import Reports
import Testing

@Suite("Governance as text")
struct GovernanceTextTests {
    private func statistic() throws -> StatisticsReport {
        try make(StatisticsReport()) { report in
            report.basis = try Sample.basis()
            report.statistics = [
                try make(StatisticValue()) {
                    ($0.meeting, $0.body, $0.measure) = (
                        "panel-2008-01-15", "panel", "Children in care by age"
                    )
                    ($0.reported, $0.to) = (try day("2008-01-15"), PartialDate(try day("2007-12-31")))
                    $0.figures = [
                        StatisticFigure("under 5", 41), StatisticFigure("secure accommodation", nil),
                    ]
                    $0.source = "Performance report"
                }
            ]
        }
    }

    @Test("a suppressed number is said to be suppressed, and the report says what that means")
    func suppressed() throws {
        let text = try statistic().text(Sample.style())
        #expect(text.contains("Children in care by age, as at 31 December 2007"))
        #expect(text.contains("under 5: 41"))
        #expect(text.contains("secure accommodation: suppressed"))
        #expect(text.contains("Suppressed: under 5, or withheld"))
        // No number stands where one was suppressed.
        let rows = try statistic().csvTable.rows
        #expect(rows.count == 2 && rows[1][8].isEmpty && rows[1][10] == "true")
    }

    @Test("an average says over how many children it was taken")
    func average() throws {
        var report = try statistic()
        report.statistics[0].unit = .days
        report.statistics[0].figures = [StatisticFigure("disabled children", 63, base: 18)]
        let text = try report.text(Sample.style())
        #expect(text.contains("disabled children: 63 days over 18 children"))
        #expect(!text.contains("Suppressed"))
    }

    @Test("a standing question that was not put is counted with those that were not answered")
    func questions() throws {
        let report = try make(StandingQuestionsReport()) { report in
            report.basis = try Sample.basis()
            report.questions = [QuestionState.notAsked, .notAnswered, .answered].map { state in
                make(StandingQuestionValue()) {
                    ($0.record, $0.question, $0.state) = ("decision/strategy", "Why?", state)
                }
            }
        }
        let text = try report.text(Sample.style())
        #expect(text.contains("3 questions listed, 2 without an answer."))
    }

    @Test("a meeting says who chaired, and which passage of the terms that agrees with")
    func chaired() throws {
        let report = try make(MeetingReport()) { report in
            report.basis = try Sample.basis()
            report.meeting.chairing = make(ChairingValue()) { chairing in
                chairing.by = [
                    make(ChairValue()) {
                        ($0.person, $0.name, $0.capacity) = ("director", "The Director", "Director")
                    }
                ]
                (chairing.kept, chairing.broken) = (["the Director (2.7)"], ["the Lead Member (3.1)"])
            }
        }
        let text = try report.text(Sample.style()).split(separator: "\n").joined(separator: " ")
        #expect(text.contains("Chaired by The Director (Director)."))
        #expect(text.contains("The terms of reference name the Lead Member (3.1)."))
        #expect(text.contains("Another passage allows it: the Director (2.7)."))
    }

    @Test("bodies without a link are named below those that have some")
    func map() throws {
        let report = try make(BodyMapReport()) { report in
            report.basis = try Sample.basis()
            report.links = [
                make(BodyLinkValue()) {
                    ($0.from, $0.fromName, $0.link) = ("panel", "Panel", "reports-to")
                    ($0.to, $0.toName, $0.hop) = ("cabinet", "Cabinet", 2)
                }
            ]
            report.unlinked = ["Forum"]
        }
        let text = try report.text(Sample.style())
        #expect(text.contains("reports to, then"))
        #expect(text.contains("No links recorded: Forum."))
    }

    @Test(
        "a pledge that is a list of issues shows them, and says nothing of signatures that nobody asked for")
    func pledge() throws {
        let report = try make(PledgeReport()) { report in
            report.basis = try Sample.basis()
            (report.id, report.title, report.version) = ("pledge", "The Pledge", 1)
            report.adopted = PartialDate(try day("2007-11-01"))
            (report.list, report.listTitle, report.managedBy, report.limit) = (
                "top-ten", "Top Ten", "council", 10
            )
            report.issues = [
                make(IssueValue()) { ($0.number, $0.text) = (1, "Ask us before we move.") }
            ]
        }
        let text = try report.text(Sample.style())
        #expect(text.contains("Ask us before we move."))
        #expect(text.contains("The pledge is the list Top Ten: 1 open of at most 10."))
        #expect(!text.contains("Signatures"))
    }
}
