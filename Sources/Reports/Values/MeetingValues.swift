// Meetings and attendance, as report values, in the categories that councils publish.

public import Codec
public import Governance

/// How many in one capacity had to be at a meeting, and were.
public struct CompositionValue: Record, Equatable {
    public var capacity = ""
    public var atLeast = 1
    public var present = 0
    public var isMet = false
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("capacity", &capacity)
        try coder.field("atleast", &atLeast)
        try coder.field("present", &present)
        try coder.field("met", &isMet)
    }
}

/// Somebody who chaired a meeting.
public struct ChairValue: Record, Equatable {
    public var person = ""
    public var name = ""
    /// The capacity of their seat on the body that day.
    public var capacity: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("capacity", &capacity, "of their seat on the body that day")
    }
}

/// Who chaired a meeting, and how that agrees with the terms of reference.
public struct ChairingValue: Record, Equatable {
    public var by: [ChairValue] = []
    /// Why it was not somebody who chairs by the terms.
    public var reason: String?
    /// What the terms say about who chairs, as far as it agrees.
    public var kept: [String] = []
    /// What the terms say about who chairs, as far as it does not agree.
    public var broken: [String] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("by", &by, "one after the other")
        try coder.field("reason", &reason, "why it was not the person named in the terms")
        try coder.field("kept", &kept, "what the terms say that agrees")
        try coder.field("broken", &broken, "what the terms say that does not agree")
    }
}

/// A meeting.
public struct MeetingValue: Record, Equatable {
    public var id = ""
    public var body = ""
    public var bodyName: String?
    public var starts = CivilDateTime.placeholder
    public var title: String?
    public var status = Meeting.Status.scheduled
    public var hasRoll = false
    /// How many were expected on the day.
    public var expected = 0
    /// How many of those expected, and substitutes for them, were there.
    public var present = 0
    public var quorum: Int?
    /// How many of those present count to the quorum; nil where all of them do.
    public var presentForQuorum: Int?
    /// Whether a quorum was there; nil where there is no roll or the terms name none.
    public var isQuorate: Bool?
    /// nil for an ordinary meeting.
    public var kind: MeetingKind?
    /// Who had to be there, by capacity; nil where there is no roll or the terms do not say.
    public var composition: [CompositionValue]?
    /// Who chaired it; nil where that is not recorded.
    public var chairing: ChairingValue?
    /// Where it takes place; nil where that is not recorded.
    public var place: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("body", &body)
        try coder.field("starts", &starts)
        try coder.field("bodyname", &bodyName)
        try coder.field("title", &title)
        try coder.field("status", &status)
        try coder.field("hasroll", &hasRoll)
        try coder.field("expected", &expected, "how many were expected on the day")
        try coder.field("present", &present, "how many of those, and substitutes for them, were there")
        try coder.field("quorum", &quorum)
        try coder.field("quorate", &isQuorate, "left out if attendance is not recorded or there is no quorum")
        try coder.field(
            "presentforquorum", &presentForQuorum,
            "how many of those present count towards the quorum; left out if all do")
        try coder.field("kind", &kind, "left out for an ordinary meeting")
        try coder.field("composition", &composition, "the required composition, by capacity")
        try coder.field("chairing", &chairing, "who chaired; left out where that is not recorded")
        try coder.field("place", &place, "where it takes place")
    }
}

/// Meetings.
public struct MeetingsReport: Record, Equatable {
    public var basis = Basis()
    public var meetings: [MeetingValue] = []
    /// The last one listed, where there are more.
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("meetings", &meetings)
        try coder.field("next", &next, PageWords.next)
    }
}

/// One person in a meeting's roll.
public struct RollValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var group: String?
    public var groupName: String?
    public var capacity: String?
    /// nil for somebody expected of whom the roll says nothing.
    public var standing: Standing?
    public var substituteFor: String?
    public var substituteForName: String?
    public var reason: AbsenceReason?
    public var arrived: ClockTime?
    public var left: ClockTime?
    public var isExpected = false
    /// Whether a later entry corrected the roll.
    public var isCorrected = false
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("group", &group, "on the day of the meeting")
        try coder.field("capacity", &capacity)
        try coder.field("standing", &standing, "left out for someone expected but not recorded")
        try coder.field("groupname", &groupName)
        try coder.field("substitutefor", &substituteFor)
        try coder.field("reason", &reason)
        try coder.field("substituteforname", &substituteForName)
        try coder.field("arrived", &arrived)
        try coder.field("left", &left)
        try coder.field("expected", &isExpected)
        try coder.field("corrected", &isCorrected, "whether a later entry corrected it")
    }
}

/// A meeting with its roll.
public struct MeetingReport: Record, Equatable {
    public var basis = Basis()
    public var meeting = MeetingValue()
    public var bodyName = ""
    public var roll: [RollValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("meeting", &meeting)
        try coder.field("bodyname", &bodyName)
        try coder.field("roll", &roll)
    }
}

/// One meeting in a member's strip.
public struct AttendanceMark: Record, Equatable {
    public var meeting = ""
    public var date = CivilDate.placeholder
    public var standing: Standing?
    /// Whether it was held and has a roll; otherwise it is nobody's absence.
    public var isCounted = true
    /// The group that the member belonged to on that day.
    public var group: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("standing", &standing, "left out if the member was not recorded")
        try coder.field("counted", &isCounted, "false for a meeting cancelled or without attendance")
        try coder.field("group", &group, "the member's group on that day")
    }
}

/// One member's attendance, in the published categories.
public struct AttendanceValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var group: String?
    /// The group's name, for people to read.
    public var groupName: String?
    public var body: String?
    /// Meetings at which the member was expected and of which it is known whether they were there.
    public var expected = 0
    public var present = 0
    public var presentVirtually = 0
    public var substitute = 0
    public var substituteVirtually = 0
    public var inAttendance = 0
    public var inAttendanceVirtually = 0
    public var apologies = 0
    /// Absent, apologies included.
    public var absent = 0
    /// Meetings whose roll says nothing of the member, left out of what was expected.
    public var notRecorded = 0
    /// Present as expected, in percent of expected, rounded to the nearest; nil where nothing was expected.
    public var percentPresent: Int?
    public var percentAbsent: Int?
    /// Apologies in percent of absences.
    public var percentApologies: Int?
    /// How the number expected comes about, in a sentence.
    public var denominator = ""
    /// The meetings one by one, oldest first, if they were asked for.
    public var marks: [AttendanceMark] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("group", &group, "at the last of the meetings counted")
        try coder.field("groupname", &groupName, "of each group at the time, where there was more than one")
        try coder.field("body", &body)
        try coder.field("expected", &expected, "meetings with their attendance recorded")
        try coder.field("present", &present)
        try coder.field("presentvirtually", &presentVirtually)
        try coder.field("substitute", &substitute)
        try coder.field("substitutevirtually", &substituteVirtually)
        try coder.field("inattendance", &inAttendance)
        try coder.field("inattendancevirtually", &inAttendanceVirtually)
        try coder.field("apologies", &apologies)
        try coder.field("absent", &absent, "apologies included")
        try coder.field("notrecorded", &notRecorded, "meetings at which the member was not recorded")
        try coder.field("percentpresent", &percentPresent, "of expected")
        try coder.field("percentabsent", &percentAbsent, "of expected")
        try coder.field("percentapologies", &percentApologies, "of absences")
        try coder.field("denominator", &denominator, "how the number expected was counted")
        try coder.field("marks", &marks, "the meetings one by one, if they were asked for")
    }

    /// With fewer meetings a percentage means little: one missed of two is 50%.
    public static let fewMeetings = 5

    /// Whether the member was expected at too few meetings for a percentage to mean much.
    public var isOfFew: Bool { expected < Self.fewMeetings }

    /// The meetings one by one.
    public var strip: AttendanceStrip {
        AttendanceStrip(marks.map { .init($0.date, $0.standing, isCounted: $0.isCounted) })
    }

    /// Fills in the percentages, rounded half up as councils publish them.
    public mutating func settle() {
        func percent(_ part: Int, of whole: Int) -> Int? {
            whole == 0 ? nil : (part * 200 + whole) / (2 * whole)
        }
        percentPresent = percent(present + presentVirtually, of: expected)
        percentAbsent = percent(absent, of: expected)
        percentApologies = percent(apologies, of: absent)
    }
}

/// Members' attendance.
public struct AttendanceReport: Record, Equatable {
    public var basis = Basis()
    public var body: String?
    public var from: CivilDate?
    public var to = CivilDate.placeholder
    /// Meetings held with a roll.
    public var meetings = 0
    /// Meetings that are nobody's absence: cancelled.
    public var cancelled = 0
    /// Meetings that are nobody's absence: held, but without a roll.
    public var withoutRoll = 0
    /// Marks of people as members at meetings where they were not expected: they are in no percentage; nil if none.
    public var leftOutMarks: Int?
    /// How many officers are not listed; nil if none.
    public var officersLeftOut: Int?
    public var members: [AttendanceValue] = []
    public var council = ""
    public var bodyName: String?
    public var order: AttendanceOrder?
    /// Whether the meetings are listed one by one.
    public var hasStrips = false
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("body", &body)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("meetings", &meetings, "held, with attendance recorded")
        try coder.field("cancelled", &cancelled)
        try coder.field("withoutroll", &withoutRoll)
        try coder.field(
            "leftoutmarks", &leftOutMarks,
            "attendance of people who were not expected, not in any percentage; left out if none")
        try coder.field("members", &members)
        try coder.field("council", &council)
        try coder.field("bodyname", &bodyName)
        try coder.field("order", &order)
        try coder.field(
            "officersleftout", &officersLeftOut, "how many officers are not listed; left out if none")
        try coder.defaulted("strips", &hasStrips, "whether the meetings are listed one by one")
    }

    /// Lists the lowest percentage first, and those of whom it says little behind the others.
    public mutating func rank() {
        members.sort {
            ($0.isOfFew ? 1 : 0, $0.percentPresent ?? 101, $0.name) < (
                $1.isOfFew ? 1 : 0, $1.percentPresent ?? 101, $1.name
            )
        }
    }
}
