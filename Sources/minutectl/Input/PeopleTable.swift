// A list of councillors as a spreadsheet has it, made into the rows of a command: which column is which is guessed from
// their headings.

import Codec
import Governance

/// A column of a list of councillors.
enum PeopleColumn: String, CaseIterable {
    case name, forename, surname, ward, group, email, from, office, deputy
    case groupFrom = "group-from"
    case officeFrom = "office-from"

    /// Headings that mean the column, in small letters and digits only.
    private var headings: Set<String> {
        switch self {
        case .name: ["name", "fullname", "councillor", "councillorname", "member", "membername", "cllr"]
        case .forename: ["forename", "forenames", "firstname", "givenname", "knownas"]
        case .surname: ["surname", "lastname", "familyname"]
        case .ward:
            ["ward", "wardname", "division", "electoraldivision", "electoralward", "area", "constituency"]
        case .group: ["group", "party", "politicalgroup", "politicalparty", "partygroup"]
        case .email: ["email", "emailaddress", "mail", "contactemail", "councilemail"]
        case .from:
            [
                "from", "firstday", "since", "start", "startdate", "elected", "dateelected", "electedon",
                "termstart", "firstdayinoffice",
            ]
        case .groupFrom: Self.group.since.union(["joinedgroup"])
        case .office: ["office", "offices", "role", "roles", "position", "responsibility"]
        case .officeFrom: Self.office.since
        case .deputy: ["deputy", "deputies", "substitute", "substitutes"]
        }
    }

    /// Headings that mean the first day of what this column has: "Position from", "Date joined party".
    private var since: Set<String> {
        let (behind, before) = (
            ["from", "since", "start", "startdate", "firstday", "datefrom", "startedon"],
            ["datejoined", "startof", "datefrom"]
        )
        return Set(headings.flatMap { heading in behind.map { heading + $0 } + before.map { $0 + heading } })
    }

    /// The column that a heading means.
    init?(heading: String) {
        let plain = Self.plain(heading)
        guard
            let column = Self.allCases.first(where: {
                $0.headings.contains(plain) || Self.plain($0.rawValue) == plain
            })
        else { return nil }
        self = column
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

/// A list of councillors.
struct PeopleTable {
    /// Each heading with the column that it was taken for; nil where it was left out.
    private(set) var columns: [(heading: String, column: PeopleColumn?)] = []
    private(set) var people: [ImportedPerson] = []
    /// The line of the file on which each of them stands.
    private(set) var lines: [Int] = []
    /// The address of each; nil where there is none.
    private(set) var addresses: [String?] = []

    /// - Parameter meant: what somebody said that headings mean.
    init(_ table: CSVText, name: String, meant: [(heading: String, column: PeopleColumn)]) throws(Failure) {
        guard let head = table.rows.first else { throw Failure(.usage, "\(name) is empty.") }
        for heading in head.fields {
            let said = meant.first { $0.heading.lowercased() == heading.lowercased() }?.column
            columns.append((heading, said ?? PeopleColumn(heading: heading)))
        }
        for (heading, column) in meant
        where !head.fields.contains(where: { $0.lowercased() == heading.lowercased() }) {
            throw Failure(
                .usage, "\(name) has no column \"\(heading)\", which was to be the \(column.rawValue).",
                ["Its columns are: \(head.fields.joined(separator: ", "))."])
        }
        try refuseUnclear(name)
        for row in table.rows.dropFirst() { add(row) }
        guard !people.isEmpty else { throw Failure(.usage, "\(name) lists nobody: it has headings only.") }
    }

    private func refuseUnclear(_ name: String) throws(Failure) {
        for column in PeopleColumn.allCases {
            let headings = columns.filter { $0.column == column }.map(\.heading)
            guard headings.count > 1 else { continue }
            throw Failure(
                .usage,
                "\(name) has several columns for the \(column.rawValue): \(headings.joined(separator: ", ")).",
                ["Rename or remove all but one."])
        }
        let found = Set(columns.compactMap(\.column))
        guard found.contains(.name) || found.contains(.surname) else {
            throw Failure(
                .usage, "No column of \(name) looks like the councillors' names.",
                [
                    "Its columns are: \(columns.map(\.heading).joined(separator: ", ")).",
                    "Say which one it is: --column name=HEADING.",
                ])
        }
    }

    private mutating func add(_ row: CSVText.Row) {
        func value(_ column: PeopleColumn) -> String? {
            guard let index = columns.firstIndex(where: { $0.column == column }),
                row.fields.indices.contains(index),
                !row.fields[index].isEmpty
            else { return nil }
            return row.fields[index]
        }
        var person = ImportedPerson()
        person.name =
            value(.name) ?? [value(.forename), value(.surname)].compactMap { $0 }.joined(separator: " ")
        (person.ward, person.group, person.groupFrom) = (value(.ward), value(.group), value(.groupFrom))
        (person.from, person.office, person.officeFrom) = (value(.from), value(.office), value(.officeFrom))
        person.deputies = value(.deputy)?.split(separator: ";").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        people.append(person)
        lines.append(row.line)
        addresses.append(value(.email))
    }

    /// The line of the file on which a row of the command stands.
    func line(of path: [String]) -> Int? {
        guard path.first == "people", path.count > 1, let index = Int(path[1]), lines.indices.contains(index)
        else {
            return nil
        }
        return lines[index]
    }
}
