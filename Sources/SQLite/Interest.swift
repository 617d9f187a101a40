// Whether anybody still waits for what a thread is working out. SQLite's statements ask now and then, so do loops that
// may be long: what nobody waits for ends where it is, and takes nothing more from those who do wait.

import CSQLite

/// The work was ended, because whoever asked for it is gone.
public struct NobodyWaits: Error, Sendable, CustomStringConvertible {
    public init() {}

    public var description: String { "nobody waits for it any more" }
}

/// Who waits for the work of the current thread.
///
/// Work that several may rely on (the projector's, the keeper's, a rebuild) runs without, to its end.
public enum Interest {
    @TaskLocal private static var isWanted: (@Sendable () -> Bool)?

    /// Does something as long as somebody waits for it.
    ///
    /// - Parameter isWanted: asked again and again by the thread that runs the body; must not block.
    /// - Throws: what the body throws. Once it is not wanted, statements of connections that heed this fail with
    ///   SQLite's code for an interruption (``StorageFailure/isOfInterruption``).
    public static func lasts<Value>(
        while isWanted: @escaping @Sendable () -> Bool, _ body: () throws -> Value
    ) rethrows -> Value {
        try $isWanted.withValue(isWanted, operation: body)
    }

    /// Whether the current thread works for somebody who is gone.
    public static var isOver: Bool { isWanted.map { !$0() } ?? false }

    /// Ends the work if nobody waits for it: for loops that no statement ends.
    public static func check() throws(NobodyWaits) {
        if isOver { throw NobodyWaits() }
    }

    /// How many of SQLite's instructions are run until a statement asks: about a tenth of a millisecond.
    package static let instructions: Int32 = 2_000

    /// Has a connection's statements end once nobody waits for what they find.
    package static func heed(_ connection: OpaquePointer) {
        sqlite3_progress_handler(connection, instructions, { _ in Interest.isOver ? 1 : 0 }, nil)
    }
}

extension StorageFailure {
    /// Whether a statement was ended because nobody waits for it any more.
    public var isOfInterruption: Bool { primaryCode == SQLITE_INTERRUPT }
}
