// minutectl constitution: a council's people, groups, offices and bodies as one document.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

/// The noun `constitution`.
struct ConstitutionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constitution",
        abstract: "Set up people, groups, offices and bodies from one document.",
        subcommands: [Apply.self, Check.self, Diff.self, Schema.self, Show.self])
}

/// A constitution in a file.
struct ConstitutionFile {
    let source: SourceDocument
    let constitution: Constitution

    /// Reads a file.
    ///
    /// - Throws: ``Failure``, which lists every field that cannot be read.
    init(_ file: String) throws(Failure) {
        source = try SourceDocument(file: file)
        let check = try source.check(isWhole: false)
        constitution = check.constitution
        guard check.problems.isEmpty else {
            throw source.failure(check.problems, Failure(.refused, ""))
        }
    }

    var command: ApplyConstitution {
        var command = ApplyConstitution()
        command.constitution = constitution
        return command
    }

    /// Adds the file's line to a failure that names a field or a record in the document.
    func placed(_ failure: Failure) -> Failure {
        if !failure.problems.isEmpty { return source.failure(failure.problems, failure) }
        guard let path = place(of: failure) else { return failure }
        var failure = failure
        failure.message = "\(source.name):\(source.line(of: path)): \(failure.message)"
        return failure
    }

    private func place(of failure: Failure) -> [String]? {
        if failure.path.first == "constitution" { return Array(failure.path.dropFirst()) }
        if !failure.path.isEmpty { return failure.path }
        let parts = failure.record.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        if parts[0] == "council" { return ["council"] }
        let lists = ["person": "people", "group": "groups", "office": "offices", "body": "bodies"]
        return lists[parts[0]].flatMap { source.path(ofItem: parts[1], in: $0) }
    }
}

extension ConstitutionCommands {
    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "constitution apply",
            discussion: """
                Records only what is new: applying a document twice changes nothing, and what it leaves out \
                stays as it is. Differences it cannot record are listed with the command to use, and so are \
                things the record once said but no longer says. In that case the exit status is 1. To see what \
                would be recorded, use `minutectl constitution diff`.

                A document with problems is refused whole, and all of them are listed with their lines. \
                `minutectl constitution check` lists them before anything is asked of the daemon.

                EXAMPLE:
                  minutectl constitution apply constitution.yaml
                """)

        @Argument(help: "The document, in YAML or JSON; - for standard input.", completion: .file())
        var file: String
        @OptionGroup var options: RecordingGroup

        func run() throws {
            try Self.apply(file, options.recording.options, options.global)
        }

        static func apply(_ file: String, _ options: CommandOptions, _ global: GlobalOptions) throws {
            let document = try ConstitutionFile(file)
            let daemon = try Daemon(global)
            let (receipt, reply): (CommandReceipt, JSONObject)
            do { (receipt, reply) = try daemon.record(document.command, options) } catch {
                throw document.placed(error)
            }
            let display = Display(global)
            try display.show(ShownReceipt(receipt), json: reply["receipt"] ?? reply, display.style())
            guard receipt.isPartial != true else { throw ExitCode(ExitStatus.refused.rawValue) }
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what applying a constitution would record.",
            discussion: """
                EXAMPLE:
                  minutectl constitution diff constitution.yaml
                """)

        @Argument(help: "The document, in YAML or JSON; - for standard input.", completion: .file())
        var file: String
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var options = CommandOptions()
            options.isDryRun = true
            try Apply.apply(file, options, global)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the constitution on record, or check the one in a file.",
            discussion: """
                Without a file, shows groups, people, offices, bodies and seats on record. With a file, checks \
                it and shows what it says, without the daemon.

                EXAMPLES:
                  minutectl constitution show --as-at "2 August 2007"
                  minutectl constitution show constitution.yaml -o json
                """)

        @Argument(help: "A document to check, in YAML or JSON.", completion: .file()) var file: String?
        @OptionGroup var asking: AskingOptions

        func run() throws {
            let display = Display(asking.global)
            if let file {
                let document = try ConstitutionFile(file)
                guard asking.global.output == .table else {
                    guard asking.global.output == .json else { throw Self.noCSV }
                    return try display.show(json: JSONObject(document.constitution))
                }
                return try display.show(text: document.constitution.summary)
            }
            guard [.table, .json].contains(asking.global.output) else { throw Self.noCSV }
            try display.show(parts: Self.parts(asking), of: asking)
        }

        private static let noCSV = ValidationError(
            "A constitution is not a table. Use `minutectl body list -o csv` and similar commands, or -o json."
        )

        private static func parts(_ asking: AskingOptions) throws -> [Part] {
            let daemon = try Daemon(asking.global)
            return [
                try Part("groups", GroupsQuestion(), daemon, asking),
                try Part("people", PeopleQuestion(), daemon, asking),
                try Part("offices", OfficesQuestion(), daemon, asking),
                try Part("bodies", BodiesQuestion(), daemon, asking),
                try Part("seats", SeatsQuestion(), daemon, asking),
            ]
        }
    }
}

/// One report of the several that make up a constitution.
private struct Part {
    let name: String
    let json: JSONObject
    let report: any RenderedReport

    init<Asked: Question>(
        _ name: String, _ question: Asked, _ daemon: Daemon, _ asking: AskingOptions
    ) throws(Failure) {
        self.name = name
        var question = question
        question.scope = asking.scope.scope
        let reply = try daemon.answer(to: question)
        json = reply["report"] ?? reply
        report = try daemon.read(reply, as: ReportReply<Asked.Answer>.self).report
    }
}

extension Display {
    fileprivate func show(parts: [Part], of asking: AskingOptions) throws {
        if options.output == .json {
            var json = JSONWriter()
            json.beginObject()
            for part in parts {
                json.name(part.name)
                json.value(rawJSON: part.json.bytes)
            }
            json.endObject()
            return try show(json: JSONObject(json: json.bytes))
        }
        let texts = parts.map { part in
            let title = options.noLegend ? "" : "\(part.name.capitalizedFirst)\n\n"
            let today = asking.scope.isOfNow ? part.report.basis.asAt : nil
            return title + part.report.text(style(today: today))
        }
        try show(text: texts.joined(separator: "\n"))
    }
}

extension Constitution {
    /// What a document holds, in a few lines.
    var summary: String {
        counts
            + "The document can be read. `minutectl constitution diff` shows what applying it would record.\n"
    }

    /// What a document holds.
    var counts: String {
        """
        \(council.name) (\(council.id))
          groups: \(groups.count)
          people: \(people.count)
          offices: \(offices.count)
          bodies: \(bodies.count), with \(bodies.reduce(0) { $0 + $1.members.count }) seats filled

        """
    }
}
