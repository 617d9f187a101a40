// A reading: everything that a query may look at, all of one moment.

import Codec
public import Governance
import Ledger
public import Reports
import SQLite

/// The rows, the directory and the log as they were at one entry.
public struct Reading {
    let database: Database
    /// Who and what there is, as known at that entry.
    public let directory: Directory
    let ledger: LedgerStore
    let point: ReadingPoint
    /// The day whose state is asked for.
    public let asAt: CivilDate
    /// Whether that is today.
    var isToday = false
    /// The council's clocks: now, or the end of the day asked for.
    public let now: CivilDateTime
    let asKnownOn: Int?
    /// The entries behind it that no source bears out.
    let unsourced: UnsourcedEntries
    /// The index of texts; nil where the record is looked at as it was known.
    var search: SearchIndex?
    /// What was worked out before for the record as it is today; nil where another day or state is looked at.
    var memory: RollMemory?
    /// What is worked out once for all that this reading answers.
    let work = Workings()

    /// What the answer says of itself.
    public var basis: Basis {
        var basis = Basis()
        (basis.council, basis.position) = (directory.council?.name, point.position)
        basis.version = ProjectionCatalog.version
        basis.isComplete = point.fault == nil
        basis.fault = point.fault
        basis.asAt = asAt
        basis.asKnownOn = asKnownOn
        basis.invented = unsourced.invented.isEmpty ? nil : unsourced.invented.count
        basis.assumed = unsourced.assumed.isEmpty ? nil : unsourced.assumed.count
        return basis
    }

    /// The first and last day meant, as people write them: "October 2026" is from its first day, or to its last.
    func days(from: String?, to: String?) throws(Rejection) -> (first: CivilDate?, last: CivilDate) {
        let (first, last): (CivilDate?, CivilDate) = (
            try from.map { text throws(Rejection) in try period(text, "from").earliest },
            try to.map { text throws(Rejection) in try period(text, "to").latest } ?? asAt
        )
        if let first, to != nil, last < first {
            throw Rejection(
                "period", "from", "The period ends on \(last.spoken), before it begins on \(first.spoken).",
                remedy: "Give a first day on or before the last one.")
        }
        return (first, last)
    }

    /// A day, or the days of a month or a year.
    private func period(_ text: String, _ field: String) throws(Rejection) -> PartialDate {
        do throws(DateError) {
            return try SpokenDate(today: asAt).partialDate(text)
        } catch { throw Rejection("date", field, error.message, remedy: error.instead) }
    }

    /// The one identifier that is meant, out of those of a table that begin so; else the one of that title.
    func identifier(_ what: String, _ reference: String, in table: String) throws -> String {
        let found = try String.fetchAll(
            database, sql: "SELECT id FROM \(table) WHERE id >= ? AND id < ? ORDER BY id LIMIT 11",
            arguments: [reference, reference + "\u{10FFFF}"])
        if found.contains(reference) { return reference }
        guard found.count <= 1 else {
            throw Rejection(
                "unambiguous-\(what)", "\(what)/\(reference)", "\"\(reference)\" matches several records.",
                remedy: "Type more of the identifier.", candidates: found)
        }
        return try found.first ?? titled(what, reference)
    }
}

extension ProjectionStore {
    /// Asks a query of one moment.
    ///
    /// - Parameters:
    ///   - asAt: the day whose state is asked for; today if nil.
    ///   - asKnownOn: the last entry that counts as known; nil for as it is now.
    ///   - now: the council's clocks.
    public func ask<Value>(
        asAt: CivilDate?, asKnownOn: Int?, now: CivilDateTime, _ query: (Reading) throws -> Value
    ) throws -> Value {
        // A day that is over is looked at from its end; today from the present moment.
        // Use 23:59:59: midnight already belongs to the next day.
        let moment = asAt.map { $0 == now.date ? now : $0.end.adding(seconds: -1) ?? $0.end } ?? now
        return try read(asKnownOn: asKnownOn) { database, directory, point in
            try query(
                Reading(
                    database: database, directory: directory, ledger: ledger, point: point,
                    asAt: asAt ?? now.date, isToday: (asAt ?? now.date) == now.date, now: moment,
                    asKnownOn: asKnownOn,
                    unsourced: ledger.unsourced(upTo: point.position),
                    search: asKnownOn == nil ? search : nil,
                    memory: asKnownOn == nil && (asAt ?? now.date) == now.date ? memory : nil))
        }
    }
}
