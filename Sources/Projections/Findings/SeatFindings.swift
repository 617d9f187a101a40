// Seats in the wrong hands: a seat that goes with an office and is another's, and a councillor's seat that somebody else
// has. Terms name a capacity in words, so both go by the words.

import Governance
import Reports

extension FindingSource {
    static let holders = FindingSource { reading in
        let offices = Dictionary(grouping: reading.directory.offices.values) { $0.title.lowercased() }
        return reading.directory.bodies.values.sorted { $0.id < $1.id }.flatMap { body in
            body.seats.on(reading.asAt).sorted { ($0.capacity, $0.person) < ($1.capacity, $1.person) }
                .compactMap { seat in
                    reading.officeElsewhere(seat, body, offices[seat.capacity.lowercased()] ?? [])
                        ?? reading.councillorsSeat(seat, body)
                }
        }
    }
}

extension Reading {
    /// The seat is named after an office that others hold, or nobody. Of an office whose holders were never recorded
    /// nothing is known.
    fileprivate func officeElsewhere(_ seat: Seat, _ body: Body, _ offices: [Office]) -> RecordFinding? {
        guard offices.contains(where: { !$0.holders.isEmpty }) else { return nil }
        let holders = offices.flatMap { $0.holders.on(asAt) }
        guard !holders.contains(where: { $0.person == seat.person }) else { return nil }
        let who = holders.map { "\(directory.name($0.person)) has held it since \($0.tenure.from.spoken)" }
            .sorted()
        return RecordFinding(
            "seat-of-office", "body/\(body.id)", body: body.id.text,
            "\(directory.name(seat.person)) has the seat of \(seat.capacity) on \(body.name) without holding that "
                + "office: \(who.isEmpty ? "nobody holds it" : who.joined(separator: ", ")).",
            remedy: "`minutectl seat vacate \(body.id) \(seat.person)` ends the seat, and"
                + " `minutectl seat fill \(body.id) PERSON` gives it to the holder of the office.")
    }

    /// The seat's capacity says that a councillor has it, and its holder is not recorded as one.
    fileprivate func councillorsSeat(_ seat: Seat, _ body: Body) -> RecordFinding? {
        guard Body.isCouncillors(capacity: seat.capacity), let person = directory.people[seat.person],
            person.kind != .councillor
        else { return nil }
        return RecordFinding(
            "seat-of-councillor", "body/\(body.id)", body: body.id.text,
            "\(person.name) has the seat of \(seat.capacity) on \(body.name), and is not recorded as a councillor.",
            remedy: "`minutectl seat vacate \(body.id) \(seat.person)` ends the seat.")
    }
}

extension FindingSource {
    /// Members of the executive who sit on overview and scrutiny.
    static let scrutinyMembers = FindingSource { reading in
        let (directory, day) = (reading.directory, reading.asAt)
        let executive = Set(directory.executive(on: day)?.seats.on(day).map(\.person) ?? [])
        let law =
            day < (CivilDate(year: 2012, month: 5, day: 4) ?? .first)
            ? "Local Government Act 2000, section 21(9)" : "Local Government Act 2000, section 9FA(3)"
        return directory.bodies.values.filter { $0.kind == .scrutiny }.sorted { $0.id < $1.id }.flatMap {
            body in
            body.seats.on(day).filter { executive.contains($0.person) }.map { seat in
                RecordFinding(
                    "scrutiny-executive", "body/\(body.id)", body: body.id.text,
                    "\(directory.name(seat.person)) has a seat on \(body.name) and one on the executive, whose members cannot sit on"
                        + " overview and scrutiny (\(law)).",
                    remedy: "`minutectl seat vacate \(body.id) \(seat.person)` ends the seat.")
            }
        }
    }
}
