// How the service takes its socket, and how it gives it up.

import Codec
import Control
import Foundation
import Synchronization
import Testing

@testable import ControlServer

@Suite("Listening and stopping", .timeLimit(.minutes(10)))
struct ListeningTests {
    private func mode(_ path: String) throws -> UInt16 {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.uint16Value ?? 0
    }

    /// Leaves a socket's file behind, as a service does that is killed.
    private func leaveSocket(_ path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        let address = try #require(UnixSocketPath(path))
        #expect(address.withAddress { bind(descriptor, $0, $1) } == 0)
    }

    @Test("the socket is for its owner and group, and goes with the service")
    func fileMode() async throws {
        let service = try await TestService()
        #expect(try mode(service.path) == 0o660)
        await service.server.stop()
        #expect(!FileManager.default.fileExists(atPath: service.path))
    }

    @Test("a socket that was left behind is replaced")
    func stale() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/s"
        try leaveSocket(path)
        let server = try TestService.makeServer()
        try await server.listen(on: path)
        _ = try ControlClient(path: path).call("org.example.test.WhoAmI")
        await server.stop()
    }

    @Test("a socket on which a service answers is left alone")
    func taken() async throws {
        try await TestService.run { service in
            let second = try TestService.makeServer()
            await #expect(throws: ListenError.taken(path: service.path)) {
                try await second.listen(on: service.path)
            }
            await second.stop()
            _ = try service.connect().call("org.example.test.WhoAmI")
        }
    }

    @Test("a file that is no socket is left alone")
    func otherFile() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/s"
        #expect(FileManager.default.createFile(atPath: path, contents: Data("minutes".utf8)))
        let server = try TestService.makeServer()
        await #expect(throws: ListenError.notASocket(path: path)) { try await server.listen(on: path) }
        #expect(FileManager.default.contents(atPath: path) == Data("minutes".utf8))
    }

    @Test("another service that starts in the same directory at this moment has the socket")
    func locked() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/s"
        let lock = open(directory.path, O_RDONLY)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX) == 0)
        let server = try TestService.makeServer()
        await #expect(throws: ListenError.taken(path: path)) { try await server.listen(on: path) }
    }

    @Test("a path that cannot be a socket's is refused")
    func badPaths() async throws {
        let server = try TestService.makeServer()
        let long = "/" + String(repeating: "x", count: 107)
        await #expect(throws: ListenError.pathTooLong(path: long)) { try await server.listen(on: long) }
        await #expect(throws: ListenError.self) { try await server.listen(on: "/nowhere/at/all") }
    }

    @Test("a socket that another has put in the same place is not removed")
    func replaced() async throws {
        let service = try await TestService()
        try FileManager.default.removeItem(atPath: service.path)
        try leaveSocket(service.path)
        await service.server.stop()
        #expect(FileManager.default.fileExists(atPath: service.path))
    }

    @Test("a socket that the service manager has opened is taken over, and its file kept")
    func inherited() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/s"
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let address = try #require(UnixSocketPath(path))
        #expect(address.withAddress { bind(descriptor, $0, $1) } == 0)
        let early = try TestService.makeServer()
        await #expect(throws: ListenError.notListening(descriptor: descriptor)) {
            try await early.listen(inherited: descriptor)
        }
        #expect(listen(descriptor, 5) == 0)
        // A client that came before the service was there.
        let client = try RawClient(path: path)
        try client.send(#"{"method":"org.example.test.WhoAmI"}"# + "\0")
        let server = try TestService.makeServer()
        try await server.listen(inherited: descriptor)
        #expect(try await client.frames(1).count == 1)
        await server.stop()
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("a stopping service answers calls in flight and ends streams")
    func graceful() async throws {
        let service = try await TestService()
        let client = try RawClient(path: service.path)
        try client.send(#"{"method":"org.example.test.Hold"}"# + "\0")
        let stream = try RawClient(path: service.path)
        try stream.send(#"{"method":"org.example.test.Hold","more":true}"# + "\0")
        let idle = try RawClient(path: service.path)
        let held = await service.handler.heldRepliers(2)
        async let stopped: Void = service.server.stop(within: .seconds(60))
        #expect(try await idle.frames() == [])
        #expect(try await stream.frames() == [])
        for replier in held { replier.reply(Number(number: 7)) }
        #expect(try await client.frames() == [#"{"parameters":{"number":7}}"#])
        await stopped
        #expect(service.server.clientCount == 0)
        #expect(throws: ConnectError.self) { try service.connect() }
    }

    @Test("a stopping service does not wait forever")
    func impatient() async throws {
        let service = try await TestService()
        let client = try RawClient(path: service.path)
        try client.send(#"{"method":"org.example.test.Hold"}"# + "\0")
        let held = await service.handler.heldRepliers(1)
        await service.server.stop(within: .milliseconds(1))
        #expect(try await client.frames() == [])
        #expect(held[0].isClosed)
        // Answers that come too late do no harm, and nobody waits for what cannot come.
        let told = Mutex(false)
        held[0].onClose { told.withLock { $0 = true } }
        #expect(told.withLock { $0 })
        #expect(await !held[0].waitUntilWritable())
        var batch = ReplyBatch()
        held[0].reply(Number(number: 1), in: &batch)
        batch.send()
    }

    @Test("a service that has stopped does not listen again")
    func stopped() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/s"
        let server = try TestService.makeServer()
        await server.stop()
        await #expect(throws: ListenError.stopped) { try await server.listen(on: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
