// A clock that is set far ahead while the daemon runs is noticed, and so is its being set right.

import Testing

@testable import minuted

/// A time that a test sets, on one thread.
private final class Hands: @unchecked Sendable {
    var time: Int

    init(_ time: Int) { self.time = time }
}

@Suite struct ClockWatchTests {
    @Test func onlyAJumpOfMoreThanADayAndAHalfIsRefused() {
        let (clock, running) = (Hands(1_000_000_000), Hands(5_000))
        let watch = ClockWatch(clock: { clock.time }, running: { running.time })
        #expect(watch.reason() == nil)
        // Time passes: a quiet fortnight is no jump.
        clock.time += 14 * 86_400_000
        running.time += 14 * 86_400_000
        #expect(watch.reason() == nil)
        clock.time += ClockWatch.limit
        #expect(watch.reason() == nil)
        clock.time += 1
        #expect(watch.reason()?.contains("36 hours") == true)
        clock.time -= ClockWatch.limit + 1
        #expect(watch.reason() == nil)
        // Set back, it is measured from there.
        clock.time -= 400 * 86_400_000
        #expect(watch.reason() == nil)
        clock.time += 400 * 86_400_000
        #expect(watch.reason() != nil)
    }
}
