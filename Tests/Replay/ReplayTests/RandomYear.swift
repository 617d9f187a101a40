// Two years of a board made up by chance, kept as plain lists; and the breaches in them recounted from those
// lists alone, by the words of the rule and nothing of the code that judges it.

import Governance

/// A board's members, rules and meetings.
struct RandomYear {
    /// The day with which the record begins.
    static let first: CivilDate = day("2010-01-04")

    struct Span {
        let of: String
        let from: CivilDate
        let until: CivilDate?
        func holds(on day: CivilDate) -> Bool { from <= day && until.map { day < $0 } ?? true }
    }

    struct Rule: Equatable {
        var consecutive: Int?
        var again: Int?
        var below: Int?
        var months: Int
        var apologiesCount: Bool
    }

    struct Meeting {
        let day: CivilDate
        let isCancelled: Bool
        let isTraining: Bool
        /// Who is in the roll; nil where none was taken.
        var roll: [String: Standing]?
        var id: String { "board-\(day.iso)" }
    }

    let members = (1...6).map { "member-\($0)" }
    private(set) var seats: [String: Span] = [:]
    private(set) var groups: [String: [Span]] = [:]
    /// The rule from the first day, and the one from the second year.
    private(set) var rules: [(from: CivilDate, rule: Rule)] = []
    var meetings: [Meeting] = []
    private let leader: String
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        leader = seed.isMultiple(of: 3) ? "member-1" : "leader"
        for member in members {
            let later = chance(20) ? date(in: 60...300) : Self.first
            seats[member] = Span(of: "board", from: later, until: chance(20) ? date(in: 301...600) : nil)
            groups[member] = memberships()
        }
        // Whoever leads a group belongs to it throughout.
        groups["member-2"] = [Span(of: "group-one", from: Self.first, until: nil)]
        groups["member-3"] = [Span(of: "group-two", from: Self.first, until: nil)]
        rules = [(Self.first, rule())]
        if chance(60) { rules.append((date(in: 250...400), rule())) }
        var day = 5
        while day < 720 {
            meetings.append(meeting(Self.first.adding(days: day) ?? Self.first))
            day += Int.random(in: 20...45, using: &random)
        }
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func date(in days: ClosedRange<Int>) -> CivilDate {
        Self.first.adding(days: Int.random(in: days, using: &random)) ?? Self.first
    }

    private mutating func memberships() -> [Span] {
        let all = ["group-one", "group-two", "group-three", "none"].shuffled(using: &random)
        let change = chance(30) ? date(in: 100...500) : nil
        let first = [Span(of: all[0], from: Self.first, until: change)]
        let then = change.map { [Span(of: all[1], from: $0, until: nil)] } ?? []
        return (first + then).filter { $0.of != "none" }
    }

    private mutating func rule() -> Rule {
        let parts = Int.random(in: 0..<3, using: &random)
        return Rule(
            consecutive: parts == 0 ? nil : Int.random(in: 2...3, using: &random),
            again: parts != 0 && chance(50) ? Int.random(in: 1...2, using: &random) : nil,
            below: parts == 1 ? nil : Int.random(in: 40...75, using: &random),
            months: Int.random(in: 4...12, using: &random), apologiesCount: chance(60))
    }

    private mutating func meeting(_ day: CivilDate) -> Meeting {
        var roll: [String: Standing] = ["officer": .inAttendance]
        for member in members where seats[member]?.holds(on: day) == true && !chance(8) {
            roll[member] = standing()
        }
        let isCancelled = chance(6)
        return Meeting(
            day: day, isCancelled: isCancelled, isTraining: chance(6),
            roll: isCancelled || chance(6) ? nil : roll)
    }

    private mutating func standing() -> Standing {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: .absent
        case 4..<6: .apologies
        default: .present
        }
    }

    /// Another standing of somebody in a roll, where there is a second thought about it.
    mutating func secondThought(about index: Int) -> (String, Standing)? {
        guard chance(40), let roll = meetings[index].roll else { return nil }
        let named = roll.keys.filter { $0 != "officer" }.sorted()
        guard let person = named.randomElement(using: &random) else { return nil }
        return (person, roll[person] == .present ? .absent : .present)
    }
}

extension RandomYear {
    /// The council as a constitution says it.
    var constitution: String {
        let people = (members + ["leader", "one"]).map { id in
            let spans = groups[id] ?? [Span(of: "group-one", from: Self.first, until: nil)]
            let held = spans.map { "{group: \($0.of), \(span($0))}" }.joined(separator: ", ")
            return "  - {id: \(id), name: Councillor \(id), kind: councillor, groups: [\(held)]}"
        }
        let seated = members.compactMap { id in
            seats[id].map { "      - {person: \(id), capacity: member, \(span($0))}" }
        }
        let terms = rules.map {
            "      - {from: \($0.from.iso), powers: advises, nonattendance: {\(words($0.rule))}}"
        }
        return """
            council: {id: somewhere, name: Somewhere Council, origin: minuted.example/somewhere}
            groups:
              - {id: group-one, name: Group One}
              - {id: group-two, name: Group Two}
              - {id: group-three, name: Group Three}
            people:
            \(people.joined(separator: "\n"))
              - {id: officer, name: Officer, kind: officer}
            offices:
            \(office("the-leader", "leader", nil, leader))
            \(office("chief", "chief-executive", nil, "officer"))
            \(office("lead-one", "group-leader", "group-one", "member-2"))
            \(office("deputy-one", "deputy-group-leader", "group-one", "one"))
            \(office("lead-two", "group-leader", "group-two", "member-3"))
            bodies:
              - id: board
                name: Board
                kind: partnership
                terms:
            \(terms.joined(separator: "\n"))
                members:
            \(seated.joined(separator: "\n"))
            """
    }

    private func span(_ span: Span) -> String {
        "from: \(span.from.iso)" + (span.until.map { ", until: \($0.iso)" } ?? "")
    }

    private func office(_ id: String, _ kind: String, _ group: String?, _ holder: String) -> String {
        "  - {id: \(id), title: \(id), kind: \(kind), \(group.map { "group: \($0), " } ?? "")"
            + "holders: [{person: \(holder), from: \(Self.first.iso)}]}"
    }

    private func words(_ rule: Rule) -> String {
        var parts = ["months: \(rule.months)", "atleast: 3", "apologiescount: \(rule.apologiesCount)"]
        if let consecutive = rule.consecutive { parts.append("consecutive: \(consecutive)") }
        if let again = rule.again { parts.append("again: \(again)") }
        if let below = rule.below { parts.append("below: \(below)") }
        return parts.joined(separator: ", ")
    }

    /// Who is told, in the words of the rule on recipients.
    private func told(of member: String, _ days: [CivilDate]) -> [String] {
        var told = [leader == member ? "chief-executive officer" : "leader \(leader)"]
        var seen: [String] = []
        for day in days {
            for span in groups[member] ?? [] where span.holds(on: day) && !seen.contains(span.of) {
                seen.append(span.of)
                switch (span.of, member) {
                case ("group-one", "member-2"): told.append("deputy-group-leader one")
                case ("group-one", _): told.append("group-leader member-2")
                case ("group-two", "member-3"): break
                case ("group-two", _): told.append("group-leader member-3")
                default: told.append("group-leader vacant")
                }
            }
        }
        return told
    }
}

// MARK: - The recount

extension RandomYear {
    private struct Seen {
        let day: CivilDate
        let standing: Standing?
    }

    /// Every breach in these meetings.
    func recount(_ known: [Meeting]) -> [FoundByHand] {
        var found: [FoundByHand] = []
        for member in members {
            let seen = known.filter {
                $0.roll != nil && !$0.isTraining && seats[member]?.holds(on: $0.day) == true
            }.map { Seen(day: $0.day, standing: $0.roll?[member]) }
            for (index, one) in seen.enumerated() {
                guard let rule = rules.last(where: { $0.from <= one.day })?.rule else { continue }
                if let run = run(endingAt: index, of: seen, rule) {
                    found.append(breach(member, .consecutive, run))
                }
                if let missed = shortfall(at: index, of: seen, rule) {
                    found.append(breach(member, .percentage, missed))
                }
            }
        }
        return found.sorted { $0.id < $1.id }
    }

    private func breach(_ member: String, _ kind: BreachKind, _ missed: [CivilDate]) -> FoundByHand {
        let last = missed.last?.iso ?? ""
        return FoundByHand(
            id: "board-\(member)-\(last)" + (kind == .percentage ? "-percentage" : ""), kind: kind,
            missed: missed, told: told(of: member, missed))
    }

    private func isMissed(_ seen: Seen, _ rule: Rule) -> Bool {
        seen.standing == .absent || (seen.standing == .apologies && rule.apologiesCount)
    }

    /// The meetings missed running up to this one, if there are as many as the rule reports.
    private func run(endingAt index: Int, of seen: [Seen], _ rule: Rule) -> [CivilDate]? {
        guard let first = rule.consecutive, isMissed(seen[index], rule) else { return nil }
        let lastThere = seen[..<index].lastIndex { $0.standing == .present }.map { $0 + 1 } ?? 0
        let missed = seen[lastThere...index].filter { isMissed($0, rule) }.map(\.day)
        let further = missed.count - first
        let isAgain = rule.again.map { further > 0 && further % $0 == 0 } ?? false
        return further == 0 || isAgain ? missed : nil
    }

    /// The meetings missed in the window up to this one, if attendance fell under the percentage here.
    private func shortfall(at index: Int, of seen: [Seen], _ rule: Rule) -> [CivilDate]? {
        guard isMissed(seen[index], rule), isUnder(index, seen, rule) else { return nil }
        // Reported already, and not recovered since.
        var before = index - 1
        while before >= 0 {
            if seen[before].standing != nil {
                guard isUnder(before, seen, rule) else { break }
                if isMissed(seen[before], rule) { return nil }
            }
            before -= 1
        }
        return window(index, seen, rule).filter { isMissed($0, rule) }.map(\.day)
    }

    private func window(_ index: Int, _ seen: [Seen], _ rule: Rule) -> [Seen] {
        let start = seen[index].day.adding(months: -rule.months) ?? .first
        return seen[...index].filter { $0.day > start && $0.standing != nil }
    }

    private func isUnder(_ index: Int, _ seen: [Seen], _ rule: Rule) -> Bool {
        guard let percent = rule.below else { return false }
        let all = window(index, seen, rule)
        let there = all.count { !isMissed($0, rule) }
        return all.count >= 3 && there * 100 < percent * all.count
    }
}

/// A breach as the recount says it.
struct FoundByHand: Equatable {
    let id: String
    let kind: BreachKind
    let missed: [CivilDate]
    let told: [String]
}

private func day(_ text: String) -> CivilDate {
    (try? CivilDate(text: text)) ?? .first
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
