// What entries mean to folds. Frequent events are decoded straight into row-shaped values on the read-ahead
// threads, so that the writer does little.

public import Governance
import Ledger

/// What an entry changes.
public enum Change: Sendable, Equatable {
    case meetingScheduled(MeetingScheduled)
    case meetingHeld(MeetingID)
    /// A meeting's roll.
    case roll(MeetingID, PackedRoll)
    /// One mark that was corrected or came late.
    case mark(MeetingID, PackedRoll)
    case markRemoved(MeetingID, PersonID)
    case decision(DecisionRows)
    case decisionPublished(DecisionID, CivilDate)
    /// Everything else.
    indirect case event(Event)

    /// What an event changes.
    init(_ event: Event, seq: Int) {
        self =
            switch event {
            case .meetingScheduled(let it): .meetingScheduled(it)
            case .meetingHeld(let it): .meetingHeld(it.meeting)
            case .attendanceRecorded(let it): .roll(it.meeting, PackedRoll(it.entries, seq: seq))
            case .attendanceCorrected(let it) where it.isRemoved: .markRemoved(it.meeting, it.entry.person)
            case .attendanceCorrected(let it):
                .mark(it.meeting, PackedRoll(Mark(entry: it.entry, isCorrected: true, seq: seq)))
            case .decisionRecorded(let it): .decision(DecisionRows(it))
            case .decisionPublished(let it): .decisionPublished(it.decision, it.on)
            // Whatever has no form of its own is handed on as it is.
            default: .event(event)
            }
    }

    /// The event that it is; nil for what is kept in a form of its own.
    var event: Event? {
        switch self {
        case .meetingScheduled(let it): return .meetingScheduled(it)
        case .meetingHeld(let id):
            var held = MeetingHeld()
            held.meeting = id
            return .meetingHeld(held)
        case .decisionPublished(let id, let day):
            var published = DecisionPublished()
            (published.decision, published.on) = (id, day)
            return .decisionPublished(published)
        case .event(let event): return event
        case .roll, .mark, .markRemoved, .decision: return nil
        }
    }

    /// The record that it happened to.
    var stream: Governance.Stream {
        switch self {
        case .meetingScheduled(let it): .meeting(it.meeting)
        case .meetingHeld(let id), .roll(let id, _), .mark(let id, _), .markRemoved(let id, _): .meeting(id)
        case .decision(let it): .decision(it.decision)
        case .decisionPublished(let id, _): .decision(id)
        case .event(let event): event.stream
        }
    }
}

/// An entry as folds take it in.
struct FoldEntry: Sendable {
    let seq: Int
    let change: Change
    /// The projections that it concerns, by their places in the catalog.
    let concerns: ProjectionSet
    /// Whether it changes the directory, and no projection.
    let changesDirectory: Bool
    /// Whether its record is known to begin with it.
    let isFirst: Bool

    init(_ seq: Int, _ change: Change, isFirst: Bool = false) {
        (self.seq, self.change, self.isFirst) = (seq, change, isFirst)
        changesDirectory = if case .event(let event) = change { event.changesDirectory } else { false }
        concerns = changesDirectory ? ProjectionSet() : ProjectionCatalog.concerned(by: change.stream)
    }

    init(_ seq: Int, _ event: Event) { self.init(seq, Change(event, seq: seq)) }

    /// Reads an entry's bytes.
    ///
    /// - Throws: ``UnreadableEntry``, as ``Event/init(seq:entry:)`` does.
    init(_ seq: Int, bytes: UnsafeRawBufferPointer) throws(UnreadableEntry) {
        let view = try EntryView(seq: seq, entry: bytes)
        let change =
            if let quick = Change(quickly: view) { quick } else {
                Change(try Event(seq: seq, view), seq: seq)
            }
        self.init(seq, change, isFirst: view.streamVersion == 1)
    }
}

/// Some of the projections, by their places in the catalog.
struct ProjectionSet: OptionSet, Sendable {
    let rawValue: UInt64
}

extension ProjectionSet {
    init(place: Int) { self.init(rawValue: 1 << place) }
}

extension ProjectionCatalog {
    /// The projections that what happens to a record concerns.
    static func concerned(by stream: Governance.Stream) -> ProjectionSet {
        var concerned = ProjectionSet()
        for (place, projection) in all.enumerated() where projection.concerns(stream) {
            concerned.insert(ProjectionSet(place: place))
        }
        return concerned
    }
}
