// What a constitution says and the directory does not, as the events that would say it.

/// Gathers the events that bring a directory to what a constitution says.
///
/// What the record has and the document leaves out stays as it is: a document need not be complete.
struct ConstitutionDifference {
    private let directory: Directory
    /// The duties of the document that are in the record.
    private let duties: Set<DutyID>
    /// The day on which the events are recorded, in universal time.
    private let today: CivilDate?
    private(set) var events: [Event] = []

    init(from directory: Directory, duties: Set<DutyID>, today: CivilDate?) {
        (self.directory, self.duties, self.today) = (directory, duties, today)
    }

    mutating func compare(_ constitution: Constitution) {
        compare(constitution.council)
        for section in constitution.groups { compare(section) }
        for section in constitution.people { compare(section) }
        for section in constitution.offices { compare(section) }
        // Bodies refer to one another, so all are established before any of them is given terms.
        for section in constitution.bodies { establish(section) }
        for section in constitution.bodies { adopt(section) }
        for section in constitution.bodies { fill(section) }
        for section in constitution.bodies { end(section) }
        for section in constitution.duties where !duties.contains(section.id) { establish(section) }
    }

    private mutating func establish(_ section: Constitution.DutySection) {
        var event = DutyEstablished()
        (event.duty, event.what, event.bearer) = (section.id, section.what, section.bearer)
        (event.from, event.cadence, event.due) = (section.from, section.cadence, section.due)
        event.source = section.source
        events.append(.dutyEstablished(event))
    }

    private static let reason = "as the constitution has it"

    private mutating func compare(_ section: Constitution.CouncilSection) {
        if directory.council == nil {
            var event = CouncilFounded(council: section.id, name: section.name, origin: section.origin)
            event.timeZone = section.timeZone ?? event.timeZone
            (event.recordBegins, event.enteredOn) = (section.recordBegins, today)
            events.append(.councilFounded(event))
        } else if let begins = section.recordBegins, begins != directory.recordBegins {
            var event = RecordBeginningSet()
            (event.council, event.on, event.reason) = (section.id, begins, Self.reason)
            events.append(.recordBeginningSet(event))
        }
        let bankHolidays = section.bankHolidays.flatMap {
            $0 == directory.council?.bankHolidays ?? [] ? nil : $0
        }
        guard directory.council?.closures ?? [] != section.closures || bankHolidays != nil else { return }
        var event = CouncilCalendarSet()
        (event.council, event.closures, event.bankHolidays) = (section.id, section.closures, bankHolidays)
        events.append(.councilCalendarSet(event))
    }

    private mutating func compare(_ section: Constitution.GroupSection) {
        guard let known = directory.groups[section.id] else {
            var event = GroupFormed()
            (event.group, event.name) = (section.id, section.name)
            return events.append(.groupFormed(event))
        }
        guard known.name != section.name else { return }
        var event = GroupRenamed()
        (event.group, event.name, event.reason) = (section.id, section.name, Self.reason)
        events.append(.groupRenamed(event))
    }

    private mutating func compare(_ section: Constitution.PersonSection) {
        let known = directory.people[section.id]
        if known == nil {
            var event = PersonRegistered()
            (event.person, event.name, event.kind) = (section.id, section.name, section.kind)
            events.append(.personRegistered(event))
        } else if let name = section.name, known?.name != name {
            var event = PersonRenamed()
            (event.person, event.name, event.reason) = (section.id, name, Self.reason)
            events.append(.personRenamed(event))
        }
        for record in section.dbs ?? [] where !(known?.dbs.contains(record) ?? false) {
            var event = PersonDBSRecorded()
            (event.person, event.record) = (section.id, record)
            events.append(.personDBSRecorded(event))
        }
        for tenure in section.groups {
            let group = tenure.group ?? GroupID()
            let recorded = known?.groups.filter { $0.group == group }.map(\.tenure) ?? []
            var joined = GroupJoined()
            (joined.person, joined.group, joined.from) = (section.id, group, tenure.from)
            var left = GroupLeft()
            (left.person, left.group) = (section.id, group)
            var corrected = GroupMembershipCorrected()
            (corrected.person, corrected.group) = (section.id, group)
            compare(tenure.from, tenure.until, recorded) {
                .groupJoined(joined)
            } end: {
                left.on = $0
                return .groupLeft(left)
            } correct: {
                corrected.correction = $0
                return .groupMembershipCorrected(corrected)
            }
        }
    }

    private mutating func compare(_ section: Constitution.OfficeSection) {
        let known = directory.offices[section.id]
        if known == nil {
            var event = OfficeEstablished()
            (event.office, event.title) = (section.id, section.title)
            (event.kind, event.group) = (section.kind, section.group)
            event.decidesAlone = section.decidesAlone
            events.append(.officeEstablished(event))
        }
        for tenure in section.holders {
            let person = tenure.person ?? PersonID()
            let recorded = known?.holders.filter { $0.person == person }.map(\.tenure) ?? []
            var taken = OfficeTaken()
            (taken.office, taken.person, taken.from) = (section.id, person, tenure.from)
            var left = OfficeLeft()
            (left.office, left.person) = (section.id, person)
            var corrected = OfficeTenureCorrected()
            (corrected.office, corrected.person) = (section.id, person)
            compare(tenure.from, tenure.until, recorded) {
                .officeTaken(taken)
            } end: {
                left.on = $0
                return .officeLeft(left)
            } correct: {
                corrected.correction = $0
                return .officeTenureCorrected(corrected)
            }
        }
    }

    private mutating func establish(_ section: Constitution.BodySection) {
        guard let known = directory.bodies[section.id] else {
            var event = BodyEstablished()
            (event.body, event.name, event.aliases) = (section.id, section.name, section.aliases)
            (event.kind, event.advises, event.from) = (section.kind, section.advises, section.from)
            return events.append(.bodyEstablished(event))
        }
        guard known.name != section.name || !Set(section.aliases).isSubset(of: known.aliases) else { return }
        var event = BodyRenamed()
        (event.body, event.name, event.aliases) = (section.id, section.name, section.aliases)
        event.reason = Self.reason
        events.append(.bodyRenamed(event))
    }

    private mutating func adopt(_ section: Constitution.BodySection) {
        let recorded = directory.bodies[section.id]?.adopted ?? []
        for terms in section.terms
        where !recorded.contains(AdoptedTerms(from: terms.from, terms: terms.terms)) {
            var event = TermsAdopted()
            (event.body, event.from, event.terms) = (section.id, terms.from, terms.terms)
            events.append(.termsAdopted(event))
        }
    }

    private mutating func fill(_ section: Constitution.BodySection) {
        let known = directory.bodies[section.id]
        for member in section.members {
            let recorded = known?.seats.filter { $0.person == member.person }.map(\.tenure) ?? []
            var filled = SeatFilled()
            (filled.body, filled.person, filled.from) = (section.id, member.person, member.from)
            (filled.capacity, filled.chairs) = (member.capacity, member.chairs ?? false)
            var vacated = SeatVacated()
            (vacated.body, vacated.person) = (section.id, member.person)
            var corrected = SeatCorrected()
            (corrected.body, corrected.person) = (section.id, member.person)
            compare(member.from, member.until, recorded) {
                .seatFilled(filled)
            } end: {
                vacated.on = $0
                return .seatVacated(vacated)
            } correct: {
                corrected.correction = $0
                return .seatCorrected(corrected)
            }
        }
    }

    private mutating func end(_ section: Constitution.BodySection) {
        guard let on = section.ended, directory.bodies[section.id]?.ended != on else { return }
        if let into = section.mergedInto {
            var event = BodyMerged()
            (event.body, event.into, event.on) = (section.id, into, on)
            events.append(.bodyMerged(event))
        } else {
            var event = BodyDissolved()
            (event.body, event.on) = (section.id, on)
            events.append(.bodyDissolved(event))
        }
    }

    /// Begins, ends or corrects one tenure, whatever it is a tenure of.
    private mutating func compare(
        _ from: PartialDate, _ until: PartialDate?, _ recorded: [Tenure], begin: () -> Event,
        end: (PartialDate) -> Event, correct: (TenureCorrection) -> Event
    ) {
        guard let known = recorded.first(where: { $0.from == from }) else {
            events.append(begin())
            if let until { events.append(end(until)) }
            return
        }
        guard let until, known.until != until else { return }
        if known.until == nil { return events.append(end(until)) }
        var correction = TenureCorrection()
        (correction.recordedFrom, correction.until, correction.reason) = (from, until, Self.reason)
        events.append(correct(correction))
    }
}
