// One person whole, as text and comma-separated values.

import Governance

extension PersonReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var block = Block(person.name, person.id)
        block.add("Kind", kindInBrief)
        block.add("Ward", person.ward)
        block.add("Formerly", formerNamesInBrief)
        block.add("Seat vacant", vacancies.map(\.inBrief).joined(separator: "\n"), .attention)
        block.add("Group", Self.lines(groups))
        block.add("Offices", Self.lines(offices))
        block.add("Seats", Self.lines(seats))
        block.add("Attendance", attendance.map { $0.inBrief })
        block.add("Six months", clocks.map(\.explanation).joined(separator: "\n"))
        block.add("Notices", notices.map(\.inBrief).joined(separator: "\n"))
        block.add("Votes", votesInBrief(style))
        block.add("Interests", interests.map(\.inBrief).joined(separator: "\n"))
        block.add("Declared", declared.map(\.inBrief).joined(separator: "\n"))
        block.add("Dispensed", dispensations.map(\.inBrief).joined(separator: "\n"))
        block.add("DBS checks", checks.map(\.inBrief).joined(separator: "\n"))
        block.add(
            "Duties",
            duties.map { $0.what + ($0.due.map { ", due \($0.short)" } ?? "") }.joined(separator: "\n"))
        block.add(
            "Actions",
            actions.map { $0.what + ($0.due.map { ", due \($0.spoken)" } ?? "") }.joined(separator: "\n"))
        return PlainText.joined(basis.heading(style) + block.lines(style) + [""] + history.lines(style))
    }

    /// "Councillor W, before 12 September 2026", where the day is known.
    private var formerNamesInBrief: String {
        person.formerNames.map { name in
            let until = person.namesUntil.first { $0.name == name }?.until
            return name + (until.map { ", before \($0.spoken)" } ?? "")
        }.joined(separator: "\n")
    }

    /// "former councillor since 17 September 2026, on their death", once their seat is vacant.
    private var kindInBrief: String {
        guard let vacancy = vacancies.first, seats.allSatisfy({ $0.until != nil }) else {
            return person.kind.words
        }
        let cause = vacancy.cause.map { ", \($0.occasion)" } ?? ""
        return "former \(person.kind.words) since \(vacancy.on.short)\(cause)"
    }

    private static func lines(_ holdings: [HoldingValue]) -> String {
        holdings.map(\.inBrief).joined(separator: "\n")
    }

    private func votesInBrief(_ style: TextStyle) -> String? {
        guard !votes.isEmpty else { return nil }
        let counts = Vote.allCases.map { vote in "\(votes.count { $0.vote == vote }) \(vote.words)" }
            .joined(separator: ", ")
        // On a line of its own, to be copied.
        return style.isPage
            ? counts : "\(counts). Each of them:\n`minutectl report votes --member \(person.id)`"
    }

    public var csvTable: CSVTable {
        let held = [("seat", seats), ("office", offices), ("group", groups)]
        return CSVTable(
            [
                "person", "name", "what", "record", "recordname", "capacity", "ward", "chairs", "from",
                "until",
            ],
            rows: held.flatMap { kind, holdings in
                holdings.map { held in
                    [
                        person.id, person.name, kind, held.record, held.name, held.capacity ?? "",
                        held.ward ?? "", CSVTable.field(held.chairs), held.from.text, held.until?.text ?? "",
                    ]
                }
            })
    }
}

extension HoldingValue {
    fileprivate var inBrief: String {
        let role = [capacity, chairs == true ? "chair" : nil, ward].compactMap(\.self)
        let detail = role.isEmpty ? "" : " (\(role.joined(separator: ", ")))"
        return "\(name)\(detail), from \(from.spoken)\(until.map { " until \($0.spoken)" } ?? "")"
    }
}

extension AttendanceValue {
    fileprivate var inBrief: String {
        guard expected > 0 else { return denominator.asSentence }
        let percent = percentPresent.map { " (\($0)%)" } ?? ""
        return "\(present + presentVirtually) of \(Noun.meeting.count(expected))\(percent), "
            + "\(apologies) with apologies; over the whole record"
    }
}

extension PersonVacancyValue {
    fileprivate var inBrief: String {
        let cause = cause.map { ", \($0.occasion)" } ?? ", declared"
        let more = reason == self.cause?.words ? "" : " (\(reason))"
        let filled = self.filled.map { "; filled on \($0.short)" + (filledByName.map { " by \($0)" } ?? "") }
        return "since \(on.short)\(cause)\(more)\(filled ?? "")"
    }
}

extension PersonNoticeValue {
    fileprivate var inBrief: String {
        let until = last.map { ", the last on \($0.short)" } ?? ""
        return "\(bodyName): \(Noun.meeting.count(missed)) missed\(until); \(status.rawValue) (\(notice))"
    }
}

extension DBSValue {
    fileprivate var inBrief: String {
        "\(bodyName ?? body), \(capacity): \(standing.rawValue)\(expires.map { ", expires on \($0.short)" } ?? "")"
    }
}
