// Offices that nobody holds any more, or that somebody holds who cannot; and seats that terms require at each meeting and
// that too few people have.

import Governance
import Reports

extension FindingSource {
    static let offices = FindingSource { reading in
        reading.directory.offices.values.sorted { $0.id < $1.id }.compactMap { office in
            reading.isVacant(office) ?? reading.holdsWithoutBeing(office)
        }
    }

    static let compositions = FindingSource { reading in
        reading.directory.bodies.values.sorted { $0.id < $1.id }.flatMap {
            reading.unfilledComposition(of: $0)
        }
    }
}

extension OfficeKind {
    /// Who can hold it: a member cannot be appointed to a paid office of their council (Local Government Act 1972,
    /// section 116), and an officer is no member. nil where the kind does not say.
    fileprivate var isMembers: Bool? {
        switch self {
        case .leader, .deputyLeader, .groupLeader, .deputyGroupLeader, .leadMember: true
        case .chiefExecutive, .properOfficer, .director: false
        case .other: nil
        }
    }

    /// Whether a council has to have somebody in it at all times, so that a vacancy is worth saying.
    fileprivate var isKeptFilled: Bool {
        switch self {
        case .leader, .leadMember, .chiefExecutive, .properOfficer, .director: true
        case .deputyLeader, .groupLeader, .deputyGroupLeader, .other: false
        }
    }
}

extension Reading {
    /// Of an office whose holders were never recorded nothing is known.
    fileprivate func isVacant(_ office: Office) -> RecordFinding? {
        guard office.kind.isKeptFilled, office.holder(on: asAt) == nil else { return nil }
        let left = office.holders.compactMap(\.tenure.until).filter { $0.earliest <= asAt }
        guard let since = left.max(by: { $0.earliest < $1.earliest }) else { return nil }
        return RecordFinding(
            "office-vacant", "office/\(office.id)", body: nil,
            "Nobody has held the office of \(office.title) since \(since.spoken).",
            remedy: "`minutectl office take \(office.id) PERSON --from DATE` records who took it.")
    }

    fileprivate func holdsWithoutBeing(_ office: Office) -> RecordFinding? {
        guard let isMembers = office.kind.isMembers, let holder = office.holder(on: asAt),
            let person = directory.people[holder]
        else { return nil }
        let problem: String
        switch person.kind {
        case .councillor where !isMembers:
            problem = "a councillor: a member cannot be a paid officer of the council"
        case .councillor: return nil
        case .officer, .other:
            guard isMembers else { return nil }
            problem = "not a councillor"
        case .coOpted, .youngPerson: problem = isMembers ? "not a councillor" : "not an officer"
        }
        return RecordFinding(
            "office-holder", "office/\(office.id)", body: nil,
            "\(person.name) holds the office of \(office.title), and is recorded as \(problem).",
            remedy: "Correct what the person is (`minutectl person correct-kind`), or end the tenure"
                + " (`minutectl office leave \(office.id)`).")
    }

    /// Where the terms count the seats of a capacity, ``VacanciesQuestion`` says which of them are unfilled.
    fileprivate func unfilledComposition(of body: Body) -> [RecordFinding] {
        guard body.ended.map({ asAt < $0.earliest }) ?? true, let terms = body.terms(on: asAt) else {
            return []
        }
        let seats = body.seats.on(asAt)
        let counted = terms.seats.filter { $0.count != nil }.map(\.capacity)
        return (terms.composition ?? []).compactMap { rule in
            let filled = seats.count { $0.capacity == rule.capacity }
            guard filled < rule.atLeast, !counted.contains(rule.capacity), !seats.isEmpty else { return nil }
            return RecordFinding(
                "composition-unfilled", "body/\(body.id)", body: body.id.text,
                "\(body.name) has \(filled == 0 ? "nobody" : "only \(filled)") with the seat of \(rule.capacity), of"
                    + " which its terms of reference require \(rule.atLeast) at each meeting.",
                remedy:
                    "`minutectl seat fill \(body.id) PERSON --capacity \"\(rule.capacity)\"` fills the seat.")
        }
    }
}
