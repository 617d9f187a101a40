// What cannot be recorded of somebody who has died: that they came to a meeting, took a seat or an office, or joined a
// group, on a later day. Of those who ceased to be members otherwise it can be so, and findings look at it.

extension Person {
    /// The day of their death, where the record has it; nil otherwise.
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
                "\(directory.name(person)) died on \(died.spoken), before \(day.spoken).",
                remedy:
                    "Check the person and the day. If the death was recorded by mistake, undo that entry: "
                    + "`minutectl record take-back ENTRY`.")
        }
    }

    /// Who has to be alive for it, on which day.
    private func whoLives(in state: State) -> [(PersonID, CivilDate)] {
        func there(_ entries: [RollEntry], _ meeting: MeetingID) -> [(PersonID, CivilDate)] {
            guard let day = state.meetings[meeting]?.starts.date else { return [] }
            return entries.filter { !$0.standing.isAbsence }.map { ($0.person, day) }
        }
        if case .attendanceRecorded(let it) = self { return there(it.entries, it.meeting) }
        if case .attendanceCorrected(let it) = self, !it.isRemoved { return there([it.entry], it.meeting) }
        if case .seatFilled(let it) = self { return [(it.person, it.from.latest)] }
        if case .officeTaken(let it) = self { return [(it.person, it.from.latest)] }
        if case .groupJoined(let it) = self { return [(it.person, it.from.latest)] }
        return []
    }
}
