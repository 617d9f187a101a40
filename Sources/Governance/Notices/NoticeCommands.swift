// Commands about notices of non-attendance.

public import Codec

/// Issues the notice of one breach. `minutectl notice run` sends one for each breach that the
/// non-attendance projection finds; the breach is found again here, from the rolls themselves.
public struct IssueNotice: Command {
    public var notice = NoticeID()
    public var body = ""
    public var person = ""
    /// The meetings of the body at which the person was expected, oldest first, up to the breach.
    public var meetings: [MeetingID] = []
    public var kind = BreachKind.consecutive
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice, "as the breach has it")
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("meetings", &meetings, "those at which the person was expected, up to the breach")
        try coder.defaulted("kind", &kind)
        try coder.field("on", &on, "the day of issue; today if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.notice(notice.text)] + meetings.map { .meeting($0.text) }
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let body = try context.directory.body(body)
        let person = try context.directory.person(person)
        var attendance: [ExpectedAttendance] = []
        var counted: Set<MeetingID> = []
        for id in meetings {
            let meeting = try context.meeting(id.text)
            guard counted.insert(meeting.id).inserted else {
                throw Rejection(
                    "once-in-a-notice", "meeting/\(meeting.id)", "The meeting \(meeting.id) is given twice.",
                    remedy: "Name each meeting once.")
            }
            attendance.append(try expected(meeting, of: body, person))
        }
        attendance.sort { $0.date < $1.date }
        let record = "body/\(body.id)"
        guard let last = attendance.last,
            let rule = body.terms(on: last.date)?.nonAttendance,
            body.expected(on: last.date).contains(where: {
                $0.person == person.id && rule.covers($0.capacity)
            }),
            let breach = rule.breaches(in: attendance).last(where: {
                $0.kind == kind && $0.last == last.meeting
            })
        else {
            throw Rejection(
                "breach-in-the-rolls", record,
                "The rolls of these meetings show no breach of \(body.name)'s rule by \(person.name).",
                remedy: "`minutectl report non-attendance` shows the breaches there are.")
        }
        let issued = try notice(of: breach, body, person, rule, in: context)
        guard issued.notice == notice else {
            throw Rejection(
                "notice-of-breach", "notice/\(notice)", "The breach in these meetings is \(issued.notice).",
                remedy: "Run the notices again.")
        }
        if let before = context.state.notices[notice]?.issued, before.absences == issued.absences {
            return []
        }
        return [.noticeIssued(issued)]
    }

    private func expected(
        _ meeting: Meeting, of body: Body, _ person: Person
    ) throws(Rejection) -> ExpectedAttendance {
        let isExpected = body.expected(on: meeting.starts.date).contains { $0.person == person.id }
        guard meeting.body == body.id, meeting.status == .held, meeting.kind == .ordinary,
            meeting.roll != nil, isExpected
        else {
            throw Rejection(
                "expected-at-meeting", "meeting/\(meeting.id)",
                "\(person.name) was not expected at \(meeting.id), or it has no roll.",
                remedy: "Run the notices again.")
        }
        return ExpectedAttendance(
            meeting: meeting.id, date: meeting.starts.date, standing: meeting.entry(of: person.id)?.standing)
    }

    private func notice(
        of breach: Breach, _ body: Body, _ person: Person, _ rule: NonAttendanceRule, in context: Context
    ) throws(Rejection) -> NoticeIssued {
        var event = NoticeIssued()
        (event.body, event.person, event.kind, event.rule) = (body.id, person.id, breach.kind, rule)
        event.on = try context.date(on, "on")
        for absence in breach.absences {
            var noticed = NoticedAbsence()
            (noticed.meeting, noticed.date) = (absence.meeting, absence.date)
            noticed.standing = absence.standing ?? .absent
            noticed.group = person.group(on: absence.date)
            event.absences.append(noticed)
        }
        (event.expected, event.present) = (breach.expected, breach.present)
        event.recipients = context.directory.recipients(
            of: breach.absences.map(\.date), by: person.id, on: event.on)
        let last = breach.absences.last?.date ?? event.on
        event.notice = Notice.identifier(body.id, person.id, breach.kind, last)
        return event
    }
}

/// Records that a recipient has acknowledged a notice.
public struct AcknowledgeNotice: Command {
    public var notice = ""
    public var by = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("by", &by, "the recipient")
        try coder.field("on", &on, "today if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.notice(notice)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = NoticeAcknowledged()
        event.notice = try context.notice(notice).id
        event.by = try context.directory.person(by).id
        event.on = try context.date(on, "on")
        return [.noticeAcknowledged(event)]
    }
}

/// Records that leaders need not be told of a breach, and why.
public struct WaiveNotice: Command {
    public var notice = NoticeID()
    public var body = ""
    public var person = ""
    public var reason = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice, "as `notice list` shows it")
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("reason", &reason)
        try coder.field("on", &on, "today if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.notice(notice.text)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = NoticeWaived()
        event.notice = notice
        event.body = try context.directory.body(body).id
        event.person = try context.directory.person(person).id
        event.reason = reason
        event.on = try context.date(on, "on")
        let stems = BreachKind.allCases.map { Notice.stem(event.body, event.person, $0) }
        guard stems.contains(where: notice.text.hasPrefix) else {
            throw Rejection(
                "notice-of-breach", "notice/\(notice)",
                "The notice \(notice) is not about this member of this body.",
                remedy: "`minutectl notice list` shows each notice with its member and body.")
        }
        return [.noticeWaived(event)]
    }
}
