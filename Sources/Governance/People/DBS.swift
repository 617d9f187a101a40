// Disclosure and Barring Service checks: cleared or not, on which day, until when. Nothing of what a
// disclosure says has a field here, and none of these fields takes words.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What the record keeps of a person's check.
public struct DBSRecord: Record, Equatable {
    public var isCleared = false
    public var on = CivilDate.placeholder
    /// The last day on which it holds; nil where none was set.
    public var expires: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("cleared", &isCleared)
        try coder.field("on", &on)
        try coder.field("expires", &expires, "the day it expires")
    }
}

/// A person's check is recorded.
public struct PersonDBSRecorded: EventPayload, Equatable {
    public static let type = "org.minuted.person.dbs_recorded"

    public var person = PersonID()
    public var record = DBSRecord()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try record.fields(&coder)
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { record.on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        guard known.kind != .youngPerson else {
            throw Rejection(
                "dbs-of-adults", stream.text, "DBS checks are not recorded for young people.",
                remedy: "Leave it out.")
        }
        guard let expires = record.expires, expires < record.on else { return }
        throw Rejection(
            "dates-in-order", stream.text, "The check would expire before it was made.",
            remedy: "Check the two dates.")
    }
}

/// Where a person stands with their check.
public enum DBSStanding: String, Choice {
    case cleared
    case notCleared = "not-cleared"
    case expired
    case notRecorded = "not-recorded"
}

extension Person {
    /// The check that holds on the day: the last one made by then, of two of one day the one recorded later.
    public func dbs(on day: CivilDate) -> DBSRecord? {
        dbs.enumerated().filter { $0.element.on <= day }
            .max { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }?.element
    }

    public func dbsStanding(on day: CivilDate) -> DBSStanding {
        guard let record = dbs(on: day) else { return .notRecorded }
        guard record.isCleared else { return .notCleared }
        return record.expires.map { $0 < day } ?? false ? .expired : .cleared
    }

    /// Where the person stands, given the day on which the record begins: a check that ran out before it may have been
    /// renewed.
    public func dbsStanding(on day: CivilDate, recordBegins: CivilDate) -> DBSStanding {
        let standing = dbsStanding(on: day)
        guard standing == .expired, let expires = dbs(on: day)?.expires else { return standing }
        return expires < recordBegins ? .notRecorded : standing
    }

    /// Refuses a seat that is for those only who are cleared.
    func refuseUnlessCleared(on date: PartialDate, for seat: String, of body: String) throws(Rejection) {
        let standing = dbsStanding(on: date.latest)
        guard standing != .cleared else { return }
        let problem =
            switch standing {
            case .notRecorded: "No DBS check of \(name) is recorded"
            case .notCleared: "\(name) is not cleared by the DBS"
            case .expired, .cleared: "\(name)'s DBS check has expired"
            }
        throw Rejection(
            "dbs-cleared", body, "\(problem) as at \(date.spoken), and the seat for \(seat) needs one.",
            remedy: "Record the check first: `minutectl person dbs \(id) --cleared --on …`.")
    }
}

/// Records a person's check.
public struct RecordDBS: Command {
    public var person = ""
    public var isCleared = false
    public var on: String?
    public var expires: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("cleared", &isCleared)
        try coder.field("on", &on, "the day of the check; today if left out")
        try coder.field("expires", &expires, "the day it expires")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = PersonDBSRecorded()
        (event.person, event.record.isCleared) = (known.id, isCleared)
        event.record.on = try day(on, "on", in: context)
        if let expires { event.record.expires = try day(expires, "expires", in: context) }
        guard event.record.on <= context.moment.today else {
            throw Rejection(
                "date", "person/\(known.id)", "The day of the check is still to come.",
                remedy: "Record the check once it has been made.")
        }
        return known.dbs(on: event.record.on) == event.record ? [] : [.personDBSRecorded(event)]
    }

    /// The refusal of what is no date does not repeat it: it may be what must not be recorded.
    private func day(_ text: String?, _ field: String, in context: Context) throws(Rejection) -> CivilDate {
        do throws(Rejection) { return try context.date(text, field) } catch {
            throw Rejection(
                "date", field,
                "That is not a date. Only the date and the result of a DBS check are recorded.",
                remedy: "Give a day like \"1 April 2014\".")
        }
    }
}
