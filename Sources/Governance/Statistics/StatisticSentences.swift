// What happened to statistics, in sentences for histories and listings.

extension StatisticReported {
    public func sentence(naming names: Directory) -> String { "statistic reported: \(measure), \(to.spoken)" }
}
