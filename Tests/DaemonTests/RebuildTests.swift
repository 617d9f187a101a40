// A rebuild that the daemon does not survive: what answered before answers after the next start.

import Attestation
import Codec
import Control
import CorpusKit
import Foundation
import Ledger
import Reports
import Testing

@Suite("Killed while rebuilding") struct KilledRebuildTests {
    private func names(_ daemon: RunningDaemon) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: daemon.state + "/projections"))
    }

    private func lines(_ daemon: RunningDaemon, _ file: String) throws -> [Substring] {
        try String(contentsOfFile: "\(daemon.state)/projections/\(file)", encoding: .utf8).split(
            separator: "\n")
    }

    @Test("the old generation serves, and the next start is clean")
    func killed() throws {
        let daemon = try RunningDaemon()
        #expect(daemon.stop() == 0)
        // Long enough for the daemon to be in the middle of it when it says so for the first time.
        do {
            try FileManager.default.removeItem(atPath: daemon.state)
            let ledger = try LedgerStore.open(directory: daemon.state)
            let attestor = try Attestor(ledger)
            let head = attestor.start()
            var corpus = Corpus(.mix)
            let writer = try Corpus.writer(of: ledger, observers: [attestor.makeObserver()])
            try corpus.write(50_000, by: writer)
            attestor.close()
            head.join()
        }
        try daemon.start()
        let before = try daemon.json("report", "attendance", "--body", "body-1")
        let active = try lines(daemon, "active")
        let client = try daemon.client()
        var progress = try client.stream("org.minuted.Projections.Rebuild", ProjectionsQuestion())
        _ = try progress.next()
        daemon.kill()
        // It was in the middle: another file is there, and nothing points to it.
        #expect(try lines(daemon, "active") == active)
        #expect(try names(daemon).contains { $0.hasSuffix(".db") && $0 != "\(active[0]).db" })

        try daemon.start()
        #expect(try lines(daemon, "active") == active)
        #expect(try names(daemon).filter { $0.hasSuffix(".db") } == ["\(active[0]).db"])
        let after = try daemon.json("report", "attendance", "--body", "body-1")
        #expect(after.text == before.text)
        let list = try daemon.json("projection", "list")
        #expect(list["projections"]?.elements.allSatisfy { $0["complete"]?.boolean == true } == true)
        let rebuilt = try daemon.minutectl("projection", "rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        #expect(try lines(daemon, "active").first != active.first)
        #expect(try daemon.minutectl("projection", "verify").status == 0)
    }
}
