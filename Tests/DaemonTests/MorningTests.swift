// The morning's picture, the linter and what is lacking, asked through the real programs.

import Codec
import Foundation
import Testing

@Suite("What waits and what is lacking, through the real programs", .timeLimit(.minutes(5)))
struct MorningTests {
    private func ok(_ outcome: Outcome) { #expect(outcome.status == 0, "\(outcome.errors)") }

    @Test("status says what is overdue and what waits; the digest says it to each whom it concerns")
    func morning() throws {
        let daemon = try RunningDaemon.stockton()
        ok(
            try daemon.minutectl(
                "action", "raise", "Recruit carers", "--owner", "councillor-b", "--due", "1 March 2008",
                "--on", "1 February 2008"))
        ok(
            try daemon.minutectl(
                "absence", "vacancy", "councillor-e", "--on", "1 February 2008", "--reason", "No meeting"))
        let status = try daemon.minutectl("status")
        #expect(
            status.output.contains("Overdue") && status.output.contains("Recruit carers"), "\(status.output)")
        #expect(status.output.contains("has been vacant"), "\(status.output)")
        // The owner sees it, and so does whoever leads the owner's group; nobody else.
        func digest(_ whose: String) throws -> String {
            try daemon.minutectl("report", "digest", "--for", whose, "-o", "csv").output
        }
        #expect(try digest("councillor-b").contains("Recruit carers"))
        let people = try daemon.json("report", "digest")["items"]?.elements
            .first { $0["text"]?.string?.contains("Recruit") ?? false }?["people"]?.elements.compactMap(
                \.string)
        #expect(people?.contains("councillor-b") == true)
        ok(
            try daemon.minutectl(
                "absence", "fill-vacancy", "councillor-e", "--by", "councillor-b", "--on", "1 March 2008"))
        #expect(
            try daemon.json("seat", "vacancies")["vacancies"]?.elements.allSatisfy { $0["person"] == nil }
                == true)
    }

    @Test("findings name rule, record and remedy, and can be asked of one body or rule")
    func findings() throws {
        let daemon = try RunningDaemon.stockton()
        let all = try #require(daemon.json("report", "findings")["findings"]?.elements)
        let rules = Set(all.compactMap { $0["rule"]?.string })
        #expect(rules.contains("signed-before-made"), "\(rules.sorted())")
        #expect(all.allSatisfy { $0["remedy"]?.string?.hasSuffix(".") ?? false })
        let one = try daemon.json("report", "findings", "--rule", "signed-before-made")["findings"]?.elements
        #expect(one?.count == 1 && one?[0]["record"]?.string == "decision/corporate-parenting-strategy")
        let cabinet = try #require(
            daemon.json("report", "findings", "--body", "cabinet")["findings"]?.elements)
        #expect(!cabinet.isEmpty && cabinet.count < all.count)
        #expect(cabinet.allSatisfy { $0["body"]?.string == "cabinet" })
        // A finding goes when it is put right.
        ok(
            try daemon.minutectl(
                "decision", "correct", "corporate-parenting", "signed-on", "2007-08-06", "--reason", "Misread"
            ))
        let after = try daemon.json("report", "findings", "--rule", "signed-before-made")["findings"]?
            .elements
        #expect(after?.isEmpty == true)
    }
}
