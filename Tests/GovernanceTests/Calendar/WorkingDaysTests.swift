// Working days: deadlines from the records, closures, and every answer against plain counting.

import Governance
import Testing

@Suite struct WorkingDaysTests {
    let days = WorkingDays()

    @Test func stocktonsCallInEndsAtMidnightOnFriday10August2007() throws {
        let deadline = try days.adding(workingDays: 5, after: day("2007-08-03"))
        #expect(deadline.date == (try day("2007-08-10")))
        #expect(deadline.end?.spokenAsDeadline == "midnight at the end of Friday 10 August 2007")
        #expect(
            deadline.explained
                == "Friday 10 August 2007, leaving out Saturday 4 August 2007 and Sunday 5 August 2007")
    }

    @Test func theDaysLeftOutAreNamedWithTheirReasons() throws {
        let easter = try days.adding(workingDays: 3, after: day("2007-04-04"))
        #expect(easter.date == (try day("2007-04-11")))
        #expect(
            easter.skipped.map(\.description) == [
                "Friday 6 April 2007 (Good Friday)", "Saturday 7 April 2007", "Sunday 8 April 2007",
                "Monday 9 April 2007 (Easter Monday)",
            ])
        #expect(
            easter.skipped.map(\.reason.description) == [
                "Good Friday", "Saturday", "Sunday", "Easter Monday",
            ])
    }

    @Test(arguments: [
        ("2002-05-31", 5, "2002-06-11"), ("2011-04-21", 5, "2011-05-04"), ("2012-06-01", 5, "2012-06-12"),
        ("2020-05-07", 1, "2020-05-11"), ("2020-05-01", 1, "2020-05-04"), ("2022-05-27", 5, "2022-06-07"),
        ("2022-09-16", 1, "2022-09-20"), ("2023-05-05", 5, "2023-05-15"), ("2026-12-24", 5, "2027-01-05"),
        ("2021-03-16", 5, "2021-03-23"), ("2007-08-04", 1, "2007-08-06"), ("2007-08-05", 5, "2007-08-10"),
    ])
    func oneOffBankHolidaysMoveDeadlines(published: String, count: Int, deadline: String) throws {
        #expect(try days.adding(workingDays: count, after: day(published)).date == day(deadline))
    }

    @Test func theCouncilsOwnClosuresAreLeftOut() throws {
        let closing = try WorkingDays(closures: [
            .init(from: day("2026-12-24"), through: day("2027-01-01"), reason: "Christmas closure"),
            .init(try day("2027-01-04")),
        ])
        let next = try closing.next(onOrAfter: day("2026-12-24"))
        #expect(next.date == (try day("2027-01-05")))
        #expect(
            next.skipped.map(\.reason) == [
                .closed("Christmas closure"), .bankHoliday("Christmas Day"), .weekend(.saturday),
                .weekend(.sunday),
                .bankHoliday("Boxing Day (substitute day)"), .closed("Christmas closure"),
                .closed("Christmas closure"), .closed("Christmas closure"), .bankHoliday("New Year’s Day"),
                .weekend(.saturday), .weekend(.sunday), .closed("council closed"),
            ])
        #expect(try closing.previous(onOrBefore: day("2027-01-04")).date == day("2026-12-23"))
    }

    @Test func anOverlappedClosureKeepsTheFirstReason() throws {
        let both = try WorkingDays(closures: [
            .init(try day("2007-08-06"), reason: "moving house"),
            .init(from: try day("2007-08-06"), through: try day("2007-08-07"), reason: "flood"),
        ])
        #expect(try both.reasonNotWorking(day("2007-08-06")) == .closed("moving house"))
        #expect(try both.reasonNotWorking(day("2007-08-07")) == .closed("flood"))
    }

    @Test func aWorkingDayIsItsOwnNextAndPrevious() throws {
        let friday = try day("2007-08-10")
        #expect(try days.next(onOrAfter: friday) == days.previous(onOrBefore: friday))
        #expect(try days.next(onOrAfter: friday).skipped.isEmpty)
        #expect(try days.next(onOrAfter: friday).explained == "Friday 10 August 2007")
        #expect(try days.isWorkingDay(friday))
        #expect(try !days.isWorkingDay(day("2007-08-27")))
    }

    @Test func countingIncludesBothEndsAndSaysWhatItLeftOut() throws {
        let count = try days.count(from: day("2007-08-24"), to: day("2007-08-28"))
        #expect(count.count == 2)
        #expect(
            count.explained == "2 working days, leaving out Saturday 25 August 2007, Sunday 26 August 2007 "
                + "and Monday 27 August 2007 (Summer bank holiday)")
        #expect(try days.count(from: day("2007-08-10"), to: day("2007-08-10")).explained == "1 working day")
        #expect(try days.count(from: day("2007-08-10"), to: day("2007-08-09")).count == 0)
    }

    @Test func fiveClearDaysBeforeAMeeting() throws {
        // Between the notice and the meeting lie 10, 11, 12, 15 and 16 March 2021.
        let notice = try days.subtracting(workingDays: 6, before: day("2021-03-17"))
        #expect(notice.date == (try day("2021-03-09")))
        #expect(notice.skipped.map(\.date.iso) == ["2021-03-13", "2021-03-14"])
    }

    @Test func answersAgreeWithPlainCounting() throws {
        var random = SeededGenerator(seed: 5)
        let start = try day("1990-01-01")
        var closures: [WorkingDays.Closure] = []
        for _ in 0..<60 {
            let from = try #require(start.adding(days: Int.random(in: 0..<14_000, using: &random)))
            let through = try #require(from.adding(days: Int.random(in: 0..<5, using: &random)))
            closures.append(.init(from: from, through: through))
        }
        let days = try WorkingDays(closures: closures)
        func works(_ date: CivilDate) throws -> Bool {
            let isHoliday = try BankHolidays.englandAndWales.holidays(in: date.year).contains {
                $0.date == date
            }
            let isClosed = closures.contains { $0.from <= date && date <= $0.through }
            return !isHoliday && !isClosed && date.weekday != .saturday && date.weekday != .sunday
        }
        for _ in 0..<300 {
            let after = try #require(start.adding(days: Int.random(in: 0..<14_000, using: &random)))
            let number = Int.random(in: 1...12, using: &random)
            var date = after
            var (met, skipped): (Int, [CivilDate]) = (0, [])
            while met < number {
                date = try #require(date.adding(days: 1))
                if try works(date) { met += 1 } else { skipped.append(date) }
            }
            let answer = try days.adding(workingDays: number, after: after)
            #expect(answer.date == date)
            #expect(answer.skipped.map(\.date) == skipped)
            let counted = try days.count(from: #require(after.adding(days: 1)), to: date)
            #expect(counted.count == number)
            #expect(counted.skipped == answer.skipped)
            let back = try days.subtracting(workingDays: number, before: #require(date.adding(days: 1)))
            #expect(try back.date == days.next(onOrAfter: #require(after.adding(days: 1))).date)
        }
    }

    @Test func whatCannotBeCountedIsRefused() throws {
        let friday = try day("2007-08-03")
        for bad in [Int.min, -1, 0, 3661, Int.max] {
            #expect(try refusal { try days.adding(workingDays: bad, after: friday) }.kind == .badSetting)
            #expect(
                try refusal { try days.subtracting(workingDays: bad, before: friday) }.kind == .badSetting)
        }
        #expect(try refusal { try days.adding(workingDays: 1, after: .last) }.kind == .outOfRange)
        #expect(try refusal { try days.adding(workingDays: 9, after: day("9999-12-28")) }.kind == .outOfRange)
        #expect(try refusal { try days.isWorkingDay(day("1971-12-31")) }.kind == .outOfRange)
        #expect(try refusal { try days.isWorkingDay(day("1971-12-25")) }.kind == .outOfRange)
        #expect(
            try refusal { try days.subtracting(workingDays: 3, before: day("1972-01-03")) }.kind
                == .outOfRange)
        #expect(try refusal { try days.count(from: friday, to: .last) }.kind == .outOfRange)
        #expect(try days.adding(workingDays: 3660, after: friday).skipped.count > 1400)
    }

    @Test func closuresThatMakeNoSenseAreRefused() throws {
        let reversed = WorkingDays.Closure(from: try day("2007-08-10"), through: try day("2007-08-09"))
        #expect(try refusal { try WorkingDays(closures: [reversed]) }.kind == .badSetting)
        let endless = WorkingDays.Closure(from: .first, through: .last)
        #expect(try refusal { try WorkingDays(closures: [endless]) }.kind == .badSetting)
    }
}
