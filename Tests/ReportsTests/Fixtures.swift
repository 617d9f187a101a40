// Report values as the tests show them: Stockton's groups, bodies and meetings of 2007, with invented people.

import Governance
import Reports
import Testing

/// A date out of its ISO text.
func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

/// A local time out of its ISO text.
func time(_ iso: String) throws -> CivilDateTime { try #require(CivilDateTime(iso: iso)) }

/// The value with what the closure fills in.
func make<Value>(_ value: Value, _ fill: (inout Value) throws -> Void) rethrows -> Value {
    var value = value
    try fill(&value)
    return value
}

/// Compares a text with what it should be, so that a failure names the first line that differs.
func same(_ text: String, _ golden: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, should) in zip(lines, expected) where line != should {
        #expect(line == should, sourceLocation: sourceLocation)
        return
    }
    #expect(lines.count == expected.count, sourceLocation: sourceLocation)
}

enum Sample {
    /// Shown to a terminal on the day that the reports are of.
    static func style(width: Int? = nil) throws -> TextStyle {
        TextStyle(width: width, today: try day("2008-03-03"))
    }

    static func basis() throws -> Basis {
        try make(Basis()) {
            $0.position = 60
            $0.asAt = try day("2008-03-03")
        }
    }

    static func people() throws -> PeopleReport {
        try make(PeopleReport()) { report in
            report.basis = try basis()
            report.people = [
                make(PersonValue()) {
                    ($0.id, $0.name, $0.kind, $0.group) = (
                        "hart", "Councillor Ann Hart", .councillor, "labour"
                    )
                    ($0.offices, $0.bodies) = (["Lead Member for Children"], ["cabinet", "malap"])
                    $0.formerNames = ["Councillor Ann Lowe"]
                },
                make(PersonValue()) {
                    ($0.id, $0.name, $0.kind, $0.bodies) = ("yp-7f3a", "yp-7f3a", .youngPerson, ["malap"])
                },
            ]
        }
    }

    static func meeting() throws -> MeetingValue {
        try make(MeetingValue()) {
            ($0.id, $0.body, $0.starts) = ("malap-2007-09-06", "malap", try time("2007-09-06T16:30"))
            ($0.status, $0.hasRoll, $0.expected, $0.present) = (.held, true, 4, 3)
            ($0.quorum, $0.isQuorate) = (3, true)
        }
    }

    static func roll() throws -> MeetingReport {
        try make(MeetingReport()) { report in
            report.basis = try basis()
            report.meeting = try meeting()
            report.bodyName = "Multi Agency Looked After Partnership"
            report.roll = try [
                make(RollValue()) {
                    ($0.person, $0.name, $0.group) = ("hart", "Councillor Ann Hart", "labour")
                    ($0.capacity, $0.standing, $0.isExpected) = ("councillor", .present, true)
                    $0.arrived = try ClockTime(text: "17:10")
                },
                make(RollValue()) {
                    ($0.person, $0.name, $0.group) = ("moss", "Councillor Ben Moss", "labour")
                    ($0.capacity, $0.standing, $0.isExpected) = ("councillor", .apologies, true)
                    ($0.reason, $0.isCorrected) = (.illness, true)
                },
                make(RollValue()) {
                    ($0.person, $0.name, $0.capacity) = ("yates", "Ms Yates", "senior officer")
                    $0.isExpected = true
                },
                make(RollValue()) {
                    ($0.person, $0.name, $0.standing) = ("reed", "Councillor Reed", .substitute)
                    $0.substituteFor = "moss"
                },
            ]
        }
    }

    /// A member with the published example: expected 21, present 20, apologies 1, absent 1.
    static func publishedExample() -> AttendanceValue {
        make(AttendanceValue()) {
            ($0.person, $0.name) = ("hart", "Councillor Ann Hart")
            ($0.group, $0.groupName) = ("labour", "Labour")
            ($0.expected, $0.present, $0.apologies, $0.absent) = (21, 20, 1, 1)
            $0.denominator = "expected at 21 meetings with attendance recorded; left out: 2 cancelled"
            $0.settle()
        }
    }

    static func attendance() throws -> AttendanceReport {
        try make(AttendanceReport()) { report in
            report.basis = try basis()
            (report.body, report.from, report.to) = ("malap", try day("2006-03-04"), try day("2008-03-03"))
            (report.meetings, report.cancelled, report.withoutRoll) = (21, 2, 1)
            report.members = [
                publishedExample(),
                make(AttendanceValue()) {
                    ($0.person, $0.name, $0.substitute, $0.inAttendance) = ("reed", "Councillor Reed", 2, 1)
                    $0.denominator = "not expected at any meeting with attendance recorded"
                    $0.settle()
                },
            ]
        }
    }
}
