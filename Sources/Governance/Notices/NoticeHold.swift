// Why a notice is not issued unattended: somebody has to look at it first, so that no letter is a surprise.

public import Codec

/// Why a notice waits for a person.
public enum NoticeHold: String, Choice {
    /// The member has left the body or the Council, has died, or their seat was declared vacant.
    case formerMember = "former-member"
    /// The last absence is longer ago than the council wants letters to be written about unattended.
    case old
}

/// How far notices are issued unattended.
public struct NoticeLimits: Record, Equatable {
    /// After how many days a breach is too old.
    public var days = 60
    /// How many notices are issued at once.
    public var atOnce = 20

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.defaulted("olderthan", &days, "after how many days a breach is left for a person to check")
        try coder.defaulted("atonce", &atOnce, "how many notices are issued at once")
    }
}

extension Directory {
    /// Why a notice about a member's absences waits for a person on the day; nothing if it does not.
    ///
    /// - Parameter last: the day of the last absence.
    public func holds(
        onNoticeAbout person: PersonID, of body: BodyID, lastAbsent last: CivilDate, on day: CivilDate,
        _ limits: NoticeLimits
    ) -> [NoticeHold] {
        var holds: [NoticeHold] = []
        if hasLeft(person, body, on: day) { holds.append(.formerMember) }
        if last.days(until: day) > limits.days { holds.append(.old) }
        return holds
    }

    /// Whether the person no longer sits on the body, or no longer on the Council where they once did.
    func hasLeft(_ person: PersonID, _ body: BodyID, on day: CivilDate) -> Bool {
        guard let known = people[person] else { return true }
        let onCouncil = bodies.values.filter { $0.kind == .council }.flatMap(\.seats).filter {
            $0.person == person
        }
        let isVacant = known.vacancies.contains { vacancy in
            let isBack =
                vacancy.isFilledBySame && (vacancy.filled.map { $0 <= day } ?? false)
                || onCouncil.on(day).contains { vacancy.on <= $0.tenure.from.earliest }
            return vacancy.on <= day && !isBack
        }
        let sits = bodies[body]?.seats.on(day).contains { $0.person == person } ?? false
        return isVacant || !sits || (!onCouncil.isEmpty && onCouncil.on(day).isEmpty)
    }
}
