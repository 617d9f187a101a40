// Statistics about children as a whole: period, source and meeting; numbers that could point to a child are never recorded.

import Codec
import Governance
import Testing

@Suite("Statistics")
struct StatisticTests {
    let given = SmallCouncil.withMeetingHeld
    let record = "meeting/malap-2007-09-06"

    private func report(
        _ figures: [StatisticFigure], total: Int? = nil, _ fill: (inout ReportStatistic) -> Void = { _ in }
    ) -> ReportStatistic {
        make(ReportStatistic.self) {
            ($0.meeting, $0.measure) = ("malap-2007-09-06", "Children in care by age")
            ($0.to, $0.source, $0.figures, $0.total) = (
                "31 August 2007", "Performance report", figures, total
            )
            fill(&$0)
        }
    }

    @Test("is kept with its period, its source and its meeting")
    func kept() {
        let figures = [StatisticFigure("under 5", 41), StatisticFigure("5 and over", 60)]
        given.when(report(figures, total: 101) { ($0.from, $0.by) = ("1 April 2007", "Chief Executive") })
            .then(
                .statisticReported(
                    make(StatisticReported.self) {
                        ($0.meeting, $0.measure) = ("malap-2007-09-06", "Children in care by age")
                        ($0.from, $0.to, $0.source) = ("2007-04-01", "2007-08-31", "Performance report")
                        ($0.figures, $0.total, $0.by) = (figures, 101, .office("chief-executive"))
                    }))
    }

    @Test("a number under five is refused, and five is not", arguments: [0, 1, 4, 5, 6])
    func underFive(_ number: Int) {
        let outcome = given.when(report([StatisticFigure("placed far away", number)]))
        if number < 5 {
            outcome.thenRefused(rule: "suppression", record: record)
        } else {
            outcome.accepted()
        }
    }

    @Test("a total does not give a suppressed number away")
    func secondary() {
        let shown = StatisticFigure("in foster care", 50)
        let hidden = StatisticFigure("in secure care", nil)
        let other = StatisticFigure("elsewhere", nil)
        given.when(report([shown, hidden], total: 53)).thenRefused(rule: "suppression", record: record)
        // Two suppressed numbers that come to 0 or 4 could point to children; to 8, each can only be 4.
        for total in [50, 54, 58] {
            given.when(report([shown, hidden, other], total: total))
                .thenRefused(rule: "suppression", record: record)
        }
        for total in [55, 57, 59] { given.when(report([shown, hidden, other], total: total)).accepted() }
        given.when(report([shown, hidden])).accepted()
    }

    @Test("figures come to the total, and are at least one")
    func sums() {
        given.when(report([StatisticFigure("a", 10)], total: 12)).thenRefused(
            rule: "statistic", record: record)
        given.when(
            report(
                [StatisticFigure("a", 10), StatisticFigure("b", nil), StatisticFigure("c", nil)], total: 9)
        )
        .thenRefused(rule: "statistic", record: record)
        given.when(report([])).thenRefused(rule: "statistic", record: record)
        given.when(report([StatisticFigure("a", .max), StatisticFigure("b", .max)], total: 9))
            .thenRefused(rule: "statistic", record: record)
        given.when(report([], total: 4)).thenRefused(rule: "suppression", record: record)
        given.when(report([], total: 5)).accepted()
        given.when(report([StatisticFigure("a", 10), StatisticFigure("A", 11)]))
            .thenRefused(rule: "statistic", record: record)
    }

    @Test("an average says over how many children it was taken, five or more")
    func averages() {
        func wait(_ figure: StatisticFigure) -> Outcome { given.when(report([figure]) { $0.unit = .days }) }
        wait(StatisticFigure("disabled children", 63)).thenRefused(rule: "suppression", record: record)
        wait(StatisticFigure("disabled children", 63, base: 4)).thenRefused(
            rule: "suppression", record: record)
        wait(StatisticFigure("disabled children", 3, base: 5)).accepted()
        wait(StatisticFigure("disabled children", nil)).accepted()
        given.when(report([StatisticFigure("a", 20, base: 30)])).thenRefused(
            rule: "statistic", record: record)
        given.when(report([StatisticFigure("a", 20, base: 30)], total: 20) { $0.unit = .days })
            .thenRefused(rule: "statistic", record: record)
    }

    @Test("never a child: a young person of the record is not named in it")
    func neverAChild() {
        given.when(report([StatisticFigure("placements of YP-7f3a", 6)]))
            .thenRefused(rule: "never-a-child", record: record)
        given.when(report([StatisticFigure("a", 6)]) { $0.measure = "Moves of yp-7f3a" })
            .thenRefused(rule: "never-a-child", record: record)
    }

    @Test("numbers of a day after the meeting were not reported at it")
    func period() {
        let figure = [StatisticFigure("a", 6)]
        given.when(report(figure) { $0.to = "5 September 2007" }).accepted()
        given.when(report(figure) { $0.to = "6 September 2007" }).accepted()
        given.when(report(figure) { $0.to = "7 September 2007" })
            .thenRefused(rule: "dates-in-order", record: record)
        given.when(report(figure) { $0.from = "1 September 2007" })
            .thenRefused(rule: "dates-in-order", record: record)
    }

    @Test("is recorded once for a meeting and a period, and not of a meeting that was not held")
    func once() {
        let once = given.when(report([StatisticFigure("a", 6)])).accepted()
        once.when(report([StatisticFigure("a", 7)])).thenRefused(rule: "statistic-once", record: record)
        once.when(report([StatisticFigure("a", 7)]) { $0.to = "31 July 2007" }).accepted()
        SmallCouncil.withMeeting.when(report([StatisticFigure("a", 6)]))
            .thenRefused(rule: "meeting-held", record: record)
    }
}
