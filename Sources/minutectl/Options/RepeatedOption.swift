// An option that takes one value and is given twice. The argument parser would take the last value and say nothing of the
// first.

import ArgumentParser
import Codec

/// Looks for options that are given more often than they can be used.
enum RepeatedOption {
    /// Why the words cannot be used; nil where no option is repeated, or only such as may be.
    ///
    /// What a command's options are is looked up only where a word stands twice: that takes time.
    static func failure(_ words: [String]) -> Failure? {
        let names = words.prefix { $0 != "--" }.filter { $0.hasPrefix("-") && $0.count > 1 }.map(name)
        let repeated = Set(names.filter { name in names.count { $0 == name } > 1 })
        guard !repeated.isEmpty, let (type, _) = DashedTexts.subcommand(in: words),
            let help = try? JSONDocument(type._dumpHelp())
        else { return nil }
        for argument in help.root["command"]?["arguments"]?.elements ?? []
        where argument["kind"]?.string == "option" && argument["isRepeating"]?.boolean != true {
            let spelled = (argument["names"]?.elements ?? []).map {
                ($0["kind"]?.string == "long" ? "--" : "-") + ($0["name"]?.string ?? "")
            }
            guard let name = spelled.first(where: repeated.contains) else { continue }
            return Failure(.usage, "\(name) is given twice, and takes one value.", ["Give \(name) once."])
        }
        return nil
    }

    private static func name(_ word: String) -> String { String(word.prefix { $0 != "=" }) }
}
