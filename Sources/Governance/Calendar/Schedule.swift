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
    /// Behind so many times told apart, each further run of missed times is one.
    public static let mostToldApart = 10_000

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

        mutating func end(into found: inout [Occurrence], after listing: CivilDate) {
            if found.count > mostToldApart, let start = first ?? rest.first, start.due < listing {
                let folded = rest.prefix { $0.due < listing }.count
                found.append(Occurrence(due: start.due, done: nil, times: (first?.times ?? 0) + folded))
                found += rest[folded...]
            } else {
                found += [first].compactMap { $0 } + rest
            }
            self = MissedRun()
        }
    }

    /// A day in the count, and the day that it is counted from: counting step by step would lose the 31st
    /// for good after the first short month.
    public struct Point: Sendable, Equatable {
        public let day: CivilDate
        public let anchor: CivilDate
        /// How many times after the anchor it is; 0 for the anchor itself.
        public let number: Int

        public init(day: CivilDate, anchor: CivilDate, number: Int) {
            (self.day, self.anchor, self.number) = (day, anchor, number)
        }

        /// A day from which counting begins.
        public init(_ day: CivilDate) { self.init(day: day, anchor: day, number: 0) }
    }

    /// Each time due up to the last day, and the first one after it.
    ///
    /// From each day on which it was done the next time is counted; where that is the day on which it was due, the count
    /// goes on. A time at which it was not done stays
    /// missed, and the one after it is the next in the same count; but where it was done before the next time
    /// came, it was done late for the one before, if what is done late counts.
    ///
    /// - Parameters:
    ///   - start: where counting begins: the day before the first day.
    ///   - last: the last day looked at.
    ///   - done: the days on which it was done, in order.
    ///   - counts: whether what was done on a day, before or after the time that is due, was done for it; it
    ///     is for another one, or oftener than asked for, otherwise.
    ///   - next: the next time due after one; nil when there is none.
    ///   - ahead: a later time of the same count that still has ``longestRun`` times between it and a day; nil where
    ///     there is none. So a long run that was missed is counted and not gone through.
    ///   - listing: from which day on every time is told apart.
    public static func occurrences(
        from start: Point, through last: CivilDate, done: [CivilDate],
        counts: (_ day: CivilDate, _ due: CivilDate) -> Bool, next: (Point) -> Point?,
        ahead: (_ point: Point, _ day: CivilDate) -> Point? = { _, _ in nil }, listing: CivilDate = .last
    ) -> [Occurrence] {
        var found: [Occurrence] = []
        var run = MissedRun()
        /// Goes over times that nobody asks to be told apart, up to shortly before a day.
        func leap(_ due: Point, to end: CivilDate) -> Point {
            guard let later = ahead(due, min(end, listing)), later.number > due.number else { return due }
            run.append(later.number - due.number, from: due.day)
            return later
        }
        var point = start
        var rest = done[...]
        while var due = next(point), due.day > point.day {
            rest = rest.drop { $0 <= point.day || $0 <= due.day && !counts($0, due.day) }
            guard let day = rest.first else {
                due = leap(due, to: last)
                if due.day > last {
                    run.end(into: &found, after: listing)
                    found.append(Occurrence(due: due.day, done: nil))
                    break
                }
                run.append(due.day, after: listing)
                point = due
                continue
            }
            var missed = due
            while let later = next(missed), later.day > missed.day,
                later.day < day || !counts(day, missed.day)
            {
                run.append(missed.day, after: listing)
                missed = later
                let far = leap(missed, to: day)
                if far.day > missed.day { missed = far }
            }
            run.end(into: &found, after: listing)
            found.append(Occurrence(due: missed.day, done: day))
            // What was done early was done for this time, and not for the one that it comes before again.
            let isEarly = next(Point(day)).map { $0.day <= missed.day } ?? false
            // What was done on its very day leaves the count as it is: a short month's end is no new beginning.
            point = isEarly || day == missed.day ? missed : Point(day)
        }
        run.end(into: &found, after: listing)
        return found
    }

    /// The same where the record begins on a day: no time counts as missed for what may have been done before it.
    ///
    /// Times are counted from that day, or from what was done last before it if the time after that lies in the record.
    /// What the record shows as done stays, also for a time that began before it.
    public static func occurrences(
        from start: Point, recordBegins: CivilDate, through last: CivilDate, done: [CivilDate],
        counts: (_ day: CivilDate, _ due: CivilDate) -> Bool, next: (Point) -> Point?,
        ahead: (_ point: Point, _ day: CivilDate) -> Point? = { _, _ in nil }, listing: CivilDate = .last
    ) -> [Occurrence] {
        func all(_ first: Point) -> [Occurrence] {
            occurrences(
                from: first, through: last, done: done, counts: counts, next: next, ahead: ahead,
                listing: listing)
        }
        let begins = start.day.adding(days: 1) ?? start.day
        let whole = all(start)
        guard begins < recordBegins else { return whole }
        var first = Point(recordBegins.adding(days: -1) ?? recordBegins)
        if let before = done.last(where: { $0 < recordBegins }), let due = next(Point(before)),
            recordBegins <= due.day
        {
            first = before < begins ? start : Point(before)
        }
        let known = all(first)
        let again = Set(known.compactMap(\.done))
        let earlier = whole.prefix { $0.due < known.first?.due ?? .last }.filter { occurrence in
            occurrence.done.map { !again.contains($0) } ?? false
        }
        return earlier + known
    }
}
