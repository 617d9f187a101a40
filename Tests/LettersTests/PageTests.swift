// Pages: what stands in them is what the letter says, harmless, and the page stands alone.

import Foundation
import Governance
import Letters
import Reports
import Testing

@Suite struct PageTests {
    private static func template(_ name: String) throws -> String {
        try #require(BuiltInTemplates.text(name))
    }

    private func notice() throws -> NoticeValue {
        var notice = NoticeValue()
        (notice.id, notice.status) = ("malap-moss-2007-11-01", .issued)
        (notice.bodyName, notice.name) = ("Board <b>of</b> \"Parents\" & Co", "Councillor Ben Moss")
        notice.rule = "Leaders must be told when a member misses 2 meetings in a row"
        notice.issued = CivilDate(iso: "2007-11-05")
        for (day, standing) in [("2007-09-06", Standing.absent), ("2007-11-01", .apologies)] {
            var mark = MarkValue()
            (mark.meeting, mark.date) = ("malap-\(day)", try #require(CivilDate(iso: day)))
            (mark.standing, mark.effect) = (standing, .missed)
            notice.record.append(mark)
        }
        var recipient = RecipientValue()
        (recipient.person, recipient.name) = ("cole", "Councillor Cole")
        notice.recipients = [recipient]
        return notice
    }

    /// The letter, with so many meetings of the year before.
    private func letter(_ template: String, earlier: Int = 0) throws -> String {
        var notice = try notice()
        let first = try #require(notice.record.first)
        for month in 1..<(earlier + 1) {
            var mark = first
            mark.date = try #require(first.date.adding(months: -month))
            notice.record.insert(mark, at: 0)
        }
        return try Page.letter(notice, to: notice.recipients[0], council: "The Council", template: template)
    }

    @Test func theLetterSaysWhatTheTextSays() throws {
        let notice = try notice()
        let page = try letter(Self.template("letter.html"))
        let text = notice.letter(to: notice.recipients[0], council: "The Council")
        for line in [
            "Councillor Cole", "Monday 5 November 2007", "Thursday 6 September 2007", "Yours sincerely,",
        ] {
            #expect(page.contains(line) && text.contains(line), "\(line)")
        }
        // No column of identifiers, and no picture of what the table shows at a glance.
        #expect(!page.contains("malap-2007-09-06") && !page.contains("<svg"))
        let long = try letter(Self.template("letter.html"), earlier: 11)
        #expect(page.contains("<th scope=\"col\">Attendance</th>"))
        #expect(
            long.contains("role=\"img\" aria-label=\"Attendance, oldest first: 6 October 2006: absent;"))
        #expect(try !letter(Self.template("letter.html"), earlier: 10).contains("<svg"))
    }

    @Test func nothingFromTheRecordIsTakenForMarkup() throws {
        let page = try letter(Self.template("letter.html"))
        #expect(page.contains("Board &lt;b&gt;of&lt;/b&gt; &quot;Parents&quot; &amp; Co"))
        #expect(!page.contains("<b>of"))
    }

    @Test(arguments: ["letter.html", "attendance.html", "non-attendance.html", "answer.html"])
    func aTemplateStandsAlone(name: String) throws {
        let template = try Self.template(name)
        for mark in ["<script", "src=", "url(", "@import", "<link", "http"] {
            #expect(!template.contains(mark), "\(mark)")
        }
        #expect(template.contains("lang=\"en-GB\"") && template.contains("size: A4"))
        #expect(template.contains("scope=\"col\"") && template.contains("<h1"))
    }

    @Test func theRegisterOfNoticesSaysWhoWasToldAndWhoWillBe() throws {
        var report = NonAttendanceReport()
        for status in [NoticeStatus.unsent, .issued, .waived] {
            var notice = NoticeValue()
            (notice.id, notice.name, notice.bodyName) = ("n-\(status)", "Councillor <E>", "The Board")
            (notice.status, notice.issued) = (status, try CivilDate(text: "2007-12-03"))
            notice.waivedBecause = "Jury service"
            notice.absences = try ["2007-09-20", "2007-11-15"].map { day in
                var absence = AbsenceValue()
                absence.date = try CivilDate(text: day)
                return absence
            }
            var leader = RecipientValue()
            leader.name = "Councillor A"
            notice.recipients = status == .waived ? [] : [leader]
            report.notices.append(notice)
        }
        let page = try Page.register(report, template: Self.template("non-attendance.html"))
        for cell in [
            "<th scope=\"row\">Councillor &lt;E&gt;</th>",
            "data-label=\"Absences\">2 missed in a row: 20 September 2007 and 15 November 2007<",
            "data-label=\"Notice\">not issued yet<", "data-label=\"Told\">to be told: Councillor A<",
            "data-label=\"Notice\">issued on 3 December 2007<", "data-label=\"Told\">Councillor A<",
            "data-label=\"Notice\">waived: Jury service<", "data-label=\"Told\">nobody<",
            "data-label=\"Reference\">n-issued<",
        ] { #expect(page.contains(cell), "\(cell)") }
    }

    @Test func theRegisterLeavesOutGuestsAndMarksThoseExpectedAtFewMeetings() throws {
        var report = AttendanceReport()
        report.council = "The Council"
        for (name, expected, present) in [
            ("Councillor Few", 2, 1), ("Councillor Most", 21, 20), ("Guest", 0, 0),
        ] {
            var member = AttendanceValue()
            (member.person, member.name, member.expected) = (name, name, expected)
            (member.present, member.absent, member.apologies) = (
                present, expected - present, expected - present
            )
            member.settle()
            report.members.append(member)
        }
        let page = try Page.register(report, template: Self.template("attendance.html"))
        // The published example: expected 21, present 20 (95%), apologies 1 (100%), absent 1 (5%).
        for cell in ["21", "20 (95%)", "1 (100%)", "1 (5%)"] {
            #expect(page.contains(">\(cell)</td>"), "\(cell)")
        }
        #expect(page.contains("Councillor Few <abbr"))
        #expect(!page.contains("Councillor Most <abbr"))
        #expect(!page.contains("Guest"))
    }

    @Test(arguments: [
        ("{{subjekt}}", "line 1: nothing is called \"subjekt\" here"),
        ("a\n\n{{#rows}}", "line 3: {{#rows}} is not closed"),
        ("{{/rows}}", "line 1: {{/rows}} closes nothing"),
        ("{{subject", "line 1: {{ is not closed"), ("{{rows}}", "line 1: \"rows\" is no text"),
        ("{{#rows}}{{#cells}}{{/rows}}{{/cells}}", "line 1: {{/rows}} closes nothing"),
    ])
    func aTemplateWithAMistakeIsRefusedWithItsLine(template: String, problem: String) throws {
        let error = #expect(throws: TemplateError.self) { try letter(template) }
        #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
    }

    @Test func sectionsRepeatAndLeaveOut() throws {
        #expect(
            try letter("{{#rows}}[{{#cells}}{{.}},{{/cells}}]{{/rows}}{{! remark }}").hasPrefix("[Thursday 6")
        )
        #expect(
            try letter("{{^council}}none{{/council}}{{#council}}<{{council}}>{{/council}}") == "<The Council>"
        )
        #expect(try letter("{{{strip}}}", earlier: 11).hasPrefix("<svg"))
    }

    @Test("A letter that rests on invented entries says so, in a template that does not name it too")
    func invented() throws {
        var notice = try notice()
        let template = try Self.template("letter.html")
        func page(_ template: String) throws -> String {
            try Page.letter(notice, to: notice.recipients[0], council: "The Council", template: template)
        }
        let words = "Invented for illustration. This letter rests on invented entries."
        #expect(try !page(template).contains("class=\"provenance\">"))
        notice.provenance = .invented
        let ours = try page(template)
        #expect(ours.components(separatedBy: words).count == 2)
        let note = try #require(ours.range(of: words))
        #expect(try note.lowerBound < #require(ours.range(of: "<header>")).lowerBound)
        #expect(
            try page("<html><body class=\"a\"><p>{{subject}}</p></body></html>")
                .hasPrefix("<html><body class=\"a\">\n<p><strong>\(words)"))
        #expect(try page("{{subject}}").hasPrefix("<p><strong>\(words)"))
        notice.provenance = .assumed
        #expect(try page(template).contains("Partly assumed. This letter rests on entries"))
        notice.provenance = .invented
        let letter = LetterContent(notice, to: notice.recipients[0], council: "The Council")
        #expect(letter.mailSubject.hasPrefix("Invented for illustration: Non-attendance of "))
        #expect(letter.csv.split(separator: "\n").dropFirst().allSatisfy { $0.contains(words) })
    }

    @Test("A register of a record that is partly invented says so at its head")
    func inventedRegister() throws {
        var report = NonAttendanceReport()
        report.basis.position = 9
        let template = try Self.template("non-attendance.html")
        #expect(try !Page.register(report, template: template).contains("class=\"provenance\">"))
        report.basis.invented = 7
        #expect(
            try Page.register(report, template: template)
                .contains("<p class=\"provenance\">Invented for illustration: 7 of the 9 entries"))
        let attendance = AttendanceReport()
        #expect(
            try !Page.register(attendance, template: Self.template("attendance.html")).contains("Invented"))
    }

    @Test("the page of one thing goes by its name, and its identifier is left to commands")
    func pageOfOne() throws {
        var report = PersonReport()
        (report.person.id, report.person.name) = ("councillor-a", "Councillor A")
        report.basis.council = "The Council"
        let style = TextStyle.page(isDetailed: false, today: nil, localTime: .utc)
        let page = try Page.answer(
            titled: "A person", isOfOne: true, report.text(style), on: report.basis,
            template: Self.template("answer.html"))
        #expect(
            page.contains("<h1>Councillor A</h1>") && !page.contains("<h2>") && !page.contains("councillor-a")
        )
        #expect(report.text(TextStyle()).contains("Councillor A (councillor-a)"))
    }

    @Test func anyAnswerIsAPage() throws {
        var place = PlaceValue()
        (place.id, place.name) = ("home-one", "Home <b>One</b>")
        var report = PlacesReport()
        (report.places, report.basis.council, report.basis.position) = ([place], "The Council", 12)
        let style = TextStyle.page(isDetailed: false, today: nil, localTime: .utc)
        let page = try Page.answer(
            titled: "Places", report.text(style), on: report.basis, template: Self.template("answer.html"))
        for part in [
            "<html lang=\"en-GB\">", "<p class=\"council\">The Council</p>", "<h1>Places</h1>",
            "<th scope=\"col\" class=\"\">Name</th>", "Home &lt;b&gt;One&lt;/b&gt;</td>", "up to entry 12",
        ] {
            #expect(page.contains(part), "\(part)\n\(page)")
        }
        for tag in ["table", "thead", "tbody", "tr", "dl", "main", "p"] {
            let opened =
                page.components(separatedBy: "<\(tag)>").count
                + page.components(separatedBy: "<\(tag) ").count - 1
            #expect(opened == page.components(separatedBy: "</\(tag)>").count, "\(tag)")
        }
        #expect(!page.contains("home-one") && !page.contains("{{") && !page.contains("\u{1E}"))
    }
}
