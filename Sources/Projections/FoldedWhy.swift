// The entries behind records that have no rows, because they are folded from their entries when they are asked for:
// what each entry changed in the answer, by asking for it as it was known behind each.

import Codec
public import Governance
import Ledger
import Reports

/// The records that `projection why` explains besides the rows of projections.
public enum FoldedRecords {
    /// The kind of record that a name stands for, such as "duties"; nil for any other name.
    public static func kind(_ name: String) -> Need.Kind? { kinds[name] }

    private static let kinds: [String: Need.Kind] = [
        "duties": .duty, "papers": .paper, "matters": .matter, "actions": .action, "visits": .visit,
        "pledges": .pledge, "top-ten": .issuelist,
    ]

    /// The names, in order.
    public static var names: [String] { kinds.keys.sorted() }
}

extension Reading {
    /// A record with the entries that made it what it is.
    public func why(_ kind: Need.Kind, _ reference: String) throws -> RowExplanation {
        if kind == .duty, reference.hasPrefix("meetings/") { throw Self.followsFromMeetings(reference) }
        let id = try folded(kind, reference)
        var entries = try ledger.entries(stream: "\(kind.rawValue)/\(id)", upTo: point.position)
        // A duty that depends on a resolution is changed by what becomes of that.
        if kind == .duty,
            let condition = try state(of: .duty(DutyID(text: id))).duties.values.first?.established.condition
        {
            entries += try ledger.entries(stream: "decision/\(condition.decision)", upTo: point.position)
            entries.sort { $0.seq < $1.seq }
        }
        var before: [(name: String, value: String)] = []
        let steps = try entries.map { entry in
            let now = try known(at: entry.seq).says(kind, id)
            defer { before = now }
            return RowExplanation.Step(
                entry: entry, sentence: try Event(entry).sentence(naming: directory),
                fields: Self.differences(now, before))
        }
        return RowExplanation(
            table: kind.rawValue, row: id, fields: try says(kind, id),
            // Entries of the decision that change nothing for the duty are left out.
            steps: try steps.filter { step in
                let isOwn = try Event(step.entry).stream.text.hasPrefix("\(kind.rawValue)/")
                return isOwn || !step.fields.isEmpty
            })
    }

    private static func followsFromMeetings(_ reference: String) -> Rejection {
        let body = reference.dropFirst("meetings/".count)
        return Rejection(
            "known-row", reference, "This duty comes from the terms of reference and the meetings held.",
            remedy:
                "`minutectl body show \(body)` and `minutectl meeting list --body \(body)` show both.")
    }

    /// The identifier that is meant: itself, its beginning, or a title.
    private func folded(_ kind: Need.Kind, _ reference: String) throws -> String {
        let prefix = "\(kind.rawValue)/"
        let found = try ledger.streams(prefix: prefix + reference, limit: 12)
        if found.contains(prefix + reference) { return reference }
        guard found.count <= 1 else {
            throw Rejection(
                "unambiguous-\(kind.rawValue)", prefix + reference,
                "\"\(reference)\" matches several records.",
                remedy: "Type more of the identifier.",
                candidates: found.map { String($0.dropFirst(prefix.count)) })
        }
        return try found.first.map { String($0.dropFirst(prefix.count)) } ?? titled(kind.rawValue, reference)
    }

    /// The same reading of the log up to an entry. Rows stay as they are: nothing here asks for any.
    private func known(at seq: Int) -> Reading {
        Reading(
            database: database, directory: directory, ledger: ledger,
            point: ReadingPoint(position: seq, fault: point.fault), asAt: asAt, isToday: isToday, now: now,
            asKnownOn: seq,
            unsourced: unsourced)
    }

    /// What the answer about a record says, field by field; nothing where it is not there yet.
    private func says(_ kind: Need.Kind, _ id: String) throws -> [(name: String, value: String)] {
        do {
            guard let json = try json(kind, id) else { return [] }
            var fields: [(name: String, value: String)] = []
            Self.flatten(try JSONDocument(json).root, "", into: &fields)
            return fields
        } catch is Rejection { return [] }
    }

    private func json(_ kind: Need.Kind, _ id: String) throws -> [UInt8]? {
        switch kind {
        case .duty: return try value(state(of: .duty(DutyID(text: id))).existing(DutyID(text: id))).json
        case .paper: return try value(state(of: .paper(PaperID(text: id))).existing(PaperID(text: id))).json
        case .matter:
            return try value(state(of: .matter(MatterID(text: id))).existing(MatterID(text: id))).json
        case .action:
            return try value(state(of: .action(ActionID(text: id))).existing(ActionID(text: id))).json
        case .visit:
            return try value(of: state(of: .visit(VisitID(text: id))).existing(VisitID(text: id))).json
        case .pledge:
            var question = PledgeQuestion()
            question.pledge = id
            var report = try pledge(question)
            report.basis = Basis()
            return report.json
        case .issuelist:
            var question = TopTenQuestion()
            (question.list, question.isAll) = (id, true)
            var report = try topTen(question)
            report.basis = Basis()
            return report.json
        case .meeting, .decision, .notice, .follower, .entry: return nil
        }
    }

    /// Every single value in a JSON text, under the names that lead to it.
    private static func flatten(
        _ node: JSONNode, _ name: String, into fields: inout [(name: String, value: String)]
    ) {
        switch node.kind {
        case .object:
            for member in node.members where name != "" || member.name != "basis" {
                flatten(member.value, name.isEmpty ? member.name : "\(name).\(member.name)", into: &fields)
            }
        case .array:
            for (index, element) in node.elements.enumerated() {
                flatten(element, "\(name).\(index + 1)", into: &fields)
            }
        case .string: fields.append((name, node.string ?? ""))
        case .number, .boolean: fields.append((name, String(node.text)))
        case .null: break
        }
    }

    /// Fields that change from day to day with no entry: no entry is said to have changed them.
    private static let followsFromDay: Set<String> = ["days", "overdue", "explanation", "missed"]

    private static func differences(
        _ now: [(name: String, value: String)], _ before: [(name: String, value: String)]
    ) -> [RowDifference.Field] {
        let old = Dictionary(before.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let new = Dictionary(now.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let changed = now.filter { old[$0.name] != $0.value && !followsFromDay.contains($0.name) }.map {
            RowDifference.Field(name: $0.name, here: $0.value, there: old[$0.name])
        }
        let gone = before.filter { new[$0.name] == nil && !followsFromDay.contains($0.name) }.map {
            RowDifference.Field(name: $0.name, here: nil, there: $0.value)
        }
        return changed + gone
    }
}
