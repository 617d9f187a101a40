// Keys that succeed each other: each signs for its own range of sizes, and whoever has the first can follow.

import Codec
import Evidence
import Foundation
import Governance
import Ledger
import Publication
import Testing

@testable import Attestation

extension TestLog {
    /// Records an event as the keeper does, alone in its commit.
    func record(_ event: some EventPayload) throws {
        try writer.begin()
        let stream = event.stream.text
        _ = try writer.append(
            Draft(
                type: type(of: event).type, stream: stream, streamVersion: try writer.version(of: stream) + 1,
                time: "2007-09-06T18:30:00+01:00", data: event.json),
            AppendContext(actor: "uid:0(root)", recordedTime: someTime, commandId: "k-\(writer.lastSeq + 1)"))
        try writer.commit()
    }

    func rotate() throws {
        try record(attestor.succession(council: "testham", reason: nil))
        _ = try attestor.settleSuccession()
    }

    func inclusion(_ seq: Int) throws -> InclusionTicket { try attestor.inclusionProof(seq: seq) }
}

@Suite struct RotationTests {
    /// A log whose key is a file, with entries, a rotation, more entries, and again.
    private func rotated(_ directory: TemporaryDirectory) throws -> (
        first: KeyHistory, anchors: [AuditInputs.File]
    ) {
        let log = try TestLog(directory, credential: nil)
        try log.append(5)
        let first = try #require(log.attestor.keys)
        var anchors = [try log.anchor("before")]
        try log.rotate()
        anchors.append(try log.anchor("the closing one"))
        try log.append(4)
        anchors.append(try log.anchor("between"))
        try log.rotate()
        try log.append(300)
        anchors.append(try log.anchor("after"))
        return (first, anchors)
    }

    private func audit(_ path: String, _ keys: KeyHistory, _ anchors: [AuditInputs.File]) throws
        -> Audit.Result
    {
        var inputs = AuditInputs()
        (inputs.keys, inputs.anchors) = (keys, anchors)
        return try Audit.run(path, inputs: inputs)
    }

    @Test func whoeverHasTheFirstKeyFollowsAllOthers() throws {
        let directory = TemporaryDirectory()
        let (first, anchors) = try rotated(directory)
        let keys = try KeyHistory(parsing: String(decoding: directory.bytes("vkey"), as: UTF8.self))
        #expect(keys.epochs.map(\.firstSize) == [0, 6, 11] && keys.epochs.map(\.lastSize) == [6, 11, nil])
        let result = try audit(directory.path, first, anchors)
        #expect(result.verdict == .verified, "\(result.lines)")
        #expect(result.report?.entries.anchor?.size == 311)
        #expect(result.lines.contains { $0.contains("a new key signs from entry 6") }, "\(result.lines)")
        #expect(try audit(directory.path, keys, anchors).verdict == .verified)
        // Keys that the entries do not name.
        let stranger = try SigningKey.generate(name: origin).verifierKey
        var other = first
        try other.succeed(with: stranger, closingSize: 6)
        #expect(try audit(directory.path, other, []).verdict == .broken)
    }

    @Test func theClosingCheckpointIsTheOldKeysAndTheNextTheNewOnes() throws {
        let directory = TemporaryDirectory()
        let log = try TestLog(directory, credential: nil)
        try log.append(5)
        let old = try #require(log.attestor.verifierKey)
        let secret = try directory.bytes("signing.key")
        try log.rotate()
        let closing = try log.attestor.checkpoint()
        #expect(closing.checkpoint.size == 6)
        #expect(try closing.verify(with: [old]).count == 1)
        #expect(try directory.bytes("head/checkpoint") == closing.bytes)
        let new = try #require(log.attestor.verifierKey)
        #expect(new != old)
        try log.append(1)
        #expect(try log.attestor.checkpoint().verify(with: [new]).count == 1)
        // The old key is gone from the directory.
        #expect(try directory.bytes("signing.key") != secret)
        #expect(try !directory.files().contains("signing.key.next"))
    }

    @Test func outsideOfItsRangeNoKeyCounts() throws {
        let directory = TemporaryDirectory()
        let old: SigningKey
        let new: SigningKey
        do {
            let log = try TestLog(directory, credential: nil)
            try log.append(5)
            old = try LogKey(parsing: directory.bytes("signing.key"), place: "").signingKey(origin: origin)
            try log.rotate()
            new = try LogKey(parsing: directory.bytes("signing.key"), place: "").signingKey(origin: origin)
            try log.append(10)
            func checkpoint(_ size: Int, _ key: SigningKey) throws -> AuditInputs.File {
                let text = try Checkpoint(
                    origin: origin, size: UInt64(size), root: log.expectedRoot(size: size))
                return AuditInputs.File(
                    label: "forged", bytes: try SignedCheckpoint(text, signedBy: key).bytes)
            }
            let first = try KeyHistory(first: old.verifierKey)
            for (size, key, isGood) in [
                (5, old, true), (6, old, true), (7, old, false), (16, old, false), (5, new, false),
                (6, new, true), (7, new, true), (16, new, true),
            ] {
                let anchor = try checkpoint(size, key)
                if isGood {
                    #expect(try audit(directory.path, first, [anchor]).verdict == .verified, "\(size)")
                } else {
                    #expect(throws: AuditError.self, "\(size)") {
                        try audit(directory.path, first, [anchor])
                    }
                }
            }
        }
    }

    @Test func aPublicationAndSingleProofsVerifyToo() throws {
        let (directory, published) = (TemporaryDirectory(), TemporaryDirectory())
        let log = try TestLog(directory, credential: nil)
        try log.append(5)
        let first = try #require(log.attestor.keys)
        try log.publish(into: published.path)
        let old = try log.inclusion(3)
        try log.rotate()
        try log.append(300)
        try log.publish(into: published.path)
        let anchor = try log.anchor()
        let result = try audit(published.path, first, [anchor])
        #expect(result.verdict == .verified, "\(result.lines)")
        let listed = try published.bytes("vkey")
        #expect(listed == Array(try #require(log.attestor.keys).text.utf8))
        // A list that leaves the succession out, and one that names another entry.
        for text in [first.text, String(decoding: listed, as: UTF8.self).replacing(" 6\n", with: " 7\n")] {
            try published.write(Array(text.utf8), "vkey")
            let result = try audit(published.path, first, [])
            #expect(result.verdict == .broken, "\(result.lines)")
        }
        let keys = try KeyHistory(parsing: String(decoding: listed, as: UTF8.self))
        for (name, ticket) in [("old", old), ("new", try log.inclusion(200))] {
            try published.write(ticket.bytes, name)
            #expect(try audit("\(published.path)/\(name)", keys, []).verdict == .consistentOnly)
        }
        #expect(try audit("\(published.path)/new", first, []).verdict == .broken)
    }

    @Test func anExportIsRestoredWhereTheKeyInOfficeIs() throws {
        let directory = TemporaryDirectory()
        _ = try rotated(directory)
        let log = try TestLog(directory, credential: nil)
        var export = try log.store.export()
        var bytes: [UInt8] = []
        while let piece = try export.piece() { bytes += piece }
        func restore(_ key: [UInt8]) throws -> TestLog {
            let other = try TestLog(credential: key)
            let restore = try Restore(into: other.writer) { _, _ in }
            try restore.add(bytes)
            _ = try restore.finish()
            return other
        }
        let key = try directory.bytes("signing.key")
        let other = try restore(key)
        #expect(try other.attestor.checkpoint().checkpoint == log.attestor.checkpoint().checkpoint)
        #expect(other.attestor.keys == log.attestor.keys)
        #expect(throws: (any Error).self) { try restore(seed) }
    }

    @Test func aHandoverThatDoesNotHoldIsNotRecorded() throws {
        let log = try TestLog(TemporaryDirectory(), credential: nil)
        try log.append(5)
        var event = try log.attestor.succession(council: "testham", reason: nil)
        try log.append(1)
        // It is of other entries now.
        #expect(throws: (any Error).self) { try log.record(event) }
        event = try log.attestor.succession(council: "testham", reason: nil)
        let stranger = try SigningKey.generate(name: origin)
        event.to = stranger.verifierKey.description
        #expect(throws: (any Error).self) { try log.record(event) }
        try log.rotate()
        #expect(try log.attestor.checkpoint().checkpoint.size == 7)
    }

    /// What a power cut may leave between the steps of a rotation: each is a log that starts and signs.
    @Test(arguments: 0...4) func aCrashBetweenTwoStepsLeavesALogThatStarts(step: Int) throws {
        let directory = TemporaryDirectory()
        do {
            let log = try TestLog(directory, credential: nil)
            try log.append(5)
            _ = try log.attestor.checkpoint()
            let old = try directory.bytes("signing.key")
            let listed = try directory.bytes("vkey")
            let event = try log.attestor.succession(council: "testham", reason: nil)
            let next = try directory.bytes("signing.key.next")
            if step >= 1 { try log.record(event) }
            if step >= 2 { _ = try log.attestor.checkpoint() }
            if step >= 3 { _ = try log.attestor.settleSuccession() }
            // The list was not on disk yet, or not the next key in the other's place.
            if step == 3 { try directory.write(listed, "vkey") }
            if step == 4 {
                try directory.write(old, "signing.key")
                try directory.write(next, "signing.key.next")
            }
        }
        for round in 0..<2 {
            let log = try TestLog(directory, credential: nil)
            #expect(log.attestor.keys?.epochs.count == (step >= 1 ? 2 : 1) + 0, "round \(round)")
            try log.append(1)
            _ = try log.attestor.checkpoint()
            #expect(try !directory.files().contains("signing.key.next"))
        }
        let log = try TestLog(directory, credential: nil)
        try log.rotate()
        try log.append(1)
        let result = try audit(
            directory.path, try KeyHistory(first: #require(log.attestor.keys).keys[0]), [log.anchor()])
        #expect(result.verdict == .verified, "\(result.lines)")
    }

    @Test func aKeyThatIsACredentialIsReplacedByWhoeverRunsTheMachine() throws {
        let directory = TemporaryDirectory()
        let next = [UInt8](0x40...0x5F)
        func log(_ credential: [UInt8], _ next: [UInt8]?) throws -> (Attestor, LedgerWriter, LedgerStore) {
            let store = try LedgerStore.open(directory: directory.path)
            var settings = Attestor.Settings()
            (settings.credential, settings.nextCredential) = (credential, next)
            let attestor = try Attestor(store, settings: settings)
            return (attestor, try store.makeWriter(observers: [attestor.makeObserver()]), store)
        }
        do { try TestLog(directory).append(5) }
        do {
            let (attestor, _, _) = try log(seed, nil)
            #expect(throws: LogKeyError.successorNeeded) {
                try attestor.succession(council: "testham", reason: nil)
            }
        }
        do {
            let (attestor, writer, _) = try log(seed, next)
            #expect(attestor.advice == nil)
            let event = try attestor.succession(council: "testham", reason: nil)
            try writer.begin()
            _ = try writer.append(
                Draft(
                    type: KeySucceeded.type, stream: "council/testham", streamVersion: 2,
                    time: "2007-09-06T18:30:00+01:00", data: event.json),
                AppendContext(actor: "uid:0(root)", recordedTime: someTime, commandId: "k"))
            try writer.commit()
            #expect(try attestor.settleSuccession()?.contains("minuted.signing-key.next") == true)
            #expect(throws: LogKeyError.successorNeeded) {
                try attestor.succession(council: "testham", reason: nil)
            }
        }
        // Before it was put in its place, and after.
        do { #expect(try log(seed, next).0.advice != nil) }
        do { #expect(try log(next, nil).0.advice == nil) }
        #expect(throws: LogKeyError.self) { try log(seed, nil) }
        #expect(try !directory.files().contains { $0.hasPrefix("signing.key") })
    }
}
