// Who has a say in what is committed follows every entry, and can keep a batch from being committed.

import Evidence
import Ledger
import SQLite
import Testing

/// Notes what it is told.
private final class Witness: AppendObserver {
    var pending: [Int] = []
    var seen: [Int] = []
    var roots: [Hash] = []
    var events: [String] = []
    var fails = false

    struct Refusal: Error {}

    func appended(seq: Int, bytes: UnsafeRawBufferPointer, root: () -> Hash) {
        pending.append(seq)
        roots.append(root())
    }

    func willCommit() throws { if fails { throw Refusal() } }

    func didCommit() {
        seen += pending
        pending = []
        events.append("commit")
    }

    func didRollBack() {
        pending = []
        events.append("rollback")
    }
}

@Suite struct ObserverTests {
    let directory = TemporaryDirectory()

    @Test func itFollowsEveryEntryWithTheTreeBeforeIt() throws {
        let store = try LedgerStore.open(directory: directory.path)
        let witness = Witness()
        let writer = try foundedWriter(store, observers: [witness])
        try writer.begin()
        _ = try writer.append([draft(), draft(version: 2)], context())
        try writer.commit()
        #expect(witness.seen == [1, 2, 3])
        #expect(witness.events == ["commit", "commit"])
        var frontier = MerkleFrontier()
        var roots: [Hash] = []
        try store.forEach(in: 1...3) { _, bytes in
            roots.append(frontier.root())
            frontier.append(Hash.leaf(bytes))
        }
        #expect(witness.roots == roots)
        #expect(store.tree.root() == frontier.root())
    }

    @Test func ifItRefusesNothingIsRecorded() throws {
        let store = try LedgerStore.open(directory: directory.path)
        let witness = Witness()
        let writer = try foundedWriter(store, observers: [witness])
        witness.fails = true
        try writer.begin()
        _ = try writer.append(draft(), context())
        let error = #expect(throws: AppendError.self) { try writer.commit() }
        #expect(error?.isFatal == true)
        #expect(try store.lastSeq() == 1)
        #expect(witness.events == ["commit", "rollback"])
        witness.fails = false
        try writer.begin()
        #expect(try writer.append(draft(), context()).seq == 2)
        try writer.commit()
        #expect(try store.lastSeq() == 2 && witness.seen == [1, 2])
    }
}
