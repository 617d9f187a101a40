// Typed dates and times: what is understood, and what the refusals say.

import Governance
import Testing

@Suite struct SpokenDateTests {
    /// Wednesday 8 August 2007.
    let reader: SpokenDate

    init() throws { reader = SpokenDate(today: try day("2007-08-08")) }

    @Test(arguments: [
        ("2 August 2007", "2007-08-02"), ("2nd August 2007", "2007-08-02"),
        ("Thursday 2 August 2007", "2007-08-02"),
        ("Thursday, 2nd of August, 2007", "2007-08-02"), ("thu 02 aug 2007", "2007-08-02"),
        ("  THE 2ND OF AUGUST 2007 ", "2007-08-02"), ("2 Aug 2007", "2007-08-02"),
        ("21 Sept 2009", "2009-09-21"),
        ("August 2 2007", "2007-08-02"), ("August 2nd, 2007", "2007-08-02"), ("2/8/2007", "2007-08-02"),
        ("02/08/2007", "2007-08-02"), ("2007-08-02", "2007-08-02"), ("Thursday 2007-08-02", "2007-08-02"),
        ("Friday 10th August 2007", "2007-08-10"), ("29 February 2008", "2008-02-29"),
        ("1st May 2009", "2009-05-01"),
        ("on 3rd March 2010", "2010-03-03"), ("31\u{A0}December 9999", "9999-12-31"),
        ("today", "2007-08-08"), ("Yesterday", "2007-08-07"), ("tomorrow", "2007-08-09"),
        ("Friday", "2007-08-10"), ("on Friday", "2007-08-10"), ("this Friday", "2007-08-10"),
        ("tues", "2007-08-14"),
        ("next Friday", "2007-08-17"), ("next Wednesday", "2007-08-15"), ("next Monday", "2007-08-13"),
        ("last Friday", "2007-08-03"), ("last Wednesday", "2007-08-01"), ("last Tuesday", "2007-08-07"),
        ("in 5 days", "2007-08-13"), ("in five days", "2007-08-13"), ("in a week", "2007-08-15"),
        ("in 2 weeks", "2007-08-22"), ("5 days ago", "2007-08-03"), ("a fortnight ago", "2007-07-25"),
        ("in six months", "2008-02-08"), ("in 0 days", "2007-08-08"), ("two years ago", "2005-08-08"),
    ])
    func daysAreUnderstood(text: String, iso: String) throws {
        #expect(try reader.date(text) == day(iso))
        #expect(try reader.partialDate(text) == PartialDate(day(iso)))
    }

    @Test(arguments: [
        ("2011", "2011"), ("August 2007", "2007-08"), ("aug 2007", "2007-08"), ("January, 2014", "2014-01"),
        ("Autumn 2007", "2007-autumn"), ("in Autumn 2007", "2007-autumn"), ("in 2011", "2011"),
        ("autumn of 2007", "2007-autumn"),
        ("July to September 2007", "2007-Q3"), ("Jan - Mar 2007", "2007-Q1"), ("2007-Q3", "2007-Q3"),
        ("2007-autumn", "2007-autumn"), ("2014-01", "2014-01"), ("2007-08-02", "2007-08-02"),
    ])
    func partialDatesAreUnderstood(text: String, stored: String) throws {
        #expect(try reader.partialDate(text).text == stored)
    }

    @Test func whatIsSpokenIsUnderstoodAgain() throws {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<500 {
            let number = Int.random(in: -354_285...2_932_896, using: &random)  // from the year 1000 on
            let date = try #require(CivilDate(dayNumber: number))
            #expect(try reader.date(date.spoken) == date)
            #expect(try reader.date(date.short) == date)
            #expect(try reader.date(date.iso) == date)
            guard let partial = PartialDate(year: date.year, month: date.month),
                let season = PartialDate(year: date.year, season: .winter),
                let quarter = PartialDate(year: date.year, quarter: 2)
            else { continue }
            for partial in [partial, season, quarter] {
                #expect(try reader.partialDate(partial.spoken) == partial)
                #expect(try reader.partialDate(partial.text) == partial)
            }
        }
    }

    @Test(arguments: [
        (
            "31 June 2007", DateError.Kind.doesNotExist, "There is no 31 June 2007: that month has 30 days.",
            "Its last day is \"30 June 2007\"."
        ),
        (
            "29 February 2007", .doesNotExist, "There is no 29 February 2007: that month has 28 days.",
            "Its last day is \"28 February 2007\"."
        ),
        (
            "2007-06-31", .doesNotExist, "There is no 31 June 2007: that month has 30 days.",
            "Its last day is \"30 June 2007\"."
        ),
        (
            "Friday 2 August 2007", .wrongWeekday, "2 August 2007 is a Thursday, not a Friday.",
            "Write \"Thursday 2 August 2007\", or the date of the Friday that you mean."
        ),
        (
            "5/16/11", .doesNotExist, "There is no month 16: the day comes first, then the month.",
            "Write \"16/5/2011\" if that is what you mean."
        ),
        (
            "2/30/2011", .doesNotExist, "There is no month 30: the day comes first, then the month.",
            "Write the day, the month and the year, such as \"16/5/2011\"."
        ),
        (
            "8/13/2007", .doesNotExist, "There is no month 13: the day comes first, then the month.",
            "Write \"13/8/2007\" if that is what you mean."
        ),
        ("2 August", .incomplete, "2 August does not say which year.", "Write \"2 August 2007\"."),
        ("August 2nd", .incomplete, "2 August does not say which year.", "Write \"2 August 2007\"."),
        (
            "2/8/07", .incomplete, "The year \"07\" does not have four digits.",
            "Write \"2/8/2007\" if that is what you mean."
        ),
        (
            "2 August 07", .incomplete, "The year \"07\" does not have four digits.",
            "Write \"2 August 2007\" if that is what you mean."
        ),
        (
            "August 2007", .incomplete, "August 2007 does not say which day.",
            "Write the day, such as \"1 August 2007\". If nothing says which it was, leave the date out where that is allowed, or take a day and record that it is assumed (`--provenance assumed`)."
        ),
        (
            "Wednesday", .ambiguous,
            "Today is a Wednesday, so \"Wednesday\" could be today or a week from today.",
            "Write \"today\" or \"15 August 2007\"."
        ),
        (
            "the day we met", .unreadable, "\"the day we met\" is not a recognised date.",
            "Write it as \"2 August 2007\" or \"2007-08-02\"."
        ),
        ("", .unreadable, "The date is empty.", "Write it as \"2 August 2007\"."),
    ])
    func refusalsSayWhatIsWrongAndWhatToWrite(
        text: String, kind: DateError.Kind, message: String, instead: String
    ) throws {
        let error = try refusal { try reader.date(text) }
        #expect(error.kind == kind)
        #expect(error.message == message)
        #expect(error.instead == instead)
        #expect(error.description == "\(message) \(instead)")
    }

    @Test(arguments: [
        "2 Augustus 2007", "2 8 2007", "32", "0/0/0", "-2 August 2007", "2007-8-2", "2.8.2007", "next",
        "in days",
        "in -5 days", "in 5 moons", "last", "August August 2007", "2 August 2007 2007", "/ /",
        "2007-08-02-03",
        "0 August 2007", "0000-01-01", "1 January 0000", "in 999999 years", "999999 weeks ago", "12/2007",
        "99999999999999999999 August 2007", "2 August 99999999999999999999", "in 99999999999999999999 days",
        "2007-13-01", "1/13/2007 extra", "🗓", "Friday Friday", "next 2 August 2007",
    ])
    func otherTextIsRefused(text: String) throws {
        let error = try refusal { try reader.date(text) }
        #expect(!error.message.isEmpty && !error.instead.isEmpty)
    }

    @Test(arguments: [
        "Q3 2007", "2013/14", "2020–2023", "2007-13", "August to September 2007", "Autumn 07", "August foo",
        "0000",
        "June to August 2007",
    ])
    func partialDatesThatCouldMeanTwoThingsAreRefused(text: String) throws {
        let error = try refusal { try reader.partialDate(text) }
        #expect(!error.message.isEmpty && !error.instead.isEmpty)
    }

    @Test func longTextIsRefusedWithoutRepeatingAllOfIt() throws {
        let error = try refusal { try reader.date(String(repeating: "2 August 2007 ", count: 5000)) }
        #expect(error.kind == .unreadable)
        #expect(error.message.count < 120)
    }

    @Test func theCalendarsEndsAreRespected() throws {
        let end = SpokenDate(today: .last)
        for text in ["tomorrow", "in 5 days", "next Friday", "Sunday", "in a month", "midnight"] {
            #expect(
                try refusal { try end.dateTime(text == "midnight" ? text : "\(text) noon") }.kind
                    == .outOfRange)
        }
        #expect(try refusal { try SpokenDate(today: .first).date("yesterday") }.kind == .outOfRange)
        #expect(try refusal { try SpokenDate(today: .first).date("last Friday") }.kind == .outOfRange)
    }

    @Test func randomTextNeverTraps() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "2", "31", "99", "august", "feb", "2007", "07", "friday", "next", "last", "in", "ago", "days",
            "/", "-",
            ":", ".", "pm", "am", "4.30", "t", "midnight", "noon", "at", "the", "of", "to", "autumn", "q3",
            "é", "0",
            " ", " ", " ", "every", "times", "a", "year", "month", "once", "-1", "\u{301}",
        ]
        for _ in 0..<5000 {
            let count = Int.random(in: 0...8, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            if let date = try? reader.date(text) {
                #expect((CivilDate.first...CivilDate.last).contains(date))
            }
            if let partial = try? reader.partialDate(text) {
                #expect(PartialDate(text: partial.text) == partial)
            }
            if let moment = try? reader.dateTime(text) { #expect(CivilDateTime(iso: moment.iso) == moment) }
            if let cadence = try? Cadence(text: text) {
                #expect((try? Cadence(text: cadence.text)) == cadence)
            }
        }
    }
}

@Suite struct SpokenTimeTests {
    let reader: SpokenDate

    init() throws { reader = SpokenDate(today: try day("2007-08-08")) }

    @Test(arguments: [
        ("2 August 2007 4.30pm", "2007-08-02T16:30"), ("2 August 2007 16:30", "2007-08-02T16:30"),
        ("2 August 2007 at 4:30 pm", "2007-08-02T16:30"),
        ("Thursday 2nd August 2007, 4.30 p.m.", "2007-08-02T16:30"),
        ("2007-08-02T16:30", "2007-08-02T16:30"), ("2007-08-02t16:30:05", "2007-08-02T16:30:05"),
        ("2007-08-02 16:30", "2007-08-02T16:30"), ("2007-08-02T24:00", "2007-08-03T00:00"),
        ("4.30pm on Thursday 2 August 2007", "2007-08-02T16:30"), ("4pm 2/8/2007", "2007-08-02T16:00"),
        ("9am tomorrow", "2007-08-09T09:00"), ("next Friday 10.15a.m.", "2007-08-17T10:15"),
        ("noon", "2007-08-08T12:00"), ("12 noon on 2 August 2007", "2007-08-02T12:00"),
        ("midday Friday", "2007-08-10T12:00"), ("12pm today", "2007-08-08T12:00"),
        ("12.30am today", "2007-08-08T00:30"),
        ("12.30pm today", "2007-08-08T12:30"), ("today 04:30", "2007-08-08T04:30"),
        ("today 10.30", "2007-08-08T10:30"),
        ("midnight", "2007-08-09T00:00"), ("10 August 2007 midnight", "2007-08-11T00:00"),
        ("Midnight on Friday 10th August 2007", "2007-08-11T00:00"), ("today 24:00", "2007-08-09T00:00"),
        ("today 00:00", "2007-08-08T00:00"), ("midnight at the end of 10 August 2007", "2007-08-11T00:00"),
        ("midnight at the start of 10 August 2007", "2007-08-10T00:00"),
    ])
    func datesWithTimesAreUnderstood(text: String, iso: String) throws {
        #expect(try reader.dateTime(text) == moment(iso))
        #expect(SpokenDate.secondsAgo(text) == nil)
    }

    @Test func whatIsSpokenIsUnderstoodAgain() throws {
        var random = SeededGenerator(seed: 8)
        for index in 0..<500 {
            let date = try #require(CivilDate(dayNumber: Int.random(in: 0...40_000, using: &random)))
            let second = index % 5 == 0 ? 0 : Int.random(in: 0..<86_400, using: &random)
            let moment = try #require(CivilDateTime(date, secondOfDay: second))
            #expect(try reader.dateTime(moment.spoken) == moment)
            #expect(try reader.dateTime(moment.spokenAsDeadline) == moment)
            #expect(try reader.dateTime(moment.iso) == moment)
        }
    }

    @Test(arguments: [
        ("2 August 2007", DateError.Kind.incomplete), ("2 August 2007 4.30", .ambiguous),
        ("today 9:00", .ambiguous),
        ("today 25:00", .doesNotExist), ("today 24:01", .doesNotExist), ("today 10:60", .doesNotExist),
        ("today 13pm", .doesNotExist), ("today 0am", .doesNotExist), ("today 12am", .ambiguous),
        ("31 June 2007 4.30pm", .doesNotExist), ("Friday 2 August 2007 noon", .wrongWeekday),
        ("2007-08-02T16:30Z", .unreadable), ("2007-08-02T16:30+01:00", .unreadable),
        ("02.08.07", .unreadable),
        ("2007-06-31T10:00", .doesNotExist), ("August 2007 noon", .incomplete), ("noon noon", .unreadable),
        ("today pm", .unreadable), ("", .unreadable),
    ])
    func otherTextIsRefused(text: String, kind: DateError.Kind) throws {
        #expect(try refusal { try reader.dateTime(text) }.kind == kind)
    }

    @Test func aTimeWithoutItsHalfOfTheDayIsAskedFor() throws {
        let error = try refusal { try reader.dateTime("2 August 2007 4.30") }
        #expect(error.message == "\"4.30\" could be in the morning or in the afternoon.")
        #expect(error.instead == "Write \"4.30am\" or \"4.30pm\", or all of 24 hours: \"04.30\".")
    }

    @Test(
        "minutes and hours ago are counted in seconds",
        arguments: [
            ("5 minutes ago", 300), ("an hour ago", 3_600), ("Two hours ago", 7_200), ("1 second ago", 1),
        ])
    func ago(text: String, seconds: Int64) { #expect(SpokenDate.secondsAgo(text) == seconds) }

    @Test("days ago are days", arguments: ["5 days ago", "minutes ago", "5 minutes", "-5 minutes ago"])
    func notAgo(text: String) { #expect(SpokenDate.secondsAgo(text) == nil) }
}
