// The auditor's way without any of our code: OpenSSL alone verifies a checkpoint's signature.

import Foundation
import Testing

@testable import Evidence

/// Where the openssl command is; nil, loudly, when there is none.
private let openSSL: String? = {
    let found = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    if found == nil { print("*** OPENSSL LEFT OUT: there is no openssl command to check signatures with") }
    return found
}()

@Suite(.enabled(if: openSSL != nil, "needs the openssl command"))
struct OpenSSLTests {
    @Test func openSSLAcceptsOurCheckpointAndRefusesAChangedOne() throws {
        let signed = try TestKeys.checkpoint(TestTree(10), size: 10)
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        // An Ed25519 public key in DER is this fixed beginning and the 32 bytes (RFC 8410 §4).
        let beginning: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
        let key = try TestKeys.board().verifierKey
        try Data(beginning + key.publicKey).write(to: directory.appending(path: "key.der"))
        try Data(signed.note.signatures[0].bytes).write(to: directory.appending(path: "signature"))
        #expect(try verify(signed.note.text, in: directory))
        #expect(try !verify(signed.note.text + [0x0A], in: directory))
    }

    private func verify(_ text: [UInt8], in directory: URL) throws -> Bool {
        try Data(text).write(to: directory.appending(path: "text"))
        let process = Process()
        process.executableURL = URL(filePath: try #require(openSSL))
        process.currentDirectoryURL = directory
        process.arguments = [
            "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "key.der",
            "-sigfile", "signature", "-in", "text",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
