// Decisions out of their rows, as the rules know them but for the long texts: so that a list, the digest and the
// findings look at the decisions that they show and read nothing of the log.

import Codec
import Governance
import Reports
import SQLite

/// A decision out of its rows.
struct RegisteredDecision {
    /// As the rules know it, without its texts and its notices as a key decision.
    let state: Decision
    let lacks: DecisionParts
    /// The time for call-in as the record words it.
    let callIn: String?
    let signedOn: CivilDate?
    /// Whether there are notices of it as a key decision, which only the log has.
    let isNoticed: Bool
}

/// Which decisions are looked at: conditions on the table `decision`, all of which have to hold.
struct DecisionSearch {
    private(set) var conditions = ["NOT withdrawn"]
    private(set) var arguments: StatementArguments = []

    /// - Parameter last: the last day on which they were made.
    init(madeBy last: CivilDate) { add("made <= ?", [last.iso]) }

    mutating func add(_ condition: String, _ values: [(any ColumnValue)?] = []) {
        conditions.append("(\(condition))")
        arguments += values
    }

    var condition: String { conditions.joined(separator: " AND ") }

    fileprivate static let columns =
        "id, title, body, maker, meeting, made, published, withdrawn, key, lacks, callin, signed, noticed, "
        + "office, how, settled"

    /// Newest first.
    fileprivate var sql: String {
        """
        SELECT \(Self.columns) FROM decision WHERE \(condition)
        ORDER BY made DESC, id
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
        try database.forEachRow(search.sql, search.arguments) { try body(registered($0)) }
    }

    /// One decision out of its rows; nil if there is none. Withdrawn ones too.
    func registered(_ id: DecisionID) throws -> RegisteredDecision? {
        var found: RegisteredDecision?
        try database.forEachRow(
            "SELECT \(DecisionSearch.columns) FROM decision WHERE id = ?", [id.text]
        ) { row in
            found = try registered(row)
            return false
        }
        return found
    }

    private func registered(_ row: RowView) throws -> RegisteredDecision {
        work.decisionsRead += 1
        var recorded = DecisionRecorded()
        (recorded.decision, recorded.title) = (try row.identifier(0), row.text(1))
        (recorded.body, recorded.maker) = (try row.optionalIdentifier(2), try row.optionalIdentifier(3))
        recorded.meeting = try row.optionalIdentifier(4)
        recorded.made = try row.day(5) ?? CivilDate(text: row.text(5))
        (recorded.office, recorded.how) = (try row.optionalIdentifier(13), row.optionalText(14))
        recorded.isKey = row.optionalInteger(8).map { $0 != 0 }
        let resolutions = try resolutions(of: row.text(0))
        recorded.resolutions = resolutions.map(\.recorded)
        var state = Decision(recorded)
        state.published = row.day(6)
        (state.isWithdrawn, state.resolutions) = (row.flag(7), resolutions)
        // Done about it since the day asked about: the log says how it was then.
        if let settled = row.day(15), settled > asAt { state = try decision(state.id).state }
        return RegisteredDecision(
            state: state, lacks: DecisionParts(rawValue: row.integer(9)), callIn: row.optionalText(10),
            signedOn: row.day(11), isNoticed: row.flag(12))
    }

    private static let resolutionsOfDecision = """
        SELECT place, number, kind, text, "to", callable, implementation, effective, followsdecision,
        followsnumber, vote, calledin, callinoutcome, concluded, ratification, ratifiedon, implemented,
        proposed, reflects FROM resolution WHERE decision = ?
        """

    private func resolutions(of decision: String) throws -> [ResolutionState] {
        var found: [(place: Int, state: ResolutionState)] = []
        try database.forEachRow(Self.resolutionsOfDecision, [decision]) { row in
            found.append((row.integer(0), try resolution(row, of: decision)))
            return true
        }
        // The record's own order, which need not be that of the numbers.
        if found.count > 1 { found.sort { $0.place < $1.place } }
        return found.map(\.state)
    }

    private func resolution(_ row: RowView, of decision: String) throws -> ResolutionState {
        var recorded = Resolution()
        (recorded.number, recorded.text, recorded.isCallable) = (row.integer(1), row.text(3), row.flag(5))
        recorded.kind = ResolutionKind(rawValue: row.text(2)) ?? .resolved
        recorded.to = try row.optionalIdentifier(4)
        (recorded.implementation, recorded.effective) = (row.optionalText(6), row.day(7))
        (recorded.proposed, recorded.reflects) = (row.optionalText(17), row.optionalText(18))
        if let followed: DecisionID = try row.optionalIdentifier(8) {
            recorded.follows = ResolutionReference(followed, row.integer(9))
        }
        recorded.vote = try row.optionalText(10).map { try VoteTaken(json: Array($0.utf8)) }
        var state = ResolutionState(recorded)
        state.calledIn = row.time(11)
        state.callInOutcome = row.optionalText(12).flatMap { CallInOutcome(rawValue: $0) }
        state.callInConcluded = row.day(13)
        if row.optionalText(14) != nil {
            state.ratifications = try ratifications(of: recorded.number, of: decision)
        }
        state.implemented = row.day(16)
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
