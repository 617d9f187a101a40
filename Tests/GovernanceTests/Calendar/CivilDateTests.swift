// Days: their text, their weekdays and their arithmetic, against a plain walk through the calendar.

import Governance
import Testing

@Suite struct CivilDateTests {
    @Test func everyDayOfTheCalendarIsWhatAPlainWalkSaysItIs() throws {
        var (year, month, dayOfMonth, weekday) = (1, 1, 1, 1)
        var wrong: [Int] = []
        for number in Int(CivilDate.first.dayNumber)...Int(CivilDate.last.dayNumber) {
            let date = try #require(CivilDate(dayNumber: number))
            let parts = date.parts
            let isRight =
                parts == (year, month, dayOfMonth) && date.weekday.rawValue == weekday
                && CivilDate(year: year, month: month, day: dayOfMonth) == date
            if !isRight { wrong.append(number) }
            weekday = weekday % 7 + 1
            dayOfMonth += 1
            let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            if dayOfMonth > lengths[month - 1] { (month, dayOfMonth) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(wrong.isEmpty)
        #expect((year, month, dayOfMonth) == (10_000, 1, 1))
    }

    @Test(arguments: [
        ("2007-08-02", Weekday.thursday), ("2007-08-03", .friday), ("2007-08-10", .friday),
        ("2007-07-06", .friday), ("2000-02-29", .tuesday), ("1970-01-01", .thursday), ("1900-01-01", .monday),
        ("2021-03-16", .tuesday), ("2009-10-29", .thursday), ("2009-09-21", .monday), ("0001-01-01", .monday),
        ("9999-12-31", .friday), ("2024-02-29", .thursday), ("1815-06-18", .sunday),
        ("1066-10-20", .saturday),
    ])
    func knownDaysHaveTheirWeekday(iso: String, weekday: Weekday) throws {
        let date = try day(iso)
        #expect(date.weekday == weekday)
    }

    @Test func isoTextRoundTrips() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let number = Int.random(
                in: Int(CivilDate.first.dayNumber)...Int(CivilDate.last.dayNumber), using: &random)
            let date = try #require(CivilDate(dayNumber: number))
            #expect(CivilDate(iso: date.iso) == date)
            #expect(date.iso.utf8.count == 10)
        }
        #expect(try day("0001-01-01") == .first)
        #expect(try day("9999-12-31") == .last)
    }

    @Test(arguments: [
        "", "2007-8-2", "2007-08-2", "07-08-02", "2007/08/02", "2007-08-02 ", " 2007-08-02", "2007-08-32",
        "2007-00-10", "2007-13-01", "2007-08-00", "2007-02-29", "1900-02-29", "2007-06-31", "0000-01-01",
        "+007-08-02", "-001-01-01", "20070802", "2007-W31-4", "2007-214", "２007-08-2", "2007-08-0२",
        "10000-01-01", "2007-08-02T16:30", "2007-08-0", "----------",
    ])
    func anythingElseIsNotAnISODate(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test func leapDaysExistInLeapYearsOnly() {
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2004, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2100, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2007, month: 2, day: 29) == nil)
        #expect((1...9999).filter(CivilDate.isLeap).count == 2424)
    }

    @Test func numbersOutOfRangeAreNoDate() {
        for bad in [Int.min, -1, 0, 10_000, Int.max] {
            #expect(CivilDate(year: bad, month: 1, day: 1) == nil)
            #expect(CivilDate(year: 2007, month: bad, day: 1) == nil)
            #expect(CivilDate(year: 2007, month: 1, day: bad) == nil)
        }
        #expect(CivilDate(dayNumber: Int.min) == nil)
        #expect(CivilDate(dayNumber: Int.max) == nil)
        #expect(CivilDate(dayNumber: Int(CivilDate.first.dayNumber) - 1) == nil)
        #expect(CivilDate(dayNumber: Int(CivilDate.last.dayNumber) + 1) == nil)
    }

    @Test func addingDaysAndCountingThemAgree() throws {
        var random = SeededGenerator(seed: 2)
        let start = try day("2007-08-02")
        for _ in 0..<2000 {
            let days = Int.random(in: -700_000...2_900_000, using: &random)
            let moved = try #require(start.adding(days: days))
            #expect(start.days(until: moved) == days)
            #expect(moved.adding(days: -days) == start)
            #expect((moved < start) == (days < 0))
        }
    }

    @Test func arithmeticBeyondTheCalendarIsNil() throws {
        #expect(CivilDate.last.adding(days: 1) == nil)
        #expect(CivilDate.first.adding(days: -1) == nil)
        #expect(CivilDate.last.adding(months: 1) == nil)
        #expect(CivilDate.first.adding(months: -1) == nil)
        for huge in [Int.min, Int.min + 1, Int.max - 1, Int.max] {
            #expect(CivilDate.last.adding(days: huge) == nil)
            #expect(try day("2007-08-02").adding(months: huge) == nil)
            #expect(try day("2007-08-02").adding(years: huge) == nil)
        }
        #expect(CivilDate.last.next(.friday) == nil)
        #expect(CivilDate.first.previous(.monday) == nil)
    }

    @Test(arguments: [
        ("2007-01-31", 1, "2007-02-28"), ("2008-01-31", 1, "2008-02-29"), ("2007-01-31", 3, "2007-04-30"),
        ("2007-08-31", 6, "2008-02-29"), ("2008-02-29", 12, "2009-02-28"), ("2008-02-29", 48, "2012-02-29"),
        ("2007-03-31", -1, "2007-02-28"), ("2007-12-15", 1, "2008-01-15"), ("2007-01-15", -1, "2006-12-15"),
        ("2007-08-02", 0, "2007-08-02"), ("0001-02-01", -1, "0001-01-01"), ("9999-11-30", 1, "9999-12-30"),
    ])
    func addingMonthsStopsAtTheMonthsEnd(start: String, months: Int, end: String) throws {
        #expect(try day(start).adding(months: months) == day(end))
    }

    @Test func neighbouringWeekdaysAreTheNearestOnes() throws {
        for offset in 0..<14 {
            let date = try #require(try day("2007-08-01").adding(days: offset))
            for weekday in Weekday.allCases {
                let next = (1...7).compactMap { date.adding(days: $0) }.first { $0.weekday == weekday }
                let previous = (1...7).compactMap { date.adding(days: -$0) }.first { $0.weekday == weekday }
                #expect(date.next(weekday) == next)
                #expect(date.previous(weekday) == previous)
            }
        }
    }

    @Test func daysAreSpokenInEnglish() throws {
        #expect(try day("2007-08-10").spoken == "Friday 10 August 2007")
        #expect(try day("2007-08-10").short == "10 August 2007")
        #expect(try day("2008-02-29").firstOfMonth.iso == "2008-02-01")
        #expect(try day("2008-02-03").lastOfMonth.iso == "2008-02-29")
        #expect("\(try day("2007-08-10"))" == "2007-08-10")
    }

    @Test func aDayTakesFourBytes() {
        #expect(MemoryLayout<CivilDate>.size == 4)
        #expect(MemoryLayout<PartialDate>.stride <= 6)
        #expect(MemoryLayout<CivilDateTime>.size == 8)
        #expect(MemoryLayout<Instant>.size == 8)
    }

    @Test func namesOfDaysAndMonthsAreReadBackAndShortened() {
        for weekday in Weekday.allCases {
            #expect(Weekday(name: weekday.name.uppercased()) == weekday)
            #expect(Weekday(name: weekday.name.prefix(3)) == weekday)
        }
        for month in Month.allCases {
            #expect(Month(name: month.name.uppercased()) == month)
            #expect(Month(name: month.name.prefix(3)) == month)
        }
        #expect(Month(name: "Sept") == .september)
        #expect(Month(name: "Augus") == nil)
        #expect(Weekday(name: "") == nil)
    }
}

@Suite struct CivilDateTimeTests {
    @Test(arguments: [
        ("2007-08-02T16:30", "2007-08-02T16:30"), ("2007-08-02T16:30:05", "2007-08-02T16:30:05"),
        ("2007-08-02T16:30:00", "2007-08-02T16:30"), ("2007-08-10T24:00", "2007-08-11T00:00"),
        ("2007-12-31T24:00:00", "2008-01-01T00:00"), ("1969-12-31T23:59:59", "1969-12-31T23:59:59"),
        ("0001-01-01T00:00", "0001-01-01T00:00"), ("9999-12-31T23:59:59", "9999-12-31T23:59:59"),
    ])
    func isoTextIsReadAndPrinted(text: String, printed: String) throws {
        #expect(try moment(text).iso == printed)
    }

    @Test(arguments: [
        "", "2007-08-02", "2007-08-02 16:30", "2007-08-02t16:30", "2007-08-02T16:60", "2007-08-02T25:00",
        "2007-08-02T24:01", "2007-08-02T24:00:01", "2007-08-02T16:30:60", "2007-08-02T16:30Z",
        "2007-08-02T1630",
        "2007-08-02T16:30:5", "2007-06-31T10:00", "9999-12-31T24:00", "2007-08-02T16:30+01:00",
    ])
    func anythingElseIsNotALocalMoment(text: String) {
        #expect(CivilDateTime(iso: text) == nil)
    }

    @Test func aDeadlineAtMidnightBelongsToTheDayItEnds() throws {
        let end = try #require(CivilDateTime(endOf: day("2007-08-10")))
        #expect(end == (try moment("2007-08-10T24:00")))
        #expect(end.spokenAsDeadline == "midnight at the end of Friday 10 August 2007")
        #expect(end.spoken == "midnight at the start of Saturday 11 August 2007")
        #expect(try moment("2007-08-02T16:30").spokenAsDeadline == "4.30pm on Thursday 2 August 2007")
        #expect(
            CivilDateTime(startOf: .first).spokenAsDeadline
                == "midnight at the start of Monday 1 January 1")
        #expect(CivilDateTime(endOf: .last) == nil)
    }

    @Test(arguments: [
        ("00:00", "midnight"), ("00:01", "12.01am"), ("09:00", "9am"), ("11:59", "11.59am"),
        ("12:00", "noon"),
        ("12:30", "12.30pm"), ("16:05", "4.05pm"), ("23:59", "11.59pm"), ("16:30:05", "4.30.05pm"),
        ("16:00:09", "4.00.09pm"),
    ])
    func timesAreSpokenAsNoticesHaveThem(time: String, spoken: String) throws {
        #expect(try moment("2007-08-02T\(time)").spokenTime == spoken)
    }

    @Test func momentsOrderAndAddUp() throws {
        var random = SeededGenerator(seed: 3)
        let start = try moment("1969-12-31T23:59:59")
        for _ in 0..<2000 {
            let seconds = Int64.random(in: -60_000_000_000...250_000_000_000, using: &random)
            let moved = try #require(start.adding(seconds: seconds))
            #expect(start.seconds(until: moved) == seconds)
            #expect(CivilDateTime(moved.date, secondOfDay: moved.secondOfDay) == moved)
            #expect(CivilDateTime(iso: moved.iso) == moved)
            #expect((moved < start) == (seconds < 0))
        }
        #expect(start.adding(seconds: .max) == nil)
        #expect(start.adding(seconds: .min) == nil)
        #expect(CivilDateTime(localSeconds: .min) == nil)
        #expect(CivilDateTime(.last, secondOfDay: 86_400) == nil)
        #expect(CivilDateTime(.first, secondOfDay: -1) == nil)
        #expect(CivilDateTime(.first, hour: .max, minute: .max, second: .max) == nil)
    }
}
