// A constitution: who and what a council consists of, as one document. Applying it records what the
// record does not say yet; applying it again records nothing.

public import Codec

/// A council's people, groups, offices and bodies, as its clerk writes them down.
public struct Constitution: Record, Equatable {
    public var council = CouncilSection()
    public var groups: [GroupSection] = []
    public var people: [PersonSection] = []
    public var offices: [OfficeSection] = []
    public var bodies: [BodySection] = []
    public var duties: [DutySection] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council)
        try coder.field("groups", &groups)
        try coder.field("people", &people)
        try coder.field("offices", &offices)
        try coder.field("bodies", &bodies)
        try coder.field("duties", &duties)
    }

    public struct CouncilSection: Record, Equatable {
        public var id = ""
        public var name = ""
        public var origin: String?
        public var timeZone: String?
        public var recordBegins: CivilDate?
        /// nil where the document says nothing of them; those recorded stay either way.
        public var closures: [Closure]?
        public var bankHolidays: [BankHolidayChange]?

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("id", &id, "a short name for identifiers, such as stockton")
            try coder.field("name", &name)
            try coder.field("origin", &origin, "the origin of the log's checkpoints")
            try coder.field("timezone", &timeZone, "Europe/London if left out")
            try coder.field(
                "recordbegins", &recordBegins,
                "the first day that the record covers; the day of the first entry if left out")
            try coder.field("closures", &closures, "days on which the offices are closed")
            try coder.field(
                "bankholidays", &bankHolidays,
                "bank holidays that were proclaimed or moved; unchanged if left out")
        }
    }

    public struct GroupSection: Record, Equatable {
        public var id = GroupID()
        public var name = ""

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("id", &id)
            try coder.field("name", &name)
        }
    }

    /// A stretch of time in which a person belongs to a group or holds an office.
    public struct TenureSection: Record, Equatable {
        public var group: GroupID?
        public var person: PersonID?
        public var from = PartialDate.unknown
        public var until: PartialDate?

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("group", &group)
            try coder.field("person", &person)
            try coder.field("from", &from)
            try coder.field("until", &until, "the day it ends")
        }
    }

    public struct PersonSection: Record, Equatable {
        public var id = PersonID()
        public var name: String?
        public var kind = PersonKind.councillor
        public var groups: [TenureSection] = []
        public var dbs: [DBSRecord]?

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("id", &id)
            try coder.field("name", &name)
            try coder.field("kind", &kind)
            try coder.field("groups", &groups)
            try coder.field("dbs", &dbs, "DBS checks: cleared or not, the day, the last day")
        }
    }

    public struct OfficeSection: Record, Equatable {
        public var id = OfficeID()
        public var title = ""
        public var kind = OfficeKind.other
        public var group: GroupID?
        public var decidesAlone: Bool?
        public var holders: [TenureSection] = []

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("id", &id)
            try coder.field("title", &title)
            try coder.field("kind", &kind)
            try coder.field("group", &group)
            try coder.field("decidesalone", &decidesAlone, "whether its holder can decide alone")
            try coder.field("holders", &holders)
        }
    }

    public struct TermsSection: Record, Equatable {
        public var from: PartialDate?
        public var terms = Terms()

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("from", &from, "the first day on which they apply")
            try terms.fields(&coder)
        }
    }

    public struct SeatSection: Record, Equatable {
        public var person = PersonID()
        public var capacity = ""
        public var from = PartialDate.unknown
        public var until: PartialDate?
        public var chairs: Bool?
        public var details = SeatDetails()

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("person", &person)
            try coder.field("capacity", &capacity)
            try coder.field("from", &from)
            try coder.field("until", &until, "the first day on which the seat is vacant")
            try coder.field("chairs", &chairs, "whether they chair the body")
            try details.fields(&coder)
        }
    }

    /// A duty of an office or a body. One that is in the record already stays as it is.
    public struct DutySection: Record, Equatable {
        public var id = DutyID()
        public var what = ""
        public var bearer = Participant.placeholder
        public var from = PartialDate.unknown
        public var cadence: Cadence?
        public var due: PartialDate?
        public var source: String?
        public var jointly: [Participant]?
        public var isAssumed: Bool?

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("id", &id)
            try coder.field("what", &what)
            try coder.field("bearer", &bearer, "such as office/leader or body/cabinet")
            try coder.field("from", &from, "the first day of the duty")
            try coder.field("cadence", &cadence, "how often; left out if once")
            try coder.field("due", &due, "the due date, if it is due once")
            try coder.field("source", &source, "the document that sets the duty")
            try coder.field(
                "jointly", &jointly, "others who bear it jointly: what one of them does is done for all")
            try coder.field(
                "assumed", &isAssumed, "true if the source does not say how often or by when: it is assumed")
        }
    }

    public struct BodySection: Record, Equatable {
        public var id = BodyID()
        public var name = ""
        public var aliases: [String] = []
        public var kind = BodyKind.board
        public var advises: BodyID?
        public var from: PartialDate?
        public var mergedInto: BodyID?
        public var ended: PartialDate?
        public var terms: [TermsSection] = []
        public var members: [SeatSection] = []

        public init() {}

        public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("id", &id)
            try coder.field("name", &name)
            try coder.field("aliases", &aliases)
            try coder.field("kind", &kind)
            try coder.field("advises", &advises)
            try coder.field("from", &from)
            try coder.field("mergedinto", &mergedInto)
            try coder.field("ended", &ended, "the first day on which it no longer exists")
            try coder.field("terms", &terms)
            try coder.field("members", &members)
        }
    }
}

/// Records what a constitution says and the record does not.
public struct ApplyConstitution: Command {
    public var constitution = Constitution()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("constitution", &constitution)
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        constitution.duties.map { .known(.duty, $0.id.text) }
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        if let council = context.directory.council, council.id != constitution.council.id {
            throw Rejection(
                "one-council", "council/\(council.id)",
                "This log is the record of \(council.name), the constitution is \(constitution.council.name)'s.",
                remedy: "Apply it to the daemon that keeps that council's record.")
        }
        try refuseWithoutOrigin(in: context.directory)
        try refuseProblems(in: context)
        return difference(in: context).events
    }

    private func difference(in context: Context) -> ConstitutionDifference {
        var difference = ConstitutionDifference(
            from: context.directory, duties: context.state.duties,
            today: CivilDateTime(context.moment.instant, utcOffsetSeconds: 0)?.date)
        difference.compare(constitution)
        return difference
    }

    /// More differences than this are counted, not listed.
    private static let mostNotes = 200

    public func notes(on events: [Event], in context: Context) -> [String] {
        let receipt = ReceiptNotes(context)
        let differences = events.flatMap { receipt.terms($0) } + difference(in: context).differences
        guard differences.count > Self.mostNotes else { return differences }
        return differences.prefix(Self.mostNotes) + [
            "There are \(differences.count - Self.mostNotes) more differences."
        ]
    }

    public func isComplete(in context: Context) -> Bool { difference(in: context).differences.isEmpty }
}
