// Going through rolls: out of the books (RollBook.swift), body by body and year by year, with people as numbers.

import Codec
import Governance
import SQLite

/// Whose rolls are looked at, and of which days.
struct RollSearch {
    var body: BodyID?
    var from: CivilDate?
    var to: CivilDate
    /// Only bodies on which this member has sat at some time, and years of others whose rolls name them.
    var person: PersonID?

    init(of body: BodyID? = nil, from: CivilDate? = nil, to: CivilDate, naming person: PersonID? = nil) {
        (self.body, self.from, self.to, self.person) = (body, from, to, person)
    }

    fileprivate func statement(_ directory: Directory) -> (sql: String, arguments: StatementArguments) {
        var (conditions, arguments) = (["year <= ?"], [to.year] as StatementArguments)
        if let from {
            conditions.append("year >= ?")
            arguments.append(from.year)
        }
        if let body {
            conditions.append("body = ?")
            arguments.append(body.text)
        }
        if let person {
            let bodies = directory.bodies.values.filter { $0.seats.contains { $0.person == person } }
                .map(\.id.text).sorted()
            let places = Array(repeating: "?", count: bodies.count).joined(separator: ", ")
            conditions.append("(body IN (\(places)) OR instr(book, ?))")
            arguments += bodies as [any ColumnValue]
            arguments.append(person.text)
        }
        // From the beginning on, the books are read as they are stored: by year and body.
        let sql = "SELECT year, body, book FROM rollbook WHERE \(conditions.joined(separator: " AND "))"
        return (sql + " ORDER BY year, body", arguments)
    }
}

/// A roll, or a meeting without one, with who belonged to its body then.
struct BookedRoll {
    let meeting: BookedMeeting
    let bodyID: BodyID
    /// nil where the directory has no such body.
    let body: Body?
    let membership: Membership?
    /// The marks of its row; none where it has none.
    let marks: [BookedMark]

    var day: CivilDate { meeting.day }
}

extension Reading {
    /// Goes through meetings and their rolls: each body's in order, year by year.
    func forEachRoll(_ search: RollSearch, _ take: (BookedRoll) throws -> Void) throws {
        let (sql, arguments) = search.statement(directory)
        var (people, marks): ([Int32], [BookedMark]) = ([], [])
        var bodies: [BodyID: BodyMembers?] = [:]
        try database.forEachRow(sql, arguments) { row in
            try Interest.check()
            let (year, id): (Int, BodyID) = (row.integer(0), try row.identifier(1))
            let members = bodies[id] ?? directory.bodies[id].map { work.members(of: $0) }
            bodies[id] = members
            var reader = RollBookReader(row.bytes(2), year: year)
            guard reader.people(&work.people, into: &people), let count = reader.number() else {
                throw DamagedBook(body: id.text, year: "\(year)")
            }
            for _ in 0..<count {
                guard var meeting = reader.meeting(people, marks: &marks) else {
                    throw DamagedBook(body: id.text, year: "\(year)")
                }
                guard search.from.map({ $0 <= meeting.day }) ?? true, meeting.day <= search.to else {
                    continue
                }
                work.rollsRead += 1
                if meeting.status == .held, now < meeting.starts {
                    meeting.hide()
                    work.isRollHidden = true
                    marks.removeAll(keepingCapacity: true)
                }
                try take(
                    BookedRoll(
                        meeting: meeting, bodyID: id, body: members?.body,
                        membership: members?.on(meeting.day, &work.people), marks: marks))
            }
            return true
        }
    }
}

extension BookedRoll {
    /// How many were there, each seat counting once; nil where somebody came for another, which
    /// ``Governance/Body/presence(on:_:)`` looks at in full.
    func plainPresence() -> (expected: Int, present: Int, forQuorum: Int)? {
        guard let membership, let body else { return (0, 0, 0) }
        return membership.presence(body, on: day, marks)
    }
}

extension Membership {
    /// As ``Governance/Body/presence(on:_:)`` has it; nil where somebody came for another.
    func presence(
        _ body: Body, on day: CivilDate, _ marks: [BookedMark]
    ) -> (expected: Int, present: Int, forQuorum: Int)? {
        var (present, virtual) = (0, 0)
        for mark in marks {
            if mark.substituteFor >= 0 || mark.standing.isSubstitute { return nil }
            guard mark.standing.isPresent, expected.contains(mark.person) else { continue }
            present += 1
            if mark.standing.isVirtual { virtual += 1 }
        }
        let counted = virtual == 0 || body.countsRemote(on: day) ? present : present - virtual
        return (expected.count, present, counted)
    }
}
