// The index beside the log can be deleted, damaged, older, newer or another log's: look-ups are right all the same.

import Foundation
import Governance
import Testing

@testable import Ledger

@Suite struct IndexTests {
    private func index(_ directory: TemporaryDirectory) -> URL { URL(filePath: directory.path + "/index.db") }

    private func remove(_ directory: TemporaryDirectory) {
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory.path + "/index.db" + end)
        }
    }

    /// A closed log of so many entries, with its index written.
    private func log(_ count: Int, seed: UInt64 = 7) throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store, seed: seed)
        try append(writer, count - 1)
        try store.flushIndex()
        return directory
    }

    private func append(_ writer: LedgerWriter, _ count: Int) throws {
        try writer.begin()
        for _ in 0..<count {
            let number = writer.lastSeq
            let context = AppendContext(
                actor: "uid:0(root)", recordedTime: someTime, commandId: "c-\(number)",
                commandDigest: number % 3 == 0 ? String(repeating: "ab", count: 32) : nil)
            let stream = "meeting/m-\(number / 4)"
            _ = try writer.append(draft(stream, version: try writer.version(of: stream) + 1), context)
        }
        try writer.commit()
    }

    private func check(_ directory: TemporaryDirectory, _ count: Int) throws {
        let store = try LedgerStore.open(directory: directory.path)
        #expect(try store.lastSeq() == count)
        #expect(store.health.damage == nil)
        #expect(try store.verifyIndex() == nil)
        #expect(try store.entries(stream: "meeting/m-1").map(\.seq) == [5, 6, 7, 8])
        #expect(try store.receipt(of: "c-3")?.entries == 4...4)
        #expect(try store.seqs(ofTypes: ["org.minuted.meeting.scheduled"]).count == count - 1)
        let writer = try store.makeWriter()
        #expect(try writer.version(of: "meeting/m-1") == 4)
        #expect(try writer.receipt(of: "c-3")?.entries == 4...4)
    }

    /// What shares a transaction sees the file as it was when that began, and memory as it is. What goes from memory into
    /// the file in between must not be missed.
    @Test func sharedLookUpsSeeWhatIsWrittenMeanwhile() throws {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store, seed: 7)
        try append(writer, 40)
        writer.beginLookingUp()
        defer { writer.endLookingUp() }
        // The transaction begins with this look-up, while nothing is in the file.
        #expect(try writer.streams(prefix: "meeting/m-5", limit: 9) == ["meeting/m-5"])
        try store.flushIndex()
        #expect(try writer.streams(prefix: "meeting/m-6", limit: 9) == ["meeting/m-6"])
        #expect(try writer.receipt(of: "c-21")?.entries == 22...22)
        #expect(try writer.entries(stream: "meeting/m-7").map(\.seq) == [29, 30, 31, 32])
    }

    /// Entries that are committed on another thread while look-ups share a transaction.
    @Test func sharedLookUpsFindEntriesCommittedMeanwhile() throws {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store, seed: 7)
        try append(writer, 3)
        writer.beginLookingUp()
        defer { writer.endLookingUp() }
        _ = try writer.streams(prefix: "meeting/", limit: 9)
        #expect(try writer.entry(seq: 2)?.seq == 2)
        try append(writer, 3)
        #expect(try writer.entry(seq: 6)?.seq == 6)
        #expect(try writer.entry(seq: 8) == nil)
    }

    /// A stream that a look-up did not find has no entry until one is appended, and one after that.
    @Test func aStreamThatWasNotFoundIsKnownOnceItIsThere() throws {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store, seed: 7)
        #expect(try writer.streams(prefix: "meeting/m-0", limit: 9).isEmpty)
        #expect(try writer.version(of: "meeting/m-0") == 0)
        try append(writer, 2)
        #expect(try writer.streams(prefix: "meeting/m-0", limit: 9) == ["meeting/m-0"])
        #expect(try writer.version(of: "meeting/m-0") == 2)
        try writer.begin()
        _ = try writer.append(draft("meeting/m-9", version: 1), context())
        #expect(try writer.streams(prefix: "meeting/m-9", limit: 9) == ["meeting/m-9"])
        writer.rollback()
        #expect(try writer.streams(prefix: "meeting/m-9", limit: 9).isEmpty)
        #expect(try writer.version(of: "meeting/m-9") == 0)
    }

    @Test func itMayBeDeleted() throws {
        let directory = try log(700)
        remove(directory)
        try check(directory, 700)
    }

    @Test func itMayBeNoDatabaseOrADamagedOne() throws {
        for place in [0, 4_096, 8_192, 20_480] {
            let directory = try log(700)
            let file = try FileHandle(forUpdating: index(directory))
            try file.seek(toOffset: UInt64(place))
            try file.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
            try file.close()
            // What the start does not read is found by a look at all, and is not taken for damage to the log.
            do {
                let store = try LedgerStore.open(directory: directory.path)
                let finding = Result { try store.verifyIndex() }
                if case .success(nil) = finding {
                    #expect(store.health.damage == nil, "\(place)")
                } else if store.health.damage != nil {
                    #expect(store.health.reason(directory: "d")?.contains("delete that file") == true)
                }
            }
            remove(directory)
            try check(directory, 700)
        }
    }

    @Test func itMayBeOlderThanTheLog() throws {
        let directory = try log(700)
        do {
            let store = try LedgerStore.open(directory: directory.path)
            try append(try store.makeWriter(), 9_000)
        }
        try check(directory, 9_700)
    }

    @Test func itMayBeAheadOfTheLogOrOfAnotherOne() throws {
        let (short, long, other) = (try log(300), try log(900), try log(300, seed: 8))
        for source in [long, other] {
            remove(short)
            try FileManager.default.copyItem(at: index(source), to: index(short))
            try check(short, 300)
        }
    }

    /// Two histories with a beginning in common: of the same council, and each with a first entry that both have.
    @Test func itMayBeOfAnotherHistoryOfTheSameLog() throws {
        let (mine, other) = (try log(300), TemporaryDirectory())
        try FileManager.default.copyItem(atPath: mine.path, toPath: other.path)
        for directory in [mine, other] {
            let store = try LedgerStore.open(directory: directory.path)
            try append(try store.makeWriter(), directory === mine ? 500 : 400)
            try store.flushIndex()
        }
        remove(mine)
        try FileManager.default.copyItem(at: index(other), to: index(mine))
        try check(mine, 800)
    }

    /// Entries are other ones, as in a log that was restored from a changed export, and the last one is the same. A short
    /// log is looked at whole, a long one in places.
    @Test(arguments: [(300, 40...40), (9_000, 4_000...8_999)])
    func itMayBeOfALogThatEndsTheSame(_ count: Int, _ changed: ClosedRange<Int>) throws {
        let directory = try log(count)
        let changing = """
            DROP TRIGGER entry_update;
            UPDATE entry SET body = replace(body, 'uid:0(root)', 'uid:1(root)')
            WHERE seq BETWEEN \(changed.lowerBound) AND \(changed.upperBound);
            CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN
                SELECT RAISE(ABORT, 'entry: the log is append-only');
            END;
            """
        #expect(tamper(directory, changing) == nil)
        let store = try LedgerStore.open(directory: directory.path)
        #expect(try store.verifyIndex() == nil)
    }

    @Test func itIsWrittenWhileMoreIsAppendedAndWhatWaitsIsBounded() throws {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store)
        for round in 0..<30 {
            try append(writer, 1_000)
            if round % 7 == 3 { try store.flushIndex() }
            #expect(store.index.waiting <= LogIndex.capacity + 1_000)
        }
        #expect(try store.verifyIndex() == nil)
    }

    /// A statement left open by a look-up would keep its connection at the log of that moment for good.
    @Test func aLookUpByPrefixHoldsNoConnectionBack() throws {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store)
        try append(writer, 7)
        for limit in [0, 1, 2, 9] {
            try store.flushIndex()
            let known = (try store.lastSeq() + 3) / 4
            let found = try writer.streams(prefix: "meeting/m-", limit: limit)
            #expect(found == (0..<min(limit, known)).map { "meeting/m-\($0)" })
            #expect(try store.streams(prefix: "meeting/m-", limit: limit) == found)
            var filter = EntryFilter()
            filter.typePrefix = "org.minuted.meeting"
            #expect(try store.list(filter).entries.count == store.lastSeq() - 1)
            try append(writer, 4)
            try store.flushIndex()
            let last = try store.lastSeq()
            let stream = "meeting/m-\((last - 1) / 4)"
            #expect(try writer.entries(stream: stream).last?.seq == last)
            #expect(try store.entries(stream: stream).last?.seq == last)
            #expect(try store.entry(seq: last)?.seq == last && writer.entry(seq: last)?.seq == last)
        }
    }

    @Test func aConnectionThatWasLeftReadingIsNotUsedAgain() throws {
        let directory = try log(9)
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try store.makeWriter()
        try store.index.read { connection in
            let statement = try connection.statement(EntryReading.one)
            statement.bind(1, 1)
            #expect(try statement.step())
        }
        try append(writer, 1)
        #expect(try store.entry(seq: 10)?.seq == 10)
    }

    @Test func numbersArePackedAndUnpacked() {
        var generator = SeededGenerator(seed: 3)
        var numbers: [Int] = []
        var last = 0
        for _ in 0..<1_000 {
            last += 1 + Int(generator.next() >> UInt64.random(in: 34...63, using: &generator))
            numbers.append(last)
        }
        var found: [Int] = []
        PackedNumbers.pack(numbers).withUnsafeBytes { PackedNumbers.forEach($0) { found.append($0) } }
        #expect(found == numbers)
    }

    @Test func whatIsDecidedOnTopOfAFailedBatchFallsWithIt() throws {
        let directory = TemporaryDirectory()
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store)
        try writer.begin()
        _ = try writer.append(draft("meeting/a"), context(command: "a"))
        let first = try writer.seal()
        try writer.begin()
        _ = try writer.append(draft("meeting/a", version: 2), context(command: "b"))
        #expect(try writer.entries(stream: "meeting/a").map(\.seq) == [2, 3])
        #expect(try store.entries(stream: "meeting/a").isEmpty)
        let second = try writer.seal()
        // The first one fails, so the second has nothing to stand on.
        #expect(throws: AppendError.self) { try writer.appender.append(second) }
        #expect(try store.lastSeq() == 1)
        writer.startOver()
        #expect(writer.lastSeq == 1)
        #expect(try writer.version(of: "meeting/a") == 0 && writer.entries(stream: "meeting/a").isEmpty)
        try writer.begin()
        #expect(try writer.append(draft("meeting/b"), context()).seq == 2)
        try writer.commit()
        #expect(throws: AppendError.self) { try writer.appender.append(first) }
        #expect(try store.lastSeq() == 2 && store.verifyIndex() == nil)
    }

    @Test("Entries that no source bears out are found in memory, in the file and after a rebuild")
    func unsourced() throws {
        let directory = TemporaryDirectory()
        do {
            let store = try LedgerStore.open(directory: directory.path)
            let writer = try foundedWriter(store)
            try writer.begin()
            for (number, kind) in [ProvenanceKind?.none, .source, .assumed, .invented, .inferred].enumerated()
            {
                var draft = draft("meeting/m-\(number)")
                draft.extensions = kind.map { Provenance($0, place: "S0").attributes } ?? []
                _ = try writer.append(draft, context())
            }
            // What is not committed is known to who decides next, and to nobody else.
            #expect(try writer.weakestProvenance(of: ["meeting/m-0", "meeting/m-2"]) == .assumed)
            #expect(try store.unsourced().isEmpty)
            try writer.commit()
            try checkUnsourced(store)
            #expect(try writer.weakestProvenance(of: ["meeting/m-3", "meeting/m-2"]) == .invented)
            #expect(try writer.weakestProvenance(of: ["meeting/m-0", "meeting/m-1", "meeting/m-4"]) == nil)
            try store.flushIndex()
            try checkUnsourced(store)
        }
        remove(directory)
        let store = try LedgerStore.open(directory: directory.path)
        try checkUnsourced(store)
        #expect(try store.verifyIndex() == nil)
    }

    private func checkUnsourced(_ store: LedgerStore) throws {
        let found = try store.unsourced()
        #expect(found.assumed == [4] && found.invented == [5])
        #expect(try store.unsourced(upTo: 4).invented == [])
        #expect(try store.unsourced(upTo: 3).isEmpty)
        #expect(try store.weakestProvenance(of: ["meeting/m-3"], among: found) == .invented)
        #expect(try store.weakestProvenance(of: ["meeting/m-1"], among: found) == nil)
        // They are no types.
        var filter = EntryFilter()
        filter.typePrefix = ""
        #expect(try store.list(filter).entries.count == 6)
    }
}
