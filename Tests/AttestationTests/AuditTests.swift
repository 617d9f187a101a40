// What an audit says: never more than is known, and how much is not.

import Evidence
import Foundation
import Ledger
import Publication
import Testing

@testable import Attestation

@Suite struct AuditTests {
    @Test func aStateDirectoryIsVerifiedAgainstAnAnchor() throws {
        let directory = TemporaryDirectory()
        let anchor: AuditInputs.File
        do {
            let log = try TestLog(directory)
            try log.append(300)
            anchor = try log.anchor()
            try log.append(20)
            // With the daemon running …
            let result = try audit(directory.path, [anchor])
            #expect(result.verdict == .verified, "\(result.lines)")
            #expect(result.report?.entries.uncoveredTail == 20)
        }
        // … and stopped.
        let before = try directory.files()
        let result = try audit(directory.path, [anchor])
        #expect(result.verdict == .verified, "\(result.lines)")
        #expect(
            result.lines[0] == "verified: the first 300 entries are those of the minutes of May")
        #expect(
            result.lines.contains(
                "tail: no anchor from outside covers the last 20 entries (301 to 320)"))
        // It leaves nothing behind in the directory.
        #expect(try directory.files() == before)
    }

    @Test func withoutAnAnchorItIsConsistentOnly() throws {
        let log = try TestLog(entries: 30)
        let published = TemporaryDirectory()
        try log.publish(into: published.path)
        for path in [log.directory.path, published.path] {
            let result = try audit(path)
            #expect(result.verdict == .consistentOnly, "\(result.lines)")
            #expect(result.report?.entries.uncoveredTail == 30)
            // The key that lies with the log is taken only for want of another, and that is said.
            let own = try Audit.run(path)
            #expect(own.verdict == .consistentOnly)
            #expect(own.lines.contains { $0.contains("taken from the log itself") })
        }
    }

    @Test func aCosignedCheckpointInsideIsAnAnchorForWhoKnowsTheWitness() throws {
        let witness = try witnessKey()
        let log = try TestLog(entries: 30, witnesses: [witness.verifierKey])
        let request = try log.attestor.witnessRequest()
        try log.append(5)
        let answer = try witness.cosign(request.checkpoint.note.text, time: 1_700_000_000)
        _ = try log.attestor.cosign(answer: Array(answer.line.utf8))
        var inputs = AuditInputs()
        inputs.keys = try KeyHistory(first: logKey().verifierKey)
        #expect(try Audit.run(log.directory.path, inputs: inputs).verdict == .consistentOnly)
        inputs.witnesses = [witness.verifierKey]
        let result = try Audit.run(log.directory.path, inputs: inputs)
        #expect(result.verdict == .verified, "\(result.lines)")
        #expect(result.report?.entries.uncoveredTail == 5)
    }

    @Test func anotherKeyOrAForeignAnchorIsRefused() throws {
        let log = try TestLog(entries: 30)
        let other = try SigningKey.generate(name: origin)
        #expect(try audit(log.directory.path, key: other.verifierKey).verdict == .broken)
        let foreign = try SignedCheckpoint(
            Checkpoint(origin: origin, size: 30, root: log.expectedRoot(size: 30)), signedBy: other)
        #expect(throws: AuditError.self) {
            try audit(log.directory.path, [AuditInputs.File(label: "x", bytes: foreign.bytes)])
        }
        #expect(throws: AuditError.self) {
            try audit(log.directory.path, [AuditInputs.File(label: "x", bytes: [1, 2, 3])])
        }
        #expect(throws: AuditError.nothingToVerify("/nonexistent")) { try audit("/nonexistent") }
    }

    @Test func aLogCutOffBeforeAnAnchorIsBroken() throws {
        let directory = TemporaryDirectory()
        do { try TestLog(directory).append(300) }
        let older = try directory.copy()
        let anchor: AuditInputs.File
        do {
            let log = try TestLog(directory)
            try log.append(7)
            anchor = try log.anchor()
        }
        let result = try audit(older.path, [anchor])
        #expect(result.verdict == .broken)
        #expect(result.lines[0].contains("entry 301 is missing"), "\(result.lines)")
    }

    @Test func proofsAreVerifiedAlone() throws {
        let log = try TestLog(entries: 30)
        let anchor = try log.anchor()
        let files = TemporaryDirectory()
        try files.write(log.attestor.inclusionProof(seq: 7).bytes, "entry7.tlog-proof")
        let proof = files.path + "/entry7.tlog-proof"
        #expect(try audit(proof).verdict == .consistentOnly)
        let result = try audit(proof, [anchor])
        #expect(result.verdict == .verified, "\(result.lines)")
        #expect(result.lines.last?.contains("Room 7") == true)
        let bytes = try files.bytes("entry7.tlog-proof")
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[place] ^= 1
            try files.write(changed, "entry7.tlog-proof")
            let verdict = try? audit(proof, [anchor]).verdict
            #expect(verdict == nil || verdict == .broken, "byte \(place)")
        }
        try log.append(40)
        try files.write(log.attestor.consistencyProof(from: 30).bytes, "growth")
        #expect(try audit(files.path + "/growth", [anchor]).verdict == .verified)
        #expect(throws: AuditError.self) { try audit(files.path + "/growth") }
    }

    @Test func changesAreFoundAndTheEntryNamed() throws {
        let directory = TemporaryDirectory()
        do {
            let log = try TestLog(directory)
            try log.append(300)
            _ = try log.attestor.checkpoint()
            try log.store.flushIndex()
        }
        let changes: [(String, String)] = [
            ("UPDATE entry SET body = replace(body, 'Room 77', 'Room 78') WHERE seq = 77", "entry 77 "),
            ("UPDATE entry SET body = replace(body, 'Room 290', 'Room 291') WHERE seq = 290", "entry 290 "),
            ("UPDATE entry SET body = replace(body, 'uid:1001', 'uid:1002') WHERE seq = 5", "entry 5 "),
            ("UPDATE entry SET seq = 400 WHERE seq = 300", "entry 300 is missing"),
            ("DELETE FROM entry WHERE seq = 123", "entry 123 is missing"),
            ("DELETE FROM entry WHERE seq = 300", "entry 300 is missing"),
            (
                "UPDATE entry SET body = (SELECT body FROM entry WHERE seq = 9) WHERE seq = 8",
                "entry 8 says that it is entry 9"
            ),
            (
                "INSERT INTO entry SELECT 301, replace(body, '000000300', '000000301') FROM entry WHERE seq = 300",
                "entry 301 has an id that does not come after"
            ),
            (
                "UPDATE entry SET body = replace(body, '\"streamversion\":1', '\"streamversion\":2') WHERE seq = 9",
                "entry 9 gives its stream version 2, and 1 is due"
            ),
            (
                "UPDATE entry SET body = replace(body, '17:30:00.000Z\",\"actor', '17:29:59.000Z\",\"actor') "
                    + "WHERE seq = 12", "entry 12 was recorded at"
            ),
        ]
        for (change, finding) in changes {
            let copy = try directory.copy()
            #expect(tamper(copy, withoutTriggers + change) == nil)
            let result = try audit(copy.path)
            #expect(result.verdict == .broken, "\(change)")
            #expect(result.lines.contains { $0.contains(finding) }, "\(change): \(result.lines)")
        }
        let copy = try directory.copy()
        #expect(tamper(copy, "DROP TRIGGER entry_delete") == nil)
        #expect(try audit(copy.path).lines.contains { $0.contains("trigger entry_delete is missing") })
    }
}
