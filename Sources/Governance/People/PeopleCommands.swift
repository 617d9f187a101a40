// Commands about people, political groups and offices.

public import Codec

/// Enters someone in the record.
public struct RegisterPerson: Command {
    public var name: String?
    public var kind = PersonKind.councillor
    public var person: PersonID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name, "left out for a young person, who is pseudonymous")
        try coder.field("kind", &kind)
        try coder.field("person", &person, "an identifier; made from the name if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = PersonRegistered()
        event.kind = kind
        event.name = name.map { NameForm.recorded($0, of: kind) }
        if let person, let known = context.directory.people[person] {
            guard known.isCurrent else {
                throw Rejection(
                    "new-record", "person/\(person)",
                    "The record \(person) was withdrawn, so it names nobody any more.",
                    remedy: "Register the person under another identifier, or undo the withdrawal: "
                        + "`minutectl record take-back ENTRY`.")
            }
            if known.name == event.name ?? person.text, known.kind == kind { return [] }
        }
        if person == nil, let name { try context.directory.refuseNamesake(name) }
        event.person = person ?? context.newPerson(event.name, kind)
        return [.personRegistered(event)]
    }
}

extension Directory {
    /// A second person of the same name has to be given an identifier of their own: most often it is the first.
    fileprivate func refuseNamesake(_ name: String, besides own: PersonID? = nil) throws(Rejection) {
        let same = people(called: name).filter { $0.id != own }
        guard let first = same.first else { return }
        throw Rejection(
            "namesake", "person/\(first.id)", "\(first.name) is already in the record.",
            remedy: own == nil
                ? "Use that record. If this is another person with the same name, register them with an "
                    + "identifier of their own: --id."
                : "If the two records are of one person, merge them: `minutectl person merge`. Otherwise give a name that"
                    + " tells them apart, such as one with a middle initial.",
            candidates: same.map { "\($0.name) (\($0.id)), \($0.kind.rawValue)" })
    }
}

extension Context {
    fileprivate func newPerson(_ name: String?, _ kind: PersonKind) -> PersonID {
        let isTaken = { (slug: String) in self.directory.people[PersonID(unchecked: slug)] != nil }
        guard kind == .youngPerson else {
            return PersonID(unchecked: Slug.unused(Slug.forPerson(name ?? "person"), isTaken: isTaken))
        }
        var number = moment.entropy
        // Four digits are enough for the young people of a council; if they should not be, there are more.
        for width in Array(repeating: 4, count: 32) + Array(repeating: 12, count: 32) {
            let digits = String(number & (1 << (4 * width) - 1), radix: 16)
            let slug = "yp-" + String(repeating: "0", count: width - digits.count) + digits
            if !isTaken(slug) { return PersonID(unchecked: slug) }
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        }
        return PersonID(unchecked: "yp-" + String(number, radix: 16))
    }
}

/// Gives someone another name.
public struct RenamePerson: Command {
    public var person = ""
    public var name = ""
    public var reason = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("reason", &reason)
        try coder.field("on", &on, "the first day of the new name; left out for a misspelling")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = PersonRenamed()
        (event.person, event.name, event.reason) = (known.id, NameForm.recorded(name, of: known.kind), reason)
        event.on = try on.map { text throws(Rejection) in try context.partialDate(text, "on") }
        guard known.name != event.name else {
            guard let on = event.on, on != known.names.last?.from else { return [] }
            let since = known.names.last?.from.map { "since \($0.spoken)" } ?? "without a first day"
            throw Rejection(
                "renamed-once", "person/\(known.id)",
                "That \(known.name) is their name is recorded already, \(since).",
                remedy:
                    "To change the day, undo that entry and record it again: `minutectl record history person/\(known.id)` has"
                    + " its number, `minutectl record take-back` undoes it.")
        }
        try context.directory.refuseNamesake(name, besides: known.id)
        return [.personRenamed(event)]
    }
}

/// Someone joins a political group.
public struct JoinGroup: Command {
    public var person = ""
    public var group = ""
    public var from: String?
    public var until: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("group", &group)
        try coder.field("from", &from, "the first day of membership; today if left out")
        try coder.field("until", &until, "the first day on which they are no longer a member")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = GroupJoined()
        let known = try context.directory.person(person)
        event.person = known.id
        event.group = try context.directory.group(group).id
        event.from = try context.partialDate(from, "from")
        if let until { event.until = try context.partialDate(until, "until") }
        let same = GroupMembership(group: event.group, tenure: event.tenure)
        return known.groups.contains(same) ? [] : [.groupJoined(event)]
    }
}

/// Someone leaves their political group.
public struct LeaveGroup: Command {
    public var person = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("on", &on, "the first day on which they are no longer a member; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        guard let membership = known.groups.last(where: { $0.tenure.until == nil }) else {
            throw Rejection(
                "member-of-group", "person/\(known.id)", "\(known.name) is not in a political group.",
                remedy: "`minutectl person show \(known.id)` shows when they left.")
        }
        var event = GroupLeft()
        (event.person, event.group) = (known.id, membership.group)
        event.on = try context.partialDate(on, "on")
        return [.groupLeft(event)]
    }
}

/// How a correction of dates is asked for.
public struct CorrectedDates: Sendable, Equatable {
    public var recordedFrom = ""
    public var from: String?
    public var until: String?
    public var isWithdrawn = false
    public var reason = ""

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("recordedfrom", &recordedFrom, "the first day, as recorded")
        try coder.field("from", &from, "the correct first day")
        try coder.field("until", &until, "the correct day of leaving")
        try coder.defaulted("withdrawn", &isWithdrawn, "true if it should never have been recorded")
        try coder.field("reason", &reason)
    }

    func correction(in context: Context) throws(Rejection) -> TenureCorrection {
        var correction = TenureCorrection()
        correction.recordedFrom = try context.partialDate(recordedFrom, "recordedfrom")
        if let from { correction.from = try context.partialDate(from, "from") }
        if let until { correction.until = try context.partialDate(until, "until") }
        correction.isWithdrawn = isWithdrawn
        correction.reason = reason
        return correction
    }
}

/// Corrects the dates of a group membership.
public struct CorrectGroupMembership: Command {
    public var person = ""
    public var group = ""
    public var dates = CorrectedDates()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("group", &group)
        try dates.fields(&coder)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = GroupMembershipCorrected()
        let known = try context.directory.person(person)
        event.person = known.id
        event.group = try context.directory.group(group).id
        event.correction = try dates.correction(in: context)
        let recorded = known.groups.filter { $0.group == event.group }
        return event.correction.changes(recorded) ? [.groupMembershipCorrected(event)] : []
    }
}

/// Forms a political group.
public struct FormGroup: Command {
    public var name = ""
    public var group: GroupID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("group", &group, "an identifier; made from the name if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = GroupFormed()
        event.name = name
        event.group = group ?? GroupID(unchecked: Slug.make(name))
        return context.directory.groups[event.group]?.name == name ? [] : [.groupFormed(event)]
    }
}

/// Gives a political group another name.
public struct RenameGroup: Command {
    public var group = ""
    public var name = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("group", &group)
        try coder.field("name", &name)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.group(group)
        guard known.name != name else { return [] }
        var event = GroupRenamed()
        (event.group, event.name, event.reason) = (known.id, name, reason)
        return [.groupRenamed(event)]
    }
}

/// Sets up an office.
public struct EstablishOffice: Command {
    public var title = ""
    public var kind = OfficeKind.other
    public var group: String?
    public var office: OfficeID?
    public var decidesAlone: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("kind", &kind)
        try coder.field("group", &group, "the group that a group leader or deputy leads")
        try coder.field("office", &office, "an identifier; made from the title if left out")
        try coder.field(
            "decidesalone", &decidesAlone,
            "whether its holder can decide alone; if left out, leaders, deputy leaders and lead members can")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = OfficeEstablished()
        event.title = title
        (event.kind, event.decidesAlone) = (kind, decidesAlone)
        if let group { event.group = try context.directory.group(group).id }
        event.office = office ?? OfficeID(unchecked: Slug.make(title))
        if let known = context.directory.offices[event.office], known.title == title, known.kind == kind,
            known.group == event.group
        {
            return []
        }
        return [.officeEstablished(event)]
    }
}

/// Someone takes an office; whoever held it until then leaves it on the same day.
public struct TakeOffice: Command {
    public var office = ""
    public var person = ""
    public var from: String?
    public var until: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("person", &person)
        try coder.field("from", &from, "the first day in office; today if left out")
        try coder.field("until", &until, "the first day on which the office is vacant again")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = OfficeTaken()
        let known = try context.directory.office(office)
        event.office = known.id
        event.person = try context.directory.person(person).id
        event.from = try context.partialDate(from, "from")
        if let until { event.until = try context.partialDate(until, "until") }
        let same = OfficeHolder(person: event.person, tenure: event.tenure)
        if known.holders.contains(same) { return [] }
        // Whoever takes the office over ends the tenure before; a past tenure ends nobody's.
        guard event.until == nil, let holder = known.holders.last(where: { $0.tenure.until == nil }),
            holder.person != event.person, holder.tenure.from.earliest <= event.from.earliest
        else {
            return [.officeTaken(event)]
        }
        guard holder.tenure.from != event.from else {
            let name = context.directory.name(holder.person)
            throw Rejection(
                "one-holder", "office/\(known.id)",
                "\(name) also takes the office \(known.title) on \(event.from.spoken), and an office has one holder at a time.",
                remedy:
                    "For two holders, set up a second office. If \(name) never took it: `minutectl office correct "
                    + "\(known.id) \(holder.person) --recorded-from \(event.from.text) --never --reason …`.")
        }
        var left = OfficeLeft()
        (left.office, left.person, left.on) = (known.id, holder.person, event.from)
        return [.officeLeft(left), .officeTaken(event)]
    }
}

/// The holder of an office leaves it.
public struct LeaveOffice: Command {
    public var office = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("on", &on, "the first day on which the office is vacant; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.office(office)
        guard let holder = known.holders.last(where: { $0.tenure.until == nil }) else {
            throw Rejection(
                "holder-of-office", "office/\(known.id)", "Nobody holds the office \(known.title).",
                remedy: "`minutectl office show \(known.id)` shows who did.")
        }
        var event = OfficeLeft()
        (event.office, event.person) = (known.id, holder.person)
        event.on = try context.partialDate(on, "on")
        return [.officeLeft(event)]
    }
}

/// Corrects the dates on which someone held an office.
public struct CorrectOffice: Command {
    public var office = ""
    public var person = ""
    public var dates = CorrectedDates()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office)
        try coder.field("person", &person)
        try dates.fields(&coder)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = OfficeTenureCorrected()
        let known = try context.directory.office(office)
        event.office = known.id
        event.person = try context.directory.person(person).id
        event.correction = try dates.correction(in: context)
        let recorded = known.holders.filter { $0.person == event.person }
        return event.correction.changes(recorded) ? [.officeTenureCorrected(event)] : []
    }
}
