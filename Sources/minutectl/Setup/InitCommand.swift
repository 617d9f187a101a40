// minutectl init: writes a council's constitution to begin with, out of a template and a few answers.

import ArgumentParser
import Codec
import Control
import Glibc
import Governance
import Zones

/// The kinds of council that there is a template for.
enum CouncilTemplate: String, CaseIterable {
    case district, county, unitary
    case combinedAuthority = "combined-authority"
    case parish

    /// The template's text.
    var text: String {
        let bytes =
            switch self {
            case .district: PackageResources.district_yaml
            case .county: PackageResources.county_yaml
            case .unitary: PackageResources.unitary_yaml
            case .combinedAuthority: PackageResources.combined_authority_yaml
            case .parish: PackageResources.parish_yaml
            }
        return String(decoding: bytes, as: UTF8.self)
    }

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a constitution document to begin a council's record with.",
        discussion: """
            Asks for the council's name, its kind, the origin of its log, the first day that the record covers, \
            its time zone, and when a councillor's absences are reported. Every answer can be given as an option \
            instead; then nothing is asked. The document applies as it is, and says in comments what can be \
            added. A file that is there already is not written over.

            Choose a first day from which you will enter every meeting: absences are reckoned from it. Nothing is \
            said about anybody before it.

            The origin is the name under which the log is signed: a name under an internet domain of the \
            council's own, such as records.example.gov.uk/minuted. It cannot be changed once the record has \
            begun. No domain has to be set up for it.

            EXAMPLES:
              minutectl init
              minutectl init --template district --name "Example District Council" \\
                --origin records.example.gov.uk/minuted \\
                --record-begins "7 May 2026" --missed-meetings 2
            """)

    @Option(help: "What the council is: \(CouncilTemplate.names).")
    var template: String?
    @Option(help: "The council's full name.") var name: String?
    @Option(help: "A short name for identifiers; made from the name if left out.") var id: String?
    @Option(help: "The origin of the log, such as records.example.gov.uk/minuted.") var origin: String?
    @Option(help: ArgumentHelp("The first day that the record covers.", valueName: "date"))
    var recordBegins: String?
    @Option(help: "The council's time zone. (default: Europe/London)") var zone: String?
    @Option(
        help: ArgumentHelp(
            "After how many meetings missed in a row a member's leaders are told; 0 for no such rule. (default: 0)",
            valueName: "number"))
    var missedMeetings: String?
    @Option(
        help: ArgumentHelp(
            "The file to write; - for standard output. (default: constitution.yaml)", valueName: "file"),
        completion: .file())
    var output: String?

    func run() throws {
        let path = output ?? "constitution.yaml"
        if path != "-", access(path, F_OK) == 0 {
            throw Failure(
                .usage, "\(path) is there already, and is not written over.",
                ["Give another name with --output, or move the file away."])
        }
        let document = try answers().document(path)
        let file = try OutputFile(path == "-" ? nil : path, mode: 0o644)
        try file.write(document)
        try file.finish()
        guard path != "-" else { return }
        FileDescriptor.standardOutput.write(
            """
            Wrote \(path). Look through it, and then:
              minutectl constitution check \(path)
              minutectl constitution apply \(path)

            """)
    }

    private func answers() throws(Failure) -> CouncilAnswers {
        let given = [
            name.map { ("--name", $0) }, template.map { ("--template", $0) },
            origin.map { ("--origin", $0) }, recordBegins.map { ("--record-begins", $0) },
            zone.map { ("--zone", $0) }, missedMeetings.map { ("--missed-meetings", $0) },
        ].compactMap { $0 }
        var answers = CouncilAnswers()
        for (option, text) in given {
            if let problem = answers.take(text, for: option) {
                throw Failure(.usage, "\(option): \(problem)")
            }
        }
        if let id {
            guard (try? PersonID(text: id)) != nil else {
                throw Failure(
                    .usage, "--id: \"\(id)\" is not an identifier: lower-case letters, digits and hyphens.")
            }
            answers.id = id
        }
        if isatty(STDIN_FILENO) == 1, answers.lacks(CouncilAnswers.required) {
            try answers.askForTheRest(without: given.map(\.0))
        }
        let missing = CouncilAnswers.required.filter { answers.lacks([$0]) }
        guard missing.isEmpty else {
            throw Failure(
                .usage,
                "This is no terminal, so nothing can be asked. Missing: \(missing.joined(separator: ", ")).",
                ["Give the answers as options: `minutectl init --help` lists them."])
        }
        return answers
    }
}

/// What a template is filled in with.
struct CouncilAnswers {
    var id: String?
    private(set) var name: String?
    private(set) var template: CouncilTemplate?
    private(set) var origin: String?
    private(set) var recordBegins = CivilDate.today
    private(set) var zone = "Europe/London"
    private(set) var missedMeetings = 0

    /// What has no default.
    static let required = ["--name", "--template", "--origin"]

    private static let questions = [
        ("--name", "The council's full name"),
        ("--template", "What it is: \(CouncilTemplate.names)"),
        ("--origin", "The origin of its log, such as records.example.gov.uk/minuted"),
        (
            "--record-begins",
            "The first day that the record covers; you will enter every meeting since (today if left empty)"
        ),
        ("--zone", "Time zone (Europe/London if left empty)"),
        (
            "--missed-meetings",
            "After how many meetings missed in a row are a member's leaders told? (no such rule if left empty)"
        ),
    ]

    /// Whether one of the answers is not there yet.
    func lacks(_ options: [String]) -> Bool {
        options.contains("--name") && name == nil || options.contains("--template") && template == nil
            || options.contains("--origin") && origin == nil
    }

    /// Asks on the terminal, each question until its answer can be used.
    mutating func askForTheRest(without given: [String]) throws(Failure) {
        for (option, question) in Self.questions where !given.contains(option) {
            while true {
                FileDescriptor.standardError.write("\(question): ")
                guard let line = readLine() else { throw Failure(.usage, "The answers ended too early.") }
                let answer = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                if answer.isEmpty, !Self.required.contains(option) { break }
                guard let problem = take(answer, for: option) else { break }
                FileDescriptor.standardError.write(problem + "\n")
            }
        }
    }

    /// Takes an answer.
    ///
    /// - Returns: what is wrong with it; nil if it can be used.
    mutating func take(_ text: String, for option: String) -> String? {
        switch option {
        case "--name":
            guard text.contains(where: \.isLetter), text.firstUnprintable == nil else {
                return "Give the council's name."
            }
            name = text
        case "--template": return takeTemplate(text)
        case "--origin":
            if let problem = Constitution.problem(ofOrigin: text) { return problem }
            origin = text
        case "--record-begins":
            do throws(DateError) { recordBegins = try SpokenDate(today: .today).date(text) } catch {
                return "\(error.message) \(error.instead)"
            }
        case "--zone":
            // Where the machine has no list of them, the daemon looks again.
            guard ZoneDatabase.has(text) || !ZoneDatabase.isInstalled else {
                return "There is no time zone \"\(text)\". Give one such as Europe/London."
            }
            zone = text
        default:
            guard let number = Int(text), (0...50).contains(number) else {
                return "Give a number from 0 to 50."
            }
            missedMeetings = number
        }
        return nil
    }

    private mutating func takeTemplate(_ text: String) -> String? {
        let word = text.lowercased().replacing(" ", with: "-")
        guard let known = CouncilTemplate(rawValue: word) else {
            let near = NearWord.of(word, among: CouncilTemplate.allCases.map(\.rawValue))
            let meant = near.map { "Did you mean \"\($0)\"?" } ?? "Give one of: \(CouncilTemplate.names)."
            return "There is no template \"\(text)\". \(meant)"
        }
        template = known
        return nil
    }

    /// The document.
    ///
    /// - Parameter file: the name under which its comments speak of it.
    func document(_ file: String) -> String {
        let rule =
            missedMeetings > 0
            ? "# Apologies count as missed, unless you add apologiescount: false.\n"
                + "        nonattendance: {consecutive: \(missedMeetings)}"
            : "# nonattendance: {consecutive: 2}   # tell the leaders of members who miss two meetings in a row"
        let values = [
            "title": name ?? "", "file": file == "-" ? "constitution.yaml" : file,
            "id": id ?? Self.id(name ?? ""),
            "name": Self.quoted(name ?? ""), "origin": Self.quoted(origin ?? ""), "timezone": zone,
            "recordbegins": recordBegins.iso, "nonattendance": rule,
        ]
        return values.reduce(template?.text ?? "") { $0.replacing("{{\($1.key)}}", with: $1.value) }
    }

    /// A short name: the council's without the words that every council has.
    static func id(_ name: String) -> String {
        let common: Set<String> = [
            "council", "borough", "district", "city", "county", "town", "parish", "metropolitan", "combined",
            "authority", "the", "of", "and", "london", "royal",
        ]
        let words = Slug.make(name).split(separator: "-").map(String.init)
        let own = words.filter { !common.contains($0) }
        return (own.isEmpty ? words : own).joined(separator: "-")
    }

    /// A text as YAML has it in quotation marks, which is as JSON has it.
    private static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.value(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
