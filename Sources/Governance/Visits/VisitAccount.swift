// The account of visits over a period: how many were required, allocated, made and reported, four numbers
// that are not the same; what is overdue; what was not asked.

/// Visits required, allocated, made and reported.
public struct VisitNumbers: Sendable, Equatable {
    /// Periods within which the place had to be visited: those that are over, or in which a visit was made.
    public var required = 0
    /// Visits of the kind required that were allocated to a member.
    public var allocated = 0
    /// Visits made that satisfy what is required.
    public var made = 0
    /// Those of them on which a report was filed.
    public var reported = 0
    /// Visits made that satisfy nothing required, such as courtesy visits.
    public var other = 0
    /// Periods required that a visit satisfied.
    public var met = 0

    public init() {}
}

/// A visit that was required or allocated and not made when its period was over.
public struct OverdueVisit: Sendable, Equatable {
    public let place: PlaceID
    public let kind: VisitKind
    public let period: VisitPeriod
    /// Those to whom it was allocated, or who each had to make it; nobody if it was not even allocated.
    public let members: [PersonID]
}

/// How often a question was asked at a place, and answered.
public struct QuestionNumbers: Sendable, Equatable {
    public let place: PlaceID
    public let topic: Topic
    /// Visits made while it was to be asked.
    public var visits = 0
    public var asked = 0
    public var answered = 0
}

/// The account of visits that begin within some days, as at a day.
public struct VisitAccount: Sendable {
    public private(set) var places: [PlaceID: VisitNumbers] = [:]
    public private(set) var members: [PersonID: VisitNumbers] = [:]
    public private(set) var overdue: [OverdueVisit] = []
    public private(set) var questions: [QuestionNumbers] = []

    private let directory: Directory
    private let first: CivilDate
    private let last: CivilDate
    private let asAt: CivilDate

    /// - Parameters:
    ///   - visits: those known; withdrawn ones are left out here.
    ///   - first, last: the days within which a period has to begin, and a visit to be made, to be counted.
    ///   - asAt: the day as at which it is asked; a period that is not over then is not overdue.
    public init(
        _ visits: [Visit], in directory: Directory, from first: CivilDate, to last: CivilDate, asAt: CivilDate
    ) {
        (self.directory, self.first, self.last, self.asAt) = (directory, first, min(last, asAt), asAt)
        let known = Dictionary(
            grouping: visits.filter { !$0.isWithdrawn }.compactMap { $0.asAt(asAt) }, by: \.place)
        for place in directory.places.values.sorted(by: { $0.id < $1.id })
        where place.tenure.from.earliest <= self.last {
            count(place, known[place.id] ?? [])
        }
    }

    private mutating func count(_ place: Place, _ visits: [Visit]) {
        places[place.id] = VisitNumbers()
        let made = visits.filter { $0.made != nil }
        for (index, required) in place.required.enumerated() {
            for requirement in required.requirements {
                // Visits made before the record begins may not be in it.
                let begins = max(first, directory.recordBegins)
                for period in place.periods(of: index, requirement, from: begins, to: last) {
                    count(period, requirement, place, visits, made)
                }
            }
        }
        for visit in visits { countAllocation(visit, at: place) }
        for visit in made where isWithin(visit.day) { countMade(visit, at: place) }
        count(questionsAt: place, made.filter { isWithin($0.day) })
    }

    private func isWithin(_ day: CivilDate) -> Bool { first <= day && day <= last }

    /// One period: whether it was met, and who is overdue.
    private mutating func count(
        _ period: VisitPeriod, _ requirement: VisitRequirement, _ place: Place, _ visits: [Visit],
        _ made: [Visit]
    ) {
        let fitting = made.filter {
            period.contains($0.made?.on ?? .unknown) && $0.satisfies(requirement, in: directory)
        }
        let isOver = period.last < asAt
        func add(_ members: [PersonID]) {
            overdue.append(
                OverdueVisit(place: place.id, kind: requirement.kind, period: period, members: members))
        }
        guard let body = requirement.eachMemberOf else {
            // A period that is not over has required nothing of anybody yet.
            guard isOver || !fitting.isEmpty else { return }
            places[place.id]?.required += 1
            if !fitting.isEmpty { places[place.id]?.met += 1 }
            guard fitting.isEmpty, isOver else { return }
            return add(
                visits.filter { $0.isAllocated(requirement.kind, in: period) }.compactMap(\.allocated?.member)
                    .sorted())
        }
        for member in directory.bodies[body]?.members(throughout: period) ?? [] {
            let isMet = fitting.contains { $0.made?.visitors.contains(member) ?? false }
            guard isOver || isMet else { continue }
            places[place.id]?.required += 1
            members[member, default: VisitNumbers()].required += 1
            if isMet {
                places[place.id]?.met += 1
                members[member]?.met += 1
            } else if isOver {
                add([member])
            }
        }
    }

    private mutating func countAllocation(_ visit: Visit, at place: Place) {
        guard let allocated = visit.allocated, isWithin(allocated.period.earliest),
            place.requires(visit.kind, on: allocated.period)
        else { return }
        places[place.id]?.allocated += 1
        members[allocated.member, default: VisitNumbers()].allocated += 1
    }

    private mutating func countMade(_ visit: Visit, at place: Place) {
        guard let made = visit.made else { return }
        let satisfies = place.requirements(on: made.on).contains { visit.satisfies($0, in: directory) }
        func count(_ numbers: inout VisitNumbers) {
            guard satisfies else { return numbers.other += 1 }
            numbers.made += 1
            if visit.reported != nil { numbers.reported += 1 }
        }
        count(&places[place.id, default: VisitNumbers()])
        for visitor in made.visitors { count(&members[visitor, default: VisitNumbers()]) }
    }

    private mutating func count(questionsAt place: Place, _ made: [Visit]) {
        var found: [Topic: QuestionNumbers] = [:]
        for visit in made.compactMap(\.made) {
            for topic in place.required(on: visit.on.earliest)?.questions ?? [] {
                var numbers = found[topic] ?? QuestionNumbers(place: place.id, topic: topic)
                numbers.visits += 1
                if let question = visit.questions.first(where: { $0.topic == topic }) {
                    numbers.asked += 1
                    if question.isAnswered { numbers.answered += 1 }
                }
                found[topic] = numbers
            }
        }
        questions += found.values.sorted { $0.topic < $1.topic }
    }
}

extension Visit {
    func isAllocated(_ kind: VisitKind, in period: VisitPeriod) -> Bool {
        self.kind == kind && (allocated.map { period.overlaps($0.period) } ?? false)
    }

    /// Whether it is the visit that is required.
    ///
    /// A courtesy visit is not a monthly one, and somebody has to have made it who may make visits of its kind.
    public func satisfies(_ requirement: VisitRequirement, in directory: Directory) -> Bool {
        guard kind == requirement.kind, let made,
            made.visitors.contains(where: { visitor in
                directory.mayMake(kind, visitor)
            })
        else { return false }
        guard let body = requirement.byMembersOf else { return true }
        return made.visitors.contains { directory.hadSeat($0, on: body, at: made.on) }
    }
}

extension Place {
    func requirements(on date: PartialDate) -> [VisitRequirement] {
        (required(on: date.earliest) ?? required(on: date.latest))?.requirements ?? []
    }

    func requires(_ kind: VisitKind, on date: PartialDate) -> Bool {
        requirements(on: date).contains { $0.kind == kind }
    }
}

extension Body {
    /// Those who had a seat on the first and on the last day.
    fileprivate func members(throughout period: VisitPeriod) -> [PersonID] {
        let last = Set(seats.on(period.last).map(\.person))
        return Set(seats.on(period.first).map(\.person)).filter { last.contains($0) }.sorted()
    }
}
