// The options that every query takes, and those that every command takes.

import ArgumentParser
import Control
import Governance
import Reports

/// What every query takes: a day, a state of knowledge, and how far the answer has to reach.
struct ScopeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Show the record as at this day. (default: today)", valueName: "date"))
    var asAt: String?

    @Option(
        help: ArgumentHelp(
            "Show the record as it was known at the end of a day, at a time, or at an entry. "
                + "(default: as known now)",
            valueName: "date|time|entry"))
    var asKnownOn: String?

    @Option(help: ArgumentHelp("Wait until the answer covers this entry.", valueName: "entry"))
    var atLeast: Int?

    /// The scope as it goes to the daemon, which reads the dates.
    var scope: Scope {
        var scope = Scope()
        (scope.asAt, scope.asKnownOn, scope.atLeast) = (asAt, asKnownOn, atLeast)
        return scope
    }

    /// Whether the answer is of today and of what is known now.
    var isOfNow: Bool { asAt == nil && asKnownOn == nil }
}

/// What every command that records something takes.
struct RecordingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An identifier for this command. If repeated with the same one, it is recorded only once.",
            valueName: "id"))
    var commandId: String?

    @Option(
        help: ArgumentHelp(
            "Refuse if the record has changed since this version.", valueName: "number"))
    var expectedVersion: Int?

    @Flag(help: "Only show what would be recorded.")
    var dryRun = false

    @Option(help: "Where it comes from. Kept with the entry; histories, letters and pages show it.")
    var provenance: ProvenanceKind?

    @Option(
        help: ArgumentHelp(
            "Where in the source, such as \"S2 paragraph 4.3\". Needed with --provenance source.",
            valueName: "text"))
    var sourcePlace: String?

    /// The options as they go to the daemon.
    ///
    /// A command always has a name, so that it can be given again when its outcome is not known.
    var options: CommandOptions {
        var options = CommandOptions()
        options.commandId = commandId ?? (dryRun ? nil : Self.newCommandId())
        options.expectedVersion = expectedVersion
        options.isDryRun = dryRun ? true : nil
        (options.provenance, options.sourcePlace) = (provenance, sourcePlace)
        return options
    }

    private static func newCommandId() -> String {
        "minutectl-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }
}

/// How often people give why something is put right.
struct ReasonOption: ParsableArguments {
    @Option(name: [.long, .customLong("why")], help: ArgumentHelp("The reason.", valueName: "text"))
    var reason: String
}
