// What is known of a duty, and when it fell and falls due.

/// Whether a duty that depends on a resolution has become one.
public enum DutyConditionStanding: Sendable, Equatable {
    /// It depends on nothing.
    case none
    /// The resolution has not taken effect.
    case waits(on: String)
    case met(CivilDate)
    /// The resolution will not take effect.
    case lapsed(String)

    /// In words that go behind a colon.
    public var sentence: String {
        switch self {
        case .none: "it depends on nothing"
        case .waits(let what): what
        case .met(let day): "the resolution it depends on took effect on \(day.spoken)"
        case .lapsed(let what): what
        }
    }
}

/// One time at which a duty fell due, or will.
public struct DutyOccurrence: Sendable, Equatable {
    /// The last day on which it could be done in time.
    public let due: CivilDate
    /// When it was done, as exactly as that is known; later than `due` if late; nil if it was not.
    public let done: PartialDate?
    public let bearer: Participant
    /// How many times it stands for: see ``Schedule/Occurrence/times``.
    public let times: Int

    public init(due: CivilDate, done: PartialDate?, bearer: Participant, times: Int = 1) {
        (self.due, self.done, self.bearer, self.times) = (due, done, bearer, times)
    }
}

/// Where a duty stands on a day.
public enum DutyStanding: Sendable, Equatable {
    /// Not yet a duty.
    case notBegun(CivilDate)
    /// It depends on a resolution that has not taken effect.
    case waits(String)
    /// It depends on a resolution that will not take effect.
    case lapsed(String)
    /// To be done by the day.
    case due(CivilDate)
    /// It should have been done by the day.
    case overdue(since: CivilDate)
    /// Done, and it does not recur.
    case discharged(PartialDate)
    /// It holds at all times, so it is never due and never done with.
    case continuing
    /// No duty any more.
    case withdrawn(CivilDate)
    /// It fell due on that day, before the record begins, so what came of it is not known.
    case notKnown(CivilDate)
}

/// What is known of a duty.
public struct Duty: Sendable, Equatable {
    /// The duty as it holds from a day on.
    public struct Version: Sendable, Equatable {
        public let from: CivilDate
        public var what: String
        public var bearer: Participant
        public var cadence: Cadence?
        public var due: PartialDate?
    }

    public let id: DutyID
    public let established: DutyEstablished
    /// In the order of the days from which they hold; the first holds from the beginning.
    public private(set) var versions: [Version]
    /// In the order of their days.
    public private(set) var discharges: [DutyDischarged] = []
    public private(set) var withdrawnOn: CivilDate?

    init(_ established: DutyEstablished) {
        id = established.duty
        self.established = established
        versions = [
            Version(
                from: established.from.earliest, what: established.what, bearer: established.bearer,
                cadence: established.cadence, due: established.due)
        ]
    }

    mutating func evolve(_ event: DutyChanged) {
        guard let last = versions.last else { return }
        versions.append(
            Version(
                from: event.from, what: event.what ?? last.what, bearer: event.bearer ?? last.bearer,
                cadence: event.cadence ?? last.cadence, due: event.due ?? last.due))
    }

    mutating func evolve(_ event: DutyDischarged) {
        let next = discharges.firstIndex { event.on.precedes($0.on) } ?? discharges.endIndex
        discharges.insert(event, at: next)
    }

    mutating func evolve(_ event: DutyDischargeWithdrawn) { discharges.removeAll { $0.on == event.on } }
    mutating func evolve(_ event: DutyWithdrawn) { withdrawnOn = event.on }

    /// Whether its frequency or due date is only assumed on the day; a change of the duty that gives one ends that.
    public func isAssumed(on day: CivilDate) -> Bool {
        let now = version(on: day)
        return established.isAssumed == true
            && (now.cadence, now.due) == (established.cadence, established.due)
    }

    /// The duty as it holds on the day.
    public func version(on day: CivilDate) -> Version {
        versions.last { $0.from <= day } ?? versions[0]
    }

    func refuseBefore(_ day: CivilDate, _ what: String) throws(Rejection) {
        guard day < established.from.earliest else { return }
        throw Rejection(
            "duty-exists", "duty/\(id)",
            "The duty starts on \(established.from.spoken), so it cannot \(what) on \(day.spoken).",
            remedy: "Check the date.")
    }

    func refuseWithdrawn(on day: CivilDate) throws(Rejection) {
        guard let withdrawnOn, withdrawnOn <= day else { return }
        throw Rejection(
            "duty-exists", "duty/\(id)", "The duty ended on \(withdrawnOn.spoken).",
            remedy: "Set up another one.")
    }
}

extension Duty {
    /// From which day on its time runs; nil if it is no duty yet.
    ///
    /// Of a date that is not exact it is the last day that it can mean, so that nobody is called late by a
    /// guess.
    private func begins(_ condition: DutyConditionStanding) -> CivilDate? {
        switch condition {
        case .none: established.from.latest
        case .met(let day): max(day, established.from.earliest)
        case .waits, .lapsed: nil
        }
    }

    /// Each time at which it fell due up to the last day and the first one after that, as known on the day.
    ///
    /// - Parameters:
    ///   - last: the last day looked at.
    ///   - asAt: discharges up to this day are taken in.
    ///   - condition: what ``condition(in:)`` says.
    ///   - recordBegins: times that fell due before it and were not done are left out.
    ///   - listing: from which day on every time is told apart, however many there are.
    public func occurrences(
        through last: CivilDate, asAt: CivilDate, condition: DutyConditionStanding,
        recordBegins: CivilDate = .first, listing: CivilDate = .last
    ) -> [DutyOccurrence] {
        guard var begins = begins(condition) else { return [] }
        let known = discharges.map(\.on).filter { $0.earliest <= asAt }
        // Of a date that is not exact the first day counts for what was due, and the last one for what is due next:
        // nobody is called late by a guess.
        let done = known.map(\.earliest)
        let vague = Dictionary(known.filter { $0.precision != .day }.map { ($0.earliest, $0.latest) }) {
            max($0, $1)
        }
        let exact = Dictionary(known.map { ($0.earliest, $0) }) { first, _ in first }
        // What was done on a day on which it may have been a duty already was done for it.
        begins = min(begins, done.first ?? begins)
        var found: [Schedule.Occurrence]
        if established.cadence == nil {
            let due = version(on: asAt).due?.latest ?? begins.adding(days: established.within ?? 0) ?? .last
            found = [Schedule.Occurrence(due: due, done: done.first)]
        } else {
            // The first day as it was laid down may be a month's last; one that was worked out is exact.
            let first = begins == established.from.latest ? established.from : PartialDate(begins)
            found = Schedule.occurrences(
                from: version(on: begins).cadence?.start(from: first) ?? Schedule.Point(begins),
                recordBegins: recordBegins, through: min(last, withdrawnOn ?? last), done: done,
                counts: { version(on: $1).cadence?.counts($0, for: $1) ?? true },
                next: { point in
                    nextDue(point.number == 0 ? vague[point.day].map { Schedule.Point($0) } ?? point : point)
                },
                ahead: ahead, listing: listing)
        }
        found.removeAll { $0.done == nil && $0.due < recordBegins }
        if let withdrawnOn { found.removeAll { $0.done == nil && $0.due >= withdrawnOn } }
        return found.map {
            DutyOccurrence(
                due: $0.due, done: $0.done.flatMap { exact[$0] }, bearer: version(on: $0.due).bearer,
                times: $0.times)
        }
    }

    /// A later time of the same count before a day, and before another cadence takes its place.
    private func ahead(_ point: Schedule.Point, _ day: CivilDate) -> Schedule.Point? {
        let until = versions.first { $0.from > point.day }?.from ?? .last
        return version(on: point.day).cadence?
            .ahead(of: point, before: min(day, until), leaving: Schedule.longestRun)
    }

    /// The next time at which it is due, by the cadence of its time. A cadence that takes another's place counts
    /// from what was due last before it, and none of its times is before its own first day.
    private func nextDue(_ point: Schedule.Point) -> Schedule.Point? {
        for (index, version) in versions.enumerated() {
            let until = index + 1 < versions.count ? versions[index + 1].from : nil
            if let until, until <= point.day { continue }
            let isNew = index > 0 && point.day < version.from
            // What held at all times was due at none, until another cadence took its place.
            if version.cadence?.rule == .atAllTimes, until != nil { continue }
            // What is due after something that held at all times is counted from its own first day.
            let isFirst = isNew && versions[index - 1].cadence?.rule == .atAllTimes
            let start = isFirst ? version.cadence?.start(from: PartialDate(version.from)) : nil
            guard
                var due = version.cadence?.next(after: start ?? (isNew ? Schedule.Point(point.day) : point))
            else { return nil }
            if index > 0, due.day < version.from {
                guard let later = version.cadence?.next(after: Schedule.Point(version.from)) else {
                    return nil
                }
                due = later
            }
            if let until, until <= due.day { continue }
            return due
        }
        return nil
    }

    /// Where it stands on the day.
    public func standing(
        on day: CivilDate, condition: DutyConditionStanding, recordBegins: CivilDate = .first
    ) -> DutyStanding {
        if let withdrawnOn, withdrawnOn <= day { return .withdrawn(withdrawnOn) }
        // Before it begins, what it depends on may not have been there either.
        if day < established.from.earliest { return .notBegun(established.from.earliest) }
        switch condition {
        case .waits(let what): return .waits(what)
        case .lapsed(let what): return .lapsed(what)
        case .met(let met) where day < met: return .notBegun(met)
        case .met, .none: break
        }
        if version(on: day).cadence?.rule == .atAllTimes { return .continuing }
        let all = occurrences(through: day, asAt: day, condition: condition, recordBegins: recordBegins)
        if established.cadence == nil, all.isEmpty {
            return .notKnown(version(on: day).due?.latest ?? established.from.latest)
        }
        if established.cadence == nil, let done = all.first?.done { return .discharged(done) }
        return Self.standing(of: all, on: day)
    }

    /// Where something that recurs stands, given each time at which it fell due and the next one.
    public static func standing(of all: [DutyOccurrence], on day: CivilDate) -> DutyStanding {
        // What was missed before it was last done is past; what has been missed since is overdue.
        let open = all.suffix(from: all.lastIndex { $0.done != nil }.map { $0 + 1 } ?? all.startIndex)
        guard let first = open.first else { return .notBegun(.last) }
        return first.due < day ? .overdue(since: first.due) : .due(first.due)
    }
}
