// What was recorded of a body by mistake, besides its name: the kind of body, whom it advises, since when it exists.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A body was entered with something wrong.
public struct BodyCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.body.corrected"

    public var body = BodyID()
    /// What it should have been; unchanged if nil.
    public var kind: BodyKind?
    public var advises: BodyID?
    public var from: PartialDate?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("kind", &kind, "unchanged if left out")
        try coder.field("advises", &advises, "the body that it advises; unchanged if left out")
        try coder.field("from", &from, "the first day it existed; unchanged if left out")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .body(body) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(body)
        try Check.reason(reason, of: stream.text)
        if let advises { _ = try state.directory.existing(advises) }
        guard kind != nil || advises != nil || from != nil else {
            throw Rejection(
                "correction", stream.text, "The correction does not say what was wrong.",
                remedy: "Give the kind, the body that it advises, or the first day.")
        }
        if let from, let ended = known.ended {
            try Check.order(Tenure(from: from, until: ended), of: stream.text)
        }
    }
}

extension Body {
    mutating func evolve(_ event: BodyCorrected) {
        kind = event.kind ?? kind
        advises = event.advises ?? advises
        from = event.from ?? from
    }
}

/// Corrects what kind of body it is, whom it advises, or since when it exists.
public struct CorrectBody: Command {
    public var body = ""
    public var kind: BodyKind?
    public var advises: String?
    public var from: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("kind", &kind, "unchanged if left out")
        try coder.field("advises", &advises, "the body that it advises; unchanged if left out")
        try coder.field("from", &from, "the first day it existed; unchanged if left out")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.body(body)
        var event = BodyCorrected()
        (event.body, event.kind, event.reason) = (known.id, kind, reason)
        if let advises { event.advises = try context.directory.body(advises).id }
        if let from { event.from = try context.partialDate(from, "from") }
        var corrected = known
        corrected.evolve(event)
        let saysNothing = kind == nil && advises == nil && from == nil
        return corrected == known && !saysNothing ? [] : [.bodyCorrected(event)]
    }
}
