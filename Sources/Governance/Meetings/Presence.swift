// Who of a body was there: each seat counts once, whoever came for it.

/// How many of a body were at a meeting.
public struct Presence: Sendable, Equatable {
    /// Members who were expected.
    public var expected = 0
    /// Those of them who were there, or for whom a substitute was.
    public var present = 0
    /// How many of these count to the quorum.
    public var forQuorum = 0
    /// People marked as members are (present, apologies or absent) who were not expected: they are in no figure.
    public var leftOut: [PersonID] = []
    /// Those of them who had no seat on the body at all.
    public var withoutSeat: [PersonID] = []

    public init() {}
}

extension Standing {
    /// Whether it was over a link.
    public var isVirtual: Bool {
        switch self {
        case .presentVirtually, .substituteVirtually, .inAttendanceVirtually: true
        case .present, .substitute, .inAttendance, .apologies, .absent: false
        }
    }

    /// Whether it says that somebody was expected as a member: there as expected, or not there.
    public var isOfMember: Bool { isPresent || isAbsence }
}

extension Body {
    /// Who was there on the day, by the roll.
    public func presence(on day: CivilDate, _ roll: [RollEntry]) -> Presence {
        let members = Set(seats.on(day).map(\.person))
        let expected = Set(expected(on: day).map(\.person))
        let countsRemote = countsRemote(on: day)
        var presence = Presence()
        presence.expected = expected.count
        let standings = represented(expected, roll)
        presence.present = standings.count
        presence.forQuorum = standings.values.count { countsRemote || !$0.isVirtual }
        let others = roll.filter { $0.standing.isOfMember && !expected.contains($0.person) }.map(\.person)
        presence.leftOut = others.sorted()
        presence.withoutSeat = presence.leftOut.filter { !members.contains($0) }
        return presence
    }

    /// The members who were there or for whom somebody was, each with how that one was there.
    ///
    /// Several substitutes for one member count once, a substitute for somebody who came too does not count, and
    /// a member who is marked as somebody's substitute counts for their own seat.
    func represented(_ members: Set<PersonID>, _ roll: [RollEntry]) -> [PersonID: Standing] {
        var there: [PersonID: Standing] = [:]
        for entry in roll where members.contains(entry.person) {
            guard entry.standing.isPresent || entry.standing.isSubstitute else { continue }
            there[entry.person] = entry.standing
        }
        for entry in roll where entry.standing.isSubstitute && !members.contains(entry.person) {
            guard let member = entry.substituteFor, members.contains(member) else { continue }
            // Of several the one in the room counts.
            if let other = there[member], !other.isVirtual || entry.standing.isVirtual { continue }
            there[member] = entry.standing
        }
        return there
    }
}

extension Presence {
    /// Why the meeting was not quorate; nil if it was, or if the terms ask for no quorum.
    public func lackOfQuorum(_ quorum: Int?) -> String? {
        guard let quorum, forQuorum < quorum else { return nil }
        let remote = present - forQuorum
        let link = remote == 0 ? "" : ", and \(remote) more remotely, which did not count that day"
        return "\(forQuorum) of the quorum of \(quorum) attended\(link)"
    }
}
