// Searching the record's texts: the best match first, a record once.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    /// The records in whose texts words stand, as they are known today.
    public func search(_ question: SearchQuestion) throws -> SearchReport {
        var report = SearchReport()
        (report.basis, report.words) = (basis, question.words)
        guard let search else {
            throw Rejection(
                "search-as-known", "log", "The texts can be searched as they are known today only.",
                remedy: "Leave out --as-known-on. `minutectl record history` shows earlier wordings.")
        }
        let wanted = try SearchWords(question.words).expression
        let body = try question.body.map { try directory.body($0).id }
        let (first, last) = try days(from: question.from, to: question.to)
        let matching = """
            FROM found JOIN passage ON passage.id = found.rowid
            WHERE found MATCH ? AND since <= ? AND day >= ? AND day <= ? AND (? IS NULL OR body = ?) AND (? IS NULL OR kind = ?)
            """
        let arguments: StatementArguments = [
            wanted, asAt.iso, (first ?? .first).iso, (question.to == nil ? .last : last).iso, body?.text,
            body?.text,
            question.kind?.rawValue, question.kind?.rawValue,
        ]
        try search.read(upTo: point.position) { database in
            // The passages of the records that are shown, which are looked at again; of the others only how many there are.
            let limit = question.limit ?? 20
            var best: [(record: String, passages: [Int])] = []
            var seen: [String: Int] = [:]
            try database.forEachRow(
                "SELECT id, record \(matching) ORDER BY bm25(found, 8.0, 1.0), day DESC, id", arguments
            ) { row in
                let record = row.text(1)
                let place = seen[record] ?? seen.count
                seen[record] = place
                if place == best.count, place < limit { best.append((record, [])) }
                if place < best.count { best[place].passages.append(row.integer(0)) }
                return true
            }
            report.total = seen.count
            report.hits = try best.compactMap { try hit($0.passages, wanted, database) }
        }
        return report
    }

    /// A record with one of its passages: one that has the words, or its title where no other has them.
    private func hit(
        _ passages: [Int], _ wanted: String, _ database: Database
    ) throws -> SearchHit? {
        var hit: SearchHit?
        try database.forEachRow(
            """
            SELECT record, kind, passage.title, "on", body, part,
                snippet(found, 1, '[', ']', '…', 24) AS excerpt
            FROM found JOIN passage ON passage.id = found.rowid
            WHERE found MATCH ? AND found.rowid IN (\(passages.map(String.init).joined(separator: ", ")))
            ORDER BY excerpt NOT LIKE '%[%', part IN ('title', 'subject'), bm25(found, 8.0, 1.0), day DESC, id
            """, [wanted]
        ) { row in
            var value = SearchHit()
            (value.record, value.title, value.part) = (row.text(0), row.text(2), row.text(5))
            value.kind = SearchKind(rawValue: row.text(1)) ?? .decision
            value.day = PartialDate(text: row.text(3)) ?? .unknown
            let body: BodyID? = try row.optionalIdentifier(4)
            (value.body, value.bodyName) = (body?.text, body.map { directory.name($0) })
            value.excerpt = row.text(6)
            hit = value
            return false
        }
        return hit
    }
}

/// Words as somebody types them: all are wanted, and those in quotation marks together.
struct SearchWords {
    /// What FTS5 is asked for.
    let expression: String

    init(_ text: String) throws(Rejection) {
        var wanted: [String] = []
        for (index, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            let isPhrase = index % 2 == 1
            wanted += isPhrase ? [String(part)] : part.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        // Whatever somebody types, it is words and no expression: FTS5 takes a quoted text so.
        let quoted = wanted.filter { $0.contains { $0.isLetter || $0.isNumber } }.map { "\"\($0)\"" }
        guard !quoted.isEmpty else {
            throw Rejection(
                "search-words", "log", "There is no word to search for.",
                remedy: "Give one or more words, such as `minutectl search housing`.")
        }
        expression = quoted.joined(separator: " ")
    }
}
