// Commands about members' interests.

public import Codec

/// Enters an interest in a member's register.
public struct RegisterInterest: Command {
    public var person = ""
    public var kind = InterestKind.otherRegistrable
    public var what: String?
    public var from: String?
    public var notified: String?
    public var isSensitive = false

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("kind", &kind)
        try coder.field("what", &what, "what it is; left out for a sensitive one")
        try coder.field("from", &from, "since when they have had it")
        try coder.field(
            "notified", &notified, "the day on which the monitoring officer was notified; today if left out")
        try coder.defaulted("sensitive", &isSensitive, "whether the details are withheld (section 32)")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = InterestRegistered()
        (event.person, event.number, event.kind) = (known.id, known.nextInterest, kind)
        (event.what, event.isSensitive) = (what, isSensitive)
        event.from = try from.map { text throws(Rejection) in try context.partialDate(text, "from") }
        event.notified = try context.date(notified, "notified")
        return known.interests.contains { $0.ended == nil && $0.registered.isSame(as: event) }
            ? [] : [.interestRegistered(event)]
    }
}

extension InterestRegistered {
    /// Whether another says the same of the same interest, whatever their numbers.
    fileprivate func isSame(as other: InterestRegistered) -> Bool {
        var other = other
        other.number = number
        return self == other
    }
}

/// Records that a registered interest has ended.
public struct EndInterest: Command {
    public var person = ""
    public var number = 1
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("number", &number, "in the member's register", within: 1...10_000)
        try coder.field("on", &on, "the first day on which they no longer have it; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = InterestEnded()
        (event.person, event.number) = (known.id, number)
        event.on = try context.partialDate(on, "on")
        return try known.interest(number).ended == event.on ? [] : [.interestEnded(event)]
    }
}

/// Records that a member may take part although they have an interest.
public struct GrantDispensation: Command {
    public var person = ""
    public var what = ""
    public var allows = DispensationScope.speakAndVote
    public var by = ""
    public var on: String?
    public var until = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("what", &what, "what it is for")
        try coder.defaulted("allows", &allows)
        try coder.field("by", &by, "who granted it: a body or an office")
        try coder.field("on", &on, "the day on which it was granted; today if left out")
        try coder.field("until", &until, "its last day")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = DispensationGranted()
        (event.person, event.what, event.allows, event.reason) = (known.id, what, allows, reason)
        event.by = try context.directory.participant(by)
        (event.on, event.until) = (try context.date(on, "on"), try context.date(until, "until"))
        return known.dispensations.contains(event) ? [] : [.dispensationGranted(event)]
    }
}

/// Records that a member declared an interest at a meeting.
public struct DeclareInterest: MeetingCommand {
    public var meeting = ""
    public var person = ""
    public var item = ""
    public var kind = DeclaredKind.nonRegistrable
    public var number: Int?
    public var what: String?
    public var left = false
    public var leftAt: ClockTime?
    public var returnedAt: ClockTime?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("person", &person)
        try coder.field("item", &item, "its number on the agenda, or its words")
        try coder.field("kind", &kind)
        try coder.field("number", &number, "the interest in their register that it is", within: 1...10_000)
        try coder.field("what", &what, "as they declared it; left out for a sensitive one")
        try coder.defaulted("left", &left, "whether they left the room for the item")
        try coder.field("leftat", &leftAt)
        try coder.field("returnedat", &returnedAt)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        guard known.starts <= context.moment.local else {
            throw Rejection(
                "meeting-begun", "meeting/\(known.id)",
                "The meeting begins \(known.starts.spoken): nobody has declared anything at it yet.",
                remedy: "Record it once the meeting has begun.")
        }
        var event = InterestDeclared()
        (event.meeting, event.person) = (known.id, try context.directory.person(person).id)
        let tabled = known.agenda.first {
            $0.label == item || $0.number == item || $0.label.lowercased() == item.lowercased()
        }
        (event.item, event.kind, event.number) = (tabled?.label ?? item, kind, number)
        (event.what, event.left) = (what, left || leftAt != nil)
        (event.leftAt, event.returnedAt) = (leftAt, returnedAt)
        return known.declarations.contains(event) ? [] : [.interestDeclared(event)]
    }
}
