// The service on a real socket: what it answers, and in which order.

import Codec
import Control
import Foundation
import Testing

@testable import ControlServer

@Suite("The service on its socket", .timeLimit(.minutes(10)))
struct ServerTests {
    @Test("calls are answered, with what the record says")
    func echo() async throws {
        try await TestService.run { service in
            let client = try service.connect()
            let greeting = Greeting(
                text: "Zoë\0", count: -3, isLoud: true, weight: 0.5,
                seats: [Seat(capacity: "chair", moods: [.calm, .lively])], step: .callIn, rest: JSONObject())
            #expect(try client.call("org.example.test.Echo", greeting, returning: Greeting.self) == greeting)
        }
    }

    @Test("the kernel says who calls")
    func peer() async throws {
        try await TestService.run { service in
            let caller = try service.connect().call("org.example.test.WhoAmI", returning: Caller.self)
            #expect(caller.uid == Int(geteuid()))
            #expect(caller.gid == Int(getegid()))
            #expect(caller.pid == Int(getpid()))
            var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
            #expect(getgroups(Int32(groups.count), &groups) == Int32(groups.count))
            #expect(Set(caller.groups) == Set(groups.map { Int($0) }))
        }
    }

    @Test("the service says what it is and describes its interfaces")
    func introspection() async throws {
        try await TestService.run { service in
            let client = try service.connect()
            let information = try client.call(
                "org.varlink.service.GetInfo", returning: ServiceInformation.self)
            #expect(information.product == "Tests")
            #expect(information.interfaces == ["org.varlink.service", "org.example.test"])
            struct Name: Record {
                var interface = ""
                mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
                    try coder.field("interface", &interface)
                }
            }
            for (name, definition) in [
                ("org.example.test", InterfaceDefinition.test), ("org.varlink.service", .service),
            ] {
                let description = try client.call(
                    "org.varlink.service.GetInterfaceDescription", Name(interface: name),
                    returning: InterfaceDescription.self)
                #expect(try description.description == definition.text())
            }
        }
    }

    @Test(
        "what cannot be called is refused by the errors that every service has",
        arguments: [
            (#""a.b.C""#, "", #"InterfaceNotFound","parameters":{"interface":"a.b"}"#),
            (#""nodot""#, "", #"InterfaceNotFound","parameters":{"interface":"nodot"}"#),
            (
                #""org.example.test.Nope""#, "",
                #"MethodNotFound","parameters":{"method":"org.example.test.Nope"}"#
            ),
            (
                #""org.varlink.service.Nope""#, "",
                #"MethodNotFound","parameters":{"method":"org.varlink.service.Nope"}"#
            ),
            (
                #""org.varlink.service.GetInterfaceDescription""#, #","parameters":{"interface":"x.y"}"#,
                #"InterfaceNotFound","parameters":{"interface":"x.y"}"#
            ),
            (
                #""org.varlink.service.GetInterfaceDescription""#, "",
                #"InvalidParameter","parameters":{"parameter":"interface"}"#
            ),
            (
                #""org.varlink.service.GetInfo""#, #","parameters":{"x":1}"#,
                #"InvalidParameter","parameters":{"parameter":"x"}"#
            ),
            (
                #""org.example.test.Echo""#, #","parameters":{"text":1}"#,
                #"InvalidParameter","parameters":{"parameter":"text"}"#
            ),
            (#""org.example.test.Count""#, #","parameters":{"number":1}"#, #"ExpectedMore","parameters":{}"#),
            (
                #""org.example.test.WhoAmI""#, #","upgrade":true"#,
                #"MethodNotImplemented","parameters":{"method":"org.example.test.WhoAmI"}"#
            ),
        ])
    func standardErrors(_ method: String, _ rest: String, _ expected: String) async throws {
        try await TestService.run { service in
            let client = try RawClient(path: service.path)
            try client.send("{\"method\":\(method)\(rest)}\0")
            #expect(try await client.frames(1) == ["{\"error\":\"org.varlink.service.\(expected)}"])
        }
    }

    @Test("pipelined calls are answered in their order, and streams end without 'continues'")
    func pipelined() async throws {
        try await TestService.run { service in
            let client = try RawClient(path: service.path)
            let count = #"{"method":"org.example.test.Count","more":true,"parameters":{"number":3}}"#
            let echo = #"{"method":"org.example.test.Echo","parameters":{"text":"a"}}"#
            try client.send("\(echo)\0\(count)\0{\"method\":\"x.Y\",\"oneway\":true}\0\(echo)\0")
            let echoed = #"{"parameters":{"text":"a","seats":[]}}"#
            #expect(
                try await client.frames(5) == [
                    echoed, #"{"parameters":{"number":1},"continues":true}"#,
                    #"{"parameters":{"number":2},"continues":true}"#, #"{"parameters":{"number":3}}"#, echoed,
                ])
        }
    }

    @Test("many calls at once are all answered, in order")
    func manyPipelined() async throws {
        try await TestService.run({ $0.limits.callsInFlight = 8 }) { service in
            let path = service.path
            let client = try RawClient(path: path)
            let calls = (0..<2_000).map {
                #"{"method":"org.example.test.Echo","parameters":{"text":"\#($0)"}}"# + "\0"
            }
            async let sending: Void = blocking { try client.send(calls.joined()) }
            let replies = try await client.frames(2_000)
            try await sending
            #expect(replies == (0..<2_000).map { #"{"parameters":{"text":"\#($0)","seats":[]}}"# })
        }
    }

    @Test("a batch answers clients that wait, each with its own reply")
    func batch() async throws {
        try await TestService.run({ $0.threads = 2 }) { service in
            let clients = try (0..<16).map { _ in try RawClient(path: service.path) }
            for client in clients { try client.send(#"{"method":"org.example.test.Hold"}"# + "\0") }
            var batch = ReplyBatch()
            for (index, replier) in await service.handler.heldRepliers(16).enumerated() {
                if index == 5 {
                    replier.fail("org.example.test.Refused", Refusal(reason: "no"), in: &batch)
                } else {
                    replier.reply(Number(number: index), in: &batch)
                }
            }
            batch.send()
            var replies: [String] = []
            for client in clients { replies += try await client.frames(1) }
            let numbers = (0..<16).filter { $0 != 5 }.map { #"{"parameters":{"number":\#($0)}}"# }
            let refusal = #"{"error":"org.example.test.Refused","parameters":{"reason":"no"}}"#
            #expect(replies.sorted() == (numbers + [refusal]).sorted())
        }
    }
}
