// How many connections each user may have, so that several users together keep nobody out.

import Control
import Testing

@testable import ControlServer

@Suite("places for clients")
struct CensusTests {
    private let census = Census(greatestTotal: 16, greatestBytesOfUser: 1_000)

    private func peer(_ uid: UInt32) -> Peer { Peer(uid: uid, gid: 1, groups: [], pid: 0) }

    /// Takes as many places as there are for a user.
    private func fill(_ uid: UInt32) -> Int {
        var taken = 0
        while census.add(peer(uid)) { taken += 1 }
        return taken
    }

    @Test("a user has half of the places that the others leave, and there is always one for somebody new")
    func halves() {
        #expect((1...6).map(fill) == [8, 4, 2, 1, 1, 0])
        #expect(census.total == 16)
    }

    @Test("what a user gives up is there for the others")
    func givenUp() {
        _ = (1...5).map(fill)
        for _ in 0..<8 { census.remove(peer(1)) }
        #expect(fill(6) == 4)
        #expect(fill(1) == 2)
    }
}
