// Notices as report values, made of nothing but their own entries.

public import Governance

extension NoticeValue {
    /// A notice as it was issued.
    public init(_ issued: NoticeIssued) {
        self.init(issued.breach)
        (id, status, self.issued) = (issued.notice.text, .issued, issued.on)
        (checkpoint, signatory, provenance) = (issued.checkpoint, issued.signatory, issued.provenance)
        recipients = issued.recipients.map { RecipientValue($0) }
    }

    /// A breach of which nobody has been told.
    public init(_ breach: NoticedBreach) {
        self.init()
        (id, kind) = (breach.notice?.text ?? "", breach.kind)
        (body, bodyName) = (breach.body.text, breach.bodyName ?? breach.body.text)
        (person, name) = (breach.person.text, breach.name ?? breach.person.text)
        (rule, ruleFrom, request) = (breach.rule.sentence, breach.ruleFrom, breach.rule.letter)
        (expected, present) = (breach.expected, breach.present)
        councilName = breach.councilName
        absences = breach.absences.map { absence in
            var one = AbsenceValue()
            (one.meeting, one.date, one.standing) = (absence.meeting.text, absence.date, absence.standing)
            one.group = absence.group?.text
            return one
        }
        record = breach.record.map { meeting in
            var one = MarkValue()
            (one.meeting, one.date) = (meeting.meeting.text, meeting.date)
            (one.standing, one.effect) = (meeting.standing, meeting.effect)
            return one
        }
    }
}

extension RecipientValue {
    /// A recipient as the notice has them.
    public init(_ recipient: Recipient) {
        self.init()
        (role, person, name) = (recipient.role, recipient.person?.text, recipient.name)
        (group, groupName, letter) = (recipient.group?.text, recipient.groupName, recipient.letter)
        (leaderTitle, also) = (recipient.leaderTitle, recipient.also)
    }
}

extension FollowUpValue {
    /// A follow-up as it was issued.
    public init(_ issued: NoticeFollowedUp) {
        self.init()
        (number, on, stands, checkpoint) = (issued.number, issued.on, issued.stands, issued.checkpoint)
        (signatory, provenance) = (issued.signatory, issued.provenance)
        changes = issued.changes.map { ChangeValue($0) }
        recipients = issued.recipients.map { RecipientValue($0) }
    }
}

extension ChangeValue {
    public init(_ change: NoticeChange) {
        self.init()
        (meeting, date, was, now) = (change.meeting.text, change.date, change.was, change.now)
    }
}
