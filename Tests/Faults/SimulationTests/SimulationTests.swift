// Seeds of the simulated disk. MINUTED_SEEDS says how many, MINUTED_FIRST_SEED with which to begin; a seed that
// fails is named, and fails again.

import Foundation
import Testing

@Suite(.serialized) struct SimulationTests {
    private static func number(_ name: String, _ standard: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? standard
    }

    @Test func whatWasAcknowledgedSurvivesEveryCrash() {
        let first = Self.number("MINUTED_FIRST_SEED", 1)
        for seed in first..<first + Self.number("MINUTED_SEEDS", 300) {
            do { try Simulation(seed: seed).run() } catch {
                Issue.record("seed \(seed): \(error) (MINUTED_FIRST_SEED=\(seed) MINUTED_SEEDS=1)")
                return
            }
        }
    }

    @Test(arguments: PlantedFault.allCases) func aPlantedFaultIsFound(fault: PlantedFault) {
        var tried = 0
        for seed in UInt64(1)...200 {
            tried += 1
            do { try Simulation(seed: seed, fault: fault).run() } catch {
                print("\(fault) is found by seed \(seed): \(error)")
                return
            }
        }
        Issue.record("\(fault) is not found by \(tried) seeds")
    }
}
