// Where an entry comes from, as report values show it beside what it says.

import Codec
public import Governance

/// An entry's provenance, spread over the fields of whatever shows it. Empty where the entry does not say.
public struct EntryOrigin: Sendable, Equatable {
    public var kind: ProvenanceKind?
    public var place: String?

    public init() {}

    public init(_ provenance: Provenance?) { (kind, place) = (provenance?.kind, provenance?.place) }

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("provenance", &kind, "where it comes from; left out where the entry does not say")
        try coder.field("sourceplace", &place, "where in the source")
    }
}
