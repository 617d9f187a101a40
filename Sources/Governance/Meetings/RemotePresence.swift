// Being present over a link: when the law lets it count.

/// When being present over a link counts, for the quorum as for the six-month rule.
public enum RemotePresence {
    /// A time in which a law let members of local authorities attend over a link.
    struct Permission: Sendable {
        let first: CivilDate
        let last: CivilDate
        let law: String
    }

    /// The times so far. Outside them members have to be in the room: *R (Hertfordshire County Council) v
    /// Secretary of State* [2021] EWHC 1093 (Admin). A new law is a new line here.
    static let permissions = [
        // In force from 4 April 2020, for meetings held before 7 May 2021.
        Permission(
            first: CivilDate(existingYear: 2020, month: 4, day: 4),
            last: CivilDate(existingYear: 2021, month: 5, day: 6), law: "SI 2020/392")
    ]

    /// Whether the law let it count on the day.
    public static func isLawful(on day: CivilDate) -> Bool {
        permissions.contains { $0.first <= day && day <= $0.last }
    }
}

/// Which law says how a body meets.
enum MeetingLaw {
    /// The Local Government Act 1972 and what applies it, always.
    case localGovernmentAct
    /// The same, unless the body's own terms say that it is no committee of the council.
    case localGovernmentActByDefault
    /// The body's own terms.
    case ownTerms
}

extension BodyKind {
    var meetingLaw: MeetingLaw {
        switch self {
        case .council, .executive, .committee, .scrutiny: .localGovernmentAct
        case .board, .panel: .localGovernmentActByDefault
        case .partnership, .youngPeople, .informal: .ownTerms
        }
    }
}

extension Body {
    /// Whether those present over a link count to the quorum of a meeting on the day.
    ///
    /// Meetings of the council, its executive and its committees are under the Act: the law of the day decides.
    /// A board or a panel is taken for a committee unless its terms say otherwise. Partnerships, young people's
    /// councils and informal bodies are under no such law: everybody counts, unless their terms say otherwise.
    public func countsRemote(on day: CivilDate) -> Bool {
        let own = terms(on: day)?.remoteQuorum
        return switch kind.meetingLaw {
        case .localGovernmentAct: RemotePresence.isLawful(on: day)
        case .localGovernmentActByDefault: own ?? RemotePresence.isLawful(on: day)
        case .ownTerms: own ?? true
        }
    }
}

extension TermsAdopted {
    /// Terms of reference cannot allow what the law does not.
    func admitRemoteQuorum(of body: Body) throws(Rejection) {
        guard terms.remoteQuorum != nil, body.kind.meetingLaw == .localGovernmentAct else { return }
        throw Rejection(
            "remote-quorum", stream.text,
            "Whether remote members count towards the quorum of \(body.name) is decided by law, not by its terms.",
            remedy: "Leave `remotequorum` out.")
    }
}
