// minutectl person import: councillors out of a spreadsheet.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

extension PersonCommands {
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "person import",
            discussion: """
                The file is a table as spreadsheet programs save it (CSV), with headings in its first line. The \
                delimiter is found by itself, and headings are taken for what they look like:

                  name                 the councillor's name; or forename and surname
                  ward                 the ward or division that they represent
                  group                their political group; empty or "none" for none
                  first day            since when they have been a councillor: 7 May 2026
                  group from           since when they have been in the group, if later
                  office, office from  such as "Leader of the Council", and since when
                  deputy               who may come in their place
                  email                kept in the file of --addresses, never in the record

                What each heading was taken for is shown. --column says it where the guess is wrong.

                Everything is recorded or nothing: problems are listed with their lines. Each councillor is \
                registered, joins the group and takes a seat on the council, from the first day. Who is on record by \
                the same name is not registered again, so a list can be imported again: only what is new is \
                recorded.

                EXAMPLES:
                  minutectl person import councillors.csv --from "7 May 2026" --new-groups \\
                    --dry-run
                  minutectl person import councillors.csv --from "7 May 2026" --new-groups
                  minutectl person import members.csv --column "name=Elected member" \\
                    --addresses addresses
                """)

        @Argument(help: "The table; - for standard input.", completion: .file()) var file: String
        @Option(
            help: ArgumentHelp(
                "What a heading means: ward=Patch. May be repeated.", valueName: "column=heading"))
        var column: [String] = []
        @Option(help: ArgumentHelp("The first day of those whose row gives none.", valueName: "date"))
        var from: String?
        @Option(help: ArgumentHelp("The first day in office where a row gives none.", valueName: "date"))
        var officesFrom: String?
        @Option(help: "The body on which they sit; the council if left out.", completion: .bodies) var body:
            String?
        @Flag(help: "Form the political groups that are not on record.") var newGroups = false
        @Option(
            help: ArgumentHelp(
                "The file of addresses for `notice deliver`: email addresses are added to it.",
                valueName: "path"),
            completion: .file())
        var addresses: String?
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let input = try InputFile(file)
            let text = try CSVText(input.readAll(atMost: 1 << 20), name: input.name)
            let table = try PeopleTable(text, name: input.name, meant: try meant())
            let display = Display(options.global)
            if !options.global.noLegend, options.global.output == .table { explain(table, text, display) }
            let book = try AddressList(table, path: addresses, file: input.name)
            let daemon = try Daemon(options.global)
            let (receipt, reply): (CommandReceipt, JSONObject)
            do { (receipt, reply) = try daemon.record(command(table), options.recording.options) } catch {
                throw placed(error, table, input.name)
            }
            try display.show(ShownReceipt(receipt), json: reply["receipt"] ?? reply, display.style())
            if let note = try book.keep(receipt.isDryRun ? nil : daemon) { display.note(note) }
            guard receipt.isPartial != true else { throw ExitCode(ExitStatus.refused.rawValue) }
        }

        private func meant() throws -> [(heading: String, column: PeopleColumn)] {
            try column.map { text in
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, let column = PeopleColumn(rawValue: parts[0]) else {
                    let names = PeopleColumn.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError(
                        "--column \(text): give it as COLUMN=HEADING. The columns are: \(names).")
                }
                return (parts[1], column)
            }
        }

        private func command(_ table: PeopleTable) -> ImportPeople {
            var command = ImportPeople()
            (command.people, command.body, command.from) = (table.people, body, from)
            (command.officesFrom, command.newGroups) = (officesFrom, newGroups ? true : nil)
            return command
        }

        /// Says how the table was read.
        private func explain(_ table: PeopleTable, _ text: CSVText, _ display: Display) {
            let names: [Character: String] = [
                ",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars",
            ]
            let letters = text.isWindows ? ", in Windows-1252" : ""
            display.note(
                "\(table.people.count) rows, with \(names[text.delimiter] ?? "commas") between columns\(letters)."
            )
            for (heading, column) in table.columns where !heading.isEmpty {
                display.note("  \(heading): \(column?.rawValue ?? "left out")")
            }
        }

        /// Adds the file's lines to a failure.
        private func placed(_ failure: Failure, _ table: PeopleTable, _ name: String) -> Failure {
            guard !failure.problems.isEmpty else { return failure }
            var failure = failure
            failure.placed = failure.problems.map { problem in
                var placed = PlacedProblem()
                placed.line = table.line(of: problem.path) ?? 1
                placed.place = problem.path.count > 2 ? problem.path[2] : ""
                (placed.message, placed.remedy) = (problem.message, problem.remedy)
                return placed
            }.sorted { $0.line < $1.line }
            guard failure.placed.count > 1 else {
                failure.message = "\(name):\(failure.placed[0].line): \(failure.message)"
                return failure
            }
            failure.message = "\(name) has \(failure.placed.count) problems. Nothing has been recorded."
            failure.details = failure.placed.map { $0.text(name) }
            return failure
        }
    }
}

/// The email addresses of a list, which go into the file of addresses and not into the record.
private struct AddressList {
    private let path: String?
    private var addresses: [(name: String, address: String)] = []

    /// - Throws: ``Failure`` for what is no address, before anything is recorded.
    init(_ table: PeopleTable, path: String?, file: String) throws(Failure) {
        self.path = path
        var wrong: [String] = []
        for (index, address) in table.addresses.enumerated() {
            guard let address else { continue }
            if AddressBook.isAddress(address) {
                addresses.append((table.people[index].name, address))
            } else {
                wrong.append("\(file):\(table.lines[index]): \"\(address)\" is not an email address.")
            }
        }
        if !wrong.isEmpty {
            let count = wrong.count == 1 ? "1 email address" : "\(wrong.count) email addresses"
            throw Failure(.refused, "\(count) cannot be used. Nothing has been recorded.", wrong)
        }
        // A file that cannot be read is refused before anything is recorded, too.
        if let path, FileBytes.exists(path) { _ = try AddressBook(path) }
    }

    /// Adds the addresses to the file.
    ///
    /// - Parameter daemon: where identifiers are asked for; nil if nothing is to be written.
    /// - Returns: what to say about it.
    func keep(_ daemon: Daemon?) throws(Failure) -> String? {
        guard !addresses.isEmpty else { return nil }
        let count = addresses.count == 1 ? "1 email address" : "\(addresses.count) email addresses"
        guard let path else {
            return "\(count) left out: the record holds none. To write letters to them, add --addresses FILE."
        }
        guard let daemon else { return "\(count) would be kept in \(path)." }
        let people = try daemon.ask(PeopleQuestion()).people
        let known = FileBytes.exists(path) ? try AddressBook(path) : nil
        var lines = ""
        var differing: [String] = []
        for (name, address) in addresses {
            let id = people.first { person in
                ([person.name] + person.formerNames).contains { PersonName.isSame($0, name) }
            }?.id
            guard let id else {
                differing.append("\(name): \(address) not added, because nobody on record is called so.")
                continue
            }
            guard let other = known?[id] else {
                lines += "\(id): \(address)\n"
                continue
            }
            if other != address {
                differing.append("\(id): \(path) has \(other), the list \(address). Left as it is.")
            }
        }
        try FileBytes.append(lines, to: path)
        let added = lines.count { $0 == "\n" }
        let words = added == 0 ? "No" : "\(added)"
        return (["\(words) email \(added == 1 ? "address" : "addresses") added to \(path)."] + differing)
            .joined(separator: "\n")
    }
}
