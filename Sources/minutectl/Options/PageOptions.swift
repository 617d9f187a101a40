// Reports that can be shown as a page too.

import ArgumentParser
import Reports

/// In which form a register is shown.
enum RegisterFormat: String, CaseIterable, ExpressibleByArgument {
    case text, html, csv, json
}

/// What a report takes that can be a page.
struct PageOptions: ParsableArguments {
    @Option(help: "How the report is shown; html is a page for a website.") var format: RegisterFormat?
    @OptionGroup var templates: TemplateOptions

    /// The form in which answers are shown, with `--format` over `--output`.
    func output(_ global: GlobalOptions) -> OutputFormat {
        switch format {
        case .text: .table
        case .csv: .csv
        case .json: .json
        case .html, nil: global.output
        }
    }
}
