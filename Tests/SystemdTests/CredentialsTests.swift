// Credentials: read when they are there, nil when not, refused when they are not what they should be.

import Foundation
import Testing

@testable import Systemd

@Suite final class CredentialsTests {
    private let directory: URL
    private let credentials: Credentials

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        credentials = Credentials(directory: directory.path(percentEncoded: false))
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    private func give(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: directory.appending(path: name))
    }

    private func failure(_ name: String, limit: Int = Credentials.sizeLimit) -> CredentialError.Reason? {
        do {
            _ = try credentials.read(name, limit: limit)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func aCredentialIsItsBytes() throws {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0) }
        try give("signing-key", bytes)
        #expect(try credentials.read("signing-key") == bytes)
    }

    @Test func anEmptyCredentialIsNotAMissingOne() throws {
        try give("empty", [])
        #expect(try credentials.read("empty") == [])
        #expect(try credentials.read("missing") == nil)
    }

    @Test func withoutDirectoryThereAreNone() throws {
        #expect(try Credentials(directory: nil).read("signing-key") == nil)
        #expect(try Credentials(directory: "/nonexistent").read("signing-key") == nil)
    }

    @Test func theLimitIsTheLongestThatIsRead() throws {
        try give("key", [UInt8](repeating: 7, count: 64))
        #expect(try credentials.read("key", limit: 64)?.count == 64)
        #expect(failure("key", limit: 63) == .tooLong(limit: 63))
        #expect(failure("key", limit: -1) == .tooLong(limit: -1))
        #expect(failure("key", limit: 0) == .tooLong(limit: 0))
    }

    @Test(arguments: ["", ".", "..", "a/b", "../passwd", "/etc/passwd", "a\u{0}b", "a\nb", "a b"])
    func whatIsNotANameIsRefused(name: String) {
        #expect(failure(name) == .invalidName)
    }

    @Test func onlyRegularFilesAreRead() throws {
        try FileManager.default.createDirectory(
            at: directory.appending(path: "folder"), withIntermediateDirectories: false)
        #expect(failure("folder") == .notAFile)
        #expect(mkfifo(directory.appending(path: "pipe").path(percentEncoded: false), 0o600) == 0)
        #expect(failure("pipe") == .notAFile)
        try give("real", [1])
        try FileManager.default.createSymbolicLink(
            at: directory.appending(path: "link"), withDestinationURL: directory.appending(path: "real"))
        #expect(failure("link") == .unreadable(errno: ELOOP))
    }

    @Test func theDirectoryComesFromTheEnvironment() async {
        await #expect(processExitsWith: .success) {
            setenv("CREDENTIALS_DIRECTORY", "/etc", 1)
            let given = try Credentials().read("passwd")
            #expect(given != nil)
            unsetenv("CREDENTIALS_DIRECTORY")
            let withheld = try Credentials().read("passwd")
            #expect(withheld == nil)
        }
    }
}
