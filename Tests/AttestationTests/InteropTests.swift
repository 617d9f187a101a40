// sigstore's and pymerkle's own code against what is published: others have to agree with our roots, proofs
// and checkpoints.

import Attestation
import Evidence
import Foundation
import Ledger
import Testing

private let scripts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Interop")

private func run(_ program: String, _ arguments: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
}

/// An interpreter with the checkers installed; nil, loudly, if it cannot be made here.
private let interpreter: String? = {
    guard let made = try? run("/bin/sh", [scripts.appending(path: "evidence-env.sh").path]),
        made.status == 0
    else {
        print("*** INTEROP LEFT OUT: sigstore and pymerkle cannot be installed here")
        return nil
    }
    return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
}()

@Suite(.enabled(if: interpreter != nil, "sigstore and pymerkle cannot be installed here"))
struct InteropTests {
    @Test func sigstoreAndPymerkleAgree() throws {
        let witness = try witnessKey()
        for count in [1, 2, 7, 256, 300] {
            let log = try TestLog(entries: count, witnesses: [witness.verifierKey])
            let files = TemporaryDirectory()
            var proofs: [String] = []
            for seq in Set([1, 2, count / 2, count - 1, count]).filter({ (1...count).contains($0) }) {
                proofs.append("\(seq).tlog-proof")
                try files.write(log.attestor.inclusionProof(seq: seq).bytes, "\(seq).tlog-proof")
            }
            // Cosigned and grown meanwhile: they have to cope with signatures of others.
            let request = try log.attestor.witnessRequest()
            let line = try witness.cosign(request.checkpoint.note.text, time: 1_700_000_000).line
            _ = try log.attestor.cosign(answer: Array(line.utf8))
            let published = TemporaryDirectory()
            try log.publish(into: published.path)
            let result = try run(
                #require(interpreter),
                [scripts.appending(path: "check_evidence.py").path, published.path]
                    + proofs.map { files.path + "/" + $0 })
            #expect(result.status == 0, "\(result.output)")
            #expect(result.output == "checked \(count) entries and \(proofs.count) proofs\n")
        }
    }
}
