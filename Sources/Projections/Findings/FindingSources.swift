// The linter's sources: each part of the record that can lack or contradict something adds one. All say rule,
// record, what is wrong and what to do about it.

import Codec
import Governance
import Ledger
public import Reports

/// A part of the record that knows what it lacks.
struct FindingSource: Sendable {
    let findings: @Sendable (Reading) throws -> [RecordFinding]

    /// The sources there are.
    static let all = [
        decisions, papers, meetings, rolls, agendas, minutes, duties, actions, chains, seats, vacancies,
    ]
}

extension Reading {
    /// What the whole record lacks or contradicts, as at the day.
    public func findings(_ question: FindingsQuestion) throws -> FindingsReport {
        var report = FindingsReport()
        report.basis = basis
        let body = try question.body.map { name throws(Rejection) in try directory.body(name).id.text }
        for source in FindingSource.all {
            report.findings += try source.findings(self).filter { finding in
                (body.map { $0 == finding.body } ?? true)
                    && (question.rule.map { finding.rule.hasPrefix($0) } ?? true)
            }
        }
        report.findings.sort { ($0.rule, $0.record, $0.message) < ($1.rule, $1.record, $1.message) }
        return report
    }
}

extension FindingSource {
    private static let decisions = FindingSource { reading in
        try reading.decisions(DecisionsQuestion()).decisions.flatMap { value -> [RecordFinding] in
            var question = DecisionQuestion()
            question.decision = value.id
            let record = "decision/\(value.id)"
            var found = try reading.decision(question).findings.map { finding in
                RecordFinding(
                    finding.rule, record, body: value.body, finding.message,
                    remedy: remedy(finding.rule, record))
            }
            if value.body == nil || value.isWithdrawn { return found }
            for resolution in value.resolutions where resolution.standing == .referredBack {
                found.append(
                    RecordFinding(
                        "referred-back", record, body: value.body,
                        "Call-in referred resolution \(resolution.number) back, and nothing came of it yet.",
                        remedy: "Record the decision that was taken anew: `minutectl decision record`."))
            }
            return found
        }
    }

    private static let papers = FindingSource { reading in
        try reading.papers(PapersQuestion()).papers.flatMap { paper in
            paper.findings.map { finding in
                RecordFinding(
                    finding.rule, "paper/\(paper.id)", body: paper.to.id.bodyName, finding.message,
                    remedy: finding.rule == "implication-missing"
                        ? "`minutectl paper add-implication \(paper.id)` adds the paragraph."
                        : "`minutectl paper correct \(paper.id)`, if the report says it after all.")
            }
        }
    }

    private static let meetings = FindingSource { reading in
        var question = MeetingsQuestion()
        question.status = .held
        return try reading.meetings(question).meetings.filter { !$0.hasRoll }.map { meeting in
            RecordFinding(
                "roll-missing", "meeting/\(meeting.id)", body: meeting.body,
                "The meeting of \(meeting.starts.date.spoken) has no roll, so nobody's attendance is known.",
                remedy: "`minutectl attendance record \(meeting.id) …` records it.")
        }
    }

    private static let agendas = FindingSource { reading in
        try reading.agendas(AgendasQuestion()).agendas.flatMap { agenda -> [RecordFinding] in
            let record = "meeting/\(agenda.meeting)"
            let missing = agenda.missing.map { item in
                RecordFinding(
                    "standing-item-missing", record, body: agenda.body,
                    "The standing item \(item) was not on the agenda.",
                    remedy: "`minutectl agenda table \(agenda.meeting) …` tables it, if it was.")
            }
            return missing
                + agenda.findings.map { finding in
                    RecordFinding(
                        finding.rule, record, body: agenda.body, finding.message,
                        remedy: finding.rule == "agenda-notice"
                            ? "If it was urgent: `minutectl agenda except \(agenda.meeting) --agreed-by …`."
                            : "`minutectl agenda table \(agenda.meeting) …` records what was on it.")
                }
        }
    }

    private static let minutes = FindingSource { reading in
        try reading.minutes(MinutesQuestion()).minutes.flatMap { minutes -> [RecordFinding] in
            let record = "meeting/\(minutes.meeting)"
            var found = minutes.presentations.filter { $0.on == nil }.map { step in
                RecordFinding(
                    "minutes-not-presented", record, body: minutes.body,
                    "The minutes have not been presented to \(step.to) in \(step.days) days.",
                    remedy: "`minutectl minutes record \(minutes.meeting) presented --to \(step.to)`, once "
                        + "they are.")
            }
            // A month after the meeting somebody ought to have written them.
            if minutes.drafted == nil, minutes.approved == nil, minutes.date.days(until: reading.asAt) > 31 {
                found.append(
                    RecordFinding(
                        "minutes-missing", record, body: minutes.body,
                        "A month after the meeting no minutes of it are recorded.",
                        remedy: "`minutectl minutes record \(minutes.meeting) drafted` says that they are."))
            }
            return found
        }
    }

    private static let duties = FindingSource { reading in
        try reading.duties(DutiesQuestion()).duties.filter { $0.isOpen && $0.bearer.person == nil }.map {
            duty in
            RecordFinding(
                "duty-without-holder", "duty/\(duty.id)", body: duty.bearer.id.bodyName,
                "Nobody answers for \(duty.bearer.name), which has to: \(duty.what)",
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
                    ? "It is not said by when it has to be done: \(action.what)"
                    : "Nobody answers for \(action.owner.name), which has to: \(action.what)",
                remedy: hasOwner
                    ? "`minutectl action progress \(action.id) --due DATE` gives the day."
                    : "Fill the office, or `minutectl action progress \(action.id)` with another owner.")
        }
    }

    private static let chains = FindingSource { reading in
        var question = ChainsQuestion()
        question.filter = .deadEnds
        return try reading.chains(question).chains.flatMap { chain in
            chain.hops.filter { $0.state == .deadEnd }.map { hop in
                RecordFinding(
                    "chain-dead-end", "decision/\(hop.decision)", body: hop.by.id.bodyName,
                    "Resolution \(hop.number) leads nowhere: it \(hop.explanation).",
                    remedy: "Recommend it to a body that can decide, or record what became of it.")
            }
        }
    }

    private static let seats = FindingSource { reading in
        var question = SeatsQuestion()
        question.onlyUnfilled = true
        return try reading.seats(question).seats.map { seat in
            RecordFinding(
                "seat-unfilled", "body/\(seat.body)", body: seat.body,
                "Nobody fills a seat for \(seat.capacity).",
                remedy: "`minutectl seat fill \(seat.body) PERSON --capacity \"\(seat.capacity)\"` fills it.")
        }
    }

    private static let vacancies = FindingSource { reading in
        try reading.vacancies(VacanciesQuestion()).vacancies.compactMap { vacancy in
            guard let person = vacancy.person, let declared = vacancy.declared else { return nil }
            return RecordFinding(
                "vacancy-open", "person/\(person)", body: nil,
                "The vacancy of \(vacancy.name ?? person)'s seat was declared on \(declared.spoken), and is "
                    + "open.",
                remedy: "`minutectl absence fill-vacancy \(person)` records who was elected.")
        }
    }

    /// What to do about a finding of a decision.
    private static func remedy(_ rule: String, _ record: String) -> String {
        let id = record.split(separator: "/").last.map(String.init) ?? record
        switch rule {
        case "key-notice-missing", "key-notice-short":
            return "`minutectl decision key-notice \(id)` records the notice, or who agreed to do without."
        case "implemented-too-early":
            return
                "Check the dates, and correct the wrong one: `minutectl decision correct \(id)`. If they are right,"
                + " tell the monitoring officer."
        case "publication-missing":
            return "`minutectl decision publish \(id) --on DATE` records it."
        case "voted-not-present", "more-votes-than-present", "mover-is-seconder", "votes-differ",
            "casting-vote":
            return "Correct the roll, or the votes: `minutectl decision vote \(id)`."
        default:
            return "`minutectl decision correct \(id)`, if the record says it after all."
        }
    }
}

extension String {
    /// The body that a bearer such as `body/cabinet` is; nil for an office or a person.
    fileprivate var bodyName: String? { hasPrefix("body/") ? String(dropFirst(5)) : nil }
}
