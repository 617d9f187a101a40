// The sources of the digest: clocks of the six-month rule, notices, call-ins, ratifications.

import Codec
import Governance
import Reports

extension DigestSource {
    /// How long a leader has to acknowledge a notice before it counts as overdue.
    private static let daysToAcknowledge = 14

    /// Members whom the six-month rule threatens; those told are the member and who would be told of absence.
    static let sixMonths = DigestSource(name: "six-month") { reading, last in
        try reading.sixMonthClocks().compactMap { person, clock in
            let isUrgent =
                switch clock.standing {
                case .expired, .warning: true
                case .approved, .suspended, .running: clock.lastDay.map { $0 <= last } ?? false
                case .declared, .notKnown: false
                }
            guard isUrgent else { return nil }
            let told = reading.directory.recipients(of: [reading.asAt], by: person, on: reading.asAt)
            let name = reading.directory.name(person)
            return DigestItem(
                "six-month", "person/\(person)", "\(name): \(reading.directory.explanation(of: clock))",
                due: clock.lastDay,
                people: [person] + told.compactMap(\.person), on: reading.asAt)
        }
    }

    /// Members of whom the record does not show whether they attended within six months, in one line for all of them.
    static let sixMonthsNotKnown = DigestSource(name: "six-month-not-known") { reading, _ in
        let unknown = try reading.sixMonthClocks().filter { $0.clock.standing == .notKnown }
        let people = Set(unknown.map(\.person))
        guard let one = people.min() else { return [] }
        let who = people.count == 1 ? reading.directory.name(one) : "\(people.count) councillors"
        return [
            DigestItem(
                "six-month-not-known", people.count == 1 ? "person/\(one)" : "council",
                "The record does not show whether \(who) attended within six months. Record the attendance of the"
                    + " meetings held.",
                due: unknown.compactMap(\.clock.lastDay).min(), people: [], on: reading.asAt)
        ]
    }

    /// Breaches of which nobody has been told.
    static let unsentNotices = DigestSource(name: "notice-unsent") { reading, _ in
        try reading.untold().map { breach in
            DigestItem(
                "notice-unsent", "notice/\(breach.notice)",
                "Nobody has been told about \(reading.directory.name(breach.person))'s non-attendance at \(breach.body.name)",
                due: breach.last, people: [], on: reading.asAt)
        }
    }

    /// Letters that could not be sent.
    static let failedLetters = DigestSource(name: "letter-failed") { reading, _ in
        try reading.noticesOfFailedLetters().flatMap { notice in
            // A letter that was withdrawn before it went out is not sent any more.
            (notice.recipients.filter { $0.person.map { !notice.isOvertaken(for: $0) } ?? true }
                + notice.followUps.flatMap(\.recipients)).filter { $0.sending == .failed }
                .map { recipient in
                    DigestItem(
                        "letter-failed", "notice/\(notice.id)",
                        "The letter to \(recipient.name ?? recipient.person ?? "") was not delivered: \(recipient.problem ?? "")",
                        due: notice.issued, people: [], on: reading.asAt)
                }
        }
    }

    /// Notices that a leader has not acknowledged; nobody acknowledges a letter that is not recorded as sent.
    static let acknowledgements = DigestSource(name: "notice-unacknowledged") { reading, last in
        try reading.unacknowledgedNotices().filter { $0.status == .issued && !$0.isWithdrawn }.flatMap {
            notice -> [DigestItem] in
            let due = notice.issued.flatMap { $0.adding(days: daysToAcknowledge) }
            guard let due, due <= last else { return [] }
            return notice.recipients.filter { $0.person != nil && $0.acknowledged == nil }.map { recipient in
                let (leader, isUnsent) = (
                    recipient.name ?? recipient.person ?? "", recipient.sending == .waiting
                )
                return DigestItem(
                    isUnsent ? "letter-unsent" : "notice-unacknowledged", "notice/\(notice.id)",
                    isUnsent
                        ? "The letter to \(leader) about \(notice.name) is not recorded as sent"
                        : "\(leader) has not acknowledged the notice about \(notice.name)",
                    due: due, people: isUnsent ? [] : reading.people([recipient.person]), on: reading.asAt)
            }
        }
    }

    /// Corrections of letters that are not recorded as sent: due from the day on which they were issued.
    static let unsentCorrections = DigestSource(name: "correction-unsent") { reading, last in
        try reading.noticesFollowedUp().flatMap { notice in
            notice.followUps.filter { $0.on <= last }.flatMap { followUp in
                followUp.recipients.filter { recipient in
                    recipient.person.map { recipient.sending == .waiting && !notice.isOvertaken(for: $0) }
                        ?? false
                }.map { recipient in
                    DigestItem(
                        "letter-unsent", "notice/\(notice.id)",
                        "The correction of the letter to \(recipient.name ?? recipient.person ?? "") about \(notice.name)"
                            + " is not recorded as sent",
                        due: followUp.on, people: [], on: reading.asAt)
                }
            }
        }
    }

    /// Resolutions that may be called in until soon, and those that are called in.
    static let callIns = DigestSource(name: "call-in") { reading, last in
        let scrutiny = reading.directory.bodies.values.filter { $0.kind == .scrutiny }
            .flatMap { $0.seats.on(reading.asAt).map(\.person) }
        return try reading.unsettled().callIns.resolutions { decision, resolution in
            let what = "Resolution \(resolution.number) of \(decision.title)"
            switch resolution.standing {
            case .openToCallIn:
                guard let due = resolution.callInDeadline, due <= last else { return nil }
                return DigestItem(
                    "call-in", "decision/\(decision.id)",
                    "\(what) can be called in until \(due.end.spokenAsDeadline)",
                    due: due, people: Set(scrutiny).sorted(), on: reading.asAt)
            case .calledIn:
                return DigestItem(
                    "call-in", "decision/\(decision.id)", "\(what) is called in", due: nil,
                    since: decision.made.latest, people: Set(scrutiny).sorted(), on: reading.asAt)
            default: return nil
            }
        }
    }

    /// Recommendations that wait for another body.
    static let ratifications = DigestSource(name: "ratification") { reading, _ in
        try reading.unsettled().recommendations.resolutions { decision, resolution in
            guard resolution.standing.awaitsRatification else { return nil }
            let body = resolution.to.flatMap { reading.directory.known(body: $0) }
            let chairs = body?.chairs(on: reading.asAt) ?? []
            let days = decision.made.sinceThen(decision.made.latest.days(until: reading.asAt))
            return DigestItem(
                "ratification", "decision/\(decision.id)",
                "Resolution \(resolution.number) of \(decision.title) has waited \(days) for \(body?.name ?? "another body")",
                due: nil, since: decision.made.latest, people: chairs, on: reading.asAt)
        }
    }
}

extension Reading {
    fileprivate func people(_ texts: [String?]) -> [PersonID] {
        texts.compactMap { $0.flatMap { directory.known(person: $0)?.id } }
    }
}

extension [DecisionValue] {
    /// What a source makes of each of their resolutions.
    fileprivate func resolutions(_ item: (DecisionValue, ResolutionValue) -> DigestItem?) -> [DigestItem] {
        flatMap { decision in decision.resolutions.compactMap { item(decision, $0) } }
    }
}

extension Directory {
    /// The person of an identifier that an answer speaks of.
    func known(person text: String) -> Person? { (try? PersonID(text: text)).flatMap { people[$0] } }

    /// The body of an identifier that an answer speaks of.
    func known(body text: String) -> Body? { (try? BodyID(text: text)).flatMap { bodies[$0] } }
}
