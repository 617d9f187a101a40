// Clients that ask for what never comes, read nothing, hang up, or say numbers that cannot be: what it costs them,
// and that it costs nobody else.

import Codec
import Control
import Foundation
import Testing

@Suite("Badly behaved clients, against the real daemon", .timeLimit(.minutes(10)))
struct BadlyBehavedClientTests {
    @Test("an entry that is not there yet is refused, and nobody waits behind those who ask for it")
    func positionsPastTheEnd() throws {
        let daemon = try RunningDaemon.stockton()
        let hostile = try (0..<24).map { _ in try RawConnection(daemon) }
        for one in hostile { one.call("Queries.People", #"{"atleast":1000000000}"#) }
        #expect(try daemon.minutectl("status").status == 0)
        let answer = try #require(hostile[0].frame())
        #expect(answer.contains("Queries.Refused") && answer.contains("known-entry"), "\(answer)")
        // The last entry itself is there; the one after it is not.
        let client = try RawConnection(daemon)
        let last = #"{"atleast":\#(stocktonEntries)}"#
        #expect(client.ask("Queries.People", last)?.contains(#""report""#) == true)
        let next = #"{"atleast":\#(stocktonEntries + 1)}"#
        #expect(client.ask("Queries.People", next)?.contains("known-entry") == true)
    }

    @Test(
        "a number that no entry can have is refused, and the daemon goes on",
        arguments: [
            ("Ledger.Follow", #"{"after":9223372036854775807}"#), ("Ledger.Follow", #"{"after":-1}"#),
            ("Ledger.Follow", #"{"after":1e18}"#), ("Ledger.Export", #"{"to":-9223372036854775808}"#),
            ("Ledger.Export", #"{"to":-9223372036854775809}"#), ("Ledger.Export", #"{"to":-9.3e18}"#),
            ("Ledger.Export", #"{"from":9223372036854775807}"#),
            ("Ledger.Prove", #"{"entry":-9223372036854775808}"#), ("Ledger.Prove", #"{"entry":0}"#),
            ("Ledger.Prove", #"{"from":-1}"#), ("Ledger.Cosign", #"{"from":-9223372036854775808}"#),
            ("Ledger.Attachment", #"{"entry":9223372036854775807}"#),
            ("Projections.Diff", #"{"projection":"attendance","seq":-5}"#),
            ("Queries.People", #"{"atleast":-9223372036854775808}"#),
            ("Queries.Digest", #"{"days":9223372036854775807}"#),
            ("Queries.Digest", #"{"days":-9223372036854775808}"#),
        ])
    func numbersOutOfRange(method: String, parameters: String) throws {
        let daemon = try RunningDaemon.stockton()
        let answer = try #require(try RawConnection(daemon).ask(method, parameters, more: true))
        #expect(answer.contains("Refused") || answer.contains("InvalidParameter"), "\(answer)")
        #expect(try daemon.minutectl("status").status == 0)
    }

    @Test("a page of the log before the first or behind the last entry is no end of the daemon")
    func pagesOutOfRange() throws {
        let daemon = try RunningDaemon.stockton()
        let client = try RawConnection(daemon)
        for after in ["9223372036854775807", "-9223372036854775808"] {
            for newest in ["true", "false"] {
                let question = #"{"after":\#(after),"newestfirst":\#(newest),"limit":-9223372036854775808}"#
                let answer = client.ask("Ledger.List", question)
                #expect(answer?.contains("Ledger.Refused") == true, "\(answer ?? "")")
            }
        }
        let behind = client.ask("Ledger.List", #"{"after":1000000000}"#)
        #expect(behind?.contains(#""entries":[]"#) == true, "\(behind ?? "")")
    }

    @Test("streams that nobody reads hold no threads, and one user has only so many")
    func unreadStreams() throws {
        let daemon = try RunningDaemon.stockton()
        let file = daemon.directory.appending(path: "large.pdf")
        try Data(repeating: 7, count: 8 << 20).write(to: file)
        let added = try daemon.minutectl(
            "attachment", "add", "decision/corporate-parenting", file.path(percentEncoded: false))
        #expect(added.status == 0, "\(added.errors)")
        let threads = try daemon.figure("Threads")
        let hostile = try (0..<60).map { _ in try RawConnection(daemon) }
        for one in hostile {
            one.call("Ledger.Attachment", #"{"entry":\#(stocktonEntries + 1)}"#, more: true)
        }
        let followers = hostile.compactMap { $0.frame() }
        #expect(followers.count == 60)
        #expect(followers.count { $0.contains("base64") } == 16)
        #expect(followers.count { $0.contains("Ledger.Unavailable") } == 44)
        #expect(try daemon.figure("Threads") <= threads)
        #expect(try daemon.figure("VmRSS") < 200 << 10)
        #expect(try daemon.minutectl("person", "list").status == 0)
        // Nothing is read or hashed for one more: it is declined also where there is nothing to read any more.
        try FileManager.default.removeItem(atPath: daemon.state + "/attachments")
        let late = try RawConnection(daemon).ask(
            "Ledger.Attachment", #"{"entry":\#(stocktonEntries + 1)}"#, more: true)
        #expect(late?.contains("Ledger.Unavailable") == true, "\(late ?? "")")
        withExtendedLifetime(hostile) {}
    }

    @Test("followers wait without threads, and each is told of the next entry")
    func followers() throws {
        let daemon = try RunningDaemon.stockton()
        let threads = try daemon.figure("Threads")
        let followers = try (0..<16).map { _ in try RawConnection(daemon) }
        for one in followers { one.call("Ledger.Follow", more: true) }
        #expect(try daemon.minutectl("status").status == 0)
        let added = try daemon.minutectl("person", "register", "Councillor Z", "--kind", "councillor")
        #expect(added.status == 0, "\(added.errors)")
        for one in followers { #expect(one.frame()?.contains("Councillor Z") == true) }
        #expect(try daemon.figure("Threads") <= threads)
    }

    @Test("a stop ends within its time, whatever waits and whoever reads nothing")
    func stopInTime() throws {
        let daemon = try RunningDaemon.stockton()
        let hostile = try (0..<60).map { _ in try RawConnection(daemon) }
        for (number, one) in hostile.enumerated() {
            switch number % 3 {
            case 0: one.call("Ledger.Follow", more: true)
            case 1: one.call("Queries.Findings")
            default: one.call("Ledger.Export", more: true)
            }
        }
        let began = ContinuousClock.now
        #expect(daemon.stop() == 0)
        #expect(ContinuousClock.now - began < .seconds(5))
        withExtendedLifetime(hostile) {}
        try daemon.start()
        #expect(try daemon.entries == stocktonEntries)
    }
}
