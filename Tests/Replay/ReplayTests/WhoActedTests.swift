// What answers say of people and bodies that acted: the holder of an office on the day, a body that could only endorse,
// letters that went nowhere, visits that were made. Asked of recorded histories.

import Codec
import ReplayKit
import Testing

@Suite("Who acted, and what nobody did") struct WhoActedTests {
    private func daemon(_ name: String) throws -> RestoredDaemon {
        try RestoredDaemon(history: Replay(name, root: TopOfRepository.url).historyFile)
    }

    private func json(_ daemon: RestoredDaemon, _ words: String...) throws -> JSONNode {
        try JSONDocument(Array(daemon.minutectl(["-o", "json"] + words))).root
    }

    private func text(_ daemon: RestoredDaemon, _ words: String...) throws -> String {
        String(decoding: Array(try daemon.minutectl(words)), as: UTF8.self)
    }

    @Test("what a predecessor signed off or completed is not the successor's")
    func predecessor() throws {
        let stoke = try daemon("stoke-2014")
        let matter = try json(stoke, "matter", "show", "quality2care", "--as-at", "2014-11-30")
        #expect(matter["matter"]?["to"]?["id"]?.string == "office/director-of-people")
        #expect(matter["matter"]?["to"]?["person"]?.string != "director-two")
        let action = try json(stoke, "action", "show", "changes-of-social-worker", "--as-at", "2014-11-30")
        #expect(action["action"]?["standing"]?.string == "completed")
        #expect(action["action"]?["owner"]?["person"]?.string != "director-two")
        let duty = try json(
            daemon("middlesbrough-2009"), "duty", "show", "chief-executive-monitors-performance", "--as-at",
            "2010-09-30")
        let done = (duty["occurrences"]?.elements ?? []).first { $0["done"]?.string == "2010-01-20" }
        #expect(done?["bearer"]?["person"]?.string == "chief-executive-one")
    }

    @Test("a body without power to decide endorses")
    func endorsed() throws {
        let council = try daemon("middlesbrough-2021")
        let shown = try text(council, "decision", "show", "strategy-accepted", "--as-at", "2021-04-30")
        #expect(shown.contains("Endorsed on Thursday 14 January 2021"))
        #expect(!shown.contains("Ratified on Thursday 14 January 2021"))
        let list = try json(
            council, "decision", "list", "--body", "improvement-board", "--as-at", "2021-09-30")
        #expect(list["dealtwith"]?.elements.first?["endorsement"]?.boolean == true)
    }

    @Test(
        "a meeting without the people that its terms require is a finding; a rule that there is not finds nothing"
    )
    func composition() throws {
        let stoke = try daemon("stoke-2014")
        let found = try json(
            stoke, "report", "findings", "--rule", "composition-not-met", "--as-at", "2014-11-30")
        let meetings = Set((found["findings"]?.elements ?? []).compactMap { $0["record"]?.string })
        #expect(meetings.contains("meeting/corporate-parenting-panel-2014-06-04"))
        #expect(meetings.contains("meeting/corporate-parenting-panel-2014-09-17"))
        let none = try text(stoke, "report", "findings", "--rule", "nonsense", "--as-at", "2014-11-30")
        #expect(none.contains("No findings whose rule begins with") && !none.contains("nothing is missing"))
    }

    @Test("the digest says whose visits are missing, and which letters are not recorded as sent")
    func digest() throws {
        let stoke = try text(daemon("stoke-2014"), "-o", "csv", "report", "digest", "--as-at", "2014-11-30")
        #expect(stoke.contains("Safeguarding teams: rota 4 visits due between"))
        #expect(stoke.contains("not made (Councillor A, "))
        #expect(!stoke.contains("No rota visit"))
        let stockton = try text(
            daemon("stockton-2007"), "-o", "csv", "report", "digest", "--as-at", "2008-12-31")
        #expect(stockton.contains("is not recorded as sent"))
    }
}
