// Decisions out of their rows, as the rules know them but for the long texts: so that a list, the digest and the
// findings look at the decisions that they show and read nothing of the log.

import Codec
import Governance
import Reports
import SQLite

/// A decision out of its rows.
struct RegisteredDecision {
    /// As the rules know it, without its texts and its notices as a key decision.
    fileprivate(set) var state: Decision
    let lacks: DecisionParts
    /// The time for call-in as the record words it.
    let callIn: String?
    let signedOn: CivilDate?
    /// Whether there are notices of it as a key decision, which only the log has.
    let isNoticed: Bool
}

/// The rows of one decision, one after the other as they are read.
private struct GatheredDecision {
    let id: String
    /// The last day on which anything was done about it.
    let settled: CivilDate?
    var found: RegisteredDecision
    private var places: [Int] = []

    init(_ row: RowView) throws {
        var recorded = DecisionRecorded()
        (recorded.decision, recorded.title) = (try row.identifier(0), row.text(1))
        (recorded.body, recorded.maker) = (try row.optionalIdentifier(2), try row.optionalIdentifier(3))
        recorded.meeting = try row.optionalIdentifier(4)
        recorded.made =
            try row.optionalText(34).flatMap { PartialDate(text: $0) }
            ?? PartialDate(CivilDate(text: row.text(5)))
        // The row has the last day on which it can have been made.
        if recorded.made.date == nil { recorded.madeBy = row.day(5) }
        (recorded.office, recorded.how) = (try row.optionalIdentifier(13), row.optionalText(14))
        recorded.isKey = row.optionalInteger(8).map { $0 != 0 }
        (id, settled) = (recorded.decision.text, row.day(15))
        found = RegisteredDecision(
            state: Decision(recorded), lacks: DecisionParts(rawValue: row.integer(9)),
            callIn: row.optionalText(10), signedOn: row.day(11), isNoticed: row.flag(12))
        (found.state.published, found.state.isWithdrawn) = (row.day(6), row.flag(7))
    }

    /// - Parameter place: in the record's own order, which need not be that of the numbers, nor of the rows.
    mutating func add(_ resolution: consuming ResolutionState, at place: Int) {
        let later = places.firstIndex { $0 > place }
        places.insert(place, at: later ?? places.endIndex)
        if let later {
            found.state.resolutions.insert(resolution, at: later)
        } else {
            found.state.resolutions.append(resolution)
        }
    }
}

/// Which decisions are looked at: conditions on the table `decision`, all of which have to hold.
struct DecisionSearch {
    private(set) var conditions = ["NOT withdrawn"]
    private(set) var arguments: StatementArguments = []
    /// Whether a condition finds few: then those are looked for and put in order, instead of going through all in order.
    private var findsFew = false

    /// - Parameter last: the last day on which they were made.
    init(madeBy last: CivilDate) { add("made <= ?", [last.iso], findsFew: false) }

    mutating func add(
        _ condition: String, _ values: [(any ColumnValue)?] = [], findsFew: Bool = true
    ) {
        conditions.append("(\(condition))")
        arguments += values
        self.findsFew = self.findsFew || findsFew
    }

    /// Only decisions made on that day or later.
    mutating func add(from first: CivilDate) { add("made >= ?", [first.iso], findsFew: false) }

    /// Only decisions that may have been made by that day. Of one of which only a month or a year is known, the row has the
    /// last day that it can have been: whoever reads it looks at the first.
    mutating func add(possiblyBy last: CivilDate) {
        add("made <= ? OR dated IS NOT NULL", [last.iso], findsFew: false)
    }

    mutating func add(of body: BodyID) { add("body = ?", [body.text], findsFew: false) }

    var condition: String { conditions.joined(separator: " AND ") }

    /// Newest first, each once for each of its resolutions.
    fileprivate var sql: String {
        Self.sql(where: condition) + " ORDER BY \(findsFew ? "+" : "")made DESC, id"
    }

    fileprivate static func sql(where condition: String) -> String {
        """
        SELECT id, title, body, maker, meeting, made, published, withdrawn, key, lacks, callin, signed, noticed,
            office, how, settled,
            number, kind, text, "to", callable, implementation, effective, followsdecision, followsnumber, vote,
            calledin, callinoutcome, concluded, ratification, implemented, proposed, reflects, place,
            dated
        FROM decision LEFT JOIN resolution ON resolution.decision = decision.id
        WHERE \(condition)
        """
    }
}

extension Reading {
    /// How many decisions a search finds.
    func count(_ search: DecisionSearch) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM decision WHERE \(search.condition)",
            arguments: search.arguments) ?? 0
    }

    /// Goes through the decisions that a search finds, newest first, for as long as the body wants more.
    func forEachDecision(_ search: DecisionSearch, _ body: (RegisteredDecision) throws -> Bool) throws {
        try forEachDecision(search.sql, search.arguments, body)
    }

    /// One decision out of its rows; nil if there is none. Withdrawn ones too.
    func registered(_ id: DecisionID) throws -> RegisteredDecision? {
        var found: RegisteredDecision?
        try forEachDecision(DecisionSearch.sql(where: "id = ?"), [id.text]) { decision in
            found = decision
            return false
        }
        return found
    }

    private func forEachDecision(
        _ sql: String, _ arguments: StatementArguments, _ body: (RegisteredDecision) throws -> Bool
    ) throws {
        var gathered: GatheredDecision?
        var isWanted = true
        func end() throws {
            // Taken out, so that what is long in it is not copied.
            guard let last = gathered.take() else { return }
            work.decisionsRead += 1
            // Done about it since the day asked about: the log says how it was then.
            isWanted = try body(
                last.settled.map { $0 > asAt } ?? false ? asItWas(last.found) : last.found)
        }
        try database.forEachRow(sql, arguments) { row in
            if let id = gathered?.id, !row.isText(id, 0) { try end() }
            guard isWanted else { return false }
            if gathered == nil { gathered = try GatheredDecision(row) }
            guard let number = row.optionalInteger(16) else { return true }
            let ratifications =
                row.optionalText(29) == nil ? [] : try ratifications(of: number, of: row.text(0))
            try gathered?.add(resolution(row, number, ratifications), at: row.integer(33))
            return true
        }
        if isWanted { try end() }
    }

    private func asItWas(_ found: RegisteredDecision) throws -> RegisteredDecision {
        var found = found
        found.state = try decision(found.state.id).state
        return found
    }

    private func resolution(
        _ row: RowView, _ number: Int, _ ratifications: [ResolutionState.Ratification]
    ) throws -> ResolutionState {
        var recorded = Resolution()
        (recorded.number, recorded.text, recorded.isCallable) = (number, row.text(18), row.flag(20))
        recorded.kind = ResolutionKind(rawValue: row.text(17)) ?? .resolved
        recorded.to = try row.optionalIdentifier(19)
        (recorded.implementation, recorded.effective) = (row.optionalText(21), row.day(22))
        (recorded.proposed, recorded.reflects) = (row.optionalText(31), row.optionalText(32))
        if let followed: DecisionID = try row.optionalIdentifier(23) {
            recorded.follows = ResolutionReference(followed, row.integer(24))
        }
        recorded.vote = try row.optionalText(25).map { try VoteTaken(json: Array($0.utf8)) }
        var state = ResolutionState(recorded)
        state.calledIn = row.time(26)
        state.callInOutcome = row.optionalText(27).flatMap { CallInOutcome(rawValue: $0) }
        state.callInConcluded = row.day(28)
        state.ratifications = ratifications
        state.implemented = row.day(30)
        return state
    }

    /// What became of a recommendation, in the order of its entries.
    private func ratifications(
        of number: Int, of decision: String
    ) throws -> [ResolutionState.Ratification] {
        var found: [ResolutionState.Ratification] = []
        try database.forEachRow(
            """
            SELECT outcome, "on", meeting FROM ratification WHERE decision = ? AND number = ? ORDER BY place
            """, [decision, number]
        ) { row in
            found.append(
                .init(
                    outcome: RatificationOutcome(rawValue: row.text(0)) ?? .deferred,
                    on: try row.day(1) ?? CivilDate(text: row.text(1)),
                    meeting: try row.optionalIdentifier(2)))
            return true
        }
        return found
    }

    // MARK: - Whose clocks may run

    /// Decisions with a resolution that may be open to call-in: published so late that the longest time for call-in
    /// has not ended.
    func addOpenToCallIn(to search: inout DecisionSearch) {
        guard let first = firstPublicationOpenToCallIn() else { return search.add("FALSE") }
        search.add(
            """
            published >= ? AND published <= ? AND EXISTS (
                SELECT 1 FROM resolution WHERE decision = decision.id AND callable)
            """, [first.iso, asAt.iso])
    }

    /// Decisions with a resolution that may be called in or is called in.
    func addOpenToCallInOrCalledIn(to search: inout DecisionSearch) {
        let first = firstPublicationOpenToCallIn()
        search.add(
            """
            (published >= ? AND published <= ? AND EXISTS (
                SELECT 1 FROM resolution WHERE decision = decision.id AND callable))
            OR id IN (SELECT decision FROM resolution WHERE calledin IS NOT NULL)
            """, [(first ?? .last).iso, asAt.iso])
    }

    /// Decisions with a recommendation that another body has not dealt with.
    func addAwaitingRatification(to search: inout DecisionSearch) {
        search.add(
            """
            id IN (
                SELECT decision FROM resolution WHERE "to" IS NOT NULL
                AND (ratification IS NULL OR ratification = 'deferred' OR ratifiedon > ?))
            """, [asAt.iso])
    }

    /// The first day of which a publication's time for call-in may not be over; nil where there is no such time.
    private func firstPublicationOpenToCallIn() -> CivilDate? {
        let rules = directory.bodies.values.flatMap(\.adopted).compactMap(\.terms.callIn?.workingDays)
        guard let longest = rules.max(), let council = directory.council else { return nil }
        var first = asAt
        // Closures may lengthen the time: a later publication never ends sooner than an earlier one.
        while let day = first.adding(days: -1) {
            guard let end = try? council.workingDays.adding(workingDays: longest, after: day).date,
                end >= asAt
            else { return first }
            first = day
        }
        return first
    }
}
