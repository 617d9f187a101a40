// Everything that is wrong with a constitution, at once: whoever writes one wants the list and not its first line.

public import Codec

/// Something that is wrong with a document.
public struct DocumentProblem: Record, Equatable, Error {
    /// Where in the document, outermost first: `["people", "3", "kind"]`.
    public var path: [String] = []
    /// What is wrong, in a sentence.
    public var message = ""
    /// What to do, in a sentence; empty where the message says it.
    public var remedy = ""

    /// How many are listed in a refusal, which says how many there are.
    static let mostListed = 1_000

    public init() {}

    public init(_ path: [String], _ message: String, _ remedy: String = "") {
        (self.path, self.message, self.remedy) = (path, message, remedy)
    }

    /// A field that cannot be read.
    public init(_ error: FieldError) {
        let text = error.isStatement || error.path.isEmpty ? error.problem : ": \(error.problem)"
        let sentence = error.place + (error.isStatement ? " " : "") + text
        self.init(error.path, sentence.hasSuffix("?") ? sentence : sentence + ".")
    }

    /// What a rule refuses.
    init(_ path: [String], _ rejection: Rejection) {
        var remedy = rejection.remedy
        if !rejection.candidates.isEmpty {
            remedy += " Possible: \(rejection.candidates.joined(separator: ", "))."
        }
        self.init(path, rejection.message, remedy)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("path", &path, "where in the document, outermost first")
        try coder.field("message", &message)
        try coder.field("remedy", &remedy, "what to do; empty where the message says it")
    }

    /// The whole as one line.
    public var line: String { remedy.isEmpty ? message : "\(message) \(remedy)" }
}

/// Looks for everything that is wrong with a constitution: fields, references, rules.
public struct ConstitutionCheck {
    public private(set) var problems: [DocumentProblem] = []
    /// Where there are problems, and what they are within: looked up, for a document can have very many.
    private var (broken, within): (Set<[String]>, Set<[String]>) = ([], [])
    /// The document as far as it can be read.
    public let constitution: Constitution
    /// The first refusal of a rule, where it is the only problem.
    private(set) var rejection: Rejection?
    private let directory: Directory

    /// Checks a document by itself, as if it were to begin a record.
    ///
    /// - Parameters:
    ///   - today: what is dated later is still to come.
    ///   - isWhole: whether references and rules are looked at too; otherwise only whether it can be read.
    public init(_ document: JSONNode, on today: CivilDate, isWhole: Bool = true) {
        let dates = DocumentDates(document, as: Constitution.shape, on: today)
        var found: [FieldError] = []
        let settled = try? JSONDocument(dates.json.bytes)
        constitution = Constitution.read(settled?.root ?? document, noting: &found) ?? Constitution()
        directory = Directory()
        for error in found {
            let date = dates.problems.first { $0.path == error.path }
            add(DocumentProblem(date ?? error))
        }
        guard isWhole else { return }
        checkReferences()
        checkRules(in: State(), on: today)
    }

    /// Checks a document that can be read against what is on record.
    init(_ constitution: Constitution, in state: State, on today: CivilDate) {
        (self.constitution, directory) = (constitution, state.directory)
        checkReferences()
        checkRules(in: state, on: today)
    }

    private mutating func note(_ path: [String], _ message: String, _ remedy: String = "") {
        add(DocumentProblem(path, message, remedy))
    }

    private mutating func add(_ problem: DocumentProblem) {
        problems.append(problem)
        let path = problem.path
        broken.insert(path)
        for length in path.indices where !Self.inner.contains(path[length]) {
            within.insert(Array(path.prefix(length)))
        }
    }

    /// The lists in a section whose items are events of their own.
    private static let inner: Set<String> = ["groups", "holders", "terms", "members"]

    /// Whether something is wrong at a place, with what it is part of, or with a field of it.
    private func isBroken(_ place: [String]) -> Bool {
        within.contains(place)
            || (place.count > 1 && (2...place.count).contains { broken.contains(Array(place.prefix($0))) })
    }

    // MARK: - References

    private mutating func checkReferences() {
        let groups = known(
            "group", "groups", constitution.groups.map(\.id.text), directory.groups.keys.map(\.text))
        let people = known(
            "person", "people", constitution.people.map(\.id.text), directory.people.keys.map(\.text))
        let offices = known(
            "office", "offices", constitution.offices.map(\.id.text), directory.offices.keys.map(\.text))
        let bodies = known(
            "body", "bodies", constitution.bodies.map(\.id.text), directory.bodies.keys.map(\.text))
        _ = known("duty", "duties", constitution.duties.map(\.id.text), [])
        for (index, person) in constitution.people.enumerated() {
            for (place, tenure) in person.groups.enumerated() {
                expect(tenure.group?.text, groups, ["people", "\(index)", "groups", "\(place)"], "group")
            }
        }
        for (index, office) in constitution.offices.enumerated() {
            let path = ["offices", "\(index)"]
            if let group = office.group { expect(group.text, groups, path, "group") }
            for (place, tenure) in office.holders.enumerated() {
                expect(tenure.person?.text, people, path + ["holders", "\(place)"], "person")
            }
        }
        for (index, body) in constitution.bodies.enumerated() {
            check(body, ["bodies", "\(index)"], people, bodies)
        }
        for (index, duty) in constitution.duties.enumerated() {
            let path = ["duties", "\(index)"]
            for (bearer, field) in [(duty.bearer, "bearer")] + (duty.jointly ?? []).map({ ($0, "jointly") }) {
                switch bearer {
                case .body(let id): expect(id.text, bodies, path, field)
                case .office(let id): expect(id.text, offices, path, field)
                case .person, .group: break
                }
            }
        }
    }

    private mutating func check(
        _ body: Constitution.BodySection, _ path: [String], _ people: Known, _ bodies: Known
    ) {
        if let advises = body.advises { expect(advises.text, bodies, path, "advises") }
        if let merged = body.mergedInto { expect(merged.text, bodies, path, "mergedinto") }
        for (place, section) in body.terms.enumerated() {
            let inside = path + ["terms", "\(place)"]
            for (index, route) in section.terms.reportsTo.enumerated() {
                expect(route.text, bodies, inside + ["reportsto"], "\(index)")
            }
            for (index, other) in (section.terms.callIn?.membersOf ?? []).enumerated() {
                expect(other.text, bodies, inside + ["callin", "membersof"], "\(index)")
            }
        }
        for (place, member) in body.members.enumerated() {
            let inside = path + ["members", "\(place)"]
            expect(member.person.text, people, inside, "person")
            for (index, deputy) in (member.details.deputies ?? []).enumerated() {
                expect(deputy.text, people, inside + ["deputies"], "\(index)")
            }
        }
    }

    /// The identifiers that references of one kind may have; nil where one of them cannot be read.
    private typealias Known = (kind: String, list: String, ids: Set<String>?)

    private mutating func known(
        _ kind: String, _ list: String, _ ids: [String], _ recorded: [String]
    ) -> Known {
        let isWhole = !problems.contains {
            $0.path.first == list && ($0.path.count < 3 || $0.path.last == "id")
        }
        var first: [String: Int] = [:]
        for (index, id) in ids.enumerated() where !id.isEmpty {
            if let other = first[id] {
                let message = "The identifier \"\(id)\" is that of \(list)[\(other)] already."
                note([list, "\(index)", "id"], message, "Give each \(kind) an identifier of its own.")
            } else {
                first[id] = index
            }
        }
        return (kind, list, isWhole ? Set(ids).union(recorded) : nil)
    }

    /// Notes a reference to something that there is not, or none where there has to be one.
    private mutating func expect(_ id: String?, _ known: Known, _ path: [String], _ field: String) {
        let place = path + [field]
        guard !isBroken(place) else { return }
        guard let id, !id.isEmpty else {
            return note(path, "It is not said which \(known.kind) this is about.", "Add `\(field):`.")
        }
        guard let ids = known.ids, !ids.contains(id) else { return }
        let meant = NearWord.of(id, among: ids.sorted()).map { "Did you mean \"\($0)\"?" }
        note(
            place, "There is no \(known.kind) with the identifier \"\(id)\".",
            meant ?? "Add it under `\(known.list):`, or correct the identifier.")
    }

    // MARK: - Rules

    /// Tries every event that the document leads to, each against those before it that are in order.
    private mutating func checkRules(in state: State, on today: CivilDate) {
        var trial = state
        trial.undo = nil
        var difference = ConstitutionDifference(from: directory, duties: state.duties, today: today)
        difference.compare(constitution)
        var missing: Set<String> = []
        for (event, place) in zip(difference.events, difference.places) {
            // A section that is not recorded itself; what is inside it would be refused for that alone.
            let section = place.count == 2 ? event.stream.text : nil
            guard !isBroken(place) else {
                if let section { missing.insert(section) }
                continue
            }
            do throws(Rejection) {
                try event.refuseUndoable(in: trial, on: today)
                _ = try admit(event, in: &trial)
            } catch {
                // What follows from something that is wrong itself need not be said.
                if missing.contains(error.record) || error.rule == Rejection.noCouncil.rule { continue }
                if let section { missing.insert(section) }
                rejection = problems.isEmpty ? error : nil
                add(DocumentProblem(place, error))
            }
        }
        if problems.count > 1 { rejection = nil }
    }
}

extension ApplyConstitution {
    /// Refuses a document with problems, and says all of them.
    func refuseProblems(in context: Context) throws(Rejection) {
        let check = ConstitutionCheck(constitution, in: context.state, on: context.moment.today)
        guard let first = check.problems.first else { return }
        var refusal =
            check.rejection
            ?? Rejection(
                "constitution", "council/\(constitution.council.id)", first.message, remedy: first.remedy)
        if check.problems.count > 1 {
            refusal.message = "The constitution has \(check.problems.count) problems."
            refusal.remedy = "Correct them and apply it again: nothing has been recorded."
        }
        refusal.problems = Array(check.problems.prefix(DocumentProblem.mostListed))
        throw refusal
    }

    /// A log keeps the origin with which it begins for ever, so somebody has to choose it.
    func refuseWithoutOrigin(in directory: Directory) throws(Rejection) {
        guard directory.council == nil else { return }
        let record = "council/\(constitution.council.id)"
        guard let origin = constitution.council.origin else {
            throw Rejection(
                "origin", record, "A new record needs an origin, and the document gives none.",
                remedy: Constitution.originRemedy)
        }
        if let problem = Constitution.problem(ofOrigin: origin) {
            throw Rejection("origin", record, problem, remedy: Constitution.originRemedy)
        }
    }
}

extension Constitution {
    public static let originRemedy =
        "Add `origin:` to `council:`, a name under an internet domain of the council's own, such as "
        + "records.example.gov.uk/minuted. Every letter prints it, and it cannot be changed later."

    /// What is wrong with an origin: it is the name of the key that signs the log (C2SP signed-note).
    public static func problem(ofOrigin origin: String) -> String? {
        guard !origin.isEmpty else { return "The origin is empty." }
        guard !origin.contains(where: { $0.isWhitespace || $0 == "+" }) else {
            return "The origin \"\(origin)\" has a space or a plus sign in it."
        }
        return nil
    }
}
