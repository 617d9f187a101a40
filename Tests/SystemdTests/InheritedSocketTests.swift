// Sockets handed over by the service manager: they stand at descriptor 3 and up, so each test is a process.
// The test library may hold one of those descriptors itself; a failure is therefore said by the exit status.

import Foundation
import Testing

@testable import Systemd

/// Puts descriptors where the protocol wants them and sets its variables.
private func handOver(_ descriptors: [Int32], names: String?, process: pid_t = getpid()) {
    // Out of the way first: a source may itself stand where another has to go.
    let parked = descriptors.map { fcntl($0, F_DUPFD, 50) }
    descriptors.forEach { close($0) }
    // A young process may just be reading a file through that very number, and would close ours for it.
    for _ in 0..<200 where fcntl(3, F_GETFD) != -1 { poll(nil, 0, 1) }
    for (index, descriptor) in parked.enumerated() { dup2(descriptor, 3 + Int32(index)) }
    setenv("LISTEN_PID", String(process), 1)
    setenv("LISTEN_FDS", String(descriptors.count), 1)
    if let names { setenv("LISTEN_FDNAMES", names, 1) } else { unsetenv("LISTEN_FDNAMES") }
}

private func listeningSocket() throws -> Int32 {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        .path(percentEncoded: false)
    let descriptor = try boundSocket(type: SOCK_STREAM, path: path)
    guard listen(descriptor, 1) == 0 else { throw SocketFailure(errno: errno) }
    unlink(path)
    return descriptor
}

/// The failure that looking for sockets ends in; nil when there is none.
private func failure() -> InheritedSocketError? {
    do {
        _ = try InheritedSocket.all()
        return nil
    } catch {
        return error
    }
}

/// Ends the process: 0 when the condition holds.
private func end(_ condition: Bool) -> Never { _exit(condition ? 0 : 1) }

@Suite struct InheritedSocketTests {
    @Test func socketsKeepOrderAndNames() async {
        await #expect(processExitsWith: .success) {
            handOver([try listeningSocket(), try listeningSocket()], names: "varlink:second")
            let expected = [
                InheritedSocket(descriptor: 3, name: "varlink"),
                InheritedSocket(descriptor: 4, name: "second"),
            ]
            let first = try InheritedSocket.all()
            let again = try InheritedSocket.all()
            let closeOnExec = fcntl(3, F_GETFD) & FD_CLOEXEC != 0
            end(first == expected && again == expected && closeOnExec)
        }
    }

    @Test func withoutNamesTheyAreUnknown() async {
        await #expect(processExitsWith: .success) {
            handOver([try listeningSocket()], names: nil)
            end(try InheritedSocket.all() == [InheritedSocket(descriptor: 3, name: "unknown")])
        }
    }

    @Test func noneWhenStartedByHand() async {
        await #expect(processExitsWith: .success) {
            unsetenv("LISTEN_FDS")
            unsetenv("LISTEN_PID")
            end(try InheritedSocket.all().isEmpty)
        }
    }

    @Test func anotherProcessesSocketsAreNotOurs() async {
        await #expect(processExitsWith: .success) {
            handOver([try listeningSocket()], names: "varlink", process: getppid())
            end(try InheritedSocket.all().isEmpty)
        }
    }

    @Test func aNetworkSocketIsRefused() async {
        await #expect(processExitsWith: .success) {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            listen(descriptor, 1)
            handOver([descriptor], names: "web")
            let socket = InheritedSocket(descriptor: 3, name: "web")
            end(failure() == InheritedSocketError(socket: socket, reason: .notUnixStream))
        }
    }

    @Test func aDatagramSocketIsRefused() async {
        await #expect(processExitsWith: .success) {
            handOver([socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)], names: "log")
            end(failure()?.reason == .notUnixStream)
        }
    }

    @Test func aConnectionIsRefused() async {
        await #expect(processExitsWith: .success) {
            var pair: [Int32] = [0, 0]
            socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair)
            handOver([pair[0]], names: "accepted")
            end(failure()?.reason == .notListening)
        }
    }

    @Test func aFileIsRefused() async {
        await #expect(processExitsWith: .success) {
            handOver([open("/dev/null", O_RDWR)], names: "null")
            end(failure()?.reason == .notUnixStream)
        }
    }

    @Test func nonsenseInTheEnvironmentIsAnError() async {
        await #expect(processExitsWith: .success) {
            handOver([try listeningSocket()], names: nil)
            setenv("LISTEN_FDS", "many", 1)
            end(failure()?.socket == nil && failure() != nil)
        }
    }

    @Test func namesThatDoNotMatchTheNumberAreAnError() async {
        await #expect(processExitsWith: .success) {
            handOver([try listeningSocket()], names: "one:two:three")
            end(failure() != nil)
        }
    }
}
