// Entries on their way from a reader to the verifier: one thread reads while another hashes.

import Evidence
import Ledger

/// A few batches of entries between two threads.
final class EntryStream: Sendable {
    /// What the reader hands over.
    enum Item: Sendable {
        case batch(EntryBatch)
        /// Something that the reader saw besides the bytes, such as an entry with another number.
        case finding(String)
        /// Something worth knowing that breaks nothing.
        case remark(String)
    }

    private struct State {
        var items: [Item] = []
        var isOver = false
    }

    /// Batches that may wait, and entries in one: about a megabyte.
    private static let capacity = 4
    static let batch = 2048

    private let state = Watched(State())

    /// Hands over an item; waits while too many do.
    func put(_ item: Item) {
        state.wait { $0.items.count < Self.capacity ? () : nil }
        state.update { $0.items.append(item) }
    }

    func finish() { state.update { $0.isOver = true } }

    /// The next item; nil at the end.
    func next() -> Item? {
        let item = state.wait { state -> Item?? in
            if !state.items.isEmpty { return state.items[0] }
            return state.isOver ? .some(nil) : nil
        }
        state.update { if !$0.items.isEmpty { $0.items.removeFirst() } }
        return item
    }

    /// Verifies what a reader on a thread of its own hands over.
    ///
    /// - Parameter read: hands everything over; runs on that thread.
    /// - Returns: the reader's findings, the first few of them, and its remarks.
    static func run(
        into verifier: inout LogVerifier, total: UInt64,
        progress: (UInt64, UInt64) -> Void, read: @escaping @Sendable (EntryStream) throws -> Void
    ) -> (damage: [String], remarks: [String]) {
        let stream = EntryStream()
        let thread = WorkerThread {
            do { try read(stream) } catch { stream.put(.finding("\(error)")) }
            stream.finish()
        }
        var (damage, remarks): ([String], [String]) = ([], [])
        while let item = stream.next() {
            switch item {
            case .batch(let batch):
                verifier.append(batch)
                progress(verifier.size, total)
            case .finding(let finding):
                if damage.count < 5 { damage.append(finding) }
            case .remark(let remark): remarks.append(remark)
            }
        }
        thread.join()
        return (damage, remarks)
    }
}
