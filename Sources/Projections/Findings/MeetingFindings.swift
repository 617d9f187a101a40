// What meetings lack: rolls, agendas, minutes. Made out of rows; the log is read for those meetings alone that have an
// agenda or minutes.

import Codec
import Governance
import Reports
import SQLite

extension FindingSource {
    static let meetings = FindingSource.adding { reading, groups in
        var search = MeetingSearch(of: groups.scope.body, from: groups.scope.begins, to: nil)
        search.hasMarks = false
        search.add("status = 'held' AND NOT hasroll AND starts <= ?", [reading.now.iso])
        try reading.forEachMeeting(search) { meeting in
            groups.add("roll-missing", body: meeting.body.text) {
                RecordFinding(
                    "roll-missing", "meeting/\(meeting.id)", body: meeting.body.text,
                    "Attendance at the meeting of \(meeting.day.spoken) is not recorded.",
                    remedy: "`minutectl attendance record \(meeting.id) …` records it.")
            }
            return true
        }
    }

    static let agendas = FindingSource.adding { reading, groups in
        var search = MeetingSearch(of: groups.scope.body, from: groups.scope.begins, to: nil)
        search.hasMarks = false
        search.add("status NOT IN ('withdrawn', 'cancelled') AND kind = 'ordinary'")
        try reading.forEachMeeting(search) { row in
            // A meeting without an agenda lacks one only where there are standing items.
            let terms = reading.directory.bodies[row.body]?.terms(on: row.day)
            guard row.business > 0 || terms?.standingItems.isEmpty == false else { return true }
            let agenda = reading.agenda(try reading.whole(row))
            for finding in findings(of: agenda, isPast: row.day <= reading.asAt) { groups.add(finding) }
            return true
        }
    }

    private static func findings(of agenda: AgendaValue, isPast: Bool) -> [RecordFinding] {
        let record = "meeting/\(agenda.meeting)"
        let missing = agenda.missing.map { item in
            RecordFinding(
                "standing-item-missing", record, body: agenda.body,
                "The standing item \(item) \(isPast ? "was" : "is") not on the agenda.",
                remedy: "If it \(isPast ? "was" : "should be"): `minutectl agenda table \(agenda.meeting) …`."
            )
        }
        return missing
            + agenda.findings.map { finding in
                RecordFinding(
                    finding.rule, record, body: agenda.body, finding.message,
                    remedy: finding.rule == "agenda-notice"
                        ? "If it was urgent: `minutectl agenda except \(agenda.meeting) --agreed-by …`."
                        : "`minutectl agenda table \(agenda.meeting) …` records what was on it.")
            }
    }

    static let minutes = FindingSource.adding { reading, groups in
        var search = MeetingSearch(of: groups.scope.body, from: groups.scope.begins, to: reading.asAt)
        search.hasMarks = false
        search.add("status = 'held' AND kind = 'ordinary'")
        try reading.forEachMeeting(search) { row in
            let route = reading.directory.bodies[row.body]?.terms(on: row.day)?.reportsTo ?? []
            if row.business == 0, route.isEmpty {
                if row.day.days(until: reading.asAt) > daysForMinutes {
                    groups.add("minutes-missing", body: row.body.text) {
                        minutesMissing(row.id.text, row.body.text)
                    }
                }
                return true
            }
            for finding in findings(of: reading.minutes(try reading.whole(row)), on: reading.asAt) {
                groups.add(finding)
            }
            return true
        }
    }

    /// A month after the meeting somebody ought to have written them.
    private static let daysForMinutes = 31

    private static func findings(of minutes: MinutesValue, on day: CivilDate) -> [RecordFinding] {
        let record = "meeting/\(minutes.meeting)"
        var found = minutes.presentations.filter { $0.on == nil }.map { step in
            RecordFinding(
                "minutes-not-presented", record, body: minutes.body,
                "The minutes have not been presented to \(step.toName) in \(step.days) days.",
                remedy:
                    "`minutectl minutes record \(minutes.meeting) presented --to \(step.to)`, once they have been."
            )
        }
        if minutes.drafted == nil, minutes.approved == nil, minutes.date.days(until: day) > daysForMinutes {
            found.append(minutesMissing(minutes.meeting, minutes.body))
        }
        return found
    }

    private static func minutesMissing(_ meeting: String, _ body: String) -> RecordFinding {
        RecordFinding(
            "minutes-missing", "meeting/\(meeting)", body: body,
            "A month after the meeting, no minutes are recorded.",
            remedy: "`minutectl minutes record \(meeting) drafted` records that they are.")
    }
}
