// Dates as precise as their sources.

import Governance
import Testing

@Suite struct PartialDateTests {
    @Test(arguments: [
        ("2011", "2011", "2011-01-01", "2011-12-31"),
        ("2014-01", "January 2014", "2014-01-01", "2014-01-31"),
        ("2008-02", "February 2008", "2008-02-01", "2008-02-29"),
        ("2007-Q3", "July to September 2007", "2007-07-01", "2007-09-30"),
        ("2007-Q1", "January to March 2007", "2007-01-01", "2007-03-31"),
        ("2007-spring", "Spring 2007", "2007-03-01", "2007-05-31"),
        ("2007-summer", "Summer 2007", "2007-06-01", "2007-08-31"),
        ("2007-autumn", "Autumn 2007", "2007-09-01", "2007-11-30"),
        ("2007-winter", "Winter 2007", "2007-01-01", "2008-02-29"),
        ("9999-winter", "Winter 9999", "9999-01-01", "9999-12-31"),
        ("2007-08-02", "2 August 2007", "2007-08-02", "2007-08-02"),
        ("0001", "1", "0001-01-01", "0001-12-31"),
    ])
    func storageTextIsReadSpokenAndBounded(text: String, spoken: String, first: String, last: String) throws {
        let date = try #require(PartialDate(text: text))
        #expect(date.text == text)
        #expect(date.spoken == spoken)
        #expect(date.earliest == (try day(first)))
        #expect(date.latest == (try day(last)))
        #expect(date.canMean(date.earliest) && date.canMean(date.latest))
        #expect(date.date == (text.count == 10 ? date.earliest : nil))
    }

    @Test(arguments: [
        "", "11", "20111", "0000", "2014-1", "2014-13", "2014-00", "2014-", "2007-q3", "2007-Q0", "2007-Q5",
        "2007-Autumn", "2007-autum", "2007autumn", "2007-fall", "2007-08-32", "2007-8-2", "August 2007",
        "2007/08",
        "2007-08-02T16:30", "2007-", "2007 ", "２００７",
    ])
    func anythingElseIsNotStorageText(text: String) {
        #expect(PartialDate(text: text) == nil)
    }

    @Test func everyDateThatCanBeMadeRoundTrips() throws {
        for year in [1, 999, 2007, 2008, 9999] {
            var all: [PartialDate?] = [PartialDate(year: year)]
            all += (1...12).map { PartialDate(year: year, month: $0) }
            all += (1...4).map { PartialDate(year: year, quarter: $0) }
            all += Season.allCases.map { PartialDate(year: year, season: $0) }
            all.append(PartialDate(try #require(CivilDate(year: year, month: 2, day: 28))))
            for date in all {
                let date = try #require(date)
                #expect(PartialDate(text: date.text) == date)
                #expect(date.earliest <= date.latest)
                #expect(date.year == year)
            }
            #expect(Set(all.compactMap(\.self)).count == all.count)
        }
        #expect(PartialDate(year: 0) == nil)
        #expect(PartialDate(year: .max, month: 1) == nil)
        #expect(PartialDate(year: 2007, month: .min) == nil)
        #expect(PartialDate(year: 2007, quarter: 5) == nil)
    }

    @Test func onlyDatesThatCannotOverlapAreOrderedForCertain() throws {
        let autumn = try #require(PartialDate(text: "2007-autumn"))
        let year = try #require(PartialDate(text: "2007"))
        let january = try #require(PartialDate(text: "2008-01"))
        let august = PartialDate(try day("2007-08-02"))
        #expect(august.isCertainlyBefore(autumn) && autumn.isCertainlyAfter(august))
        #expect(!autumn.isCertainlyBefore(year) && !autumn.isCertainlyAfter(year))
        #expect(!year.isCertainlyBefore(year))
        #expect(year.isCertainlyBefore(january))
        #expect(autumn.isCertainlyBefore(try day("2007-12-01")))
        #expect(!autumn.isCertainlyBefore(try day("2007-11-30")))
        #expect(autumn.isCertainlyAfter(try day("2007-08-31")))
        #expect(!autumn.isCertainlyAfter(try day("2007-09-01")))
    }

    @Test func certaintyIsWhatHoldsForEveryDayEachCanMean() throws {
        let texts = [
            "2007", "2007-08", "2007-Q4", "2007-autumn", "2007-winter", "2007-08-31", "2008", "2008-Q1",
        ]
        for one in try texts.map({ try #require(PartialDate(text: $0)) }) {
            for other in try texts.map({ try #require(PartialDate(text: $0)) }) {
                let ones = Int(one.earliest.dayNumber)...Int(one.latest.dayNumber)
                let others = Int(other.earliest.dayNumber)...Int(other.latest.dayNumber)
                let overlap = ones.overlaps(others)
                #expect(
                    (one.isCertainlyBefore(other) || one.isCertainlyAfter(other)) == !overlap,
                    "\(one) and \(other)")
            }
        }
    }

    @Test func listsAreOrderedByFirstDayThenPrecision() throws {
        let texts = [
            "2008", "2007", "2007-01-01", "2007-01", "2007-Q1", "2007-autumn", "2007-winter", "2007-09",
        ]
        let dates = try texts.map { try #require(PartialDate(text: $0)) }
        let sorted = dates.sorted { $0.precedes($1) }.map(\.text)
        #expect(
            sorted == [
                "2007-01-01", "2007-01", "2007-Q1", "2007", "2007-winter", "2007-09", "2007-autumn", "2008",
            ])
    }
}
