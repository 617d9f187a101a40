// The digest's sources about business: duties, visits, actions, matters and vacancies.

import Governance
import Reports

extension DigestSource {
    /// Duties that are overdue or fall due; who holds the office that bears them is told, and for a body its chair.
    static let duties = DigestSource(name: "duty") { reading, last in
        var question = DutiesQuestion()
        question.within = reading.asAt.days(until: last)
        return try reading.duties(question).duties.map { duty in
            DigestItem(
                "duty", "duty/\(duty.id)",
                duty.bearers.map(\.name).joined(separator: " and ")
                    + ": \(duty.what)"
                    + (duty.isAssumed == true
                        ? " (\(duty.cadence == nil ? "by when" : "how often") is assumed: the source does not say)"
                        : "")
                    + (duty.countedFrom.map { " (counted from \($0.short), when the record begins)" } ?? ""),
                due: duty.due,
                people: reading.withLeaders(duty.bearers.map(\.person)),
                on: reading.asAt)
        }
    }

    /// Visits that were not made in their period: one line for each place and kind of visit.
    static let visits = DigestSource(name: "visit") { reading, _ in
        let overdue = try reading.visitAccount(VisitAccountQuestion()).overdue
        return Dictionary(grouping: overdue) { "\($0.place) \($0.kind.rawValue)" }.values.compactMap {
            missed in
            guard let first = missed.map(\.first).min(), let last = missed.map(\.last).max(),
                let due = missed.map(\.last).min(), let one = missed.first
            else { return nil }
            let visits = missed.count == 1 ? "visit" : "\(missed.count) visits"
            return DigestItem(
                "visit", "place/\(one.place)",
                "\(one.placeName ?? one.place): \(one.kind.rawValue) \(visits) due between \(first.short) and "
                    + "\(last.short) not made (\(visitors(of: missed)))",
                due: due, people: reading.withLeaders(missed.flatMap(\.members)), on: reading.asAt)
        }
    }

    /// By whom they were to be made: of several visits, how many by whom, so that nobody is named for another's.
    private static func visitors(of missed: [OverdueVisitValue]) -> String {
        let nobody = missed.count { $0.memberNames.isEmpty }
        var counts: [String: Int] = [:]
        for name in missed.flatMap(\.memberNames) { counts[name, default: 0] += 1 }
        guard !counts.isEmpty else { return "allocated to nobody" }
        guard counts.count <= 4 else { return "\(counts.count) members" }
        let isOneEach = nobody == 0 && (missed.count == counts.count || counts.count == 1)
        let names = counts.sorted { $0.key < $1.key }.map { isOneEach ? $0.key : "\($0.key) \($0.value)" }
        return (names + (nobody > 0 ? ["nobody \(nobody)"] : [])).joined(separator: ", ")
    }

    /// Actions that are overdue or fall due.
    static let actions = DigestSource(name: "action") { reading, last in
        try reading.actions(ActionsQuestion()).actions.compactMap { action in
            guard action.standing == .open || action.standing == .overdue,
                let due = action.due?.latest, due <= last
            else { return nil }
            return DigestItem(
                "action", "action/\(action.id)", "\(action.owner.name): \(action.what)", due: due,
                people: reading.withLeaders([action.owner.person]), on: reading.asAt)
        }
    }

    /// Matters that wait for an answer.
    static let matters = DigestSource(name: "matter") { reading, last in
        var question = MattersQuestion()
        question.isOpen = true
        return try reading.matters(question).matters.compactMap { matter in
            // What is to be answered later than anybody looks does not wait yet.
            if let due = matter.due?.latest, last < due { return nil }
            return DigestItem(
                "matter", "matter/\(matter.id)",
                "\(matter.to.name) has not answered for \(matter.days) day\(matter.days == 1 ? "" : "s"): \(matter.what)",
                due: matter.due?.latest, since: matter.on.latest,
                people: reading.withLeaders([matter.to.person]),
                on: reading.asAt)
        }
    }

    /// DBS checks that a seat needs and that have run out, are not there, or run out soon.
    static let checks = DigestSource(name: "dbs") { reading, last in
        try reading.checks(DBSQuestion()).checks.compactMap { check in
            let due = check.standing == .cleared || check.standing == .expired ? check.expires : nil
            guard check.standing != .cleared || due.map({ $0 <= last }) ?? false else { return nil }
            return DigestItem(
                "dbs", "person/\(check.person)",
                "\(check.name), seat of \(check.capacity): "
                    + (check.standing == .cleared
                        ? "the DBS check expires soon"
                        : "needs a DBS check (\(check.standing.rawValue.replacing("-", with: " ")))"),
                due: due, people: reading.withLeaders([check.person]), on: reading.asAt)
        }
    }

    /// Members' seats that were declared vacant.
    static let vacancies = DigestSource(name: "vacancy") { reading, _ in
        try reading.vacancies(VacanciesQuestion()).vacancies.compactMap { vacancy in
            guard let person = vacancy.person, let days = vacancy.days else { return nil }
            return DigestItem(
                "vacancy", "person/\(person)",
                "The seat of \(vacancy.name ?? person) has been vacant for \(days) days", due: nil,
                since: vacancy.declared, people: [], on: reading.asAt)
        }
    }
}

extension Reading {
    /// The people, and whoever leads their political groups on the day: a group's leader sees what waits for its
    /// members.
    func withLeaders(_ people: [String?]) -> [PersonID] {
        var found: Set<PersonID> = []
        for case let text? in people {
            guard let person = directory.known(person: text) else { continue }
            found.insert(person.id)
            if let group = person.group(on: asAt),
                let leader = directory.office(.groupLeader, of: group)?.holder(on: asAt)
            {
                found.insert(leader)
            }
        }
        return found.sorted()
    }
}
