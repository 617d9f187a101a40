// What letters ask, and who signs them: part of the rule, and kept with each notice as it was on its day.

import Codec
import Governance
import Testing

@Suite("What letters ask, and who signs them")
struct SignatoryTests {
    private func rule(_ change: (inout NoticeRequest) -> Void) -> Event {
        Fact.terms("malap", from: "2007-02-01") {
            $0.nonAttendance = make(NonAttendanceRule.self) {
                ($0.consecutive, $0.letter) = (2, make(NoticeRequest.self, change))
            }
        }
    }

    @Test("a rule that asks nothing has no day by which to do it, and only an office that there is can sign")
    func admitted() {
        let council = Given(SmallCouncil.events)
        #expect(refusal(of: rule { $0.within = 14 }, in: council) == "terms")
        #expect(refusal(of: rule { ($0.ask, $0.within) = ("Speak to them", 14) }, in: council) == nil)
        #expect(refusal(of: rule { $0.ask = " " }, in: council) == "text")
        #expect(refusal(of: rule { $0.contact = "one\ntwo" }, in: council) == "text")
        #expect(refusal(of: rule { $0.signedBy = "nobodys-office" }, in: council) == "known-office")
        #expect(refusal(of: rule { $0.signedBy = "leader-of-the-council" }, in: council) == nil)
    }

    @Test("a notice keeps who held the office on its own day")
    func kept() throws {
        let notices = NoticeTests()
        let given = Given(SmallCouncil.events).and([
            rule { ($0.ask, $0.signedBy) = ("Speak to them", "leader-of-the-council") }
        ])
        .and(notices.meetings)
        let notice = try #require(
            given.when(notices.issue()).accepted().state.notices[notices.id]?.issued)
        #expect(notice.rule.letter?.ask == "Speak to them")
        let holder = try #require(notice.recipients.first { $0.role == .leader })
        #expect(notice.signatory?.name == holder.name)
        #expect(notice.signatory?.title.isEmpty == false)
        let unsigned = try #require(
            notices.missed.when(notices.issue()).accepted().state.notices[notices.id]?.issued)
        #expect(unsigned.signatory == nil && unsigned.rule.letter == nil)
    }
}
