// Pledges and lists of issues as at a day, each folded from its own entries.

import Codec
import Governance
import Ledger
public import Reports
import SQLite

extension Reading {
    /// One pledge whole, or the only one there is.
    public func pledge(_ question: PledgeQuestion) throws -> PledgeReport {
        let id = try PledgeID(text: try onlyOrNamed("pledge", question.pledge, in: "pledge", "pledge adopt"))
        let pledge = try state(of: .pledge(id)).existing(id)
        guard let version = pledge.version(on: asAt) else {
            throw Rejection(
                "dates-in-order", "pledge/\(id)", "The pledge had not been adopted by \(asAt.short).",
                remedy: "Ask as at a later day.")
        }
        var report = PledgeReport()
        report.basis = basis
        (report.id, report.title, report.version) = (id.text, version.title, version.version)
        (report.adopted, report.adoptedBy, report.text) = (version.on, version.by?.text, version.text)
        report.adoptedByName = version.by.map { directory.name($0) }
        try version.list.map { try addIssues(of: $0, to: &report) }
        report.versions = pledge.versions.filter { $0.on.earliest <= asAt }.count
        report.presented = pledge.presented.filter { $0.on.earliest <= asAt }.map { presented in
            var value = PresentationValue()
            (value.on, value.to, value.by) = (presented.on, presented.to.text, presented.by?.text)
            (value.toName, value.byName) = (
                directory.name(presented.to), presented.by.map { directory.name($0) }
            )
            return value
        }
        report.areas = version.areas.map { area in
            var value = PledgeAreaValue()
            value.title = area.title
            value.promises = area.promises.map { self.value(of: $0, in: pledge) }
            return value
        }
        let signed = Set(
            pledge.signatures.filter { $0.version == version.version && $0.on.earliest <= asAt }
                .map { directory.kept($0.person) })
        let person = try question.person.map { try directory.person($0).id }
        let group = try question.group.map { try directory.group($0).id }
        let isMeant = { (id: PersonID) in
            (person.map { $0 == id } ?? true)
                && (group.map { $0 == directory.people[id]?.group(on: asAt) } ?? true)
        }
        let members = Set(directory.electedMembers(on: asAt).map(\.id))
        report.signed = signed.filter { isMeant($0) && members.contains($0) }.map(\.text).sorted()
        report.signedFormer = signed.filter { isMeant($0) && !members.contains($0) }.map(\.text).sorted()
        // Who has not signed is only said of a pledge that members are asked to sign, or that others have signed.
        let isSigned = pledge.signatures.contains { $0.on.earliest <= asAt }
        report.isToBeSigned = version.toBeSigned == true || isSigned
        guard report.isToBeSigned else { return report }
        report.unsigned = directory.electedMembers(on: asAt).filter {
            !signed.contains($0.id) && isMeant($0.id)
        }.map {
            member in
            var value = UnsignedValue()
            (value.person, value.name) = (member.id.text, member.name)
            let group = member.group(on: asAt)
            (value.group, value.groupName) = (group?.text, group.map { directory.name($0) })
            value.elected = directory.elected(member.id, on: asAt)
            value.isLater = value.elected.map { version.on.latest < $0.earliest } ?? false
            // Who signed before the record begins is not in it.
            value.isNotKnown =
                directory.isBeforeRecord(version.on.latest) && !value.isLater ? true : nil
            return value
        }
        return report
    }

    /// The issues of the list that a pledge consists of, as they stood on the day.
    private func addIssues(of list: IssueListID, to report: inout PledgeReport) throws {
        var question = TopTenQuestion()
        question.list = list.text
        let answer = try topTen(question)
        (report.list, report.listTitle, report.managedBy) = (answer.id, answer.title, answer.managedBy)
        (report.limit, report.issues) = (answer.limit, answer.issues)
    }

    private func value(of promise: Promise, in pledge: Pledge) -> PromiseValue {
        var value = PromiseValue()
        (value.id, value.text) = (promise.id.text, promise.text)
        guard let assessed = pledge.assessment(of: promise.id, on: asAt) else { return value }
        // What was found of other words says nothing about these.
        let before = pledge.version(on: assessed.on.latest)?.promises.first { $0.id == promise.id }
        if let before, before.text != promise.text {
            (value.earlierWording, value.earlierRating) = (before.text, assessed.rating)
        } else {
            value.rating = assessed.rating
        }
        (value.why, value.evidence) = (assessed.why, assessed.evidence)
        (value.assessed, value.assessedBy, value.assessment) = (
            assessed.on, assessed.by?.text, assessed.number
        )
        return value
    }

    /// A list of issues as it stood, or the only list there is.
    public func topTen(_ question: TopTenQuestion) throws -> TopTenReport {
        let id = try IssueListID(
            text: try onlyOrNamed("list", question.list, in: "issuelist", "top-ten establish"))
        let events = try ledger.events(of: .issueList(id), upTo: point.position).map(\.event)
        var state = State()
        for event in events where event.isStepTaken(by: asAt) { state.evolve(event) }
        let list = try state.existing(id)
        var report = TopTenReport()
        report.basis = basis
        (report.id, report.title) = (id.text, list.established.title)
        (report.managedBy, report.limit) = (list.established.managedBy.text, list.established.limit)
        report.issues = list.issues.filter { issue in
            !issue.isWithdrawn && (question.isAll || issue.isOpen)
        }.map { value(of: $0, on: list) }
        return report
    }

    private func value(of issue: Issue, on list: IssueList) -> IssueValue {
        var value = IssueValue()
        (value.number, value.text, value.listed) = (issue.listed.issue, issue.listed.text, issue.listed.on)
        (value.replaces, value.stage) = (issue.listed.replaces, issue.stage)
        let end = issue.retired.map { min($0.on.earliest, asAt) } ?? asAt
        value.days = max(0, issue.listed.on.earliest.days(until: end))
        value.assignedTo = issue.assigned.flatMap { $0.toBody?.text ?? $0.toOffice?.text }
        value.due = issue.assigned?.due
        value.isOverdue =
            issue.isOpen && issue.answered == nil
            && (value.due.map { $0 < asAt && !directory.isBeforeRecord($0) } ?? false)
        value.considered = issue.considered.map(\.by.text)
        (value.answered, value.answer) = (issue.answered?.on, issue.answered?.answer)
        (value.fedBack, value.accepted) = (issue.fedBack?.on, issue.accepted?.on)
        (value.declined, value.retired) = (issue.declined.count, issue.retired?.on)
        let manager = list.established.managedBy.text
        value.waitsFor =
            switch issue.stage {
            case .listed: "assignment"
            case .assigned, .considered: value.assignedTo ?? issue.considered.last?.by.text ?? "an answer"
            case .answered: "feedback to \(manager)"
            case .fedBack, .accepted: manager
            case .retired: nil
            }
        return value
    }

    /// The record's identifier by its beginning; where nothing is said, that of the only record there is.
    private func onlyOrNamed(
        _ what: String, _ reference: String?, in table: String, _ entering: String
    ) throws -> String {
        if let reference { return try identifier(what, reference, in: table) }
        let all = try String.fetchAll(database, sql: "SELECT id FROM \(table) ORDER BY id LIMIT 11")
        if all.count == 1 { return all[0] }
        throw Rejection(
            all.isEmpty ? "known-\(what)" : "unambiguous-\(what)", what,
            all.isEmpty ? "There is no \(what) in the record." : "The record has several.",
            remedy: all.isEmpty ? "Add one with `minutectl \(entering)`." : "Give the one you mean.",
            candidates: all)
    }

    /// What is known of one record, folded from its entries.
    func state(of stream: Stream) throws -> State {
        var state = State()
        for step in try ledger.events(of: stream, upTo: point.position) { state.evolve(step.event) }
        return state
    }
}

extension Directory {
    /// Since when the person has been an elected member, where their seat on the council says.
    fileprivate func elected(_ person: PersonID, on day: CivilDate) -> PartialDate? {
        bodies.values.filter { $0.kind == .council }
            .compactMap { body in body.seats.on(day).first { $0.person == person }?.tenure.from }.first
    }
}
