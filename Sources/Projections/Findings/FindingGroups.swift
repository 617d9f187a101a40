// Findings alike put together: an imported record lacks the same part in twenty thousand decisions, and a list of
// them all hides what matters beside them.

import Governance
import Reports

/// Whose findings are looked for, and how.
struct FindingScope {
    /// One body's only; everybody's if nil.
    let body: BodyID?
    /// Whether findings alike are listed one by one, however many they are.
    let isEach: Bool
    /// The record's first day: of what lies before it not everything may be in the record.
    let begins: CivilDate

    /// How many findings of one rule and one body are listed one by one.
    static let most = 10

    /// Whether findings of a rule may be put together: those that say what is not recorded, as an imported record
    /// lacks it everywhere. What a record contradicts, and what concerns one person, is listed one by one.
    static func putsTogether(_ rule: String) -> Bool { rule.hasSuffix("-missing") || lacking.contains(rule) }

    private static let lacking: Set = [
        "acted-at-meeting", "minutes-not-presented", "maker-without-office", "six-months-not-known",
    ]
}

/// Takes findings in, and keeps the first few of each rule and body, or all where each is wanted.
struct FindingGroups {
    private struct Key: Hashable {
        let rule: String
        let body: String?
    }

    private struct Group {
        var count = 0
        var first: [RecordFinding] = []

        mutating func take(_ finding: () -> RecordFinding, isEach: Bool) {
            count += 1
            if isEach || first.count < FindingScope.most { first.append(finding()) }
        }
    }

    let scope: FindingScope
    private var groups: [Key: Group] = [:]

    init(_ scope: FindingScope) { self.scope = scope }

    /// Takes one in, which is made only if it is to be shown.
    mutating func add(_ rule: String, body: String?, _ finding: () -> RecordFinding) {
        guard scope.body.map({ $0.text == body }) ?? true else { return }
        let isEach = scope.isEach || !FindingScope.putsTogether(rule)
        groups[Key(rule: rule, body: body), default: Group()].take(finding, isEach: isEach)
    }

    mutating func add(_ finding: RecordFinding) {
        guard finding.on.map({ scope.begins <= $0 }) ?? true else { return }
        add(finding.rule, body: finding.body) { finding }
    }

    /// Takes in so many of which only some have been made.
    mutating func add(_ rule: String, body: String?, count: Int, _ some: [RecordFinding]) {
        let key = Key(rule: rule, body: body)
        groups[key, default: Group()].count += count
        groups[key]?.first += some
    }

    /// Those few by themselves, and of many alike the first, with their number.
    var findings: [RecordFinding] {
        groups.flatMap { key, group -> [RecordFinding] in
            guard group.first.count < group.count, var one = group.first.first else {
                return group.first
            }
            let first = one.record
            (one.record, one.count) = (key.body.map { "body/\($0)" } ?? "council", group.count)
            one.message = "\(group.count) records, for example \(first): \(one.message)"
            let narrowed = key.body.map { " --body \($0)" } ?? ""
            one.remedy =
                "`minutectl report findings --rule \(key.rule)\(narrowed) --each` lists each of them."
            return [one]
        }
    }
}
