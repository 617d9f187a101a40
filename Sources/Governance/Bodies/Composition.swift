// The composition of a meeting by capacity: "at least one young person with a supporting officer, and one
// senior manager from each of Education, Social Care and Health".

public import Codec

/// How many in one capacity have to be there.
public struct CompositionRule: Record, Equatable {
    public var capacity = ""
    public var atLeast = 1

    public init() {}

    public init(_ capacity: String, atLeast: Int = 1) { (self.capacity, self.atLeast) = (capacity, atLeast) }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("capacity", &capacity)
        try coder.defaulted("atleast", &atLeast, "how many of them; one if left out", within: 1...1_000)
    }
}

/// How far a meeting's roll meets one rule of its composition.
public struct CompositionCount: Sendable, Equatable {
    public let rule: CompositionRule
    public let present: Int

    public var isMet: Bool { present >= rule.atLeast }
}

extension Body {
    /// The rules on composition on the day, each with how many were there: members in the capacity, and
    /// substitutes for them.
    public func composition(
        on day: CivilDate, _ roll: [(person: PersonID, standing: Standing, substituteFor: PersonID?)]
    ) -> [CompositionCount] {
        let capacities = Dictionary(
            seats.on(day).map { ($0.person, $0.capacity) }, uniquingKeysWith: { first, _ in first })
        return (terms(on: day)?.composition ?? []).map { rule in
            let present = roll.count { entry in
                guard entry.standing.isPresent || entry.standing.isSubstitute else { return false }
                return capacities[entry.substituteFor ?? entry.person] == rule.capacity
            }
            return CompositionCount(rule: rule, present: present)
        }
    }
}
