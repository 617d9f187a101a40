// Cadences: the wordings of terms of reference, their one canonical text, and what falls due when.

import Governance
import Testing

@Suite struct CadenceTests {
    @Test(arguments: [
        ("four times a year", "four times a year"), ("4 times a year", "four times a year"),
        ("Four times per year", "four times a year"), ("on a bi-monthly basis", "every two months"),
        ("bi-monthly", "every two months"), ("bimonthly", "every two months"),
        ("every other month", "every two months"),
        ("monthly", "every month"), ("once a month", "every month"), ("on a monthly basis", "every month"),
        ("quarterly", "every three months"), ("on a quarterly basis", "every three months"),
        ("annually in August", "annually in August"), ("once a year in aug", "annually in August"),
        ("every August", "annually in August"), ("on an annual basis", "once a year"),
        ("annually", "once a year"),
        ("twice a year", "twice a year"), ("half-yearly", "twice a year"),
        ("six-monthly", "every six months"),
        ("at least every three years", "at least every three years"),
        ("at least every 3 years", "at least every three years"),
        ("at least once a year", "at least once a year"), ("every 6 weeks", "every six weeks"),
        ("every six weeks", "every six weeks"), ("weekly", "every week"), ("fortnightly", "every two weeks"),
        ("every year", "every year"), ("every 18 months", "every 18 months"),
        ("biennially", "every two years"),
        ("each month", "once in each month"), ("at least once each month", "at least once in each month"),
        ("once in every calendar month", "once in each month"),
        ("once in each quarter", "once in each quarter"),
        ("each year", "once in each year"), ("13 times a year", "13 times a year"),
        ("at all times", "at all times"), ("At all  times", "at all times"),
    ])
    func wordingsAreReadAndWrittenOneWay(text: String, canonical: String) throws {
        let cadence = try Cadence(text: text)
        #expect(cadence.text == canonical)
        #expect(try Cadence(text: cadence.text) == cadence)
    }

    @Test func everyCadenceRoundTrips() throws {
        var rules: [Cadence.Rule] = (1...365).map { .timesAYear($0) }
        rules += (1...520).map { .everyWeeks($0) }
        rules += (1...120).map { .everyMonths($0) }
        rules += (1...100).map { .everyYears($0) }
        rules += Month.allCases.map { .annually(in: $0) }
        rules += Cadence.Period.allCases.map { .onceInEach($0) }
        for rule in rules {
            for isMinimum in [false, true] {
                let cadence = try Cadence(rule, isMinimum: isMinimum)
                #expect(try Cadence(text: cadence.text) == cadence)
            }
        }
    }

    @Test(arguments: [
        ("four times a year", "2009-09-21", "2009-12-21"), ("twice a year", "2007-08-31", "2008-02-29"),
        ("once a year", "2008-02-29", "2009-02-28"), ("five times a year", "2007-01-01", "2007-03-15"),
        ("bi-monthly", "2014-01-31", "2014-03-31"), ("monthly", "2007-01-31", "2007-02-28"),
        ("quarterly", "2014-01-15", "2014-04-15"), ("every 6 weeks", "2007-08-02", "2007-09-13"),
        ("annually in August", "2007-08-02", "2008-08-31"),
        ("annually in August", "2007-07-31", "2007-08-31"),
        ("annually in August", "2007-09-01", "2008-08-31"),
        ("annually in February", "2007-02-28", "2008-02-29"),
        ("annually in January", "2007-12-31", "2008-01-31"),
        ("at least every three years", "2009-11-01", "2012-11-01"),
        ("each month", "2014-01-31", "2014-02-28"), ("each month", "2014-02-01", "2014-03-31"),
        ("each quarter", "2014-01-15", "2014-06-30"), ("each quarter", "2014-03-31", "2014-06-30"),
        ("each quarter", "2014-12-01", "2015-03-31"), ("each year", "2014-05-05", "2015-12-31"),
    ])
    func theNextDueDayIsCountedFromTheLast(text: String, last: String, due: String) throws {
        #expect(try Cadence(text: text).nextDue(after: day(last)) == day(due))
    }

    @Test(arguments: [
        ("monthly", "2026-01-31", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("monthly", "2026-01-30", ["2026-02-28", "2026-03-30", "2026-04-30"]),
        ("twice a year", "2025-08-31", ["2026-02-28", "2026-08-31"]),
        ("every year", "2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("annually in February", "2025-02-28", ["2026-02-28", "2027-02-28", "2028-02-29"]),
        ("each quarter", "2026-01-31", ["2026-06-30", "2026-09-30", "2026-12-31"]),
        ("five times a year", "2026-01-01", ["2026-03-15", "2026-05-27", "2026-08-08"]),
        ("fortnightly", "2026-02-27", ["2026-03-13", "2026-03-27"]),
    ])
    func eachDueDayIsCountedFromTheSameDay(text: String, last: String, due: [String]) throws {
        let cadence = try Cadence(text: text)
        for (index, expected) in due.enumerated() {
            #expect(cadence.due(index + 1, after: try day(last)) == (try day(expected)))
        }
    }

    @Test(arguments: [
        ("monthly", "2026-01-31", "2026-02-28", "2026-03-31"),
        ("monthly", "2026-01-31", "2026-02-27", "2026-03-27"),
        ("monthly", "2026-01-31", "2026-03-01", "2026-04-01"),
        ("every year", "2024-02-29", "2025-02-28", "2026-02-28"),
    ])
    func whatIsDoneOnItsDayLeavesTheCountAsItIs(text: String, first: String, done: String, due: String) throws
    {
        let cadence = try Cadence(text: text)
        let found = Schedule.occurrences(
            from: Schedule.Point(try day(first)), through: try day(done), done: [try day(done)],
            counts: cadence.counts, next: cadence.next)
        #expect(found.map(\.done) == [try day(done), nil])
        #expect(found.last?.due == (try day(due)))
        guard text == "every year" else { return }
        // Three years on time, and the leap day comes back.
        let days = try ["2025-02-28", "2026-02-28", "2027-02-28"].map { try day($0) }
        let years = Schedule.occurrences(
            from: Schedule.Point(try day(first)), through: days[2], done: days, counts: cadence.counts,
            next: cadence.next)
        #expect(years.last?.due == (try day("2028-02-29")))
    }

    @Test func theNextDueDayIsAlwaysLater() throws {
        var random = SeededGenerator(seed: 9)
        let texts = [
            "365 times a year", "monthly", "each month", "each quarter", "each year", "annually in May",
        ]
        for text in texts {
            let cadence = try Cadence(text: text)
            for _ in 0..<500 {
                let date = try #require(CivilDate(dayNumber: Int.random(in: 0...40_000, using: &random)))
                #expect(try #require(cadence.nextDue(after: date)) > date)
            }
            #expect(cadence.nextDue(after: .last) == nil)
        }
    }

    @Test(arguments: [
        ("zero times a year", DateError.Kind.badSetting), ("0 times a year", .badSetting),
        ("-4 times a year", .badSetting), ("every 0 weeks", .badSetting), ("every -2 weeks", .badSetting),
        ("every 999999 years", .badSetting), ("at least every zero years", .badSetting),
        ("366 times a year", .badSetting),
        ("biannually", .ambiguous), ("bi-weekly", .ambiguous), ("", .unreadable), ("at least", .unreadable),
        ("now and then", .unreadable), ("twice a month", .unreadable), ("every", .unreadable),
        ("every 99999999999999999999 weeks", .unreadable), ("annually in", .unreadable),
        ("daily", .unreadable),
        ("annually in Augustus", .unreadable), ("on a basis", .unreadable), ("every few weeks", .unreadable),
        ("four times", .unreadable), ("times a year", .unreadable), ("at least at all times", .unreadable),
    ])
    func whatCannotBeKeptIsRefused(text: String, kind: DateError.Kind) throws {
        let error = try refusal { try Cadence(text: text) }
        #expect(error.kind == kind)
        #expect(!error.instead.isEmpty)
    }

    @Test func aRefusedNumberSaysWhatIsAllowed() throws {
        let error = try refusal { try Cadence(.everyWeeks(-2)) }
        #expect(error.message == "-2 weeks is not possible.")
        #expect(error.instead == "Give a number from 1 to 520.")
        #expect(try refusal { try Cadence(.timesAYear(.max)) }.kind == .badSetting)
        #expect(try refusal { try Cadence(.everyYears(.min)) }.kind == .badSetting)
    }
}
