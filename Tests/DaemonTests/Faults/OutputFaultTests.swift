// What leaves by the command line: nothing that is there is touched, nothing is left out, and who stops reading is
// told nothing.

import ArgumentParser
import Codec
import Control
import Foundation
import Reports
import Testing

@testable import minutectl

@Suite("What leaves by the command line", .timeLimit(.minutes(10)))
struct OutputFaultTests {
    @Test("an export leaves a file of a similar name alone, and one that is there")
    func exportTakesNothing() throws {
        let daemon = try RunningDaemon.stockton()
        let file = daemon.directory.appending(path: "q").path(percentEncoded: false)
        try Data("mine".utf8).write(to: URL(filePath: file + ".partial"))
        #expect(try daemon.minutectl("log", "export", file).status == 0)
        #expect(try String(contentsOfFile: file + ".partial", encoding: .utf8) == "mine")
        let lines = try String(contentsOfFile: file, encoding: .utf8).utf8.count { $0 == 0x0A }
        #expect(lines == stocktonEntries)
        let again = try daemon.minutectl("log", "export", file)
        #expect(again.status == 2 && again.errors.contains("already exists"))
        let bundle = try daemon.minutectl("decision", "bundle", "corporate-parenting", "--to", file)
        #expect(bundle.status == 2 && bundle.errors.contains("already exists"))
    }

    @Test(
        "a list that comes in pages is read to its end",
        arguments: [1, 7, stocktonEntries - 1, stocktonEntries])
    func allPages(limit: Int) throws {
        let daemon = try RunningDaemon.stockton()
        let options = try GlobalOptions.parse(["--socket", daemon.socket])
        for isNewestFirst in [true, false] {
            var question = EntriesQuestion()
            (question.limit, question.isNewestFirst) = (limit, isNewestFirst)
            let found = try Daemon(options).entries(question).map(\.seq).sorted()
            #expect(found == Array(1...stocktonEntries))
        }
    }

    @Test(
        "who reads only the beginning of an answer is told nothing",
        arguments: [
            "person list", "log export", "log list", "status -o json", "--help", "log follow --after 0",
        ])
    func head(_ words: String) throws {
        let daemon = try RunningDaemon.stockton()
        let program = Programs.path("minutectl")
        // The reader is gone before anything is written, whatever SIGPIPE is inherited.
        for trap in ["", "trap '' PIPE; "] {
            let script =
                "\(trap)exec 3>&1; { \(program) --socket \(daemon.socket) \(words); echo $? >&3; } | :"
            let outcome = try Programs.run("/bin/bash", ["-c", script])
            #expect(outcome.errors == "", "\(words)")
            #expect(outcome.output == "0\n", "\(words)")
        }
    }
}
