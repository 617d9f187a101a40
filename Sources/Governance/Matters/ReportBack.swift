// Reports back: a member tells the colleagues of their own political group what a body did. What another group is told
// is no report back of theirs.

extension Directory {
    /// Whether a report back went to the group that the member belonged to on its day, or to who leads it. A member
    /// of no group has no group to report to, and may report to anybody else.
    public func isReportToOwnGroup(_ report: MatterRaised) -> Bool {
        guard case .person(let person) = report.from else { return true }
        let own = people[person]?.group(on: report.on.latest)
        return switch report.to {
        case .group(let group): group == own
        case .office(let office): offices[office]?.group.map { $0 == own } ?? true
        case .person(let other): own == nil || people[other]?.group(on: report.on.latest) == own
        case .body: true
        }
    }
}

extension MatterRaised {
    /// Refuses a report back to another group than the member's own.
    func refuseReportToOthers(in directory: Directory) throws(Rejection) {
        guard kind == .reportBack, !directory.isReportToOwnGroup(self), case .person(let person) = from
        else { return }
        let own = directory.people[person]?.group(on: on.latest)
        throw Rejection(
            "reported-to-own-group", stream.text,
            "\(directory.name(person)) belonged to \(own.map { directory.name($0) } ?? "no group") on \(on.spoken), and "
                + "\(directory.name(to)) is not \(own == nil ? "theirs" : "of that group").",
            remedy: own == nil
                ? "Name whom else they told, or record a briefing."
                : "Name their own group, or record a briefing.")
    }

    /// Refuses a report back of a meeting by somebody who was no member of the body then and did not come.
    func refuseReportByOthers(of meeting: Meeting?, in directory: Directory) throws(Rejection) {
        guard kind == .reportBack, let meeting, case .person(let person) = from else { return }
        let day = PartialDate(meeting.starts.date)
        let wasThere = meeting.entry(of: person).map { !$0.standing.isAbsence } ?? false
        guard !wasThere, !directory.hadSeat(person, on: meeting.body, at: day) else { return }
        throw Rejection(
            "reported-by", stream.text,
            "\(directory.name(person)) had no seat on \(directory.name(meeting.body)) on \(day.spoken), and is not recorded as"
                + " attending.",
            remedy: "Name the member who reported back, or record a briefing.")
    }
}
