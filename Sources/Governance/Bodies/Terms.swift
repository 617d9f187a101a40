// Terms of reference: what a body may do, how often it meets, who is expected, and its rules on
// non-attendance and call-in. They are data, adopted from a date, so that a new council needs no code.

public import Codec

/// What a body may do with a matter.
public enum Powers: String, Choice {
    /// It may resolve.
    case decides
    /// It may only advise, recommend and endorse; another body has to decide.
    case advises
    /// It holds those who decide to account.
    case scrutinises
}

/// A body's terms of reference.
public struct Terms: Record, Equatable {
    public var powers = Powers.advises
    /// How often it meets; nil where the terms do not say.
    public var cadence: Cadence?
    /// How many members have to be present; nil where the terms do not say.
    public var quorum: Int?
    /// Whether those present over a link count to the quorum, where the law leaves that to the terms; nil where
    /// they do not say.
    public var remoteQuorum: Bool?
    /// Who has a seat, by capacity.
    public var seats: [SeatDefinition] = []
    /// The capacities whose holders are expected at each meeting; everyone with a seat if empty.
    public var expected: [String] = []
    public var nonAttendance: NonAttendanceRule?
    /// When to warn of the six-month rule; read from the Council's terms.
    public var sixMonths: SixMonthWarnings?
    public var callIn: CallInRule?
    /// The bodies it reports to, nearest first.
    public var reportsTo: [BodyID] = []
    /// Who has to be there for a meeting to be properly composed; nil where the terms do not say.
    public var composition: [CompositionRule]?
    /// What is on every agenda.
    public var standingItems: [String] = []
    /// The implications that every report to it has to set out, such as "Legal" or "Corporate parenting".
    public var requiredImplications: [String]?
    /// What else is expected of members, in the terms' own words.
    public var expectations: [String] = []
    /// Who chairs its meetings, a rule for each passage that says so; nil where the terms do not say.
    public var chairing: [ChairingRule]?
    /// How it is linked with other bodies, besides advising and reporting to them.
    public var links: [GovernanceLink]?
    /// The questions put at each of its decisions, or of each report to it.
    public var standingQuestions: [StandingQuestion]?
    /// What its members are encouraged to take part in; each chooses.
    public var participation: [ParticipationItem]?
    /// Whom else it may require to attend, besides members of the executive and officers, where a law says so.
    public var mayRequire: [Participant]?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("powers", &powers)
        try coder.field("cadence", &cadence, "how often it meets, such as \"bi-monthly\"")
        try coder.field("quorum", &quorum, "how many members must be present", within: 1...1_000)
        try coder.field("seats", &seats, atMost: 500)
        try coder.field("expected", &expected, "the capacities expected at each meeting; all if empty")
        try coder.field("nonattendance", &nonAttendance)
        try coder.field("sixmonths", &sixMonths, "when to warn of the six-month rule; the Council's terms")
        try coder.field("callin", &callIn)
        try coder.field("reportsto", &reportsTo, "the bodies it reports to, nearest first")
        try coder.field("composition", &composition, "the required composition, by capacity")
        try coder.field("standingitems", &standingItems, "what is on every agenda")
        try coder.field(
            "requiredimplications", &requiredImplications,
            "what every report to it must cover, for example \"Corporate parenting\"")
        try coder.field("expectations", &expectations, "what else is expected of members")
        try coder.field(
            "remotequorum", &remoteQuorum,
            "whether remote members count towards the quorum, for a body that meets under its own terms")
        try coder.field(
            "chairing", &chairing, "who chairs its meetings, one rule for each passage")
        try coder.field("links", &links, "links with other bodies, other than advising and reporting to them")
        try coder.field(
            "standingquestions", &standingQuestions,
            "the questions asked at each of its decisions, or about each report to it")
        try coder.field(
            "participation", &participation,
            "what its members are encouraged to take part in; each member chooses")
        try coder.field(
            "mayrequire", &mayRequire,
            "who else scrutiny can require to attend, besides members of the executive and officers")
    }

    /// Whether whoever sits in this capacity is expected at meetings.
    public func expects(_ capacity: String) -> Bool { expected.isEmpty || expected.contains(capacity) }
}

/// Seats of one capacity.
public struct SeatDefinition: Record, Equatable {
    /// In which capacity: "councillor", "senior officer", "Lead Member for Education" …
    public var capacity = ""
    /// How many such seats there are; nil where the terms do not say.
    public var count: Int?
    /// Whether members join by name and not as whoever comes.
    public var isNamed = false
    /// Whether only those may sit there whom the Disclosure and Barring Service has cleared.
    public var requiresDBS: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("capacity", &capacity)
        try coder.field(
            "count", &count, "how many such seats; left out if the terms do not say", within: 1...1_000)
        try coder.defaulted("named", &isNamed, "whether members join by name")
        try coder.field("requiresdbs", &requiresDBS, "whether a DBS clearance is needed")
    }
}

/// When a decision may be called in.
public struct CallInRule: Record, Equatable {
    /// The end of which working day after the day of publication is the last moment.
    public var workingDays = 5
    /// How many members have to call it in together; one if nil.
    public var signatories: Int?
    /// The bodies whose members may; any councillor outside the executive if nil.
    public var membersOf: [BodyID]?
    /// The end of which working day after the day of receipt is the last moment for considering a call-in; nil where
    /// the rule sets none, so that it stays called in until it is concluded.
    public var considerWithin: Int?
    /// What holds if nobody has concluded the call-in by then; that the decision stands if nil.
    public var otherwise: CallInOutcome?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.defaulted(
            "workingdays", &workingDays, "the number of working days after publication",
            within: 1...60)
        try coder.field(
            "signatories", &signatories, "how many members must call it in; one if left out",
            within: 1...100)
        try coder.field(
            "membersof", &membersOf,
            "the bodies whose members can; any councillor outside the executive if left out")
        try coder.field(
            "considerwithin", &considerWithin,
            "the number of working days after receipt in which a call-in must be considered",
            within: 1...60)
        try coder.field(
            "otherwise", &otherwise,
            "what happens if nobody has concluded the call-in by then; the decision stands if left out")
    }
}

/// When members' non-attendance is reported.
public struct NonAttendanceRule: Record, Equatable {
    /// How many meetings missed in a row make a breach; nil for no such rule.
    public var consecutive: Int?
    /// How many further meetings missed in the same run make a breach again; nil for the first time only.
    public var again: Int?
    /// The percentage of expected meetings under which attendance makes a breach; nil for no such rule.
    public var below: Int?
    /// The months, back from the last meeting, over which the percentage is taken.
    public var months = 12
    /// How many meetings there must have been before the percentage is looked at.
    public var atLeast = 3
    /// Whether a meeting missed with apologies counts as missed.
    public var apologiesCount = true
    /// The capacities it covers; everyone expected if empty.
    public var capacities: [String] = []
    /// What the letters ask, and who signs them; nil if they only tell.
    public var letter: NoticeRequest?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field(
            "consecutive", &consecutive, "meetings missed in a row that make a breach", within: 1...50)
        try coder.field(
            "again", &again, "further meetings missed in a row that make a breach again", within: 1...50)
        try coder.field(
            "below", &below, "the percentage under which attendance makes a breach", within: 1...100)
        try coder.defaulted(
            "months", &months, "the months over which the percentage is taken", within: 1...60)
        try coder.defaulted(
            "atleast", &atLeast, "the fewest meetings for a percentage to be taken", within: 1...100)
        try coder.defaulted(
            "apologiescount", &apologiesCount, "whether a meeting missed with apologies counts")
        try coder.field("capacities", &capacities, "the capacities it covers; everyone expected if empty")
        try coder.field("letter", &letter, "what the letters ask, and who signs them")
    }

    /// Whether it covers those who sit in this capacity.
    public func covers(_ capacity: String) -> Bool { capacities.isEmpty || capacities.contains(capacity) }

    /// The rule in a sentence, for notices and reports.
    public var sentence: String {
        var parts: [String] = []
        if let consecutive {
            let missed = consecutive == 1 ? "a meeting" : "\(NumberWords.text(consecutive)) meetings in a row"
            let apologies = apologiesCount ? "with or without apologies" : "without apologies"
            let further = again.map { ", and again after every \(NumberWords.text($0)) more" } ?? ""
            parts.append("misses \(missed), \(apologies)\(further)")
        }
        if let below {
            let apologies = apologiesCount ? "" : ", leaving out meetings missed with apologies"
            parts.append("attends under \(below)% of meetings in \(months) months\(apologies)")
        }
        return "Leaders must be told when a member \(parts.joined(separator: ", or "))."
    }
}

extension Terms {
    /// Refuses terms that cannot be kept.
    func admit(of record: String, in directory: Directory) throws(Rejection) {
        func refuse(_ problem: String, _ remedy: String) -> Rejection {
            Rejection("terms", record, problem, remedy: remedy)
        }
        try cadence?.refuseAtAllTimes("A body meets", of: record)
        if let quorum, quorum < 1 {
            throw refuse("The quorum cannot be \(quorum).", "Give 1 or more, or leave it out.")
        }
        for seat in seats {
            try Check.line(seat.capacity, "capacity", of: record, longest: 120)
            if let count = seat.count, count < 1 {
                throw refuse(
                    "The number of seats for \(seat.capacity) cannot be \(count).",
                    "Give 1 or more, or leave it out.")
            }
        }
        let capacities = Set(seats.map(\.capacity))
        if capacities.count != seats.count {
            throw refuse(
                "A capacity is listed twice among the seats.", "List each capacity once, with its count.")
        }
        for capacity in expected + (nonAttendance?.capacities ?? []) where !capacities.contains(capacity) {
            throw refuse(
                "\"\(capacity)\" is expected to attend, but no seat has that capacity.",
                "Add it to the seats, or correct it.")
        }
        for rule in composition ?? [] {
            guard (1...1_000).contains(rule.atLeast), capacities.isEmpty || capacities.contains(rule.capacity)
            else {
                throw refuse(
                    "The composition cannot require \(rule.atLeast) of \"\(rule.capacity)\".",
                    "Give 1 or more, of a capacity that has seats.")
            }
        }
        if let callIn, !(1...60).contains(callIn.workingDays) {
            throw refuse("The call-in period cannot be \(callIn.workingDays) working days.", "Give 1 to 60.")
        }
        if let signatories = callIn?.signatories, !(1...100).contains(signatories) {
            throw refuse("The number of members for a call-in cannot be \(signatories).", "Give 1 to 100.")
        }
        for body in callIn?.membersOf ?? [] { _ = try directory.existing(body) }
        try callIn?.admitDefault(of: record)
        for kind in requiredImplications ?? [] {
            try Check.line(kind, "kind of implication", of: record, longest: 120)
        }
        try nonAttendance?.admit(of: record)
        try nonAttendance?.letter?.admit(of: record, in: directory)
        try sixMonths?.admit(of: record)
        try admitGovernance(of: record, in: directory)
        for route in reportsTo { _ = try directory.existing(route) }
    }
}

extension NonAttendanceRule {
    func admit(of record: String) throws(Rejection) {
        let isSound =
            (consecutive != nil || below != nil) && (consecutive.map { (1...50).contains($0) } ?? true)
            && (again.map { consecutive != nil && (1...50).contains($0) } ?? true)
            && (below.map { (1...100).contains($0) } ?? true) && (1...60).contains(months)
            && (1...100).contains(atLeast)
        guard isSound else {
            throw Rejection(
                "terms", record, "The non-attendance rule is not complete or is out of range.",
                remedy: """
                    Give `consecutive` (1 to 50) or `below` (1 to 100) or both, `again` (1 to 50) only with \
                    `consecutive`, and `months` from 1 to 60.
                    """)
        }
    }
}
