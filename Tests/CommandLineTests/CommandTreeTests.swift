// The table of verbs and the tree of subcommands say the same, and so do the texts that name commands.

import ArgumentParser
import Control
import Foundation
import Testing

@testable import minutectl

@Suite("The tree of subcommands")
struct CommandTreeTests {
    /// Subcommands beyond the verbs: other views of what the verbs answer, and the bridge.
    private static let furtherCommands: Set<String> = [
        "agenda show", "agenda pack",
        "group show", "office show", "body show", "attendance show", "constitution show",
        "constitution diff", "notice list", "notice show", "notice run", "notice deliver", "report decisions",
        "report duties",
        "report pledge",
        "log publish", "bridge", "decision bundle", "init", "constitution check", "constitution schema",
    ]

    /// Every subcommand that does something, by its words.
    private static let leaves: [String: CommandConfiguration] = {
        var found: [String: CommandConfiguration] = [:]
        func walk(_ type: any ParsableCommand.Type, _ words: [String]) {
            let configuration = type.configuration
            let subcommands = configuration.subcommands
            if subcommands.isEmpty { found[words.joined(separator: " ")] = configuration }
            for subcommand in subcommands { walk(subcommand, words + [subcommand._commandName]) }
        }
        walk(Minutectl.self, [])
        return found
    }()

    /// The same, by their types.
    static var types: [String: any ParsableCommand.Type] {
        var found: [String: any ParsableCommand.Type] = [:]
        func walk(_ type: any ParsableCommand.Type, _ words: [String]) {
            let subcommands = type.configuration.subcommands
            if subcommands.isEmpty { found[words.joined(separator: " ")] = type }
            for subcommand in subcommands { walk(subcommand, words + [subcommand._commandName]) }
        }
        walk(Minutectl.self, [])
        return found
    }

    @Test("every verb is reached by its words, and says what the table says")
    func verbs() {
        for verb in VerbTable.all {
            let last = VerbTable.all.last { $0.words == verb.words }
            #expect(Self.leaves[verb.words]?.abstract == "\(last?.summary ?? "").", "\(verb.words)")
        }
    }

    @Test("every subcommand is a verb or one of the further ones")
    func subcommands() {
        let verbs = Set(VerbTable.all.map(\.words))
        #expect(Set(Self.leaves.keys) == verbs.union(Self.furtherCommands))
        #expect(verbs.isDisjoint(with: Self.furtherCommands))
    }

    @Test("every subcommand says what it does, and those with arguments show an example")
    func help() {
        for (words, configuration) in Self.leaves {
            #expect(configuration.abstract.count > 10 && configuration.abstract.hasSuffix("."), "\(words)")
            let discussion = configuration.discussion
            if discussion.contains("EXAMPLE") {
                #expect(discussion.contains("  minutectl \(words)"), "\(words)")
            }
        }
        let withExamples = Self.leaves.values.filter { $0.discussion.contains("EXAMPLE") }
        #expect(withExamples.count > 45)
    }

    /// The texts in quotation marks or back-quotes that look like commands.
    private static func namedCommands() throws -> [(file: String, text: String)] {
        let sources = Place.repository.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var found: [(file: String, text: String)] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /[`"]minutectl ([a-z][^`"\n\\]*)\\?[`"]/) {
                found.append((file.lastPathComponent, String(match.1)))
            }
        }
        return found
    }

    @Test("every command that a message tells people to use is there, with its options")
    func remedies() throws {
        let named = try Self.namedCommands()
        #expect(named.count > 20)
        for (file, text) in named where !text.hasPrefix("\\(what)") && text != "-H" {
            let words = text.split(separator: " ").map(String.init)
            let path = words.prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } && !$0.hasPrefix("-") }
            let command = (1...2).map { path.prefix($0).joined(separator: " ") }.last {
                Self.leaves[$0] != nil
            }
            guard let command else {
                Issue.record("\(file): there is no `minutectl \(text)`")
                continue
            }
            let help = Minutectl.helpMessage(
                for: try #require(Self.type(of: command)), includeHidden: true)
            for option in words where option.hasPrefix("--") {
                #expect(help.contains(option), "\(file): `minutectl \(text)` has no \(option)")
            }
        }
    }

    private static func type(of words: String) -> (any ParsableCommand.Type)? {
        words.split(separator: " ").reduce(Optional(Minutectl.self as any ParsableCommand.Type)) {
            type, word in
            type?.configuration.subcommands.first { $0._commandName == word }
        }
    }

    @Test("every example in the help can be parsed")
    func examples() throws {
        var count = 0
        for configuration in Self.leaves.values {
            for line in ShellWords.commands(in: configuration.discussion) {
                count += 1
                #expect(throws: Never.self, "minutectl \(line)") { _ = try Minutectl.parseAsRoot(line) }
            }
        }
        #expect(count > 60)
    }

    @Test("the short way reads every example as the root does")
    func shortcut() throws {
        var count = 0
        let examples = Self.leaves.values.flatMap { ShellWords.commands(in: $0.discussion) }
        let further = [
            "status", "body list", "person list -o json --as-at 2008-01-01 --socket s --no-pager -l",
        ]
        for line in examples + further.map(ShellWords.words) {
            let read = try Minutectl.parseAsRoot(line)
            // Some begin with a global option, which only the root reads.
            guard let found = Shortcut.command(line) else {
                #expect(line[0].hasPrefix("-"), "minutectl \(line)")
                continue
            }
            count += 1
            var (whole, short) = ("", "")
            dump(read, to: &whole)
            dump(found, to: &short)
            #expect(short == whole, "minutectl \(line)")
        }
        #expect(count > 60)
    }

    @Test(
        "what the short way cannot read is left to the root",
        arguments: [
            "", "help", "--version", "-o json body list", "body", "body lst", "body list extra",
            "bodies list",
            "body list --help", "body list -h", "body list --wrong", "body list --output tables",
            "body help list",
            "body list --generate-completion-script bash", "body list --experimental-dump-help",
            "body show", "body list --host -x", "--generate-completion-script bash",
            "---completion body list",
        ])
    func noShortcut(line: String) {
        #expect(Shortcut.command(ShellWords.words(line)) == nil)
    }

    @Test("only the nouns that may be meant are set up, or all")
    func nouns() {
        func names(_ line: String) -> [String] {
            Nouns.named(in: ["minutectl"] + ShellWords.words(line)).map { $0._commandName }
        }
        let all = names("")
        #expect(Set(all).count == all.count && all.count > 15)
        #expect(names("-o json person list") == ["person"])
        #expect(names("person show status") == ["status", "person"])
        for line in ["--help", "help person", "persn list", "--generate-completion-script bash"] {
            #expect(names(line) == all)
        }
    }
}

/// Splits command lines as a shell does, as far as the examples need it.
enum ShellWords {
    /// The examples in a help text: lines that begin with the program's name, with those that continue them.
    static func commands(in text: String) -> [[String]] {
        text.replacing("\\\n", with: " ").split(separator: "\n").map {
            $0.trimmingPrefix(while: \.isWhitespace)
        }
        .filter { $0.hasPrefix("minutectl ") }
        .map { line in
            let command = line.split(separator: " | ").first?.split(separator: " > ").first ?? ""
            return Array(words(String(command)).dropFirst())
        }
    }

    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            switch character {
            case "\"":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
