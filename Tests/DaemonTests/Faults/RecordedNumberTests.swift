// Numbers that are in the record: nothing is made as many times as one of them says.

import Codec
import Foundation
import Testing

@Suite("Recorded numbers, against the real daemon", .timeLimit(.minutes(10)))
struct RecordedNumberTests {
    @Test("a number of seats out of bounds is refused, and many unfilled seats are one row with their number")
    func seats() throws {
        let daemon = try RunningDaemon.stockton()
        let client = try RawConnection(daemon)
        func adopt(_ count: Int) -> String {
            let terms = #"{"powers":"advises","seats":[{"capacity":"councillor","count":\#(count)}]}"#
            return client.ask(
                "Records.AdoptTerms", #"{"body":"malap","from":"2010-01-01","terms":\#(terms)}"#)
                ?? ""
        }
        for count in [1_001, 10_000_000_000, Int.max] {
            let answer = adopt(count)
            #expect(answer.contains("Records.Refused"), "\(answer)")
            #expect(
                answer.contains("terms.seats[0].count: is \(count), and has to be 1 to 1,000"), "\(answer)")
        }
        #expect(adopt(1_000).contains(#""receipt""#))
        for (method, text) in [
            ("Seats", #""count":"#), ("Vacancies", #""count":"#), ("Findings", " seats for councillor"),
        ] {
            let answer = client.ask("Queries.\(method)") ?? ""
            #expect(answer.contains(text), "\(method)")
            #expect(answer.utf8.count < 1 << 20, "\(method): \(answer.utf8.count)")
        }
        #expect(try daemon.minutectl("status").status == 0)
    }

    @Test("twenty duties for every day since the year 1000 are answered shortly")
    func duties() throws {
        let daemon = try RunningDaemon.stockton()
        let client = try RawConnection(daemon)
        let early = client.ask(
            "Records.EstablishDuty",
            #"{"what":"Early","bearer":"malap","cadence":"365 times a year","from":"0999-12-31"}"#)
        #expect(early?.contains("the year must be from 1000 to 2999") == true, "\(early ?? "")")
        for number in 1...20 {
            let command =
                #"{"what":"Duty \#(number)","bearer":"malap","cadence":"365 times a year","from":"1000-01-01"}"#
            #expect(client.ask("Records.EstablishDuty", command)?.contains(#""receipt""#) == true)
        }
        let one = client.ask("Queries.Duty", #"{"duty":"duty-7"}"#) ?? ""
        #expect(one.contains(#""times":"#) && one.utf8.count < 1 << 19, "\(one.utf8.count)")
        let far = client.ask("Queries.Duties", #"{"asat":"2999-12-31"}"#) ?? ""
        #expect(far.contains(#""duty-20""#) && far.utf8.count < 1 << 19, "\(far.utf8.count)")
        #expect(client.ask("Queries.Duties", #"{"asat":"9999-12-31"}"#)?.contains("Refused") == true)
        try readCalendar(client)
        let year = #"{"from":"2020-01-01","to":"2020-12-31"}"#
        #expect(client.ask("Queries.DutyCalendar", year)?.contains(#""report""#) == true)
        #expect(try daemon.minutectl("status").status == 0)
    }

    /// Ten years of a calendar with more than seventy thousand lines, page by page.
    private func readCalendar(_ client: RawConnection) throws {
        var (after, days, pages) = ("", [String](), 0)
        repeat {
            let more = after.isEmpty ? "" : #","after":"\#(after)""#
            let question = #"{"from":"2020-01-01","to":"2029-12-31","bearer":"malap"\#(more)}"#
            let answer = try JSONDocument(client.ask("Queries.DutyCalendar", question) ?? "").root
            let report = try #require(answer["parameters"]?["report"])
            let lines = try #require(report["occurrences"]?.elements)
            #expect(lines.count <= 10_000)
            days += lines.map { "\($0["due"]?.string ?? "")/\($0["duty"]?.string ?? "")" }
            (after, pages) = (report["next"]?.string ?? "", pages + 1)
        } while !after.isEmpty && pages < 20
        #expect(pages == 8)
        #expect(days == days.sorted() && Set(days).count == days.count)
        // The days of ten years, three of them leap years, of twenty duties.
        #expect(days.count { $0.contains("/duty-") } == 20 * 3_653)
    }

    @Test("each time that a duty was due comes in pages, and a page says where the next one begins")
    func pagesOfOneDuty() throws {
        let daemon = try RunningDaemon.stockton()
        let client = try RawConnection(daemon)
        let command = #"{"what":"Look","bearer":"malap","cadence":"365 times a year","from":"2008-01-01"}"#
        #expect(client.ask("Records.EstablishDuty", command)?.contains(#""receipt""#) == true)
        var (after, days) = ("", [String]())
        repeat {
            let more = after.isEmpty ? "" : #","after":"\#(after)""#
            let answer = try JSONDocument(
                client.ask("Queries.Duty", #"{"duty":"look","asat":"2009-01-01","limit":100\#(more)}"#) ?? ""
            ).root
            let report = try #require(answer["parameters"]?["report"])
            days += report["occurrences"]?.elements.compactMap { $0["due"]?.string } ?? []
            after = report["next"]?.string ?? ""
        } while !after.isEmpty
        // Every day of the leap year 2008, the first of 2009, and the next one.
        #expect(days.count == 368 && days == days.sorted() && Set(days).count == 368)
        let wrong = client.ask("Queries.Duty", #"{"duty":"look","after":"soon"}"#)
        #expect(wrong?.contains("Queries.Refused") == true, "\(wrong ?? "")")
        let shown = try daemon.minutectl("duty", "show", "look", "--as-at", "2009-01-01", "--limit", "3")
        #expect(shown.errors.contains("--after 2008-01-03"), "\(shown.errors)")
    }

    /// The export of a log with the greatest numbers of today, made into one from before there were bounds.
    private func olderLog() throws -> String {
        let daemon = try RunningDaemon.stockton()
        let client = try RawConnection(daemon)
        let terms = #"{"powers":"advises","seats":[{"capacity":"councillor","count":1000}],"quorum":999}"#
        let adopted = client.ask(
            "Records.AdoptTerms", #"{"body":"malap","from":"2010-01-01","terms":\#(terms)}"#)
        #expect(adopted?.contains(#""receipt""#) == true, "\(adopted ?? "")")
        for (number, cadence) in ["365 times a year", "every week", "monthly", "yearly"].enumerated() {
            let duty =
                #"{"what":"Duty \#(number)","bearer":"malap","cadence":"\#(cadence)","from":"1000-01-01"}"#
            #expect(client.ask("Records.EstablishDuty", duty)?.contains(#""receipt""#) == true)
        }
        let exported = try daemon.minutectl("log", "export")
        #expect(exported.status == 0)
        return exported.output.replacing(#""count":1000,"#, with: #""count":10000000000,"#)
            .replacing(#""quorum":999"#, with: #""quorum":\#(Int.max)"#)
            .replacing(#""1000-01-01"#, with: #""0001-01-01"#)
    }

    private static let questions = [
        "Queries.Duties", "Queries.DutyCalendar", "Queries.Digest", "Queries.Findings", "Queries.Seats",
        "Queries.Vacancies", "Queries.Bodies", "Queries.Meetings", "Service.Status",
    ]

    private func expectAnswers(_ daemon: RunningDaemon) throws {
        let client = try RawConnection(daemon)
        for question in Self.questions {
            let answer = client.ask(question) ?? ""
            #expect(answer.contains(#""report""#), "\(question): \(answer.prefix(300))")
            #expect(answer.utf8.count < 1 << 20, "\(question): \(answer.utf8.count)")
        }
        let far = client.ask("Queries.Duties", #"{"asat":"2999-12-31"}"#) ?? ""
        #expect(far.contains("duty-3") && far.utf8.count < 1 << 19, "\(far.utf8.count)")
        let one = client.ask("Queries.Duty", #"{"duty":"duty-0","asat":"2999-12-31"}"#) ?? ""
        #expect(one.contains(#""times":"#) && one.utf8.count < 1 << 19, "\(one.utf8.count)")
        #expect(client.ask("Queries.Seats")?.contains(#""count":1000000"#) == true)
        #expect(try daemon.minutectl("status").status == 0)
    }

    @Test("a log with numbers that nobody could record today is restored as it is, told so, and answered")
    func olderLogIsRestored() throws {
        let daemon = try RunningDaemon()
        let older = try olderLog()
        let restored = try daemon.minutectl("log", "restore", "-", input: older)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("limits for new entries: 5 entries"), "\(restored.output)")
        #expect(restored.output.contains("has to be 1 to 1,000"), "\(restored.output)")
        #expect(try daemon.minutectl("log", "export").output == older)
        try expectAnswers(daemon)
        // Nobody can record such numbers anew, in whatever way.
        let imported = try RunningDaemon.stockton()
        let lines = older.split(separator: "\n").suffix(5).joined(separator: "\n") + "\n"
        let refused = try imported.minutectl("log", "import", "-", input: lines)
        #expect(refused.status == 1 && refused.errors.contains("has to be"), "\(refused.errors)")
        #expect(daemon.stop() == 0)
        try daemon.start()
        try expectAnswers(daemon)
        #expect(try daemon.minutectl("projection", "verify").status == 0)
    }

    @Test("numbers that were written into the log's file itself are answered too")
    func numbersInTheFile() throws {
        let daemon = try RunningDaemon()
        #expect(try daemon.minutectl("log", "restore", "-", input: try olderLog()).status == 0)
        #expect(daemon.stop() == 0)
        let written = try daemon.sqlite(
            """
            DROP TRIGGER entry_update;
            UPDATE entry SET body = replace(body, '"count":10000000000', '"count":\(Int.min)');
            UPDATE entry SET body = replace(body, '"quorum":\(Int.max)', '"quorum":\(Int.min)');
            CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN
                SELECT RAISE(ABORT, 'entry: the log is append-only');
            END;
            """)
        #expect(written.status == 0, "\(written.errors)")
        try daemon.start()
        let client = try RawConnection(daemon)
        for question in Self.questions {
            #expect(client.ask(question)?.contains(#""report""#) == true, "\(question)")
        }
    }
}
