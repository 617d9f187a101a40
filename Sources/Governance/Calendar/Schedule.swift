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
    public static func occurrences(
        from begins: CivilDate, through last: CivilDate, done: [CivilDate],
        counts: (_ day: CivilDate, _ due: CivilDate) -> Bool, next: (CivilDate) -> CivilDate?
    ) -> [Occurrence] {
        var found: [Occurrence] = []
        var anchor = begins.adding(days: -1) ?? begins
        var rest = done.drop { $0 < begins }
        while let due = next(anchor), due > anchor {
            rest = rest.drop { $0 <= anchor || $0 <= due && !counts($0, due) }
            guard let day = rest.first else {
                found.append(Occurrence(due: due, done: nil))
                if due > last { break }
                anchor = due
                continue
            }
            var missed = due
            while let later = next(missed), later > missed, later < day || !counts(day, missed) {
                found.append(Occurrence(due: missed, done: nil))
                missed = later
            }
            found.append(Occurrence(due: missed, done: day))
            // What was done early was done for this time, and not for the one that it comes before again.
            anchor = next(day).map { $0 <= missed } ?? false ? missed : day
        }
        return found
    }
}
