// What happened to meetings, attendance, agendas and minutes, in sentences for histories and listings.

extension MeetingScheduled {
    public func sentence(naming names: Directory) -> String {
        "meeting of \(names.name(body)) scheduled for \(starts.spoken)"
    }
}

extension MeetingRescheduled {
    public func sentence(naming names: Directory) -> String {
        "meeting moved to \(starts.spoken)" + (place.map { ", \($0)" } ?? "")
    }
}

extension MeetingCancelled {
    public func sentence(naming names: Directory) -> String { "meeting cancelled: \(reason)" }
}

extension MeetingHeld {
    public func sentence(naming names: Directory) -> String { "meeting held" }
}

extension MeetingWithdrawn {
    public func sentence(naming names: Directory) -> String { "meeting withdrawn: \(reason)" }
}

extension AttendanceRecorded {
    public func sentence(naming names: Directory) -> String { "attendance of \(entries.count) recorded" }
}

extension AttendanceCorrected {
    public func sentence(naming names: Directory) -> String {
        isRemoved
            ? "\(names.name(entry.person)) removed from the attendance: \(reason)"
            : "\(names.name(entry.person)) corrected to \(entry.standing.words): \(reason)"
    }
}

extension MeetingChaired {
    public func sentence(naming names: Directory) -> String {
        "chaired by \(by.map { names.name($0) }.joined(separator: ", then "))"
            + (reason.map { ": \($0)" } ?? "")
    }
}

extension MeetingNoticeExcepted {
    public func sentence(naming names: Directory) -> String { exception.sentence(naming: names) }
}

extension ItemTabled {
    public func sentence(naming names: Directory) -> String { "item tabled: \(label)" }
}

extension ItemRemoved {
    public func sentence(naming names: Directory) -> String {
        "item removed from the agenda: \(label): \(reason)"
    }
}

extension AgendaPublished {
    public func sentence(naming names: Directory) -> String { "agenda published on \(on.spoken)" }
}

extension MinutesRecorded {
    public func sentence(naming names: Directory) -> String {
        "minutes \(stage.rawValue)" + (to.map { " to \(names.name($0))" } ?? "") + " on \(on.spoken)"
    }
}
