// Bank holidays against the lists that GOV.UK and its predecessors published for England and Wales.

import Codec
import Governance
import Testing

@Suite struct BankHolidaysTests {
    /// Published lists: year, then month and day of each.
    static let published: [(year: Int, days: String)] = [
        (1976, "01-01 04-16 04-19 05-31 08-30 12-27 12-28"),
        (1977, "01-03 04-08 04-11 06-06 06-07 08-29 12-26 12-27"),
        (1995, "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26"),
        (1999, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31"),
        (2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"),
        (2004, "01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28"),
        (2007, "01-01 04-06 04-09 05-07 05-28 08-27 12-25 12-26"),
        (2009, "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28"),
        (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2014, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ]

    @Test(arguments: published)
    func theYearsListIsTheOnePublished(year: Int, days: String) throws {
        let expected = days.split(separator: " ").map { "\(year)-\($0)" }
        #expect(try BankHolidays.englandAndWales.holidays(in: year).map(\.date.iso) == expected)
    }

    @Test func aYearsHolidaysHaveTheirNames() throws {
        #expect(
            try BankHolidays.englandAndWales.holidays(in: 2022).map(\.name) == [
                "New Year’s Day (substitute day)", "Good Friday", "Easter Monday", "Early May bank holiday",
                "Spring bank holiday", "Platinum Jubilee bank holiday", "Summer bank holiday",
                "Bank holiday for the State Funeral of Queen Elizabeth II", "Boxing Day",
                "Christmas Day (substitute day)",
            ])
        #expect(
            try BankHolidays.englandAndWales.name(of: day("2020-05-08")) == "Early May bank holiday (VE day)")
        #expect(try BankHolidays.englandAndWales.name(of: day("2020-05-04")) == nil)
        #expect(try BankHolidays.englandAndWales.name(of: day("2012-05-28")) == nil)
        #expect(try BankHolidays.englandAndWales.name(of: day("2026-12-28")) == "Boxing Day (substitute day)")
    }

    @Test func theHolidaysBeginWhenTheyWereIntroduced() throws {
        let holidays = BankHolidays.englandAndWales
        #expect(try holidays.name(of: day("1973-01-01")) == nil)
        #expect(try holidays.name(of: day("1974-01-01")) == "New Year’s Day")
        #expect(try holidays.name(of: day("1977-05-02")) == nil)
        #expect(try holidays.name(of: day("1978-05-01")) == "Early May bank holiday")
        #expect(try holidays.name(of: day("1973-11-14")) == "Royal wedding")
        #expect(try holidays.name(of: day("1981-07-29")) == "Royal wedding")
        #expect(
            try holidays.holidays(in: 1972).map(\.date.iso) == [
                "1972-03-31", "1972-04-03", "1972-05-29", "1972-08-28", "1972-12-25", "1972-12-26",
            ])
    }

    @Test func whatIsNotCertainIsNotAnswered() throws {
        let holidays = BankHolidays.englandAndWales
        let early = try refusal { try holidays.name(of: day("1971-12-31")) }
        #expect(early.kind == .outOfRange)
        #expect(early.instead.contains("1 January 1972"))
        #expect(try refusal { try holidays.holidays(in: 1971) }.kind == .outOfRange)
        #expect(try refusal { try holidays.holidays(in: .min) }.kind == .outOfRange)
        #expect(try refusal { try holidays.holidays(in: .max) }.kind == .outOfRange)
    }

    @Test func everyYearsListAndItsDaysAgree() throws {
        let holidays = BankHolidays.englandAndWales
        for year in Array(1972...2200) + [9999] {
            let list = try holidays.holidays(in: year)
            #expect(Set(list.map(\.date)).count == list.count)
            #expect(list.allSatisfy { !$0.date.weekday.isWeekend && $0.date.year == year })
            #expect(year < 1978 || list.count >= 8)
            var date = try #require(CivilDate(year: year, month: 1, day: 1))
            var found: [BankHoliday] = []
            while date.year == year {
                if let name = try holidays.name(of: date) { found.append(BankHoliday(date, name)) }
                guard let next = date.adding(days: 1) else { break }
                date = next
            }
            #expect(found == list)
        }
    }

    @Test(arguments: [
        (1583, "1583-04-10"), (1818, "1818-03-22"), (1943, "1943-04-25"), (1954, "1954-04-18"),
        (1981, "1981-04-19"), (2000, "2000-04-23"), (2007, "2007-04-08"), (2008, "2008-03-23"),
        (2011, "2011-04-24"), (2038, "2038-04-25"), (2049, "2049-04-18"), (2285, "2285-03-22"),
    ])
    func easterIsWhereTheTablesHaveIt(year: Int, date: String) throws {
        #expect(CivilDate.easterSunday(year) == (try day(date)))
    }

    @Test func easterIsASundayBetweenTheEndsOfItsSeason() throws {
        for year in 1583...9999 {
            let easter = try #require(CivilDate.easterSunday(year))
            #expect(easter.weekday == .sunday)
            #expect((321...425).contains(easter.month * 100 + easter.day))
        }
        #expect(CivilDate.easterSunday(1582) == nil)
        #expect(CivilDate.easterSunday(10_000) == nil)
    }

    @Test func laterProclamationsAreAddedInTheSettings() throws {
        let jubilee = try day("2035-06-05")
        let spring = try day("2035-05-28")
        let moved = try day("2035-06-04")
        let holidays = try BankHolidays(amendedBy: [
            .moved(from: spring, to: moved), .added(jubilee, name: "Jubilee"),
        ])
        #expect(try holidays.name(of: spring) == nil)
        #expect(try holidays.name(of: moved) == "Spring bank holiday")
        #expect(try holidays.name(of: jubilee) == "Jubilee")
        let dates = try holidays.holidays(in: 2035).map(\.date)
        #expect(dates.contains(moved) && dates.contains(jubilee) && !dates.contains(spring))
        #expect(dates == dates.sorted())
        #expect(dates.count == 9)
        #expect(try holidays.holidays(in: 2036) == BankHolidays.englandAndWales.holidays(in: 2036))
    }

    @Test func aMovedDayCanBeMovedBack() throws {
        let (spring, moved) = (try day("2035-05-28"), try day("2035-06-04"))
        let holidays = try BankHolidays(amendedBy: [
            .moved(from: spring, to: moved), .moved(from: moved, to: spring),
        ])
        #expect(try holidays.holidays(in: 2035) == BankHolidays.englandAndWales.holidays(in: 2035))
    }

    @Test func amendmentsThatMakeNoSenseAreRefused() throws {
        let notOne = try refusal {
            try BankHolidays(amendedBy: [.moved(from: day("2035-05-29"), to: day("2035-06-04"))])
        }
        #expect(notOne.kind == .badSetting)
        #expect(notOne.message == "Tuesday 29 May 2035 is not a bank holiday, so it cannot be moved.")
        let already = try refusal { try BankHolidays(amendedBy: [.added(day("2026-12-25"), name: "Feast")]) }
        #expect(already.message == "Friday 25 December 2026 is already a bank holiday: Christmas Day.")
        let early = try refusal {
            try BankHolidays(amendedBy: [.added(day("1953-06-02"), name: "Coronation")])
        }
        #expect(early.kind == .outOfRange)
    }
}

@Suite("Bank holidays that a council adds to its calendar")
struct BankHolidayChangeTests {
    private func calendar(_ changes: [BankHolidayChange]?) -> Event {
        .councilCalendarSet(
            make(CouncilCalendarSet.self) { ($0.council, $0.bankHolidays) = ("stockton", changes) })
    }

    private func change(_ on: CivilDate, _ name: String? = nil, insteadOf: CivilDate? = nil)
        -> BankHolidayChange
    {
        make(BankHolidayChange.self) { ($0.on, $0.name, $0.insteadOf) = (on, name, insteadOf) }
    }

    @Test(
        "one that is moved or added moves what is counted in working days, and a later list of closures keeps it"
    )
    func moved() throws {
        let given = Given(SmallCouncil.events).and(
            calendar([
                change("2035-06-04", insteadOf: "2035-05-28"), change("2035-06-05", "A jubilee"),
            ]))
        for later in [given, given.and(calendar(nil))] {
            let days = try #require(later.state.directory.council?.workingDays)
            #expect(try days.isWorkingDay("2035-05-28"))
            #expect(try !days.isWorkingDay("2035-06-04") && !days.isWorkingDay("2035-06-05"))
            #expect(try days.isWorkingDay("2035-06-06"))
        }
        let none = try #require(given.and(calendar([])).state.directory.council?.workingDays)
        #expect(try none.isWorkingDay("2035-06-04") && !none.isWorkingDay("2035-05-28"))
    }

    @Test("one without a name or a day that it replaces, or in place of no bank holiday, is refused")
    func refused() {
        let given = Given(SmallCouncil.events)
        for bad in [
            change("2035-06-04"), change("2035-06-04", " "), change("2035-06-04", insteadOf: "2035-05-29"),
            change("2035-06-04", "Spring", insteadOf: "2035-05-28"), change("2035-05-28", "A jubilee"),
        ] {
            #expect(refusal(of: calendar([bad]), in: given) == "closures")
        }
    }

    @Test("a constitution that lists them sets them, and one that does not leaves them")
    func constitution() throws {
        var document = Constitution()
        (document.council.id, document.council.name) = ("stockton", "Stockton-on-Tees Borough Council")
        document.council.origin = "minuted.example/stockton"
        document.council.bankHolidays = [change("2035-06-04", insteadOf: "2035-05-28")]
        let apply = { (document: Constitution) in make(ApplyConstitution.self) { $0.constitution = document }
        }
        let after = Given(SmallCouncil.events).when(apply(document)).accepted()
        #expect(after.state.directory.council?.bankHolidays.count == 1)
        document.council.bankHolidays = nil
        after.when(apply(document)).thenNothing()
    }
}
