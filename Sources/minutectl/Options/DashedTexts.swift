// Texts that begin with a dash, such as "- Check the heating". The argument parser takes them for options, and any
// with an h in it for a call for help. So the words are put in an order in which it cannot: a text that is an
// option's value is joined to it (--why="- …"), and what is no option's value stands behind "--".

import ArgumentParser
import Codec

/// Arranges words among which there are texts that begin with a dash.
enum DashedTexts {
    /// The words, with each such text where the argument parser takes it for a text.
    ///
    /// Words without such a text are returned as they are: looking up a command's options takes time.
    static func settled(_ words: [String]) -> [String] {
        guard words.contains(where: mayBeText), let (type, start) = subcommand(in: words) else {
            return words
        }
        var arrangement = Arrangement(options: KnownOptions(of: type))
        for word in words[start...] { arrangement.take(word) }
        return words[..<start] + arrangement.words
    }

    /// The subcommand that the words name, and where its arguments begin: behind the options for all commands.
    static func subcommand(in words: [String]) -> (type: any ParsableCommand.Type, start: Int)? {
        for index in words.indices where !GlobalOptions.isValue(index, of: words) {
            if words[index] == "--" { return nil }
            if let (type, count) = Shortcut.subcommand(words[index...]) { return (type, index + count) }
        }
        return nil
    }

    /// Whether the word begins with a dash and yet is not simply the name of an option.
    private static func mayBeText(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.utf8.count > 1, word != "--" else { return false }
        if word.contains(where: \.isWhitespace) { return true }
        guard !word.hasPrefix("--") else { return false }
        return word.utf8.count > 2 || !word.dropFirst().allSatisfy(\.isLetter)
    }
}

/// The options of a command: their names, and which take values.
private struct KnownOptions {
    /// How many values an option takes.
    enum Values { case none, one, many }

    private var values: [String: Values] = [:]

    init(of type: any ParsableCommand.Type) {
        // What the parser itself says of the command; its form is that of `--experimental-dump-help`.
        guard let help = try? JSONDocument(type._dumpHelp()) else { return }
        for argument in help.root["command"]?["arguments"]?.elements ?? [] {
            let isMany = argument["parsingStrategy"]?.string == "upToNextOption"
            let values: Values = argument["kind"]?.string == "option" ? (isMany ? .many : .one) : .none
            for name in argument["names"]?.elements ?? [] {
                guard let text = name["name"]?.string else { continue }
                self.values[(name["kind"]?.string == "long" ? "--" : "-") + text] = values
            }
        }
    }

    func values(of word: String) -> Values? { values[word] }

    /// Whether the word is a text, and not an option, known or mistyped.
    func isText(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.utf8.count > 1 else { return false }
        let name = word.prefix { $0 != "=" }
        if name.contains(where: \.isWhitespace) { return true }
        guard !word.hasPrefix("--"), values[String(name)] == nil else { return false }
        // Several flags of one letter may stand together: -lh.
        return !name.dropFirst().allSatisfy { values["-\($0)"] != nil }
    }
}

/// Words on their way into an order that cannot be misunderstood.
private struct Arrangement {
    let options: KnownOptions
    private var front: [String] = []
    private var positional: [String] = []
    /// The option whose value comes next, whether it takes several, and whether it has had one.
    private var open: (option: String, isMany: Bool, hasValue: Bool)?
    private var isTerminated = false

    init(options: KnownOptions) { self.options = options }

    var words: [String] {
        let missing = open.flatMap { $0.hasValue ? nil : [$0.option] } ?? []
        return front + missing + (positional.isEmpty ? [] : ["--"] + positional)
    }

    mutating func take(_ word: String) {
        if isTerminated { return positional.append(word) }
        if word == "--" {
            close()
            isTerminated = true
        } else if word.hasPrefix("-"), word != "-", !options.isText(word) {
            close()
            switch options.values(of: word) {
            case .one?: open = (word, false, false)
            case .many?: open = (word, true, false)
            // A flag, an option with its value joined to it, or one that the parser will say is unknown.
            case nil, KnownOptions.Values.none?: front.append(word)
            }
        } else if let (option, isMany, _) = open {
            front += word.hasPrefix("-") && word != "-" ? ["\(option)=\(word)"] : [option, word]
            open = isMany ? (option, true, true) : nil
        } else {
            positional.append(word)
        }
    }

    /// An option without a value is left for the parser to complain of.
    private mutating func close() {
        if let open, !open.hasValue { front.append(open.option) }
        open = nil
    }
}
