// DBS checks: what is recorded of them and what is not, and the seats that need one.

import Codec
import Governance
import Testing

@Suite("DBS checks")
struct DBSTests {
    private static let panel = Given(
        SmallCouncil.events + [
            Fact.body("panel", "Corporate Parenting Panel", .panel),
            Fact.terms("panel") { terms in
                terms.seats = [
                    make(SeatDefinition.self) { ($0.capacity, $0.requiresDBS) = ("member", true) },
                    make(SeatDefinition.self) { $0.capacity = "officer" },
                ]
            },
        ])

    private func when(_ given: Given, _ command: some Command) -> Outcome {
        given.when(command, at: "2014-06-01T09:00")
    }

    private func check(
        _ isCleared: Bool = true, on: String? = "1 April 2014", expires: String? = nil
    ) -> RecordDBS {
        make(RecordDBS.self) {
            ($0.person, $0.isCleared, $0.on, $0.expires) = ("councillor-a", isCleared, on, expires)
        }
    }

    private func seat(_ capacity: String = "member", from: String = "1 May 2014") -> FillSeat {
        make(FillSeat.self) {
            ($0.body, $0.person, $0.capacity, $0.from) = ("panel", "councillor-a", capacity, from)
        }
    }

    @Test("let those sit who are cleared on the day, and nobody else")
    func gate() {
        let refused = { (given: Given) in
            _ = when(given, seat()).thenRefused(rule: "dbs-cleared", record: "body/panel")
        }
        refused(Self.panel)
        when(Self.panel, seat("officer")).accepted()
        when(when(Self.panel, check()).accepted(), seat()).accepted()
        refused(when(Self.panel, check(false)).accepted())
        refused(when(Self.panel, check(expires: "30 April 2014")).accepted())
        when(when(Self.panel, check(expires: "1 May 2014")).accepted(), seat()).accepted()
        refused(when(Self.panel, check(on: "2 May 2014")).accepted())
        let again = when(when(Self.panel, check()).accepted(), check(false, on: "15 April 2014")).accepted()
        refused(again)
    }

    @Test("are kept as cleared or not, a day and a last day: words are refused, and not repeated")
    func nothingElse() {
        for (on, expires) in [("caution 2009", nil), (nil, "see letter of 3 May: theft")]
            as [(String?, String?)]
        {
            let outcome = when(Self.panel, check(on: on, expires: expires))
            outcome.thenRefused(rule: "date", record: on == nil ? "expires" : "on")
            guard case .failure(let rejection) = outcome.decided else { continue }
            #expect(!rejection.description.contains("caution") && !rejection.description.contains("theft"))
        }
        #expect(throws: FieldError.self) {
            try PersonDBSRecorded(
                json: Array(
                    #"{"person":"a","cleared":false,"on":"2014-04-01","expires":null,"note":"theft"}"#.utf8))
        }
        #expect(throws: FieldError.self) {
            try PersonDBSRecorded(
                json: Array(#"{"person":"a","cleared":false,"on":"theft, 2009"}"#.utf8))
        }
        #expect(PersonDBSRecorded.describedFields.map(\.name) == ["person", "cleared", "on", "expires"])
    }

    @Test("have dates that can be, and are not of young people")
    func impossible() {
        when(Self.panel, check(expires: "1 March 2014"))
            .thenRefused(rule: "dates-in-order", record: "person/councillor-a")
        when(Self.panel, check(on: "2 June 2014")).thenRefused(rule: "date", record: "person/councillor-a")
        var young = check()
        young.person = "yp-7f3a"
        when(Self.panel, young).thenRefused(rule: "dbs-of-adults", record: "person/yp-7f3a")
    }
}
