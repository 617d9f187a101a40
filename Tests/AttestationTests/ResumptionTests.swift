// A log of which entries were lost goes on under another name, and everybody can see it.

import Codec
import Evidence
import Foundation
import Governance
import Ledger
import Testing

@testable import Attestation

@Suite struct ResumptionTests {
    private static let newName = "minuted.example/testham-2"

    /// A log that had 20 entries, of which a backup has 12; and checkpoints of 10, 16 and 20.
    private func rolledBack() throws -> (TemporaryDirectory, [Int: AuditInputs.File]) {
        let directory = TemporaryDirectory()
        var anchors: [Int: AuditInputs.File] = [:]
        do {
            let log = try TestLog(directory)
            try log.append(10)
            anchors[10] = try log.anchor("ten")
            try log.append(2)
        }
        let backup = try directory.copy()
        do {
            let log = try TestLog(directory)
            try log.append(4)
            anchors[16] = try log.anchor("sixteen")
            try log.append(4)
            anchors[20] = try log.anchor("twenty")
        }
        try FileManager.default.removeItem(atPath: backup.path + "/head")
        try FileManager.default.copyItem(atPath: directory.path + "/head", toPath: backup.path + "/head")
        return (backup, anchors)
    }

    /// - Parameter headIsWritten: false for a power cut before the new head is.
    private func resume(_ directory: TemporaryDirectory, headIsWritten: Bool = true) throws {
        let store = try LedgerStore.open(directory: directory.path)
        var settings = Attestor.Settings()
        settings.credential = seed
        let resumption = try Resumption(store, settings: settings, name: Self.newName)
        let writer = try store.makeWriter(observers: [resumption.attestor.makeObserver()])
        let event = try resumption.entry(council: "testham", reason: "the disk failed")
        try writer.begin()
        _ = try writer.append(
            Draft(
                type: KeySucceeded.type, stream: "council/testham", streamVersion: 2,
                time: "2007-09-06T18:30:00+01:00", data: event.json),
            AppendContext(actor: "uid:0(root)", recordedTime: someTime, commandId: "r"))
        try writer.commit()
        if headIsWritten { _ = try resumption.attestor.checkpoint() }
    }

    @Test(arguments: [true, false]) func itGoesOnUnderAnotherName(headIsWritten: Bool) throws {
        let (directory, anchors) = try rolledBack()
        #expect(throws: RollbackFound.self) { try TestLog(directory) }
        try resume(directory, headIsWritten: headIsWritten)
        let log = try TestLog(directory)
        try log.append(30)
        let signed = try log.attestor.checkpoint()
        #expect(signed.checkpoint.origin == Self.newName && signed.checkpoint.size == 43)
        #expect(try directory.bytes("head/checkpoint") == signed.bytes)
        let kept = try audit(directory.path, [#require(anchors[10])])
        #expect(kept.verdict == .verified && kept.report?.entries.anchor?.size == 10, "\(kept.lines)")
        let new = try audit(directory.path, [AuditInputs.File(label: "new", bytes: signed.bytes)])
        #expect(new.verdict == .verified && new.report?.entries.uncoveredTail == 0, "\(new.lines)")
        let told = "from entry 13 on; as \(origin) it had reached 20 entries, of which the last 8 are lost"
        for result in [kept, new] { #expect(result.lines.contains { $0.contains(told) }, "\(result.lines)") }
    }

    @Test func whoeverHasACheckpointOfTheLostEntriesShowsThatTheyAreMissing() throws {
        let (directory, anchors) = try rolledBack()
        try resume(directory)
        let log = try TestLog(directory)
        try log.append(30)
        for size in [16, 20] {
            let result = try audit(directory.path, [#require(anchors[size])])
            #expect(result.verdict == .broken, "\(size): \(result.lines)")
            #expect(result.lines.first?.contains("had \(size) entries under the name \(origin)") == true)
        }
        // What the old key signs beyond its range counts for nothing.
        let forged = try SignedCheckpoint(
            Checkpoint(origin: origin, size: 43, root: log.expectedRoot(size: 43)), signedBy: logKey())
        let result = try audit(directory.path, [AuditInputs.File(label: "forged", bytes: forged.bytes)])
        #expect(result.verdict == .broken, "\(result.lines)")
    }

    @Test func aPublicationSaysSoToo() throws {
        let (directory, anchors) = try rolledBack()
        try resume(directory)
        let (log, published) = (try TestLog(directory), TemporaryDirectory())
        try log.append(3)
        try log.publish(into: published.path)
        let result = try audit(published.path, [#require(anchors[10])])
        #expect(result.verdict == .verified, "\(result.lines)")
        #expect(result.lines.contains { $0.contains("of which the last 8 are lost") }, "\(result.lines)")
        #expect(try audit(published.path, [#require(anchors[20])]).verdict == .broken)
    }

    @Test func itRotatesItsKeyAsAnyOther() throws {
        let (directory, _) = try rolledBack()
        // As a key in the state directory.
        try directory.write(seed, "signing.key")
        try resume(directory)
        let log = try TestLog(directory, credential: nil)
        try log.rotate()
        try log.append(3)
        let result = try audit(directory.path, [log.anchor()])
        #expect(result.verdict == .verified, "\(result.lines)")
    }

    @Test func onlyALogThatLostSomethingTakesAnotherName() throws {
        let directory = TemporaryDirectory()
        do {
            let log = try TestLog(directory)
            try log.append(5)
            _ = try log.attestor.checkpoint()
        }
        var settings = Attestor.Settings()
        settings.credential = seed
        do {
            let store = try LedgerStore.open(directory: directory.path)
            #expect(throws: ResumptionError.nothingLost) {
                try Resumption(store, settings: settings, name: Self.newName)
            }
        }
        let (rolled, _) = try rolledBack()
        let store = try LedgerStore.open(directory: rolled.path)
        for name in [origin, "", "with space", "a+b"] {
            #expect(throws: ResumptionError.name(name)) {
                try Resumption(store, settings: settings, name: name)
            }
        }
    }
}
