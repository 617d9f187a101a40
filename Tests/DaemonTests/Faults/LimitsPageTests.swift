// docs/LIMITS.md and the code say the same.

import Codec
import Control
import ControlServer
import Foundation
import Governance
import Testing

@testable import minuted

@Suite("The page of limits")
struct LimitsPageTests {
    private static let page =
        (try? String(contentsOf: Programs.root.appending(path: "docs/LIMITS.md"), encoding: .utf8)) ?? ""

    /// The bold numbers of each line of the page's tables, by what the line is about.
    private static let rows: [String: [Int]] = {
        var rows: [String: [Int]] = [:]
        for line in page.split(separator: "\n") where line.hasPrefix("| ") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let parts = cells[1].components(separatedBy: "**")
            let numbers = parts.enumerated().filter { $0.offset % 2 == 1 }
            rows[cells[0]] = numbers.compactMap { Int($0.element.replacing(",", with: "")) }
        }
        return rows
    }()

    private static let connection = ConnectionLimits()

    private static func seconds(_ duration: Duration?) -> Int { Int(duration?.components.seconds ?? 0) }

    private static let code: [(String, [Int])] = [
        ("length of a call (frame)", [connection.frameSize]),
        ("time for a call to arrive, first byte to last", [seconds(connection.frameTime)]),
        ("calls of one connection worked on at once", [connection.callsInFlight]),
        ("read ahead while a call is worked on", [connection.readAhead]),
        ("unread answers before a stream or the next call waits", [connection.unsentReplies]),
        ("unread answers of a stream that does not wait", [connection.unsentStream]),
        ("time to read some of an answer", [seconds(connection.readingTime)]),
        ("time to read some of a stream", [seconds(connection.streamReadingTime)]),
        ("silence", [seconds(connection.idleTime)]),
        ("clients (`clients` in minuted.yaml)", [server.clients]),
        (
            "clients of one user: half of the places that the others leave, so with nobody else",
            [server.clients / 2]
        ),
        ("calls on their way and unread answers of one user's connections", [server.bytesOfUser]),
        ("depth of JSON", [JSONDocument.maximumDepth]),
        ("threads that answer questions", [Limits.threads]),
        ("calls of one user that wait for a thread", [Limits.waitingOfUser]),
        ("time a question waits for the projections to catch up", [Limits.patience]),
        ("streams (follow, export, backup, attachment, lists in pages) of one user", [Limits.streamsOfUser]),
        ("streams of all", [Limits.streams]),
        ("long work (rebuild, verify, why, diff, comparison) of one user", [Limits.longWorkOfUser]),
        ("long work of all", [Limits.longWork]),
        ("a stream's piece", [Limits.piece]),
        ("lines of a list in one page, where `more` is set and no `limit`", [Limits.page]),
        ("uploads under way of one user", [Limits.uploadsOfUser]),
        ("uploads under way of all", [Limits.uploads]),
        ("uploads of one user together, on disk", [Limits.uploadBytesOfUser]),
        ("time without a piece after which an upload is dropped", [Limits.uploadTime]),
        ("a stop: calls in flight", [Limits.stopCalls]), ("a stop: in all", [Limits.stop]),
        ("an entry's payload", [Admitted.longestData]),
        ("a number whose field says no other bounds", [FieldBounds.number.range.upperBound]),
        ("a list whose field says no other bound", [FieldBounds.longestList]),
        ("years of dates", [PlausibleYears.range.lowerBound, PlausibleYears.range.upperBound]),
        ("commands or a constitution in an upload, recorded in one go", [SubmitRequest.greatestUpload]),
        ("an attached file", [AttachmentAdded.largest]),
        ("missed times of a duty that are told apart", [Schedule.longestRun]),
        ("times due of one duty that are told apart", [Schedule.mostToldApart]),
        ("where in a source an entry comes from", [Provenance.longestPlace]),
    ]

    private static let server = VarlinkServer.Configuration(
        identity: ServiceIdentity(vendor: "", product: "", version: "", url: ""))

    @Test("says what the code says", arguments: code.map(\.0))
    func same(_ what: String) throws {
        let expected = try #require(Self.code.first { $0.0 == what }?.1)
        #expect(Self.rows[what] == expected)
    }

    @Test("has every bound of the daemon and of a connection, and no other number in bold without the code's")
    func whole() throws {
        // What other layers keep to themselves is named here, so that a new line is not forgotten.
        let elsewhere: Set = [
            "unfilled seats of one capacity that are listed one by one",
            "times due on a page of a duty or a duty calendar",
            "commands that share a commit", "refused lines that an import leaves out",
            "what",
        ]
        let known = Set(Self.code.map(\.0)).union(elsewhere)
        #expect(
            Set(Self.rows.keys).subtracting(["---"]).filter { !$0.hasPrefix("-") }.subtracting(known) == [])
        let source = try String(
            contentsOf: Programs.root.appending(path: "Sources/minuted/Service/Limits.swift"), encoding: .utf8
        )
        let names = source.matches(of: /static let \(?(\w+)(?:, (\w+))?(?:, (\w+))?/).flatMap {
            [$0.output.1, $0.output.2, $0.output.3].compactMap { $0.map(String.init) }
        }
        // How long threads at work are waited for is part of a stop's whole.
        let tests = try String(contentsOfFile: #filePath, encoding: .utf8)
        #expect(names.count > 10)
        for name in names where name != "stopThreads" { #expect(tests.contains("Limits.\(name)"), "\(name)") }
    }
}
