// Meetings, rolls and attendance as a clerk sees them, in the published categories.

import Governance
import Reports
import Testing

@Suite("Meetings and attendance as text")
struct MeetingTextTests {
    @Test("Meetings: held, overdue, cancelled, without a roll")
    func meetings() throws {
        let report = try make(MeetingsReport()) { report in
            report.basis = try Sample.basis()
            let held = try Sample.meeting()
            report.meetings = try [
                held,
                make(held) { ($0.id, $0.hasRoll, $0.isQuorate) = ("malap-2007-11-01", false, nil) },
                make(held) {
                    ($0.id, $0.starts) = ("malap-2008-01-10", try time("2008-01-10T09:00"))
                    $0.status = .scheduled
                },
                make(held) {
                    ($0.id, $0.starts) = ("malap-2008-03-06", try time("2008-03-06T12:00"))
                    ($0.status, $0.title, $0.isQuorate) = (.scheduled, "Annual stocktake", nil)
                },
                make(held) { ($0.id, $0.status, $0.isQuorate) = ("malap-2008-02-07", .cancelled, nil) },
                make(held) { ($0.id, $0.present, $0.isQuorate) = ("malap-2008-02-14", 2, false) },
            ]
            report.meetings[2].isQuorate = nil
        }
        try same(
            report.text(Sample.style()),
            """
            BODY   STARTS                    STATUS             PRESENT  QUORUM   TITLE             MEETING
            malap  6 September 2007, 4.30pm  held                3 of 4  met      -                 malap-2007-09-06
            malap  6 September 2007, 4.30pm  held          not recorded  -        -                 malap-2007-11-01
            malap  10 January 2008, 9am      not recorded             -  -        -                 malap-2008-01-10
            malap  6 March 2008, noon        scheduled                -  -        Annual stocktake  malap-2008-03-06
            malap  6 September 2007, 4.30pm  cancelled                -  -        -                 malap-2008-02-07
            malap  6 September 2007, 4.30pm  held                2 of 4  not met  -                 malap-2008-02-14

            6 meetings listed.

            """)
    }

    @Test("A meeting with its roll")
    func roll() throws {
        try same(
            Sample.roll().text(Sample.style()),
            """
            Multi Agency Looked After Partnership
            4.30pm on Thursday 6 September 2007 (malap-2007-09-06)
            3 of 4 members attended, including substitutes. Quorate (quorum 3).

            NAME                 GROUP   CAPACITY        ATTENDANCE    NOTE                PERSON
            Councillor Ann Hart  labour  councillor      present       arrived 5.10pm      hart
            Councillor Ben Moss  labour  councillor      apologies     illness, corrected  moss
            Ms Yates             -       senior officer  not recorded  -                   yates
            Councillor Reed      -       -               substitute    for moss            reed

            4 people listed.

            """)
    }

    @Test("Those over a link who do not count to the quorum are told apart")
    func overALink() throws {
        var report = try Sample.roll()
        (report.meeting.presentForQuorum, report.meeting.isQuorate) = (2, false)
        let words = try report.text(Sample.style()).split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        #expect(
            words.contains(
                "2 counted towards the quorum: 1 attended remotely, which did not count that day."
                    + " Not quorate (quorum 3)."))
    }

    @Test("A roll as comma-separated values")
    func rollCSV() throws {
        let lines = try Sample.roll().csv().split(separator: "\r\n")
        #expect(
            lines[0]
                == "meeting,body,starts,person,name,group,capacity,standing,substitutefor,reason,arrived,left,expected,corrected"
        )
        #expect(
            lines[1]
                == "malap-2007-09-06,malap,2007-09-06T16:30,hart,Councillor Ann Hart,labour,councillor,present,,,17:10,,true,false"
        )
        #expect(lines[3].hasSuffix("yates,Ms Yates,,senior officer,,,,,,true,false"))
    }

    @Test(
        "What became of a meeting is said in a sentence",
        arguments: [
            (
                Meeting.Status.cancelled, "2007-09-06T16:30",
                "The meeting was cancelled, so nobody counts as absent."
            ),
            (.withdrawn, "2007-09-06T16:30", "The meeting was entered by mistake and withdrawn."),
            (.scheduled, "2007-09-06T16:30", "The date has passed, but it is not recorded whether"),
            (.scheduled, "2008-03-04T16:30", "Not held yet. Expected: 4."),
            (.held, "2007-09-06T16:30", "Held, but attendance is not recorded, so nobody counts as absent."),
        ])
    func becameOfIt(status: Meeting.Status, starts: String, sentence: String) throws {
        let report = try make(Sample.roll()) {
            ($0.meeting.status, $0.meeting.hasRoll, $0.meeting.starts) = (status, false, try time(starts))
        }
        #expect(try report.text(Sample.style()).contains("\n" + sentence))
    }

    @Test("The published example: expected 21, present 20 (95%), apologies 1 (100%), absent 1 (5%)")
    func publishedExample() throws {
        try same(
            Sample.attendance().text(Sample.style()),
            """
            Attendance at malap from 4 March 2006 to 3 March 2008

                                                   PRESENT AS  PRESENT,  PRESENT AS          IN             ABSENT (INCL.
            MEMBER               GROUP   EXPECTED    EXPECTED   VIRTUAL  SUBSTITUTE  ATTENDANCE  APOLOGIES     APOLOGIES)
            Councillor Ann Hart  Labour        21    20 (95%)         0           0           0   1 (100%)         1 (5%)
            Councillor Reed      -              0           0         0           2           1          0              0

            Counted: 21 meetings with attendance recorded. Left out: 2 cancelled and 1 with
            no attendance recorded.
            Percentages are of the meetings each member was expected to attend. The
            apologies percentage is of meetings missed. Attending as a substitute is not
            counted.
            2 people listed.

            """)
    }

    @Test("What figures leave out is said, with its number")
    func leftOut() throws {
        var report = AttendanceReport()
        report.basis = try Sample.basis()
        (report.meetings, report.leftOutMarks, report.withoutRoll) = (3, 27, 1)
        let words = try report.text(Sample.style()).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        #expect(
            words
                .contains("27 entries for people who were not expected at that meeting"))
    }

    @Test("The published example in detail, its denominator explained")
    func publishedExampleInDetail() throws {
        var style = try Sample.style()
        style.isDetailed = true
        let text = try Sample.attendance().text(style)
        #expect(
            text.contains(
                """
                Councillor Ann Hart
                                     Group: Labour
                                  Expected: 21
                       Present as expected: 20 (95%)
                          Present, virtual: 0
                     Present as substitute: 0
                             In attendance: 0
                                 Apologies: 1 (100%)
                  Absent (incl. apologies): 1 (5%)
                               How counted: Expected at 21 meetings with attendance recorded;
                                            left out: 2 cancelled.

                """))
    }

    @Test("Where members came virtually each way has its share, and both together theirs")
    func virtual() throws {
        let report = try make(Sample.attendance()) { report in
            report.members = [
                make(AttendanceValue()) {
                    ($0.name, $0.expected, $0.present, $0.presentVirtually) = ("Hart", 8, 5, 1)
                    ($0.absent, $0.substituteVirtually, $0.notRecorded) = (2, 1, 1)
                    $0.settle()
                }
            ]
        }
        var style = try Sample.style()
        style.hasLegend = false
        #expect(
            report.text(style)
                == "Hart  -  8  5 (63%)  1 (13%)  0 + 1 virtual  0  0 (0%)  2 (25%)  75%  1\n")
    }

    @Test("Attendance as comma-separated values")
    func attendanceCSV() throws {
        let lines = try Sample.attendance().csv().split(separator: "\r\n")
        #expect(
            lines[1]
                == "hart,Councillor Ann Hart,labour,malap,2006-03-04,2008-03-03,21,20,0,0,0,0,0,1,1,0,95,5,100,expected at 21 meetings with attendance recorded; left out: 2 cancelled,Labour"
        )
        #expect(lines[2].contains(",0,0,0,2,0,1,0,0,0,0,,,,not expected at any meeting"))
    }
}
