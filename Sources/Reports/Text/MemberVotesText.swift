// How members voted, as text and comma-separated values.

import Governance

extension MemberVotesReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Date"), Column.name("Member"), Column("Vote"), Column.text("Group"),
                Column.text("Body"), Column.text("Decision"), Column("Res.", .trailing),
                Column.id("Identifier"),
            ],
            rows: votes.map { vote in
                [
                    Cell(vote.made.spoken), Cell(vote.name), Cell(vote.spoken), Cell(orDash: vote.groupName),
                    Cell(orDash: vote.bodyName), Cell(vote.title), "\(vote.number)", Cell(vote.decision),
                ]
            })
        var legend = ["\(Noun("recorded vote", "recorded votes").count(votes.count)) by name\(totals)."]
        if unnamed > 0 {
            legend.append(
                "\(Noun("resolution was", "resolutions were").count(unnamed)) voted on without names being recorded."
            )
        }
        return basis.text(
            table, legend: legend,
            ifEmpty: "No vote is recorded by name." + (unnamed > 0 ? " \(legend.last ?? "")" : ""), style)
    }

    private var totals: String {
        let counts = Vote.allCases.map { vote in "\(votes.count { $0.vote == vote }) \(vote.words)" }
        return votes.isEmpty ? "" : ": \(counts.joined(separator: ", "))"
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "made", "body", "bodyname", "decision", "title", "number", "text", "person", "name", "group",
                "groupname", "vote", "casting",
            ],
            rows: votes.map { vote in
                [
                    vote.made.text, vote.body ?? "", vote.bodyName ?? "", vote.decision, vote.title,
                    String(vote.number), vote.text, vote.person, vote.name, vote.group ?? "",
                    vote.groupName ?? "", vote.vote.rawValue, CSVTable.field(vote.isCasting),
                ]
            })
    }
}

extension MemberVoteValue {
    fileprivate var spoken: String {
        let word =
            switch vote {
            case .inFavour: "for"
            case .against: "against"
            case .abstained: "abstained"
            }
        return isCasting == true ? "\(word) (casting)" : word
    }
}
