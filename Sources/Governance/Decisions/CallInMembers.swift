// Who may call in, and up to which moment: each council's own rule, out of the terms of reference of whoever decided.

extension ResolutionCalledIn {
    /// The time by which it is judged. "No later than midnight" lets in what is received at midnight, which is the
    /// first moment of the next day.
    func lastMoment(for known: Decision, in directory: Directory) -> CivilDateTime {
        guard received == known.callInDeadline(in: directory)?.end else { return received }
        return received.adding(seconds: -1) ?? received
    }

    /// Refuses a call-in by others than the rule names, or by too few.
    func refuseStrangers(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        let record = known.record(number)
        let day = received.date
        let rule = known.recorded.callInRule(in: state.directory, on: known.made)
        for (index, person) in by.enumerated() {
            let name = state.directory.name(person)
            guard !by[..<index].contains(person) else {
                throw Rejection(
                    "called-in-by", record, "\(name) is named twice.", remedy: "Name each member once.")
            }
            if let bodies = rule?.membersOf, !bodies.isEmpty {
                guard !state.directory.sits(person, on: bodies, day) else { continue }
                let names = bodies.map(state.directory.name)
                throw Rejection(
                    "called-in-by", record,
                    "\(name) had no seat on \(names.joined(separator: " or ")) on \(day.spoken).",
                    remedy: "Only members of that body can call this in.")
            }
            guard state.directory.people[person]?.kind == .councillor else {
                throw Rejection(
                    "called-in-by", record, "\(name) is not a councillor.",
                    remedy: "Only councillors can call in a decision. Name those who did.")
            }
            let executives = state.directory.bodies.values.filter { $0.kind == .executive }.map(\.id)
            guard !state.directory.sits(person, on: executives, day) else {
                throw Rejection(
                    "called-in-by", record, "\(name) was a member of the executive on \(day.spoken).",
                    remedy: "Members of the executive cannot call in a decision. Name those who did.")
            }
        }
        let wanted = rule?.signatories ?? 1
        guard by.count < wanted, !by.isEmpty else { return }
        throw Rejection(
            "called-in-by", record, "\(wanted) members must call this in, but only \(by.count) are named.",
            remedy: "Name all who called it in.")
    }
}

extension Directory {
    fileprivate func sits(_ person: PersonID, on bodies: [BodyID], _ day: CivilDate) -> Bool {
        bodies.contains { self.bodies[$0]?.seats.on(day).contains { $0.person == person } ?? false }
    }
}
