// Commands by their names, as a file of commands has them.

import Codec
import Foundation
import Governance
import Testing

@Suite struct CommandCatalogTests {
    private func read(_ name: String, _ parameters: String) throws -> any Command {
        try CommandCatalog.read(name, JSONDocument(parameters).root)
    }

    @Test func everyCommandInTheSourcesIsInTheCatalog() throws {
        let sources = TopOfRepository.url.appending(path: "Sources/Governance")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var declared: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /struct ([A-Za-z]+): [A-Za-z]*Command\b/) {
                declared.insert(String(match.1))
            }
        }
        #expect(declared.count > 30)
        #expect(Set(CommandCatalog.all.map(\.name)) == declared)
    }

    @Test func aCommandIsReadByItsName() throws {
        let command = try read("HoldMeeting", #"{"meeting":"malap-2007-09-20"}"#)
        #expect((command as? HoldMeeting)?.meeting == "malap-2007-09-20")
    }

    @Test func anUnknownNameIsRefusedWithThoseThatAreLikeIt() throws {
        let rejection = #expect(throws: Rejection.self) { try read("HoldMeetings", "{}") }
        #expect(rejection?.rule == "known-command")
        #expect(rejection?.candidates == ["HoldMeeting"])
        let others = #expect(throws: Rejection.self) { try read("Meeting", "{}") }
        #expect(others?.candidates.contains("CancelMeeting") == true)
        #expect(others?.candidates.contains("RecordDecision") == false)
    }

    @Test func aNameLikeNoneIsRefusedWithAll() throws {
        let rejection = #expect(throws: Rejection.self) { try read("Frobnicate", "{}") }
        #expect(rejection?.candidates == CommandCatalog.all.map(\.name))
    }

    @Test(arguments: [
        ("{}", "meeting"), (#"{"meeting":7}"#, "meeting"), (#"{"meeting":"m","extra":1}"#, "extra"),
        ("[]", "expected an object"),
    ])
    func aFieldThatCannotBeUsedIsNamed(parameters: String, field: String) throws {
        let rejection = #expect(throws: Rejection.self) { try read("HoldMeeting", parameters) }
        #expect(rejection?.rule == "field")
        #expect(rejection?.message.contains(field) == true)
    }
}
