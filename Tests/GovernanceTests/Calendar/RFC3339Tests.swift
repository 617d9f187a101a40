// Timestamps: RFC 3339's own examples, what its grammar refuses, and the way to local time and back.

import Governance
import Testing

@Suite struct RFC3339Tests {
    @Test(arguments: [
        // The examples of RFC 3339 section 5.8.
        ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520000Z"),
        ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.000000Z"),
        ("1990-12-31T23:59:60Z", "1991-01-01T00:00:00.000000Z"),
        ("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00.000000Z"),
        ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870000Z"),
        ("2007-08-02T16:30:00+01:00", "2007-08-02T15:30:00.000000Z"),
        ("2007-08-02t16:30:00z", "2007-08-02T16:30:00.000000Z"),
        ("2007-08-02T16:30:00-00:00", "2007-08-02T16:30:00.000000Z"),
        ("2007-08-02T16:30:00.1234567899Z", "2007-08-02T16:30:00.123456Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
        ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z"),
    ])
    func timestampsAreReadAsMoments(text: String, utc: String) throws {
        #expect(try #require(Instant(rfc3339: text)).utc(.microseconds) == utc)
    }

    @Test(arguments: [
        "", "2007-08-02", "2007-08-02T16:30Z", "2007-08-02T16:30:00", "2007-08-02 16:30:00Z",
        "2007-08-02T16:30:00+1:00",
        "2007-08-02T16:30:00+0100", "2007-08-02T16:30:00+01", "2007-08-02T16:30:00.Z", "2007-08-02T24:00:00Z",
        "2007-08-02T16:60:00Z", "2007-08-02T16:30:61Z", "2007-08-02T16:30:60Z", "2007-08-31T23:59:60+01:00",
        "2007-08-02T16:30:00+24:00", "2007-08-02T16:30:00+01:60", "2007-02-29T16:30:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2007-08-02T16:30:00ZZ",
        "2007-08-02T16:30:00Z ",
        "2007-08-02T16:30:00,5Z", "2007-08-02T16:30:00\u{2212}01:00", "2007-08-02T16:30:00.5",
        "2007-08-02T16:30:00+",
        "9999-12-31T23:59:60Z", "20070802T163000Z",
    ])
    func whatTheGrammarRefusesIsRefused(text: String) {
        #expect(RFC3339(text) == nil)
    }

    @Test func anOffsetIsKeptAndPrinted() throws {
        let written = try #require(RFC3339("2007-08-02T16:30:00.25+01:00"))
        #expect(written.offsetMinutes == 60)
        #expect(written.local == (try moment("2007-08-02T16:30")))
        #expect(written.text() == "2007-08-02T16:30:00+01:00")
        #expect(written.text(.milliseconds) == "2007-08-02T16:30:00.250+01:00")
        #expect(written.instant.utc() == "2007-08-02T15:30:00Z")
        #expect(written.instant.rfc3339(offsetMinutes: -210) == "2007-08-02T12:00:00-03:30")
        #expect(written.instant.rfc3339(offsetMinutes: 0) == "2007-08-02T15:30:00Z")
        #expect(written.instant.rfc3339(offsetMinutes: 1440) == nil)
        #expect(written.instant.rfc3339(offsetMinutes: .min) == nil)
        #expect(Instant.first.rfc3339(offsetMinutes: -60) == "0001-01-01T00:00:00Z")
    }

    @Test func printedTimestampsRoundTrip() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            let micros = Int64.random(
                in: Instant.first.microseconds...Instant.last.microseconds, using: &random)
            let instant = try #require(Instant(microseconds: micros))
            let offset = Int.random(in: -1439...1439, using: &random)
            let text = try #require(instant.rfc3339(offsetMinutes: offset, .microseconds))
            #expect(Instant(rfc3339: text) == instant)
            let whole = try #require(Instant(rfc3339: instant.utc()))
            let lost = whole.microseconds(until: instant)
            #expect((0..<1_000_000).contains(lost))
            #expect(lost == Int64(instant.microsecondOfSecond))
        }
    }

    @Test func localTimeAndMomentsConvertBothWays() throws {
        let local = try moment("2007-08-10T24:00")
        let instant = try #require(Instant(local, utcOffsetSeconds: 3600))
        #expect(instant.utc() == "2007-08-10T23:00:00Z")
        #expect(CivilDateTime(instant, utcOffsetSeconds: 3600) == local)
        let before1970 = try #require(Instant(microseconds: -1))
        #expect(CivilDateTime(before1970, utcOffsetSeconds: 0) == (try moment("1969-12-31T23:59:59")))
        // London before 1847 was 75 seconds behind Greenwich.
        #expect(try #require(Instant(local, utcOffsetSeconds: -75)).utc() == "2007-08-11T00:01:15Z")
        #expect(Instant(local, utcOffsetSeconds: 86_400) == nil)
        #expect(CivilDateTime(instant, utcOffsetSeconds: .min) == nil)
        #expect(CivilDateTime(.last, utcOffsetSeconds: 1) == nil)
        #expect(CivilDateTime(.first, utcOffsetSeconds: -1) == nil)
    }

    @Test func momentsBeyondTheCalendarAreNil() {
        #expect(Instant(microseconds: .min) == nil)
        #expect(Instant(microseconds: .max) == nil)
        #expect(Instant(seconds: .max) == nil)
        #expect(Instant.last.adding(microseconds: 1) == nil)
        #expect(Instant.first.adding(microseconds: -1) == nil)
        #expect(Instant.epoch.adding(seconds: .max) == nil)
        #expect(Instant.epoch.adding(microseconds: .min) == nil)
        #expect(Instant.epoch.utc() == "1970-01-01T00:00:00Z")
        #expect(Instant.last.seconds == 253_402_300_799)
    }
}
