// Breaches of a rule on non-attendance, told by example and against a plain recomputation.

import Codec
import Governance
import Testing

@Suite("Breaches of the rule on non-attendance")
struct BreachTests {
    /// Meetings a month apart: P present, A absent, S apologies, V present virtually, - not recorded,
    /// X present as a substitute for somebody.
    private func attendance(_ marks: String) throws -> [ExpectedAttendance] {
        let standings: [Character: Standing] = [
            "P": .present, "A": .absent, "S": .apologies, "V": .presentVirtually, "X": .substitute,
        ]
        let first: CivilDate = "2007-01-15"
        return try marks.enumerated().map { index, mark in
            ExpectedAttendance(
                meeting: try MeetingID(text: "m-\(index)"), date: try #require(first.adding(months: index)),
                standing: standings[mark])
        }
    }

    private func rule(_ fill: (inout NonAttendanceRule) -> Void) -> NonAttendanceRule {
        make(NonAttendanceRule.self, fill)
    }

    private func runs(of length: Int, apologies: Bool = true, _ marks: String) throws -> [[String]] {
        let rule = rule { ($0.consecutive, $0.apologiesCount) = (length, apologies) }
        return rule.breaches(in: try attendance(marks)).map { $0.absences.map(\.meeting.text) }
    }

    @Test("two missed running are a breach, at the second of them")
    func run() throws {
        #expect(try runs(of: 2, "PAA") == [["m-1", "m-2"]])
        #expect(try runs(of: 2, "APA") == [])
        #expect(try runs(of: 1, "PA") == [["m-1"]])
    }

    @Test("a longer run is the same breach; another run is another")
    func longerRun() throws {
        #expect(try runs(of: 2, "AAAAA") == [["m-0", "m-1"]])
        #expect(try runs(of: 2, "AAPAA") == [["m-0", "m-1"], ["m-3", "m-4"]])
        #expect(try runs(of: 2, "AAVAAA") == [["m-0", "m-1"], ["m-3", "m-4"]])
    }

    @Test("a rule that repeats reports a longer run again, whole, after each further so many")
    func again() throws {
        let rule = rule { ($0.consecutive, $0.again) = (2, 2) }
        let found = rule.breaches(in: try attendance("PAAAAAPAA"))
        #expect(found.map(\.last) == ["m-2", "m-4", "m-8"])
        #expect(found.map(\.absences.count) == [2, 4, 2])
        #expect(
            rule.sentence
                == "Leaders must be told when a member misses two meetings in a row, with or without apologies, and again after every two more."
        )
        let each = make(NonAttendanceRule.self) { ($0.consecutive, $0.again) = (1, 1) }
        #expect(each.breaches(in: try attendance("AAA")).count == 3)
        let terms: (NonAttendanceRule) -> Event = { rule in
            Fact.terms("malap", from: "2007-02-01") { ($0.nonAttendance) = rule }
        }
        #expect(refusal(of: terms(rule), in: Given(SmallCouncil.events)) == nil)
        let alone = make(NonAttendanceRule.self) { ($0.below, $0.again) = (60, 2) }
        #expect(refusal(of: terms(alone), in: Given(SmallCouncil.events)) == "terms")
    }

    @Test("a breach lists every meeting of its run or window, with how the rule counts each")
    func explains() throws {
        let rule = rule { ($0.consecutive, $0.apologiesCount) = (2, false) }
        let breach = try #require(rule.breaches(in: try attendance("PSA-SA")).first)
        #expect(breach.considered.map(\.meeting) == ["m-2", "m-3", "m-4", "m-5"])
        #expect(
            breach.considered.map { rule.effect(of: $0.standing) } == [
                .missed, .notRecorded, .excused, .missed,
            ])
        let window = make(NonAttendanceRule.self) { ($0.below, $0.atLeast) = (60, 2) }
        #expect(try window.breaches(in: attendance("P-A")).first?.considered.count == 3)
    }

    @Test("a meeting at which one is not recorded neither lengthens a run nor ends it")
    func notRecorded() throws {
        #expect(try runs(of: 2, "A-A") == [["m-0", "m-2"]])
        #expect(try runs(of: 2, "A-P-A") == [])
        #expect(try runs(of: 3, "A--A") == [])
    }

    @Test("apologies count as missed, or by the rule do not: then they neither lengthen a run nor end it")
    func apologies() throws {
        #expect(try runs(of: 2, "AS") == [["m-0", "m-1"]])
        #expect(try runs(of: 2, apologies: false, "AS") == [])
        #expect(try runs(of: 2, apologies: false, "ASA") == [["m-0", "m-2"]])
        #expect(try runs(of: 2, apologies: false, "SSSS") == [])
    }

    @Test("a percentage is looked at on an absence, over the months up to it")
    func percentage() throws {
        let rule = rule { ($0.below, $0.months, $0.atLeast) = (60, 12, 3) }
        // 1 of 2 is under 60 %, but of two meetings nothing is said yet.
        #expect(rule.breaches(in: try attendance("PA")) == [])
        let found = rule.breaches(in: try attendance("PAA"))
        #expect(found.map(\.kind) == [.percentage])
        #expect(found.first?.absences.map(\.meeting) == ["m-1", "m-2"])
        #expect(found.first?.expected == 3)
        #expect(found.first?.present == 1)
        // 3 of 5 is 60 %, which is not under it.
        #expect(rule.breaches(in: try attendance("PPAPA")) == [])
    }

    @Test("one breach until attendance has recovered")
    func recovers() throws {
        let rule = rule { ($0.below, $0.months, $0.atLeast) = (60, 12, 3) }
        #expect(rule.breaches(in: try attendance("PAAAA")).count == 1)
        #expect(rule.breaches(in: try attendance("PAAPPAA")).map(\.last) == ["m-2", "m-5"])
    }

    @Test("what lies before the window is not counted")
    func window() throws {
        let rule = rule { ($0.below, $0.months, $0.atLeast) = (50, 3, 3) }
        // Over all it is 6 of 8; over the last three months it is 1 of 3.
        let found = rule.breaches(in: try attendance("PPPPPPAA"))
        #expect(found.map(\.last) == ["m-7"])
        #expect(found.first?.expected == 3)
    }

    @Test("who was excused was not present, and the notice does not say so")
    func presentIsPresent() throws {
        let rule = rule { ($0.below, $0.months, $0.atLeast, $0.apologiesCount) = (60, 12, 3, false) }
        let found = rule.breaches(in: try attendance("SPAAA"))
        #expect(found.map(\.present) == [1])
        #expect(found.map(\.expected) == [4])
    }

    @Test("nothing is a breach of no rule, and no attendance breaks any")
    func none() throws {
        #expect(rule { _ in }.breaches(in: try attendance("AAAAAAAA")) == [])
        #expect(rule { ($0.consecutive, $0.below) = (1, 100) }.breaches(in: []) == [])
        #expect(rule { ($0.consecutive, $0.below) = (1, 100) }.breaches(in: try attendance("----")) == [])
    }

    @Test("on random histories the breaches are those that plain recomputation finds")
    func recomputed() throws {
        var random = SeededGenerator(seed: 1972)
        var found = 0
        for _ in 0..<3_000 {
            let marks = String(
                (0..<Int.random(in: 0...24, using: &random)).map { _ in
                    "PPPAAASV-X".randomElement(using: &random) ?? "P"
                })
            let rule = rule {
                $0.consecutive = Bool.random(using: &random) ? .random(in: 1...4, using: &random) : nil
                $0.again = Bool.random(using: &random) ? .random(in: 1...3, using: &random) : nil
                $0.below = Bool.random(using: &random) ? .random(in: 1...100, using: &random) : nil
                ($0.months, $0.atLeast) = (
                    .random(in: 1...14, using: &random), .random(in: 1...6, using: &random)
                )
                $0.apologiesCount = .random(using: &random)
            }
            let meetings = try attendance(marks)
            let breaches = rule.breaches(in: meetings)
            let facts = breaches.map { Recomputed.Fact($0.kind, $0.absences.map(\.meeting)) }
            let plain = Recomputed(rule, meetings).facts
            #expect(Set(facts) == Set(plain), "\(marks) \(rule)")
            #expect(facts.count == plain.count, "\(marks) \(rule)")
            let days = breaches.compactMap { $0.absences.last?.date }
            #expect(days == days.sorted())
            found += breaches.count
        }
        #expect(found > 1_000)
    }

    @Test("a breach is found from the meetings up to it alone, so that it is the same when found again")
    func prefixes() throws {
        var random = SeededGenerator(seed: 85)
        for _ in 0..<300 {
            let marks = String((0..<20).map { _ in "PPAAS-".randomElement(using: &random) ?? "P" })
            let rule = rule { ($0.consecutive, $0.below, $0.months) = (2, 60, 6) }
            let meetings = try attendance(marks)
            let all = rule.breaches(in: meetings)
            for count in 0...meetings.count {
                let early = rule.breaches(in: Array(meetings[..<count]))
                #expect(
                    early
                        == all.filter {
                            ($0.absences.last?.date ?? .last) <= (meetings[..<count].last?.date ?? .first)
                        })
            }
        }
    }
}

/// The same rule by its words, one meeting at a time, without state that is carried along.
private struct Recomputed {
    struct Fact: Hashable {
        let kind: BreachKind
        let absences: [MeetingID]

        init(_ kind: BreachKind, _ absences: [MeetingID]) { (self.kind, self.absences) = (kind, absences) }
    }

    private let rule: NonAttendanceRule
    private let known: [(meeting: MeetingID, date: CivilDate, standing: Standing)]

    init(_ rule: NonAttendanceRule, _ meetings: [ExpectedAttendance]) {
        self.rule = rule
        known = meetings.compactMap { meeting in meeting.standing.map { (meeting.meeting, meeting.date, $0) }
        }
    }

    var facts: [Fact] { known.indices.flatMap { runEnding(at: $0) + windowEnding(at: $0) } }

    private func isMissed(_ index: Int) -> Bool {
        switch known[index].standing {
        case .absent: true
        case .apologies: rule.apologiesCount
        default: false
        }
    }

    /// The breach made at this meeting: going back to the last presence there are exactly so many missed.
    private func runEnding(at index: Int) -> [Fact] {
        guard let length = rule.consecutive, isMissed(index) else { return [] }
        let since = known[...index].lastIndex { $0.standing != .absent && $0.standing != .apologies }
        let missed = ((since ?? -1) + 1...index).filter(isMissed)
        let further = missed.count - length
        let isAgain = rule.again.map { further > 0 && further.isMultiple(of: $0) } ?? false
        return further == 0 || isAgain ? [Fact(.consecutive, missed.map { known[$0].meeting })] : []
    }

    private func window(at index: Int) -> [Int] {
        (0...index).filter { (known[$0].date.adding(months: rule.months) ?? .last) > known[index].date }
    }

    private func isUnder(_ percentage: Int, at index: Int) -> Bool {
        let window = window(at: index)
        let share = Double(window.filter { !isMissed($0) }.count) / Double(window.count) * 100
        return window.count >= rule.atLeast && share < Double(percentage) - 1e-9
    }

    /// The breach made at this meeting: missed, and under, with none made since attendance was last not.
    private func windowEnding(at index: Int) -> [Fact] {
        guard let below = rule.below, isMissed(index), isUnder(below, at: index) else { return [] }
        let recovered = (0..<index).last { !isUnder(below, at: $0) } ?? -1
        guard !(recovered + 1..<index).contains(where: isMissed) else { return [] }
        return [Fact(.percentage, window(at: index).filter(isMissed).map { known[$0].meeting })]
    }
}
