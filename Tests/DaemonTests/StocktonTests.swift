// Stockton's record through the real daemon: rebuilt, exported, imported. What is asked of it and of the other
// replays is in Tests/Replay.

import Codec
import Foundation
import Testing

@Suite("Stockton's record in the daemon", .timeLimit(.minutes(10)))
struct StocktonTests {
    @Test("a rebuild answers the same, from a new generation")
    func rebuild() throws {
        let daemon = try RunningDaemon.stockton()
        let before = try daemon.json("report", "attendance").indented
        #expect(try daemon.json("projection", "list")["generation"]?.integer == 1)
        let rebuilt = try daemon.minutectl("projection", "rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        #expect(try daemon.json("projection", "list")["generation"]?.integer == 2)
        #expect(try daemon.json("report", "attendance").indented == before)
        #expect(daemon.stop() == 0)
        try daemon.start()
        #expect(try daemon.json("projection", "list")["generation"]?.integer == 2)
        #expect(try daemon.json("report", "attendance").indented == before)
    }

    @Test("applying the constitution afterwards changes nothing")
    func constitution() throws {
        let daemon = try RunningDaemon.stockton()
        let before = try daemon.entries
        let file = Programs.root.appending(path: "config/constitutions/stockton-2007.yaml").path(
            percentEncoded: false)
        #expect(try daemon.json("constitution", "diff", file)["changed"]?.boolean == false)
        #expect(try daemon.json("constitution", "apply", file)["changed"]?.boolean == false)
        #expect(try daemon.entries == before)
    }

    @Test("an export restored elsewhere is the same log, byte for byte")
    func export() throws {
        let one = try RunningDaemon.stockton()
        let file = one.directory.appending(path: "export.ndjson").path(percentEncoded: false)
        #expect(try one.minutectl("log", "export", file).status == 0)
        let history = Programs.root.appending(path: "replay/stockton-2007/history.ndjson")
        #expect(try Data(contentsOf: URL(filePath: file)) == Data(contentsOf: history))
        let refused = try one.minutectl("log", "restore", file)
        #expect(refused.status == 1 && refused.errors.contains("empty"), "\(refused.errors)")
    }

    @Test("an import enters what is new with today's time and the real actor, once")
    func importAnew() throws {
        let one = try RunningDaemon.stockton()
        let two = try RunningDaemon()
        let history = Programs.root.appending(path: "replay/stockton-2007/history.ndjson").path(
            percentEncoded: false)
        let first = try two.minutectl("log", "import", history)
        #expect(first.status == 0, "\(first.errors)")
        #expect(try two.entries == one.entries)
        #expect(try two.minutectl("log", "import", history).status == 0)
        #expect(try two.entries == one.entries)
        let entry = try #require(try two.json("log", "show", "77")["entry"])
        #expect(entry["originalactor"]?.string == "uid:1002(proper-officer)")
        #expect(entry["actor"]?.string?.hasPrefix("uid:\(getuid())") == true)
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        #expect(entry["recordedtime"]?.string?.hasPrefix("\(year)-") == true)
        #expect(entry["time"]?.string == "2007-08-03T00:00:00+01:00")
    }

    @Test("a line that breaks a rule is named, and nothing of the file enters")
    func importRefused() throws {
        let daemon = try RunningDaemon.stockton()
        let before = try daemon.entries
        let good =
            #"{"specversion":"1.0","id":"a-1","type":"org.minuted.person.registered","data":{"person":"new-one","kind":"officer","name":"Officer New"}}"#
        let bad =
            #"{"specversion":"1.0","id":"a-2","type":"org.minuted.meeting.held","data":{"meeting":"nowhere"}}"#
        let file = daemon.directory.appending(path: "import.ndjson")
        try (good + "\n" + bad + "\n").write(to: file, atomically: true, encoding: .utf8)
        let path = file.path(percentEncoded: false)
        let refused = try daemon.minutectl("log", "import", "--verbose", path)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("ine 2"), "\(refused.errors)")
        #expect(refused.errors.contains("known-meeting"), "\(refused.errors)")
        #expect(try daemon.entries == before)
        let kept = try daemon.minutectl("log", "import", "--keep-going", path)
        #expect(kept.status == 1 && (kept.output + kept.errors).contains("There is no meeting"))
        #expect(try daemon.entries == before + 1)
    }
}
