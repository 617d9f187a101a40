// What one reading works out once for all that it answers, and counts of what it has read: who was expected when,
// which notices have drafts, which breaches nobody has been told of.

import Governance

/// Confined to the thread that asks.
final class Workings {
    /// How many decisions have been read out of their rows, how many rolls, and how many meetings out of the log.
    var decisionsRead = 0
    var rollsRead = 0
    var meetingsFolded = 0
    /// The breaches of everybody of which nobody has been told.
    var untold: [FoundBreach]?
    /// The notices that have been drafted at some time.
    var drafted: Set<NoticeID>?
    private var expectations: [BodyID: Expectations] = [:]

    /// Who was expected at a body's meeting on the day.
    func expected(_ body: Body, on day: CivilDate) -> Expected {
        if let known = expectations[body.id] { return known.on(day) }
        let made = Expectations(body)
        expectations[body.id] = made
        return made.on(day)
    }
}

/// Who was expected at a meeting.
struct Expected {
    static let nobody = Expected(seats: [])

    let seats: [Seat]
    let people: [PersonID]
    let set: Set<PersonID>

    init(seats: [Seat]) {
        self.seats = seats
        people = seats.map(\.person)
        set = Set(people)
    }
}

/// Who was expected at a body's meetings, worked out once for each stretch of days in which nothing of it changes.
private final class Expectations {
    private let body: Body
    /// The days on which something changes.
    private let changes: [CivilDate]
    private var known: [Int: Expected] = [:]

    init(_ body: Body) {
        self.body = body
        var days: Set<CivilDate> = []
        for seat in body.seats {
            days.insert(seat.tenure.from.earliest)
            if let until = seat.tenure.until?.earliest { days.insert(until) }
        }
        for adopted in body.adopted { if let from = adopted.from?.earliest { days.insert(from) } }
        if let ended = body.ended?.earliest { days.insert(ended) }
        changes = days.sorted()
    }

    func on(_ day: CivilDate) -> Expected {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= day { low = middle + 1 } else { high = middle }
        }
        if let found = known[low] { return found }
        let found = Expected(seats: body.expected(on: day))
        known[low] = found
        return found
    }
}
