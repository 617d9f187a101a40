// A log that does not continue its head is found out at start.

import Evidence
import Foundation
import Ledger
import Publication
import Testing

@testable import Attestation

@Suite struct HeadTests {
    private func finding(_ directory: TemporaryDirectory, head: String? = nil) throws
        -> RollbackFound.Finding?
    {
        do {
            _ = try TestLog(directory, head: head)
            return nil
        } catch let found as RollbackFound {
            #expect(found.description.contains(directory.path))
            return found.finding
        }
    }

    /// A closed log whose head is written, and a copy from when it was shorter.
    private func backedUp(at size: Int, then more: Int) throws -> (TemporaryDirectory, TemporaryDirectory) {
        let directory = TemporaryDirectory()
        do {
            let log = try TestLog(directory)
            try log.append(size)
            _ = try log.attestor.checkpoint()
        }
        let backup = try directory.copy()
        do {
            let log = try TestLog(directory)
            try log.append(more)
            _ = try log.attestor.checkpoint()
        }
        return (directory, backup)
    }

    @Test func noCheckpointLeavesBeforeTheHead() throws {
        let log = try TestLog(entries: 5)
        #expect(try !log.directory.files().contains("head/checkpoint"))
        let signed = try log.attestor.checkpoint()
        #expect(try log.directory.bytes("head/checkpoint") == signed.bytes)
        // The mark that there never was one is gone with the first.
        #expect(try !log.directory.files().contains("head/new"))
    }

    @Test func theThreadWritesTheHeadByItself() throws {
        let log = try TestLog(entries: 5)
        let thread = log.attestor.start()
        log.attestor.close()
        thread.join()
        let signed = try SignedCheckpoint(parsing: log.directory.bytes("head/checkpoint"))
        #expect(signed.checkpoint.size == 5)
    }

    @Test func aHeadThatCannotBeWrittenKeepsCheckpointsIn() throws {
        let log = try TestLog(entries: 5)
        try FileManager.default.removeItem(atPath: log.directory.path + "/head")
        try log.directory.write([], "head")
        #expect(throws: FileFailure.self) { try log.attestor.checkpoint() }
        #expect(log.attestor.headFailure != nil)
        try FileManager.default.removeItem(atPath: log.directory.path + "/head")
        #expect(try log.attestor.checkpoint().checkpoint.size == 5)
        #expect(log.attestor.headFailure == nil)
    }

    @Test func aCrashBetweenCommitAndHeadIsNoRollback() throws {
        let directory = TemporaryDirectory()
        do { try TestLog(directory).append(5) }
        do {
            let log = try TestLog(directory)
            _ = try log.attestor.checkpoint()
            try log.append(5)
        }
        let log = try TestLog(directory)
        #expect(try log.attestor.checkpoint().checkpoint.size == 10)
    }

    @Test func anOldBackupIsFoundAndTheNewestIsNot() throws {
        let (directory, backup) = try backedUp(at: 300, then: 20)
        #expect(
            try finding(backup, head: directory.path + "/head") == .shorter(size: 300, headSize: 320))
        #expect(try finding(directory) == nil)
        // A backup that is newer than the head continues it.
        #expect(try finding(directory, head: backup.path + "/head") == nil)
    }

    @Test func anotherLogIsFound() throws {
        let (directory, backup) = try backedUp(at: 300, then: 20)
        // The backup went its own way and is longer than the head by now.
        do {
            let log = try TestLog(backup)
            try log.writer.begin()
            _ = try log.writer.append(
                Draft(
                    type: "org.minuted.meeting.held", stream: "meeting/other", streamVersion: 1,
                    time: "2007-09-06T18:30:00+01:00", data: Array("{}".utf8)),
                AppendContext(actor: "uid:0(root)", recordedTime: someTime, commandId: "x"))
            try log.writer.commit()
            try log.append(100)
        }
        guard case .otherTree(headSize: 320, _, _) = try finding(backup, head: directory.path + "/head")
        else {
            Issue.record("another log was not found")
            return
        }
    }

    @Test func aHeadThatIsLostOrDamagedIsFound() throws {
        let (directory, _) = try backedUp(at: 10, then: 1)
        let whole = try directory.bytes("head/checkpoint")
        let file = directory.path + "/head/checkpoint"
        for place in [0, 20, 30, whole.count / 2, whole.count - 10] {
            var changed = whole
            changed[place] ^= 1
            try directory.write(changed, "head/checkpoint")
            #expect(try finding(directory) != nil)
        }
        try FileManager.default.removeItem(atPath: file)
        #expect(try finding(directory) == .headMissing(size: 11))
        // The last checkpoint that left the building takes its place.
        try directory.write(whole, "head/checkpoint")
        #expect(try finding(directory) == nil)
    }

    @Test func anEmptyLogUnderAHeadIsFound() throws {
        let (directory, _) = try backedUp(at: 10, then: 1)
        let fresh = TemporaryDirectory()
        #expect(try finding(fresh, head: directory.path + "/head") == .shorter(size: 0, headSize: 11))
    }

    @Test func anAlteredLogIsFound() throws {
        let (directory, _) = try backedUp(at: 300, then: 1)
        let changes = [
            "UPDATE entry SET body = replace(body, 'Room 299', 'Room 298') WHERE seq = 299",
            "DELETE FROM entry WHERE seq = 301",
            "DELETE FROM entry WHERE seq = 300",
            "UPDATE entry SET body = '{}' WHERE seq = 2",
        ]
        for change in changes {
            let copy = try directory.copy()
            #expect(tamper(copy, withoutTriggers + change) == nil)
            #expect(try finding(copy) != nil, "\(change)")
        }
    }

    @Test func theKeyIsMadeOnceAndKeptPrivate() throws {
        let directory = TemporaryDirectory()
        do { try TestLog(directory, credential: nil).append(2) }
        let key = try directory.bytes("signing.key")
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/signing.key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        do {
            let log = try TestLog(directory, credential: nil)
            try log.append(2)
            #expect(log.attestor.verifierKey?.name == origin)
        }
        #expect(try directory.bytes("signing.key") == key)
        // Another key does not sign on, and a lost one is not made anew.
        guard case .keysRefused = try finding(directory) else {
            Issue.record("another key was taken")
            return
        }
        try FileManager.default.removeItem(atPath: directory.path + "/signing.key")
        #expect(throws: LogKeyError.self) { try TestLog(directory, credential: nil) }
    }
}
