// Finds breaches of the rules on non-attendance in all rolls at once: what was expected of each member is gathered as
// numbers, and only who missed enough meetings in a row is looked at by the rule itself.

public import Governance
import SQLite

/// A breach that the rolls show, with what is needed to issue its notice.
public struct FoundBreach: Sendable {
    public let notice: NoticeID
    public let body: Body
    public let person: PersonID
    private let known: Person
    private let breach: Breach
    private let rule: NonAttendanceRule
    /// The first day of the terms that the rule stands in.
    private let from: PartialDate?
    /// The meetings of one appointment at which the person was expected, up to a year after the breach, and the place of
    /// the breach's last.
    private let attended: ArraySlice<ExpectedAttendance>
    private let end: Int

    fileprivate init(
        _ breach: Breach, of rule: NonAttendanceRule, _ body: Body, _ known: Person, from: PartialDate?,
        _ attended: [ExpectedAttendance], end: Int
    ) {
        notice = Notice.identifier(body.id, known.id, breach.kind, attended[end].date)
        (self.body, person, self.known) = (body, known.id, known)
        (self.breach, self.rule, self.from) = (breach, rule, from)
        let year = attended[end].date.adding(months: 12) ?? .last
        let last = attended[end...].lastIndex { $0.date <= year } ?? end
        (self.attended, self.end) = (attended[...last], end)
    }

    /// The notice of it under another record of the person.
    func notice(about other: PersonID) -> NoticeID {
        Notice.identifier(body.id, other, breach.kind, last)
    }

    /// The day of the last absence.
    public var last: CivilDate { attended[end].date }

    /// As a notice keeps it.
    public var noticed: NoticedBreach {
        NoticedBreach(breach, body, known, rule, Array(attended), from: from)
    }

    /// The meetings at which the person was expected, oldest first, up to the breach and in the year after it.
    public var considered: [MeetingID] { attended.map(\.meeting) }
}

/// Takes in rolls, each body's in order, and finds the breaches in them.
struct BreachFinder {
    private struct Expected {
        /// The place among the meetings.
        let meeting: Int
        let standing: Standing?
    }

    private struct Member {
        let person: PersonID
        var expected: [Expected] = []
    }

    private final class Ruled {
        let body: Body
        let rules: [NonAttendanceRule]
        var members: [Member] = []
        private var places: [PersonID: Int] = [:]
        /// Whom the rule of the day covers, by number and place among the members, for the membership asked for last.
        private var covered: [(number: Int32, place: Int)] = []
        private var coveredOf: ObjectIdentifier?

        init?(_ body: Body) {
            let all = body.adopted.compactMap(\.terms.nonAttendance)
            guard !all.isEmpty else { return nil }
            self.body = body
            rules = all.enumerated().filter { !all[..<$0].contains($1) }.map(\.element)
        }

        func covered(of membership: Membership, only: PersonID?) -> [(number: Int32, place: Int)] {
            if coveredOf == ObjectIdentifier(membership) { return covered }
            coveredOf = ObjectIdentifier(membership)
            covered = zip(membership.seats, membership.numbers).compactMap { seat, number in
                guard let rule = membership.terms?.nonAttendance, rule.covers(seat.capacity),
                    only.map({ $0 == seat.person }) ?? true
                else { return nil }
                return (number, place(of: seat.person))
            }
            return covered
        }

        private func place(of person: PersonID) -> Int {
            if let place = places[person] { return place }
            places[person] = members.count
            members.append(Member(person: person))
            return members.count - 1
        }
    }

    private let directory: Directory
    private let only: PersonID?
    private var bodies: [BodyID: Ruled?] = [:]
    private var meetings: [(id: MeetingID, day: CivilDate)] = []
    private var standings = RollStandings()

    init(_ directory: Directory, only: PersonID?) { (self.directory, self.only) = (directory, only) }

    mutating func take(_ roll: BookedRoll) {
        let meeting = roll.meeting
        // A meeting without a roll is no absence and ends no run. The letter names it.
        guard meeting.status == .held, meeting.kind == .ordinary,
            let membership = roll.membership, let ruled = ruled(roll)
        else { return }
        let covered = ruled.covered(of: membership, only: only)
        guard !covered.isEmpty else { return }
        let place = meetings.count
        meetings.append((meeting.id, roll.day))
        standings.take(roll.marks)
        for (number, member) in covered {
            ruled.members[member].expected.append(Expected(meeting: place, standing: standings[number]))
        }
    }

    private mutating func ruled(_ roll: BookedRoll) -> Ruled? {
        if let known = bodies[roll.bodyID] { return known }
        let made = roll.body.flatMap { Ruled($0) }
        bodies[roll.bodyID] = .some(made)
        return made
    }

    /// The breaches, by body and person.
    func found() throws -> [FoundBreach] {
        try bodies.values.compactMap(\.self).sorted { $0.body.id < $1.body.id }.flatMap { ruled in
            try Interest.check()
            return ruled.members.sorted { $0.person < $1.person }.flatMap { breaches(of: ruled, by: $0) }
        }
    }

    /// A breach is judged by the rule in force at its last meeting.
    private func breaches(of ruled: Ruled, by member: Member) -> [FoundBreach] {
        guard let known = directory.people[member.person] else { return [] }
        let broken = ruled.rules.filter { mayBeBroken($0, member.expected) }
        guard !broken.isEmpty else { return [] }
        let expected = member.expected.map {
            ExpectedAttendance(
                meeting: meetings[$0.meeting].id, date: meetings[$0.meeting].day, standing: $0.standing)
        }
        var found: [FoundBreach] = []
        for rule in broken {
            for attended in rule.appointments(of: member.person, to: ruled.body, expected) {
                for breach in rule.breaches(in: attended) {
                    guard let last = breach.absences.last,
                        let terms = ruled.body.adoptedTerms(on: last.date),
                        terms.terms.nonAttendance == rule,
                        let end = attended.firstIndex(where: { $0.meeting == last.meeting })
                    else { continue }
                    found.append(
                        FoundBreach(breach, of: rule, ruled.body, known, from: terms.from, attended, end: end)
                    )
                }
            }
        }
        return found.sorted { $0.notice < $1.notice }
    }

    /// Whether as many meetings were missed in a row, whatever appointments they fall into, as the rule reports.
    private func mayBeBroken(_ rule: NonAttendanceRule, _ expected: [Expected]) -> Bool {
        if rule.below != nil { return true }
        guard let consecutive = rule.consecutive else { return false }
        var run = 0
        for one in expected {
            switch rule.effect(of: one.standing) {
            case .attended: run = 0
            case .excused, .notRecorded: break
            case .missed:
                run += 1
                if run >= consecutive { return true }
            }
        }
        return false
    }
}
