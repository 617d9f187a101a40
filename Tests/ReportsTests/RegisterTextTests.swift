// The registers of people, groups, offices, bodies and seats as a clerk sees them.

import Governance
import Reports
import Testing

@Suite("Registers as text")
struct RegisterTextTests {
    @Test("People")
    func people() throws {
        try same(
            Sample.people().text(Sample.style()),
            """
            NAME                 KIND          GROUP   OFFICES                   BODIES          PERSON
            Councillor Ann Hart  councillor    labour  Lead Member for Children  cabinet, malap  hart
            yp-7f3a              young person  -       -                         malap           yp-7f3a

            2 people listed.

            """)
    }

    @Test("People in detail, a young person under no name")
    func peopleInDetail() throws {
        var style = try Sample.style()
        style.isDetailed = true
        try same(
            Sample.people().text(style),
            """
            Councillor Ann Hart (hart)
                  Kind: councillor
                 Group: labour
               Offices: Lead Member for Children
                Bodies: cabinet, malap
              Formerly: Councillor Ann Lowe

            yp-7f3a
                Kind: young person
              Bodies: malap

            """)
    }

    @Test("Political groups")
    func groups() throws {
        let report = try make(GroupsReport()) { report in
            report.basis = try Sample.basis()
            report.groups = [
                make(GroupValue()) {
                    ($0.id, $0.name, $0.leader, $0.members) = ("labour", "Labour", "dunn", ["dunn", "hart"])
                },
                make(GroupValue()) { ($0.id, $0.name) = ("independent", "Independent") },
            ]
        }
        try same(
            report.text(Sample.style()),
            """
            NAME         LEADER  DEPUTY  MEMBERS  GROUP
            Labour       dunn    -             2  labour
            Independent  vacant  -             0  independent

            2 political groups listed.

            """)
        same(
            report.csv(),
            """
            id,name,leader,deputy,members,leadername,deputyname,membernames\r
            labour,Labour,dunn,,dunn; hart,,,\r
            independent,Independent,,,,,,\r\n
            """)
    }

    @Test("Offices")
    func offices() throws {
        let report = try make(OfficesReport()) { report in
            report.basis = try Sample.basis()
            report.offices = [
                make(OfficeValue()) {
                    ($0.id, $0.title, $0.kind) = ("leader", "Leader of the Council", .leader)
                    ($0.holder, $0.since) = ("cole", PartialDate(year: 2007, month: 5))
                },
                make(OfficeValue()) {
                    ($0.id, $0.title, $0.kind) = ("chief-executive", "Chief Executive", .chiefExecutive)
                },
            ]
        }
        try same(
            report.text(Sample.style()),
            """
            TITLE                  KIND             GROUP  HOLDER  SINCE     OFFICE
            Leader of the Council  Leader           -      cole    May 2007  leader
            Chief Executive        Chief Executive  -      vacant  -         chief-executive

            2 offices listed.

            """)
        #expect(report.csv().contains("leader,Leader of the Council,leader,,cole,2007-05,,\r\n"))
    }

    @Test("Bodies, those that ended and those without terms of reference among them")
    func bodies() throws {
        try same(
            bodiesReport().text(Sample.style()),
            """
            NAME                 KIND            MEMBERS  QUORUM  MEETS             STATUS             BODY
            MALAP                partnership           9       3  every two months  active             malap
            Corporate Parenting  informal group        0       -  -                 merged into malap  informal

            2 bodies listed.

            """)
    }

    @Test("Bodies in detail, with their terms of reference")
    func bodiesInDetail() throws {
        var style = try Sample.style()
        style.isDetailed = true
        try same(
            bodiesReport().text(style),
            """
            MALAP (malap)
                        Kind: partnership
                     Members: 9
                      Powers: advises
                       Meets: every two months
                      Quorum: 3
                       Seats: 2 × councillor (by name)
                              senior officer
                  Reports to: childrens-trust, then cabinet
                     Call-in: for 5 working days after publication
              Non-attendance: Leaders must be told when a member misses two meetings in a
                              row, with or without apologies.

            Corporate Parenting (informal)
                 Kind: informal group
                Ended: September 2007, merged into malap
              Members: 0
                Terms: none adopted

            """)
    }

    private func bodiesReport() throws -> BodiesReport {
        try make(BodiesReport()) { report in
            report.basis = try Sample.basis()
            let terms = try make(Terms()) { terms in
                (terms.cadence, terms.quorum) = (try Cadence(text: "every two months"), 3)
                terms.seats = [
                    make(SeatDefinition()) { ($0.capacity, $0.count, $0.isNamed) = ("councillor", 2, true) },
                    make(SeatDefinition()) { $0.capacity = "senior officer" },
                ]
                terms.reportsTo = [try BodyID(text: "childrens-trust"), try BodyID(text: "cabinet")]
                terms.callIn = CallInRule()
                terms.nonAttendance = make(NonAttendanceRule()) { $0.consecutive = 2 }
            }
            report.bodies = [
                make(BodyValue()) {
                    ($0.id, $0.name, $0.kind, $0.members) = ("malap", "MALAP", .partnership, 9)
                    ($0.terms, $0.nonAttendance) = (terms, terms.nonAttendance?.sentence)
                },
                make(BodyValue()) {
                    ($0.id, $0.name, $0.kind) = ("informal", "Corporate Parenting", .informal)
                    ($0.ended, $0.mergedInto) = (PartialDate(year: 2007, month: 9), "malap")
                },
            ]
        }
    }

    @Test("Seats, the unfilled ones named as such")
    func seats() throws {
        let report = try make(SeatsReport()) { report in
            report.basis = try Sample.basis()
            report.seats = try [
                make(SeatValue()) {
                    ($0.body, $0.capacity, $0.chairs) = ("malap", "councillor", true)
                    ($0.person, $0.name, $0.group) = ("hart", "Councillor Ann Hart", "labour")
                    $0.from = PartialDate(try day("2007-09-03"))
                },
                make(SeatValue()) { ($0.body, $0.capacity) = ("malap", "councillor") },
            ]
        }
        try same(
            report.text(Sample.style()),
            """
            BODY   CAPACITY           MEMBER               GROUP   SINCE             UNTIL  PERSON
            malap  councillor, chair  Councillor Ann Hart  labour  3 September 2007  -      hart
            malap  councillor         unfilled             -       -                 -

            2 seats listed.

            """)
    }
}
