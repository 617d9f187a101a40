// Seats in the wrong hands: a seat that goes with an office and is another's, and a councillor's seat that somebody else
// has. Terms name a capacity in words, so both go by the words.

import Governance
import Reports

extension FindingSource {
    static let holders = FindingSource { reading in
        reading.directory.bodies.values.sorted { $0.id < $1.id }.flatMap { body in
            body.seats.on(reading.asAt).sorted { ($0.capacity, $0.person) < ($1.capacity, $1.person) }
                .compactMap { seat in
                    reading.officeElsewhere(seat, body) ?? reading.councillorsSeat(seat, body)
                }
        }
    }
}

extension Reading {
    /// The seat is named after an office that somebody else holds, or nobody.
    fileprivate func officeElsewhere(_ seat: Seat, _ body: Body) -> RecordFinding? {
        let office = directory.offices.values.filter { $0.title.lowercased() == seat.capacity.lowercased() }
            .min { $0.id < $1.id }
        guard let office else { return nil }
        let holder = office.holders.on(asAt).last
        guard holder?.person != seat.person else { return nil }
        let who =
            holder.map { "\(directory.name($0.person)) has held that office since \($0.tenure.from.spoken)" }
            ?? "nobody holds that office"
        return RecordFinding(
            "seat-of-office", "body/\(body.id)", body: body.id.text,
            "\(directory.name(seat.person)) has the seat of \(seat.capacity) on \(body.name), but \(who).",
            remedy: "`minutectl seat vacate \(body.id) \(seat.person)` ends the seat, and"
                + " `minutectl seat fill \(body.id) PERSON` gives it to the holder of the office.")
    }

    /// The seat's capacity says that it is a councillor's, and its holder is none.
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
