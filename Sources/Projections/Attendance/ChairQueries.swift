// Who chaired a meeting, and how that agrees with the terms of the day; and what is to be looked at about it.

import Codec
import Governance
import Reports

extension Reading {
    /// Who chaired a meeting; nil where that is not recorded.
    func chairing(_ row: MeetingRow, _ body: Body?) -> ChairingValue? {
        guard let chaired = row.chaired else { return nil }
        var value = ChairingValue()
        value.by = chaired.by.map { person in
            var one = ChairValue()
            (one.person, one.name) = (person.text, directory.name(person))
            one.capacity = body?.seats.on(row.day).first { $0.person == person }?.capacity
            return one
        }
        value.reason = chaired.reason
        let answer = body?.chairing(by: chaired.by, on: row.day)
        (value.kept, value.broken) = (answer?.kept.map(\.words) ?? [], answer?.broken.map(\.words) ?? [])
        return value
    }
}

extension FindingSource {
    /// Passages of terms that do not agree about who chairs, and meetings that somebody else chaired.
    static let chairing = FindingSource.adding { reading, groups in
        for body in reading.directory.bodies.values.sorted(by: { $0.id < $1.id })
        where groups.scope.body.map({ $0 == body.id }) ?? true {
            if let rules = body.contradictoryChairing(on: reading.asAt) {
                groups.add(
                    RecordFinding(
                        "terms-chairing", "body/\(body.id)", body: body.id.text,
                        "Its terms of reference do not agree about who chairs: "
                            + rules.map(\.words).joined(separator: "; ") + ".",
                        remedy:
                            "Ask the body that adopted them which applies, and adopt terms that agree:"
                            + " `minutectl body terms \(body.id) FILE`."))
            }
            guard body.adopted.contains(where: { $0.terms.chairing?.isEmpty == false }) else { continue }
            var search = MeetingSearch(of: body.id, from: groups.scope.begins, to: reading.asAt)
            search.hasMarks = false
            search.add("status = 'held' AND kind = 'ordinary' AND starts <= ?", [reading.now.iso])
            try reading.forEachMeeting(search) { row in
                for finding in findings(of: row, body, reading.directory) { groups.add(finding) }
                return true
            }
        }
    }

    private static func findings(
        of row: MeetingRow, _ body: Body, _ directory: Directory
    ) -> [RecordFinding] {
        guard body.terms(on: row.day)?.chairing?.isEmpty == false else { return [] }
        let record = "meeting/\(row.id)"
        guard let chaired = row.chaired else {
            return [
                RecordFinding(
                    "chair-missing", record, body: body.id.text,
                    "It is not recorded who chaired the meeting of \(row.day.spoken).",
                    remedy: "`minutectl meeting chair \(row.id) PERSON` records it.", on: row.day)
            ]
        }
        guard chaired.reason == nil, let answer = body.chairing(by: chaired.by, on: row.day),
            !answer.broken.isEmpty
        else { return [] }
        let names = chaired.by.map { directory.name($0) }.joined(separator: ", then ")
        let broken = answer.broken.map(\.words).joined(separator: "; ")
        let kept =
            answer.kept.isEmpty
            ? "" : " Another passage allows it: \(answer.kept.map(\.words).joined(separator: "; "))."
        return [
            RecordFinding(
                "chaired-by-another", record, body: body.id.text,
                "\(names) chaired the meeting of \(row.day.spoken). Its terms of reference name \(broken).\(kept)",
                remedy: "Correct who chaired, or record why it was somebody else:"
                    + " `minutectl meeting chair \(row.id) PERSON --reason …`.", on: row.day)
        ]
    }
}
