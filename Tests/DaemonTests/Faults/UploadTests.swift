// Uploads that nobody ends: they go with their connection, and take nothing from others.

import Codec
import Foundation
import Testing

@Suite("Abandoned uploads, against the real daemon", .timeLimit(.minutes(10)))
struct UploadTests {
    @Test("an upload ends with its connection, and its user may begin another")
    func endsWithItsConnection() throws {
        let daemon = try RunningDaemon.stockton()
        var abandoned: [RawConnection] = []
        for _ in 0..<4 {
            let one = try RawConnection(daemon)
            #expect(one.ask("Ledger.Upload", #"{"text":"x"}"#)?.contains("upload-") == true)
            abandoned.append(one)
        }
        let next = try RawConnection(daemon)
        let refused = next.ask("Ledger.Upload", #"{"text":"x"}"#)
        #expect(refused?.contains("4 uploads of yours are already in progress") == true, "\(refused ?? "")")
        let name = "upload-1"
        abandoned.removeFirst()
        // The daemon notices that a client has gone when its event loop comes round to it.
        var begun: String?
        for _ in 0..<200 where begun == nil {
            let answer = next.ask("Ledger.Upload", #"{"text":"x"}"#)
            begun = answer?.contains("upload-") == true && answer?.contains("Refused") == false ? answer : nil
        }
        #expect(begun != nil)
        #expect(next.ask("Ledger.Import", #"{"upload":"\#(name)"}"#)?.contains("known-upload") == true)
        withExtendedLifetime(abandoned) {}
    }

    @Test("nothing of an upload is left in the state directory, whatever becomes of the daemon")
    func leavesNothing() throws {
        let daemon = try RunningDaemon.stockton()
        let client = try RawConnection(daemon)
        #expect(client.ask("Ledger.Upload", #"{"text":"x"}"#)?.contains("upload-") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: daemon.state + "/uploads") == [])
        daemon.kill()
        try daemon.start()
        #expect(try FileManager.default.contentsOfDirectory(atPath: daemon.state + "/uploads") == [])
    }

    @Test("a folder of uploads that is a link is refused at the start, and nothing behind it is deleted")
    func linkedFolder() throws {
        let daemon = try RunningDaemon.stockton()
        #expect(daemon.stop() == 0)
        let other = daemon.directory.appending(path: "other").path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: other + "/precious.ndjson"))
        try FileManager.default.removeItem(atPath: daemon.state + "/uploads")
        try FileManager.default.createSymbolicLink(
            atPath: daemon.state + "/uploads", withDestinationPath: other)
        let started = try Programs.run(
            Programs.path("minuted"), ["--state-directory", daemon.state, "--socket", daemon.socket])
        #expect(started.status == 69, "\(started.errors)")
        #expect(FileManager.default.fileExists(atPath: other + "/precious.ndjson"))
    }

    @Test(
        "a file that is no import ends it soon, with nothing recorded, also where refused lines are left out")
    func rubbishImport() throws {
        let daemon = try RunningDaemon.stockton()
        let good =
            #"{"id":"x-1","type":"org.minuted.person.registered","data":{"person":"imported","#
            + #""name":"Councillor Imported","kind":"councillor"}}"#
        let few = good + "\n" + String(repeating: "{}\n", count: 999)
        let kept = try daemon.minutectl("log", "import", "--keep-going", "-", input: few)
        #expect(kept.output.contains("Recorded: 1 entry."), "\(kept.errors)")
        #expect(try daemon.entries == stocktonEntries + 1)
        let many =
            good.replacing("x-1", with: "x-2").replacing("imported", with: "another") + "\n"
            + String(repeating: "{}\n", count: 1_000)
        let refused = try daemon.minutectl("log", "import", "--keep-going", "-", input: many)
        #expect(refused.status == 1 && refused.errors.contains("1000 lines are refused"), "\(refused.errors)")
        #expect(try daemon.entries == stocktonEntries + 1)
    }
}
