// The rows that each fold makes of a fixed corpus, as hashes in a file. A fold that makes other rows needs
// a new version, or councils would go on with old rows beside new ones; a fold that is written differently
// and makes the same rows needs none.
//
// After a new version, or for a new projection: MINUTED_RECORD=1 swift test --filter GoldenTests. It fails
// once, so that the change of the file is looked at.

import Codec
import CorpusKit
import Foundation
import Governance
import Ledger
import Testing

@testable import Projections

@Suite struct GoldenTests {
    /// What a fold made of the corpus.
    private struct Golden: Record, Equatable {
        var projection = ""
        var version = 0
        var rows = 0
        var hash = ""

        mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("projection", &projection)
            try coder.field("version", &version)
            try coder.field("rows", &rows)
            try coder.field("hash", &hash)
        }
    }

    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/folds.ndjson")

    /// Every event of the replays, and a corpus that is longer and duller.
    private func golden() throws -> [Golden] {
        let generation = try Generation()
        var events = try replayed()
        let bench = try Bench(entries: 3_000)
        try bench.ledger.forEach(in: 1...3_000) { events.append(try Event(seq: $0, entry: $1)) }
        events += try visited()
        var directory = Directory()
        try generation.fold(
            { take in for (index, event) in events.enumerated() { try take(FoldEntry(index + 1, event)) } },
            through: events.count, into: &directory)
        let status = try generation.status()
        let sums = try hashes(generation)
        return status.map { one in
            #expect(one.fault == nil)
            var golden = Golden()
            (golden.projection, golden.version) = (one.name, one.version)
            (golden.rows, golden.hash) = (sums[one.name]?.rows ?? 0, sums[one.name]?.description ?? "")
            return golden
        }
    }

    /// Records that neither the replays nor the corpus have.
    private func visited() throws -> [Event] {
        var visit = VisitMade()
        (visit.visit, visit.place) = (try VisitID(text: "lodge-2009-09"), try PlaceID(text: "lodge"))
        var pledge = PledgeAdopted()
        pledge.pledge = try PledgeID(text: "our-pledge")
        var list = IssueListEstablished()
        list.list = try IssueListID(text: "top-ten-issues")
        return [.visitMade(visit), .pledgeAdopted(pledge), .issueListEstablished(list)]
    }

    private func replayed() throws -> [Event] {
        let replays = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "replay/stockton-2007/history.ndjson")
        let lines = try String(contentsOf: replays, encoding: .utf8).split(separator: "\n")
        return try lines.enumerated().map { index, line in
            try Array(line.utf8).withUnsafeBytes { try Event(seq: index + 1, entry: $0) }
        }
    }

    @Test func noFoldHasChangedWhatItMakesWithoutANewVersion() throws {
        let golden = try golden()
        if ProcessInfo.processInfo.environment["MINUTED_RECORD"] == "1" {
            let lines = golden.map { String(decoding: $0.json, as: UTF8.self) + "\n" }
            try lines.joined().write(to: Self.file, atomically: true, encoding: .utf8)
            Issue.record("recorded anew: look at the change of \(Self.file.lastPathComponent)")
            return
        }
        let recorded = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
            .map { try Golden(json: Array($0.utf8)) }
        for one in golden {
            guard let known = recorded.first(where: { $0.projection == one.projection }) else {
                Issue.record("\(one.projection) is not recorded yet: MINUTED_RECORD=1")
                continue
            }
            #expect(one.rows > 0, "the corpus makes no rows of \(one.projection)")
            if known.version == one.version {
                #expect(
                    known == one,
                    "the fold of \(one.projection) makes other rows: it needs a new version")
            } else {
                #expect(known.version < one.version, "\(one.projection): versions only grow")
                Issue.record("\(one.projection) has a new version: record it with MINUTED_RECORD=1")
            }
        }
    }
}
