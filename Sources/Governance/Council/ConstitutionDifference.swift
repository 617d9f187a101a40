// What of a constitution the record does not say yet, as the events that bring it about; and what of it is not to be
// recorded: what the record has had and given up, and what only a verb of its own may change.

/// Works out the events that bring a directory to what a constitution says.
///
/// What the record has and the document leaves out stays as it is: a document need not be complete.
struct ConstitutionDifference {
    let directory: Directory
    /// The duties of the document that are in the record.
    let duties: [DutyID: Duty]
    /// The day on which the events are recorded, in universal time.
    private let today: CivilDate?
    private(set) var events: [Event] = []
    /// Where in the document each of the events is from.
    private(set) var places: [[String]] = []
    /// Where in the document what is compared now stands.
    var place: [String] = []
    /// What differs and is not recorded, a sentence each.
    private(set) var differences: [String] = []

    init(from directory: Directory, duties: [DutyID: Duty], today: CivilDate?) {
        (self.directory, self.duties, self.today) = (directory, duties, today)
    }

    mutating func compare(_ constitution: Constitution) {
        place = ["council"]
        compare(constitution.council)
        each("groups", constitution.groups) { $0.compare($1) }
        each("people", constitution.people) { $0.compare($1) }
        each("offices", constitution.offices) { $0.compare($1) }
        // Bodies refer to one another, so all are established before any of them is given terms.
        each("bodies", constitution.bodies) { $0.establish($1) }
        each("bodies", constitution.bodies) { $0.adopt($1) }
        each("bodies", constitution.bodies) { $0.fill($1) }
        each("bodies", constitution.bodies) { $0.end($1) }
        each("duties", constitution.duties) { $0.establish($1) }
    }

    /// Compares each section of a list, at its place in the document.
    private mutating func each<Section>(
        _ list: String, _ sections: [Section], _ compare: (inout Self, Section) -> Void
    ) {
        for (index, section) in sections.enumerated() {
            place = [list, String(index)]
            compare(&self, section)
        }
    }

    /// Does something about one item of a list inside the section that is compared now.
    mutating func at(_ list: String, _ index: Int, _ body: (inout Self) -> Void) {
        let outer = place
        place += [list, String(index)]
        body(&self)
        place = outer
    }

    static let reason = "as the constitution has it"

    mutating func add(_ event: Event) {
        events.append(event)
        places.append(place)
    }

    /// Notes something that only a verb of its own may change.
    mutating func note(_ what: String, _ recorded: String, _ document: String, _ remedy: String) {
        differences.append("\(what): the record says \(recorded), the document \(document). \(remedy)")
    }

    /// Notes something that the record has had and given up: an old document does not bring it back.
    ///
    /// - Parameter back: the command that brings it back all the same.
    mutating func skip(_ what: String, _ document: String, back: String? = nil) {
        differences.append(
            "\(what): the record once said \(document), but has been changed since. Left unchanged."
                + (back.map { " To bring it back: `\($0)`." } ?? ""))
    }

    /// A name that differs from the recorded one: taken over, unless it is a former one.
    private mutating func rename(
        _ what: String, _ name: String, from known: String, former: [String], _ event: () -> Event
    ) {
        // A document that leaves the name out leaves it as it is.
        guard name != known, !name.isEmpty else { return }
        if former.contains(name) { return skip(what, "\"\(name)\"") }
        add(event())
    }

    // MARK: - Council, groups, people, offices

    private mutating func compare(_ section: Constitution.CouncilSection) {
        guard let known = directory.council else {
            var event = CouncilFounded(
                council: section.id, name: section.name, origin: section.origin ?? "")
            event.timeZone = section.timeZone ?? event.timeZone
            (event.recordBegins, event.entered) = (section.recordBegins, EntryDay(today))
            add(.councilFounded(event))
            return setClosures(section, [])
        }
        rename("Council", section.name, from: known.name, former: known.formerNames) {
            var event = CouncilRenamed()
            (event.council, event.name, event.reason) = (section.id, section.name, Self.reason)
            return .councilRenamed(event)
        }
        let fixed = "It is fixed when a log begins."
        if let zone = section.timeZone, zone != known.timeZone {
            note("Time zone", known.timeZone, zone, fixed)
        }
        // A key of another name gives the log another origin; the document may say the first one.
        if let origin = section.origin, origin != known.origin, !directory.isFoundedWith(origin: origin) {
            note("Origin", known.origin, origin, fixed)
        }
        if let begins = section.recordBegins { setBeginning(begins, of: known) }
        setClosures(section, known.closures)
    }

    private mutating func setBeginning(_ begins: CivilDate, of known: Council) {
        guard begins != directory.recordBegins else { return }
        if directory.beganOnce(on: begins) { return skip("First day of the record", begins.short) }
        var event = RecordBeginningSet()
        (event.council, event.on, event.reason) = (known.id, begins, Self.reason)
        add(.recordBeginningSet(event))
    }

    /// Adds the document's closures to those recorded.
    private mutating func setClosures(_ section: Constitution.CouncilSection, _ known: [Closure]) {
        var all = known
        for closure in section.closures ?? [] where !known.contains(closure) {
            let days = "\(closure.from.short) to \(closure.to.short), \(closure.reason)"
            if directory.closuresEver.contains(closure) {
                skip(
                    "Closure", days,
                    back: "minutectl council add-closure \(closure.from.iso) --to \(closure.to.iso) --reason "
                        + "\"\(closure.reason)\"")
            } else if let other = known.first(where: { $0.from == closure.from }) {
                note(
                    "Closure", "\(other.from.short) to \(other.to.short), \(other.reason)", days,
                    "Remove it first: `minutectl council remove-closure \(other.from.iso) --reason …`.")
            } else {
                all.append(closure)
            }
        }
        let bankHolidays = section.bankHolidays.flatMap {
            $0 == directory.council?.bankHolidays ?? [] ? nil : $0
        }
        guard all.count > known.count || bankHolidays != nil else { return }
        var event = CouncilCalendarSet()
        (event.council, event.closures, event.bankHolidays) = (section.id, all, bankHolidays)
        add(.councilCalendarSet(event))
    }

    private mutating func compare(_ section: Constitution.GroupSection) {
        guard let known = directory.groups[section.id] else {
            var event = GroupFormed()
            (event.group, event.name) = (section.id, section.name)
            return add(.groupFormed(event))
        }
        rename("Group \(section.id)", section.name, from: known.name, former: known.formerNames) {
            var event = GroupRenamed()
            (event.group, event.name, event.reason) = (section.id, section.name, Self.reason)
            return .groupRenamed(event)
        }
    }

    private mutating func compare(_ section: Constitution.PersonSection) {
        let known = directory.people[section.id]
        if let known {
            guard known.isCurrent else {
                return skip("\(known.name) (\(known.id))", "that there is such a person")
            }
            let name = section.name ?? known.name
            rename("Person \(section.id)", name, from: known.name, former: known.formerNames) {
                var event = PersonRenamed()
                (event.person, event.name, event.reason) = (section.id, name, Self.reason)
                return .personRenamed(event)
            }
            if known.kind != section.kind {
                note(
                    "\(known.name)", known.kind.rawValue, section.kind.rawValue,
                    "To change it: `minutectl person correct-kind \(known.id) \(section.kind.rawValue) --reason …`."
                )
            }
        } else {
            var event = PersonRegistered()
            (event.person, event.name, event.kind) = (section.id, section.name, section.kind)
            add(.personRegistered(event))
        }
        for record in section.dbs ?? [] where !(known?.dbs.contains(record) ?? false) {
            var event = PersonDBSRecorded()
            (event.person, event.record) = (section.id, record)
            add(.personDBSRecorded(event))
        }
        for (index, tenure) in Self.inTime(section.groups, \.from) {
            at("groups", index) { $0.join(section.id, tenure, known) }
        }
    }

    private mutating func compare(_ section: Constitution.OfficeSection) {
        let known = directory.offices[section.id]
        if let known {
            rename("Office \(section.id)", section.title, from: known.title, former: known.formerTitles) {
                var event = OfficeRetitled()
                (event.office, event.title, event.reason) = (section.id, section.title, Self.reason)
                return .officeRetitled(event)
            }
            if (known.kind, known.group) != (section.kind, section.group) {
                let words = { (kind: OfficeKind, group: GroupID?) in
                    kind.rawValue + (group.map { " of \($0)" } ?? "")
                }
                note(
                    known.title, words(known.kind, known.group), words(section.kind, section.group),
                    "An office cannot change its kind. Set up another with `minutectl office establish`.")
            }
        } else {
            var event = OfficeEstablished()
            (event.office, event.title) = (section.id, section.title)
            (event.kind, event.group) = (section.kind, section.group)
            event.decidesAlone = section.decidesAlone
            add(.officeEstablished(event))
        }
        for (index, tenure) in Self.inTime(section.holders, \.from) {
            at("holders", index) { $0.take(section.id, tenure, known) }
        }
    }

    // MARK: - Bodies and duties

    private mutating func establish(_ section: Constitution.BodySection) {
        guard let known = directory.bodies[section.id] else {
            var event = BodyEstablished()
            (event.body, event.name, event.aliases) = (section.id, section.name, section.aliases)
            (event.kind, event.advises, event.from) = (section.kind, section.advises, section.from)
            return add(.bodyEstablished(event))
        }
        var name = section.name
        if name != known.name, directory.namesEver(of: section.id).contains(name) {
            skip("Body \(section.id)", "\"\(name)\"")
            name = known.name
        }
        if name != known.name || !Set(section.aliases).isSubset(of: known.aliases + [known.name]) {
            var event = BodyRenamed()
            (event.body, event.name, event.aliases) = (
                section.id, name, section.aliases.filter { $0 != name }
            )
            event.reason = Self.reason
            add(.bodyRenamed(event))
        }
        correct(section, known)
    }

    private mutating func correct(_ section: Constitution.BodySection, _ known: Body) {
        let verb = "minutectl body correct \(known.id)"
        if known.kind != section.kind {
            let kind = section.kind.rawValue
            note(known.name, known.kind.rawValue, kind, "To change it: `\(verb) --kind \(kind) --reason …`.")
        }
        if let advises = section.advises, advises != known.advises {
            let before = known.advises.map { "that it advises \($0)" } ?? "nothing of whom it advises"
            note(known.name, before, "\(advises)", "To change it: `\(verb) --advises \(advises) --reason …`.")
        }
        if let from = section.from, from != known.from {
            note(
                known.name,
                known.from.map { "that it exists since \($0.spoken)" } ?? "nothing of its first day",
                from.spoken, "To change it: `\(verb) --from \(from.text) --reason …`.")
        }
    }

    private mutating func adopt(_ section: Constitution.BodySection) {
        let recorded = directory.bodies[section.id]?.adopted ?? []
        for (index, terms) in section.terms.enumerated()
        where recorded.last(where: { $0.from == terms.from })?.terms != terms.terms {
            var event = TermsAdopted()
            (event.body, event.from, event.terms) = (section.id, terms.from, terms.terms)
            guard !directory.everHappened(.termsAdopted(event)) else {
                skip(
                    "Body \(section.id)",
                    "these terms of reference from \(terms.from?.spoken ?? "its beginning")")
                continue
            }
            at("terms", index) { $0.add(.termsAdopted(event)) }
        }
    }

    private mutating func end(_ section: Constitution.BodySection) {
        guard let on = section.ended, directory.bodies[section.id]?.ended != on else { return }
        var merged = BodyMerged()
        (merged.body, merged.into, merged.on) = (section.id, section.mergedInto ?? BodyID(), on)
        var dissolved = BodyDissolved()
        (dissolved.body, dissolved.on) = (section.id, on)
        let event: Event = section.mergedInto == nil ? .bodyDissolved(dissolved) : .bodyMerged(merged)
        if let known = directory.bodies[section.id], let ended = known.ended {
            return note(
                known.name, "that it ended on \(ended.spoken)", on.spoken,
                "Undo that entry first: `minutectl record take-back ENTRY`.")
        }
        guard !directory.everHappened(event) else {
            return skip("Body \(section.id)", "that it ended on \(on.spoken)")
        }
        add(event)
    }

    private mutating func establish(_ section: Constitution.DutySection) {
        var event = DutyEstablished()
        (event.duty, event.what, event.bearer) = (section.id, section.what, section.bearer)
        (event.from, event.cadence, event.due) = (section.from, section.cadence, section.due)
        (event.source, event.jointly, event.isAssumed) = (section.source, section.jointly, section.isAssumed)
        guard let known = duties[section.id] else { return add(.dutyEstablished(event)) }
        if let withdrawn = known.withdrawnOn {
            return skip("Duty \(section.id)", "that it holds; it was ended on \(withdrawn.short)")
        }
        var first = known.established
        (first.condition, first.within) = (nil, nil)
        let last = known.versions.last
        if first == event {
            if known.versions.count > 1 { skip("Duty \(section.id)", "this") }
            return
        }
        let isLatest =
            last.map {
                ($0.what, $0.bearer) == (section.what, section.bearer) && $0.cadence == section.cadence
            }
            ?? false
        guard !isLatest || last?.due != section.due else { return }
        note(
            "Duty \(section.id)", "\"\(last?.what ?? "")\", \(last?.bearer.text ?? "")",
            "something else", "To change it: `minutectl duty change \(section.id) …`.")
    }
}
