// What a report lacks or contradicts, by the terms of the body it is submitted to.

/// Something that a record lacks or contradicts, with the name of the rule that says so.
public struct Lack: Sendable, Equatable {
    public let rule: String
    public let message: String

    public init(_ rule: String, _ message: String) { (self.rule, self.message) = (rule, message) }
}

extension Paper {
    /// The implications that the terms in force require and the report does not set out.
    public func missingImplications(in directory: Directory) -> [String] {
        guard case .body(let id) = to, let body = directory.bodies[id] else { return [] }
        let terms = body.terms(on: submitted.latest) ?? body.adopted.first?.terms
        let given = content.implications.filter { $0.text.contains { !$0.isWhitespace } }.map(\.kind)
        return (terms?.requiredImplications ?? []).filter { required in
            !given.contains { Self.isSame($0, required) }
        }
    }

    /// "Corporate parenting" is met by "Corporate Parenting Implications", and "Equality" by "Equality and
    /// Diversity": the words asked for stand at the beginning, whatever the case.
    private static func isSame(_ heading: String, _ required: String) -> Bool {
        let words = { (text: String) in
            text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
        let (given, wanted) = (words(heading), words(required))
        return !wanted.isEmpty && given.starts(with: wanted)
    }

    /// What the report lacks or contradicts. The report itself is kept as it was written.
    public func lacks(in directory: Directory) -> [Lack] {
        var found = missingImplications(in: directory).map {
            Lack("implication-missing", "The report has no paragraph on \($0) implications.")
        }
        found += header() + contradictions()
        return found
    }

    private func header() -> [Lack] {
        var found: [Lack] = []
        if content.reportOf.isEmpty {
            found.append(Lack("report-of-missing", "The report does not say whose it is."))
        }
        if content.purpose == nil {
            found.append(
                Lack(
                    "report-for-missing", "The report does not say whether it is for information or decision."
                ))
        }
        if asksForDecision, !Self.isSaid(content.reasons) {
            found.append(Lack("reasons-missing", "The report does not say why its decision is recommended."))
        }
        if asksForDecision, !Self.isSaid(content.alternatives) {
            found.append(
                Lack(
                    "alternatives-missing", "The report does not say what else could be decided, and why not."
                ))
        }
        if !Self.isSaid(content.backgroundPapers) {
            found.append(
                Lack(
                    "background-papers-missing",
                    "The report does not list its background papers, or say that there are none."))
        }
        return found
    }

    private static func isSaid(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } ?? false }

    /// Whether the report asks for a decision, whatever its header says.
    public var asksForDecision: Bool {
        Self.isSaid(content.proposedDecision) || !content.recommendations.isEmpty
    }

    private func contradictions() -> [Lack] {
        var found: [Lack] = []
        if content.purpose == .information, asksForDecision {
            found.append(
                Lack(
                    "asks-for-decision",
                    "The report is marked as for information, but it asks for a decision."))
        }
        if content.purpose == .decision, !asksForDecision {
            found.append(
                Lack(
                    "decision-missing", "The report is for decision, but does not say what is to be decided.")
            )
        }
        if content.isConfidential == true, content.exemptParagraph == nil {
            found.append(
                Lack(
                    "exempt-paragraph-missing",
                    "The report is confidential, but does not say under which paragraph of Schedule 12A."))
        }
        if content.exemptParagraph != nil, !Self.isSaid(content.publicInterest) {
            found.append(
                Lack(
                    "public-interest-missing", "The report is exempt, but does not weigh the public interest."
                ))
        }
        if content.isUrgent == true, !Self.isSaid(content.urgency) {
            found.append(Lack("urgency-missing", "The report is urgent, but does not say why."))
        }
        return found + numbering()
    }

    /// Paragraph numbers that a report leaves out: its numbering is kept as it stands, and the gap is named.
    private func numbering() -> [Lack] {
        var found: [Lack] = []
        var last = 0
        for line in content.sections.flatMap({ $0.text.split(whereSeparator: \.isNewline) }) {
            let digits = line.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), line.dropFirst(digits.count).hasPrefix(". ") else { continue }
            if last > 0, number == last + 2 {
                found.append(Lack("paragraph-missing", "There is no paragraph \(last + 1)."))
            }
            // A list inside a paragraph begins again at 1 and is no part of the run.
            if last == 0 || number > last && number <= last + 2 { last = number }
        }
        return found
    }
}

extension Paper {
    /// Whether it has a paragraph on such implications.
    public func sets(out kind: String) -> Bool {
        content.implications.contains { Self.isSame($0.kind, kind) }
    }
}
