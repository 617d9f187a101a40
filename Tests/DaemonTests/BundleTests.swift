// A decision's evidence in one file, opened with the tools that an auditor has.

import Codec
import Foundation
import Testing

@Suite("A decision's bundle, through the real programs", .timeLimit(.minutes(10)))
struct BundleTests {
    private static let id = "corporate-parenting-strategy"

    private func bundle(_ daemon: RunningDaemon, _ name: String) throws -> String {
        let file = daemon.directory.appending(path: name).path(percentEncoded: false)
        let made = try daemon.minutectl("decision", "bundle", "corporate-parenting", "--to", file)
        #expect(made.status == 0, "\(made.errors)")
        return file
    }

    @Test("opens with tar, agrees with its sums, and proves each entry")
    func checked() throws {
        let daemon = try RunningDaemon.stockton()
        let attached = daemon.directory.appending(path: "the strategy é.txt").path(percentEncoded: false)
        try Data("Strategy\n".utf8).write(to: URL(filePath: attached))
        #expect(try daemon.minutectl("attachment", "add", "decision/\(Self.id)", attached).status == 0)
        let first = try bundle(daemon, "one.tar")
        #expect(
            try Data(contentsOf: URL(filePath: first))
                == Data(contentsOf: URL(filePath: bundle(daemon, "two.tar"))))
        let place = daemon.directory.path(percentEncoded: false)
        let opened = try Programs.run("/usr/bin/tar", ["-xvf", first, "-C", place])
        #expect(opened.status == 0 && opened.errors.isEmpty, "\(opened.errors)")
        let folder = daemon.directory.appending(path: Self.id)
        let sums = try Programs.run(
            "/bin/sh", ["-c", "cd '\(folder.path(percentEncoded: false))' && sha256sum -c SHA256SUMS"])
        #expect(sums.status == 0, "\(sums.errors)")
        let key = folder.appending(path: "log.vkey").path(percentEncoded: false)
        let anchor = folder.appending(path: "checkpoint").path(percentEncoded: false)
        let proofs = folder.appending(path: "proofs")
        let names = try FileManager.default.contentsOfDirectory(atPath: proofs.path(percentEncoded: false))
        #expect(names.count > 3)
        for name in names {
            let proof = proofs.appending(path: name).path(percentEncoded: false)
            let entry = folder.appending(
                path: "entries/\(name.replacing("tlog-proof", with: "json"))"
            ).path(percentEncoded: false)
            let verified = try Programs.run(
                Programs.path("minuted"),
                ["verify", proof, "--vkey", key, "--anchor", anchor, "--entry", entry])
            #expect(verified.status == 0, "\(name): \(verified.output)\(verified.errors)")
        }
        let text = try String(contentsOf: folder.appending(path: "decision.txt"), encoding: .utf8)
        #expect(text.contains("Corporate Parenting Strategy") && !text.contains("\u{1B}"))
        let readme = try String(contentsOf: folder.appending(path: "README.txt"), encoding: .utf8)
        #expect(readme.contains("the strategy é.txt, text/plain, attached by entry \(stocktonEntries + 1)"))
    }

    @Test("is not made of a decision that is not there, or over a file that is")
    func refused() throws {
        let daemon = try RunningDaemon.stockton()
        let file = try bundle(daemon, "one.tar")
        let over = try daemon.minutectl("decision", "bundle", "corporate-parenting", "--to", file)
        #expect(over.status == 2 && over.errors.contains("already exists"))
        let none = try daemon.minutectl("decision", "bundle", "none", "--to", "\(file).2")
        #expect(none.status == 1 && !FileManager.default.fileExists(atPath: "\(file).2"))
    }
}
