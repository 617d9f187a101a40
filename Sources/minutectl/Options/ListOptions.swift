// Lists in pages.

import ArgumentParser

/// How much of a list is shown.
struct ListOptions: ParsableArguments {
    @Option(help: "Show at most this many. (default: all)") var limit: Int?
    @Option(help: ArgumentHelp("Continue after this one.", valueName: "id")) var after: String?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
    }
}
