// minutectl decision record: a decision from a file, or from options where it is a simple one.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

/// The parts of a decision's proforma, as options.
struct ProformaOptions: ParsableArguments {
    @Option(help: "The title.") var title: String?
    @Option(help: "The body that decided. (default: the meeting's)", completion: .bodies) var body: String?
    @Option(help: "The person who decided alone.") var maker: String?
    @Option(help: "The office they used, if they hold several that can decide alone.")
    var office: String?
    @Option(help: "The meeting at which it was made.") var meeting: String?
    @Option(help: "The report that it rests on.") var paper: String?
    @Option(help: "The decision, referred back after call-in, that it takes again.") var reconsiders: String?
    @Option(help: ArgumentHelp("How the body decided, if it did not meet.", valueName: "text")) var how:
        String?
    @Option(
        help: ArgumentHelp(
            "When it was made, as precisely as is known, such as 2007-08-02 or \"July 2007\". (default: the "
                + "meeting's day)", valueName: "date"))
    var made: String?
    @Flag(inversion: .prefixedNo, help: "Whether it is a key decision.") var key: Bool?
    @Option(help: ArgumentHelp("The record, word for word.", valueName: "text")) var record: String?
    @Option(help: ArgumentHelp("The reasons.", valueName: "text")) var reasons: String?
    @Option(help: ArgumentHelp("Alternative options considered and rejected.", valueName: "text"))
    var alternatives: String?
    @Option(help: ArgumentHelp("Declared conflicts of interest.", valueName: "text")) var conflicts: String?
    @Option(help: ArgumentHelp("Dispensations.", valueName: "text")) var dispensations: String?
    @Option(help: ArgumentHelp("The call-in deadline, as the record words it.", valueName: "text"))
    var callIn: String?
    @Option(help: ArgumentHelp("What was RECOMMENDED; may be repeated.", valueName: "text"))
    var recommended: [String] = []
    @Option(help: ArgumentHelp("The identifier of the body that it was recommended to.", valueName: "body"))
    var to: String?
    @Option(help: ArgumentHelp("What was RESOLVED; may be repeated.", valueName: "text"))
    var resolved: [String] = []
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Only these resolutions are subject to call-in. (default: what the body resolves, if its "
                + "terms of reference have a call-in period)", valueName: "number"))
    var callable: [Int] = []
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Resolutions that are not subject to call-in.", valueName: "number"))
    var notCallable: [Int] = []
    @Option(
        help: ArgumentHelp(
            "Why the resolutions are exempt from call-in, for example urgency, and who agreed to it.",
            valueName: "text"))
    var exempt: String?
    @Option(
        help: ArgumentHelp(
            "The day the resolutions take effect, for example \"1 November 2009\". (default: at once)",
            valueName: "date"))
    var effective: String?
    @Option(help: ArgumentHelp("The signature, as on the record.", valueName: "text"))
    var signedBy: String?
    @Option(help: ArgumentHelp("The day of the signature, for example \"2 August 2007\".", valueName: "date"))
    var signedOn: String?
    @Option(help: ArgumentHelp("The day of publication.", valueName: "date")) var published: String?
    @Option(help: "An identifier. (default: made from the title)") var id: String?

    /// The resolutions in one run of numbers, recommendations first, as records have them.
    func resolutions() throws -> [Resolution] {
        var all: [Resolution] = []
        for (texts, kind) in [(recommended, ResolutionKind.recommended), (resolved, .resolved)] {
            for text in texts {
                var resolution = Resolution()
                (resolution.number, resolution.kind, resolution.text) = (all.count + 1, kind, text)
                resolution.effective = try effective.map { try Self.date($0) }
                resolution.to = kind == .recommended ? try identifier(to) : nil
                all.append(resolution)
            }
        }
        try settleCallIn(&all)
        return all
    }

    private func settleCallIn(_ all: inout [Resolution]) throws {
        for (numbers, option) in [(callable, "--callable"), (notCallable, "--not-callable")] {
            for number in numbers where !all.indices.contains(number &- 1) {
                throw ValidationError("\(option) \(number): there are \(all.count) resolutions.")
            }
        }
        if let both = callable.first(where: notCallable.contains) {
            throw ValidationError("Resolution \(both) cannot be both --callable and --not-callable.")
        }
        for index in all.indices {
            if callable.contains(index + 1) {
                all[index].callable = true
            } else if !callable.isEmpty || notCallable.contains(index + 1) {
                all[index].callable = false
            }
            if all[index].kind == .resolved, all[index].callable != true { all[index].exempt = exempt }
        }
    }

    /// The decision that the options describe.
    func decision() throws -> RecordDecision {
        var decision = RecordDecision()
        decision.title = title ?? ""
        (decision.body, decision.maker, decision.meeting) = (body, maker, meeting)
        (decision.office, decision.how, decision.paper) = (office, how, paper)
        decision.reconsiders = reconsiders
        (decision.made, decision.isKey, decision.record) = (made, key, record)
        (decision.reasons, decision.alternatives) = (reasons, alternatives)
        (decision.conflicts, decision.dispensations, decision.callIn) = (conflicts, dispensations, callIn)
        decision.resolutions = try resolutions()
        if let signedBy {
            var signature = Signature()
            signature.signedBy = signedBy
            signature.on = try signedOn.map { try Self.date($0) }
            decision.signature = signature
        }
        (decision.published, decision.decision) = (published, try identifier(id))
        return decision
    }

    private static func date(_ text: String) throws -> CivilDate {
        do throws(DateError) { return try SpokenDate(today: .today).date(text) } catch {
            throw ValidationError([error.message, error.instead].joined(separator: " "))
        }
    }

    /// Whether any of them was given.
    var isUsed: Bool { (try? decision().json) != RecordDecision().json }
}

extension DecisionCommands {
    struct Record: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision record",
            discussion: """
                A file has the whole proforma, in YAML or JSON. Texts are kept word for word: \
                "None", "Not Applicable" and a blank are three different answers. If the body's terms of \
                reference have a call-in period, its resolutions are subject to call-in, unless one \
                says `callable: false`, or `exempt: "Urgent: …"`.

                  title: Corporate Parenting
                  meeting: Cabinet 2 August 2007
                  key: false
                  reasons: To strengthen the role of members
                  alternatives: None
                  resolutions:
                    - number: 1
                      kind: recommended
                      to: council
                      text: The Pledge be adopted
                  signature: {by: Proper Officer, on: 2007-07-06}
                  published: 3 August 2007

                EXAMPLES:
                  minutectl decision record decision.yaml --dry-run
                  minutectl decision record --title "Library opening hours" \\
                    --meeting "Cabinet 1 September 2026" --published "3 September 2026" \\
                    --resolved "The hours be as in appendix 1" --callable 1
                """)

        @Argument(help: "The decision, in YAML or JSON; - for standard input.", completion: .file())
        var file: String?
        @OptionGroup(title: "Instead of a file") var proforma: ProformaOptions
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard file == nil || !proforma.isUsed else {
                throw ValidationError("Give a file or options, not both.")
            }
            guard file != nil || proforma.title != nil else {
                throw ValidationError("Give a file, or at least --title and --resolved or --recommended.")
            }
            if proforma.signedOn != nil, proforma.signedBy == nil {
                throw ValidationError("--signed-on needs --signed-by.")
            }
            if !proforma.recommended.isEmpty, proforma.to == nil {
                throw ValidationError("--recommended needs --to: the body that it was recommended to.")
            }
        }

        func command() throws -> RecordDecision {
            guard let file else { return try proforma.decision() }
            return try SourceDocument(file: file).read(RecordDecision.self)
        }

        /// Says of each resolution whether it is subject to call-in, and why.
        func follow(_ receipt: CommandReceipt, _ daemon: Daemon) throws {
            guard !receipt.isDryRun, options.global.output == .table, let id = receipt.subjectId else {
                return
            }
            var question = DecisionQuestion()
            (question.decision, question.scope.atLeast) = (id, receipt.last)
            let report = try daemon.ask(question)
            let lines = report.decision.resolutions.compactMap { resolution in
                resolution.callInBasis.map { "Resolution \(resolution.number): \($0)." }
            }
            Display(options.global).note(lines.joined(separator: "\n"))
        }
    }
}
