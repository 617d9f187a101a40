// When something that recurs fell due, and which times it was done for: for duties and for meetings alike.

/// Times at which something is due.
public enum Schedule {
    /// One time at which something fell due, or will.
    public struct Occurrence: Sendable, Equatable {
        /// The last day on which it could be done in time.
        public let due: CivilDate
        /// When it was done for this time; later than `due` if late; nil if it was not.
        public let done: CivilDate?
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
    /// From each day on which it was done the next time is counted. A time at which it was not done stays
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
    public static func occurrences(
        from start: Point, through last: CivilDate, done: [CivilDate],
        counts: (_ day: CivilDate, _ due: CivilDate) -> Bool, next: (Point) -> Point?
    ) -> [Occurrence] {
        var found: [Occurrence] = []
        var point = start
        var rest = done[...]
        while let due = next(point), due.day > point.day {
            rest = rest.drop { $0 <= point.day || $0 <= due.day && !counts($0, due.day) }
            guard let day = rest.first else {
                found.append(Occurrence(due: due.day, done: nil))
                if due.day > last { break }
                point = due
                continue
            }
            var missed = due
            while let later = next(missed), later.day > missed.day,
                later.day < day || !counts(day, missed.day)
            {
                found.append(Occurrence(due: missed.day, done: nil))
                missed = later
            }
            found.append(Occurrence(due: missed.day, done: day))
            // What was done early was done for this time, and not for the one that it comes before again.
            let isEarly = next(Point(day)).map { $0.day <= missed.day } ?? false
            point = isEarly ? missed : Point(day)
        }
        return found
    }
}
