// Commands about a visit that is in the record: its report, what follows, and taking it back.

public import Codec

/// A command about one visit that is in the record.
protocol VisitCommand: Command {
    var visit: String { get }
}

extension VisitCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.visit(visit)] }
}

/// Records that the report on a visit was filed.
public struct FileVisitReport: VisitCommand {
    public var visit = ""
    public var on: String?
    public var to: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("on", &on, "the day on which it was filed; today if left out")
        try coder.field("to", &to, "the body that it went to")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.visit(visit)
        var event = VisitReported()
        event.visit = known.id
        event.on = try context.date(on, "on")
        if let to { event.to = try context.directory.body(to).id }
        return known.reported == event ? [] : [.visitReported(event)]
    }
}

/// Says what has to be done after a visit.
public struct RaiseVisitFollowUp: VisitCommand {
    public var visit = ""
    public var topic = Topic()
    public var owner: String?
    public var due: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("topic", &topic, "what it is about, by a short label such as repair-boiler")
        try coder.field("owner", &owner, "who is to do it")
        try coder.field("due", &due, "by when")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.visit(visit)
        var event = VisitFollowUpRaised()
        (event.visit, event.topic) = (known.id, topic)
        if let owner { event.owner = try context.directory.person(owner).id }
        if let due { event.due = try context.date(due, "due") }
        for other in known.followUps where other.completed == nil {
            event.number = other.raised.number
            if other.raised == event { return [] }
        }
        event.number = known.followUps.count + 1
        return [.visitFollowUpRaised(event)]
    }
}

/// Records that what followed a visit has been done.
public struct CompleteVisitFollowUp: VisitCommand {
    public var visit = ""
    public var number = 1
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("number", &number, "counted from 1 within the visit", within: 1...10_000)
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.visit(visit)
        var event = VisitFollowUpCompleted()
        (event.visit, event.number) = (known.id, number)
        event.on = try context.date(on, "on")
        let isDone = known.followUps.contains { $0.raised.number == number && $0.completed == event.on }
        return isDone ? [] : [.visitFollowUpCompleted(event)]
    }
}

/// Takes back a visit that was entered by mistake.
public struct WithdrawVisit: VisitCommand {
    public var visit = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("visit", &visit)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.visit(visit)
        guard !known.isWithdrawn else { return [] }
        var event = VisitWithdrawn()
        (event.visit, event.reason) = (known.id, reason)
        return [.visitWithdrawn(event)]
    }
}

extension Need {
    /// A visit that is in the record.
    public static func visit(_ reference: String) -> Need {
        Need(kind: .visit, reference: reference, isForNew: false)
    }
}

extension Context {
    func visit(_ reference: String) throws(Rejection) -> Visit {
        try state.existing(VisitID(unchecked: one(.visit(reference), "visit", reference)))
    }
}

extension State {
    /// The visit of that identifier, or a refusal.
    public func existing(_ id: VisitID) throws(Rejection) -> Visit {
        guard let found = visits[id] else { throw .unknown("visit", id.text, "minutectl visit list") }
        return found
    }
}
