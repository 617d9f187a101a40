// Councillors out of a list, as a spreadsheet has them: people, groups, seats and offices in one go, all or nothing.
// A list is taken for a constitution of just these people, so it is recorded, checked and repeated as one.

public import Codec

/// One row of a list of councillors.
public struct ImportedPerson: Record, Equatable {
    public var name = ""
    public var ward: String?
    public var group: String?
    public var from: String?
    public var groupFrom: String?
    public var office: String?
    public var officeFrom: String?
    public var deputies: [String]?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("ward", &ward, "the ward or division that they represent")
        try coder.field("group", &group, "their political group; none if left out")
        try coder.field("from", &from, "the first day as a councillor")
        try coder.field(
            "groupfrom", &groupFrom, "the first day in the group; the first day of all if left out")
        try coder.field("office", &office, "offices that they hold, with ; between several")
        try coder.field("officefrom", &officeFrom, "the first day in these offices")
        try coder.field("deputies", &deputies, "who may come in their place")
    }
}

/// Records the councillors of a list.
public struct ImportPeople: Command {
    public var people: [ImportedPerson] = []
    public var body: String?
    public var from: String?
    public var officesFrom: String?
    public var newGroups: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("people", &people, "a row each", atMost: 1_000)
        try coder.field("body", &body, "the body on which they sit; the council if left out")
        try coder.field("from", &from, "the first day of those whose row gives none")
        try coder.field("officesfrom", &officesFrom, "the first day in office where a row gives none")
        try coder.field("newgroups", &newGroups, "whether groups that there are not are formed")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        guard context.directory.council != nil else { throw .noCouncil }
        let list = try PeopleList(self, in: context)
        var problems = list.problems
        if problems.isEmpty {
            let check = ConstitutionCheck(list.constitution, in: context.state, on: context.moment.today)
            problems = check.problems.map { list.placed($0) }
        }
        guard let first = problems.first else { return list.difference(in: context).events }
        var refusal = Rejection("people-list", "council", first.message, remedy: first.remedy)
        if problems.count > 1 {
            refusal.message = "The list has \(problems.count) problems."
            refusal.remedy = "Correct them and import it again: nothing has been recorded."
        }
        refusal.problems = Array(problems.prefix(DocumentProblem.mostListed))
        throw refusal
    }

    public func notes(on events: [Event], in context: Context) -> [String] {
        (try? PeopleList(self, in: context))?.difference(in: context).differences ?? []
    }

    public func isComplete(in context: Context) -> Bool { notes(on: [], in: context).isEmpty }
}

/// A list of councillors as a constitution, with what is wrong with its rows.
private struct PeopleList {
    private(set) var constitution = Constitution()
    private(set) var problems: [DocumentProblem] = []
    private let context: Context
    private let command: ImportPeople
    /// For each office in the constitution the rows that its holders are from.
    private var officeRows: [OfficeID: [Int]] = [:]
    private var groupRows: [Int] = []
    /// The people on record by each name that they have or had, and the row of each name in the list.
    private let known: [String: [Person]]
    private let rows: [String: Int]
    private var directory: Directory { context.directory }

    init(_ command: ImportPeople, in context: Context) throws(Rejection) {
        (self.command, self.context) = (command, context)
        known = Self.peopleByName(in: context.directory)
        rows = Dictionary(
            command.people.enumerated().map { (NameForm.bare($0.element.name), $0.offset) },
            uniquingKeysWith: { first, _ in first })
        (constitution.council.id, constitution.council.name) = (
            directory.council?.id ?? "", directory.council?.name ?? ""
        )
        let body = try context.directory.council(named: command.body)
        var section = Constitution.BodySection()
        (section.id, section.name, section.kind) = (body.id, body.name, body.kind)
        addPeople()
        for (index, row) in command.people.enumerated() {
            var from = PartialDate.unknown
            if let text = row.from ?? command.from {
                from = date(text, index, "from") ?? from
            } else {
                note(
                    index, "from", "The first day is missing.",
                    "Add a column with it, or give one for all: --from.")
            }
            addGroup(row, index, from)
            addOffices(row, index)
            section.members.append(seat(row, index, from, on: body))
        }
        constitution.bodies = [section]
    }

    func difference(in context: Context) -> ConstitutionDifference {
        var difference = ConstitutionDifference(
            from: context.directory, duties: [:], today: context.moment.today)
        difference.compare(constitution)
        return difference
    }

    private mutating func note(_ row: Int, _ field: String, _ message: String, _ remedy: String = "") {
        problems.append(DocumentProblem(["people", "\(row)", field], message, remedy))
    }

    private mutating func date(_ text: String, _ row: Int, _ field: String) -> PartialDate? {
        do throws(Rejection) { return try context.partialDate(text, field) } catch {
            note(row, field, error.message, error.remedy)
            return nil
        }
    }

    // MARK: - People

    private mutating func addPeople() {
        var taken = Set(directory.people.keys.map(\.text))
        for (index, row) in command.people.enumerated() {
            var person = Constitution.PersonSection()
            (person.name, person.kind) = (NameForm.recorded(row.name, of: .councillor), .councillor)
            let plain = NameForm.bare(row.name)
            if plain.isEmpty {
                note(index, "name", "The name is missing.")
            } else if rows[plain] != index {
                note(
                    index, "name", "\(row.name) is in the list twice.",
                    "Take one of the rows out. Register a namesake first: `minutectl person register`.")
            }
            let same =
                known[plain] ?? NameForm.surnameLast(row.name).flatMap { known[NameForm.bare($0)] } ?? []
            if same.count > 1 {
                note(
                    index, "name", "\(same.count) people on record are called \(row.name).",
                    "Record this row by itself: `minutectl group join` and `minutectl seat fill`.")
            }
            if let known = same.first {
                // A former name in a list does not rename anybody.
                (person.id, person.name, person.kind) = (known.id, known.name, known.kind)
            } else {
                let slug = Slug.unused(Slug.forPerson(person.name ?? row.name)) { taken.contains($0) }
                taken.insert(slug)
                person.id = PersonID(unchecked: slug)
            }
            constitution.people.append(person)
        }
    }

    private static func peopleByName(in directory: Directory) -> [String: [Person]] {
        var found: [String: [Person]] = [:]
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) where person.isCurrent {
            for name in Set(([person.name] + person.formerNames).map { NameForm.bare($0) }) {
                found[name, default: []].append(person)
            }
        }
        return found
    }

    /// Somebody who is in the list or on record.
    private func person(_ name: String) -> PersonID? {
        if let row = rows[NameForm.bare(name)] { return constitution.people[row].id }
        return try? directory.person(name).id
    }

    private mutating func seat(
        _ row: ImportedPerson, _ index: Int, _ from: PartialDate, on body: Body
    ) -> Constitution.SeatSection {
        var seat = Constitution.SeatSection()
        (seat.person, seat.from, seat.details.ward) = (constitution.people[index].id, from, row.ward)
        let capacities =
            (body.terms(on: from.earliest) ?? body.adopted.last?.terms)?.seats.map(\.capacity) ?? []
        seat.capacity =
            capacities.first { $0 == "councillor" || $0 == "member" } ?? capacities.first ?? "member"
        for name in row.deputies ?? [] {
            if let deputy = person(name) {
                seat.details.deputies = (seat.details.deputies ?? []) + [deputy]
            } else {
                note(index, "deputies", "Nobody in the list or on record is called \(name).")
            }
        }
        return seat
    }

    // MARK: - Groups

    /// What lists write where there is no group.
    private static let noGroup: Set<String> = ["", "-", "–", "none", "no group", "ungrouped", "n/a"]

    private mutating func addGroup(_ row: ImportedPerson, _ index: Int, _ from: PartialDate) {
        guard let name = row.group, !Self.noGroup.contains(NameForm.plain(name)) else { return }
        guard let group = group(name, index) else { return }
        var tenure = Constitution.TenureSection()
        (tenure.group, tenure.from) = (group, from)
        if let text = row.groupFrom { tenure.from = date(text, index, "groupfrom") ?? from }
        constitution.people[index].groups = [tenure]
    }

    /// The group of that name, formed if it may be.
    private mutating func group(_ name: String, _ row: Int) -> GroupID? {
        let plain = NameForm.plain(name)
        let known = directory.groups.values.first {
            $0.id.text == name || ([$0.name] + $0.formerNames).contains { NameForm.plain($0) == plain }
        }
        if let known { return known.id }
        if let listed = constitution.groups.first(where: { NameForm.plain($0.name) == plain }) {
            return listed.id
        }
        let names = directory.groups.values.map(\.name).sorted() + constitution.groups.map(\.name)
        let near = NearWord.of(name, among: names)
        guard command.newGroups == true, near == nil else {
            // Each name once, and not for every row that has it.
            let said = "There is no political group \"\(name)\"."
            guard !problems.contains(where: { $0.message == said }) else { return nil }
            let form = "`minutectl group form` forms one by itself."
            note(
                row, "group", said,
                near.map { "Did you mean \"\($0)\"? If not, \(form)" }
                    ?? "To form the groups of the list: --new-groups.")
            return nil
        }
        var section = Constitution.GroupSection()
        (section.id, section.name) = (GroupID(unchecked: Slug.make(name)), name)
        constitution.groups.append(section)
        groupRows.append(row)
        return section.id
    }

    // MARK: - Offices

    private mutating func addOffices(_ row: ImportedPerson, _ index: Int) {
        let titles = (row.office ?? "").split(separator: ";").map { NameForm.trimmed(String($0)) }
        for title in titles where !title.isEmpty {
            guard let text = row.officeFrom ?? command.officesFrom else {
                note(
                    index, "officefrom", "It is not said since when \(row.name) has been \(title).",
                    "Add a column \"office from\", or give one day for all: --offices-from.")
                continue
            }
            guard let from = date(text, index, "officefrom"), let office = office(title, index) else {
                continue
            }
            var tenure = Constitution.TenureSection()
            (tenure.person, tenure.from) = (constitution.people[index].id, from)
            let place = constitution.offices.firstIndex { $0.id == office.id } ?? constitution.offices.count
            if place == constitution.offices.count { constitution.offices.append(office) }
            constitution.offices[place].holders.append(tenure)
            officeRows[office.id, default: []].append(index)
        }
    }

    private mutating func office(_ title: String, _ row: Int) -> Constitution.OfficeSection? {
        var section = Constitution.OfficeSection()
        let plain = NameForm.plain(title)
        if let known = directory.offices.values.first(where: {
            $0.id.text == title || NameForm.plain($0.title) == plain
        }) {
            (section.id, section.title, section.kind) = (known.id, known.title, known.kind)
            section.group = known.group
            return section
        }
        let group = constitution.people[row].groups.first?.group
        // That there is no such group is said already.
        if group == nil, command.people[row].group != nil, plain.contains("group"), plain.contains("leader") {
            return nil
        }
        guard let group, let kind = groupOffice(plain, of: group) else {
            let near = NearWord.of(title, among: directory.offices.values.map(\.title).sorted())
            note(
                row, "office", "There is no office \"\(title)\".",
                near.map { "Did you mean \"\($0)\"?" } ?? "To set one up: `minutectl office establish`.")
            return nil
        }
        if let known = directory.offices.values.first(where: { $0.kind == kind && $0.group == group }) {
            (section.id, section.title) = (known.id, known.title)
        } else {
            let group = name(of: group)
            let named = group.lowercased().contains("group") ? group : "the \(group) Group"
            section.title = (kind == .groupLeader ? "Leader of " : "Deputy Leader of ") + named
            section.id = OfficeID(unchecked: Slug.make(section.title))
        }
        (section.kind, section.group) = (kind, group)
        return section
    }

    /// Which office of their group a title such as "Group Leader" or "Deputy Leader of the Labour Group" means.
    private func groupOffice(_ plain: String, of group: GroupID) -> OfficeKind? {
        let isOfGroup = plain.contains("group") || plain.contains(NameForm.plain(name(of: group)))
        guard isOfGroup, plain.contains("leader") else { return nil }
        return plain.contains("deputy") ? .deputyGroupLeader : .groupLeader
    }

    private func name(of group: GroupID) -> String {
        directory.groups[group]?.name ?? constitution.groups.first { $0.id == group }?.name ?? group.text
    }

    // MARK: - Places

    /// A problem of the constitution at the row that it is from.
    func placed(_ problem: DocumentProblem) -> DocumentProblem {
        var problem = problem
        let steps = problem.path.compactMap { Int($0) }
        switch problem.path.first {
        case "groups" where groupRows.indices.contains(steps.first ?? -1):
            problem.path = ["people", "\(groupRows[steps[0]])", "group"]
        case "offices" where steps.count > 0:
            let rows = officeRows[constitution.offices[steps[0]].id] ?? []
            let row = steps.count > 1 && rows.indices.contains(steps[1]) ? rows[steps[1]] : rows.first ?? 0
            problem.path = ["people", "\(row)", "office"]
        case "bodies" where steps.count > 1: problem.path = ["people", "\(steps[1])"]
        default: break
        }
        return problem
    }
}

extension Directory {
    /// The body on which councillors sit: the one that is named, or the only council there is.
    func council(named name: String?) throws(Rejection) -> Body {
        if let name { return try body(name) }
        let councils = bodies.values.filter { $0.kind == .council && $0.ended == nil }
        guard councils.count == 1, let council = councils.first else {
            throw Rejection(
                "people-list", "council",
                councils.isEmpty
                    ? "The record has no body of the kind \"council\", on which councillors sit."
                    : "The record has \(councils.count) bodies of the kind \"council\".",
                remedy: "Say on which body they sit: --body.", candidates: councils.map(\.id.text).sorted())
        }
        return council
    }
}
