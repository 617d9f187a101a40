// Places and visits, as report values.

public import Codec
public import Governance

/// A place that is visited, as at a day.
public struct PlaceValue: Record, Equatable {
    public var id = ""
    public var name = ""
    public var kind = PlaceKind.other
    public var from = PartialDate.unknown
    public var closed: PartialDate?
    public var requirements: [VisitRequirement] = []
    public var questions: [String] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("name", &name)
        try coder.field("kind", &kind)
        try coder.field("from", &from)
        try coder.field("closed", &closed, "the day it closes")
        try coder.field("requirements", &requirements, "the visits it must have")
        try coder.field("questions", &questions, "what visitors are expected to ask")
    }
}

/// Places that are visited.
public struct PlacesReport: Record, Equatable {
    public var basis = Basis()
    public var places: [PlaceValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("places", &places)
    }
}

/// How far a visit has come.
public enum VisitStanding: String, Choice {
    case allocated
    /// Allocated for a period that is over, and not made.
    case overdue
    case made
    case reported
    case withdrawn
}

/// What has to be done after a visit.
public struct VisitFollowUpValue: Record, Equatable {
    public var number = 0
    public var topic = ""
    public var owner: String?
    public var due: CivilDate?
    public var completed: CivilDate?
    public var isOverdue = false
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number)
        try coder.field("topic", &topic)
        try coder.field("owner", &owner)
        try coder.field("due", &due)
        try coder.field("completed", &completed)
        try coder.field("overdue", &isOverdue)
    }
}

/// A visit, as at a day.
public struct VisitValue: Record, Equatable {
    public var id = ""
    public var place = ""
    public var placeName: String?
    public var kind = VisitKind.courtesy
    public var standing = VisitStanding.allocated
    /// The first day that it is about: that of the visit, or of the period it is allocated for.
    public var day = CivilDate.placeholder
    public var period: PartialDate?
    public var member: String?
    public var memberName: String?
    public var made: PartialDate?
    public var visitors: [String] = []
    public var visitorNames: [String] = []
    public var isAnnounced: Bool?
    public var answered: [String] = []
    public var unanswered: [String] = []
    public var notAsked: [String] = []
    public var reported: CivilDate?
    public var reportedTo: String?
    public var followUps: [VisitFollowUpValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("place", &place)
        try coder.field("kind", &kind)
        try coder.field("placename", &placeName)
        try coder.field("standing", &standing)
        try coder.field("day", &day, "that of the visit, or the first of the period it is allocated for")
        try coder.field("period", &period, "for which it is allocated")
        try coder.field("member", &member, "to whom it is allocated")
        try coder.field("made", &made)
        try coder.field("membername", &memberName)
        try coder.field("visitors", &visitors)
        try coder.field("announced", &isAnnounced)
        try coder.field("visitornames", &visitorNames)
        try coder.field("answered", &answered, "questions asked and answered")
        try coder.field("unanswered", &unanswered, "questions asked and not answered")
        try coder.field("notasked", &notAsked, "questions of the place that were not asked")
        try coder.field("reported", &reported)
        try coder.field("reportedto", &reportedTo)
        try coder.field("followups", &followUps)
    }
}

/// Visits.
public struct VisitsReport: Record, Equatable {
    public var basis = Basis()
    public var visits: [VisitValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("visits", &visits)
    }
}

/// Visits required, allocated, made and reported, of a place or a member.
public struct VisitNumbersValue: Record, Equatable {
    public var id = ""
    public var name = ""
    public var required = 0
    public var allocated = 0
    public var made = 0
    public var reported = 0
    /// Periods required that a visit satisfied.
    public var met = 0
    /// Visits made that satisfy nothing required, such as courtesy visits.
    public var other = 0
    public init() {}

    public init(_ id: String, _ name: String?, _ numbers: VisitNumbers) {
        (self.id, self.name) = (id, name ?? id)
        (required, allocated, made) = (numbers.required, numbers.allocated, numbers.made)
        (reported, met, other) = (numbers.reported, numbers.met, numbers.other)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("name", &name)
        try coder.field("required", &required, "periods within which a visit is required")
        try coder.field("allocated", &allocated, "visits of that kind allocated to a member")
        try coder.field("made", &made, "visits made that satisfy what is required")
        try coder.field("reported", &reported, "those of them on which a report was filed")
        try coder.field("met", &met, "periods required that a visit satisfied")
        try coder.field("other", &other, "visits made that satisfy nothing required")
    }

    /// Periods met in percent of those required, rounded half up; nil where none is. Several visits in one period,
    /// or one allocated beside what each member has to make, meet it once.
    public var percentMet: Int? {
        required == 0 ? nil : (met * 200 + required) / (2 * required)
    }
}

/// A visit that was not made when its period was over.
public struct OverdueVisitValue: Record, Equatable {
    public var place = ""
    public var placeName: String?
    public var kind = VisitKind.courtesy
    public var first = CivilDate.placeholder
    public var last = CivilDate.placeholder
    public var members: [String] = []
    public var memberNames: [String] = []
    /// Days since the period was over.
    public var days = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("kind", &kind)
        try coder.field("placename", &placeName)
        try coder.field("first", &first)
        try coder.field("last", &last)
        try coder.field("members", &members, "to whom it was allocated, or who had to make it")
        try coder.field("days", &days, "since the period was over")
        try coder.field("membernames", &memberNames)
    }
}

/// How often a question was asked at a place, and answered.
public struct QuestionNumbersValue: Record, Equatable {
    public var place = ""
    public var placeName: String?
    public var topic = ""
    public var visits = 0
    public var asked = 0
    public var answered = 0
    public init() {}

    /// - Parameter placeName: the place's name.
    public init(_ numbers: QuestionNumbers, placeName: String) {
        (place, topic, visits) = (numbers.place.text, numbers.topic.text, numbers.visits)
        self.placeName = placeName
        (asked, answered) = (numbers.asked, numbers.answered)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("placename", &placeName)
        try coder.field("topic", &topic)
        try coder.field("visits", &visits, "made while it was to be asked")
        try coder.field("asked", &asked)
        try coder.field("answered", &answered)
    }
}

/// The account of visits over a period.
public struct VisitAccountReport: Record, Equatable {
    public var basis = Basis()
    public var from: CivilDate?
    public var to = CivilDate.placeholder
    public var places: [VisitNumbersValue] = []
    public var members: [VisitNumbersValue] = []
    public var overdue: [OverdueVisitValue] = []
    public var questions: [QuestionNumbersValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("places", &places)
        try coder.field("members", &members)
        try coder.field("overdue", &overdue)
        try coder.field("questions", &questions)
    }
}

/// Asks for places.
public struct PlacesQuestion: Question {
    public typealias Answer = PlacesReport
    public static func isNothing(_ answer: PlacesReport) -> Bool { answer.places.isEmpty }
    public var place: String?
    public var kind: PlaceKind?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place, "one place only")
        try coder.field("kind", &kind)
        try scope.fields(&coder)
    }
}

/// Asks for visits.
public struct VisitsQuestion: Question {
    public typealias Answer = VisitsReport
    public static func isNothing(_ answer: VisitsReport) -> Bool { answer.visits.isEmpty }
    public var place: String?
    public var member: String?
    public var kind: VisitKind?
    public var standing: VisitStanding?
    public var from: String?
    public var to: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place, "visits to one place only")
        try coder.field("member", &member, "visits allocated to one person or made by them only")
        try coder.field("kind", &kind)
        try coder.field("standing", &standing)
        try coder.field("from", &from, "the first day")
        try coder.field("to", &to, "the last day")
        try scope.fields(&coder)
    }
}

/// Asks for the account of visits.
public struct VisitAccountQuestion: Question {
    public typealias Answer = VisitAccountReport
    public static func isNothing(_ answer: VisitAccountReport) -> Bool {
        answer.places.isEmpty && answer.members.isEmpty
    }
    public var place: String?
    public var member: String?
    public var group: String?
    public var from: String?
    public var to: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("place", &place, "one place only")
        try coder.field("member", &member, "only this person")
        try coder.field("group", &group, "only this political group's members")
        try coder.field("from", &from, "the first day; periods that begin earlier are left out")
        try coder.field("to", &to, "the last day; the day asked for if left out")
        try scope.fields(&coder)
    }
}
