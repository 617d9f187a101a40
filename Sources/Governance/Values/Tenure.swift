// Who holds something from when until when: a seat, an office, membership of a political group.

import Codec

/// A stretch of days: from the first day on, up to but not including the day of leaving.
public struct Tenure: Sendable, Equatable {
    /// The first day; what the record says of it may be less exact ("January 2014").
    public var from: PartialDate
    /// The first day on which it no longer holds; nil while it does.
    public var until: PartialDate?

    /// Whether the day lies in the stretch.
    public func covers(_ day: CivilDate) -> Bool {
        from.earliest <= day && (until.map { day < $0.earliest } ?? true)
    }

    /// Whether the two stretches share a day.
    func overlaps(_ other: Tenure) -> Bool {
        let endsBefore = until.map { $0.earliest <= other.from.earliest } ?? false
        let startsAfter = other.until.map { $0.earliest <= from.earliest } ?? false
        return !endsBefore && !startsAfter
    }
}

extension Tenure {
    /// Whether the whole of the other stretch lies in this one.
    func contains(_ other: Tenure) -> Bool {
        guard from.earliest <= other.from.earliest else { return false }
        guard let until else { return true }
        return other.until.map { $0.earliest <= until.earliest } ?? false
    }

    /// In words: "from 1 May 2007", "from 1 May 2007 to 4 May 2011".
    var words: String { "from \(from.spoken)" + (until.map { " to \($0.spoken)" } ?? "") }

    /// What to do about a tenure that is on record and shares days with a new one.
    func remedy(against new: Tenure) -> String {
        if new.until == nil, new.from.earliest < from.earliest {
            return "Say when the earlier one ended: `--until DATE`."
        }
        return until == nil
            ? "Record when it ended first, or correct its dates." : "Correct the dates of one of them."
    }
}

/// A later entry that mends the dates of a tenure recorded earlier, or takes it back altogether.
public struct TenureCorrection: Sendable, Equatable {
    /// The first day as it was recorded, which says which tenure is meant.
    public var recordedFrom = PartialDate.unknown
    /// The first day as it should have been; unchanged if nil.
    public var from: PartialDate?
    /// The day of leaving as it should have been; unchanged if nil.
    public var until: PartialDate?
    /// Whether it never was: recorded by mistake.
    public var isWithdrawn = false
    /// Why the record is corrected.
    public var reason = ""

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("recordedfrom", &recordedFrom, "the first day as recorded, which identifies it")
        try coder.field("from", &from, "the correct first day; unchanged if left out")
        try coder.field("until", &until, "the correct day of leaving; unchanged if left out")
        try coder.field("withdrawn", &isWithdrawn, "true if it should never have been recorded")
        try coder.field("reason", &reason, "why the record is corrected")
    }
}

extension TenureCorrection {
    /// The tenure as it should have been; nil if it never was.
    func mended(_ tenure: Tenure) -> Tenure? {
        isWithdrawn ? nil : Tenure(from: from ?? tenure.from, until: until ?? tenure.until)
    }

    /// Whether what is recorded says something else so far.
    func changes(_ recorded: [some Held]) -> Bool {
        guard let meant = recorded.first(where: { $0.tenure.from == recordedFrom }) else { return true }
        return mended(meant.tenure) != meant.tenure
    }

    /// The first of the others that would come to share a day with the mended tenure.
    func collision<Element: Held>(in all: [Element], where matches: (Element) -> Bool) -> Element? {
        guard let index = all.firstIndex(where: { matches($0) && $0.tenure.from == recordedFrom }),
            let mended = mended(all[index].tenure)
        else { return nil }
        let before = all[index].tenure
        return all.indices.lazy.filter { $0 != index }.map { all[$0] }
            .first { $0.tenure.overlaps(mended) && !$0.tenure.overlaps(before) }
    }
}

/// Something that has a holder for a time.
public protocol Held: Sendable {
    var tenure: Tenure { get set }
}

extension Array where Element: Held {
    /// What held on the day.
    public func on(_ day: CivilDate) -> [Element] { filter { $0.tenure.covers(day) } }

    /// The most that held on one and the same day of a stretch: those that followed one another count once.
    func most(within stretch: Tenure) -> [Element] {
        // Somebody has to begin on the fullest day, or it is the first.
        let days = [stretch.from.earliest] + map(\.tenure.from.earliest).filter { stretch.covers($0) }
        return days.map { on($0) }.max { $0.count < $1.count } ?? []
    }

    /// The first day of the tenures that follow one another without a gap up to the day; nil if none covers it.
    public func unbrokenSince(_ day: CivilDate) -> CivilDate? {
        var first: CivilDate?
        var before: CivilDate? = day
        while let day = before, let from = on(day).map(\.tenure.from.earliest).min() {
            first = from
            before = from.adding(days: -1)
        }
        return first
    }

    /// Ends what the predicate picks and the day falls into.
    mutating func end(on day: PartialDate, where matches: (Element) -> Bool) {
        for index in indices where matches(self[index]) && self[index].tenure.until == nil {
            self[index].tenure.until = day
        }
    }

    /// Mends what the predicate picks and was recorded from that day.
    mutating func correct(_ correction: TenureCorrection, where matches: (Element) -> Bool) {
        guard
            let index = firstIndex(where: {
                matches($0) && $0.tenure.from == correction.recordedFrom
            })
        else { return }
        if correction.isWithdrawn {
            remove(at: index)
            return
        }
        if let from = correction.from { self[index].tenure.from = from }
        if let until = correction.until { self[index].tenure.until = until }
    }
}
