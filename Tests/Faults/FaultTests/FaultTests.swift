// What has been acknowledged survives: a killed process, a power cut, a disk that fails, a disk that is full.
// What needs root or strace is skipped where they are missing, and the run says so.

import Foundation
import Glibc
import Ledger
import Testing

private let isRoot = geteuid() == 0
private let strace = "/usr/bin/strace"
private let hasStrace = FileManager.default.isExecutableFile(atPath: strace)

@Suite(.serialized) struct FaultTests {
    private func temporaryDirectory() -> String {
        NSTemporaryDirectory() + "minuted-faults-" + UUID().uuidString
    }

    @Test func acknowledgedEntriesSurviveBeingKilled() throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var generator = SystemRandomNumberGenerator()
        var before = 0
        for _ in 0..<25 {
            let batch = Int.random(in: 1...40, using: &generator)
            let victim = try Victim(directory, batch: batch)
            victim.waitForAcknowledgements(Int.random(in: 1...30, using: &generator))
            victim.kill()
            let report = victim.finish()
            #expect(report.exitCode == -SIGKILL)
            let last = try checkedLastSeq(directory)
            #expect(report.acknowledged > before)
            // The batch that was under way may be there as a whole, and nothing beyond it.
            #expect(last == report.acknowledged || last == report.acknowledged + batch)
            before = last
        }
    }

    @Test(.enabled(if: isRoot, "needs root, to mount a file system and cut it off"))
    func acknowledgedEntriesSurviveAPowerCut() throws {
        let arguments = ["-o", "loop", "IMAGE"]
        guard let mount = try Mount(arguments) else {
            Issue.record("cannot mount an ext4 image here: this test tells nothing", severity: .warning)
            return
        }
        let directory = mount.path + "/state"
        var before = 0
        for cut in 0..<15 {
            let victim = try Victim(directory, batch: cut % 5 * 8 + 1)
            victim.waitForAcknowledgements(cut * 3 + 1)
            // Not within a system call: ext4 has been seen to answer an fdatasync with success while it was
            // being cut off, without having written. A disk does not do that when its power goes.
            victim.freeze()
            #expect(cutPower(mount.path))
            victim.kill()
            let report = victim.finish()
            #expect(try mount.remount(arguments))
            let last = try checkedLastSeq(directory)
            #expect(last >= report.acknowledged)
            #expect(report.acknowledged > before)
            before = last
        }
    }

    /// Cuts an ext4 file system off: what has not been written through is lost (`EXT4_IOC_SHUTDOWN` with
    /// `EXT4_GOING_FLAGS_NOLOGFLUSH`).
    private func cutPower(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var flags: UInt32 = 2
        return ioctl(descriptor, 0x8004_587D, &flags) == 0
    }

    @Test(.enabled(if: hasStrace, "needs strace, to make system calls fail"), arguments: [3, 4, 9, 20])
    func aFailedSyncLeavesTheOutcomeOpenAndNothingAcknowledgedIsLost(call: Int) throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try Victim(directory, batch: 3, limit: 9).finish()
        let victim = try Victim(
            directory, batch: 3,
            wrapper: [
                strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync",
                "-e", "inject=fdatasync:error=EIO:when=\(call)+",
            ])
        let report = victim.finish()
        #expect(report.exitCode == 11, "\(report)")
        #expect(report.acknowledged >= 9)
        let last = try checkedLastSeq(directory)
        #expect(last == report.acknowledged || last == report.acknowledged + 3)
    }

    @Test(.enabled(if: hasStrace, "needs strace, to make system calls fail"), arguments: [4, 11])
    func aFailedWriteIsNeverAcknowledged(call: Int) throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try Victim(directory, batch: 3, limit: 9).finish()
        let victim = try Victim(
            directory, batch: 3,
            wrapper: [
                strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64",
                "-e", "inject=pwrite64:error=EIO:when=\(call * 10)+",
            ])
        let report = victim.finish()
        #expect([10, 11].contains(report.exitCode), "\(report)")
        let last = try checkedLastSeq(directory)
        #expect(last == max(9, report.acknowledged))
    }

    @Test(.enabled(if: isRoot, "needs root, to mount a small file system"))
    func onAFullDiskNothingIsRecordedAndTheLogGoesOnWhenThereIsRoom() throws {
        guard let mount = try Mount(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]) else {
            Issue.record("cannot mount a tmpfs here: this test tells nothing", severity: .warning)
            return
        }
        let directory = mount.path + "/state"
        let ballast = mount.path + "/ballast"
        try Data(repeating: 1, count: 2 << 20).write(to: URL(fileURLWithPath: ballast))
        let victim = try Victim(directory, batch: 5)
        let report = victim.finish()
        #expect(report.exitCode == 10, "\(report)")
        #expect(report.acknowledged > 0)
        #expect(try checkedLastSeq(directory) == report.acknowledged)

        // The same in one process: the writer that was refused goes on once there is room.
        let store = try LedgerStore.open(directory: directory)
        let writer = try store.makeWriter()
        let error = #expect(throws: AppendError.self) {
            while true { try append(writer, 40) }
        }
        guard case .storage = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let last = writer.lastSeq
        #expect(try store.lastSeq() == last)
        try FileManager.default.removeItem(atPath: ballast)
        try append(writer, 1)
        #expect(try store.lastSeq() == last + 1)
        #expect(store.health.damage == nil)
    }

    private func append(_ writer: LedgerWriter, _ count: Int) throws {
        try writer.begin()
        for _ in 0..<count {
            let stream = "visit/v-\(writer.lastSeq + 1)"
            let draft = Draft(
                type: "org.minuted.visit.recorded", stream: stream, streamVersion: 1,
                time: "2014-01-07T10:00:00Z",
                data: Array(#"{"text":"\#(String(repeating: "y", count: 2_000))"}"#.utf8))
            let context = AppendContext(
                actor: "uid:0(root)", recordedTime: .earliest, commandId: "v-\(writer.lastSeq)")
            _ = try writer.append(draft, context)
        }
        try writer.commit()
    }
}
