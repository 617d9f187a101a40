// Owners take turns, whoever puts in how much.

import Ledger
import Testing

@Suite struct TurnsTests {
    @Test func ownersTakeTurnsAndKeepTheirOwnOrder() {
        var turns = Turns<String, Int>()
        for number in 1...4 { turns.append(number, of: "much") }
        turns.append(10, of: "little")
        turns.append(20, of: "other")
        var order: [Int] = []
        while let next = turns.next() { order.append(next.item) }
        #expect(order == [1, 10, 20, 2, 3, 4])
        #expect(turns.isEmpty)
    }

    @Test func anOwnerThatMayNotGoKeepsItsPlace() {
        var turns = Turns<String, Int>()
        turns.append(1, of: "busy")
        turns.append(2, of: "free")
        #expect(turns.next { $0 != "busy" }?.item == 2)
        #expect(turns.next { $0 != "busy" }?.item == nil)
        #expect(turns.next()?.item == 1)
    }

    @Test func whatIsTakenOutIsCounted() {
        var turns = Turns<Int, Int>()
        for number in 0..<6 { turns.append(number, of: number % 2) }
        #expect(turns.count == 6 && turns.count(of: 0) == 3)
        _ = turns.next()
        #expect(turns.count == 5 && turns.count(of: 0) == 2)
        #expect(turns.removeAll().count == 5 && turns.isEmpty && turns.next()?.item == nil)
    }

    @Test func whatAnOwnerDoesNotWantIsDropped() {
        var turns = Turns<String, Int>()
        for number in 1...6 { turns.append(number, of: "one") }
        turns.append(7, of: "other")
        #expect(turns.drop(of: "one") { $0 > 2 } == [3, 4, 5, 6])
        #expect(turns.count == 3 && turns.count(of: "one") == 2)
        #expect(turns.drop(of: "other") { _ in true } == [7])
        #expect(turns.drop(of: "nobody") { _ in true } == [])
        var order: [Int] = []
        while let next = turns.next() { order.append(next.item) }
        #expect(order == [1, 2] && turns.isEmpty)
    }
}
