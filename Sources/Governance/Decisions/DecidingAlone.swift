// Who may decide alone: whoever holds, on that day, an office that may. A member of the executive may by the office's
// kind; an officer only where the office says that it was delegated (SI 2014/2095).

extension Directory {
    /// The offices by which the person could decide alone on the first day that the date can mean, or on the last.
    public func officesDecidingAlone(of person: PersonID, on date: PartialDate) -> [Office] {
        offices.values.filter { $0.decidesAlone && $0.isHeld(by: person, on: date) }.sorted { $0.id < $1.id }
    }
}

extension Office {
    /// Whether the person held it on the first day that the date can mean, or on the last.
    fileprivate func isHeld(by person: PersonID, on date: PartialDate) -> Bool {
        holder(on: date.earliest) == person || holder(on: date.latest) == person
    }
}

extension DecisionRecorded {
    /// Refuses an office by which the decision was not made.
    func admit(_ office: OfficeID, in directory: Directory) throws(Rejection) {
        let known = try directory.existing(office)
        guard let maker else {
            throw Rejection(
                "decision-maker", stream.text, "This was decided by a body, not by the holder of an office.",
                remedy: "Leave the office out, or name who decided alone.")
        }
        guard known.decidesAlone, known.isHeld(by: maker, on: made) else {
            throw .decidesAlone(maker, on: made, known, in: directory)
        }
    }
}

extension Rejection {
    /// The person held no office that may decide alone, or not the one that is named.
    static func decidesAlone(
        _ person: PersonID, on date: PartialDate, _ office: Office?, in directory: Directory
    ) -> Rejection {
        let name = directory.name(person)
        guard let office, office.isHeld(by: person, on: date) else {
            let what = office.map { "the office \($0.title)" } ?? "no office that may decide alone"
            return Rejection(
                "decides-alone", "person/\(person)",
                office == nil
                    ? "\(name) held \(what) \(date.withPreposition)."
                    : "\(name) did not hold \(what) \(date.withPreposition).",
                remedy:
                    "Name the body that decided, or the person who held such an office. If they did hold it, record "
                    + "that first: `minutectl office take`.")
        }
        return Rejection(
            "decides-alone", "office/\(office.id)",
            "The holder of the office \(office.title) cannot decide alone.",
            remedy: "Name the body that decided. If the office has that power, set it up with it: "
                + "`minutectl office establish TITLE --decides-alone`.")
    }
}
