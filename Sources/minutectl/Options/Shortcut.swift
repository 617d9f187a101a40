// The short way to a subcommand. Read from the root, words are read three times (by the root, the noun and the
// verb), and all verbs of the noun are set up; that takes longer than asking the daemon.

import ArgumentParser

/// Reads words that begin with a noun and its verb by that one subcommand alone.
enum Shortcut {
    /// The subcommand that the words mean, with its options read.
    ///
    /// - Returns: nil where the words do not begin with a subcommand, ask for help, or are not right: then they are
    ///   to be read from the root, which says so in words that name the whole command.
    static func command(_ words: [String]) -> (any ParsableCommand)? {
        guard let (type, count) = subcommand(words[...]) else { return nil }
        return type.alone(Array(words[count...]))
    }

    /// The subcommand that words begin with, and how many of them name it.
    static func subcommand(_ words: ArraySlice<String>) -> (type: any ParsableCommand.Type, count: Int)? {
        var rest = words
        guard let noun = rest.popFirst(), var type = Nouns.command(named: noun) else { return nil }
        while case let subcommands = type.configuration.subcommands, !subcommands.isEmpty {
            guard let word = rest.popFirst(), let next = subcommands.first(where: { $0._commandName == word })
            else { return nil }
            type = next
        }
        return (type, words.count - rest.count)
    }
}

extension ParsableCommand {
    /// The command itself, if the words are right for it and ask for nothing else, such as help.
    fileprivate static func alone(_ words: [String]) -> Self? { try? parseAsRoot(words) as? Self }
}
