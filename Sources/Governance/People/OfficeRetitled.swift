// An office gets another title. Who holds it, and what rules look for it, stays.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// An office's title changes, or was misspelt.
public struct OfficeRetitled: EventPayload, Equatable {
    public static let type = "org.minuted.office.retitled"

    public var office = OfficeID()
    public var title = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("title", &title)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .office(office) }

    public func admit(in state: State) throws(Rejection) {
        _ = try state.directory.existing(office)
        try Check.line(title, "title", of: stream.text, longest: 160)
        try Check.reason(reason, of: stream.text)
    }
}

extension Office {
    mutating func evolve(_ event: OfficeRetitled) {
        formerTitles.append(title)
        title = event.title
    }
}

/// Gives an office another title.
public struct RetitleOffice: Command {
    public var office = ""
    public var title = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("title", &title)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.office(office)
        var event = OfficeRetitled()
        (event.office, event.title, event.reason) = (known.id, title, reason)
        return known.title == title ? [] : [.officeRetitled(event)]
    }
}
