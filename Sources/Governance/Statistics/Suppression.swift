// Which numbers about children may be recorded at all.

extension StatisticReported {
    /// Numbers of children below this are suppressed.
    public static let least = 5

    private static let greatest = 10_000_000

    /// Refuses numbers that could point to a child, or that do not add up.
    func admitFigures(in directory: Directory) throws(Rejection) {
        guard !figures.isEmpty || total != nil else {
            throw refuse(
                "statistic", "The statistic has no figures.", "Give at least one figure, or the total.")
        }
        // Numbers beyond the bounds of their field are refused with these; here they must not be added up.
        guard (figures.flatMap { [$0.number, $0.base] } + [total]).allSatisfy({ ($0 ?? 0) <= Self.greatest })
        else {
            throw refuse(
                "statistic", "A number is greater than \(Self.greatest).", "Check the numbers.")
        }
        var seen: Set<String> = []
        for figure in figures {
            try Check.line(figure.of, "label of a figure", of: stream.text, longest: 160)
            guard seen.insert(figure.of.lowercased()).inserted else {
                throw refuse("statistic", "\"\(figure.of)\" is given twice.", "Give each figure once.")
            }
            try admit(figure)
        }
        try refusePeople(in: directory)
        guard let total else { return }
        guard unit == .children else {
            throw refuse("statistic", "Averages cannot have a total.", "Leave the total out.")
        }
        guard total >= Self.least else {
            throw refuse(
                "suppression", "A total of \(total) could point to a child.",
                "Leave out what is under \(Self.least), or do not record the statistic.")
        }
        try admit(total: total)
    }

    private func admit(_ figure: StatisticFigure) throws(Rejection) {
        switch (unit, figure.base) {
        case (.children, nil):
            guard let number = figure.number, number < Self.least else { return }
            throw refuse(
                "suppression", "\"\(figure.of)\" is \(number), which could point to a child.",
                "Record numbers under \(Self.least) as suppressed: `\(figure.of)=suppressed`.")
        case (.children, _?):
            throw refuse(
                "statistic",
                "\"\(figure.of)\" is a number of children, so it cannot be an average over children.",
                "Leave out the number of children, or give the unit days.")
        case (.days, let base?):
            guard figure.number != nil, base < Self.least else { return }
            throw refuse(
                "suppression",
                "\"\(figure.of)\" is an average over \(base) children, which could point to one.",
                "Record it as suppressed: `\(figure.of)=suppressed`.")
        case (.days, nil):
            guard figure.number != nil else { return }
            throw refuse(
                "suppression",
                "The number of children behind the average \"\(figure.of)\" is missing.",
                "Give their number: `\(figure.of)=DAYS/CHILDREN`.")
        }
    }

    /// The total less the figures that are shown is what the suppressed ones come to.
    private func admit(total: Int) throws(Rejection) {
        guard !figures.isEmpty else { return }
        let shown = figures.compactMap(\.number).reduce(0, +)
        let suppressed = figures.count { $0.number == nil }
        let rest = total - shown
        if suppressed == 0, rest != 0 {
            throw refuse(
                "statistic", "The figures come to \(shown), and the total is \(total).",
                "Check them. Children who are not in any figure need a figure of their own, such as \"not known\"."
            )
        }
        guard suppressed > 0 else { return }
        if rest < 0 {
            throw refuse(
                "statistic", "The figures come to \(shown), more than the total of \(total).", "Check them.")
        }
        // One suppressed number is the rest itself. Of several the rest must not be under five, or each of them could
        // point to a child; nor such that each can only be the greatest number that is suppressed.
        guard suppressed > 1, rest >= Self.least, rest != (Self.least - 1) * suppressed else {
            throw refuse(
                "suppression",
                "The total gives a suppressed number away: it leaves \(rest) after the others.",
                "Suppress one more figure, or leave out the total.")
        }
    }

    /// The labels are about numbers of children. One that names a young person of the record is about that person.
    private func refusePeople(in directory: Directory) throws(Rejection) {
        let labels = [measure] + figures.map(\.of)
        for person in directory.people.values where person.kind == .youngPerson {
            guard labels.contains(where: { $0.lowercased().contains(person.id.text) }) else { continue }
            throw refuse(
                "never-a-child", "A statistic is about numbers of children, never about one child.",
                "Leave out anyone who is named.")
        }
    }

    private func refuse(_ rule: String, _ problem: String, _ remedy: String) -> Rejection {
        Rejection(rule, stream.text, problem, remedy: remedy)
    }
}
