// Two records of one person made one: everything that the one has is corrected to be the other's, and the one is
// withdrawn. Each correction is an entry of its own, so that all of it can be followed and put right.

public import Codec

/// Moves what a second record of a person has to the first, and withdraws the second.
public struct MergePerson: Command {
    /// The record that goes.
    public var person = ""
    /// The record that stays.
    public var into = ""
    public var reason = ""
    /// The meetings whose attendance names the record that goes.
    public var meetings: [String] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person, "the identifier of the record to withdraw")
        try coder.field("into", &into, "the record to keep")
        try coder.field("reason", &reason)
        try coder.field("meetings", &meetings, "the meetings whose attendance names the record to withdraw")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        meetings.map { MeetingReference.need($0, in: directory, on: today) }
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let gone = try context.directory.personByIdentifier(person)
        let kept = try context.directory.personByIdentifier(into)
        if let withdrawal = gone.withdrawal, withdrawal.sameAs == kept.id { return [] }
        try refuse(gone, kept)
        var merge = Merge(gone: gone, kept: kept, reason: reason, directory: context.directory)
        merge.moveTenures()
        for reference in meetings { try merge.move(context.meeting(reference)) }
        var event = PersonWithdrawn()
        (event.person, event.sameAs, event.reason) = (gone.id, kept.id, reason)
        return merge.events + [.personWithdrawn(event)]
    }

    private func refuse(_ gone: Person, _ kept: Person) throws(Rejection) {
        guard gone.id != kept.id, gone.kind == kept.kind else {
            throw Rejection(
                "same-person", "person/\(gone.id)",
                gone.id == kept.id
                    ? "\(person) and \(into) are the same record."
                    : "\(gone.name) is recorded as \(gone.kind.rawValue), \(kept.name) as \(kept.kind.rawValue).",
                remedy: gone.id == kept.id
                    ? "Give the identifier of the record to remove, then of the one to keep."
                    : "Correct that first: `minutectl person correct-kind`.")
        }
        guard gone.approvals.isEmpty, gone.vacancies.isEmpty, gone.stated.isEmpty else {
            throw Rejection(
                "person-in-use", "person/\(gone.id)",
                "\(gone.name) has an approved absence, a declared vacancy or a stated last attendance, which cannot be moved.",
                remedy: "Undo these entries first, then record them for \(kept.id).")
        }
    }
}

/// The corrections that make one record's tenures and attendance another's.
private struct Merge {
    let gone: Person
    let kept: Person
    let reason: String
    let directory: Directory
    var events: [Event] = []

    mutating func moveTenures() {
        for record in gone.dbs where !kept.dbs.contains(record) {
            var event = PersonDBSRecorded()
            (event.person, event.record) = (kept.id, record)
            events.append(.personDBSRecorded(event))
        }
        moveInterests()
        for suspension in gone.suspensions { move(suspension) }
        for membership in gone.groups { move(membership) }
        for office in directory.offices.values.sorted(by: { $0.id < $1.id }) {
            for holder in office.holders where holder.person == gone.id { move(holder, office) }
        }
        for body in directory.bodies.values.sorted(by: { $0.id < $1.id }) {
            for seat in body.seats where seat.person == gone.id { move(seat, body) }
        }
    }

    /// The register is one person's: what was entered under the other record is entered under the one that is kept.
    private mutating func moveInterests() {
        for (place, interest) in gone.interests.enumerated() {
            var event = interest.registered
            (event.person, event.number) = (kept.id, kept.nextInterest + place)
            events.append(.interestRegistered(event))
            guard let on = interest.ended else { continue }
            var ended = InterestEnded()
            (ended.person, ended.number, ended.on) = (kept.id, event.number, on)
            events.append(.interestEnded(ended))
        }
        for granted in gone.dispensations {
            var event = granted
            event.person = kept.id
            if !kept.dispensations.contains(event) { events.append(.dispensationGranted(event)) }
        }
    }

    private func never(_ tenure: Tenure) -> TenureCorrection {
        var correction = TenureCorrection()
        (correction.recordedFrom, correction.isWithdrawn, correction.reason) = (tenure.from, true, reason)
        return correction
    }

    /// Whether what is kept covers the stretch already.
    private func covers(_ kept: [Tenure], _ tenure: Tenure) -> Bool {
        kept.contains { known in
            guard known.from.earliest <= tenure.from.earliest else { return false }
            guard let until = known.until else { return true }
            return tenure.until.map { $0.earliest <= until.earliest } ?? false
        }
    }

    private mutating func move(_ suspension: Suspension) {
        var corrected = SuspensionCorrected()
        (corrected.person, corrected.correction) = (gone.id, never(suspension.tenure))
        events.append(.suspensionCorrected(corrected))
        guard !covers(kept.suspensions.map(\.tenure), suspension.tenure) else { return }
        var event = PersonSuspended()
        (event.person, event.from) = (kept.id, suspension.tenure.from)
        (event.until, event.reason) = (suspension.tenure.until, reason)
        events.append(.personSuspended(event))
    }

    private mutating func move(_ membership: GroupMembership) {
        var corrected = GroupMembershipCorrected()
        (corrected.person, corrected.group) = (gone.id, membership.group)
        corrected.correction = never(membership.tenure)
        events.append(.groupMembershipCorrected(corrected))
        let same = kept.groups.filter { $0.group == membership.group }.map(\.tenure)
        guard !covers(same, membership.tenure) else { return }
        var joined = GroupJoined()
        (joined.person, joined.group, joined.from) = (kept.id, membership.group, membership.tenure.from)
        events.append(.groupJoined(joined))
        guard let until = membership.tenure.until else { return }
        var left = GroupLeft()
        (left.person, left.group, left.on) = (kept.id, membership.group, until)
        events.append(.groupLeft(left))
    }

    private mutating func move(_ holder: OfficeHolder, _ office: Office) {
        var corrected = OfficeTenureCorrected()
        (corrected.office, corrected.person) = (office.id, gone.id)
        corrected.correction = never(holder.tenure)
        events.append(.officeTenureCorrected(corrected))
        var taken = OfficeTaken()
        (taken.office, taken.person, taken.from) = (office.id, kept.id, holder.tenure.from)
        events.append(.officeTaken(taken))
        guard let until = holder.tenure.until else { return }
        var left = OfficeLeft()
        (left.office, left.person, left.on) = (office.id, kept.id, until)
        events.append(.officeLeft(left))
    }

    private mutating func move(_ seat: Seat, _ body: Body) {
        var corrected = SeatCorrected()
        (corrected.body, corrected.person, corrected.correction) = (body.id, gone.id, never(seat.tenure))
        events.append(.seatCorrected(corrected))
        guard !covers(body.seats.filter { $0.person == kept.id }.map(\.tenure), seat.tenure) else { return }
        var filled = SeatFilled()
        (filled.body, filled.person, filled.capacity) = (body.id, kept.id, seat.capacity)
        (filled.from, filled.chairs, filled.details) = (seat.tenure.from, seat.chairs, seat.details)
        events.append(.seatFilled(filled))
        guard let until = seat.tenure.until else { return }
        var vacated = SeatVacated()
        (vacated.body, vacated.person, vacated.on) = (body.id, kept.id, until)
        events.append(.seatVacated(vacated))
    }

    mutating func move(_ meeting: Meeting) throws(Rejection) {
        // Where no meeting was held there is no attendance to move.
        guard meeting.status == .held, let roll = meeting.roll else { return }
        if var entry = meeting.entry(of: gone.id) {
            correct(meeting, entry, isRemoved: true)
            entry.person = kept.id
            if let other = meeting.entry(of: kept.id) {
                guard other.standing == entry.standing else {
                    throw Rejection(
                        "once-in-a-roll", "meeting/\(meeting.id)",
                        "\(kept.name) is in the attendance of \(meeting.id) under both records, "
                            + "\(entry.standing.rawValue) and \(other.standing.rawValue).",
                        remedy: "Correct one of the two first: `minutectl attendance correct \(meeting.id)`.")
                }
            } else {
                correct(meeting, entry, isRemoved: false)
            }
        }
        for var entry in roll where entry.substituteFor == gone.id {
            entry.substituteFor = kept.id
            correct(meeting, entry, isRemoved: false)
        }
    }

    private mutating func correct(_ meeting: Meeting, _ entry: RollEntry, isRemoved: Bool) {
        var event = AttendanceCorrected()
        (event.meeting, event.entry) = (meeting.id, entry)
        (event.isRemoved, event.reason) = (isRemoved, reason)
        events.append(.attendanceCorrected(event))
    }
}
