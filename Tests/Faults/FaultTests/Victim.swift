// Runs ledger-faults, listens to what it acknowledges, and ends it.

import Foundation
import Glibc
import Ledger
import SQLite
import Testing

/// What a run of ledger-faults said before it ended.
struct VictimReport {
    /// The last entry that was acknowledged; 0 if none was.
    var acknowledged = 0
    /// What it said on its way out.
    var error = ""
    /// The exit code, or less than 0 if a signal ended it.
    var exitCode: Int32 = 0
}

/// A running ledger-faults.
final class Victim {
    private let process = Process()
    private let output = Pipe()
    private var buffer: [UInt8] = []
    private var report = VictimReport()

    /// - Parameter wrapper: a command that runs it, such as strace with its options.
    init(_ directory: String, batch: Int, limit: Int? = nil, wrapper: [String] = []) throws {
        // The helper is built beside the test bundle.
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let beside = URL(fileURLWithPath: own).deletingLastPathComponent().path
        let candidates = [
            beside, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path,
        ]
        let helper = try #require(
            candidates.map { $0 + "/ledger-faults" }.first(where: FileManager.default.fileExists),
            "ledger-faults is not beside the tests")
        let command = wrapper + [helper, directory, String(batch)] + (limit.map { [String($0)] } ?? [])
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = output
        try process.run()
    }

    /// Waits until it has acknowledged so many batches, or has ended.
    func waitForAcknowledgements(_ count: Int) {
        var seen = 0
        while seen < count, let line = nextLine() {
            if line.hasPrefix("ack ") { seen += 1 }
        }
    }

    func kill() { Glibc.kill(process.processIdentifier, SIGKILL) }

    /// Stops it where it is, once the system call that it is in has returned.
    func freeze() {
        Glibc.kill(process.processIdentifier, SIGSTOP)
        let status = "/proc/\(process.processIdentifier)/stat"
        while let text = try? String(contentsOfFile: status, encoding: .utf8),
            let state = text.split(separator: ")").last?.split(separator: " ").first,
            state != "T", state != "Z"
        { sched_yield() }
    }

    /// Reads on to the end, and gives what was said.
    func finish() -> VictimReport {
        while nextLine() != nil {}
        process.waitUntilExit()
        let code = process.terminationStatus
        report.exitCode = process.terminationReason == .uncaughtSignal ? -code : code
        return report
    }

    private func nextLine() -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                if line.hasPrefix("ack ") { report.acknowledged = Int(line.dropFirst(4)) ?? -1 }
                if line.hasPrefix("error ") { report.error = line }
                return line
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            buffer += more
        }
    }
}

/// Opens the log as a restart would, and checks everything that can be checked of it alone.
func checkedLastSeq(_ directory: String) throws -> Int {
    let store = try LedgerStore.open(directory: directory)
    let last = try store.lastSeq()
    #expect(store.health.damage == nil)
    #expect(try store.verifyIndex() == nil)
    for seq in [1, last] where last > 0 {
        #expect(try store.receipt(of: "c-\(seq)")?.entries == seq...seq)
    }
    #expect(try store.receipt(of: "c-\(last + 1)") == nil)
    let verdict = try store.read { connection in
        let statement = try Statement(connection, "PRAGMA integrity_check")
        return try statement.step() ? statement.text(0) : ""
    }
    #expect(verdict == "ok")
    return last
}

/// Runs a command and tells whether it worked.
@discardableResult
func run(_ command: String...) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
}

/// A file system of its own on a directory, for as long as the value lives.
final class Mount {
    let path: String
    private let image: String

    /// - Parameter arguments: what mount is told besides the directory; `IMAGE` stands for an ext4 image.
    init?(_ arguments: [String]) throws {
        path = NSTemporaryDirectory() + "minuted-mount-" + UUID().uuidString
        image = path + ".img"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        if arguments.contains("IMAGE") {
            guard try run("truncate", "-s", "64M", image), try run("mkfs.ext4", "-q", "-F", image) else {
                return nil
            }
        }
        guard try mount(arguments) else { return nil }
    }

    private func mount(_ arguments: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["mount"] + arguments.map { $0 == "IMAGE" ? image : $0 } + [path]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Unmounts and mounts again, as after a restart of the machine.
    func remount(_ arguments: [String]) throws -> Bool {
        // While anything still holds on to what was unmounted, mounting gives the same dead file system.
        for _ in 0..<100 {
            guard try run("umount", path), try mount(arguments) else { return false }
            let probe = path + "/probe"
            if FileManager.default.createFile(atPath: probe, contents: nil) { return true }
        }
        return false
    }

    deinit {
        _ = try? run("umount", "-l", path)
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(atPath: image)
    }
}
