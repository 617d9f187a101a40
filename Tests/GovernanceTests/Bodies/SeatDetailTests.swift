// Wards, vice-chairs and deputies are part of a seat: recorded with it, corrected with it, and left out of entries that
// say nothing of them.

import Codec
import Governance
import Testing

@Suite("What else is said of a seat")
struct SeatDetailTests {
    private static let council: Given = {
        Given([
            SmallCouncil.founded,
            .bodyEstablished(
                make(BodyEstablished.self) { ($0.body, $0.name, $0.kind) = ("council", "Council", .council) }),
            .personRegistered(
                make(PersonRegistered.self) {
                    ($0.person, $0.name, $0.kind) = ("okafor", "Okafor", .councillor)
                }),
            .personRegistered(
                make(PersonRegistered.self) { ($0.person, $0.name, $0.kind) = ("lee", "Lee", .councillor) }),
        ])
    }()

    private func fill(_ change: (inout FillSeat) -> Void) -> FillSeat {
        make(FillSeat.self) {
            ($0.body, $0.person, $0.from) = ("council", "okafor", "2007-05-03")
            change(&$0)
        }
    }

    @Test("a seat without them is stored as before")
    func stored() {
        let event = make(SeatFilled.self) {
            ($0.body, $0.person, $0.capacity, $0.from) = ("council", "okafor", "member", "2007-05-03")
        }
        #expect(
            String(decoding: event.json, as: UTF8.self)
                == #"{"body":"council","person":"okafor","capacity":"member","from":"2007-05-03","chairs":false}"#
        )
    }

    @Test("ward, vice-chair and deputies are recorded with the seat, and corrected")
    func recorded() {
        let filled = Self.council.when(
            fill { ($0.details.ward, $0.details.viceChairs, $0.details.deputies) = ("Abbey", true, ["lee"]) }
        ).accepted()
        let body = filled.state.directory.bodies["council"]
        #expect(body?.viceChairs(on: "2007-05-03") == ["okafor"] && body?.viceChairs(on: "2007-05-02") == [])
        #expect(body?.seats.first?.details.deputies == ["lee"])
        // What is not said again stays as it is.
        filled.when(fill { _ in }).thenNothing()
        let corrected = filled.when(
            make(CorrectSeat.self) {
                ($0.body, $0.person, $0.details.ward) = ("council", "okafor", "Hill")
                ($0.dates.recordedFrom, $0.dates.reason) = ("2007-05-03", "mistyped")
            }
        ).accepted()
        let seat = corrected.state.directory.bodies["council"]?.seats.first
        #expect(seat?.details.ward == "Hill" && seat?.details.viceChairs == true)
    }

    @Test("nobody is chair and vice-chair at once, nor their own deputy")
    func refused() {
        Self.council.when(fill { ($0.chairs, $0.details.viceChairs) = (true, true) })
            .thenRefused(rule: "vice-chair", record: "body/council")
        Self.council.when(fill { $0.details.deputies = ["okafor"] })
            .thenRefused(rule: "deputy", record: "body/council")
        Self.council.when(fill { $0.details.deputies = ["nobody"] })
            .thenRefused(rule: "known-person", record: "person/nobody")
        let vice = Self.council.when(fill { $0.details.viceChairs = true }).accepted()
        vice.when(
            make(CorrectSeat.self) {
                ($0.body, $0.person, $0.chairs) = ("council", "okafor", true)
                ($0.dates.recordedFrom, $0.dates.reason) = ("2007-05-03", "elected")
            }
        ).thenRefused(rule: "vice-chair", record: "body/council")
    }
}
