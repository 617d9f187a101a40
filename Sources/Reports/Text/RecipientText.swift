// How letters and lists name those who are told: by every office for which they are told.

import Governance

extension RecipientOffice {
    init(_ recipient: RecipientValue) {
        self.init()
        (role, group) = (recipient.role, recipient.group.flatMap { try? GroupID(text: $0) })
        (groupName, leaderTitle) = (recipient.groupName ?? recipient.group, recipient.leaderTitle)
    }

    /// The office, as running text has it: "the leader of the Labour Group".
    var title: String {
        switch role {
        case .leader: "the \(leaderWords)"
        case .groupLeader: "the leader of \(groupWords)"
        case .deputyGroupLeader: "the deputy leader of \(groupWords)"
        case .chiefExecutive: "the Chief Executive"
        }
    }

    /// The office of the head of the executive, in the council's own word for it.
    private var leaderWords: String { leaderTitle ?? Recipient.usualLeaderTitle }

    private var groupWords: String {
        guard let name = groupName ?? group?.text else { return "the group" }
        let isNamedGroup = name.lowercased().split(separator: " ").contains("group")
        return isNamedGroup
            ? (name.lowercased().hasPrefix("group") ? name : "the \(name)") : "the \(name) group"
    }

    /// Why its holder is told: "because you are the Leader of the Council".
    fileprivate func reason(for notice: NoticeValue) -> String {
        switch role {
        case .leader: "because you are the \(leaderWords)"
        case .chiefExecutive: "because \(notice.name) is the \(leaderWords), to whom we would otherwise write"
        case .groupLeader:
            "because \(notice.name) was a member of \(groupWords), which you lead, \(days(in: notice))"
        case .deputyGroupLeader:
            "because \(notice.name) was a member of \(groupWords), of which you are the deputy leader,"
                + " \(days(in: notice))"
        }
    }

    /// On which of the absences the member belonged to this office's group.
    private func days(in notice: NoticeValue) -> String {
        let days = notice.absences.filter { $0.group == group?.text }.map(\.date)
        switch days.count {
        case 0: return "at the time"
        case notice.absences.count where days.count == 2: return "on both dates"
        case notice.absences.count where days.count > 2: return "on the date of each absence"
        default: return "on \(ListInWords.text(days.map(\.short)))"
        }
    }
}

extension RecipientValue {
    /// The offices by which they are told.
    var offices: [RecipientOffice] { [RecipientOffice(self)] + (also ?? []) }

    /// Their offices, as running text has them: "the Leader of the Council and the leader of Group One".
    var title: String { ListInWords.text(offices.map(\.title)) }

    var address: String { "To \(title), \(name ?? person ?? "(vacant)")" }

    /// As other recipients read of them; nil where the office is vacant.
    var asOther: String? { (name ?? person).map { "\($0), \(title)" } }

    /// Why this recipient is told, in a sentence or two.
    func reason(for notice: NoticeValue) -> String {
        let reasons = offices.map { $0.reason(for: notice) }
        let vacant = offices.contains { $0.role == .deputyGroupLeader }
        let deputising =
            vacant
            ? " We write to the deputy because \(notice.name) leads the group, or it has no leader." : ""
        return "We are writing to you \(reasons.joined(separator: ", and ")).\(deputising)"
    }
}
