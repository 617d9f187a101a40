// Which questions there are, what answers them, and when an answer is an empty one.

import Codec
import Control
import Reports

/// An answer that can be shown, and that may have nothing in it.
protocol Answering: Record, Rendered {
    /// Whether nothing was found, which the exit status says.
    var isEmpty: Bool { get }
    /// The day whose state it shows.
    var basis: Basis { get }
    /// The last one listed, where there are more.
    var next: String? { get }
}

extension Answering { var next: String? { nil } }

extension PeopleReport: Answering { var isEmpty: Bool { people.isEmpty } }
extension GroupsReport: Answering { var isEmpty: Bool { groups.isEmpty } }
extension OfficesReport: Answering { var isEmpty: Bool { offices.isEmpty } }
extension BodiesReport: Answering { var isEmpty: Bool { bodies.isEmpty } }
extension SeatsReport: Answering { var isEmpty: Bool { seats.isEmpty } }
extension MeetingsReport: Answering { var isEmpty: Bool { meetings.isEmpty } }
extension MeetingReport: Answering { var isEmpty: Bool { false } }
extension AttendanceReport: Answering { var isEmpty: Bool { members.isEmpty } }
extension AttendanceComparisonReport: Answering { var isEmpty: Bool { false } }
extension DecisionsReport: Answering { var isEmpty: Bool { decisions.isEmpty && dealtWith.isEmpty } }
extension DecisionReport: Answering { var isEmpty: Bool { false } }
extension NonAttendanceReport: Answering { var isEmpty: Bool { notices.isEmpty } }
extension LeadersReport: Answering { var isEmpty: Bool { leaders.isEmpty } }
extension SixMonthReport: Answering { var isEmpty: Bool { clocks.isEmpty } }
// That nothing is due is an answer too.
extension DigestReport: Answering { var isEmpty: Bool { false } }

extension PlacesReport: Answering { var isEmpty: Bool { places.isEmpty } }
extension VisitsReport: Answering { var isEmpty: Bool { visits.isEmpty } }
extension VisitAccountReport: Answering { var isEmpty: Bool { places.isEmpty && members.isEmpty } }

extension PledgeReport: Answering { var isEmpty: Bool { false } }
extension TopTenReport: Answering { var isEmpty: Bool { issues.isEmpty } }
extension ParticipationReport: Answering { var isEmpty: Bool { members.isEmpty } }
extension DBSReport: Answering { var isEmpty: Bool { checks.isEmpty } }

extension PledgeQuestion: Askable {
    typealias Answer = PledgeReport
    static let method = "Pledge"
}
extension TopTenQuestion: Askable {
    typealias Answer = TopTenReport
    static let method = "TopTen"
}
extension ParticipationQuestion: Askable {
    typealias Answer = ParticipationReport
    static let method = "Participation"
}
extension DBSQuestion: Askable {
    typealias Answer = DBSReport
    static let method = "DBS"
}
extension PlacesQuestion: Askable {
    typealias Answer = PlacesReport
    static let method = "Places"
}
extension VisitsQuestion: Askable {
    typealias Answer = VisitsReport
    static let method = "Visits"
}
extension VisitAccountQuestion: Askable {
    typealias Answer = VisitAccountReport
    static let method = "VisitAccount"
}
extension PeopleQuestion: Askable {
    typealias Answer = PeopleReport
    static let method = "People"
}
extension GroupsQuestion: Askable {
    typealias Answer = GroupsReport
    static let method = "Groups"
}
extension OfficesQuestion: Askable {
    typealias Answer = OfficesReport
    static let method = "Offices"
}
extension BodiesQuestion: Askable {
    typealias Answer = BodiesReport
    static let method = "Bodies"
}
extension SeatsQuestion: Askable {
    typealias Answer = SeatsReport
    static let method = "Seats"
}
extension MeetingsQuestion: Askable {
    typealias Answer = MeetingsReport
    static let method = "Meetings"
}
extension MeetingQuestion: Askable {
    typealias Answer = MeetingReport
    static let method = "Meeting"
}
extension AttendanceQuestion: Askable {
    typealias Answer = AttendanceReport
    static let method = "Attendance"
}
extension AttendanceComparisonQuestion: Askable {
    typealias Answer = AttendanceComparisonReport
    static let method = "AttendanceComparison"
}
extension DecisionsQuestion: Askable {
    typealias Answer = DecisionsReport
    static let method = "Decisions"
}
extension DecisionQuestion: Askable {
    typealias Answer = DecisionReport
    static let method = "Decision"
}
extension NonAttendanceQuestion: Askable {
    typealias Answer = NonAttendanceReport
    static let method = "NonAttendance"
}
extension LeaderQuestion: Askable {
    typealias Answer = LeadersReport
    static let method = "Leaders"
}
extension SixMonthQuestion: Askable {
    typealias Answer = SixMonthReport
    static let method = "SixMonth"
}
extension DigestQuestion: Askable {
    typealias Answer = DigestReport
    static let method = "Digest"
}
