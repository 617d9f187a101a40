// What the service manager hears. The protocol lives in environment variables, descriptors and process ids, so
// each of these tests plays both ends in a process of its own.

import Foundation
import Testing

@testable import Systemd

/// A datagram socket in a fresh directory, as the service manager has one.
private struct NotifySocket {
    let descriptor: Int32
    let path: String

    init() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.appending(path: "n").path(percentEncoded: false)
        descriptor = try boundSocket(type: SOCK_DGRAM, path: path)
        setenv("NOTIFY_SOCKET", path, 1)
    }

    func remove() {
        close(descriptor)
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    /// The message that has already arrived; nil when there is none.
    func received() -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }
}

struct SocketFailure: Error { let errno: Int32 }

/// A bound Unix socket.
func boundSocket(type: __socket_type, path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(type.rawValue), 0)
    guard descriptor >= 0 else { throw SocketFailure(errno: errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let outcome = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    guard outcome == 0 else { throw SocketFailure(errno: errno) }
    return descriptor
}

@Suite struct ServiceManagerTests {
    @Test func everyMessageArrivesAsOneDatagram() async {
        await #expect(processExitsWith: .success) {
            let socket = try NotifySocket()
            defer { socket.remove() }
            let manager = ServiceManager()
            #expect(manager.ready(status: "serving") == .delivered)
            #expect(socket.received() == "READY=1\nSTATUS=serving")
            #expect(manager.ready() == .delivered)
            #expect(socket.received() == "READY=1")
            #expect(manager.status("rebuilding, 40 %") == .delivered)
            #expect(socket.received() == "STATUS=rebuilding, 40 %")
            #expect(manager.stopping(status: "finishing") == .delivered)
            #expect(socket.received() == "STOPPING=1\nSTATUS=finishing")
            #expect(manager.extendTimeout(by: .milliseconds(1500)) == .delivered)
            #expect(socket.received() == "EXTEND_TIMEOUT_USEC=1500000")
            #expect(manager.watchdogPing() == .delivered)
            #expect(socket.received() == "WATCHDOG=1")
            #expect(socket.received() == nil)
        }
    }

    @Test func reloadingSaysWhenItBegan() async {
        await #expect(processExitsWith: .success) {
            let socket = try NotifySocket()
            defer { socket.remove() }
            let before = DispatchTime.now().uptimeNanoseconds / 1000
            ServiceManager().reloading()
            let after = DispatchTime.now().uptimeNanoseconds / 1000
            let lines = try #require(socket.received()).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.first == "RELOADING=1")
            let moment = try #require(lines.last?.split(separator: "=").last.flatMap { UInt64($0) })
            #expect(lines.last?.hasPrefix("MONOTONIC_USEC=") == true)
            #expect((before...after).contains(moment))
        }
    }

    @Test func withoutServiceManagerNothingIsSent() async {
        await #expect(processExitsWith: .success) {
            unsetenv("NOTIFY_SOCKET")
            unsetenv("WATCHDOG_USEC")
            let manager = ServiceManager()
            #expect(manager.ready() == .noServiceManager)
            #expect(manager.watchdogPing() == .noServiceManager)
            #expect(manager.watchdogInterval == nil)
        }
    }

    @Test func aVanishedSocketIsReportedAndHarmless() async {
        await #expect(processExitsWith: .success) {
            setenv("NOTIFY_SOCKET", "/nonexistent/notify", 1)
            #expect(ServiceManager().ready() == .failed(errno: ENOENT))
        }
    }

    @Test func theWatchdogIsPingedTwiceInItsTime() async {
        await #expect(processExitsWith: .success) {
            setenv("WATCHDOG_USEC", "30000000", 1)
            setenv("WATCHDOG_PID", String(getpid()), 1)
            #expect(ServiceManager().watchdogInterval == .seconds(15))
            setenv("WATCHDOG_PID", String(getppid()), 1)
            #expect(ServiceManager().watchdogInterval == nil)
            setenv("WATCHDOG_PID", String(getpid()), 1)
            setenv("WATCHDOG_USEC", "soon", 1)
            #expect(ServiceManager().watchdogInterval == nil)
        }
    }
}

@Suite struct NotificationTests {
    @Test func aStatusSmugglesInNoAssignment() {
        let text = Notification.ready(status: "fine\nMAINPID=1\u{0}").text
        #expect(text == "READY=1\nSTATUS=fine\\nMAINPID=1\\u{0}")
    }

    /// systemd ignores a datagram of PIPE_BUF bytes or more.
    @Test func aLongStatusStillFitsTheDatagram() {
        let text = Notification.reloading(
            atMonotonicMicroseconds: .max, status: String(repeating: "ü\u{1}", count: 10_000)
        ).text
        #expect(text.utf8.count < 4096)
        #expect(text.hasSuffix("…"))
    }

    @Test(arguments: [
        (Duration.seconds(90), UInt64(90_000_000)), (.microseconds(7), 7), (.nanoseconds(999), 0),
        (.seconds(-1), 0), (.milliseconds(-1), 0), (.seconds(Int64.max), .max),
    ])
    func durationsAreWholeMicroseconds(duration: Duration, expected: UInt64) {
        #expect(wholeMicroseconds(duration) == expected)
    }
}
