// Reports that can be shown as a page or a mail too.

import ArgumentParser
import Governance
import Letters
import Reports

/// In which form a register is shown.
enum RegisterFormat: String, CaseIterable, ExpressibleByArgument {
    case text, html, csv, json, eml
}

/// What a report takes that can be a page.
struct PageOptions: ParsableArguments {
    @Option(help: "How to show the report; html is a web page, eml an email with text, page and CSV.")
    var format: RegisterFormat?
    @Option(help: ArgumentHelp("The sender's email address.", valueName: "address"))
    var mailFrom = "minuted@localhost"
    @Option(help: ArgumentHelp("The recipient's email address.", valueName: "address"))
    var mailTo = PageOptions.nobody
    @OptionGroup var templates: TemplateOptions

    /// The form in which answers are shown, with `--format` over `--output`.
    func output(_ global: GlobalOptions) -> OutputFormat {
        switch format {
        case .text: .table
        case .csv: .csv
        case .json: .json
        case .html, .eml, nil: global.output
        }
    }

    /// Whether a page or a mail is asked for.
    func isPage(_ global: GlobalOptions) -> Bool {
        format == .html || format == .eml || format == nil && global.output == .html
    }

    /// The report as a page or a mail, where one of them is asked for.
    ///
    /// - Parameters:
    ///   - isDetailed: whether a mail's text has a block for each item, as the command shows it.
    ///   - global: the options that every command takes.
    ///   - make: the page out of its template.
    func shown(
        _ report: some RenderedReport, titled title: String, name: String, isDetailed: Bool = false,
        _ global: GlobalOptions, _ make: (String) throws -> String
    ) throws -> String? {
        guard isPage(global) else { return nil }
        let page = try make(templates.read("\(name).html"))
        guard format == .eml else { return page }
        guard AddressBook.isAddress(mailFrom) else {
            throw Failure(
                .usage, "--mail-from: \"\(mailFrom)\" is not an email address like clerk@example.gov.uk.")
        }
        guard AddressBook.isAddress(mailTo) || mailTo == PageOptions.nobody else {
            throw Failure(
                .usage, "--mail-to: \"\(mailTo)\" is not an email address like j.okafor@example.gov.uk.")
        }
        var mail = Mail()
        let subject = report.basis.provenanceNote?.split(separator: ":").first.map { "\($0): \(title)" }
        (mail.from, mail.to, mail.subject, mail.date) = (mailFrom, mailTo, subject ?? title, Mail.now)
        mail.identifier = "\(name) \(report.basis.position) \(report.basis.asAt.iso) \(mailTo)"
        let text = report.text(TextStyle(isDetailed: isDetailed))
        mail.alternatives = [MailPart("text/plain", text), MailPart("text/html", page)]
        mail.attachments = [
            MailPart("text/csv; header=present", report.csvTable.textForPeople, fileName: "\(name).csv")
        ]
        return String(decoding: mail.bytes, as: UTF8.self)
    }

    /// RFC 5322's way to name no recipient.
    static let nobody = "undisclosed-recipients:;"
}
