// A list's limit holds at every date: an issue that is entered for an earlier day stood beside those of that day.

extension IssueListed {
    /// Refuses an issue that makes the list too long on its day or any day after it.
    func refuseBeyondLimit(in state: State) throws(Rejection) {
        let known = try state.existing(list)
        guard let limit = known.established.limit else { return }
        let from = on.earliest
        let days = [from] + known.issues.map(\.listed.on.earliest).filter { $0 > from }
        for day in days.sorted() {
            let others = known.open(on: day)
            guard others >= limit else { continue }
            throw Rejection(
                "issues-open", stream.text,
                "\(known.established.title) had \(others) open issues on \(day.spoken), and its limit is \(limit).",
                remedy: "Check the day on which this one was listed, and when others were retired.")
        }
    }
}

extension IssueList {
    /// How many issues stood on it at the end of the day.
    public func open(on day: CivilDate) -> Int {
        issues.count { issue in
            !issue.isWithdrawn && issue.listed.on.earliest <= day
                && (issue.retired.map { day < $0.on.earliest } ?? true)
        }
    }
}
