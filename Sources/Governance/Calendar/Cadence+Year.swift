// How many times a year a cadence asks for.

extension Cadence {
    /// So many times a year; nil where it is not a whole number of times, or not once a year.
    public var timesAYear: Int? {
        switch rule {
        case .timesAYear(let number): number
        case .everyMonths(let months): 12 % months == 0 ? 12 / months : nil
        case .everyYears(let years): years == 1 ? 1 : nil
        case .annually: 1
        case .onceInEach(let period): 12 / period.months
        case .everyWeeks, .atAllTimes: nil
        }
    }
}
