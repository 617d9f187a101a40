// The register of decisions, and one decision whole with its clocks, findings and history.

import Codec
import Governance
import Ledger
public import Reports
import SQLite

extension Reading {
    /// The register of decisions, newest first.
    public func decisions(_ question: DecisionsQuestion) throws -> DecisionsReport {
        var report = DecisionsReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0).id }
        let person = try question.person.map { directory.records(of: try directory.person($0).id) }
        let group = try question.group.map { try directory.group($0).id }
        let (first, last) = try days(from: question.from, to: question.to)
        let isWhole = (question.filter ?? .all) == .all && person == nil && group == nil
        var search = DecisionSearch(madeBy: asAt)
        search.add(possiblyBy: last)
        if let first { search.add(from: first) }
        if let body { search.add(of: body) }
        if let person { addPerson(person, to: &search) }
        if group != nil { addNamed(to: &search) }
        if let filter = question.filter { add(filter, to: &search) }
        var page = Page<DecisionValue>(question.limit)
        if let after = question.after { try addAfter(after, to: &search) }
        if isWhole, question.limit == nil { page.expect(try count(search)) }
        try forEachDecision(search) { row in
            guard row.state.dated.earliest <= last,
                person.map({ !row.state.people.isDisjoint(with: $0) }) ?? true,
                group.map({ isOf($0, row.state) }) ?? true
            else { return true }
            var value = try value(of: row.state, with: [])
            if let filter = question.filter { value.resolutions.removeAll { !$0.fits(filter) } }
            return value.resolutions.isEmpty ? true : page.take(value)
        }
        (report.decisions, report.next) = page.done { $0.id }
        if isWhole, question.after == nil {
            report.dealtWith = try dealtWith(by: body, from: first ?? .first, to: last)
        }
        return report
    }

    /// What bodies made of others' recommendations to them, newest first: business of theirs as their own
    /// decisions are.
    private func dealtWith(
        by body: BodyID?, from first: CivilDate, to last: CivilDate
    ) throws -> [DealtWithValue] {
        var found: [DealtWithValue] = []
        try database.forEachRow(
            """
            SELECT ratification.decision, ratification.number, outcome, "on", ratification.meeting, "by", title,
                resolution.text, decision.body, maker
            FROM ratification JOIN decision ON decision.id = ratification.decision
            JOIN resolution ON resolution.decision = ratification.decision
                AND resolution.number = ratification.number
            WHERE "on" >= ? AND "on" <= ? AND NOT withdrawn AND (? IS NULL OR "by" = ?)
            ORDER BY "on" DESC, ratification.decision, ratification.number
            """, [first.iso, min(last, asAt).iso, body?.text, body?.text]
        ) { row in
            var value = DealtWithValue()
            (value.decision, value.number) = (row.text(0), row.integer(1))
            value.outcome = RatificationOutcome(rawValue: row.text(2)) ?? .ratified
            value.on = try row.day(3) ?? CivilDate(text: row.text(3))
            (value.meeting, value.by) = (row.optionalText(4), row.text(5))
            let body: BodyID = try row.identifier(5)
            value.byName = directory.name(body)
            let powers = directory.bodies[body]?.terms(on: value.on)?.powers
            if value.outcome == .ratified, powers.map({ $0 != .decides }) ?? false {
                value.isEndorsement = true
            }
            (value.title, value.text) = (row.text(6), row.text(7))
            let decider: BodyID? = try row.optionalIdentifier(8)
            let maker: PersonID? = try row.optionalIdentifier(9)
            value.recommendedBy =
                decider.map { directory.name($0) } ?? maker.map { directory.name($0) } ?? ""
            found.append(value)
            return true
        }
        return found
    }

    /// Only what the rows rule out is left out here: where a resolution stands is for the rules to say.
    private func add(_ filter: DecisionFilter, to search: inout DecisionSearch) {
        switch filter {
        case .all: return
        case .awaiting: addAwaitingRatification(to: &search)
        case .callable: addOpenToCallIn(to: &search)
        case .pending:
            search.add("id IN (SELECT decision FROM resolution WHERE effective > ?)", [asAt.iso])
        case .implementable: break
        }
        // What was settled by the day cannot wait for anybody.
        search.add(
            """
            EXISTS (SELECT 1 FROM resolution
                WHERE decision = decision.id AND (implemented IS NULL OR implemented > ?))
            """, [asAt.iso], findsFew: false)
    }

    /// - Parameter records: all records of the person.
    private func addPerson(_ records: [PersonID], to search: inout DecisionSearch) {
        let isNamed =
            "maker = ? OR id IN (SELECT decision FROM resolution WHERE vote IS NOT NULL AND instr(vote, ?))"
        search.add(
            Array(repeating: isNamed, count: records.count).joined(separator: " OR "),
            StatementArguments(records.flatMap { [$0.text, "\"\($0.text)\""] }))
    }

    private func addNamed(to search: inout DecisionSearch) {
        search.add(
            "maker IS NOT NULL OR id IN (SELECT decision FROM resolution WHERE vote IS NOT NULL)",
            findsFew: false)
    }

    /// Goes on behind a decision of the list before.
    private func addAfter(_ id: String, to search: inout DecisionSearch) throws {
        let made = try String.fetchOne(
            database, sql: "SELECT made FROM decision WHERE id = ?", arguments: [id])
        guard let made else { throw Rejection.noPlace(after: id, "decision") }
        search.add("made < ? OR made = ? AND id > ?", [made, made, id], findsFew: false)
    }

    private func isOf(_ group: GroupID, _ decision: Decision) -> Bool {
        decision.people.contains { directory.people[$0]?.group(on: decision.made) == group }
    }

    /// One decision whole.
    public func decision(_ question: DecisionQuestion) throws -> DecisionReport {
        let id = try DecisionID(text: identifier("decision", question.decision, in: "decision"))
        let (state, history) = try decision(id)
        guard state.made <= asAt else { throw Rejection.notYetMade(state) }
        var report = DecisionReport()
        report.basis = basis
        report.decision = try value(of: state, with: history.map(\.event))
        for (index, resolution) in state.resolutions.enumerated() {
            report.decision.resolutions[index].callInBasis = state.callInBasis(resolution, in: directory)
            report.decision.resolutions[index].callIn = callIn(
                of: resolution.recorded.number, in: history.map(\.event))
        }
        let record = state.recorded.corrected(by: history.map(\.event))
        report.meeting = record.meeting?.text
        report.isExecutive = directory.wantsExecutiveRecord(of: record.body)
        report.proforma = proforma(record).filter { report.isExecutive || $0.answer != .blank }
        let signature = record.signature.flatMap { one in one.on.map { $0 <= asAt } ?? true ? one : nil }
        (report.signedBy, report.signedOn) = (signature?.signedBy, signature?.on)
        report.findings = try DecisionFindings(
            state, lacks: .lacking(in: record), callIn: record.callIn, signedOn: record.signature?.on,
            directory, followers: try followers(of: state)
        ) { try record.meeting.flatMap { try voting(at: $0) } }.found
        if let lack = try record.meeting.flatMap({ try lackOfQuorum(at: $0) }) {
            report.findings.append(
                Finding("decided-without-quorum", "The meeting was not quorate: \(lack)."))
        }
        report.history = try self.history(of: .decision(id))
        try gather(state, record, into: &report)
        return report
    }

    /// A decision folded from its own entries: they are few.
    func decision(
        _ id: DecisionID
    ) throws -> (state: Decision, history: [(entry: StoredEntry, event: Event)]) {
        var history: [(entry: StoredEntry, event: Event)] = []
        var state = State()
        for step in try ledger.events(of: .decision(id), upTo: point.position) {
            // The decision itself is always at hand, so that it can be said that it was made later.
            if state.decisions[id] != nil, !step.event.wasDone(by: asAt, in: state) { continue }
            state.evolve(step.event)
            history.append(step)
        }
        return (try state.existing(id), history)
    }

    /// Why an ordinary meeting was not quorate; nil if it was, or if that is not known.
    private func lackOfQuorum(at meeting: MeetingID) throws -> String? {
        guard let row = try meetingRow(meeting.text), row.hasRoll, row.kind == .ordinary,
            let body = directory.bodies[row.body]
        else { return nil }
        let presence = body.presence(on: row.day, try row.marks().map(\.entry))
        return presence.lackOfQuorum(body.terms(on: row.day)?.quorum)
    }

    /// The roll of a meeting as corrected so far, and who chaired.
    func voting(at meeting: MeetingID) throws -> VotingMeeting? {
        guard let row = try meetingRow(meeting.text) else { return nil }
        return VotingMeeting(
            roll: try row.packedMarks.map { try PackedRoll.read($0).map(\.entry) }, chairs: row.chaired?.by,
            usualChairs: directory.bodies[row.body]?.chairs(on: row.day) ?? [])
    }

    /// As the proforma words it: a cabinet asks for the conflicts of its members alone.
    private func conflictsHeading(_ record: DecisionRecorded) -> String {
        let body = record.body.flatMap { directory.bodies[$0]?.name }
        return body == "Cabinet"
            ? "Declared (Cabinet Member) Conflicts of Interest" : "Declared Conflicts of Interest"
    }

    private func proforma(_ record: DecisionRecorded) -> [ProformaField] {
        [
            ProformaField("Title of Item/Report", record.title),
            ProformaField("Record of the Decision", record.record),
            ProformaField("Reasons for the Decision", record.reasons),
            ProformaField("Alternative Options Considered and Rejected", record.alternatives),
            ProformaField(conflictsHeading(record), record.conflicts),
            ProformaField("Details of any Dispensations", record.dispensations),
            ProformaField("Date and Time by which Call In must be executed", record.callIn),
        ]
    }

    func value(of state: Decision, with history: [Event]) throws -> DecisionValue {
        var value = DecisionValue()
        (value.id, value.title) = (state.id.text, state.title)
        (value.body, value.maker) = (state.recorded.body?.text, state.recorded.maker?.text)
        value.byName =
            state.recorded.body.map { directory.name($0) } ?? state.recorded.maker.map { directory.name($0) }
        value.office = state.recorded.office?.text
        value.officeTitle = state.recorded.office.flatMap { directory.offices[$0]?.title }
        (value.made, value.isWithdrawn) = (state.dated, state.isWithdrawn)
        value.published = byNow(state.published)
        value.isKey = state.recorded.isKey
        value.noticed = state.keyNotices.compactMap(\.published).min()
        let followers = try followers(of: state)
        value.resolutions = state.resolutions.map { resolution in
            self.value(
                of: resolution, in: state, followers[resolution.recorded.number] ?? [],
                wordings: Self.wordings(resolution, history))
        }
        return value
    }

    private static func wordings(_ resolution: ResolutionState, _ history: [Event]) -> [String] {
        if history.isEmpty { return resolution.recorded.proposed.map { [$0] } ?? [] }
        var wordings = [resolution.recorded.proposed, resolution.recorded.text].compactMap { $0 }
        for case .resolutionAmended(let amended) in history where amended.number == resolution.recorded.number
        {
            wordings.append(amended.text)
        }
        return Array(wordings.dropLast())
    }

    private func value(
        of resolution: ResolutionState, in state: Decision, _ followers: [Follower], wordings: [String]
    ) -> ResolutionValue {
        let recorded = resolution.recorded
        var value = ResolutionValue()
        (value.number, value.kind, value.text) = (recorded.number, recorded.kind, resolution.text)
        (value.to, value.isCallable, value.implementation) = (
            recorded.to?.text, resolution.isCallable, recorded.implementation
        )
        value.toName = recorded.to.map { directory.name($0) }
        if resolution.isCallable, byNow(state.published) != nil {
            value.callInDeadline = state.callInDeadline(in: directory)
        }
        let ratification = resolution.ratification(by: asAt)
        if let ratification, ratification.outcome == .ratified { value.ratified = ratification.on }
        (value.dealtWithBy, value.dealtWithAt) = (
            ratification == nil ? nil : recorded.to?.text, ratification?.meeting?.text
        )
        (value.implemented, value.effective) = (byNow(resolution.implemented), recorded.effective)
        (value.earlierWordings, value.reflects) = (wordings, recorded.reflects)
        value.vote = resolution.vote.map { vote(of: $0, on: state.made) }
        let status = state.standing(of: resolution, followers: followers, at: now, in: directory)
        (value.standing, value.explanation) = (status.kind, status.explanation)
        return value
    }

    /// The call-in of a resolution, as its own entries have it.
    private func callIn(of number: Int, in history: [Event]) -> CallInValue? {
        var value: CallInValue?
        for event in history {
            if case .resolutionCalledIn(let it) = event, it.number == number {
                var called = CallInValue()
                (called.received, called.grounds) = (it.received, it.grounds)
                called.by = it.by.map { directory.name($0) }
                value = called
            }
            if case .callInConcluded(let it) = event, it.number == number {
                value?.concluded = it.on
                value?.outcome = it.outcome
            }
        }
        return value
    }

    /// Names are those of the day.
    private func vote(of taken: VoteTaken, on day: CivilDate) -> VoteValue {
        var value = VoteValue()
        (value.mover, value.seconder) = (
            taken.mover.map { directory.name($0, on: day) },
            taken.seconder.map { directory.name($0, on: day) }
        )
        (value.inFavour, value.against) = (taken.count(.inFavour), taken.count(.against))
        value.abstained = taken.count(.abstained)
        value.membersFor = (taken.membersFor ?? []).map { directory.name($0, on: day) }
        value.membersAgainst = (taken.membersAgainst ?? []).map { directory.name($0, on: day) }
        value.membersAbstained = (taken.membersAbstained ?? []).map { directory.name($0, on: day) }
        (value.castingBy, value.castingVote) = (
            taken.casting.map { directory.name($0.person, on: day) }, taken.casting?.vote
        )
        return value
    }

    /// A day, unless it is still to come as at the day that is asked for.
    private func byNow(_ day: CivilDate?) -> CivilDate? { day.flatMap { $0 <= asAt ? $0 : nil } }
}

extension Rejection {
    /// What is asked for as at a day had not been decided by then.
    static func notYetMade(_ decision: Decision) -> Rejection {
        Rejection(
            "not-yet-made", "decision/\(decision.id)",
            decision.dated.date.map {
                "\(decision.title) was decided on \($0.spoken), after the day you asked about."
            }
                ?? "\(decision.title) was decided in \(decision.dated.inFull); on which day is not recorded, and it may "
                + "have been after the day you asked about.",
            remedy: "Ask as at \(decision.made.short) or a later day.")
    }
}

extension ResolutionValue {
    /// Whether it is one of those that a list is asked for.
    fileprivate func fits(_ filter: DecisionFilter) -> Bool {
        switch filter {
        case .all: true
        case .awaiting: standing.awaitsRatification
        case .callable: standing == .openToCallIn
        case .pending: standing == .notYetEffective
        case .implementable: standing == .mayBeImplemented
        }
    }
}

extension Decision {
    /// Who made it alone, moved or seconded a resolution of it, or voted on one by name.
    fileprivate var people: Set<PersonID> {
        var people = Set(
            resolutions.flatMap {
                [$0.vote?.mover, $0.vote?.seconder, $0.vote?.casting?.person].compactMap(\.self)
            })
        people.formUnion(resolutions.flatMap { $0.vote?.voters ?? [] })
        if let maker = recorded.maker { people.insert(maker) }
        return people
    }
}
