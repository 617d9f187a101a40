// Where what an entry says comes from: a source document, or what was inferred, assumed or invented. It stands in the
// entry's envelope beside who recorded it, because it is about the entry and not part of the fact.

public import Codec

/// How far what an entry says rests on a source, the firmest first.
public enum ProvenanceKind: String, Choice, Comparable {
    /// A source says so.
    case source
    /// It follows from what a source says.
    case inferred
    /// No source says so; it fills a gap.
    case assumed
    /// It is made up, for illustration.
    case invented

    /// Whether no source bears it out.
    public var isUnsourced: Bool { self >= .assumed }

    public static func < (one: ProvenanceKind, other: ProvenanceKind) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .source: 0
        case .inferred: 1
        case .assumed: 2
        case .invented: 3
        }
    }
}

/// Where what an entry says comes from. Where several kinds apply to one entry, the weakest is given.
public struct Provenance: Sendable, Equatable {
    public var kind: ProvenanceKind
    /// Where in the source, such as "S2 paragraph 4.3", or what of the entry is not from it.
    public var place: String?

    public init(_ kind: ProvenanceKind, place: String? = nil) { (self.kind, self.place) = (kind, place) }

    /// The attributes of an entry's envelope.
    public static let kindAttribute = "provenance"
    public static let placeAttribute = "sourceplace"

    /// How many characters a place may have.
    public static let longestPlace = 300

    /// What a client says of it: the one place where it is checked.
    ///
    /// - Throws: a refusal of a place without a kind, of a source without a place, and of a place that is no line.
    public static func read(_ kind: ProvenanceKind?, _ place: String?) throws(Rejection) -> Provenance? {
        guard let kind else {
            guard place == nil else {
                throw Rejection(
                    "provenance", "sourceplace", "There is a place in a source, but no provenance.",
                    remedy: "Say which it is: source, inferred, assumed or invented.")
            }
            return nil
        }
        guard let place else {
            guard kind != .source else {
                throw Rejection(
                    "provenance", "sourceplace", "What comes from a source needs the place in it.",
                    remedy: "Give the document and the place, such as \"S2 paragraph 4.3\".")
            }
            return Provenance(kind)
        }
        try Check.line(place, "place in the source", of: "sourceplace", longest: longestPlace)
        // A character can have any number of bytes, and an entry cannot.
        guard place.utf8.count <= longestPlace * 4 else {
            throw Rejection(
                "text", "sourceplace", "The place in the source is longer than \(longestPlace * 4) bytes.",
                remedy: "Say it in fewer words.")
        }
        do throws(FieldError) { try place.check(.text) } catch {
            throw Rejection(
                "text", "sourceplace", "The place in the source: \(error).",
                remedy: "Leave that character out.")
        }
        return Provenance(kind, place: place)
    }
}
