// What one reading works out once for all that it answers, and counts of what it has read: who was expected when,
// numbers for people, which notices have drafts, which breaches have not been reported to anyone.

import Governance

/// Confined to the thread that asks.
final class Workings {
    /// How many decisions have been read out of their rows, how many rolls, and how many meetings out of the log.
    var decisionsRead = 0
    var rollsRead = 0
    var meetingsFolded = 0
    /// What each body's books say (``RollMemory``), and whether a roll was left out because its meeting was yet to begin.
    var bookMarks: [BodyID: Int]?
    var isRollHidden = false
    /// The breaches of everybody of which nobody has been told.
    var untold: [FoundBreach]?
    /// Everybody's clocks of the six-month rule.
    var clocks: [(person: PersonID, clock: SixMonthClock)]?
    /// Decisions about which something is still to happen.
    var unsettled: UnsettledDecisions?
    /// The notices that have been drafted at some time.
    var drafted: Set<NoticeID>?
    /// The people whom rolls name or who were expected, by numbers.
    var people = PeopleNumbers()
    private var members: [BodyID: BodyMembers] = [:]

    /// Who was expected at a body's meeting on the day.
    func expected(_ body: Body, on day: CivilDate) -> Membership { members(of: body).on(day, &people) }

    func members(of body: Body) -> BodyMembers {
        if let known = members[body.id] { return known }
        let made = BodyMembers(body)
        members[body.id] = made
        return made
    }
}

/// Numbers for people, so that counting needs no hashing of identifiers.
struct PeopleNumbers {
    private var texts = TextNumbers()
    /// The people, by number.
    private(set) var all: [PersonID] = []

    mutating func number(of person: PersonID) -> Int {
        let number = texts.number(of: person.text)
        if number == all.count { all.append(person) }
        return number
    }

    /// The number of the person whom bytes spell; nil where they spell none.
    mutating func number(of bytes: UnsafeRawBufferPointer) -> Int? {
        let number = texts.number(of: bytes)
        guard number == all.count else { return number }
        guard let person = PersonID(spelled: bytes) else {
            all.append(PersonID())
            return nil
        }
        all.append(person)
        return number
    }
}

/// A set of people by number.
struct NumberSet {
    private var words: [UInt64] = []
    private(set) var count = 0

    @inline(__always)
    func contains(_ number: Int32) -> Bool {
        let word = Int(number) >> 6
        return word < words.count && words[word] & (1 << (UInt64(number) & 63)) != 0
    }

    mutating func insert(_ number: Int) {
        let word = number >> 6
        while words.count <= word { words.append(0) }
        let bit = 1 << (UInt64(number) & 63) as UInt64
        if words[word] & bit == 0 { count += 1 }
        words[word] |= bit
    }
}

/// Who has a seat on a body and who is expected at its meetings, for days between which nothing of that changes.
final class Membership {
    /// The seats of those expected.
    let seats: [Seat]
    /// Those expected, in the order of the seats.
    let numbers: [Int32]
    let expected: NumberSet
    /// Everybody with a seat.
    let members: NumberSet
    let terms: Terms?

    init(_ body: Body, on day: CivilDate, _ people: inout PeopleNumbers) {
        let terms = body.terms(on: day)
        var (seats, numbers, expected, members) = ([Seat](), [Int32](), NumberSet(), NumberSet())
        body.seats.forEachInPlace { seat in
            guard seat.tenure.covers(day) else { return }
            let number = people.number(of: seat.person)
            members.insert(number)
            guard terms?.expects(seat.capacity) ?? true else { return }
            seats.append(seat)
            numbers.append(Int32(truncatingIfNeeded: number))
            expected.insert(number)
        }
        self.terms = terms
        (self.seats, self.numbers, self.expected, self.members) = (seats, numbers, expected, members)
    }
}

/// The memberships of a body, each worked out once.
final class BodyMembers {
    let body: Body
    /// The days on which something changes.
    private let changes: [CivilDate]
    private var known: [Membership?]
    /// The one asked for last: meetings are mostly looked at in order.
    private var last = 0

    init(_ body: Body) {
        self.body = body
        var days: [CivilDate] = []
        body.seats.forEachInPlace { seat in
            days.append(seat.tenure.from.earliest)
            if let until = seat.tenure.until?.earliest { days.append(until) }
        }
        for adopted in body.adopted { if let from = adopted.from?.earliest { days.append(from) } }
        if let ended = body.ended?.earliest { days.append(ended) }
        days.sort()
        changes = days.enumerated().filter { $0 == 0 || days[$0 - 1] != $1 }.map(\.element)
        known = Array(repeating: nil, count: changes.count + 1)
    }

    func on(_ day: CivilDate, _ people: inout PeopleNumbers) -> Membership {
        let place = place(of: day)
        if let found = known[place] { return found }
        let found = Membership(body, on: day, &people)
        known[place] = found
        return found
    }

    /// How many of the changes have come by the day.
    private func place(of day: CivilDate) -> Int {
        if last == 0 || changes[last - 1] <= day, last == changes.count || day < changes[last] { return last }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= day { low = middle + 1 } else { high = middle }
        }
        last = low
        return low
    }
}
