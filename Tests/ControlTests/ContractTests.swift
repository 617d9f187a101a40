// The contract with clients: the interface definitions and the list of verbs are written down in the
// repository, and are what the program makes of its one table.

import Codec
import Control
import Foundation
import Governance
import Testing

@Suite("The contract")
struct ContractTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Compares a text with the file; with MINUTED_RECORD=1 writes the file, and fails once all the same.
    private func expect(_ text: String, in file: String) throws {
        let url = Self.root.appending(path: file)
        let recorded = try? String(contentsOf: url, encoding: .utf8)
        if recorded == text { return }
        if ProcessInfo.processInfo.environment["MINUTED_RECORD"] == "1" {
            try text.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("\(file) was written anew: look at the difference and run the tests again")
        } else {
            Issue.record("\(file) is not what the table of verbs says; MINUTED_RECORD=1 writes it anew")
        }
    }

    @Test("each interface is the one that is written down", arguments: InterfaceName.allCases)
    func interface(_ name: InterfaceName) throws {
        let text = try VerbTable.definition(of: name).text()
        try expect(text, in: "Sources/Control/Contracts/\(name.rawValue).varlink")
    }

    @Test("the list of verbs is the one that is written down")
    func verbs() throws { try expect(VerbDocument.text, in: "docs/VERBS.md") }

    @Test("every kind of event can be written by a verb, and only those that exist")
    func events() {
        let written = Set(VerbTable.all.flatMap(\.events))
        // What the daemon itself makes, asked by `log rotate-key`, no command can propose.
        #expect(written.union([KeySucceeded.type]) == Set(Event.payloadTypes.map { $0.type }))
    }

    @Test("every verb that records says when it takes effect and what puts it right")
    func whole() {
        #expect(Set(VerbTable.all.map(\.fullName)).count == VerbTable.all.count)
        for verb in VerbTable.all {
            #expect(!verb.summary.isEmpty && !verb.words.isEmpty, "\(verb.fullName)")
            #expect((verb.command != nil) == !verb.events.isEmpty, "\(verb.fullName)")
            #expect((verb.command != nil) == !verb.effective.isEmpty, "\(verb.fullName)")
            #expect((verb.command != nil) == !verb.correctedBy.isEmpty, "\(verb.fullName)")
        }
    }

    @Test("nobody but clerks and administrators records, and nobody without a role asks")
    func roles() {
        for verb in VerbTable.all where verb.command != nil { #expect(verb.role == .clerk) }
        #expect(Role.clerk.includes(.reader) && Role.auditor.includes(.reader))
        #expect(
            !Role.reader.includes(.clerk) && !Role.auditor.includes(.clerk) && !Role.clerk.includes(.auditor))
        for role in Role.allCases { #expect(Role.administrator.includes(role)) }
    }
}
