// The table in replay/README.md that says which answer shows what: everything it names is there and asked for.

import Foundation
import ReplayKit
import Testing

/// A row of the table.
private struct ProofRow {
    let name: String
    let files: [String]
    /// Whether it says plainly that nothing proves it.
    let isOpen: Bool
}

@Suite("The table of what proves what") struct ProofTableTests {
    /// How many rows each document has.
    private static let rows = ["S0": 18, "S1": 16, "S2": 10, "S3": 10, "S4": 13]

    private func table() throws -> [ProofRow] {
        let readme = TopOfRepository.url.appending(path: "replay/README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let name = cells.first, name.wholeMatch(of: /S\d\.\d+/) != nil, let proof = cells.last
            else { return nil }
            let files = proof.matches(of: /`([^`]+)`/).map { String($0.1) }
            return ProofRow(name: name, files: files, isOpen: proof == "not yet")
        }
    }

    @Test func everyRowIsThereOnceInOrder() throws {
        let expected = Self.rows.sorted { $0.key < $1.key }
            .flatMap { document, count in (1...count).map { "\(document).\($0)" } }
        #expect(try table().map(\.name) == expected)
    }

    @Test func everyRowNamesAnAnswerOrSaysThatThereIsNone() throws {
        for row in try table() { #expect(row.files.isEmpty == row.isOpen, "\(row.name)") }
    }

    @Test func everyFileNamedIsThereAndAskedFor() throws {
        var known: Set<String> = []
        for replay in Replay.all {
            for inquiry in try replay.inquiries() { known.insert("\(replay.name)/expected/\(inquiry.into)") }
            for letter in try replay.letters() { known.insert("\(replay.name)/letters/\(letter)") }
        }
        for row in try table() {
            for file in row.files {
                #expect(known.contains(file), "\(row.name) names \(file), which nothing asks for")
                let path = TopOfRepository.url.appending(path: "replay/\(file)").path
                #expect(FileManager.default.fileExists(atPath: path), "\(row.name): \(file)")
            }
        }
    }
}

extension Replay {
    /// The names of the letters' files; none if the replay has no notices.
    fileprivate func letters() throws -> [String] {
        let letters = folder.appending(path: "letters").path
        guard FileManager.default.fileExists(atPath: letters) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: letters)
    }
}
