// How a projection takes entries in: within one transaction, row by row as the statements are run, or with the
// rows in memory until the transaction ends. Following the log, rebuilding, looking into the past and trying
// again after a fault all go through the same fold.

public import Governance
public import SQLite

/// One transaction's folding of one projection. Confined to the thread that writes.
public protocol Fold: AnyObject {
    /// Takes in what one entry changes. What does not concern it is left alone; what it cannot take in is thrown,
    /// and stops the projection at this entry.
    func apply(_ change: Change, seq: Int) throws

    /// Writes what has been kept back.
    ///
    /// - Throws: ``LateFailure`` when it is an entry taken in before that stands in the way.
    func flush() throws

    /// Told that the rows of a record are about to be removed.
    func willRemove(_ stream: Stream) throws

    /// Writes what only repeats rows, at the end of the transaction, when all of them have been written.
    func finish() throws
}

extension Fold {
    public func willRemove(_ stream: Stream) throws {}

    public func finish() throws {}
}

/// An entry that turns out only when rows are written to be one that cannot be taken in.
struct LateFailure: Error {
    let seq: Int
    let underlying: any Error
}

/// A projection whose fold runs its statements at once.
public protocol StatementProjection: Projection {
    /// Takes in one event, as ``Fold/apply(_:seq:)`` does; of a kind that has a form
    /// of its own (``Change``) it cannot, and stops.
    static func apply(_ event: Event, seq: Int, to database: Database) throws
}

extension StatementProjection {
    public static func fold(into database: Database) -> any Fold { StatementFold(Self.self, database) }
}

/// An entry that is read into a form of its own concerns a projection whose fold takes events.
struct NoEvent: Error, CustomStringConvertible {
    let projection: String

    var description: String {
        "the fold of \(projection) takes events, and this entry is read into rows at once"
    }
}

/// The fold of a projection that keeps nothing back.
private final class StatementFold: Fold {
    private let projection: any StatementProjection.Type
    private let database: Database

    init(_ projection: any StatementProjection.Type, _ database: Database) {
        (self.projection, self.database) = (projection, database)
    }

    func apply(_ change: Change, seq: Int) throws {
        guard let event = change.event else { throw NoEvent(projection: projection.name) }
        try projection.apply(event, seq: seq, to: database)
    }

    func flush() {}
}
