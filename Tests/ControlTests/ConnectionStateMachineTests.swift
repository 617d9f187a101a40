// The rules of a connection, step by step: what goes in, and what is to be done then.

import Codec
import Control
import Testing

/// Drives a machine and writes down what it wants done, a line for each action.
struct MachineDriver {
    var machine: ConnectionStateMachine
    /// Whether bytes that are to be written reach the client at once.
    var clientReads = true
    var now: Duration = .zero

    init(_ change: (inout ConnectionLimits) -> Void = { _ in }) {
        var limits = ConnectionLimits()
        change(&limits)
        machine = ConnectionStateMachine(limits: limits, at: .zero)
    }

    mutating func actions() -> [String] {
        var found: [String] = []
        var hasWritten = true
        while hasWritten {
            hasWritten = false
            while let action = machine.nextAction() {
                if case .write = action { hasWritten = true }
                found += Self.lines(action)
            }
            if hasWritten && clientReads { machine.unsent(0, at: now) }
        }
        return found
    }

    mutating func receive(_ text: String) -> [String] {
        machine.received(text.utf8, at: now)
        return actions()
    }

    mutating func call(_ method: String, _ flags: String = "") -> [String] {
        receive(#"{"method":"a.b.\#(method)"\#(flags)}"# + "\0")
    }

    mutating func answer(_ number: UInt64, _ reply: VarlinkReply) -> [String] {
        machine.answer(number, reply)
        return actions()
    }

    mutating func answer(_ number: UInt64, _ word: String) -> [String] {
        answer(number, .final(Self.parameters(word)))
    }

    mutating func tick(_ time: Duration) -> [String] {
        now = time
        machine.tick(at: time)
        return actions()
    }

    static func parameters(_ word: String) -> JSONObject {
        var json = JSONWriter()
        json.object { json in
            json.name("is")
            json.value(word)
        }
        guard let document = try? JSONDocument(json.bytes),
            let object = try? JSONObject(reading: document.root)
        else { return JSONObject() }
        return object
    }

    private static func lines(_ action: ConnectionStateMachine.Action) -> [String] {
        switch action {
        case .write(let frames): frames.map { "write " + String(decoding: $0, as: UTF8.self) }
        case .dispatch(let call, let number): ["dispatch \(number) \(call.method)"]
        case .pauseReading: ["pause"]
        case .resumeReading: ["resume"]
        case .close(let reason): ["close: \(reason)"]
        }
    }
}

@Suite("Calls on a connection")
struct ConnectionCallTests {
    @Test("a call is dispatched once it is complete, and its reply is written")
    func simple() {
        var driver = MachineDriver()
        #expect(driver.receive(#"{"method":"#) == [])
        #expect(driver.receive(#""a.b.One"}"#) == [])
        #expect(driver.receive("\0") == ["dispatch 0 a.b.One"])
        #expect(driver.answer(0, "x") == [#"write {"parameters":{"is":"x"}}"#])
        #expect(driver.actions() == [])
    }

    @Test("pipelined calls are taken up one after another by default")
    func sequential() {
        var driver = MachineDriver()
        #expect(driver.call("One") == ["dispatch 0 a.b.One"])
        #expect(driver.call("Two") == [])
        #expect(driver.answer(0, "1") == [#"write {"parameters":{"is":"1"}}"#, "dispatch 1 a.b.Two"])
    }

    @Test("calls that are worked on at once are answered in their order")
    func ordered() {
        var driver = MachineDriver { $0.callsInFlight = 3 }
        #expect(driver.call("One") == ["dispatch 0 a.b.One"])
        #expect(driver.call("Two") == ["dispatch 1 a.b.Two"])
        #expect(driver.call("Three") == ["dispatch 2 a.b.Three"])
        #expect(driver.call("Four") == [])
        #expect(driver.answer(2, "3") == [])
        #expect(driver.answer(1, "2") == [])
        #expect(
            driver.answer(0, "1") == [
                #"write {"parameters":{"is":"1"}}"#, #"write {"parameters":{"is":"2"}}"#,
                #"write {"parameters":{"is":"3"}}"#, "dispatch 3 a.b.Four",
            ])
    }

    @Test("a call for many replies is worked on alone")
    func streamsAlone() {
        var driver = MachineDriver { $0.callsInFlight = 3 }
        #expect(driver.call("One") == ["dispatch 0 a.b.One"])
        #expect(driver.call("Follow", #","more":true"#) == [])
        #expect(driver.call("Three") == [])
        #expect(driver.answer(0, "1").last == "dispatch 1 a.b.Follow")
        let first = driver.answer(1, .continuing(MachineDriver.parameters("a")))
        #expect(first == [#"write {"parameters":{"is":"a"},"continues":true}"#])
        #expect(driver.answer(1, "b").last == "dispatch 2 a.b.Three")
    }

    @Test("a further reply to a call for one becomes ExpectedMore, and ends the call")
    func unexpectedStream() {
        var driver = MachineDriver()
        _ = driver.call("One")
        let error = #"write {"error":"org.varlink.service.ExpectedMore","parameters":{}}"#
        #expect(driver.answer(0, .continuing(MachineDriver.parameters("a"))) == [error])
        #expect(driver.answer(0, "b") == [])
    }

    @Test("a oneway call gets nothing, neither reply nor error, and the next is taken up")
    func oneway() {
        var driver = MachineDriver()
        #expect(driver.call("One", #","oneway":true"#) == ["dispatch 0 a.b.One"])
        #expect(driver.answer(0, .continuing(MachineDriver.parameters("a"))) == [])
        #expect(driver.answer(0, .error(.permissionDenied)) == [])
        #expect(driver.call("Two") == ["dispatch 1 a.b.Two"])
    }

    @Test("an answer to a call that is answered, or was never made, is dropped")
    func strayAnswers() {
        var driver = MachineDriver()
        _ = driver.call("One")
        #expect(driver.answer(7, "x") == [])
        #expect(driver.answer(0, "x").count == 1)
        #expect(driver.answer(0, "y") == [])
    }

    @Test(
        "what is no call ends the connection, but not before earlier calls are answered",
        arguments: ["not JSON\0", "\0", "{}\0", "[]\0", "{\"method\":\"a.b.C\",\"x\":1}\0", "\u{feff}{}\0"])
    func badCall(_ text: String) {
        var driver = MachineDriver { $0.callsInFlight = 2 }
        #expect(driver.call("One") == ["dispatch 0 a.b.One"])
        #expect(driver.receive(text + #"{"method":"a.b.Two"}"# + "\0") == ["pause"])
        let closing = driver.answer(0, "1")
        #expect(closing.first == #"write {"parameters":{"is":"1"}}"#)
        #expect(closing.last?.hasPrefix("close: not a Varlink call") == true)
        #expect(driver.call("Three") == [])
    }

    @Test("a call that is too large ends the connection before it has arrived")
    func tooLarge() {
        var driver = MachineDriver { $0.frameSize = 64 }
        let text = #"{"method":"a.b.One","parameters":{"is":""# + String(repeating: "x", count: 64)
        #expect(driver.receive(text) == ["pause", "close: a message is larger than 64 bytes"])
    }

    @Test("a handler that gives no answer ends the connection after earlier calls are answered")
    func abandoned() {
        var driver = MachineDriver { $0.callsInFlight = 3 }
        _ = driver.call("One")
        _ = driver.call("Two")
        _ = driver.call("Three")
        driver.machine.abandon(1)
        #expect(driver.actions() == ["pause"])
        #expect(driver.answer(2, "3") == [])
        #expect(driver.answer(0, "1").last == "close: a call was left without an answer")
    }
}
