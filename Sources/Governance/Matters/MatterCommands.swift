// Commands about matters.

public import Codec

extension Context {
    func matter(_ reference: String) throws(Rejection) -> Matter {
        try state.existing(MatterID(unchecked: one(.known(.matter, reference), "matter", reference)))
    }
}

/// The records that a matter or its answer may speak of, as people name them.
struct Mentions {
    var meeting: String?
    var paper: String?
    var decision: String?

    func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        var needs: [Need] = []
        if let meeting { needs.append(MeetingReference.need(meeting, in: directory, on: today)) }
        if let paper { needs.append(.known(.paper, paper)) }
        if let decision { needs.append(.decision(decision)) }
        return needs
    }
}

/// Puts a matter to somebody.
public struct RaiseMatter: Command {
    public var kind = MatterKind.issue
    public var what = ""
    public var from = ""
    public var to = ""
    public var on: String?
    public var due: String?
    public var meeting: String?
    public var paper: String?
    public var decision: String?
    public var source: String?
    public var matter: MatterID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("what", &what)
        try coder.field("from", &from, "who raises it: a body, office, group or person")
        try coder.field("to", &to, "who is to answer")
        try coder.field("on", &on, "the meeting's day, or today, if left out")
        try coder.field("due", &due, "the day an answer is due")
        try coder.field("meeting", &meeting, "the meeting at which it was raised, or that it is about")
        try coder.field("paper", &paper, "the report that it is about")
        try coder.field("decision", &decision, "the decision that it is about")
        try coder.field("source", &source)
        try coder.field("matter", &matter, "an identifier; made from what it is if left out")
    }

    private var slug: String { matter?.text ?? Slug.make(what, longest: 40) }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.new(.matter, slug)]
            + Mentions(meeting: meeting, paper: paper, decision: decision).needs(in: directory, on: today)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = MatterRaised()
        (event.kind, event.what, event.source) = (kind, what, source)
        event.from = try context.directory.participant(from)
        event.to = try context.directory.participant(to)
        var day: CivilDate?
        if let meeting {
            let known = try context.meeting(meeting)
            (event.meeting, day) = (known.id, known.starts.date)
        }
        if let paper { event.paper = try context.paper(paper).id }
        if let decision { event.decision = try context.decision(decision).id }
        event.on = try on == nil ? PartialDate(day ?? context.moment.today) : context.partialDate(on, "on")
        if let due { event.due = try context.partialDate(due, "due") }
        let need = Need.new(.matter, slug)
        for known in (context.found[need] ?? []).compactMap({ context.state.matters[MatterID(unchecked: $0)] }
        ) {
            event.matter = known.id
            // One that was closed without an answer is raised again as another.
            if known.raised == event, known.closed == nil { return [] }
        }
        event.matter = matter ?? MatterID(unchecked: context.unused(slug, need))
        try event.refuseReportToOthers(in: context.directory)
        let reported = try meeting.map { name throws(Rejection) in try context.meeting(name) }
        try event.refuseReportByOthers(of: reported, in: context.directory)
        try event.refuseSummonsOfOthers(in: context.directory)
        return [.matterRaised(event)]
    }
}

/// Answers a matter.
public struct AnswerMatter: Command {
    public var matter = ""
    public var answer = ""
    public var on: String?
    public var nominee: String?
    public var meeting: String?
    public var paper: String?
    public var decision: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter)
        try coder.field("answer", &answer)
        try coder.field("on", &on, "the meeting's day, or today, if left out")
        try coder.field("nominee", &nominee, "the person that the body nominated")
        try coder.field("meeting", &meeting, "the meeting at which it was answered")
        try coder.field("paper", &paper, "the report that answers it")
        try coder.field("decision", &decision, "the decision that answers it")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.known(.matter, matter)]
            + Mentions(meeting: meeting, paper: paper, decision: decision).needs(in: directory, on: today)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.matter(matter)
        var event = MatterAnswered()
        (event.matter, event.answer) = (known.id, answer)
        if let nominee { event.nominee = try context.directory.person(nominee).id }
        var day: CivilDate?
        if let meeting {
            let place = try context.meeting(meeting)
            (event.meeting, day) = (place.id, place.starts.date)
        }
        if let paper { event.paper = try context.paper(paper).id }
        if let decision { event.decision = try context.decision(decision).id }
        event.on = try on == nil ? day ?? context.moment.today : context.date(on, "on")
        return known.answered == event ? [] : [.matterAnswered(event)]
    }
}

/// Closes a matter without an answer.
public struct CloseMatter: Command {
    public var matter = ""
    public var on: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter)
        try coder.field("on", &on, "today if left out")
        try coder.field("reason", &reason)
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.known(.matter, matter)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.matter(matter)
        var event = MatterClosed()
        (event.matter, event.reason) = (known.id, reason)
        event.on = try context.date(on, "on")
        return known.closed == event ? [] : [.matterClosed(event)]
    }
}

/// Takes a matter up again.
public struct ReopenMatter: Command {
    public var matter = ""
    public var on: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter)
        try coder.field("on", &on, "today if left out")
        try coder.field("reason", &reason)
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.known(.matter, matter)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = MatterReopened()
        event.matter = try context.matter(matter).id
        event.on = try context.date(on, "on")
        event.reason = reason
        return [.matterReopened(event)]
    }
}
