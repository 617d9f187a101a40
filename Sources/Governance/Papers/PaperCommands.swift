// Commands about reports.

public import Codec

extension Context {
    func paper(_ reference: String) throws(Rejection) -> Paper {
        try state.existing(PaperID(unchecked: one(.known(.paper, reference), "paper", reference)))
    }
}

/// Submits a report.
public struct SubmitPaper: Command {
    public var to: String?
    public var meeting: String?
    public var submitted: String?
    public var content = PaperContent()
    public var paper: PaperID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field(
            "to", &to, "the body, office or person it is submitted to; the meeting's body if left out")
        try coder.field("meeting", &meeting, "the meeting that receives it")
        try coder.field("submitted", &submitted, "the day; the meeting's, or today, if left out")
        try content.fields(&coder)
        try coder.field("paper", &paper, "an identifier; made from the subject if left out")
    }

    private var slug: String { paper?.text ?? Slug.make(content.subject, longest: 40) }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.new(.paper, slug)]
            + (meeting.map { [MeetingReference.need($0, in: directory, on: today)] } ?? [])
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = PaperSubmitted()
        event.content = content
        var day: CivilDate?
        if let to { event.to = try context.directory.participant(to) }
        if let meeting {
            let known = try context.meeting(meeting)
            (event.meeting, day) = (known.id, known.starts.date)
            if to == nil { event.to = .body(known.body) }
        }
        guard to != nil || meeting != nil else {
            throw Rejection(
                "submitted-to", "paper/\(slug)", "The report does not say to whom it is submitted.",
                remedy: "Give `to`, or the `meeting` that receives it.")
        }
        event.submitted =
            try submitted == nil
            ? PartialDate(day ?? context.moment.today) : context.partialDate(submitted, "submitted")
        let need = Need.new(.paper, slug)
        for known in (context.found[need] ?? []).compactMap({ context.state.papers[PaperID(unchecked: $0)] })
        {
            event.paper = known.id
            guard known.recorded == event, !known.isWithdrawn else { continue }
            var content = known.content
            content.implications.removeAll { one in
                known.added.contains { Implication($0.kind, $0.text) == one }
            }
            guard content == event.content else {
                throw .changedSince("paper/\(known.id)", "minutectl paper correct \(known.id) …")
            }
            return []
        }
        event.paper = paper ?? PaperID(unchecked: context.unused(slug, need))
        return [.paperSubmitted(event)]
    }
}

/// A command about one report that is in the record.
protocol PaperCommand: Command {
    var paper: String { get }
}

extension PaperCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.known(.paper, paper)] }
}

/// Adds a paragraph on implications to a report.
public struct AddImplication: PaperCommand {
    public var paper = ""
    public var kind = ""
    public var text = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper)
        try coder.field("kind", &kind, "the kind of implications, for example \"Corporate parenting\"")
        try coder.field("text", &text)
        try coder.field("on", &on, "today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.paper(paper)
        var event = PaperImplicationAdded()
        (event.paper, event.kind, event.text) = (known.id, kind, text)
        event.on = try context.date(on, "on")
        return known.content.implications.contains(Implication(kind, text))
            ? [] : [.paperImplicationAdded(event)]
    }
}

/// Corrects a part of a report.
public struct CorrectPaper: PaperCommand {
    public var paper = ""
    public var field = PaperField.subject
    public var value: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper)
        try coder.field("field", &field)
        try coder.field("value", &value, "the correct value; left out for blank")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.paper(paper)
        var event = PaperCorrected()
        (event.paper, event.field, event.value, event.reason) = (known.id, field, value, reason)
        var mended = known.content
        field.set(value, in: &mended)
        return field.takes(value) && mended == known.content ? [] : [.paperCorrected(event)]
    }
}

/// Takes a report back.
public struct WithdrawPaper: PaperCommand {
    public var paper = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.paper(paper)
        guard !known.isWithdrawn else { return [] }
        var event = PaperWithdrawn()
        (event.paper, event.reason) = (known.id, reason)
        return [.paperWithdrawn(event)]
    }
}
