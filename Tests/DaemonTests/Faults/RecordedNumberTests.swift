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
        #expect(early?.contains("the year has to be 1000 to 2999") == true, "\(early ?? "")")
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
        let calendar = #"{"from":"2020-01-01","to":"2029-12-31"}"#
        #expect(client.ask("Queries.DutyCalendar", calendar)?.contains("more than 10000 lines") == true)
        let year = #"{"from":"2020-01-01","to":"2020-12-31"}"#
        #expect(client.ask("Queries.DutyCalendar", year)?.contains(#""report""#) == true)
        #expect(try daemon.minutectl("status").status == 0)
    }
}
