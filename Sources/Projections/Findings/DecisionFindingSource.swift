// What decisions lack or contradict. Missing parts are counted in the rows; of the decisions themselves only those are
// read that are shown, or about which something else may be wrong.

import Codec
import Governance
import Reports
import SQLite

extension FindingSource {
    static let decisions = FindingSource.adding { reading, groups in
        try reading.addMissingParts(to: &groups)
        try reading.addDoubts(to: &groups)
        try reading.addUnheldMeetings(to: &groups)
    }
}

extension Reading {
    private func search(_ scope: FindingScope) -> DecisionSearch {
        var search = DecisionSearch(madeBy: asAt)
        search.add(from: scope.begins)
        if let body = scope.body { search.add(of: body) }
        return search
    }

    // MARK: - Missing parts

    fileprivate func addMissingParts(to groups: inout FindingGroups) throws {
        guard !groups.scope.isEach else { return try addEachMissingPart(to: &groups) }
        var counts: [String?: [Int]] = [:]
        var search = search(groups.scope)
        search.add("lacks <> 0")
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT body, lacks, count(*) FROM decision WHERE \(search.condition) GROUP BY body, lacks",
            arguments: search.arguments)
        for row in rows {
            let (body, lacks, count): (String?, DecisionParts, Int) = (
                row[0], DecisionParts(rawValue: row[1]), row[2]
            )
            var its = counts[body] ?? Array(repeating: 0, count: DecisionParts.all.count)
            for (place, part) in DecisionParts.all.enumerated() where lacks.contains(part.part) {
                its[place] += count
            }
            counts[body] = its
        }
        for (body, counts) in counts where isRecordWanted(of: body) {
            for (count, part) in zip(counts, DecisionParts.all) where count > 0 {
                let some = try missing(part, body, groups.scope)
                groups.add(part.rule, body: body, count: count, some)
            }
        }
    }

    private func isRecordWanted(of body: String?) -> Bool {
        guard let body else { return true }
        return directory.known(body: body).map { directory.wantsExecutiveRecord(of: $0.id) } ?? false
    }

    /// The first of a body's decisions that lack a part, as many as are listed one by one.
    private func missing(
        _ part: (part: DecisionParts, rule: String, what: String), _ body: String?, _ scope: FindingScope
    ) throws -> [RecordFinding] {
        var search = DecisionSearch(madeBy: asAt)
        search.add(from: scope.begins)
        search.add("body IS ? AND lacks & ? <> 0", [body, part.part.rawValue])
        return try String.fetchAll(
            database,
            sql:
                "SELECT id FROM decision WHERE \(search.condition) ORDER BY made, id LIMIT \(FindingScope.most)",
            arguments: search.arguments
        ).map { Self.missing(part, decision: $0, body) }
    }

    private func addEachMissingPart(to groups: inout FindingGroups) throws {
        var search = search(groups.scope)
        search.add("lacks <> 0")
        let rows = try Row.fetchCursor(
            database, sql: "SELECT id, body, lacks FROM decision WHERE \(search.condition)",
            arguments: search.arguments)
        while let row = try rows.next() {
            let lacks = DecisionParts(rawValue: row[2])
            guard isRecordWanted(of: row[1]) else { continue }
            for part in DecisionParts.all where lacks.contains(part.part) {
                groups.add(Self.missing(part, decision: row[0], row[1]))
            }
        }
    }

    private static func missing(
        _ part: (part: DecisionParts, rule: String, what: String), decision: String, _ body: String?
    ) -> RecordFinding {
        let record = "decision/\(decision)"
        return RecordFinding(
            part.rule, record, body: body, DecisionFindings.missing(part.part, part.what),
            remedy: FindingSource.remedy(part.rule, record))
    }

    // MARK: - Meetings that did not take place

    /// Decisions made at a meeting that is no longer recorded as held: it was cancelled after all, or that it was held
    /// was an entry made by mistake.
    fileprivate func addUnheldMeetings(to groups: inout FindingGroups) throws {
        var search = search(groups.scope)
        search.add(
            """
            meeting IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM meeting WHERE meeting.id = decision.meeting AND meeting.status = 'held')
            """)
        let rows = try Row.fetchAll(
            database, sql: "SELECT id, body, meeting FROM decision WHERE \(search.condition)",
            arguments: search.arguments)
        for row in rows {
            let (decision, body, meeting): (String, String?, String) = (row[0], row[1], row[2])
            groups.add(
                RecordFinding(
                    "meeting-not-held", "decision/\(decision)", body: body,
                    "It was made at the meeting \(meeting), which is not recorded as held.",
                    remedy:
                        "If the meeting took place: `minutectl meeting hold \(meeting)`. If it did not, withdraw the"
                        + " decision: `minutectl decision withdraw \(decision)`."))
        }
    }

    // MARK: - Whatever else

    fileprivate func addDoubts(to groups: inout FindingGroups) throws {
        var search = search(groups.scope)
        search.add(
            """
            id IN (
                SELECT id FROM decision WHERE key OR callin IS NOT NULL OR signed < made
                UNION SELECT id FROM decision WHERE (published IS NULL OR published > ?) AND EXISTS (
                    SELECT 1 FROM resolution WHERE decision = decision.id AND callable)
                UNION SELECT decision FROM resolution WHERE vote IS NOT NULL
                UNION SELECT decision FROM resolution WHERE calledin IS NOT NULL
                UNION SELECT id FROM decision WHERE maker IS NOT NULL
                UNION SELECT id FROM decision WHERE body IS NOT NULL AND meeting IS NULL AND how IS NULL
                UNION SELECT decision FROM resolution
                WHERE implemented IS NOT NULL AND ("to" IS NOT NULL OR callable OR effective IS NOT NULL)
                UNION SELECT decision FROM resolution JOIN decision AS whole ON whole.id = decision
                WHERE implemented < whole.made)
            """, [asAt.iso])
        try forEachDecision(search) { row in
            for finding in try doubts(row) { groups.add(finding) }
            return true
        }
    }

    private func doubts(_ row: RegisteredDecision) throws -> [RecordFinding] {
        var state = row.state
        if row.isNoticed { state.keyNotices = try decision(state.id).state.keyNotices }
        let (record, body) = ("decision/\(state.id)", state.recorded.body?.text)
        let findings = try DecisionFindings(
            state, lacks: [], callIn: row.callIn, signedOn: row.signedOn, directory,
            followers: try followers(of: state)
        ) { try state.recorded.meeting.flatMap { try voting(at: $0) } }.found
        var found = findings.map { finding in
            RecordFinding(
                finding.rule, record, body: body, finding.message,
                remedy: FindingSource.remedy(finding.rule, record))
        }
        guard body != nil, try reconsidering(state.id).isEmpty else { return found }
        for resolution in try value(of: state, with: []).resolutions
        where resolution.standing == .referredBack {
            found.append(
                RecordFinding(
                    "referred-back", record, body: body,
                    "Resolution \(resolution.number) was referred back after call-in, and no new decision is recorded.",
                    remedy:
                        "Record the new decision with `--reconsiders \(state.id)`: `minutectl decision record`."
                ))
        }
        return found
    }
}
