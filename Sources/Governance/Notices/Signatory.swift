// Who signs the letters about non-attendance, and what they ask of those who are told: as the terms of reference
// have it.

public import Codec

/// Who signs a letter, by their office.
public struct Signatory: Record, Hashable {
    /// The office's title at the time of the letter.
    public var title = ""
    /// Who held it then; nil while it was vacant.
    public var name: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("name", &name, "left out while the office is vacant")
    }
}

/// What a letter asks of those who are told, and whom they can ask themselves.
public struct NoticeRequest: Record, Hashable {
    /// What they are asked to do, in a sentence.
    public var ask: String?
    /// Within how many days of the letter.
    public var within: Int?
    /// Whom to write or speak to, in words.
    public var contact: String?
    /// The office that signs.
    public var signedBy: OfficeID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("ask", &ask, "what recipients are asked to do, in a sentence")
        try coder.field("within", &within, "within how many days of the letter", within: 1...366)
        try coder.field("contact", &contact, "who to contact")
        try coder.field("signedby", &signedBy, "the office that signs the letters")
    }

    func admit(of record: String, in directory: Directory) throws(Rejection) {
        if let ask { try Check.line(ask, "ask", of: record, longest: 1_000) }
        if let contact { try Check.line(contact, "contact", of: record, longest: 300) }
        if within != nil, ask == nil {
            throw Rejection(
                "terms", record, "`within` sets a time limit, but nothing is asked.",
                remedy: "Say with `ask` what recipients are asked to do, or leave `within` out.")
        }
        guard let signedBy else { return }
        _ = try directory.existing(signedBy)
    }
}

extension Directory {
    /// Who signs letters under a rule on a day; nil where the rule names no office.
    func signatory(of rule: NonAttendanceRule, on day: CivilDate) -> Signatory? {
        guard let office = rule.letter?.signedBy.flatMap({ offices[$0] }) else { return nil }
        var signatory = Signatory()
        signatory.title = office.title
        signatory.name = office.holder(on: day).map { name($0) }
        return signatory
    }
}
