// When something that recurs fell due, and which times it was done for: for duties and for meetings alike.

/// Times at which something is due.
public enum Schedule {
    /// One time at which something fell due, or will.
    public struct Occurrence: Sendable, Equatable {
        /// The last day on which it could be done in time.
        public let due: CivilDate
        /// When it was done for this time; later than `due` if late; nil if it was not.
        public let done: CivilDate?
        /// How many times it stands for: more than one where a long run was missed, of which this is the first.
        public var times = 1
    }

    /// Of a longer run of missed times only the last so many are told apart; the first stands for all before them.
    public static let longestRun = 400

    /// A run of times that were missed, one after the other.
    private struct MissedRun {
        var first: Occurrence?
        var rest: [Occurrence] = []

        mutating func append(_ due: CivilDate, after listing: CivilDate) {
            rest.append(Occurrence(due: due, done: nil))
            guard rest.count >= 2 * longestRun else { return }
            let folded = rest.prefix { $0.due < listing }.prefix(longestRun)
            guard let start = first ?? folded.first else { return }
            first = Occurrence(due: start.due, done: nil, times: (first?.times ?? 0) + folded.count)
            rest.removeFirst(folded.count)
        }

        /// Adds times that are not gone through one by one.
        mutating func append(_ times: Int, from due: CivilDate) {
            for one in rest.prefix(1) where first == nil {
                first = Occurrence(due: one.due, done: nil, times: 0)
            }
            first = Occurrence(
                due: first?.due ?? due, done: nil, times: (first?.times ?? 0) + rest.count + times)
            rest = []
        }

        mutating func end(into found: inout [Occurrence]) {
            found += [first].compactMap { $0 } + rest
            self = MissedRun()
        }
    }

    /// Each time due up to the last day, and the first one after it.
    ///
    /// From each day on which it was done the next time is counted. A time at which it was not done stays
    /// missed, and the one after it is counted from there; but where it was done before the next time came,
    /// it was done late for the one before, if what is done late counts.
    ///
    /// - Parameters:
    ///   - begins: the first day.
    ///   - last: the last day looked at.
    ///   - done: the days on which it was done, in order.
    ///   - counts: whether what was done on a day, before or after the time that is due, was done for it; it
    ///     is for another one, or oftener than asked for, otherwise.
    ///   - next: the next day due after one; nil when there is none.
    ///   - stride: how many days lie from one time to the next, and until when that is so; nil where it is not
    ///     always the same. So a long run that was missed is counted and not gone through.
    ///   - listing: from which day on every time is told apart.
    public static func occurrences(
        from begins: CivilDate, through last: CivilDate, done: [CivilDate],
        counts: (_ day: CivilDate, _ due: CivilDate) -> Bool, next: (CivilDate) -> CivilDate?,
        stride: (CivilDate) -> (days: Int, until: CivilDate)? = { _ in nil }, listing: CivilDate = .last
    ) -> [Occurrence] {
        var found: [Occurrence] = []
        var run = MissedRun()
        /// Goes over times that nobody asks to be told apart, up to shortly before a day.
        func leap(_ due: CivilDate, to end: CivilDate) -> CivilDate {
            guard let stride = stride(due), stride.days > 0 else { return due }
            let times = due.days(until: min(end, min(listing, stride.until))) / stride.days - longestRun
            guard times > 0, let later = due.adding(days: times * stride.days) else { return due }
            run.append(times, from: due)
            return later
        }
        var anchor = begins.adding(days: -1) ?? begins
        var rest = done.drop { $0 < begins }
        while var due = next(anchor), due > anchor {
            rest = rest.drop { $0 <= anchor || $0 <= due && !counts($0, due) }
            guard let day = rest.first else {
                due = leap(due, to: last)
                if due > last {
                    run.end(into: &found)
                    found.append(Occurrence(due: due, done: nil))
                    break
                }
                run.append(due, after: listing)
                anchor = due
                continue
            }
            var missed = due
            while let later = next(missed), later > missed, later < day || !counts(day, missed) {
                run.append(missed, after: listing)
                missed = later
                let far = leap(missed, to: day)
                if far > missed { missed = far }
            }
            run.end(into: &found)
            found.append(Occurrence(due: missed, done: day))
            // What was done early was done for this time, and not for the one that it comes before again.
            anchor = next(day).map { $0 <= missed } ?? false ? missed : day
        }
        run.end(into: &found)
        return found
    }

    /// The same where the record begins on a day: no time counts as missed for what may have been done before it.
    ///
    /// Times are counted from that day, or from what was done last before it if the time after that lies in the record.
    /// What the record shows as done stays, also for a time that began before it.
    public static func occurrences(
        from begins: CivilDate, recordBegins: CivilDate, through last: CivilDate, done: [CivilDate],
        counts: (_ day: CivilDate, _ due: CivilDate) -> Bool, next: (CivilDate) -> CivilDate?,
        stride: (CivilDate) -> (days: Int, until: CivilDate)? = { _ in nil }, listing: CivilDate = .last
    ) -> [Occurrence] {
        func all(_ first: CivilDate) -> [Occurrence] {
            occurrences(
                from: first, through: last, done: done, counts: counts, next: next, stride: stride,
                listing: listing)
        }
        let whole = all(begins)
        guard begins < recordBegins else { return whole }
        var first = recordBegins
        if let before = done.last(where: { $0 < recordBegins }), let due = next(before), recordBegins <= due {
            first = max(begins, before.adding(days: 1) ?? before)
        }
        let known = all(first)
        let again = Set(known.compactMap(\.done))
        let earlier = whole.prefix { $0.due < known.first?.due ?? .last }.filter { occurrence in
            occurrence.done.map { !again.contains($0) } ?? false
        }
        return earlier + known
    }
}
