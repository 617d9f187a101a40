// Actions by owner and theme, and how recommendations went from body to body.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    /// Actions agreed by the day, those due first before the others.
    public func actions(_ question: ActionsQuestion) throws -> ActionsReport {
        var report = ActionsReport()
        report.basis = basis
        let owner = try question.owner.map { name throws(Rejection) in try directory.participant(name) }
        report.actions = try fold(RecordTypes.actions).actions.values.filter { action in
            let standing = action.standing(on: asAt, recordBegins: directory.recordBegins)
            let isOpen = standing == .open || standing == .overdue
            return action.raised.on.earliest <= asAt
                && (owner.map { $0 == directory.kept(action.owner(on: asAt)) } ?? true)
                && (question.theme.map { $0.lowercased() == action.raised.theme?.lowercased() } ?? true)
                && (question.plan.map { action.raised.plan?.lowercased().contains($0.lowercased()) ?? false }
                    ?? true)
                && (question.standing.map { $0 == standing } ?? true)
                && (question.onlyExceptions != true || isOpen && action.isException(on: asAt))
        }.map(value).sorted {
            ($0.due?.latest ?? .last, $0.id) < ($1.due?.latest ?? .last, $1.id)
        }
        report.owners = Self.tallies(report.actions) { $0.owner.name }
        report.themes = Self.tallies(report.actions) { $0.theme ?? "" }
        return report
    }

    /// One action whole.
    public func action(_ question: ActionQuestion) throws -> ActionReport {
        let state = try fold(RecordTypes.actions)
        let id = try identifier("action", question.action, among: state.actions.keys)
        let action = try state.existing(id)
        var report = ActionReport()
        report.basis = basis
        report.action = value(action)
        report.progress = action.progress.map { step in
            var value = ProgressValue()
            (value.on, value.note, value.due) = (step.on, step.note, step.due)
            return value
        }
        report.history = try history(of: .action(id))
        return report
    }

    func value(_ action: Action) -> ActionValue {
        let raised = action.raised
        var value = ActionValue()
        (value.id, value.what, value.on) = (action.id.text, raised.what, raised.on)
        (value.theme, value.plan, value.due) = (raised.theme, raised.plan, action.due(on: asAt))
        value.standing = action.standing(on: asAt, recordBegins: directory.recordBegins)
        value.isException = action.isException(on: asAt)
        if value.standing == .overdue { value.overdue = value.due.map { $0.latest.days(until: asAt) } }
        let note = action.note(on: asAt)
        (value.note, value.noted) = (note?.note, note?.on)
        switch value.standing {
        case .completed: (value.ended, value.outcome) = (action.completed?.on, action.completed?.outcome)
        case .withdrawn: (value.ended, value.outcome) = (action.withdrawn?.on, action.withdrawn?.reason)
        case .open, .overdue: break
        }
        // Who completed it is named, else who has to.
        let day = min(value.ended ?? asAt, asAt)
        value.owner = bearer(action.owner(on: day), on: day)
        value.meeting = raised.meeting?.text
        (value.decision, value.resolution) = (raised.resolution?.decision.text, raised.resolution?.number)
        return value
    }

    private static func tallies(_ actions: [ActionValue], by name: (ActionValue) -> String) -> [ActionTally] {
        Dictionary(grouping: actions, by: name).map { name, actions in
            var tally = ActionTally()
            tally.name = name
            let open = actions.filter { $0.standing == .open || $0.standing == .overdue }
            tally.open = open.count
            tally.overdue = open.count { $0.standing == .overdue }
            tally.exceptions = open.count { $0.isException }
            tally.completed = actions.count { $0.standing == .completed }
            return tally
        }.sorted { $0.name < $1.name }
    }

    /// Chains of decisions, oldest first.
    public func chains(_ question: ChainsQuestion) throws -> ChainsReport {
        var report = ChainsReport()
        report.basis = basis
        let id = try question.decision.map {
            try DecisionID(text: try identifier("decision", $0, in: "decision"))
        }
        let decisions = try id.map { try decisionsChained(to: $0) } ?? decisionsInChains()
        let chain = DecisionChain(decisions, asAt: asAt)
        var beginnings = chain.beginnings
        if let id {
            let own = decisions[id]?.resolutions.map { ResolutionReference(id, $0.recorded.number) } ?? []
            let wanted = Set(own.map { chain.beginning(of: $0) })
            beginnings = (beginnings + own).filter { wanted.contains($0) }
            beginnings = beginnings.enumerated().filter { beginnings.firstIndex(of: $1) == $0 }.map(\.element)
        }
        report.chains = beginnings.map { beginning in
            value(chain.hops(from: beginning, asAt: asAt, in: directory))
        }.filter { chain in
            switch question.filter {
            case nil: !chain.hops.isEmpty
            case .waiting?: chain.isWaiting
            case .deadEnds?: chain.isDeadEnd
            }
        }
        return report
    }

    /// The decisions that recommend something, or follow what was recommended: no others are in a chain.
    private func decisionsInChains() throws -> [DecisionID: Decision] {
        var search = DecisionSearch(madeBy: asAt)
        search.add(
            """
            id IN (SELECT decision FROM resolution WHERE "to" IS NOT NULL
                UNION SELECT decision FROM resolution WHERE followsdecision IS NOT NULL)
            """)
        var found: [DecisionID: Decision] = [:]
        try forEachDecision(search) { row in
            found[row.state.id] = row.state
            return true
        }
        return found
    }

    /// A decision with those before and behind it in its chains.
    private func decisionsChained(to id: DecisionID) throws -> [DecisionID: Decision] {
        var found: [DecisionID: Decision] = [:]
        var waiting = [id]
        while let next = waiting.popLast() {
            guard found[next] == nil, let state = try registered(next)?.state else { continue }
            found[next] = state
            waiting += state.resolutions.compactMap { $0.recorded.follows?.decision }
            waiting += try String.fetchAll(
                database.cachedStatement(sql: "SELECT decision FROM resolution WHERE followsdecision = ?"),
                arguments: [next.text]
            ).map { try DecisionID(text: $0) }
        }
        return found
    }

    private func value(_ hops: [Hop]) -> ChainValue {
        var value = ChainValue()
        value.hops = hops.map(self.value)
        value.isWaiting = value.hops.contains { $0.state == .waiting || $0.state == .deferred }
        value.isDeadEnd = value.hops.contains { $0.state == .deadEnd }
        guard let first = hops.first?.made else { return value }
        let ends = hops.compactMap { hop in first.days(until: hop.made) + (hop.next.isEmpty ? hop.days : 0) }
        value.days = ends.max() ?? 0
        return value
    }

    private func value(_ hop: Hop) -> HopValue {
        var value = HopValue()
        (value.decision, value.number) = (hop.resolution.decision.text, hop.resolution.number)
        (value.title, value.made, value.to) = (hop.title, hop.dated, hop.to?.text)
        (value.by, value.days) = (bearer(hop.by, on: hop.made), hop.days)
        let days = hop.dated.sinceThen(hop.days)
        value.toName = hop.to.map { directory.name($0) }
        let to = value.toName ?? ""
        switch hop.standing {
        case .waiting: (value.state, value.explanation) = (.waiting, "has been waiting for \(to) for \(days)")
        case .deferred(let day):
            (value.state, value.explanation) = (.deferred, "\(to) deferred it on \(day.spoken)")
        case .takenUp(let then, let by):
            // "After at least 0 days" would say nothing.
            let isKnown = hop.dated.date != nil && then.date != nil
            let after = (hop.dated.imprecise ?? then).sinceThen(hop.days)
            (value.state, value.explanation) = (
                .takenUp,
                "\(directory.name(by)) took it up \(then.withPreposition)"
                    + (isKnown || hop.days > 0 ? ", after \(after)" : "")
            )
        case .rejected(let day):
            (value.state, value.explanation) = (
                .rejected, "\(to) rejected it on \(day.spoken), after \(days)"
            )
        case .deadEnd(let why): (value.state, value.explanation) = (.deadEnd, why)
        case .decided(let date):
            (value.state, value.explanation) = (.decided, "decided \(date.withPreposition)")
        case .referredBack:
            (value.state, value.explanation) = (
                .referredBack, "decided \(hop.dated.withPreposition), and referred back after call-in"
            )
        }
        return value
    }
}
