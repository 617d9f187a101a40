// Follow-ups: what a notice said was corrected afterwards, and those who were told are told of that too.
// The notice itself stays as it was issued.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What a notice said of one meeting, and what the record says now.
public struct NoticeChange: Record, Equatable {
    public var meeting = MeetingID()
    public var date = CivilDate.placeholder
    /// What those told were told last; nil for not in the roll.
    public var was: Standing?
    /// What the record says; nil if the roll does not name the member, or there is no such meeting any more.
    public var now: Standing?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("was", &was, "what they were last told; left out for not recorded")
        try coder.field("now", &now, "what the record says now; left out for not recorded")
    }
}

/// Those who were told are told what was corrected since.
public struct NoticeFollowedUp: EventPayload, Equatable {
    public static let type = "org.minuted.notice.followed_up"

    public var notice = NoticeID()
    /// The notice's first follow-up is 1.
    public var number = 0
    public var changes: [NoticeChange] = []
    /// Whether the rolls still show the breach.
    public var stands = false
    /// Those who were told, whatever offices they hold now.
    public var recipients: [Recipient] = []
    public var on = CivilDate.placeholder
    /// The last signed checkpoint of the log before this entry, which the letters print.
    public var checkpoint: String?
    /// Who signs the letters; nil where the rule names no office.
    public var signatory: Signatory?
    /// The weakest provenance among the entries that the letters rest on, where that is assumed or invented.
    public var provenance: ProvenanceKind?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("number", &number, "the notice's first follow-up is 1", within: 1...10_000)
        try coder.field("changes", &changes)
        try coder.field("stands", &stands, "whether the attendance still shows the breach")
        try coder.field(
            "recipients", &recipients, "those who were told, even if they no longer hold the office")
        try coder.field("on", &on)
        try coder.field("checkpoint", &checkpoint, "the checkpoint of the log that the letters name")
        try coder.field("signatory", &signatory, "who signs the letters")
        try coder.field(
            "provenance", &provenance, "where entries that the letters rest on are assumed or invented")
    }

    public var stream: Stream { .notice(notice) }

    public var references: [Stream] { changes.map { .meeting($0.meeting) } }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(notice)
        guard let issued = known.issued else {
            throw Rejection(
                "follow-up-of-issued", stream.text,
                "The notice \(notice) was not issued, so nobody was told.",
                remedy: "There is nothing to follow up.")
        }
        guard number == known.followUps.count + 1 else {
            throw Rejection(
                "follow-up-number", stream.text,
                "The next follow-up of \(notice) is number \(known.followUps.count + 1).",
                remedy: "Run `minutectl notice run` again.")
        }
        guard !changes.isEmpty else {
            throw Rejection(
                "follow-up-changes", stream.text, "Nothing has changed since they were told.",
                remedy: "There is nothing to follow up.")
        }
        try Check.checkpoint(checkpoint, of: stream.text)
        let told = known.toldLast
        for change in changes {
            let meeting = try state.existing(change.meeting)
            guard let was = told[change.meeting], was == change.was, change.was != change.now,
                meeting.standing(of: issued.person) == change.now
            else {
                throw Rejection(
                    "follow-up-changes", stream.text,
                    "The attendance at \(change.meeting) was not corrected in that way since the notice \(notice).",
                    remedy: "Run `minutectl notice run` again: the attendance may have been corrected.")
            }
        }
    }
}

extension Meeting {
    /// What the record says of somebody at a meeting that took place.
    func standing(of person: PersonID) -> Standing? {
        status == .held ? entry(of: person)?.standing : nil
    }
}

extension Notice {
    /// What those told were told last of each meeting: by the notice, as amended by its follow-ups.
    public var toldLast: [MeetingID: Standing?] {
        var told = issued?.breach.told ?? [:]
        for change in followUps.flatMap(\.changes) { told[change.meeting] = .some(change.now) }
        return told
    }
}

/// Tells those who were told of a breach what was corrected since.
public struct FollowUpNotice: Command {
    public var notice = ""
    /// The meetings of which the notice spoke.
    public var meetings: [MeetingID] = []
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("meetings", &meetings, "those the notice covers")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.notice(notice)] + meetings.map { .meeting($0.text) }
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.notice(notice)
        var event = NoticeFollowedUp()
        event.notice = known.id
        guard let issued = known.issued else { return [.noticeFollowedUp(event)] }
        var current: [MeetingID: Standing?] = [:]
        for (id, was) in known.toldLast.sorted(by: { $0.key < $1.key }) {
            guard meetings.contains(id) else {
                throw Rejection(
                    "meetings-of-notice", "notice/\(known.id)", "The notice covers \(id) too.",
                    remedy: "Name every meeting that the notice covers.")
            }
            let meeting = try context.meeting(id.text)
            let now = meeting.standing(of: issued.person)
            current[id] = .some(now)
            guard now != was else { continue }
            var change = NoticeChange()
            (change.meeting, change.date, change.was, change.now) = (id, meeting.starts.date, was, now)
            event.changes.append(change)
        }
        guard !event.changes.isEmpty else { return [] }
        event.changes.sort { ($0.date, $0.meeting) < ($1.date, $1.meeting) }
        event.number = known.followUps.count + 1
        event.stands = issued.breach.stands(with: current)
        event.recipients =
            issued.recipients.filter { $0.person != nil }.map(\.withoutLetter)
            .oneForEachPerson
        event.on = try context.date(on, "on")
        event.signatory = context.directory.signatory(of: issued.breach.rule, on: event.on)
        return [.noticeFollowedUp(event)]
    }
}

extension NoticedBreach {
    /// Whether the breach is still one if its meetings say this.
    public func stands(with current: [MeetingID: Standing?]) -> Bool {
        let attendance = record.map { meeting in
            ExpectedAttendance(
                meeting: meeting.meeting, date: meeting.date,
                standing: current[meeting.meeting] ?? meeting.standing)
        }
        return rule.breaches(in: attendance).contains {
            $0.kind == kind && $0.last == absences.last?.meeting
        }
    }
}
