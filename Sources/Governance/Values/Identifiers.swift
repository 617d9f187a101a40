// Identifiers: short, readable, made once from a name and never changed by renaming.

public import Codec

/// The identifier of one record, such as `okafor` or `malap-2007-09-06`.
///
/// Lower-case letters, digits and hyphens, at most 80 of them. `Kind` keeps a body's identifier from
/// being taken for a person's.
public struct Identifier<Kind>: TextValue, Hashable, Comparable, CustomStringConvertible {
    public let text: String

    /// An identifier that code has made itself and that therefore is well formed.
    init(unchecked text: String) { self.text = text }

    /// The empty identifier, a place-holder until a record's fields are read.
    public init() { text = "" }

    public init(text: String) throws(FieldError) {
        guard Slug.isWellFormed(text) else {
            throw FieldError(
                "\"\(text)\" is not an identifier: lower-case letters, digits and hyphens, at most 80")
        }
        self.text = text
    }

    /// The identifier that these bytes spell; nil if they spell none.
    public init?(spelled bytes: UnsafeRawBufferPointer) {
        guard Slug.isWellFormed(bytes) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

public typealias PersonID = Identifier<Person>
public typealias GroupID = Identifier<PoliticalGroup>
public typealias OfficeID = Identifier<Office>
public typealias BodyID = Identifier<Body>
public typealias MeetingID = Identifier<Meeting>
public typealias DecisionID = Identifier<Decision>
public typealias NoticeID = Identifier<Notice>
public typealias DutyID = Identifier<Duty>
public typealias PaperID = Identifier<Paper>
public typealias MatterID = Identifier<Matter>
public typealias ActionID = Identifier<Action>

/// How identifiers are made out of names.
public enum Slug {
    static let longest = 80

    /// What is made of a name that has nothing to make an identifier of.
    static let unnamed = "unnamed"

    static func isWellFormed(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isWellFormed(UnsafeRawBufferPointer($0)) }
    }

    /// Whether bytes spell an identifier.
    public static func isWellFormed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = bytes.first, first != UInt8(ascii: "-"), bytes.count <= longest else {
            return false
        }
        for byte in bytes where !isAllowed(byte) { return false }
        return true
    }

    @inline(__always)
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// A name in lower case with hyphens between its words; letters outside English lose their accents
    /// where they have one and are left out where they have none.
    public static func make(_ name: String, longest: Int = 48) -> String {
        var slug = ""
        for scalar in name.lowercased().unicodeScalars {
            if scalar.isASCII, isAllowed(UInt8(scalar.value)), scalar != "-" {
                slug.unicodeScalars.append(scalar)
            } else if leftOut.contains(scalar) || isCombining(scalar) {
                continue
            } else if let plain = withoutAccent[scalar] {
                slug += plain
            } else if slug.last != "-", !slug.isEmpty {
                slug += "-"
            }
        }
        let cut = slug.prefix(longest)
        let trimmed = cut.last == "-" ? cut.dropLast() : cut
        return trimmed.isEmpty ? unnamed : String(trimmed)
    }

    /// Apostrophes, and characters that take no room: a name is the same with or without them.
    private static let leftOut: Set<Unicode.Scalar> = [
        "'", "’", "‘", "ʼ", "`", "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
    ]

    /// Whether it is an accent that stands behind its letter, as some keyboards write é.
    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    private static let withoutAccent: [Unicode.Scalar: String] = {
        var table: [Unicode.Scalar: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"]
        for (plain, accented) in [
            ("a", "àáâãäåāăąǎ"), ("c", "çćčċĉ"), ("d", "ďđð"), ("e", "èéêëēěęėĕ"), ("g", "ğģġĝ"),
            ("h", "ħĥ"), ("i", "ìíîïīįıĩ"), ("j", "ĵ"), ("k", "ķ"), ("l", "łľĺļ"), ("n", "ñńňņŋ"),
            ("o", "òóôõöøōőŏǒ"), ("r", "řŕŗ"), ("s", "śšşșŝ"), ("t", "țţťŧ"), ("u", "ùúûüūůűųŭũ"),
            ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳ"), ("z", "źżž"),
        ] {
            for scalar in accented.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()

    /// The slug of a body's meeting on a day, which leaves room for a number behind it.
    static func meeting(of body: BodyID, on day: CivilDate) -> String {
        "\(body.text.prefix(longest - 14))-\(day.iso)"
    }

    /// The slug that is not taken yet: itself, or with `-2`, `-3` … behind it.
    static func unused(_ slug: String, isTaken: (String) -> Bool) -> String {
        guard isTaken(slug) else { return slug }
        var suffix = 2
        while isTaken("\(slug)-\(suffix)") { suffix += 1 }
        return "\(slug)-\(suffix)"
    }

    /// A person's slug: the surname, or the whole where the name is a role ("Councillor A, Group One").
    static func forPerson(_ name: String) -> String {
        let words = name.split(separator: " ").map(String.init)
        guard let surname = words.last, surname.count > 2, !name.contains(","), words.count <= 4,
            !name.contains(where: \.isNumber), !roleWords.contains(where: { name.contains($0) })
        else { return make(name) }
        return make(surname)
    }

    private static let roleWords = [
        "Group", "Officer", "Director", "Manager", "Representative", "Member", "Executive", "Head", "Leader",
    ]
}
