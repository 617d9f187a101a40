// minutectl constitution check: everything that is wrong with a document, before anybody applies it.

import ArgumentParser
import Codec
import Glibc
import Governance
import Reports
import Zones

extension ConstitutionCommands {
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every problem in a constitution document, with its line.",
            discussion: """
                Needs no daemon. The document is checked as one that begins a record: whatever it refers to has \
                to be in it. For a document that only adds to a record, use `minutectl constitution diff`, which \
                asks the daemon.

                Dates may be written as on the command line ("7 May 2026"), or as 2026-05-07; a month or a year \
                alone may stand where the day is not known.

                EXIT STATUS:
                  0  no problems
                  1  there are problems, listed as FILE:LINE: what is wrong, what to do
                  2  the file cannot be read, or is not YAML or JSON

                EXAMPLES:
                  minutectl constitution check constitution.yaml
                  minutectl constitution check constitution.yaml -o json
                """)

        @Argument(help: "The document, in YAML or JSON; - for standard input.", completion: .file())
        var file: String
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let source = try SourceDocument(file: file)
            let check = try source.check(isWhole: true)
            let problems = check.problems + Self.zoneProblems(check.constitution)
            let found = CheckedDocument(
                source.name, check.constitution, problems.map { PlacedProblem($0, in: source) })
            let display = Display(global)
            try display.show(found, json: JSONObject(found), display.style())
            guard found.problems.isEmpty else { throw ExitCode(ExitStatus.refused.rawValue) }
        }

        /// A time zone that this machine does not know; where it has no list of them, the daemon looks again.
        private static func zoneProblems(_ constitution: Constitution) -> [DocumentProblem] {
            guard let zone = constitution.council.timeZone, ZoneDatabase.isInstalled, !ZoneDatabase.has(zone)
            else { return [] }
            return [
                DocumentProblem(
                    ["council", "timezone"], "There is no time zone \"\(zone)\".",
                    "Give one such as Europe/London.")
            ]
        }
    }
}

extension ConstitutionCommands {
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the JSON schema of a constitution document, for editors.",
            discussion: """
                Kept beside a document that names it in its first line, as the documents of `minutectl init` do, it \
                lets editors complete fields and mark mistakes while you write.

                EXAMPLE:
                  minutectl constitution schema > constitution.schema.json
                """)

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let schema = JSONSchema.of(Constitution.self, title: "A council's constitution for Minuted")
            try Display(global).show(json: JSONObject(json: schema))
        }
    }
}

/// A problem with the line on which it stands.
struct PlacedProblem: Record, Equatable {
    var line = 0
    var place = ""
    var message = ""
    var remedy = ""

    init() {}

    init(_ problem: DocumentProblem, in source: SourceDocument) {
        line = source.line(of: problem.path)
        place = FieldError("", path: problem.path).place
        (message, remedy) = (problem.message, problem.remedy)
    }

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("line", &line, "the line of the file, from 1")
        try coder.field("place", &place, "the field, such as people[3].kind")
        try coder.field("message", &message)
        try coder.field("remedy", &remedy, "what to do; empty where the message says it")
    }

    /// As compilers write it, so that editors find the line.
    func text(_ file: String) -> String {
        "\(file):\(line): \(message)" + (remedy.isEmpty ? "" : " \(remedy)")
    }
}

/// What a check finds.
struct CheckedDocument: Record, Rendered {
    var file = ""
    var problems: [PlacedProblem] = []
    private var constitution = Constitution()

    init() {}

    init(_ file: String, _ constitution: Constitution, _ problems: [PlacedProblem]) {
        (self.file, self.constitution) = (file, constitution)
        self.problems = problems.sorted { $0.line < $1.line }
    }

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("file", &file)
        try coder.field("problems", &problems)
    }

    func text(_ style: TextStyle) -> String {
        guard problems.isEmpty else {
            let lines = problems.map { $0.text(file) + "\n" }.joined()
            guard style.hasLegend else { return lines }
            return lines + (problems.count == 1 ? "1 problem.\n" : "\(problems.count) problems.\n")
        }
        let origin =
            constitution.council.origin == nil
            ? "It has no `origin`, which only a record that has begun can do without.\n" : ""
        return "\(file): no problems.\n\(constitution.counts)\(origin)"
    }

    var csvTable: CSVTable {
        CSVTable(
            ["line", "place", "message", "remedy"],
            rows: problems.map { [String($0.line), $0.place, $0.message, $0.remedy] })
    }
}

extension SourceDocument {
    /// Checks the document as a constitution.
    ///
    /// - Parameter isWhole: whether references and rules are looked at too.
    func check(isWhole: Bool) throws(Failure) -> ConstitutionCheck {
        do { return ConstitutionCheck(try JSONDocument(json).root, on: .today, isWhole: isWhole) } catch {
            throw Failure(.usage, "\(name) cannot be read: \(error).")
        }
    }

    /// A failure that lists problems with their lines.
    func failure(_ problems: [DocumentProblem], _ failure: Failure) -> Failure {
        var failure = failure
        failure.placed = problems.map { PlacedProblem($0, in: self) }.sorted { $0.line < $1.line }
        let first = failure.placed[0]
        guard problems.count > 1 else {
            failure.message = "\(name):\(first.line): \(first.message)"
            if failure.details.isEmpty, !first.remedy.isEmpty { failure.details = [first.remedy] }
            return failure
        }
        failure.message = "\(name) has \(problems.count) problems. Nothing has been recorded."
        failure.details = failure.placed.map { $0.text(name) }
        return failure
    }
}

extension CivilDate {
    /// Today by this machine's clock and zone.
    static var today: CivilDate {
        var (seconds, parts) = (time(nil), tm())
        localtime_r(&seconds, &parts)
        let (year, month, day) = (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
        return CivilDate(year: year, month: month, day: day) ?? .first
    }
}
