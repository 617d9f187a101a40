// The council's own name, and closures of its offices that were recorded by mistake.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// The council takes another name, or was misspelt. Its identifier and the log's source stay.
public struct CouncilRenamed: EventPayload, Equatable {
    public static let type = "org.minuted.council.renamed"

    public var council = ""
    public var name = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council)
        try coder.field("name", &name)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .council(council) }

    public func admit(in state: State) throws(Rejection) {
        try state.expect(stream)
        try Check.line(name, "name", of: stream.text)
        try Check.reason(reason, of: stream.text)
    }
}

/// Gives the council another name.
public struct RenameCouncil: Command {
    public var name = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        guard let known = context.directory.council else { throw Rejection.noCouncil }
        var event = CouncilRenamed()
        (event.council, event.name, event.reason) = (known.id, name, reason)
        return known.name == name ? [] : [.councilRenamed(event)]
    }
}

/// Adds a closure of the council's offices, or brings back one that was removed.
public struct AddClosure: Command {
    public var from = ""
    public var to: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("from", &from, "the first day on which the offices are closed")
        try coder.field("to", &to, "the last day; the first if left out")
        try coder.field("reason", &reason, "what for, such as Christmas")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        guard let known = context.directory.council else { throw Rejection.noCouncil }
        var closure = Closure()
        (closure.from, closure.reason) = (try context.date(from, "from"), reason)
        closure.to = try to.map { text throws(Rejection) in try context.date(text, "to") } ?? closure.from
        if known.closures.contains(closure) { return [] }
        if let other = known.closures.first(where: { $0.from == closure.from }) {
            throw Rejection(
                "one-closure", "council/\(known.id)",
                "A closure from that day is on record: \(other.from.short) to \(other.to.short), \(other.reason).",
                remedy: "Remove it first: `minutectl council remove-closure \(other.from.iso) --reason …`.")
        }
        var event = CouncilCalendarSet()
        (event.council, event.closures) = (known.id, known.closures + [closure])
        return [.councilCalendarSet(event)]
    }
}

/// Takes a closure of the council's offices out of the record.
public struct RemoveClosure: Command {
    public var from = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("from", &from, "the closure's first day")
        try coder.field("reason", &reason, "why it is removed")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        guard let known = context.directory.council else { throw Rejection.noCouncil }
        let day = try context.date(from, "from")
        var event = CouncilCalendarSet()
        event.council = known.id
        event.closures = known.closures.filter { $0.from != day }
        event.reason = reason
        guard event.closures.count == known.closures.count else {
            try Check.reason(reason, of: "council/\(known.id)")
            return [.councilCalendarSet(event)]
        }
        // Said once more, it is gone already.
        if context.directory.hadClosure(from: day) { return [] }
        throw Rejection(
            "known-closure", "council/\(known.id)", "No closure begins on \(day.short).",
            remedy: "Give the first day of one of these.",
            candidates: known.closures.map { "\($0.from.short): \($0.reason)" })
    }
}

extension Directory {
    /// Every closure that was ever in the record.
    var closuresEver: [Closure] {
        guard let council else { return [] }
        var all: [Closure] = []
        for event in histories.events[.council(council.id)] ?? [] {
            if case .councilCalendarSet(let it) = event { all += it.closures }
        }
        return all
    }

    func hadClosure(from day: CivilDate) -> Bool { closuresEver.contains { $0.from == day } }
}
