// Another key signs: the rules look at the order of keys and at the form of what hands over.

import Governance
import Testing

@Suite("Keys that succeed each other")
struct KeySucceededTests {
    private let council = Given([SmallCouncil.founded])
    private let other = "minuted.example/stockton+0e0e0e0e+\(String(repeating: "C", count: 44))"
    private let renamed = "minuted.example/stockton-2+0e0e0e0e+\(String(repeating: "C", count: 44))"

    private func refused(_ given: Given, _ change: (inout KeySucceeded) -> Void) -> String? {
        var event = Samples.keySucceeded
        change(&event)
        return refusal(of: .keySucceeded(event), in: given)
    }

    @Test("the council's key in office is the one that the last succession names")
    func office() {
        #expect(council.state.directory.council?.key == nil)
        let after = council.and(.keySucceeded(Samples.keySucceeded))
        #expect(after.state.directory.council?.key == Samples.keySucceeded.to)
        #expect(after.state.directory.council?.origin == "minuted.example/stockton")
        #expect(refused(after) { _ in } == "key-in-office")
        #expect(refused(after) { ($0.from, $0.to) = ($0.to, $0.from) } == "new-key")
        #expect(refused(after) { ($0.from, $0.to) = ($0.to, other) } == nil)
    }

    @Test("a succession is from the log's own key to a new one")
    func keys() {
        #expect(refused(council) { $0.council = "elsewhere" } == "council-founded")
        #expect(refused(council) { $0.from = renamed } == "key-in-office")
        #expect(refused(council) { $0.to = $0.from } == "new-key")
        for key in ["", "minuted.example/stockton", other + "=", other.replacing("0e0e", with: "0e ")] {
            #expect(refused(council) { $0.to = key } == "new-key", "\(key)")
        }
        #expect(refused(council) { $0.handover = "handed over" } == "checkpoint")
        #expect(refused(council) { $0.reason = "" } == "reason")
    }

    @Test("another name needs what is known under the one before, and the same name has none")
    func names() {
        let handover = PrintedCheckpointTests.good.replacing("stockton\n116", with: "stockton-2\n116")
        #expect(refused(council) { $0.to = renamed } == "handover")
        #expect(refused(council) { ($0.to, $0.handover) = (renamed, handover) } == "handover")
        #expect(
            refused(council) {
                ($0.to, $0.handover, $0.lost) = (renamed, handover, PrintedCheckpointTests.good)
            } == nil)
        #expect(
            refused(council) { ($0.to, $0.handover, $0.lost) = (renamed, handover, handover) } == "handover")
        #expect(refused(council) { $0.lost = PrintedCheckpointTests.good } == "handover")
        var event = Samples.keySucceeded
        (event.to, event.handover, event.lost) = (renamed, handover, PrintedCheckpointTests.good)
        #expect(
            council.and(.keySucceeded(event)).state.directory.council?.origin == "minuted.example/stockton-2")
    }
}
