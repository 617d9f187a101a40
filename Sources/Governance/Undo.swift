// Taking back events that turn out not to be recorded: a submission may be refused at its last command. Only the
// records that its events change are kept from before, so recording costs the same however many are at hand.

/// Records as they were before the first event that changed each of them.
public struct Undo: Sendable, Equatable {
    /// Each in a state of its own, which holds nothing else.
    fileprivate var before: [Stream: Kept] = [:]

    /// A class, because a state is large, and a dictionary that grows moves what is in it.
    fileprivate final class Kept: Sendable {
        let state: State

        init(_ record: Stream, of whole: State) {
            var state = State()
            state.put(record, from: whole)
            self.state = state
        }
    }

    /// What was kept for going back is not part of what is known.
    public static func == (one: Undo, other: Undo) -> Bool { true }
}

extension State {
    /// From here on keeps each record as it is before the first event that changes it.
    public mutating func beginUndo() { undo = Undo() }

    /// Lets go of what was kept: the events stay.
    public mutating func endUndo() { undo = nil }

    /// Makes every record what it was when keeping began.
    public mutating func takeBack() {
        guard let undo = undo.take() else { return }
        for (record, before) in undo.before { put(record, from: before.state) }
    }

    /// Keeps a record that is about to change. An event changes the record that it belongs to and no other.
    mutating func keep(_ record: Stream) {
        guard undo != nil, undo?.before[record] == nil else { return }
        let kept = Undo.Kept(record, of: self)
        undo?.before[record] = kept
    }

    /// Forgets a record.
    mutating func forget(_ record: Stream) { put(record, from: State()) }

    /// Makes one record what it is in another state.
    fileprivate mutating func put(_ record: Stream, from other: State) {
        attachments[record] = other.attachments[record]
        histories.events[record] = other.histories.events[record]
        switch record {
        case .meeting(let id): meetings[id] = other.meetings[id]
        case .decision(let id): decisions[id] = other.decisions[id]
        case .notice(let id): notices[id] = other.notices[id]
        case .duty(let id): duties[id] = other.duties[id]
        case .paper(let id): papers[id] = other.papers[id]
        case .matter(let id): matters[id] = other.matters[id]
        case .action(let id): actions[id] = other.actions[id]
        case .visit(let id): visits[id] = other.visits[id]
        case .pledge(let id): pledges[id] = other.pledges[id]
        case .issueList(let id): issueLists[id] = other.issueLists[id]
        case .council, .person, .group, .office, .body, .place: directory.put(record, from: other.directory)
        }
    }
}
