// Non-attendance as a clerk sees it, and the letter that a leader gets.

import Governance
import Reports
import Testing

@Suite("Notices as text")
struct NoticeTextTests {
    private func letter(_ index: Int, _ notice: NoticeValue) -> String {
        notice.letter(to: notice.recipients[index], council: "Stockton-on-Tees Borough Council")
    }

    @Test("The list of breaches, and what to do with those that nobody has been told of")
    func list() throws {
        let report = try make(NonAttendanceReport()) { report in
            report.basis = try Sample.basis()
            report.notices = try [
                Sample.notice(),
                make(Sample.notice()) {
                    ($0.id, $0.status, $0.kind) = ("malap-hart-2008-01-10", .unsent, .percentage)
                    ($0.name, $0.expected, $0.present) = ("Councillor Ann Hart", 8, 3)
                    ($0.recipients[1].name, $0.recipients[1].person) = (nil, nil)
                },
            ]
        }
        try same(
            report.text(Sample.style()),
            """
            MEMBER               BODY                                   BREACH             LAST ABSENCE     STATUS  RECIPIENTS                                                NOTICE
            Councillor Ben Moss  Multi Agency Looked After Partnership  2 missed in a row  1 November 2007  issued  Councillor Cole, Councillor Dunn                          malap-moss-2007-11-01
            Councillor Ann Hart  Multi Agency Looked After Partnership  3 of 8 attended    1 November 2007  unsent  Councillor Cole, the leader of the Labour group (vacant)  malap-hart-2008-01-10

            2 notices listed. 1 unsent: `minutectl notice run` issues those that are due.

            """)
    }

    @Test("The letter to a group leader")
    func groupLeader() throws {
        same(
            letter(1, try Sample.notice()),
            """
            Stockton-on-Tees Borough Council

            Monday 5 November 2007

            To the leader of the Labour group, Councillor Dunn

            Non-attendance of Councillor Ben Moss at Multi Agency Looked After
            Partnership

            Dear Councillor Dunn,

            Councillor Ben Moss missed two meetings of the Multi Agency Looked After
            Partnership in a row, on Thursday 6 September 2007 and Thursday 1
            November 2007.

            Under the terms of reference of the Multi Agency Looked After
            Partnership, leaders must be told when a member misses 2 meetings in a
            row, with or without apologies.

            The meetings:

              DATE                       ATTENDANCE
              Thursday 6 September 2007  apologies
              Thursday 1 November 2007   absent

            We are writing to you because Councillor Ben Moss was a member of the
            Labour group, which you lead, on both dates.

            We have also written to Councillor Cole, the Leader of the Council.

            Please reply to say that you have received this letter.

            Yours sincerely,

            Stockton-on-Tees Borough Council

            Reference: malap-moss-2007-11-01

            """)
    }

    @Test("What is asked has its day, and whoever signs stands below it by name and office")
    func asked() throws {
        let notice = try make(Sample.notice()) {
            $0.request = make(NoticeRequest()) {
                ($0.ask, $0.within) = ("please speak to the member", 14)
                $0.contact = "Democratic Services, democracy@example.gov.uk"
            }
            $0.signatory = make(Signatory()) { ($0.title, $0.name) = ("Monitoring Officer", "Officer One") }
        }
        let text = letter(1, notice)
        #expect(text.contains("\nPlease speak to the member. Please do this by Monday 19 November 2007.\n"))
        #expect(
            text.contains("\nIf you have any questions, please contact Democratic Services,\ndemocracy@"))
        #expect(text.contains("\nYours sincerely,\n\nOfficer One\nMonitoring Officer\nStockton-on-Tees"))
        #expect(!text.contains("Please reply"))
        let draft = make(notice) { $0.issued = nil }
        #expect(
            draft.letter(to: draft.recipients[1], width: 400)
                .contains("Please do this within 14 days of this letter."))
        let vacant = make(notice) { $0.signatory?.name = nil }
        #expect(letter(1, vacant).contains("\nYours sincerely,\n\nMonitoring Officer\nStockton-on-Tees"))
    }

    @Test("A meeting between the absences of which nothing is recorded is said, and that it does not count")
    func unrecorded() throws {
        let days = ["2007-08-02", "2007-09-06", "2007-10-04", "2007-11-01"]
        let notice = try make(Sample.notice()) {
            $0.record = try days.map { date in
                try make(MarkValue()) {
                    ($0.meeting, $0.date, $0.effect) = ("malap-\(date)", try day(date), .notRecorded)
                }
            }
            $0.record[1].effect = .missed
            $0.record[3].effect = .missed
        }
        let text = notice.letter(to: notice.recipients[1], width: 400)
        #expect(
            text.contains(
                "Attendance at the meeting of Thursday 4 October 2007 is not recorded, so it is not counted either way."
            ))
        // One before the first of them has nothing to do with it.
        #expect(!text.contains("meeting of Thursday 2 August"))
        #expect(try !letter(1, Sample.notice()).contains("not counted either way"))
    }

    @Test("What was not recorded when the letter was written, and is now, is no mistake of the letter's")
    func recordedSince() throws {
        let notice = try Sample.notice()
        let followUp = try make(FollowUpValue()) {
            ($0.number, $0.on, $0.recipients) = (1, try day("2007-11-20"), notice.recipients)
            $0.changes = [
                try make(ChangeValue()) {
                    ($0.meeting, $0.date, $0.now) = ("malap-2007-10-04", try day("2007-10-04"), .present)
                }
            ]
        }
        let text = notice.letter(of: followUp, to: notice.recipients[1], width: 400)
        #expect(text.contains("some of the attendance was not recorded. It has been recorded since."))
        #expect(!text.contains("was wrong"))
    }

    @Test("A correction says that the letter was wrong, whether the rule was broken, and that we are sorry")
    func corrected() throws {
        let notice = try Sample.notice()
        let followUp = try make(FollowUpValue()) {
            ($0.number, $0.on, $0.recipients) = (1, try day("2007-11-20"), notice.recipients)
            $0.changes = [
                try make(ChangeValue()) {
                    ($0.meeting, $0.date) = ("malap-2007-09-06", try day("2007-09-06"))
                    ($0.was, $0.now) = (.apologies, .present)
                }
            ]
        }
        let text = notice.letter(of: followUp, to: notice.recipients[1], width: 400)
        #expect(
            text.contains("Our letter of Monday 5 November 2007 about Councillor Ben Moss's attendance at"))
        #expect(text.contains(" was wrong. We are sorry for the mistake."))
        #expect(
            text.contains(
                "The corrected record shows that the rule was not broken. Please disregard our letter."))
        #expect(!text.contains("malap-2007-09-06"))
        let stands = notice.letter(
            of: make(followUp) { $0.stands = true }, to: notice.recipients[1], width: 400)
        #expect(stands.contains("The corrected record still shows that the rule was broken"))
        // A second correction puts right the first one, and not the notice.
        let told = make(notice) { $0.followUps = [followUp] }
        let second = try told.letter(
            of: make(followUp) { ($0.number, $0.on, $0.stands) = (2, try day("2007-12-03"), true) },
            to: notice.recipients[1], width: 400)
        #expect(
            second.contains(
                "Our letter of Tuesday 20 November 2007 about Councillor Ben Moss's attendance at"))
        #expect(
            second.contains(
                "The corrected record shows that the rule was broken, so the request in our first letter"))
        #expect(!stands.contains("was not broken"))
    }

    @Test("Later corrections and acknowledgements leave the letter as it was, and stand below it")
    func unchanged() throws {
        let before = try Sample.notice()
        let after = try make(before) {
            $0.absences[1].standingToday = .present
            $0.recipients[0].acknowledged = try day("2007-11-07")
        }
        #expect(letter(0, before) == letter(0, after))
        #expect(
            try after.text(Sample.style()).hasSuffix(
                """
                Councillor Cole acknowledged it on 7 November 2007.
                Councillor Dunn has not acknowledged it.
                Corrected since: attendance on 1 November 2007 is now recorded as present, not
                absent.

                """))
    }

    @Test("A recipient learns why it is them, whatever their office")
    func reasons() throws {
        func reason(_ change: (inout NoticeValue) throws -> Void) throws -> String {
            let notice = try make(Sample.notice(), change)
            let text = notice.letter(to: notice.recipients[1], width: 400)
            return try String(#require(text.split(separator: "\n").first { $0.hasPrefix("We are writing") }))
        }
        #expect(
            try reason { $0.recipients[1].role = .chiefExecutive }
                == "We are writing to you because Councillor Ben Moss is the Leader of the Council, to whom we would otherwise write."
        )
        #expect(
            try reason { $0.recipients[1].role = .deputyGroupLeader }
                == "We are writing to you because Councillor Ben Moss was a member of the Labour group, of which you are the deputy leader, on both dates. We write to the deputy because Councillor Ben Moss leads the group, or it has no leader."
        )
        #expect(
            try reason {
                $0.absences[0].group = "independent"
                $0.recipients[1].groupName = "Labour Group"
            }
                == "We are writing to you because Councillor Ben Moss was a member of the Labour Group, which you lead, on 1 November 2007."
        )
    }

    @Test("Who holds two offices gets one letter, which names both and gives both reasons")
    func twoOffices() throws {
        let notice = try make(Sample.notice()) {
            $0.recipients[0].also = [
                try make(RecipientOffice()) {
                    ($0.role, $0.group, $0.groupName) = (
                        .groupLeader, try GroupID(text: "labour"), "Labour"
                    )
                }
            ]
            $0.recipients.remove(at: 1)
        }
        let text = notice.letter(to: notice.recipients[0], width: 400)
        #expect(
            text.contains(
                "\n\nTo the Leader of the Council and the leader of the Labour group, Councillor Cole\n\n"))
        #expect(
            text.contains(
                "\nWe are writing to you because you are the Leader of the Council, and because Councillor Ben Moss was a member of the Labour group, which you lead, on both dates.\n"
            ))
        #expect(!text.contains("We have also written"))
        let lines = notice.csv().split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[1].hasSuffix(",leader; group-leader,cole,Councillor Cole,labour,"))
    }

    @Test("Attendance under a percentage is said as such")
    func percentage() throws {
        let notice = try make(Sample.notice()) {
            ($0.kind, $0.expected, $0.present) = (.percentage, 8, 3)
        }
        #expect(
            notice.letter(to: notice.recipients[0], width: 200).contains(
                "\nCouncillor Ben Moss attended 3 of the 8 meetings of the Multi Agency Looked After Partnership that they were expected to attend.\n"
            ))
    }

    @Test("An unsent notice says that nobody has been told, and a vacant office gets no letter")
    func unsent() throws {
        let notice = try make(Sample.notice()) {
            ($0.status, $0.issued, $0.seq) = (.unsent, nil, nil)
            ($0.recipients[1].name, $0.recipients[1].person) = (nil, nil)
        }
        let text = try notice.text(Sample.style())
        #expect(text.hasPrefix("Notice malap-moss-2007-11-01\nNot issued yet: nobody has been told.\n"))
        #expect(
            text.contains("We could not write to the leader of the Labour group, because"))
        #expect(!text.contains("To the leader of the Labour group"))
        #expect(text.hasSuffix("No letter goes to the leader of the Labour group: the office is vacant.\n"))
    }

    @Test("A waived notice has its reason and no letter")
    func waived() throws {
        let notice = make(NoticeValue()) {
            ($0.id, $0.name, $0.bodyName) = ("malap-moss-2007-11-01", "Councillor Ben Moss", "MALAP")
            ($0.status, $0.waivedBecause) = (.waived, "maternity leave agreed by Council")
        }
        try same(
            notice.text(Sample.style()),
            """
            Notice malap-moss-2007-11-01
            Waived.
            No letters will be sent about Councillor Ben Moss's non-attendance at MALAP.
            Reason: Maternity leave agreed by Council.

            """)
    }

    @Test("A record for each recipient, so that each can be followed up")
    func csv() throws {
        let lines = try Sample.notice().csv().split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[2].hasSuffix(",2,0,2007-11-05,57,,group-leader,dunn,Councillor Dunn,labour,"))
        #expect(lines[1].contains(",malap-2007-09-06 apologies; malap-2007-11-01 absent,"))
    }

    @Test("Under the letter stands the log's checkpoint, and what it is for")
    func checkpoint() throws {
        let note = """
            minuted.example/stockton
            116
            P9RsxpI+MeHQN94qVL9QtJcXY0DzYSmYGC+LNI1qFJw=

            — minuted.example/stockton vC+vULVyBJ1y2kA2RBU7MVkNBYF46S6/dJiYyUrbTIeJW1nNZ5hsmdmUGe++9q9BIh3xe/usaizMQ8GkbcU3EdfZtw8=

            """
        let notice = try make(Sample.notice()) { $0.checkpoint = note }
        let text = letter(0, notice)
        // Its lines are as long as they are, and the last ones.
        #expect(text.hasSuffix("\n\n" + note))
        #expect(text.contains("signed checkpoint"))
        #expect(text.contains("116 entries"))
        let content = LetterContent(notice, to: notice.recipients[0], council: "")
        #expect(content.checkpoint == note)
        let bare = try LetterContent(Sample.notice(), to: notice.recipients[0], council: "")
        #expect(bare.checkpoint.isEmpty && bare.checkpointNote.isEmpty)
    }
}
