// A command that there is not: what was probably meant, before the argument parser says something less helpful.

import ArgumentParser
import Codec
import Control

/// Looks for words that name no command.
enum UnknownCommand {
    /// Why the words name no command; nil where they may.
    static func failure(_ words: [String]) -> Failure? {
        let named = words.indices.filter {
            !words[$0].hasPrefix("-") && !GlobalOptions.isValue($0, of: words)
        }
        guard words.first?.hasPrefix("---") != true, let first = named.first, words[first] != "help",
            !words[..<first].contains(where: { $0.hasPrefix("--gen") || $0 == "--" })
        else { return nil }
        let noun = words[first]
        guard let type = Nouns.command(named: noun) else {
            return Failure(.usage, "There is no command \"\(noun)\".", [advice(noun)])
        }
        let verbs = type.configuration.subcommands.map { $0._commandName }
        guard !verbs.isEmpty, named.count > 1, named[1] == first + 1, case let verb = words[named[1]],
            !verbs.contains(verb), verb != "help"
        else { return nil }
        let meant = NearWord.of(verb, among: verbs)
        return Failure(
            .usage, "There is no command \"\(noun) \(verb)\".",
            [
                meant.map { "Did you mean `minutectl \(noun) \($0)`?" }
                    ?? "Use one of: \(verbs.map { "\(noun) \($0)" }.joined(separator: ", "))."
            ])
    }

    /// What may have been meant by a noun that there is not: a verb, such as "digest", or a noun that is nearly it.
    private static func advice(_ noun: String) -> String {
        let verbs = VerbTable.all.map(\.words).filter { $0.split(separator: " ").last == noun[...] }
        if !verbs.isEmpty, verbs.count < 4 {
            let meant = verbs.map { "`minutectl \($0)`" }.joined(separator: " or ")
            return "Did you mean \(meant)?"
        }
        return NearWord.of(noun, among: Nouns.names).map { "Did you mean `minutectl \($0)`?" }
            ?? "`minutectl --help` lists the commands."
    }
}
