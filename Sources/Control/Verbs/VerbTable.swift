// The one table of verbs, and the Varlink interfaces that are made of it.

import Codec
import Governance

/// Every verb there is.
public enum VerbTable {
    public static let all: [Verb] = parts.flatMap { $0() }

    // Each is made when it is looked at: a command line that asks one thing needs few of them.
    private static let parts: [@Sendable () -> [Verb]] = [
        { people }, { bodies }, { meetings }, { decisions }, { notices }, { absences }, { interests },
        { business },
        { visits }, { pledges }, { issues }, { attachments }, { corrections }, { queries }, { visitQueries },
        { pledgeQueries }, { statistics }, { ledger }, { projections }, { service },
    ]

    /// What the command line's subcommand of these words does, in a line.
    ///
    /// Where several verbs make up one subcommand, the last one is what it is for.
    public static func summary(of words: String) -> String? {
        for part in parts.reversed() {
            if let verb = part().last(where: { $0.words == words }) { return verb.summary }
        }
        return nil
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.fullName, $0) })

    /// The verb of a method's full name.
    public static func verb(_ fullName: String) -> Verb? { byName[fullName] }

    /// The verb that a command records by.
    public static func verb(recording method: String) -> Verb? {
        verb("\(InterfaceName.records.rawValue).\(method)")
    }

    /// The errors that every interface of Minuted answers with.
    static let errors: [ErrorDefinition] = [
        ErrorDefinition(
            "Refused", "A rule does not allow it. Nothing was recorded.", carries: RefusedReply.self),
        ErrorDefinition(
            "RoleMissing", "You do not have the role that this needs.", carries: RoleMissingReply.self),
        ErrorDefinition("Unavailable", "The daemon cannot do this now.", carries: UnavailableReply.self),
    ]

    /// The definition of an interface.
    public static func definition(of interface: InterfaceName) -> InterfaceDefinition {
        InterfaceDefinition(
            name: interface.rawValue, documentation: documentation(of: interface),
            methods: all.filter { $0.interface == interface }.map(method), errors: errors)
    }

    private static func method(_ verb: Verb) -> MethodDefinition {
        var lines = [verb.summary + ".", "Needs the role \(verb.role.rawValue)."]
        if !verb.events.isEmpty { lines.append("Takes effect \(verb.effective).") }
        if !verb.correctedBy.isEmpty { lines.append("To correct it: \(verb.correctedBy).") }
        return MethodDefinition(
            name: verb.method, documentation: lines.joined(separator: "\n"), parameters: verb.parameters,
            reply: verb.reply, streams: verb.streams)
    }

    private static func documentation(of interface: InterfaceName) -> String {
        switch interface {
        case .records:
            "Commands that record something. Dates and names are given as people write them."
        case .queries: "Questions about the record, as at a day and as known at a time."
        case .ledger: "The log itself: entries, exports, imports."
        case .projections: "The projections themselves: how up to date they are, and rebuilding them."
        case .service: "The daemon: its state, and what needs doing."
        }
    }
}
