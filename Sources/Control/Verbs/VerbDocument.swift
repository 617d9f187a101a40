// The table of verbs as a document for people.

/// docs/VERBS.md: every verb with its role, its events, when they take effect and what puts them right.
public enum VerbDocument {
    public static var text: String {
        var lines = [
            "# Verbs", "",
            "Every command and question that the daemon accepts, made from the one table in the code",
            "(`Sources/Control/Verbs`). Roles: a clerk and an auditor can do what a reader can, an administrator",
            "everything.", "", "## Recording", "",
            "| `minutectl` | role | writes | takes effect | to correct it |", "|---|---|---|---|---|",
        ]
        for verb in VerbTable.all where verb.command != nil {
            let events = verb.events.map { "`\($0.dropFirst("org.minuted.".count))`" }.joined(separator: ", ")
            lines.append(
                "| `\(verb.words)`: \(verb.summary) | \(verb.role.rawValue) | \(events) | \(verb.effective) | \(verb.correctedBy) |"
            )
        }
        lines += ["", "## Asking", "", "| `minutectl` | role | method |", "|---|---|---|"]
        for verb in VerbTable.all where verb.command == nil {
            lines.append("| `\(verb.words)`: \(verb.summary) | \(verb.role.rawValue) | `\(verb.fullName)` |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
