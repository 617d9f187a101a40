// What the calendar's tests share: dates from literals and a generator with a seed.

import Governance
import Testing

/// The day that a literal names; a literal that names none fails the test.
func day(_ iso: String, _ location: SourceLocation = #_sourceLocation) throws -> CivilDate {
    try #require(CivilDate(iso: iso), "\(iso) is no date", sourceLocation: location)
}

/// The local moment that a literal names.
func moment(_ iso: String, _ location: SourceLocation = #_sourceLocation) throws -> CivilDateTime {
    try #require(CivilDateTime(iso: iso), "\(iso) is no date and time", sourceLocation: location)
}

/// SplitMix64: a small generator, so that a failing case can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The error that reading throws; a reading that succeeds fails the test.
func refusal(
    _ location: SourceLocation = #_sourceLocation, _ read: () throws -> some Any
) throws -> DateError {
    try #require(throws: DateError.self, sourceLocation: location) { _ = try read() }
}
