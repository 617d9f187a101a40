// Who may make which visits. Regulation 33 (2001) lets elected members and officers visit on the council's behalf,
// Regulation 44 (2015) wants an independent person; a rota is of councillors. Young people visit nobody on the
// council's behalf.

extension Directory {
    /// Whether a visit of that kind may be this person's.
    func mayMake(_ kind: VisitKind, _ visitor: PersonID) -> Bool {
        guard let person = people[visitor]?.kind else { return false }
        return switch kind {
        case .regulation33: person == .councillor || person == .officer
        case .spotCheck: person != .youngPerson
        case .regulation44: person != .youngPerson && person != .councillor
        case .rota: person == .councillor
        case .courtesy: true
        }
    }

    /// Whether the person had a seat on the body on some day that the date can mean.
    func hadSeat(_ person: PersonID, on body: BodyID, at date: PartialDate) -> Bool {
        bodies[body]?.seats.contains { seat in
            seat.person == person && seat.tenure.from.earliest <= date.latest
                && (seat.tenure.until.map { date.earliest < $0.earliest } ?? true)
        } ?? false
    }
}

extension VisitMade {
    /// Refuses a visit that nobody who is named may have made, and a young person among those who made one on the
    /// council's behalf.
    func refuseVisitors(at place: Place, in directory: Directory) throws(Rejection) {
        func refuse(_ problem: String, _ remedy: String) -> Rejection {
            Rejection("visitors-of-kind", stream.text, problem, remedy: remedy)
        }
        if kind != .courtesy,
            let young = visitors.first(where: { directory.people[$0]?.kind == .youngPerson })
        {
            throw refuse(
                "\(directory.name(young)) is a young person, and cannot make \(kind.rawValue) visits.",
                "Name the councillors or officers who made it, or record a courtesy visit.")
        }
        guard visitors.contains(where: { directory.mayMake(kind, $0) }) else {
            switch kind {
            case .regulation44:
                throw refuse(
                    "A regulation-44 visit must be made by an independent person, not by a councillor.",
                    "Record it as a courtesy visit, or name the independent person.")
            case .rota:
                throw refuse(
                    "A rota visit must be made by a councillor, and nobody named is one.",
                    "Name the councillor, or record a visit of another kind.")
            case .regulation33:
                throw refuse(
                    "A regulation-33 visit is made by a councillor or an officer of the council, and nobody named is one.",
                    "Name who made it for the council, or record a courtesy visit.")
            case .spotCheck, .courtesy: return
            }
        }
        let body = (place.requirements(on: on).first { $0.kind == kind })?.byMembersOf
        guard let body, !visitors.contains(where: { directory.hadSeat($0, on: body, at: on) }) else { return }
        throw refuse(
            "Nobody named had a seat on \(directory.name(body)) on \(on.spoken).",
            "Name the visitor whose turn it was, or record a visit of another kind, such as a courtesy visit."
        )
    }
}
