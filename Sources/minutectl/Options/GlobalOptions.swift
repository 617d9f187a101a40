// The options that every command takes: where the daemon is, and how its answer is shown.

import ArgumentParser
import Glibc

/// In which form an answer is shown.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people.
    case table
    /// The report as JSON, indented; its `basis` says the version of its format.
    case json
    /// For spreadsheets, RFC 4180.
    case csv
    /// The same with the mark by which Excel knows text in UTF-8, and with no cell that it would run as a formula.
    case excel
    /// A web page.
    case html
}

/// What every command takes, before the noun or behind the verb.
struct GlobalOptions: ParsableArguments {
    /// Where the daemon's socket is, if nobody says otherwise.
    static let defaultSocket = "/run/minuted/minuted.sock"

    @Option(
        help: ArgumentHelp(
            "The daemon's socket. (default: $MINUTED_SOCKET, or \(Self.defaultSocket))", valueName: "path"),
        completion: .file())
    var socket: String?

    @Option(
        name: [.customShort("H"), .long],
        help: ArgumentHelp(
            "Use the daemon of another machine, over ssh, as that user.", valueName: "user@host"))
    var host: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "How to show the answer; excel is CSV that Excel opens as it is, html a web page.",
            valueName: "format"))
    var output = OutputFormat.table

    @Flag(help: "Leave out headers and closing lines.")
    var noLegend = false

    @Flag(help: "Do not show long answers in a pager.")
    var noPager = false

    @Flag(name: [.customShort("l"), .long], help: "Show all texts in full.")
    var full = false

    @Flag(help: "If something is refused, also show the rule and the record.")
    var verbose = false

    /// The path of the socket that is meant.
    var socketPath: String {
        if let socket { return socket }
        guard let path = getenv("MINUTED_SOCKET").map({ String(cString: $0) }), !path.isEmpty else {
            return Self.defaultSocket
        }
        return path
    }

    /// Whether a word is the value of one of these options.
    static func isValue(_ index: Int, of words: [String]) -> Bool {
        index > 0 && ["-H", "--host", "--socket", "-o", "--output"].contains(words[index - 1])
    }

    func validate() throws {
        if let host, host.isEmpty || host.hasPrefix("-") {
            throw ValidationError("\"\(host)\" is not a host. Give it as user@host.")
        }
    }
}

extension ParsableCommand {
    /// The options that every command takes, as this one was given them.
    var globalOptions: GlobalOptions? {
        for (_, value) in Mirror(reflecting: self).children {
            switch value {
            case let group as OptionGroup<GlobalOptions>: return group.wrappedValue
            case let group as OptionGroup<AskingOptions>: return group.wrappedValue.global
            case let group as OptionGroup<RecordingGroup>: return group.wrappedValue.global
            default: continue
            }
        }
        return nil
    }
}
