// Clients that stall, flood, leave or send nonsense: what it costs them, and that it costs nobody else.

import Codec
import Control
import Foundation
import Testing

@testable import ControlServer

@Suite("Clients that misbehave", .timeLimit(.minutes(10)))
struct MisbehaviourTests {
    @Test(
        "a bad frame costs its own connection only",
        arguments: ["no JSON\0", "\0", "[]\0", "{}\0", "{\"method\":\"a.b.C\",\"x\":0}\0", "\u{1}\0"])
    func badFrame(_ text: String) async throws {
        try await TestService.run { service in
            let good = try service.connect()
            let bad = try RawClient(path: service.path)
            try bad.send(#"{"method":"org.example.test.WhoAmI"}"# + "\0")
            #expect(try await bad.frames(1).count == 1)
            try bad.send(text)
            #expect(try await bad.frames() == [])
            #expect(
                try good.call("org.example.test.Echo", Greeting(text: "a"), returning: Greeting.self).text
                    == "a")
        }
    }

    @Test("a frame that is too large is refused while it arrives")
    func tooLarge() async throws {
        try await TestService.run({ $0.limits.frameSize = 1_000 }) { service in
            let client = try RawClient(path: service.path)
            try client.send(String(repeating: "x", count: 1_001))
            #expect(try await client.frames() == [])
        }
    }

    @Test("a client that stalls in the middle of a call is cut off, a silent one later")
    func stalls() async throws {
        try await TestService.run { service in
            let stalling = try RawClient(path: service.path)
            let silent = try RawClient(path: service.path)
            let busy = try RawClient(path: service.path)
            try busy.send(#"{"method":"org.example.test.Hold"}"# + "\0")
            let held = await service.handler.heldRepliers(1)
            // A reply shows that the bytes sent with its call have arrived.
            try stalling.send(#"{"method":"x.Y"}"# + "\0{")
            #expect(try await stalling.frames(1).count == 1)
            try silent.send(#"{"method":"x.Y"}"# + "\0")
            #expect(try await silent.frames(1).count == 1)
            service.clock.advance(by: .seconds(31))
            await service.server.tick()
            #expect(try await stalling.frames() == [])
            #expect(service.server.clientCount == 2)
            service.clock.advance(by: .seconds(600))
            await service.server.tick()
            #expect(try await silent.frames() == [])
            #expect(service.server.clientCount == 1)
            held[0].reply(Number(number: 1))
            #expect(try await busy.frames(1).count == 1)
        }
    }

    @Test(
        "a client that does not read a stream is left alone for an hour, then cut off, and the stream told so"
    )
    func slowReader() async throws {
        try await TestService.run({ $0.limits.unsentReplies = 1 << 17 }) { service in
            let client = try RawClient(path: service.path)
            try client.send(#"{"method":"org.example.test.Hold","more":true}"# + "\0")
            let replier = await service.handler.heldRepliers(1)[0]
            let closed = AsyncStream.makeStream(of: Void.self)
            replier.onClose { closed.continuation.finish() }
            let piece = Greeting(text: String(repeating: "x", count: 1 << 16))
            var sent = 0
            // False may also mean that the event loop has much to pass on; once it has, only the client can.
            repeat {
                while replier.continues(piece) { sent += 1 }
                await service.server.tick()
                sent += 1
            } while replier.continues(piece)
            // What the kernel holds and what may wait here, but not without bound.
            #expect(sent < 64)
            await service.server.tick()
            service.clock.advance(by: .seconds(3_599))
            await service.server.tick()
            #expect(service.server.clientCount == 1)
            service.clock.advance(by: .seconds(2))
            await service.server.tick()
            for await _ in closed.stream {}
            #expect(replier.isClosed)
            #expect(await !replier.waitUntilWritable())
            #expect(service.server.clientCount == 0)
        }
    }

    @Test("a stream goes on as the client reads")
    func backpressure() async throws {
        try await TestService.run({ $0.limits.unsentReplies = 1 << 17 }) { service in
            let client = try RawClient(path: service.path)
            try client.send(
                #"{"method":"org.example.test.Flood","more":true,"parameters":{"number":200}}"# + "\0")
            let frames = try await client.frames(200)
            #expect(frames.count == 200)
            #expect(frames.dropLast().allSatisfy { $0.hasSuffix(#","continues":true}"#) })
            #expect(frames.last?.hasSuffix(#""seats":[]}}"#) == true)
        }
    }

    @Test("a client that sends calls without end and reads nothing is made to wait, then cut off")
    func floodOfCalls() async throws {
        try await TestService.run({ $0.limits.unsentReplies = 1 << 14 }) { service in
            let client = try RawClient(path: service.path)
            // Both are connected for certain once they have a reply.
            try client.send(#"{"method":"org.example.test.WhoAmI"}"# + "\0")
            #expect(try await client.frames(1).count == 1)
            let other = try service.connect()
            _ = try other.call("org.example.test.WhoAmI")
            let text = String(repeating: "y", count: 10_000)
            let call = #"{"method":"org.example.test.Echo","parameters":{"text":"\#(text)"}}"# + "\0"
            let sending = Task { try await blocking { while true { try client.send(call) } } }
            // The service keeps answering others meanwhile, until the time is up for this one.
            while service.server.clientCount == 2 {
                _ = try other.call("org.example.test.WhoAmI")
                service.clock.advance(by: .seconds(1))
                await service.server.tick()
            }
            await #expect(throws: RawClient.Failure.self) { try await sending.value }
        }
    }

    @Test("a handler that forgets a call does not keep the client waiting")
    func forgotten() async throws {
        try await TestService.run { service in
            let client = try service.connect()
            #expect(throws: CallFailure.self) { try client.call("org.example.test.Forget") }
        }
    }

    @Test("a client that leaves cancels its call")
    func cancelled() async throws {
        try await TestService.run { service in
            var client: RawClient? = try RawClient(path: service.path)
            try client?.send(#"{"method":"org.example.test.Hold"}"# + "\0")
            let replier = await service.handler.heldRepliers(1)[0]
            #expect(!replier.isClosed)
            let closed = AsyncStream.makeStream(of: Void.self)
            replier.onClose { closed.continuation.finish() }
            client = nil
            for await _ in closed.stream {}
            #expect(replier.isClosed)
            replier.reply(Number(number: 1))
        }
    }

    @Test("a client that ends its side only still gets its replies")
    func halfClosed() async throws {
        try await TestService.run { service in
            let client = try RawClient(path: service.path)
            try client.send(#"{"method":"org.example.test.Hold"}"# + "\0")
            try client.send(#"{"method":"org.example.test.Refuse","parameters":{"reason":"a"}}"# + "\0")
            client.endSending()
            let held = await service.handler.heldRepliers(1)
            held[0].reply(Number(number: 1))
            #expect(
                try await client.frames() == [
                    #"{"parameters":{"number":1}}"#,
                    #"{"error":"org.example.test.Refused","parameters":{"reason":"a"}}"#,
                ])
        }
    }

    @Test("a oneway call is carried out even if the client leaves at once")
    func onewayAndGone() async throws {
        try await TestService.run { service in
            var client: RawClient? = try RawClient(path: service.path)
            try client?.send(#"{"method":"org.example.test.Hold","oneway":true}"# + "\0")
            client = nil
            #expect(await service.handler.heldRepliers(1).count == 1)
        }
    }

    @Test("too many clients are turned away, and let in once others have left")
    func tooMany() async throws {
        try await TestService.run({ $0.clients = 4 }) { service in
            var clients = try (0..<2).map { _ in try service.connect() }
            for client in clients { _ = try client.call("org.example.test.WhoAmI") }
            let third = try RawClient(path: service.path)
            #expect(try await third.frames() == [])
            clients.removeLast()
            // The service learns of it on its own thread; until then it turns clients away.
            while (try? service.connect().call("org.example.test.WhoAmI")) == nil {}
            #expect(service.server.clientCount <= 2)
        }
    }
}
