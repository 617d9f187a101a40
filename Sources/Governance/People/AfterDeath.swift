// What cannot be recorded of somebody who has died: that on a later day they came to a meeting, or did not, called a
// decision in, visited a place, declared an interest, or had a seat, an office or a group. Of those who ceased to be members otherwise it can be
// so, and findings look at it.

extension Person {
    /// The first day after which nothing can begin: that on which they ceased to be a councillor by their death, where the
    /// record has it; nil otherwise.
    var died: CivilDate? { vacancies.first { $0.cause == .death }?.on }
}

extension Event {
    /// Refuses what somebody would have done, or begun, after their death.
    func refuseAfterDeath(in state: State) throws(Rejection) {
        for (person, day) in whoLives(in: state) {
            let directory = state.directory
            guard let died = directory.people[directory.kept(person)]?.died, day > died else { continue }
            throw Rejection(
                "after-death", "person/\(person)",
                "\(directory.name(person)) ceased to be a councillor on \(died.spoken), on their death\(day == .last ? ", and this has no end" : ", before \(day.spoken)").",
                remedy:
                    "Check the person and the day. If the death was recorded by mistake, undo that entry: "
                    + "`minutectl record take-back ENTRY`.")
        }
    }

    /// Who has to be alive for it, on which day.
    private func whoLives(in state: State) -> [(PersonID, CivilDate)] {
        func there(_ entries: [RollEntry], _ meeting: MeetingID) -> [(PersonID, CivilDate)] {
            guard let day = state.meetings[meeting]?.starts.date else { return [] }
            return entries.map { ($0.person, day) }
        }
        if case .attendanceRecorded(let it) = self { return there(it.entries, it.meeting) }
        if case .attendanceCorrected(let it) = self, !it.isRemoved { return there([it.entry], it.meeting) }
        if case .resolutionCalledIn(let it) = self { return it.by.map { ($0, it.received.date) } }
        if case .visitMade(let it) = self { return it.visitors.map { ($0, it.on.latest) } }
        if case .interestDeclared(let it) = self {
            return state.meetings[it.meeting].map { [(it.person, $0.starts.date)] } ?? []
        }
        if case .interestRegistered(let it) = self { return [(it.person, it.notified)] }
        if case .dispensationGranted(let it) = self { return [(it.person, it.on)] }
        // The last day on which they have it; without an end it is still theirs.
        func last(_ until: PartialDate?) -> CivilDate { until?.latest.adding(days: -1) ?? .last }
        if case .seatFilled(let it) = self { return [(it.person, last(it.until))] }
        if case .officeTaken(let it) = self { return [(it.person, last(it.until))] }
        if case .groupJoined(let it) = self { return [(it.person, last(it.until))] }
        return []
    }
}
