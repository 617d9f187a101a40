// The linter's sources: each part of the record that can lack or contradict something adds one. All say rule,
// record, what is wrong and what to do about it.

import Codec
import Governance
import Ledger
public import Reports
import SQLite

/// A part of the record that knows what it lacks.
struct FindingSource: Sendable {
    /// Adds what it finds.
    private(set) var add: @Sendable (Reading, inout FindingGroups) throws -> Void

    /// For findings of which there are many: made only where they are shown.
    static func adding(
        _ add: @escaping @Sendable (Reading, inout FindingGroups) throws -> Void
    ) -> FindingSource {
        var source = FindingSource { _ in [] }
        source.add = add
        return source
    }

    init(_ findings: @escaping @Sendable (Reading) throws -> [RecordFinding]) {
        add = { reading, groups in for finding in try findings(reading) { groups.add(finding) } }
    }

    /// The sources there are.
    static let all = [
        decisions, papers, meetings, rolls, agendas, minutes, duties, actions, chains, seats, holders,
        offices,
        compositions, vacancies, dates, checks, owedCorrections, chairing, questions, summonses,
        interests, scrutinyMembers,
    ]
}

extension Reading {
    /// What the whole record lacks or contradicts, as at the day.
    public func findings(_ question: FindingsQuestion) throws -> FindingsReport {
        var report = FindingsReport()
        report.basis = basis
        let body = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let scope = FindingScope(body: body, isEach: question.isEach ?? false, begins: directory.recordBegins)
        var groups = FindingGroups(scope)
        for source in FindingSource.all {
            try Interest.check()
            try source.add(self, &groups)
        }
        report.rule = question.rule
        report.findings = groups.findings.filter { finding in
            question.rule.map { finding.rule.hasPrefix($0) } ?? true
        }
        report.findings.sort { ($0.rule, $0.record, $0.message) < ($1.rule, $1.record, $1.message) }
        return report
    }
}

extension FindingSource {
    private static let papers = FindingSource { reading in
        try reading.papers(PapersQuestion()).papers.flatMap { paper in
            paper.findings.map { finding in
                RecordFinding(
                    finding.rule, "paper/\(paper.id)", body: paper.to.id.bodyName, finding.message,
                    remedy: finding.rule == "implication-missing"
                        ? "`minutectl paper add-implication \(paper.id)` adds the paragraph. Where the terms do not mean such a"
                            + " report, add that it is not applicable."
                        : "If the report says it after all: `minutectl paper correct \(paper.id)`.",
                    on: paper.submitted.latest)
            }
        }
    }

    private static let duties = FindingSource { reading in
        try reading.duties(DutiesQuestion()).duties.filter { duty in
            duty.isOpen && duty.bearers.allSatisfy { $0.person == nil }
        }.map {
            duty in
            RecordFinding(
                "duty-without-holder", "duty/\(duty.id)", body: duty.bearer.id.bodyName,
                "Nobody is responsible for this duty of \(duty.bearer.name): \(duty.what)",
                remedy:
                    "Fill the office (`minutectl office take`) or the chair (`minutectl seat fill --chairs`)."
            )
        }
    }

    private static let actions = FindingSource { reading in
        try reading.actions(ActionsQuestion()).actions.filter { action in
            (action.standing == .open || action.standing == .overdue)
                && (action.due == nil || action.owner.person == nil)
        }.map { action in
            let hasOwner = action.owner.person != nil
            return RecordFinding(
                hasOwner ? "action-without-day" : "action-without-holder", "action/\(action.id)",
                body: action.owner.id.bodyName,
                hasOwner
                    ? "This action has no due date: \(action.what)"
                    : "Nobody is responsible for this action of \(action.owner.name): \(action.what)",
                remedy: hasOwner
                    ? "`minutectl action progress \(action.id) --due DATE` gives the day."
                    : "Fill the office, or `minutectl action progress \(action.id)` with another owner.",
                on: hasOwner ? action.on.latest : nil)
        }
    }

    private static let chains = FindingSource { reading in
        var question = ChainsQuestion()
        question.filter = .deadEnds
        return try reading.chains(question).chains.flatMap { chain in
            chain.hops.filter { $0.state == .deadEnd }.map { hop in
                RecordFinding(
                    "chain-dead-end", "decision/\(hop.decision)", body: hop.by.id.bodyName,
                    "Resolution \(hop.number) leads nowhere: \(hop.explanation).",
                    remedy: "Recommend it to a body that can decide, or record what became of it.",
                    on: hop.made.latest)
            }
        }
    }

    private static let seats = FindingSource { reading in
        try reading.vacancies(VacanciesQuestion()).vacancies.compactMap { seat in
            guard seat.person == nil, let body = seat.body, let capacity = seat.capacity else { return nil }
            return RecordFinding(
                "seat-unfilled", "body/\(body)", body: body,
                seat.count.map { "\($0) seats for \(capacity) are vacant." }
                    ?? "A seat for \(capacity) is vacant.",
                remedy: "`minutectl seat fill \(body) PERSON --capacity \"\(capacity)\"` fills it.")
        }
    }

    private static let checks = FindingSource { reading in
        var question = DBSQuestion()
        question.isLacking = true
        return try reading.checks(question).checks.map { check in
            RecordFinding(
                "dbs-lacking", "person/\(check.person)", body: check.body,
                "\(check.name) has the seat of \(check.capacity), which needs a DBS check: "
                    + "\(check.standing.rawValue).",
                remedy: "`minutectl person dbs \(check.person)` records the check.")
        }
    }

    private static let vacancies = FindingSource { reading in
        try reading.vacancies(VacanciesQuestion()).vacancies.compactMap { vacancy in
            guard let person = vacancy.person, let declared = vacancy.declared else { return nil }
            return RecordFinding(
                "vacancy-open", "person/\(person)", body: nil,
                vacancy.cause.map { cause in
                    "\(vacancy.name ?? person)'s seat has been vacant since \(declared.spoken), \(cause.occasion)."
                }
                    ?? "The vacancy of \(vacancy.name ?? person)'s seat was declared on \(declared.spoken), and is "
                    + "open.",
                remedy: "`minutectl absence fill-vacancy \(person)` records who was elected.", on: declared)
        }
    }

    /// What to do about a finding of a decision.
    static func remedy(_ rule: String, _ record: String) -> String {
        let id = record.split(separator: "/").last.map(String.init) ?? record
        switch rule {
        case "key-notice-missing", "key-notice-short":
            return "`minutectl decision key-notice \(id)` records the notice, or who agreed to the exception."
        case "key-notice-agreed":
            return
                "Correct who agreed: undo the entry (`minutectl record history decision/\(id)` has its number,"
                + " `minutectl record take-back` undoes it) and record it again. Or record who was chair: `minutectl seat fill"
                + " --chairs`."
        case "implemented-too-early":
            return
                "Check the dates, and correct the wrong one: `minutectl decision correct \(id)`. If they are right,"
                + " tell the monitoring officer."
        case "publication-missing":
            return "`minutectl decision publish \(id) --on DATE` records it."
        case "voted-not-present", "more-votes-than-present", "mover-is-seconder", "votes-differ",
            "casting-vote", "not-carried":
            return "Correct the attendance or the votes: `minutectl decision vote \(id)`."
        case "casting-vote-by-chair":
            return
                "Record who chaired (`minutectl meeting chair`), or correct who gave the vote (`minutectl decision vote \(id)`)."
        case "acted-at-meeting":
            return
                "Record the meeting, then the decision again with it. Or undo the decision and record how the body acted."
        case "maker-without-office":
            return "Record the office that they held (`minutectl office take`), or the body that decided."
        case "implemented-without-power":
            return
                "Ask the monitoring officer. It can be implemented once a body with power to decide has decided it."
        default:
            return "If the decision record says it after all: `minutectl decision correct \(id)`."
        }
    }
}

extension String {
    /// The body that a bearer such as `body/cabinet` is; nil for an office or a person.
    fileprivate var bodyName: String? { hasPrefix("body/") ? String(dropFirst(5)) : nil }
}
