// Whom scrutiny may require to attend. An overview and scrutiny committee may require members of the executive and officers
// of the authority to attend and answer questions; others it may invite (Local Government Act 2000, section 21(13), and in
// England section 9FA(8) since the Localism Act 2011). Its terms may name others whom another law lets it require.

extension MatterRaised {
    /// Refuses to summon somebody whom scrutiny may invite and not require.
    func refuseSummonsOfOthers(in directory: Directory) throws(Rejection) {
        guard let problem = summonsProblem(in: directory) else { return }
        throw Rejection(
            "summons-may-be-required", stream.text, problem,
            remedy: "Record an invitation to answer a question: `minutectl matter raise question …`.")
    }

    /// Why a summons goes to somebody who need not come; nil if they have to, and for every other matter.
    ///
    /// Where it is not known who holds an office, nothing is said against it.
    public func summonsProblem(in directory: Directory) -> String? {
        guard kind == .summons, case .body(let body) = from else { return nil }
        let day = on.latest
        let others = directory.bodies[body]?.terms(on: day)?.mayRequire ?? []
        guard !others.contains(to) else { return nil }
        let person: PersonID?
        switch to {
        case .person(let id): person = id
        case .office(let id):
            switch directory.offices[id]?.kind {
            case .leader?, .deputyLeader?, .leadMember?, .director?, .chiefExecutive?, .properOfficer?:
                return nil
            case .groupLeader?, .deputyGroupLeader?, .other?, nil:
                guard let holder = directory.offices[id]?.holder(on: day) else { return nil }
                person = holder
            }
        case .body, .group: return nil
        }
        guard let person, !directory.mayBeRequired(person, on: day) else { return nil }
        return
            "\(directory.name(person)) was neither a member of the executive nor an officer on \(day.spoken), so "
            + "scrutiny can invite them but cannot require them to attend."
    }
}

extension Directory {
    /// Whether scrutiny may require the person to attend: an officer, a member of the executive, or who holds an office
    /// of the executive.
    func mayBeRequired(_ person: PersonID, on day: CivilDate) -> Bool {
        if people[person]?.kind == .officer { return true }
        let sits = bodies.values.contains { body in
            body.kind == .executive && body.seats.on(day).contains { $0.person == person }
        }
        return sits
            || offices.values.contains { office in
                [.leader, .deputyLeader, .leadMember].contains(office.kind)
                    && office.holder(on: day) == person
            }
    }
}
