// Commands about notices of non-attendance.

public import Codec

/// Where a breach is: whose, of which body's rule, in which meetings. The breach is found again from the
/// rolls themselves when a command about it is decided.
public struct BreachReference: Sendable, Equatable {
    public var notice = NoticeID()
    public var body = ""
    public var person = ""
    /// The meetings of the body at which the person was expected, oldest first, up to the breach and after it.
    public var meetings: [MeetingID] = []
    public var kind = BreachKind.consecutive

    public init() {}

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice, "the identifier made from the breach")
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field(
            "meetings", &meetings, "those at which the person was expected, up to the breach and after it")
        try coder.defaulted("kind", &kind)
    }

    var needs: [Need] { [.notice(notice.text)] + meetings.map { .meeting($0.text) } }

    /// The breach as a notice keeps it.
    func find(in context: Context) throws(Rejection) -> NoticedBreach {
        let body = try context.directory.body(body)
        // Named by whoever found the breach, by the identifier: another's surname may be the same.
        let exact = context.directory.people[PersonID(unchecked: person)]
        let person = if let exact { exact } else { try context.directory.person(person) }
        var found: [(starts: CivilDateTime, ExpectedAttendance)] = []
        var counted: Set<MeetingID> = []
        for id in meetings {
            let meeting = try context.meeting(id.text)
            guard counted.insert(meeting.id).inserted else {
                throw Rejection(
                    "once-in-a-notice", "meeting/\(meeting.id)", "The meeting \(meeting.id) is named twice.",
                    remedy: "Name each meeting once.")
            }
            found.append((meeting.starts, try expected(meeting, of: body, person)))
        }
        found.sort { ($0.starts, $0.1.meeting) < ($1.starts, $1.1.meeting) }
        let known = found.map(\.1).filter { !context.directory.isBeforeRecord($0.date) }
        guard !known.isEmpty || found.isEmpty else {
            throw Rejection(
                "since-record-begins", "body/\(body.id)",
                "The record begins on \(context.directory.recordBegins.spoken), so no notice is issued about"
                    + " absences before that day.",
                remedy:
                    "If the record is complete from an earlier day: `minutectl record begins DATE --reason …`."
            )
        }
        let attendance = Self.appointment(of: person, to: body, known)
        // What was missed after the breach is told with it.
        let end = attendance.lastIndex { Notice.identifier(body.id, person.id, kind, $0.date) == notice }
        let considered = attendance[...(end ?? attendance.index(before: attendance.endIndex))]
        guard let last = considered.last, let adopted = body.adoptedTerms(on: last.date),
            let rule = adopted.terms.nonAttendance,
            body.expected(on: last.date).contains(where: {
                $0.person == person.id && rule.covers($0.capacity)
            }),
            let breach = rule.breaches(in: Array(considered)).last(where: {
                $0.kind == kind && $0.last == last.meeting
            })
        else {
            throw Rejection(
                "breach-in-the-rolls", "body/\(body.id)",
                "The attendance at these meetings shows no breach of \(body.name)'s rule by \(person.name).",
                remedy: "`minutectl report non-attendance` lists the breaches.")
        }
        let noticed = NoticedBreach(breach, body, person, rule, attendance, from: adopted.from)
        guard noticed.notice == notice else {
            throw Rejection(
                "notice-of-breach", "notice/\(notice)",
                "The breach at these meetings has the notice \(noticed.notice?.text ?? "none").",
                remedy: "Run `minutectl notice run` again.")
        }
        return noticed
    }

    /// The meetings of the appointment that the last meeting belongs to.
    private static func appointment(
        of person: Person, to body: Body, _ attendance: [ExpectedAttendance]
    ) -> [ExpectedAttendance] {
        guard let last = attendance.last, let rule = body.terms(on: last.date)?.nonAttendance else {
            return attendance
        }
        return rule.appointments(of: person.id, to: body, attendance).last ?? attendance
    }

    private func expected(
        _ meeting: Meeting, of body: Body, _ person: Person
    ) throws(Rejection) -> ExpectedAttendance {
        let isExpected = body.expected(on: meeting.starts.date).contains { $0.person == person.id }
        guard meeting.body == body.id, meeting.status == .held, meeting.kind == .ordinary, isExpected else {
            throw Rejection(
                "expected-at-meeting", "meeting/\(meeting.id)",
                "\(person.name) was not expected at \(meeting.id).",
                remedy: "Run `minutectl notice run` again.")
        }
        return ExpectedAttendance(
            meeting: meeting.id, date: meeting.starts.date, standing: meeting.entry(of: person.id)?.standing)
    }
}

extension NoticedBreach {
    /// A breach as a notice keeps it.
    ///
    /// - Parameters:
    ///   - attendance: all meetings at which the person was expected, oldest first, also after the breach.
    ///   - from: the first day of the terms of reference with this rule.
    public init(
        _ breach: Breach, _ body: Body, _ person: Person, _ rule: NonAttendanceRule,
        _ attendance: [ExpectedAttendance], from: PartialDate?
    ) {
        (self.body, self.person, self.kind, self.rule) = (body.id, person.id, breach.kind, rule)
        ruleFrom = from
        absences = breach.absences.map { absence in
            var noticed = NoticedAbsence()
            (noticed.meeting, noticed.date) = (absence.meeting, absence.date)
            noticed.standing = absence.standing ?? .absent
            noticed.group = person.group(on: absence.date)
            return noticed
        }
        (expected, present) = (breach.expected, breach.present)
        let last = breach.absences.last?.date ?? .first
        let year = last.adding(months: -12) ?? .first
        let first = breach.considered.first?.date ?? last
        record = attendance.filter { $0.date > year || $0.date >= first }.map {
            meeting in
            var noticed = NoticedMeeting()
            (noticed.meeting, noticed.date, noticed.standing) = (
                meeting.meeting, meeting.date, meeting.standing
            )
            noticed.effect = rule.effect(of: meeting.standing)
            return noticed
        }
    }
}

/// Issues the notice of one breach. `minutectl notice run` sends one for each breach that the
/// non-attendance projection finds.
@dynamicMemberLookup
public struct IssueNotice: Command {
    public var breach = BreachReference()
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try breach.fields(&coder)
        try coder.field("on", &on, "the day of issue; today if left out")
    }

    public subscript<Value>(dynamicMember path: WritableKeyPath<BreachReference, Value>) -> Value {
        get { breach[keyPath: path] }
        set { breach[keyPath: path] = newValue }
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { breach.needs }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        if let before = context.state.notices[self.notice]?.issued, breach.meetings.isEmpty {
            throw Rejection(
                "issued-once", "notice/\(self.notice)", "This notice was issued on \(before.on.spoken).",
                remedy: "`minutectl notice show \(self.notice)` shows it with its letters.")
        }
        let found = try breach.find(in: context)
        if let before = context.state.notices[self.notice]?.issued, before.absences == found.absences {
            return []
        }
        return [.noticeIssued(context.directory.notice(of: found, on: try context.date(on, "on")))]
    }
}

extension Directory {
    /// The notice of a breach if it is issued on the day: who is told, and everybody's names as they are.
    public func notice(of breach: NoticedBreach, on day: CivilDate) -> NoticeIssued {
        var event = NoticeIssued()
        (event.notice, event.breach, event.on) = (breach.notice ?? NoticeID(), named(breach), day)
        event.signatory = signatory(of: breach.rule, on: day)
        event.recipients = recipients(of: breach.absences.map(\.date), by: breach.person, on: day)
            .map(named)
        return event
    }

    func named(_ breach: NoticedBreach) -> NoticedBreach {
        var named = breach
        named.councilName = council?.name
        named.bodyName = bodies[breach.body]?.name
        named.name = name(breach.person)
        return named
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
@dynamicMemberLookup
public struct WaiveNotice: Command {
    public var breach = BreachReference()
    public var reason = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try breach.fields(&coder)
        try coder.field("reason", &reason)
        try coder.field("on", &on, "today if left out")
    }

    public subscript<Value>(dynamicMember path: WritableKeyPath<BreachReference, Value>) -> Value {
        get { breach[keyPath: path] }
        set { breach[keyPath: path] = newValue }
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { breach.needs }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = NoticeWaived()
        event.notice = self.notice
        if let known = context.state.notices[self.notice] { try known.refuseSettled() }
        event.breach = context.directory.named(try breach.find(in: context))
        event.reason = reason
        event.on = try context.date(on, "on")
        return [.noticeWaived(event)]
    }
}
