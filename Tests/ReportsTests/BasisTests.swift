// Every report says what it rests on where that is not today's whole record, and what to do when empty.

import Reports
import Testing

@Suite("What a report rests on")
struct BasisTests {
    @Test("A report of today and now says nothing of it")
    func today() throws {
        #expect(try Sample.basis().moment(today: day("2008-03-03")) == nil)
    }

    @Test("A report of another day, or as known earlier, says so")
    func earlier() throws {
        var basis = try Sample.basis()
        #expect(try basis.moment(today: day("2008-04-01")) == "As at 3 March 2008.")
        #expect(basis.moment(today: nil) == "As at 3 March 2008.")
        basis.asKnownOn = 57
        #expect(
            try basis.moment(today: day("2008-03-03")) == "As at 3 March 2008, as known at entry 57.")
        let report = make(PeopleReport()) { $0.basis = basis }
        #expect(try report.text(Sample.style()).hasPrefix("As at 3 March 2008, as known at entry 57.\n\n"))
    }

    @Test("An incomplete answer warns first, legend or not")
    func incomplete() throws {
        let report = try make(Sample.people()) {
            $0.basis.isComplete = false
            $0.basis.fault = "entry 61 cannot be folded"
        }
        let warning =
            "Warning: this answer is not complete. It covers the record up to entry 60 only."
            + " It stopped because: entry 61 cannot be folded."
        #expect(report.basis.warning == warning)
        var style = try Sample.style()
        style.hasLegend = false
        #expect(report.text(style).hasPrefix(warning + "\n\nCouncillor Ann Hart "))
        #expect(try Sample.basis().warning == nil)
    }

    @Test("An empty list says what to do")
    func empty() throws {
        let today = try TextStyle(today: day("0001-01-01"))
        #expect(MeetingsReport().text(today) == "No meetings. Add one with `minutectl meeting schedule`.\n")
        #expect(PeopleReport().text(today) == "No people. Add one with `minutectl person register`.\n")
        #expect(GroupsReport().text(today) == "No political groups. Add one with `minutectl group form`.\n")
        #expect(OfficesReport().text(today) == "No offices. Add one with `minutectl office establish`.\n")
        #expect(BodiesReport().text(today) == "No bodies. Add one with `minutectl body establish`.\n")
        #expect(
            SeatsReport().text(today)
                == "No seats to list. Add someone to a body with `minutectl seat fill`.\n")
        #expect(
            DecisionsReport().text(today)
                == "No decisions to list. Add one with `minutectl decision record`.\n")
        #expect(NonAttendanceReport().text(today).hasPrefix("No non-attendance to report: nobody has broken"))
        #expect(AttendanceReport().text(today).contains("\nNo attendance to show. Record a meeting's"))
        #expect(
            AttendanceReport().text(today).hasSuffix(
                "Counted: 0 meetings with attendance recorded. Nothing left out.\n"))
        #expect(MeetingReport().text(today).contains("Nobody was expected, and no attendance is recorded."))
    }

    @Test("What is invented or assumed is said first, legend or not; a record that says nothing says nothing")
    func provenance() throws {
        #expect(try Sample.basis().provenanceNote == nil)
        var basis = try Sample.basis()
        basis.assumed = 1
        #expect(
            basis.provenanceNote == "Partly assumed: no source confirms 1 of the 60 entries in this record.")
        basis.invented = 1
        #expect(
            basis.provenanceNote
                == "Invented for illustration: 1 of the 60 entries in this record is invented, and 1 is assumed."
                + " Do not take this for what the council did.")
        (basis.invented, basis.assumed) = (58, 2)
        let report = try make(Sample.people()) { $0.basis = basis }
        var style = try Sample.style()
        style.hasLegend = false
        #expect(
            report.text(style).replacing("\n", with: " ").hasPrefix(
                "Invented for illustration: 58 of the 60 entries in this record are invented, and 2 are assumed."
            ))
        #expect(basis.remarks.count == 1)
    }
}
