// Meetings to come and what falls due, in the order of a calendar.

import Codec
public import Governance
public import Reports

extension Reading {
    /// The meetings of some days and what falls due in them.
    ///
    /// - Parameter instant: a local time in UTC (RFC 3339).
    public func calendar(
        _ question: CalendarQuestion, _ instant: (CivilDateTime) -> String
    ) throws -> CalendarReport {
        var report = CalendarReport()
        (report.basis, report.council) = (basis, directory.council?.name ?? "")
        report.origin = directory.council?.origin ?? ""
        let body = try question.body.map { try directory.body($0).id }
        report.from = try question.from.flatMap { try days(from: $0, to: nil).first } ?? asAt
        let inAYear = asAt.adding(days: 365) ?? .last
        report.to = try question.to.map { try days(from: nil, to: $0).last } ?? inAYear
        guard report.from <= report.to else {
            throw Rejection(
                "period", "from", "The calendar ends on \(report.to.spoken), before it begins.",
                remedy: "Give a first day on or before the last one.")
        }
        if question.whose == nil { try addMeetings(of: body, to: &report, instant) }
        if body == nil { try addDeadlines(question, to: &report) }
        report.entries.sort {
            ($0.day, $0.starts ?? $0.day.start, $0.record, $0.summary) < (
                $1.day, $1.starts ?? $1.day.start, $1.record, $1.summary
            )
        }
        return report
    }

    private func addMeetings(
        of body: BodyID?, to report: inout CalendarReport, _ instant: (CivilDateTime) -> String
    ) throws {
        var search = MeetingSearch(of: body, from: report.from, to: report.to)
        search.add("status <> 'withdrawn'")
        try forEachMeeting(search) { row in
            var value = CalendarValue()
            (value.kind, value.record, value.day) = ("meeting", "meeting/\(row.id)", row.day)
            (value.starts, value.instant) = (row.starts, instant(row.starts))
            value.bodyName = directory.name(row.body)
            value.summary = (value.bodyName ?? "") + (row.title.map { ": \($0)" } ?? "")
            value.place = row.place
            value.isCancelled = row.status == .cancelled ? true : nil
            report.entries.append(value)
            return true
        }
    }

    private func addDeadlines(_ question: CalendarQuestion, to report: inout CalendarReport) throws {
        for item in try items(due: report.to, whose: question.whose) {
            guard let due = item.due, report.from <= due, due <= report.to else { continue }
            var value = CalendarValue()
            (value.kind, value.record, value.day) = (item.source, item.record, due)
            value.summary = item.text
            report.entries.append(value)
        }
    }
}
