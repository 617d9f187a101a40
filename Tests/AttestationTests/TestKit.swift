// What the attestation tests share: logs with their tree in directories that go with the test.

import Attestation
import CSQLite
import Evidence
import Foundation
import Governance
import Ledger
import Publication
import Testing

/// A directory that is deleted with the last reference to it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() { path = NSTemporaryDirectory() + "minuted-" + UUID().uuidString }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path + "/" + name)))
    }

    func write(_ bytes: [UInt8], _ name: String) throws {
        let file = URL(filePath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// All files below, in a stable order.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted().filter {
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + $0, isDirectory: &isDirectory)
                && !isDirectory.boolValue
        }
    }

    func copy() throws -> TemporaryDirectory {
        let other = TemporaryDirectory()
        try FileManager.default.copyItem(atPath: path, toPath: other.path)
        return other
    }
}

/// A generator whose numbers are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

let origin = "minuted.example/testham"
let seed = [UInt8](0x00...0x1F)

/// 6 September 2007, half past five in the afternoon, UTC.
let someTime = LogInstant(milliseconds: 1_189_099_800_000)

func logKey() throws -> SigningKey { try SigningKey(name: origin, seed: seed) }

func witnessKey(_ first: UInt8 = 0x20) throws -> SigningKey {
    try SigningKey(
        name: "witness.example/leader\(first)", algorithm: .cosignatureV1, seed: [UInt8](first...first + 31))
}

/// An open log with its writer and its tree.
final class TestLog {
    let directory: TemporaryDirectory
    let store: LedgerStore
    let attestor: Attestor
    let writer: LedgerWriter

    init(
        _ directory: TemporaryDirectory = TemporaryDirectory(), head: String? = nil,
        witnesses: [VerifierKey] = [], credential: [UInt8]? = seed
    ) throws {
        self.directory = directory
        store = try LedgerStore.open(directory: directory.path)
        var settings = Attestor.Settings()
        settings.headDirectory = head
        settings.credential = credential
        settings.witnesses = witnesses
        attestor = try Attestor(store, settings: settings)
        var generator = SeededGenerator(seed: 7)
        writer = try store.makeWriter(observers: [attestor.makeObserver()]) { generator.next() }
    }

    /// A log of `count` entries, the genesis among them.
    convenience init(entries count: Int, witnesses: [VerifierKey] = []) throws {
        try self.init(witnesses: witnesses)
        try append(count)
    }

    /// Appends entries in one batch.
    func append(_ count: Int) throws {
        guard count > 0 else { return }
        try writer.begin()
        try appendToBatch(count)
        try writer.commit()
    }

    func appendToBatch(_ count: Int) throws {
        for _ in 0..<count {
            let context = AppendContext(
                actor: "uid:1001(jokafor)", recordedTime: someTime, commandId: "c-\(writer.lastSeq + 1)")
            guard writer.lastSeq > 0 else {
                _ = try writer.found(
                    Genesis(council: "testham", name: "Testham Council", origin: origin), context)
                continue
            }
            _ = try writer.append(
                Draft(
                    type: "org.minuted.meeting.scheduled", stream: "meeting/m-\(writer.lastSeq + 1)",
                    streamVersion: 1, time: "2007-09-06T18:30:00+01:00",
                    data: Array(#"{"place":"Room \#(writer.lastSeq + 1)"}"#.utf8)),
                context)
        }
    }

    /// The tree of the entries as they are stored, built from nothing else.
    func expectedRoot(size: Int) throws -> Hash {
        var frontier = MerkleFrontier()
        guard size > 0 else { return frontier.root() }
        try store.forEach(in: 1...size) { _, bytes in frontier.append(Hash.leaf(bytes)) }
        return frontier.root()
    }
}

/// Runs SQL on a second connection, as somebody with the file in hand would.
@discardableResult
func tamper(_ directory: TemporaryDirectory, _ sql: String) -> String? {
    var connection: OpaquePointer?
    defer { sqlite3_close_v2(connection) }
    guard sqlite3_open(directory.path + "/ledger.db", &connection) == SQLITE_OK else { return "not opened" }
    sqlite3_busy_timeout(connection, 10_000)
    guard sqlite3_exec(connection, sql, nil, nil, nil) != SQLITE_OK else { return nil }
    return String(cString: sqlite3_errmsg(connection))
}

/// What takes the triggers away that keep the log append-only.
let withoutTriggers =
    "DROP TRIGGER entry_update; DROP TRIGGER entry_delete; DROP TRIGGER entry_insert;"

extension TestLog {
    /// Publishes the log as minutectl does: the entries that the directory lacks, then the checkpoint.
    func publish(into path: String) throws {
        let directory = try PublishedDirectory(path: path)
        let signed = try attestor.checkpoint()
        var export = try store.export(
            from: Int(directory.entries) + 1, upTo: Int(signed.checkpoint.size))
        while let piece = try export.piece(length: 5000) { try directory.add(piece) }
        try directory.finish(checkpoint: signed, keys: #require(attestor.keys))
    }

    func anchor(_ label: String = "the minutes of May") throws -> AuditInputs.File {
        AuditInputs.File(label: label, bytes: try attestor.checkpoint().bytes)
    }
}

/// What an auditor brings who has the key and some anchors.
func audit(_ path: String, _ anchors: [AuditInputs.File] = [], key: VerifierKey? = nil) throws
    -> Audit.Result
{
    var inputs = AuditInputs()
    inputs.keys = try KeyHistory(first: key ?? logKey().verifierKey)
    inputs.anchors = anchors
    return try Audit.run(path, inputs: inputs)
}
