// Which record of the directory somebody means: an identifier, a name, a surname, or the beginning of one.

extension Directory {
    /// The place of each of some people in a list of them: of members the surname is ordered by, as councils list them,
    /// and of others the name.
    public func listOrder(_ listed: [String]) -> [String: Int] {
        let named = Set(listed).map { id -> (name: String, id: String) in
            guard let known = people[kept(PersonID(unchecked: id))] else { return (id, id) }
            // Officers often go by their posts, which have no surname.
            let isMember = known.kind == .councillor || known.kind == .coOpted
            return (isMember ? NameForm.forLists(known.name) : NameForm.bare(known.name), id)
        }
        let places = named.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.enumerated()
        return Dictionary(uniqueKeysWithValues: places.map { ($0.element.id, $0.offset) })
    }

    /// The person someone means: an identifier, a name, a surname, or the unambiguous beginning of one; a name may have
    /// its surname first, with a comma ("Khan, Fay"). `person/lee` is the identifier and nothing else.
    public func person(_ reference: String) throws(Rejection) -> Person {
        // With the surname first, a name may be written as one record's and be another's.
        let turned = NameForm.surnameLast(reference) == nil ? [] : people(called: reference)
        guard turned.count < 2 else {
            throw .ambiguous("person", reference, turned.map { named($0).candidate })
        }
        do throws(Rejection) { return try person(called: reference) } catch {
            guard error.rule == "known-person" else { throw error }
            let found = people(called: reference)
            guard found.count < 2 else {
                throw .ambiguous("person", reference, found.map { named($0).candidate })
            }
            guard let only = found.first else { throw error }
            return only
        }
    }

    /// The person of that identifier, whoever else is called so; otherwise the one that is meant by a name. Where records of
    /// namesakes are put in order, their identifiers are all that tells them apart.
    func personByIdentifier(_ reference: String) throws(Rejection) -> Person {
        if let exact = people[PersonID(unchecked: reference)] { return exact }
        return try person(reference)
    }

    /// The people who have, or had, a name that may be the same person's (``NameForm/mayBeOnePerson(_:_:)``).
    func people(called name: String) -> [Person] {
        names.people(called: name).compactMap { people[PersonID(unchecked: $0)] }.filter { known in
            known.isCurrent
                && ([known.name] + known.formerNames).contains { NameForm.mayBeOnePerson($0, name) }
        }
    }

    private func person(called reference: String) throws(Rejection) -> Person {
        let exact = people[PersonID(unchecked: Self.identifier(reference, "person"))]
        if let withdrawal = exact?.withdrawal, !reference.hasPrefix("person/") {
            guard let other = withdrawal.sameAs.flatMap({ people[$0] }) else {
                throw Rejection(
                    "person-withdrawn", "person/\(reference)",
                    "\(reference) was withdrawn because it was entered by mistake.",
                    remedy: "Name the person's own record: `minutectl person list`.")
            }
            return other
        }
        return try pick("person", reference, exact.map { named($0) }) {
            people.values.filter { $0.isCurrent }.map { named($0) }
        }
    }

    /// The political group someone means.
    public func group(_ reference: String) throws(Rejection) -> PoliticalGroup {
        let exact = groups[GroupID(unchecked: Self.identifier(reference, "group"))]
        return try pick("group", reference, exact.map { named($0) }) { groups.values.map { named($0) } }
    }

    /// The office someone means.
    public func office(_ reference: String) throws(Rejection) -> Office {
        let exact = offices[OfficeID(unchecked: Self.identifier(reference, "office"))]
        return try pick("office", reference, exact.map { named($0) }) { offices.values.map { named($0) } }
    }

    /// The body someone means.
    public func body(_ reference: String) throws(Rejection) -> Body {
        let exact = bodies[BodyID(unchecked: Self.identifier(reference, "body"))]
        return try pick("body", reference, exact.map { named($0) }) { bodies.values.map { named($0) } }
    }

    /// The place someone means.
    public func place(_ reference: String) throws(Rejection) -> Place {
        let exact = places[PlaceID(unchecked: Self.identifier(reference, "place"))]
        return try pick("place", reference, exact.map { named($0) }) { places.values.map { named($0) } }
    }

    private func named(_ it: Person) -> Named<Person> { Named(it, it.id.text, [it.name] + it.formerNames) }
    private func named(_ it: PoliticalGroup) -> Named<PoliticalGroup> {
        Named(it, it.id.text, [it.name] + it.formerNames)
    }
    private func named(_ it: Office) -> Named<Office> { Named(it, it.id.text, [it.title] + it.formerTitles) }
    private func named(_ it: Body) -> Named<Body> { Named(it, it.id.text, [it.name] + it.aliases) }
    private func named(_ it: Place) -> Named<Place> { Named(it, it.id.text, [it.name]) }

    /// The identifier in `person/lee`; the reference itself where it does not begin with the kind.
    private static func identifier(_ reference: String, _ kind: String) -> String {
        reference.hasPrefix("\(kind)/") ? String(reference.dropFirst(kind.count + 1)) : reference
    }

    /// Tries what is most exact first; several of the same exactness are ambiguous. So is an identifier that is
    /// another record's name.
    private func pick<Value>(
        _ what: String, _ reference: String, _ exact: Named<Value>?, _ all: () -> [Named<Value>]
    ) throws(Rejection) -> Value {
        if let exact {
            let others = names.others(what, named: reference, than: exact.id)
            guard !others.isEmpty, !reference.hasPrefix("\(what)/") else { return exact.value }
            let found = all().filter { named in
                named.id == exact.id
                    || others.contains(named.id) && named.isNamed(reference, bySurname: what == "person")
            }
            guard found.count > 1 else { return exact.value }
            throw .ambiguous(what, reference, found.map(\.candidate))
        }
        let wanted = Slug.make(reference, longest: Slug.longest)
        guard reference.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw .unknown(what, reference, "minutectl \(what) list")
        }
        let all = all()
        for fits in ways(of: reference, wanted) as [(Named<Value>) -> Bool] {
            var found = all.filter(fits)
            if found.isEmpty { continue }
            // Whatever its capitals, a name that is another one's identifier may mean that one.
            if let other = all.first(where: { $0.id == wanted }), !found.contains(where: { $0.id == wanted })
            {
                found.append(other)
            }
            if found.count == 1 { return found[0].value }
            throw .ambiguous(what, reference, found.map(\.candidate))
        }
        var unknown = Rejection.unknown(what, reference, "minutectl \(what) list")
        unknown.candidates = all.filter { $0.isNear(wanted) }.map(\.candidate).sorted().prefix(5).map { $0 }
        throw unknown
    }

    private func ways<Value>(of reference: String, _ wanted: String) -> [(Named<Value>) -> Bool] {
        // A name without a Latin letter has no slug of its own: it is found as it is written, or not.
        let hasSlug = wanted != Slug.unnamed || reference.lowercased().contains(Slug.unnamed)
        let plain = NameForm.plain(reference)
        let asWritten: [(Named<Value>) -> Bool] = [
            { $0.names.contains(reference) }, { $0.names.contains { NameForm.plain($0) == plain } },
        ]
        guard hasSlug else { return asWritten }
        let bare = NameForm.withoutTitles(wanted)
        return asWritten + slugWays(wanted) + (bare.map { bareWays($0) } ?? [])
    }

    private func slugWays<Value>(_ wanted: String) -> [(Named<Value>) -> Bool] {
        [
            { $0.slugs.contains { $0 == wanted } },
            { $0.slugs.contains { $0.hasSuffix("-\(wanted)") } },
            { $0.id.hasPrefix(wanted) },
            { $0.slugs.contains { $0.hasPrefix(wanted) } },
            // "Okafor" is "Councillor Okafor OBE".
            { $0.slugs.contains { NameForm.withoutTitles($0).map { $0.hasSuffix("-\(wanted)") } ?? false } },
        ]
    }

    /// "Cllr Okafor OBE" is whoever is called Okafor.
    private func bareWays<Value>(_ bare: String) -> [(Named<Value>) -> Bool] {
        [
            { $0.slugs.contains { (NameForm.withoutTitles($0) ?? $0) == bare } },
            { $0.slugs.contains { (NameForm.withoutTitles($0) ?? $0).hasSuffix("-\(bare)") } },
        ]
    }
}

/// A record of the directory with what it is called.
private struct Named<Value> {
    let value: Value
    let id: String
    let names: [String]

    init(_ value: Value, _ id: String, _ names: [String]) {
        (self.value, self.id, self.names) = (value, id, names)
    }

    var slugs: [String] { names.map { Slug.make($0, longest: Slug.longest) } }

    /// Whether a slug is one of its names, or the end of one.
    func isNamed(_ slug: String, bySurname: Bool) -> Bool {
        slugs.contains { $0 == slug || bySurname && $0.hasSuffix("-\(slug)") }
    }

    /// As it is listed among others: the name, and the identifier that tells it apart.
    var candidate: String { names[0] == id ? id : "\(names[0]) (\(id))" }

    /// Whether somebody who wrote the slug may have meant one of its names.
    func isNear(_ wanted: String) -> Bool {
        let asked = NameForm.withoutTitles(wanted) ?? wanted
        return slugs.contains { slug in
            let bare = NameForm.withoutTitles(slug) ?? slug
            let last = bare.split(separator: "-").last.map(String.init) ?? bare
            return NameForm.isNear(bare, asked) || NameForm.isNear(last, asked)
        }
    }
}

extension Rejection {
    private static let several = [
        "person": "people", "group": "groups", "office": "offices", "body": "bodies", "place": "places",
    ]

    /// A name that may mean several records.
    static func ambiguous(_ what: String, _ reference: String, _ candidates: [String]) -> Rejection {
        Rejection(
            "unambiguous-\(what)", "\(what)/\(reference)",
            "\"\(reference)\" matches \(candidates.count) \(several[what] ?? "records").",
            remedy: "Give the whole name, or \(what)/ followed by the identifier in brackets.",
            candidates: candidates.sorted())
    }
}
