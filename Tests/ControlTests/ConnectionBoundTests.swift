// What a connection allows its client, and how it ends.

import Codec
import Control
import Testing

@Suite("The bounds of a connection")
struct ConnectionBoundTests {
    @Test("reading pauses while a call is worked on and enough is read ahead")
    func readAhead() {
        var driver = MachineDriver { $0.readAhead = 50 }
        let call = #"{"method":"a.b.One"}"# + "\0"
        #expect(driver.receive(call) == ["dispatch 0 a.b.One"])
        #expect(driver.receive(call + call) == [])
        #expect(driver.receive(call) == ["pause"])
        #expect(driver.answer(0, "1").suffix(2) == ["dispatch 1 a.b.One", "resume"])
    }

    @Test("nothing is taken up while the client has too many replies unread")
    func unreadReplies() {
        var driver = MachineDriver { $0.unsentReplies = 20 }
        driver.clientReads = false
        _ = driver.call("One")
        #expect(driver.answer(0, "1").count == 1)
        #expect(!driver.machine.isWritable)
        #expect(driver.call("Two") == [])
        driver.machine.unsent(0, at: .zero)
        #expect(driver.machine.isWritable)
        #expect(driver.actions() == ["dispatch 1 a.b.Two"])
    }

    @Test("a client that does not read its replies is cut off, one that reads a little is not")
    func slowReader() {
        var driver = MachineDriver { $0.readingTime = .seconds(30) }
        driver.clientReads = false
        _ = driver.call("One")
        _ = driver.answer(0, "1")
        driver.machine.unsent(20, at: .seconds(25))
        #expect(driver.tick(.seconds(50)) == [])
        driver.machine.unsent(20, at: .seconds(55))
        #expect(driver.tick(.seconds(56)) == ["pause", "close: the client did not read its replies in time"])
    }

    @Test("a stream's client may take longer, also for what is left at its end")
    func slowReaderOfAStream() {
        var driver = MachineDriver {
            $0.readingTime = .seconds(30)
            $0.streamReadingTime = .seconds(600)
        }
        driver.clientReads = false
        _ = driver.call("Follow", #","more":true"#)
        driver.machine.marksStream(0)
        _ = driver.answer(0, VarlinkReply.continuing(MachineDriver.parameters("a")))
        #expect(driver.tick(.seconds(599)) == [])
        _ = driver.answer(0, "2")
        #expect(driver.tick(.seconds(600)) == [])
        #expect(
            driver.tick(.seconds(601)) == ["pause", "close: the client did not read its replies in time"])
    }

    @Test("an answer after a stream that has been read is held to the shorter time again")
    func slowReaderAfterAStream() {
        var driver = MachineDriver { $0.readingTime = .seconds(30) }
        driver.clientReads = false
        _ = driver.call("Follow", #","more":true"#)
        driver.machine.marksStream(0)
        _ = driver.answer(0, "1")
        driver.machine.unsent(0, at: .seconds(5))
        _ = driver.call("One")
        _ = driver.answer(1, "1")
        driver.machine.unsent(20, at: .seconds(6))
        #expect(driver.tick(.seconds(37)) == ["pause", "close: the client did not read its replies in time"])
    }

    @Test("a stream that does not wait for its client is cut off")
    func heedlessStream() {
        var driver = MachineDriver { $0.unsentStream = 100 }
        driver.clientReads = false
        _ = driver.call("Follow", #","more":true"#)
        let reply = VarlinkReply.continuing(MachineDriver.parameters("a"))
        #expect(driver.answer(0, reply).count == 1)
        #expect(driver.answer(0, reply).count == 1)
        #expect(driver.answer(0, reply).count == 1)
        #expect(driver.answer(0, reply) == ["pause", "close: the client did not read its replies in time"])
    }

    @Test("a client that stalls in the middle of a call is cut off")
    func stalledCall() {
        var driver = MachineDriver { $0.frameTime = .seconds(10) }
        _ = driver.receive("{")
        #expect(driver.tick(.seconds(9)) == [])
        #expect(driver.receive("\"") == [])
        #expect(driver.tick(.seconds(11)) == ["pause", "close: a call did not arrive in full in time"])
    }

    @Test("half a call that waits behind another does not count as stalling")
    func patientCall() {
        var driver = MachineDriver { $0.frameTime = .seconds(10) }
        _ = driver.call("One")
        _ = driver.receive("{")
        #expect(driver.tick(.seconds(100)) == [])
        #expect(driver.answer(0, "1").count == 1)
        #expect(driver.tick(.seconds(109)) == [])
        #expect(driver.tick(.seconds(111)).last == "close: a call did not arrive in full in time")
    }

    @Test("a silent client is let go, but not while a call is worked on")
    func idle() {
        var driver = MachineDriver { $0.idleTime = .seconds(60) }
        _ = driver.call("One")
        #expect(driver.tick(.seconds(600)) == [])
        _ = driver.answer(0, "1")
        #expect(driver.tick(.seconds(660)) == [])
        #expect(driver.tick(.seconds(661)) == ["pause", "close: the client was silent for too long"])
    }

    @Test("without an idle time a silent client stays")
    func neverIdle() {
        var driver = MachineDriver { $0.idleTime = nil }
        #expect(driver.tick(.seconds(1_000_000)) == [])
    }
}

@Suite("The end of a connection")
struct ConnectionEndTests {
    @Test("what a client sent before it ended its side is answered")
    func halfClosed() {
        var driver = MachineDriver()
        #expect(driver.call("One") == ["dispatch 0 a.b.One"])
        #expect(driver.call("Two") == [])
        driver.machine.receivedEnd()
        #expect(driver.actions() == [])
        #expect(driver.answer(0, "1").last == "dispatch 1 a.b.Two")
        #expect(driver.answer(1, "2").suffix(2) == ["pause", "close: the client closed the connection"])
    }

    @Test("a client that is gone gets nothing")
    func closed() {
        var driver = MachineDriver()
        _ = driver.call("One")
        driver.machine.closed()
        #expect(!driver.machine.isInFlight(0))
        #expect(driver.answer(0, "1") == [])
        #expect(driver.call("Two") == [])
    }

    @Test("a stopping service answers calls in flight and takes up no other")
    func stopping() {
        var driver = MachineDriver()
        _ = driver.call("One")
        _ = driver.call("Two")
        driver.machine.stop()
        #expect(driver.actions() == ["pause"])
        #expect(
            driver.answer(0, "1") == [#"write {"parameters":{"is":"1"}}"#, "close: the service stops"])
    }

    @Test("a stopping service does not wait for streams, but does for other calls that set 'more'")
    func stoppingStreams() {
        var follows = MachineDriver()
        _ = follows.call("Follow", #","more":true"#)
        follows.machine.marksStream(0)
        follows.machine.stop()
        #expect(follows.actions() == ["pause", "close: the service stops"])

        var submits = MachineDriver()
        _ = submits.call("Submit", #","more":true"#)
        submits.machine.stop()
        #expect(submits.actions() == ["pause"])
        #expect(submits.answer(0, "1").last == "close: the service stops")
    }

    @Test("the connection closes only once the replies have left")
    func lastReplies() {
        var driver = MachineDriver()
        driver.clientReads = false
        _ = driver.call("One")
        driver.machine.stop()
        _ = driver.answer(0, "1")
        #expect(driver.machine.wantsUnsentReport)
        driver.machine.unsent(5, at: .zero)
        #expect(driver.actions() == [])
        driver.machine.unsent(0, at: .zero)
        #expect(driver.actions() == ["close: the service stops"])
    }
}
