// What a receipt says back, so that a slip is seen at once: which day was taken, who is meant, what else there is
// at that time. Nothing here is refused.

/// Makes the notes of a receipt.
struct ReceiptNotes {
    private let context: Context
    /// People whom the same command enters.
    private var registered: [PersonID: String] = [:]
    private var directory: Directory { context.directory }

    /// Of more events than this nobody reads a line each.
    private static let most = 12

    init(_ context: Context) { self.context = context }

    func notes(on events: [Event]) -> [String] {
        guard events.count <= Self.most else { return [] }
        var notes = self
        for case .personRegistered(let it) in events { notes.registered[it.person] = it.name }
        let kinds: [(Event) -> [String]] = [
            notes.meeting, notes.roll, notes.tenure, notes.terms, notes.hour, notes.quorum, notes.interest,
        ]
        return events.flatMap { event in kinds.flatMap { $0(event) } }
    }

    /// The name of somebody, who may have been entered by the same command.
    private func name(_ id: PersonID) -> String { registered[id] ?? directory.name(id) }

    // MARK: - Interests and names

    /// What was understood: of an interest its number, too, by which it is named from then on.
    private func interest(_ event: Event) -> [String] {
        if case .interestRegistered = event { return [sentence(event)] }
        if case .interestEnded = event { return [sentence(event)] }
        if case .interestDeclared = event { return [sentence(event)] }
        if case .dispensationGranted = event { return [sentence(event)] }
        guard case .personRenamed(let it) = event else { return [] }
        let since =
            it.on.map { "from \($0.spoken)" } ?? "for the whole record: the former name counts as misspelt"
        return ["\(directory.name(it.person)) is \(it.name) \(since)."]
    }

    private func sentence(_ event: Event) -> String {
        let text = event.sentence(naming: directory)
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    // MARK: - Decisions

    /// What a meeting decides without a quorum is recorded, since it may be what the minutes say; it is said at once.
    private func quorum(_ event: Event) -> [String] {
        guard case .decisionRecorded(let it) = event,
            let meeting = it.meeting.flatMap({ context.state.meetings[$0] }), meeting.kind == .ordinary,
            let roll = meeting.roll, let body = directory.bodies[meeting.body],
            let lack = body.presence(on: meeting.starts.date, roll)
                .lackOfQuorum(body.terms(on: meeting.starts.date)?.quorum)
        else { return [] }
        return [
            "The meeting was not quorate: \(lack). If the attendance is right, ask the monitoring officer about this decision."
        ]
    }

    // MARK: - Times

    /// An hour that the clocks show twice is not known from what they showed.
    private func hour(_ event: Event) -> [String] {
        guard let time = event.timeOfDay, context.moment.timesShown(time) > 1 else { return [] }
        return [
            "The clocks go back on \(time.date.spoken) and show \(time.spokenTime) twice: the first of the two is meant."
        ]
    }

    // MARK: - Meetings

    private func meeting(_ event: Event) -> [String] {
        if case .meetingCancelled(let it) = event { return cancelled(it) }
        if case .meetingScheduled(let it) = event { return meeting(it.meeting, it.body, it.starts) }
        guard case .meetingRescheduled(let it) = event, let known = context.state.meetings[it.meeting] else {
            return []
        }
        return meeting(it.meeting, known.body, it.starts)
    }

    private func meeting(_ id: MeetingID, _ body: BodyID, _ starts: CivilDateTime) -> [String] {
        let name = directory.name(body)
        var notes = ["\(name): \(starts.spoken)."]
        let others = context.meetings(of: body, on: starts.date).filter {
            $0.id != id && $0.starts == starts && [.scheduled, .held].contains($0.status)
        }
        for other in others.sorted(by: { $0.id < $1.id }) {
            notes.append("\(name) has another meeting at the same time: \(other.id).")
        }
        if let why = try? directory.council?.workingDays.reasonNotWorking(starts.date) {
            if case .weekend = why {
                notes.append("\(starts.date.spoken) is at the weekend.")
            } else {
                notes.append("\(starts.date.spoken) is not a working day: \(why).")
            }
        }
        if starts < context.moment.local { notes.append("That time is in the past.") }
        return notes
    }

    /// What counted as held until now, so that nobody cancels the wrong one of two.
    private func cancelled(_ it: MeetingCancelled) -> [String] {
        guard let known = context.state.meetings[it.meeting], known.status == .held else { return [] }
        let lost =
            known.roll == nil ? "" : ", and its attendance no longer counts: nobody was present or absent"
        return [
            "\(directory.name(known.body)), \(known.starts.spoken), was recorded as held. It counts as cancelled now\(lost)."
        ]
    }

    // MARK: - Terms of reference

    /// What takes the place of terms from the same day holds for the past too.
    func terms(_ event: Event) -> [String] {
        guard case .termsAdopted(let it) = event, let known = directory.bodies[it.body],
            known.adopted.contains(where: { $0.from == it.from })
        else { return [] }
        return [
            "\(known.name): these terms of reference take the place of those recorded "
                + "\(it.from.map { "from \($0.spoken)" } ?? "without a first day"), also for the past. Call-in deadlines, quorums"
                + " and absences are worked out again. If they hold from a later day only, undo this entry and give that day."
        ]
    }

    // MARK: - Rolls

    private func roll(_ event: Event) -> [String] {
        if case .attendanceRecorded(let it) = event {
            return Standing.allCases.compactMap { standing in
                let people = it.entries.filter { $0.standing == standing }.map { name($0) }
                guard !people.isEmpty else { return nil }
                return "\(standing.rawValue): \(people.sorted().joined(separator: "; "))."
            }
        }
        guard case .attendanceCorrected(let it) = event else { return [] }
        return [
            "\(name(it.entry)): \(it.isRemoved ? "taken out of the attendance" : it.entry.standing.rawValue)."
        ]
    }

    private func name(_ entry: RollEntry) -> String {
        let name = directory.name(entry.person)
        return entry.substituteFor.map { "\(name) for \(directory.name($0))" } ?? name
    }

    // MARK: - Tenures

    private func tenure(_ event: Event) -> [String] {
        if case .seatFilled(let it) = event {
            let chair = it.chairs ? ", chair" : it.details.viceChairs == true ? ", vice-chair" : ""
            let filled =
                "\(name(it.person)): \(body(it.body)), \(it.capacity)\(chair), from \(day(it.from))."
            return [filled] + otherChairs(it)
        }
        if case .seatVacated(let it) = event {
            return ["\(name(it.person)) leaves \(body(it.body)) on \(day(it.on))."]
        }
        if case .groupJoined(let it) = event {
            return ["\(name(it.person)) joins \(group(it.group)) on \(day(it.from))."]
        }
        if case .groupLeft(let it) = event {
            return ["\(name(it.person)) leaves \(group(it.group)) on \(day(it.on))."]
        }
        if case .officeTaken(let it) = event {
            return ["\(name(it.person)) takes the office \(office(it.office)) on \(day(it.from))."]
        }
        if case .officeLeft(let it) = event {
            return ["\(name(it.person)) leaves the office \(office(it.office)) on \(day(it.on))."]
        }
        if case .termsAdopted(let it) = event, let from = it.from {
            return ["\(body(it.body)): these terms of reference apply from \(day(from))."]
        }
        if case .bodyMerged(let it) = event {
            return ["\(body(it.body)) is part of \(body(it.into)) from \(day(it.on))."]
        }
        if case .bodyDissolved(let it) = event { return ["\(body(it.body)) ends on \(day(it.on))."] }
        return []
    }

    /// Several may chair a body: who does besides is said, in case it was to be one.
    private func otherChairs(_ it: SeatFilled) -> [String] {
        guard it.chairs, let known = directory.bodies[it.body] else { return [] }
        let others = known.chairs(on: it.from.earliest).filter { $0 != it.person }.map { directory.name($0) }
        guard !others.isEmpty else { return [] }
        return ["Also chairing \(known.name) from then: \(others.sorted().joined(separator: "; "))."]
    }

    private func body(_ id: BodyID) -> String { directory.name(id) }
    private func group(_ id: GroupID) -> String { directory.name(id) }
    private func office(_ id: OfficeID) -> String { directory.offices[id]?.title ?? id.text }

    /// A date with its weekday, where it is a day.
    private func day(_ date: PartialDate) -> String {
        date.inFull
    }
}

extension Event {
    /// The time of day that it gives for what happens.
    fileprivate var timeOfDay: CivilDateTime? {
        if case .meetingScheduled(let it) = self { return it.starts }
        if case .meetingRescheduled(let it) = self { return it.starts }
        if case .resolutionCalledIn(let it) = self { return it.received }
        return nil
    }
}
