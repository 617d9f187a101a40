// The table of verbs as a document for people.

/// docs/VERBS.md: every verb with its role, its events, when they take effect and what puts them right.
public enum VerbDocument {
    public static var text: String {
        var lines = [
            "# Verbs", "",
            "Everything that can be asked of the daemon, made from the one table in the code",
            "(`Sources/Control/Verbs`). Roles: a clerk and an auditor may do what a reader may, an administrator",
            "everything.", "", "## What records", "",
            "| `minutectl` | role | writes | takes effect | put right by |", "|---|---|---|---|---|",
        ]
        for verb in VerbTable.all where verb.command != nil {
            let events = verb.events.map { "`\($0.dropFirst("org.minuted.".count))`" }.joined(separator: ", ")
            lines.append(
                "| `\(verb.words)`: \(verb.summary) | \(verb.role.rawValue) | \(events) | \(verb.effective) | \(verb.correctedBy) |"
            )
        }
        lines += ["", "## What asks", "", "| `minutectl` | role | method |", "|---|---|---|"]
        for verb in VerbTable.all where verb.command == nil {
            lines.append("| `\(verb.words)`: \(verb.summary) | \(verb.role.rawValue) | `\(verb.fullName)` |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
