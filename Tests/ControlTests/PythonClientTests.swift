// Varlink's own Python client and asyncvarlink against the service: what others have written has to read
// what is written here.

import Control
import Foundation
import Testing

/// An interpreter with the clients installed; nil, with the reason said, if it cannot be made here.
private let interpreter: String? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let script = root.appendingPathComponent("Interop/python-env.sh").path
    guard let made = try? run("/bin/sh", [script]), made.status == 0 else {
        let warning = "WARNING: the tests with Python's Varlink clients CANNOT RUN: python-env.sh failed\n"
        FileHandle.standardError.write(Data(warning.utf8))
        return nil
    }
    return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
}()

private func run(_ program: String, _ arguments: [String]) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
}

@Suite(
    "Python's Varlink clients", .timeLimit(.minutes(10)),
    .enabled(if: interpreter != nil, "Python's Varlink clients cannot be installed here"))
struct PythonClientTests {
    private func python(_ arguments: [String]) async throws -> String {
        let interpreter = try #require(interpreter)
        return try await blocking { try run(interpreter, arguments).output }
    }

    private func varlink(_ arguments: [String]) async throws -> String {
        try await python(["-m", "varlink.cli"] + arguments)
    }

    private func json(_ text: String) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary, "\(text)")
    }

    @Test("varlink info")
    func info() async throws {
        try await TestService.run { service in
            let output = try await varlink(["info", "unix:\(service.path)"])
            for expected in ["Example", "Tests", "1.2", "https://example.org/", "org.example.test"] {
                #expect(output.contains(expected), "\(output)")
            }
        }
    }

    @Test("varlink help reads every interface", arguments: [InterfaceDefinition.test, .service])
    func help(_ definition: InterfaceDefinition) async throws {
        try await TestService.run { service in
            let output = try await varlink(["help", "unix:\(service.path)/\(definition.name)"])
            let text = try definition.text()
            #expect(output.contains(text), "\(output)")
        }
    }

    @Test("the definition's grammar is read in full: every member, every type")
    func grammar() async throws {
        let check = """
            import sys, varlink
            i = varlink.Interface(sys.argv[1])
            print(i.name, *sorted(i.members))
            """
        let text = try InterfaceDefinition.test.text()
        let output = try await python(["-c", check, text])
        #expect(
            output == "org.example.test Count Echo Flood Forget Hold Mood Refuse Refused Seat WhoAmI\n",
            "\(output)")
    }

    @Test("varlink call")
    func call() async throws {
        try await TestService.run { service in
            let parameters = """
                {"text": "Zoë", "count": 3, "isLoud": true, "weight": 0.5, "step": "call-in",
                 "seats": [{"capacity": "chair", "moods": ["calm"]}], "rest": {"a": [1, {"b": null}]}}
                """
            let output = try await varlink(
                ["call", "unix:\(service.path)/org.example.test.Echo", parameters])
            let (echoed, expected) = (try json(output), try json(parameters))
            #expect(echoed == expected)
        }
    }

    @Test("varlink call -m")
    func callMore() async throws {
        try await TestService.run { service in
            let output = try await varlink(
                ["call", "-m", "unix:\(service.path)/org.example.test.Count", #"{"number": 3}"#])
            let numbers = output.split(whereSeparator: { !$0.isNumber }).map(String.init)
            #expect(numbers == ["1", "2", "3"], "\(output)")
        }
    }

    @Test(
        "varlink call shows errors by their names and parameters",
        arguments: [
            ("org.example.test.Refuse", #"{"reason": "too late"}"#, "org.example.test.Refused", "too late"),
            ("org.example.test.Count", #"{"number": 1}"#, "org.varlink.service.ExpectedMore", ""),
        ])
    func errors(_ method: String, _ parameters: String, _ name: String, _ detail: String) async throws {
        try await TestService.run { service in
            let output = try await varlink(["call", "unix:\(service.path)/\(method)", parameters])
            #expect(output.contains(name), "\(output)")
            #expect(detail.isEmpty || output.contains(detail), "\(output)")
        }
    }

    @Test("the Python client as a library: many calls, a stream and an error on one connection")
    func library() async throws {
        let script = """
            import sys, varlink
            with varlink.Client.new_with_address("unix:" + sys.argv[1]) as client:
                with client.open("org.example.test") as test:
                    for n in range(100):
                        assert test.Echo(text=str(n))["text"] == str(n)
                    assert [r["number"] for r in test.Count(number=5, _more=True)] == [1, 2, 3, 4, 5]
                    try:
                        test.Refuse(reason="late")
                    except varlink.VarlinkError as error:
                        assert error.error() == "org.example.test.Refused", error
                        assert error.parameters()["reason"] == "late", error
                    test.Echo(text="nobody answers", _oneway=True)
                    assert test.WhoAmI()["uid"] == __import__("os").getuid()
            print("done")
            """
        try await TestService.run { service in
            let output = try await python(["-c", script, service.path])
            #expect(output == "done\n", "\(output)")
        }
    }

    @Test("asyncvarlink: a call, a stream and an error")
    func asyncvarlink() async throws {
        let script = """
            import asyncio, sys, typing
            from asyncvarlink import GenericVarlinkErrorReply, VarlinkErrorReply, VarlinkInterface, connect_unix_varlink, varlinkmethod
            from asyncvarlink import VarlinkClientProtocol
            class Test(VarlinkInterface, name="org.example.test"):
                @varlinkmethod(return_parameter="number")
                def Count(self, *, number: int) -> typing.Iterator[int]: ...
                @varlinkmethod
                def Refuse(self, *, reason: str) -> None: ...
            async def main():
                transport, protocol = await connect_unix_varlink(VarlinkClientProtocol, sys.argv[1])
                test = protocol.make_proxy(Test)
                assert [r["number"] async for r in test.Count(number=4)] == [1, 2, 3, 4]
                try:
                    await test.Refuse(reason="late")
                except VarlinkErrorReply as error:
                    assert error.name == "org.example.test.Refused", error
                    assert error.parameters == {"reason": "late"}, error
                transport.close()
                print("done")
            asyncio.run(main())
            """
        try await TestService.run { service in
            let output = try await python(["-c", script, service.path])
            #expect(output == "done\n", "\(output)")
        }
    }
}
