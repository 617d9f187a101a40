// What a leader reads of their members.

import Governance
import Reports
import Testing

@Suite("A leader's report as text")
struct LeaderTextTests {
    private func report(_ fill: (inout LeaderValue) throws -> Void = { _ in }) throws -> LeadersReport {
        var leader = try make(LeaderValue()) {
            ($0.role, $0.title) = (.groupLeader, "Leader of the Labour Group")
            ($0.group, $0.groupName) = ("labour", "Labour Group")
            ($0.person, $0.name) = ("dunn", "Councillor Dunn")
            $0.members = [try member()]
            $0.breaches = [try breach()]
        }
        try fill(&leader)
        return try make(LeadersReport()) {
            $0.basis = try Sample.basis()
            ($0.from, $0.to, $0.leaders) = (try day("2007-03-04"), try day("2008-03-03"), [leader])
        }
    }

    private func member() throws -> LedMember {
        try make(LedMember()) {
            ($0.attendance.person, $0.attendance.name) = ("moss", "Councillor Ben Moss")
            ($0.attendance.expected, $0.attendance.present, $0.attendance.presentVirtually) = (5, 2, 1)
            ($0.attendance.apologies, $0.attendance.absent) = (1, 2)
            $0.attendance.settle()
            $0.missed = [
                try make(MissedMeeting()) {
                    ($0.meeting, $0.bodyName) = ("malap-2007-11-01", "MALAP")
                    ($0.date, $0.standing) = (try day("2007-11-01"), .absent)
                }
            ]
            $0.breaches = 1
        }
    }

    private func breach() throws -> LeaderBreach {
        let notice = try Sample.notice()
        return try make(LeaderBreach()) {
            ($0.notice, $0.person, $0.name) = (notice.id, notice.person, notice.name)
            ($0.bodyName, $0.kind, $0.status) = ("MALAP", .consecutive, .issued)
            $0.absences = notice.absences
            $0.letters = [
                try make(LeaderLetter()) {
                    ($0.on, $0.recipient) = (try day("2007-11-05"), notice.recipients[1])
                    ($0.recipient.sending, $0.recipient.failures) = (.failed, 2)
                    $0.recipient.problem = "mailbox full"
                }
            ]
        }
    }

    @Test("Members, meetings missed, breaches, and what became of the letters")
    func whole() throws {
        try same(
            report().text(Sample.style(width: 80)),
            """
            For leaders: attendance and letters from 4 March 2007 to 3 March 2008

            Leader of the Labour Group: Councillor Dunn
            1 breach. Letters: 1 failed, 1 not acknowledged.

                                                                ABSENT (INCL.
            MEMBER               EXPECTED  ATTENDED  APOLOGIES     APOLOGIES)  BREACHES
            Councillor Ben Moss         5   3 (60%)          1              2         1

            MISSED ON        BODY   MEMBER               ATTENDANCE
            1 November 2007  MALAP  Councillor Ben Moss  absent

            Councillor Ben Moss missed 2 meetings of MALAP in a row
              Absences: 6 September 2007 and 1 November 2007
                Letter: To Councillor Dunn, issued on 5 November 2007. Failed 2 times:
                        Mailbox full. Not acknowledged.
                Notice: malap-moss-2007-11-01

            A group's members are counted at the meetings held while they belonged to the
            group. The Leader's list has every councillor and co-opted member. A breach
            counts on the day of its last absence, and for each group to which the member
            belonged at one of the absences.

            """)
    }

    @Test("A vacant office, a breach of which nobody was told, and one that was waived, are said as such")
    func unsent() throws {
        let vacant = try report {
            ($0.person, $0.name) = (nil, nil)
            ($0.breaches[0].status, $0.breaches[0].letters) = (.unsent, [])
        }
        let text = try vacant.text(Sample.style(width: 80))
        #expect(text.contains("\nLeader of the Labour Group: vacant on 3 March 2008\n"))
        #expect(text.contains("\n1 breach. Not reported yet: 1.\n"))
        #expect(text.contains("Letters: Nobody has been told yet.\n"))
        let idle = try report { ($0.members, $0.breaches) = ([], []) }
        #expect(
            try idle.text(Sample.style(width: 80)).contains("No breaches.\n\nNo members in this period.\n"))
        let everybody = try report { ($0.group, $0.members, $0.breaches) = (nil, [], []) }
        #expect(
            try everybody.text(Sample.style(width: 80)).contains(
                "Nobody was expected at a meeting in this period."))
        let waived = try report {
            ($0.breaches[0].status, $0.breaches[0].letters) = (.waived, [])
            $0.breaches[0].waivedBecause = "leave agreed"
        }
        #expect(
            try waived.text(Sample.style(width: 80)).contains("to send no letters. Reason: Leave agreed."))
    }

    @Test("A record for each member, with what became of the letters about them")
    func csv() throws {
        let lines = try report().csv().split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(
            lines[1].hasPrefix("group-leader,Leader of the Labour Group,labour,dunn,Councillor Dunn,moss,"))
        #expect(lines[1].hasSuffix(",2007-03-04,2008-03-03,5,2,1,1,2,0,1,0,0,0,1,1"))
    }
}
