// Memberships, offices and seats of a constitution, compared with the record: begun, ended, or left as they are.

extension ConstitutionDifference {
    mutating func join(_ person: PersonID, _ tenure: Constitution.TenureSection, _ known: Person?) {
        let group = tenure.group ?? GroupID()
        var joined = GroupJoined()
        (joined.person, joined.group, joined.from) = (person, group, tenure.from)
        var left = GroupLeft()
        (left.person, left.group) = (person, group)
        var corrected = GroupMembershipCorrected()
        (corrected.person, corrected.group) = (person, group)
        let past = directory.tenureEvents(of: .person(person)) { $0.group == group }
        let compared = Compared(
            "\(directory.name(person)) in \(group)", Tenure(from: tenure.from, until: tenure.until), past,
            known?.groups.filter { $0.group == group }.map(\.tenure) ?? [],
            verb: "minutectl group correct \(person) \(group)")
        compare(compared, begin: .groupJoined(joined)) {
            left.on = $0
            return .groupLeft(left)
        } correct: {
            corrected.correction = $0
            return .groupMembershipCorrected(corrected)
        }
    }

    mutating func take(_ office: OfficeID, _ tenure: Constitution.TenureSection, _ known: Office?) {
        let person = tenure.person ?? PersonID()
        var taken = OfficeTaken()
        (taken.office, taken.person, taken.from) = (office, person, tenure.from)
        var left = OfficeLeft()
        (left.office, left.person) = (office, person)
        var corrected = OfficeTenureCorrected()
        (corrected.office, corrected.person) = (office, person)
        let past = directory.tenureEvents(of: .office(office)) { $0.person == person }
        let compared = Compared(
            "\(directory.name(person)) as \(known?.title ?? office.text)",
            Tenure(from: tenure.from, until: tenure.until), past,
            known?.holders.filter { $0.person == person }.map(\.tenure) ?? [],
            verb: "minutectl office correct \(office) \(person)")
        compare(compared, begin: .officeTaken(taken)) {
            left.on = $0
            return .officeLeft(left)
        } correct: {
            corrected.correction = $0
            return .officeTenureCorrected(corrected)
        }
    }

    mutating func fill(_ section: Constitution.BodySection) {
        let known = directory.bodies[section.id]
        var rest = Dictionary(grouping: Self.inTime(section.members, \.from), by: { $0.section.person })
            .mapValues { $0[...] }
        // Everybody in the place that the document gives them, with their own seats in time.
        for member in section.members {
            guard let next = rest[member.person]?.popFirst() else { continue }
            at("members", next.index) { $0.fill(section.id, next.section, known) }
        }
    }

    /// Tenures with their places in the document, the earliest first: until its end is recorded, one leaves no room
    /// for another.
    static func inTime<Section>(
        _ sections: [Section], _ from: KeyPath<Section, PartialDate>
    ) -> [(index: Int, section: Section)] {
        sections.enumerated().sorted {
            ($0.element[keyPath: from].earliest, $0.offset) < ($1.element[keyPath: from].earliest, $1.offset)
        }.map { (index: $0.offset, section: $0.element) }
    }

    private mutating func fill(_ body: BodyID, _ member: Constitution.SeatSection, _ known: Body?) {
        let theirs = known?.seats.filter { $0.person == member.person } ?? []
        var filled = SeatFilled()
        (filled.body, filled.person, filled.from) = (body, member.person, member.from)
        (filled.capacity, filled.chairs) = (member.capacity, member.chairs ?? false)
        filled.details = member.details
        var vacated = SeatVacated()
        (vacated.body, vacated.person) = (body, member.person)
        var corrected = SeatCorrected()
        (corrected.body, corrected.person) = (body, member.person)
        let past = directory.tenureEvents(of: .body(body)) { $0.person == member.person }
        let verb = "minutectl seat correct \(body) \(member.person)"
        let what = "\(directory.name(member.person)) on \(known?.name ?? body.text)"
        let compared = Compared(
            what, Tenure(from: member.from, until: member.until), past, theirs.map(\.tenure), verb: verb)
        compare(compared, begin: .seatFilled(filled)) {
            vacated.on = $0
            return .seatVacated(vacated)
        } correct: {
            corrected.correction = $0
            return .seatCorrected(corrected)
        }
        guard let seat = theirs.first(where: { $0.tenure.from == member.from }) else { return }
        let recorded = "--recorded-from \(member.from.text)"
        if let chairs = member.chairs, chairs != seat.chairs {
            note(
                what, seat.chairs ? "chair" : "not chair", chairs ? "chair" : "not chair",
                "To change it: `\(verb) \(recorded) \(chairs ? "--chairs" : "--no-chairs") --reason …`.")
        }
        if seat.capacity != member.capacity {
            note(
                what, seat.capacity, member.capacity,
                "To change it: `\(verb) \(recorded) --never --reason …`, then `minutectl seat fill`.")
        }
        describe(body, member, seat, "`\(verb) \(recorded)")
    }

    /// Records what the document says of a seat and the record does not, and notes what it says differently.
    private mutating func describe(
        _ body: BodyID, _ member: Constitution.SeatSection, _ seat: Seat, _ verb: String
    ) {
        let what = "\(directory.name(member.person)) on \(directory.name(body))"
        let (said, known) = (member.details, seat.details)
        if let ward = said.ward, let other = known.ward, ward != other {
            note(what, "ward \(other)", ward, "To change it: \(verb) --ward … --reason …`.")
        }
        if let isVice = said.viceChairs, let other = known.viceChairs, isVice != other {
            note(
                what, isVice ? "not vice-chair" : "vice-chair", isVice ? "vice-chair" : "not vice-chair",
                "To change it: \(verb) \(isVice ? "--vice-chair" : "--no-vice-chair") --reason …`.")
        }
        if let deputies = said.deputies, let others = known.deputies, Set(deputies) != Set(others) {
            note(
                what, "other deputies", deputies.map { directory.name($0) }.joined(separator: ", "),
                "To change it: \(verb) --deputy … --reason …`.")
        }
        let more = known.lacking(from: said)
        guard more != SeatDetails() else { return }
        var event = SeatCorrected()
        (event.body, event.person, event.details) = (body, member.person, more)
        (event.correction.recordedFrom, event.correction.reason) = (member.from, Self.reason)
        add(.seatCorrected(event))
    }

    /// A tenure of the document, with what the record says and once said of such.
    private struct Compared {
        let what: String
        let tenure: Tenure
        let past: () -> [TenureEvent]
        let recorded: [Tenure]
        let verb: String

        init(
            _ what: String, _ tenure: Tenure, _ past: @escaping () -> [TenureEvent], _ recorded: [Tenure],
            verb: String
        ) {
            (self.what, self.tenure, self.past) = (what, tenure, past)
            (self.recorded, self.verb) = (recorded, verb)
        }
    }

    /// Begins, ends or corrects one tenure, whatever it is a tenure of.
    private mutating func compare(
        _ it: Compared, begin: Event, end: (PartialDate) -> Event, correct: (TenureCorrection) -> Event
    ) {
        let (from, until) = (it.tenure.from, it.tenure.until)
        guard let known = it.recorded.first(where: { $0.from == from }) else {
            // Begun on that day once, it was withdrawn or its first day was corrected.
            if it.past().contains(where: { $0.from == from }) { return skip(it.what, "from \(from.spoken)") }
            if let other = it.recorded.first(where: { $0.overlaps(it.tenure) }) {
                return note(
                    it.what, "from \(other.from.spoken)", "from \(from.spoken)",
                    "If that is the first day: `\(it.verb) --recorded-from \(other.from.text) --from \(from.text) "
                        + "--reason …`.")
            }
            add(begin)
            if let until { add(end(until)) }
            return
        }
        guard let until, known.until != until else { return }
        if it.past().contains(where: { $0.until == until }) { return skip(it.what, "until \(until.spoken)") }
        if known.until == nil { return add(end(until)) }
        var correction = TenureCorrection()
        (correction.recordedFrom, correction.until, correction.reason) = (from, until, Self.reason)
        add(correct(correction))
    }
}

/// A day on which a tenure was once said to begin or end.
struct TenureEvent {
    var person: PersonID?
    var group: GroupID?
    var from: PartialDate?
    var until: PartialDate?
}

extension Directory {
    /// What was ever recorded of tenures in a record; worked out only where it is needed.
    func tenureEvents(
        of record: Stream, where matches: @escaping (TenureEvent) -> Bool
    ) -> () -> [TenureEvent] {
        { [self] in (histories.events[record] ?? []).compactMap(\.tenure).filter(matches) }
    }
}

extension Event {
    fileprivate var tenure: TenureEvent? {
        if case .groupJoined(let it) = self { return TenureEvent(group: it.group, from: it.from) }
        if case .groupLeft(let it) = self { return TenureEvent(group: it.group, until: it.on) }
        if case .groupMembershipCorrected(let it) = self { return it.correction.event(nil, it.group) }
        if case .officeTaken(let it) = self { return TenureEvent(person: it.person, from: it.from) }
        if case .officeLeft(let it) = self { return TenureEvent(person: it.person, until: it.on) }
        if case .officeTenureCorrected(let it) = self { return it.correction.event(it.person, nil) }
        if case .seatFilled(let it) = self { return TenureEvent(person: it.person, from: it.from) }
        if case .seatVacated(let it) = self { return TenureEvent(person: it.person, until: it.on) }
        if case .seatCorrected(let it) = self { return it.correction.event(it.person, nil) }
        return nil
    }
}

extension TenureCorrection {
    fileprivate func event(_ person: PersonID?, _ group: GroupID?) -> TenureEvent {
        TenureEvent(person: person, group: group, from: from, until: until)
    }
}
