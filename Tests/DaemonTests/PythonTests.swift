// The real daemon and a Varlink client that others have written.

import Foundation
import Testing

private let interpreter: String? = {
    let script = Programs.root.appending(path: "Tests/Interop/python-env.sh").path(percentEncoded: false)
    guard let made = try? Programs.run("/bin/sh", [script]), made.status == 0 else {
        let warning = "WARNING: the daemon is NOT TRIED with Python's Varlink client: python-env.sh failed\n"
        FileHandle.standardError.write(Data(warning.utf8))
        return nil
    }
    return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
}()

@Suite(
    "The daemon and Python's Varlink client", .timeLimit(.minutes(10)),
    .enabled(if: interpreter != nil, "Python's Varlink client cannot be installed here"))
struct PythonTests {
    private func varlink(_ arguments: String...) throws -> String {
        let outcome = try Programs.run(try #require(interpreter), ["-m", "varlink.cli"] + arguments)
        return outcome.output + outcome.errors
    }

    @Test("it reads every interface and calls a query")
    func everyInterface() throws {
        let daemon = try RunningDaemon.stockton()
        let address = "unix:\(daemon.socket)"
        let information = try varlink("info", address)
        for name in ["Records", "Queries", "Ledger", "Projections", "Service"] {
            let interface = "org.minuted.\(name)"
            #expect(information.contains(interface))
            let help = try varlink("help", "\(address)/\(interface)")
            #expect(help.contains("interface \(interface)"), "\(help)")
            let written = Programs.root.appending(path: "Sources/Control/Contracts/\(interface).varlink")
            let methods = try String(contentsOf: written, encoding: .utf8).split(separator: "\n")
                .filter { $0.hasPrefix("method ") }.compactMap { $0.dropFirst(7).split(separator: "(").first }
            for method in methods { #expect(help.contains("method \(method)"), "\(interface).\(method)") }
        }
        let answer = try varlink(
            "call", "\(address)/org.minuted.Queries.Decision",
            #"{"decision":"corporate","asat":"3 August 2007"}"#)
        #expect(answer.contains("\"callindeadline\": \"2007-08-10\""), "\(answer)")
        let refused = try varlink("call", "\(address)/org.minuted.Queries.Meeting", #"{"meeting":"nowhere"}"#)
        #expect(refused.contains("known-meeting"), "\(refused)")
        let first = try varlink("call", "-m", "\(address)/org.minuted.Ledger.Export", #"{"to":1}"#)
        #expect(first.contains("org.minuted.council.founded"), "\(first)")
    }
}
