// A resolution that takes effect on a later day: it is not implemented before, and no duty begins before.

import Codec
import Governance
import Testing

@Suite("Resolutions that take effect later")
struct EffectiveDateTests {
    private func decided(_ effective: CivilDate?) -> Given {
        Given(SmallCouncil.events).when(
            make(RecordDecision.self) {
                ($0.title, $0.maker, $0.made) = ("Strategy", "leader", "21 September 2009")
                let resolution = make(Resolution.self) {
                    ($0.number, $0.text, $0.effective) = (1, "Approved", effective)
                }
                $0.resolutions = [resolution]
            }, at: "2009-09-22T09:00"
        ).accepted()
    }

    private func implement(on day: String) -> ImplementResolution {
        make(ImplementResolution.self) { ($0.decision, $0.number, $0.on) = ("strategy", 1, day) }
    }

    @Test("not to be implemented before its day, and from that day on")
    func implemented() {
        let later = decided("2009-11-01")
        later.when(implement(on: "31 October 2009"), at: "2009-11-02T09:00")
            .thenRefused(rule: "may-be-implemented", record: "decision/strategy#1")
        later.when(implement(on: "1 November 2009"), at: "2009-11-02T09:00").accepted()
        decided(nil).when(implement(on: "21 September 2009"), at: "2009-11-02T09:00").accepted()
    }

    @Test("a duty on condition of it begins on its day")
    func condition() throws {
        let given = decided("2009-11-01").when(
            make(EstablishDuty.self) {
                ($0.what, $0.bearer, $0.from) = ("Publish it", "malap", "21 September 2009")
                ($0.decision, $0.within, $0.duty) = ("strategy", 10, "publish")
            }, at: "2009-09-22T09:00"
        ).accepted()
        let duty = try #require(given.state.duties["publish"])
        let condition = duty.condition(in: given.state.decisions)
        #expect(condition == .met("2009-11-01"))
        #expect(duty.standing(on: "2009-10-31", condition: condition) == .notBegun("2009-11-01"))
        #expect(duty.standing(on: "2009-11-01", condition: condition) == .due("2009-11-11"))
    }
}
