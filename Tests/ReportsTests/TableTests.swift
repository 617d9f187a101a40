// Tables fit the terminal and say exactly what they hold; comma-separated values come back as they went.

import Codec
import Reports
import Testing

@Suite("Tables")
struct TableTests {
    private func seats(width: Int?, isFull: Bool = false) throws -> [String] {
        let report = try make(SeatsReport()) { report in
            report.basis = try Sample.basis()
            report.seats = [
                make(SeatValue()) {
                    ($0.body, $0.bodyName) = ("malap", "MALAP")
                    $0.capacity = "Representative of the Foster Carers' Association"
                    ($0.person, $0.name) = ("hart", "Councillor Ann Hart")
                }
            ]
        }
        var style = try Sample.style(width: width)
        style.isFull = isFull
        return report.text(style).split(separator: "\n").map(String.init)
    }

    @Test("In a narrow terminal texts wrap, the widest first")
    func narrow() throws {
        let lines = try seats(width: 80)
        #expect(
            lines.prefix(3) == [
                "BODY   CAPACITY                 MEMBER               GROUP  SINCE  UNTIL  PERSON",
                "MALAP  Representative of the    Councillor Ann Hart  -      -      -      hart",
                "       Foster Carers'",
            ])
    }

    @Test("Identifiers move below their row before a word is cut, but where they only spell the name")
    func identifiers() throws {
        func lines(_ rows: [[TextTable.Cell]]) -> [String] {
            TextTable([.id("Person"), .text("Name"), .init("Days", .trailing)], rows: rows)
                .text(TextStyle(width: 24)).split(separator: "\n").map(String.init)
        }
        #expect(
            lines([["hart-of-the-north", "Ann Hart", "12"], ["bo-moss", "Bo Moss", "3"]]) == [
                "NAME      DAYS", "  PERSON", "Ann Hart    12", "  hart-of-the-north", "Bo Moss      3",
            ])
        #expect(
            lines([["councillor-bo-moss", "Councillor Bo Moss", "3"]]) == [
                "NAME                DAYS", "Councillor Bo Moss     3",
            ])
    }

    @Test("What is too wide whatever wraps is shown as blocks, and nothing is hidden")
    func blocks() {
        let table = TextTable(
            [.text("Member"), .init("Attended", .trailing), .init("Apologies", .trailing)],
            rows: [["Councillor Ann Hart", "7", "1"], ["Councillor Bo Moss", "3", "-"]])
        #expect(
            table.text(TextStyle(width: 24)) == """
                Councillor Ann Hart
                   Attended: 7
                  Apologies: 1

                Councillor Bo Moss
                  Attended: 3

                """)
        let short = TextTable(
            [
                .text("Member"), .init("Attended", .trailing, short: "Att."),
                .init("Apologies", .trailing, short: "Ap."),
            ],
            rows: [["Councillor Bo Moss", "3", "-"]])
        #expect(
            short.text(TextStyle(width: 24)) == "MEMBER         ATT.  AP.\nCouncillor Bo     3    -\nMoss\n")
    }

    @Test("A text of more than four lines ends in a mark, and is whole where all is asked for")
    func long() {
        let words = Array(repeating: "word", count: 40).joined(separator: " ")
        let table = TextTable([.text("What")], rows: [[.init(words)]])
        let lines = table.text(TextStyle(width: 30)).split(separator: "\n")
        #expect(lines.count == 5 && lines.last?.hasSuffix("…") == true)
        #expect(table.text(TextStyle(width: 30, isFull: true)).contains(words))
    }

    @Test("Every terminal from 60 characters up is wide enough", arguments: 60...140)
    func fits(width: Int) throws {
        for line in try seats(width: width) { #expect(line.count <= width) }
    }

    @Test("Nothing is shortened without a terminal, or when all is asked for", arguments: [nil, 40])
    func whole(width: Int?) throws {
        let lines = try seats(width: width, isFull: width != nil)
        #expect(lines[1].contains("Representative of the Foster Carers' Association"))
    }

    @Test("Titles of several lines stand at the bottom, and short rows are filled up")
    func plain() {
        let table = TextTable(
            [.init("Name"), .init("In\nall", .trailing)], rows: [["Hart", "12"], ["Moss"], ["", "3"]])
        #expect(table.text(TextStyle()) == "       IN\nNAME  ALL\nHart   12\nMoss\n        3\n")
        #expect(TextTable([]).text(TextStyle(width: 1)) == "")
    }

    @Test("No line ends in a space")
    func noTrailingSpace() throws {
        let texts = try [
            Sample.people().text(Sample.style()), Sample.roll().text(Sample.style()),
            Sample.attendance().text(Sample.style()), Sample.decision().text(Sample.style()),
            Sample.notice().text(Sample.style()),
        ]
        for line in texts.flatMap({ $0.split(separator: "\n") }) { #expect(line.last != " ", "\(line)") }
    }

    @Test("Without the legend there are rows and nothing else")
    func bare() throws {
        var style = try Sample.style()
        style.hasLegend = false
        let report = try Sample.people().text(style)
        #expect(report.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
        #expect(report.hasPrefix("Councillor Ann Hart  councillor"))
        #expect(MeetingsReport().text(style).isEmpty)
    }

    @Test("Colours stand where asked for only, and take no room")
    func colours() throws {
        let report = try Sample.roll()
        let plain = try Sample.style()
        var coloured = plain
        coloured.isColored = true
        #expect(!report.text(plain).contains("\u{1B}"))
        let text = report.text(coloured)
        #expect(text.contains("\u{1B}[33mapologies\u{1B}[0m"))
        #expect(text.contains("\u{1B}[1mNAME"))
        var uncoloured = text
        for code in ["0", "1", "31", "32", "33", "2"] {
            uncoloured = uncoloured.split(separator: "\u{1B}[\(code)m").joined()
        }
        #expect(uncoloured == report.text(plain))
    }

    @Test("A record's text cannot steer the terminal or begin a line of its own")
    func harmless() throws {
        let report = try make(Sample.people()) {
            $0.people[0].name = "A\u{1B}[31mB\r\nC\u{202E}D\u{85}E"
        }
        let text = try report.text(Sample.style())
        #expect(text.contains("A\u{FFFD}[31mB C\u{FFFD}D\u{FFFD}E"))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(text.split(separator: "\n").count == 4)
    }
}

@Suite("Comma-separated values")
struct CSVTests {
    @Test("Fields with commas, quotation marks and line ends are quoted; lines end with CR LF")
    func quoting() {
        let table = CSVTable(
            ["id", "text"], rows: [["a,b", "said \"no\""], ["one\ntwo", "three\r\nfour"], ["", "=1+1"]])
        #expect(
            table.text
                == "id,text\r\n\"a,b\",\"said \"\"no\"\"\"\r\n\"one\ntwo\",\"three\r\nfour\"\r\n,=1+1\r\n")
    }

    @Test("Every record has as many fields as the header")
    func rectangular() throws {
        let tables = try [
            Sample.people().csvTable, Sample.roll().csvTable, Sample.attendance().csvTable,
            Sample.decision().csvTable, Sample.notice().csvTable,
            make(DecisionsReport()) { $0.decisions = [try Sample.decisionValue(), DecisionValue()] }.csvTable,
            make(NonAttendanceReport()) { $0.notices = [NoticeValue()] }.csvTable,
            make(MeetingsReport()) { $0.meetings = [try Sample.meeting()] }.csvTable,
            make(GroupsReport()) { $0.groups = [GroupValue()] }.csvTable,
            make(OfficesReport()) { $0.offices = [OfficeValue()] }.csvTable,
            make(BodiesReport()) { $0.bodies = [BodyValue()] }.csvTable,
            make(SeatsReport()) { $0.seats = [SeatValue()] }.csvTable,
            make(CommandReceipt()) { $0.entries = [RecordedEntry()] }.csvTable,
        ]
        for table in tables {
            #expect(!table.rows.isEmpty)
            #expect(Set(table.header).count == table.header.count)
            for row in table.rows { #expect(row.count == table.header.count, "\(table.header)") }
        }
    }

    @Test("The header's names are those of the JSON")
    func names() {
        func known(_ fields: [FieldDescription]) -> Set<String> { Set(fields.map(\.name)) }
        #expect(Set(PeopleReport().csvTable.header) == known(PersonValue.describedFields))
        #expect(Set(GroupsReport().csvTable.header) == known(GroupValue.describedFields))
        #expect(Set(OfficesReport().csvTable.header) == known(OfficeValue.describedFields))
        #expect(Set(SeatsReport().csvTable.header) == known(SeatValue.describedFields))
        #expect(Set(MeetingsReport().csvTable.header) == known(MeetingValue.describedFields))
        #expect(
            Set(AttendanceReport().csvTable.header)
                == known(AttendanceValue.describedFields).union(["from", "to"]).subtracting(["marks"]))
    }

    @Test("Dates are ISO 8601 and what is not known is empty")
    func dates() throws {
        let meetings = try make(MeetingsReport()) { $0.meetings = [try Sample.meeting()] }
        same(
            meetings.csv(),
            """
            id,body,starts,title,status,hasroll,expected,present,quorum,quorate,kind,composition,presentforquorum,chairing,bodyname,place\r
            malap-2007-09-06,malap,2007-09-06T16:30,,held,true,4,3,3,true,,,,,,\r\n
            """)
    }
}
