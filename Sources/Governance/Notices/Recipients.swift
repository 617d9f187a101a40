// Who is told of a member's non-attendance: the Leader, and the leader of the group that the member
// belonged to on the date of each absence.

public import Codec

/// In which role somebody is told.
public enum RecipientRole: String, Choice {
    /// The Leader of the Council, or an elected Mayor.
    case leader
    case groupLeader = "group-leader"
    /// In place of a group leader who is the absentee, or where there is none.
    case deputyGroupLeader = "deputy-group-leader"
    /// In place of the Leader who is the absentee.
    case chiefExecutive = "chief-executive"
}

/// Somebody who is told.
public struct Recipient: Record, Hashable {
    public var role = RecipientRole.leader
    /// The holder of the office when the notice is issued; nil if it is vacant.
    public var person: PersonID?
    /// The group whose leader it is.
    public var group: GroupID?
    /// The person's and the group's name at the time of issue.
    public var name: String?
    public var groupName: String?
    /// What the council calls the office of its Leader at the time of issue, where it is not the usual title:
    /// "Mayor". Kept with whoever is told as the Leader or in the Leader's place.
    public var leaderTitle: String?
    /// The other offices by which the same person is told; nil where there is none.
    public var also: [RecipientOffice]?
    /// The SHA-256 of the letter to them as text, in hexadecimal.
    public var letter: String?

    public init() {}

    /// What most councils call the head of their executive.
    public static let usualLeaderTitle = "Leader of the Council"

    /// The offices by which they are told, each as a recipient of its own without names.
    var offices: [Recipient] {
        [Recipient(role, person, group: group)]
            + (also ?? []).map { Recipient($0.role, person, group: $0.group) }
    }

    /// The same recipient, to whom another letter is written.
    var withoutLetter: Recipient {
        var other = self
        other.letter = nil
        return other
    }

    init(_ role: RecipientRole, _ person: PersonID?, group: GroupID? = nil) {
        self.role = role
        self.person = person
        self.group = group
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("role", &role)
        try coder.field("person", &person, "who held the office at the time of issue; left out if vacant")
        try coder.field("group", &group, "the group whose leader it is")
        try coder.field("name", &name, "the person's name at the time of issue")
        try coder.field("groupname", &groupName, "the group's name at the time of issue")
        try coder.field(
            "leadertitle", &leaderTitle,
            "the title of the Leader's office, if it is not Leader of the Council")
        try coder.field("also", &also, "the other offices by which the same person is told")
        try coder.field("letter", &letter, "the SHA-256 of the letter to them as text, in hexadecimal")
    }
}

/// An office by which somebody is told.
public struct RecipientOffice: Record, Hashable {
    public var role = RecipientRole.leader
    /// The group whose leader it is, with its name at the time of issue.
    public var group: GroupID?
    public var groupName: String?
    /// What the council calls the office of its Leader, where it is not the usual title.
    public var leaderTitle: String?

    public init() {}

    init(_ recipient: Recipient) {
        (role, group) = (recipient.role, recipient.group)
        (groupName, leaderTitle) = (recipient.groupName, recipient.leaderTitle)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("role", &role)
        try coder.field("group", &group, "the group whose leader it is")
        try coder.field("groupname", &groupName, "the group's name at the time of issue")
        try coder.field(
            "leadertitle", &leaderTitle,
            "the title of the Leader's office, if it is not Leader of the Council")
    }
}

extension [Recipient] {
    /// Each person once, by the first of their offices, with the others named beside it: one person gets one letter.
    /// A vacant office stays on its own.
    var oneForEachPerson: [Recipient] {
        var found: [Recipient] = []
        for recipient in self {
            guard let person = recipient.person,
                let known = found.firstIndex(where: { $0.person == person })
            else {
                found.append(recipient)
                continue
            }
            found[known].also = (found[known].also ?? []) + [RecipientOffice(recipient)]
        }
        return found
    }
}

extension Notice {
    /// Who was told by an office, which goes by its role ("leader", "group-leader"), its title, or its identifier; nil if
    /// nobody was, or several were.
    func recipient(byOffice reference: String, in directory: Directory) -> PersonID? {
        let wanted = Slug.make(reference, longest: Slug.longest)
        let told = (issued?.recipients ?? []) + followUps.flatMap(\.recipients)
        let people = told.filter { recipient in
            recipient.offices.contains { $0.isCalled(wanted, in: directory) }
        }.compactMap(\.person)
        return Set(people).count == 1 ? people[0] : nil
    }
}

extension Recipient {
    fileprivate func isCalled(_ wanted: String, in directory: Directory) -> Bool {
        let kind: OfficeKind =
            switch role {
            case .leader: .leader
            case .groupLeader: .groupLeader
            case .deputyGroupLeader: .deputyGroupLeader
            case .chiefExecutive: .chiefExecutive
            }
        let office = directory.office(kind, of: group)
        let names = [role.rawValue, leaderTitle, office?.id.text, office?.title].compactMap(\.self)
        return names.contains { Slug.make($0, longest: Slug.longest) == wanted }
    }
}

extension Directory {
    /// Who is told of a member's absences, as the offices are held on the day.
    ///
    /// - The Leader always; when the Leader is the absentee, the Chief Executive.
    /// - For each absence the leader of the group that the member belonged to on its date; when that is
    ///   the absentee, or the office is vacant, the group's deputy leader if there is one.
    /// - Nobody else for a member of no group.
    /// - Somebody who holds two of these offices is told once, by both.
    public func recipients(of absences: [CivilDate], by member: PersonID, on day: CivilDate) -> [Recipient] {
        var found: [Recipient] = []
        let leader = office(.leader)?.holder(on: day)
        if leader == member {
            found.append(Recipient(.chiefExecutive, office(.chiefExecutive)?.holder(on: day)))
        } else {
            found.append(Recipient(.leader, leader))
        }
        for group in groups(of: member, on: absences) {
            let head = office(.groupLeader, of: group)?.holder(on: day)
            if let head, head != member {
                found.append(Recipient(.groupLeader, head, group: group))
                continue
            }
            let deputy = office(.deputyGroupLeader, of: group)?.holder(on: day)
            if let deputy, deputy != member {
                found.append(Recipient(.deputyGroupLeader, deputy, group: group))
            } else if head == nil {
                found.append(Recipient(.groupLeader, nil, group: group))
            }
        }
        return found.oneForEachPerson
    }

    /// The recipient with the names that the person, the groups and the Leader's office have now.
    func named(_ recipient: Recipient) -> Recipient {
        var named = recipient
        named.name = recipient.person.map { name($0) }
        (named.groupName, named.leaderTitle) = names(recipient.role, recipient.group)
        named.also = recipient.also?.map { office in
            var named = office
            (named.groupName, named.leaderTitle) = names(office.role, office.group)
            return named
        }
        return named
    }

    private func names(_ role: RecipientRole, _ group: GroupID?) -> (group: String?, leader: String?) {
        let groupName = group.flatMap { groups[$0]?.name }
        return switch role {
        case .leader, .chiefExecutive: (groupName, leaderTitle)
        case .groupLeader, .deputyGroupLeader: (groupName, nil)
        }
    }

    /// What the council calls the office of its Leader; nil where that is the usual title.
    var leaderTitle: String? {
        office(.leader).flatMap { $0.title == Recipient.usualLeaderTitle ? nil : $0.title }
    }

    /// The groups that the member belonged to on those days, each once, in the order of the days.
    public func groups(of member: PersonID, on days: [CivilDate]) -> [GroupID] {
        var found: [GroupID] = []
        for day in days {
            guard let group = people[member]?.group(on: day), !found.contains(group) else { continue }
            found.append(group)
        }
        return found
    }
}
