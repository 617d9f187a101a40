// Meetings that a member missed, for tests of the six-month rule: six months end only over such meetings.

import Governance

/// Meetings of a body, one on the 3rd of each month in the two years up to a day, at all of which a member was absent.
func missed(_ body: BodyID, until day: CivilDate) -> [RolledAttendance] {
    stride(from: 0, to: 24, by: 1).compactMap { months in
        guard
            let date = day.adding(months: -months).flatMap({
                CivilDate(year: $0.year, month: $0.month, day: 3)
            }),
            let meeting = try? MeetingID(text: "\(body)-\(date.iso)-missed")
        else { return nil }
        return RolledAttendance(meeting: meeting, body: body, date: date, standing: .absent)
    }
}
