// Names as people write them: when two are the same, what is left without titles, and which are near.

/// The forms of a name that are compared.
enum NameForm {
    /// A name in small letters, with one space between its words and nothing that takes no room.
    static func plain(_ name: String) -> String {
        let seen = name.lowercased().unicodeScalars.filter { !invisible.contains($0) }
        return String(String.UnicodeScalarView(seen)).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    /// A person's name without titles, letters behind it, and accents: two that are the same so may be one person's.
    static func bare(_ name: String) -> String {
        let slug = Slug.make(name, longest: Slug.longest)
        // A name without a Latin letter has no slug of its own.
        guard slug != Slug.unnamed else { return plain(name) }
        let words = name.split { $0.isWhitespace || $0 == "," || $0 == "." }
        let own = withoutTitles(words)
        return own.count == words.count ? slug : Slug.make(own.joined(separator: " "), longest: Slug.longest)
    }

    /// A name's words without the titles before it and the letters behind it, but for the last one left.
    private static func withoutTitles(_ words: [Substring]) -> [Substring] {
        var words = words[...]
        while words.count > 1, titles.contains(slug(words[words.startIndex])) { words.removeFirst() }
        while words.count > 1, let last = words.last, isBehind(last) { words.removeLast() }
        return Array(words)
    }

    private static func slug(_ word: Substring) -> String { Slug.make(String(word), longest: Slug.longest) }

    /// Whether a word stands for an honour, a degree or an office behind a name: "MA" does, and "Ma" is a surname.
    private static func isBehind(_ word: Substring) -> Bool {
        let slug = slug(word)
        guard postNominals.contains(slug) else { return false }
        let isWrittenAsName = word.first?.isUppercase == true && word.dropFirst().allSatisfy(\.isLowercase)
        return !isWrittenAsName || writtenSmall.contains(slug)
    }

    /// Whether two names may be one person's: titles, letters behind them and accents left aside, and either with the
    /// surname first.
    static func mayBeOnePerson(_ one: String, _ other: String) -> Bool {
        !forms(of: one).isDisjoint(with: forms(of: other))
    }

    /// What a person's name is compared by: as it stands, and with the surname last where it is written first.
    fileprivate static func forms(of name: String) -> Set<String> {
        Set([name, surnameLast(name)].compactMap(\.self).map { bare($0) })
    }

    /// A name without spaces around it.
    static func trimmed(_ name: String) -> String {
        String(name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// "Fay Khan" for "Khan, Fay"; nil for a name without one comma between two parts.
    static func surnameLast(_ name: String) -> String? {
        let parts = name.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        // "Fay Khan, OBE" has letters behind the comma, and no first name.
        guard !parts[1].split(whereSeparator: \.isWhitespace).allSatisfy({ isBehind($0) }) else { return nil }
        return "\(parts[1]) \(parts[0])"
    }

    /// A member's name as it is recorded: as people say it, with the surname last. "Councillor A, Group One" stays.
    static func recorded(_ name: String, of kind: PersonKind) -> String {
        guard kind == .councillor || kind == .coOpted, let turned = surnameLast(name) else { return name }
        let words = name.split { $0.isWhitespace || $0 == "," }
        let surname = name.prefix { $0 != "," }.split(whereSeparator: \.isWhitespace)
        let isNoName: Set<String> = ["of", "for", "and", "group", "ward", "party"]
        guard surname.count <= 3, !titles.contains(slug(surname[0])), words.count - surname.count <= 4,
            !words.contains(where: { isNoName.contains(slug($0)) })
        else { return name }
        return turned
    }

    /// What a list of people is ordered by: the surname, then the rest. It is the last word of a name without titles and
    /// letters behind it, or what stands before a comma.
    static func forLists(_ name: String) -> String {
        let written = surnameLast(name) ?? name.split(separator: ",").first.map(String.init) ?? name
        let words = withoutTitles(written.split(whereSeparator: \.isWhitespace)).map { word in
            let slug = slug(word)
            return slug == Slug.unnamed ? plain(String(word)) : slug
        }
        return (words.suffix(1) + words.dropLast()).joined(separator: " ")
    }

    private static let invisible: Set<Unicode.Scalar> = [
        "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
    ]

    /// A slug without the titles before a name and the letters behind it; nil where nothing would be left, or
    /// nothing was taken off.
    static func withoutTitles(_ slug: String) -> String? {
        let words = slug.split(separator: "-")
        var rest = words[...]
        while let first = rest.first, titles.contains(String(first)) { rest.removeFirst() }
        while let last = rest.last, postNominals.contains(String(last)) { rest.removeLast() }
        guard !rest.isEmpty, rest.count < words.count else { return nil }
        return rest.joined(separator: "-")
    }

    private static let titles: Set<String> = [
        "councillor", "cllr", "clr", "cllrs", "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor",
        "sir",
        "dame", "lord", "lady", "baroness", "rev", "revd", "reverend", "alderman", "ald", "the", "rt",
        "right",
        "hon", "honourable",
    ]

    private static let postNominals: Set<String> = [
        "obe", "mbe", "cbe", "kbe", "dbe", "bem", "jp", "mp", "dl", "kc", "qc", "phd", "ma", "ba", "bsc",
        "msc",
        "frsa", "esq", "kcb", "dcb", "gcb", "cb", "kcmg", "dcmg", "gcmg", "cmg", "kcvo", "dcvo", "cvo", "lvo",
        "mvo", "gbe", "kt",
        "jr", "jnr", "sr", "snr", "ii", "iii", "iv",
        "qpm", "kpm", "td", "vr", "frs", "frcs", "frcp", "fca", "aca", "mba", "llb", "llm", "dphil", "md",
    ]

    /// Of these, what is not written in capitals.
    private static let writtenSmall: Set<String> = ["esq", "kt", "jr", "jnr", "sr", "snr"]

    /// Whether one slug is the other but for a slip: a letter wrong, missing, doubled or swapped with the next;
    /// two in a long one.
    static func isNear(_ one: String, _ other: String) -> Bool {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        let allowed = min(left.count, right.count) < 4 ? 0 : min(left.count, right.count) < 8 ? 1 : 2
        guard allowed > 0, abs(left.count - right.count) <= allowed else { return false }
        var rows = [Array(0...right.count)]
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let change = left[i - 1] == right[j - 1] ? 0 : 1
                var least = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + change)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    least = min(least, rows[i - 2][j - 2] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[left.count][right.count] <= allowed
    }
}

/// Names of people as other programs write them.
public enum PersonName {
    /// Whether two may be one person's: titles, letters behind them and accents left aside, and either with the surname first.
    public static func isSame(_ one: String, _ other: String) -> Bool { NameForm.mayBeOnePerson(one, other) }
}

/// Which records of the directory have a whole name, and which people a surname. Kept up with every entry,
/// because it is asked whenever somebody is named by an identifier.
///
/// It may name too many: a name that was given up stays. Whoever asks looks at the names as they are. So it is no part
/// of what is known, and all indexes are equal.
struct NameIndex: Sendable, Equatable {
    /// Identifiers by kind and slug, such as `person/lee`; those of people also by the plain form of the whole name.
    private var ids: [String: Set<String>] = [:]

    static func == (one: NameIndex, other: NameIndex) -> Bool { true }

    /// The other records of the kind, such as `person`, that the slug may name.
    func others(_ kind: String, named slug: String, than id: String) -> [String] {
        (ids["\(kind)/\(slug)"] ?? []).filter { $0 != id }.sorted()
    }

    /// The people who may have, or have had, a name that is the same but for its spelling and titles, by identifier.
    func people(called name: String) -> [String] {
        Set(NameForm.forms(of: name).flatMap { ids["called/\($0)"] ?? [] }).sorted()
    }

    /// How many names it has.
    var count: Int { ids.count }

    mutating func note(_ event: Event) {
        guard let (keys, id) = Self.entry(of: event) else { return }
        for key in keys { ids[key, default: []].insert(id) }
    }

    /// Takes back what an event added that was never recorded.
    mutating func forget(_ event: Event) {
        guard let (keys, id) = Self.entry(of: event) else { return }
        for key in keys {
            ids[key]?.remove(id)
            if ids[key]?.isEmpty ?? false { ids[key] = nil }
        }
    }

    private static func entry(of event: Event) -> (keys: [String], id: String)? {
        guard let (names, record) = event.names else { return nil }
        let parts = record.text.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let keys = names.flatMap { name in
            let slug = Slug.make(name, longest: Slug.longest)
            guard case .person = record else { return ["\(parts[0])/\(slug)"] }
            return NameForm.forms(of: name).map { "called/\($0)" } + ends(of: slug).map { "person/\($0)" }
        }
        return (keys, parts[1])
    }

    /// A person is named by the whole name, and by every end of it that begins with a word.
    private static func ends(of slug: String) -> [Substring] {
        var ends = [slug[...]]
        while let last = ends.last, let hyphen = last.firstIndex(of: "-") {
            ends.append(slug[slug.index(after: hyphen)...])
        }
        return ends
    }
}

extension Event {
    /// The names that the event gives to a record of the directory.
    fileprivate var names: ([String], Stream)? {
        if case .personRegistered(let it) = self { return ([it.name ?? it.person.text], .person(it.person)) }
        if case .personRenamed(let it) = self { return ([it.name], .person(it.person)) }
        if case .groupFormed(let it) = self { return ([it.name], .group(it.group)) }
        if case .groupRenamed(let it) = self { return ([it.name], .group(it.group)) }
        if case .officeEstablished(let it) = self { return ([it.title], .office(it.office)) }
        if case .officeRetitled(let it) = self { return ([it.title], .office(it.office)) }
        if case .bodyEstablished(let it) = self { return ([it.name] + it.aliases, .body(it.body)) }
        if case .bodyRenamed(let it) = self { return ([it.name] + it.aliases, .body(it.body)) }
        if case .placeOpened(let it) = self { return ([it.name], .place(it.place)) }
        return nil
    }
}
