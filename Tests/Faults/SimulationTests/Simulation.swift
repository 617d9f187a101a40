// A log that lives on a simulated disk: one seed decides commands, batches, failures and crashes; one thread does
// everything. After each crash the normal start runs, and what was promised is checked.

import Attestation
import CSQLite
import Codec
import Evidence
import Foundation
import Governance
import Reports
import SQLite
import SimulatedDisk

@testable import Ledger
@testable import RecordKeeping

/// A promise that was not kept.
struct Broken: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A fault put in on purpose, which has to be found.
enum PlantedFault: CaseIterable {
    case answersBeforeTheCommit, commitsWithoutSynchronising, diskLies, forgetsLookUps, losesIndexRows
    case keepsTheStateOfAFailedBatch, signsWhatIsNotCommitted, recordsTwice, changesAnEntry, forgetsReceipts
    case saysFailedWhenRecorded
}

/// One log's lives.
final class Simulation {
    private var numbers: Numbers
    private let fault: PlantedFault?
    private let directory: String
    /// The entries that somebody was told are recorded, in order.
    private var acknowledged: [[UInt8]] = []
    /// The entries of a batch of which nobody was told anything.
    private var unknown: [[UInt8]] = []
    /// What named commands led to.
    private var receipts: [Receipt] = []
    /// Checkpoints that left.
    private var left: [Checkpoint] = []
    private var names = 0

    init(seed: UInt64, fault: PlantedFault? = nil) {
        (numbers, self.fault) = (Numbers(state: seed), fault)
        directory = NSTemporaryDirectory() + "minuted-simulated-\(getpid())-\(seed)"
        disk_begin(seed)
        disk_lies(fault == .diskLies ? 1 : 0)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// Lives a few lives, and starts a last time in peace.
    func run() throws {
        for _ in 0..<2 + number(3) {
            arm()
            let isCut = try live(20 + number(40))
            disk_restart(isCut ? 1 : 0)
        }
        disk_arm(DISK_WELL, 0)
        _ = try live(0)
    }

    private func number(_ below: Int) -> Int { Int(numbers.next() % UInt64(below)) }

    private func arm() {
        let after = Int64(1 + number(number(2) == 0 ? 30 : 300))
        switch number(6) {
        case 0: disk_arm(DISK_WELL, 0)
        case 1: disk_arm(DISK_FAILS, after)
        case 2: disk_arm(DISK_FULL, after)
        default: disk_arm(DISK_DEAD, after)
        }
    }

    // MARK: - A life

    /// From a start to a crash or a stop.
    ///
    /// - Returns: whether the power was cut.
    private func live(_ steps: Int) throws -> Bool {
        do {
            let store = try LedgerStore.open(directory: directory, vfs: "simulated")
            var settings = Attestor.Settings()
            settings.credential = [UInt8](0x00...0x1F)
            let attestor = try Attestor(store, settings: settings)
            try check(store)
            var life = try Life(store, attestor, book: book(store, attestor))
            try plantInFile(life)
            for _ in 0..<steps {
                if try !step(&life) { return number(3) > 0 }
            }
            return number(3) > 0
        } catch let broken as Broken {
            throw broken
        } catch {
            // On a disk that fails, a start may fail; on one that is well it may not.
            guard disk_struck() != 0 else { throw Broken("the start failed: \(error)") }
            return number(3) > 0
        }
    }

    private struct Life {
        let store: LedgerStore
        let attestor: Attestor
        let book: RecordBook
        /// What waits for its commit: the oldest first.
        var sealed: [(batch: SealedBatch, receipts: [Receipt])] = []
        var open: [Receipt]?
        /// What a failed batch was to record, to be asked for again.
        var again: [RegisterPerson] = []
        var asked: [RegisterPerson] = []

        init(_ store: LedgerStore, _ attestor: Attestor, book: RecordBook) throws {
            (self.store, self.attestor, self.book) = (store, attestor, book)
        }
    }

    private func book(_ store: LedgerStore, _ attestor: Attestor) throws -> RecordBook {
        let chance = Numbers.Shared(numbers.next())
        let clock = Clock(
            now: { Instant(microseconds: 1_789_000_000_000_000) ?? .epoch }, entropy: { chance.next() })
        return try RecordBook(
            ledger: store, clock: clock, observers: [attestor.makeObserver()],
            letters: LetterDigests(checkpoint: { nil }), kept: 8_192,
            directory: { _ in nil })
    }

    /// - Returns: false when the process has to end.
    private func step(_ life: inout Life) throws -> Bool {
        switch number(10) {
        case 0...3: try decide(&life)
        case 4: try seal(&life)
        case 5, 6: return try commit(&life)
        case 7: try? life.store.flushIndex()
        case 8: try? life.store.checkpoint(from: 0)
        default: try sign(life)
        }
        return true
    }

    private func sign(_ life: Life) throws {
        if fault == .signsWhatIsNotCommitted, let batch = life.sealed.first?.batch {
            var tree = life.store.tree
            for body in batch.bodies { tree.append(Hash.leaf(body)) }
            left.append(try Checkpoint(origin: "x", size: tree.size, root: tree.root()))
        } else if !acknowledged.isEmpty {
            left.append(try life.attestor.checkpoint().checkpoint)
        }
    }

    // MARK: - Deciding

    private func decide(_ life: inout Life) throws {
        if life.open == nil {
            try life.book.begin()
            life.open = []
        }
        guard life.book.lastSeq > 0 else {
            var found = ApplyConstitution()
            (found.constitution.council.id, found.constitution.council.name) = ("testham", "Testham Council")
            found.constitution.council.origin = "minuted.example/testham"
            return try submit([SubmittedCommand("ApplyConstitution", found)], &life)
        }
        if let known = receipts.last, number(4) == 0 { return try repeatCommand(known, life) }
        if let missed = life.again.popLast() {
            let outcome = try life.book.record(
                Submission([SubmittedCommand("RegisterPerson", missed)], actor: "uid:0(root)"))
            guard try outcome.get().first?.isChange == true else {
                throw Broken("what a failed batch was to record counts as recorded")
            }
            return
        }
        var commands: [SubmittedCommand] = []
        for _ in 0...number(3) {
            names += 1
            let command = try Self.person(names)
            life.asked.append(command)
            commands.append(
                SubmittedCommand("RegisterPerson", command, commandId: number(2) == 0 ? "c-\(names)" : nil))
        }
        try submit(commands, &life, isDryRun: number(8) == 0)
    }

    private static func person(_ number: Int) throws -> RegisterPerson {
        var command = RegisterPerson()
        (command.name, command.kind) = ("Officer \(number)", .officer)
        command.person = try PersonID(text: "officer-\(number)")
        return command
    }

    private func submit(_ commands: [SubmittedCommand], _ life: inout Life, isDryRun: Bool = false) throws {
        let outcome = try life.book.record(
            Submission(commands, actor: "uid:0(root)", isDryRun: isDryRun))
        let given = try outcome.get()
        if isDryRun {
            life.asked.removeLast(commands.count)
            return
        }
        for receipt in given {
            guard let id = receipt.commandId, commands.contains(where: { $0.commandId == id }),
                let first = receipt.first, let last = receipt.last
            else { continue }
            life.open?.append(Receipt(commandId: id, digest: "", entries: first...last))
        }
    }

    /// A command that was recorded before is recognised, whatever happened since.
    private func repeatCommand(_ known: Receipt, _ life: Life) throws {
        let command = try Self.person(Int(known.commandId.dropFirst(2)) ?? 0)
        let outcome = try life.book.record(
            Submission(
                [SubmittedCommand("RegisterPerson", command, commandId: known.commandId)],
                actor: "uid:0(root)"))
        let receipt = try outcome.get().first
        guard receipt?.isRepeated == true, receipt?.first == known.entries.lowerBound,
            receipt?.last == known.entries.upperBound
        else { throw Broken("the command \(known.commandId) was not recognised") }
    }

    // MARK: - Committing

    private func seal(_ life: inout Life) throws {
        guard let receipts = life.open, life.sealed.count < 2 else { return }
        life.sealed.append((try life.book.seal(), receipts))
        life.open = nil
        if fault == .answersBeforeTheCommit {
            acknowledged += life.sealed[life.sealed.count - 1].batch.bodies
        }
    }

    /// Commits the oldest batch.
    ///
    /// - Returns: false when the process has to end.
    private func commit(_ life: inout Life) throws -> Bool {
        if life.sealed.isEmpty { try seal(&life) }
        guard let (batch, given) = life.sealed.first else { return true }
        life.sealed.removeFirst()
        do throws(AppendError) {
            try life.book.writer.appender.append(planted(batch, life))
        } catch {
            guard case .storage = error else {
                unknown = batch.bodies
                return false
            }
            try startOver(&life)
            return true
        }
        if fault == .saysFailedWhenRecorded, number(4) == 0 { return false }
        if fault != .answersBeforeTheCommit { acknowledged += batch.bodies }
        receipts += given
        life.asked = []
        try plantAfterCommit(life)
        return true
    }

    /// A batch failed for certain: what was decided on top of it falls with it.
    private func startOver(_ life: inout Life) throws {
        life.sealed = []
        life.open = nil
        if fault == .keepsTheStateOfAFailedBatch {
            life.book.writer.startOver()
        } else {
            life.book.startOver()
        }
        life.again = acknowledged.isEmpty ? [] : life.asked
        life.asked = []
    }

    // MARK: - What was promised

    private func check(_ store: LedgerStore) throws {
        if let damage = store.health.damage { throw Broken("damaged: \(damage)") }
        let last = try store.lastSeq()
        var bodies: [[UInt8]] = []
        if last > 0 { try store.forEach(in: 1...last) { _, bytes in bodies.append(Array(bytes)) } }
        guard bodies.count == last else { throw Broken("\(bodies.count) entries of \(last) are there") }
        guard bodies == acknowledged || bodies == acknowledged + unknown else {
            throw Broken(
                "\(acknowledged.count) entries were acknowledged, \(unknown.count) were under way, \(last) are there"
            )
        }
        (acknowledged, unknown) = (bodies, [])
        if let problem = try store.verifyIndex() { throw Broken(problem) }
        for known in receipts where try store.receipt(of: known.commandId)?.entries != known.entries {
            throw Broken("the receipt of \(known.commandId) is lost")
        }
        for signed in left {
            var tree = TreeWriter()
            for body in bodies.prefix(Int(signed.size)) { tree.append(Hash.leaf(body)) }
            guard tree.size == signed.size, tree.root() == signed.root else {
                throw Broken("a checkpoint of \(signed.size) entries left, and the log is another one")
            }
        }
    }
}

// MARK: - Faults on purpose

extension Simulation {
    private func plantInFile(_ life: Life) throws {
        if fault == .commitsWithoutSynchronising {
            try execute(life.book.writer.appender.connection.handle, "PRAGMA synchronous = OFF", "plant")
        }
    }

    private func planted(_ batch: SealedBatch, _ life: Life) -> SealedBatch {
        guard fault == .forgetsLookUps else { return batch }
        return SealedBatch(first: batch.first, bodies: batch.bodies, piece: IndexPiece())
    }

    private func plantAfterCommit(_ life: Life) throws {
        let ledger = life.book.writer.appender.connection.handle
        switch fault {
        case .recordsTwice:
            try execute(
                ledger,
                """
                DROP TRIGGER IF EXISTS entry_insert;
                INSERT INTO entry(seq, body) SELECT seq + 1, body FROM entry ORDER BY seq DESC LIMIT 1
                """, "plant")
        case .changesAnEntry:
            try execute(
                ledger,
                """
                DROP TRIGGER IF EXISTS entry_update;
                UPDATE entry SET body = replace(body, 'officer', 'oFficer') WHERE seq > 1
                """, "plant")
        case .losesIndexRows, .forgetsReceipts:
            try? life.store.flushIndex()
            let index = try Connection(
                writingTo: directory + "/index.db", isDurable: false, vfs: "simulated")
            let table = fault == .losesIndexRows ? "stream" : "command"
            try? execute(index.handle, "DELETE FROM \(table)", "plant")
        default: break
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The same for a closure that may be called from anywhere, and is called by one thread.
    final class Shared: @unchecked Sendable {
        private var numbers: Numbers

        init(_ seed: UInt64) { numbers = Numbers(state: seed) }

        func next() -> UInt64 { numbers.next() }
    }
}
