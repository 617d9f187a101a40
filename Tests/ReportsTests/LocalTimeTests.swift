// Times by the council's clocks.

import Governance
import Reports
import Testing

@Suite("Times by the council's clocks")
struct LocalTimeTests {
    /// London's clocks of 2007: an hour east of UTC from 1am UTC on 25 March to 1am UTC on 28 October.
    private let london = LocalTime(zone: "Europe/London") { instant in
        (1_174_784_400..<1_193_533_200).contains(instant.seconds) ? 3_600 : 0
    }

    @Test("A time in summer is an hour later than UTC, and one in winter is not")
    func zones() {
        #expect(london.words("2007-08-03T09:15:00.000Z") == "3 August 2007, 10.15am")
        #expect(london.words("2007-12-03T09:15:00.000Z") == "3 December 2007, 9.15am")
        #expect(london.words("2007-08-03T23:30:00.000Z") == "4 August 2007, 12.30am")
        #expect(london.words("2007-08-02T17:10:00+01:00") == "2 August 2007, 5.10pm")
    }

    @Test("Without a zone a time says that it is UTC; what is no time stays as it is")
    func unknown() {
        #expect(LocalTime.utc.words("2007-08-03T09:15:00Z") == "3 August 2007, 9.15am UTC")
        #expect(london.words("soon") == "soon")
    }
}
