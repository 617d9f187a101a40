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
                    ($0.body, $0.capacity) = ("malap", "Representative of the Foster Carers' Association")
                    ($0.person, $0.name) = ("hart", "Councillor Ann Hart")
                }
            ]
        }
        var style = try Sample.style(width: width)
        style.isFull = isFull
        return report.text(style).split(separator: "\n").map(String.init)
    }

    @Test("The widest text column gives way to a narrow terminal, and the identifier gets its own line")
    func narrow() throws {
        let lines = try seats(width: 80)
        #expect(
            lines.prefix(3) == [
                "NAME                 BODY   CAPACITY                         GROUP  SINCE  UNTIL",
                "Councillor Ann Hart  malap  Representative of the Foster C…  -      -      -",
                "  hart",
            ])
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
            id,body,starts,title,status,hasroll,expected,present,quorum,quorate,kind,composition,presentforquorum,chairing\r
            malap-2007-09-06,malap,2007-09-06T16:30,,held,true,4,3,3,true,,,,\r\n
            """)
    }
}
