// Calls as clients spell them, and replies as clients take them.

import Codec
import Control
import Testing

@Suite("Calls and replies on the wire")
struct WireTests {
    private func call(_ text: String) throws -> VarlinkCall {
        try VarlinkCall(frame: Array(text.utf8))
    }

    struct Count: Record, Equatable {
        var upTo = 0
        var name: String?
        mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("upTo", &upTo)
            try coder.field("name", &name)
        }
    }

    @Test(
        "parameters may be left out or null, and flags that are false may be spelt out",
        arguments: [
            #"{"method":"a.b.C"}"#, #"{"method":"a.b.C","parameters":null}"#,
            #"{"method":"a.b.C","parameters":{}}"#,
            #"{"parameters":{},"more":false,"oneway":false,"upgrade":false,"method":"a.b.C"}"#,
            " {\n \"method\" : \"a.b.C\", \"more\": null }\n",
        ])
    func tolerated(_ text: String) throws {
        let call = try call(text)
        #expect(call.method == "a.b.C")
        #expect(call.interfaceName == "a.b")
        #expect(call.parameters.text == "{}")
        #expect(!call.wantsMore && !call.isOneway && !call.wantsUpgrade)
    }

    @Test("flags are read")
    func flags() throws {
        #expect(try call(#"{"method":"a.b.C","more":true}"#).wantsMore)
        #expect(try call(#"{"method":"a.b.C","oneway":true}"#).isOneway)
        #expect(try call(#"{"method":"a.b.C","upgrade":true}"#).wantsUpgrade)
    }

    @Test(
        "what is no call is refused",
        arguments: [
            "", "{", "null", "[]", "\"a.b.C\"", "{}", #"{"method":""}"#, #"{"method":1}"#,
            #"{"method":"a.b.C","more":1}"#, #"{"method":"a.b.C","parameters":[]}"#,
            #"{"method":"a.b.C","parameters":"{}"}"#, #"{"method":"a.b.C","extra":1}"#,
            #"{"method":"a.b.C","method":"a.b.D"}"#, #"{"method":"a.b.C"} {}"#,
            #"{"method":"a.b.C","more":true,"oneway":true}"#, "{\"method\":\"a.b.\u{1}\"}",
        ])
    func refused(_ text: String) {
        #expect(throws: CallError.self) { try call(text) }
    }

    @Test("a refusal does not carry whatever was sent into the log")
    func harmlessRefusal() {
        let name = #"a\nNov 20 minuted: all is well\u001b[0m"# + String(repeating: "x", count: 100_000)
        #expect {
            try call(#"{"method":"a.b.C","\#(name)":1}"#)
        } throws: { error in
            let text = "\(error)"
            return text.unicodeScalars.count < 300 && text.contains("all is well")
                && !text.unicodeScalars.contains { $0.value < 0x20 }
        }
    }

    @Test("a whole number that is spelt as a float is a whole number")
    func integralFloats() throws {
        let call = try call(#"{"method":"a.b.C","parameters":{"upTo":3.000000000000000e+00}}"#)
        #expect(try call.read(Count.self) == Count(upTo: 3))
    }

    @Test(
        "a parameter that is missing, wrong or not known is named",
        arguments: [
            (#"{}"#, "upTo"), (#"{"upTo":"3"}"#, "upTo"), (#"{"upTo":1.5}"#, "upTo"),
            (#"{"upTo":1,"name":2}"#, "name"), (#"{"upTo":1,"colour":"red"}"#, "colour"),
        ])
    func invalidParameters(_ parameters: String, _ name: String) throws {
        let call = try call(#"{"method":"a.b.C","parameters":\#(parameters)}"#)
        #expect(throws: ServiceError.invalidParameter(name)) { try call.read(Count.self) }
    }

    private func text(_ reply: VarlinkReply) -> String { String(decoding: reply.bytes, as: UTF8.self) }

    @Test("replies hold what the protocol knows and nothing else")
    func replies() {
        #expect(text(.final(Count(upTo: 1))) == #"{"parameters":{"upTo":1}}"#)
        #expect(text(.final(NoParameters())) == #"{"parameters":{}}"#)
        #expect(text(.continuing(Count(upTo: 1))) == #"{"parameters":{"upTo":1},"continues":true}"#)
        #expect(
            text(.error("a.b.Refused", Count(upTo: 1)))
                == #"{"error":"a.b.Refused","parameters":{"upTo":1}}"#)
    }

    @Test("the errors that every service has carry the parameters that clients expect")
    func standardErrors() {
        let errors: [(ServiceError, String, String)] = [
            (.interfaceNotFound("a.b"), "InterfaceNotFound", #"{"interface":"a.b"}"#),
            (.methodNotFound("a.b.C"), "MethodNotFound", #"{"method":"a.b.C"}"#),
            (.methodNotImplemented("a.b.C"), "MethodNotImplemented", #"{"method":"a.b.C"}"#),
            (.invalidParameter("x"), "InvalidParameter", #"{"parameter":"x"}"#),
            (.permissionDenied, "PermissionDenied", "{}"),
            (.expectedMore, "ExpectedMore", "{}"),
        ]
        for (error, name, parameters) in errors {
            #expect(
                text(.error(error))
                    == #"{"error":"org.varlink.service.\#(name)","parameters":\#(parameters)}"#)
        }
    }

    @Test("a NUL inside a string does not end the frame")
    func escapedNUL() {
        let reply = VarlinkReply.final(Count(upTo: 1, name: "a\0b"))
        #expect(!reply.bytes.contains(0))
        #expect(text(reply).contains(#"a\u0000b"#))
    }
}
