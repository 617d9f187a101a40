// The client: what it says when the service is not there, or not what it should be.

import Codec
import Control
import Foundation
import Testing

@Suite("The client", .timeLimit(.minutes(10)))
struct ClientTests {
    private func kind(of path: String) -> ConnectError.Kind? {
        do {
            _ = try ControlClient(path: path, within: .milliseconds(10))
            return nil
        } catch { return error.kind }
    }

    @Test("it says why there is no connection, and what to do")
    func noConnection() throws {
        let directory = try TemporaryDirectory()
        #expect(kind(of: directory.path + "/none") == .notThere)
        #expect(kind(of: directory.path + "/none/s") == .notThere)
        #expect(kind(of: "/" + String(repeating: "x", count: 120)) == .pathTooLong)
        #expect(kind(of: "") == .pathTooLong)
        let path = directory.path + "/s"
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let address = try #require(UnixSocketPath(path))
        #expect(address.withAddress { bind(descriptor, $0, $1) } == 0)
        #expect(kind(of: path) == .refused)
        // Nobody accepts: the first is taken into the backlog, the one after it has to wait.
        #expect(listen(descriptor, 0) == 0)
        let first = try RawClient(path: path)
        #expect(kind(of: path) == .timedOut)
        withExtendedLifetime(first) { _ = close(descriptor) }
    }

    @Test("a call's error comes with its parameters")
    func errorReply() async throws {
        try await TestService.run { service in
            let client = try service.connect()
            do throws(CallFailure) {
                _ = try client.call("org.example.test.Refuse", Refusal(reason: "late"))
                Issue.record("no error")
            } catch {
                guard case .refused(let reply) = error else { throw error }
                #expect(reply.name == "org.example.test.Refused")
                #expect(try reply.read(Refusal.self) == Refusal(reason: "late"))
            }
            // The connection goes on.
            #expect(try client.call("org.example.test.WhoAmI").bytes.count > 2)
        }
    }

    @Test("replies of a stream come one by one, and the connection is free after the last")
    func stream() async throws {
        try await TestService.run { service in
            let client = try service.connect()
            var replies = try client.stream("org.example.test.Count", Number(number: 3))
            var numbers: [Int] = []
            #expect(throws: CallFailure.busy) { try client.call("org.example.test.WhoAmI") }
            while let reply = try replies.next() { numbers.append(try Number(json: reply.bytes).number) }
            #expect(numbers == [1, 2, 3])
            #expect(try replies.next() == nil)
            try client.send(oneway: "org.example.test.Echo", Greeting(text: "a"))
            #expect(try client.call("org.example.test.WhoAmI").bytes.count > 2)
        }
    }

    /// A client whose service is the other end of a pair of sockets.
    private func pair() throws -> (client: ControlClient, service: FileHandle) {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        return (
            ControlClient(reading: ends[0], writing: ends[0]),
            FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        )
    }

    @Test(
        "what is no reply is not read on from",
        arguments: [
            "no JSON\0", "[]\0", "{\"parameters\":1}\0", "{\"error\":1}\0", "{\"continues\":\"x\"}\0",
        ])
    func unreadable(_ text: String) throws {
        let (client, service) = try pair()
        try service.write(contentsOf: Data((text + "{}\0").utf8))
        for _ in 0..<2 {
            #expect {
                try client.call("a.b.C")
            } throws: { error in
                if case CallFailure.unreadable = error { true } else { false }
            }
        }
    }

    @Test("members that are null or not known do no harm")
    func lenient() throws {
        let (client, service) = try pair()
        let reply = #"{"parameters":{"number":1},"error":null,"continues":null,"newer":[]}"# + "\0"
        try service.write(contentsOf: Data((reply + "{}\0").utf8))
        #expect(try client.call("a.b.C", returning: Number.self) == Number(number: 1))
        #expect(try client.call("a.b.C") == JSONObject())
    }

    @Test("a reply that does not come in time is no reply, nor is one that comes later")
    func tooLate() throws {
        let (client, service) = try pair()
        client.replyTime = .milliseconds(1)
        #expect(throws: CallFailure.timedOut) { try client.call("a.b.C") }
        try service.write(contentsOf: Data("{}\0".utf8))
        #expect(throws: CallFailure.timedOut) { try client.call("a.b.D") }
    }

    @Test("a service that goes away is an error, not a signal")
    func connectionLost() throws {
        let (client, service) = try pair()
        try service.close()
        #expect {
            try client.call("a.b.C")
        } throws: { error in
            if case CallFailure.connectionLost = error { true } else { false }
        }
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let piped = ControlClient(
            reading: pipe.fileHandleForWriting.fileDescriptor,
            writing: pipe.fileHandleForWriting.fileDescriptor, closing: false)
        #expect {
            try piped.call("a.b.C")
        } throws: { error in
            if case CallFailure.connectionLost = error { true } else { false }
        }
    }

    @Test("it speaks through a child process's input and output")
    func childProcess() async throws {
        try await TestService.run { service in
            let child = Process()
            child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            let relay = """
                import socket, sys, threading, os
                s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
                def up():
                    while d := os.read(0, 65536): s.sendall(d)
                    s.shutdown(socket.SHUT_WR)
                threading.Thread(target=up, daemon=True).start()
                while d := s.recv(65536): os.write(1, d)
                """
            child.arguments = ["python3", "-c", relay, service.path]
            let input = Pipe()
            let output = Pipe()
            child.standardInput = input
            child.standardOutput = output
            try child.run()
            let client = ControlClient(
                reading: output.fileHandleForReading.fileDescriptor,
                writing: input.fileHandleForWriting.fileDescriptor, closing: false)
            let greeting = Greeting(text: String(repeating: "long ", count: 50_000))
            let echoed = try client.call("org.example.test.Echo", greeting, returning: Greeting.self)
            #expect(echoed == greeting)
            try input.fileHandleForWriting.close()
            child.waitUntilExit()
            #expect(child.terminationStatus == 0)
        }
    }
}
