// Hashes kept along with the rows, and what verification finds.

import CorpusKit
import Governance
import Ledger
import SQLite
import Testing

@testable import Projections

@Suite struct RowSumTests {
    private func digest(_ numbers: inout SeededNumbers) -> RowDigest {
        RowDigest(limbs: (numbers.next(), numbers.next(), numbers.next(), numbers.next()))
    }

    @Test func theOrderDoesNotMatterAndWhatGoesIsSubtracted() {
        var numbers = SeededNumbers(seed: 3)
        let digests = (0..<200).map { _ in digest(&numbers) }
        var forwards = RowSum()
        var backwards = RowSum()
        for one in digests { forwards.add(one) }
        for one in digests.reversed() { backwards.add(one) }
        #expect(forwards == backwards)
        for one in digests[50...] { forwards.subtract(one) }
        var few = RowSum()
        for one in digests[..<50] { few.add(one) }
        #expect(forwards == few)
        #expect(few != backwards)
    }

    @Test func aRowThatOccursTwiceDoesNotCancelItselfOut() {
        var numbers = SeededNumbers(seed: 4)
        let one = digest(&numbers)
        var sum = RowSum()
        sum.add(one)
        sum.add(one)
        #expect(sum.description != RowSum().description)
    }

    @Test func theTextIsReadBack() throws {
        var numbers = SeededNumbers(seed: 5)
        var sum = RowSum()
        for _ in 0..<9 { sum.add(digest(&numbers)) }
        #expect(RowSum(sum.description, rows: 9) == sum)
        #expect(RowSum("12", rows: 9) == nil)
    }
}

@Suite struct VerifyTests {
    @Test(arguments: [1, 7, 500]) func theHashIsKeptAlongWhateverTheBatches(batch: Int) throws {
        let bench = try Bench(entries: 400)
        let generation = try Generation(path: bench.path + "/kept.db")
        var directory = Directory()
        var position = 0
        while position < 400 {
            position = try generation.fold(
                bench.ledger, from: position, upTo: min(400, position + batch), into: &directory)
            guard batch > 1 || position.isMultiple(of: 50) else { continue }
            let kept = try generation.status().reduce(into: [:]) { $0[$1.name] = $1.hash }
            #expect(try kept == hashes(generation))
        }
        #expect(try hashes(generation) == hashes(folded(bench.ledger, by: 400, upTo: 400)))
    }

    @Test func soundRowsAreFoundSound() throws {
        let bench = try Bench(entries: 700)
        let store = try bench.store()
        try store.rebuild()
        let findings = try store.verify()
        #expect(findings.map(\.name) == ProjectionCatalog.all.map { $0.name })
        #expect(findings.allSatisfy { $0.isSound && $0.position == 700 })
        #expect(findings.contains { $0.rows > 100 })
    }

    @Test(arguments: [
        (
            "UPDATE meeting SET marks = replace(marks, '\"present\"', '\"present-virtually\"')",
            "mark", "standing"
        ),
        (
            "UPDATE decision SET title = title || '!' WHERE id = (SELECT max(id) FROM decision)", "decision",
            "title"
        ),
        ("DELETE FROM meeting WHERE id = (SELECT max(id) FROM meeting)", "meeting", "id"),
    ])
    func anEditByHandIsFoundAndNamed(sql: String, table: String, field: String) throws {
        let bench = try Bench(entries: 700)
        let store = try bench.store()
        let rebuilt = try store.rebuild()
        try bench.edit(rebuilt.generation, sql)
        let findings = try store.verify()
        let found = try #require(findings.first { !$0.isSound })
        #expect(findings.count { !$0.isSound } == 1)
        #expect(found.difference?.table == table)
        #expect(found.difference?.fields.contains { $0.name == field } == true)
        #expect(found.differing >= 1)
        #expect(found.kept == found.folded)
        #expect(found.standing != found.folded)
        // What follows keeps the difference in view.
        try bench.grow(to: 800)
        store.committed(800)
        bench.running(store) { #expect(store.waitFor(800, milliseconds: 20_000)) }
        #expect(try store.verify().contains { !$0.isSound })
        try store.rebuild()
        #expect(try store.verify().allSatisfy(\.isSound))
    }

    @Test func anEditOfTheHashKeptAlongIsFound() throws {
        let bench = try Bench(entries: 300)
        let store = try bench.store()
        let rebuilt = try store.rebuild()
        try bench.edit(rebuilt.generation, "UPDATE projection SET hash = replace(hash, '0', '1')")
        let findings = try store.verify(["attendance"])
        #expect(findings.count == 1)
        #expect(findings.allSatisfy { !$0.isSound && $0.standing == $0.folded && $0.difference == nil })
    }
}
