// How much memory SQLite may take for pages. Each connection has a cache of its own, and a daemon has many
// connections: the log's writer and readers, those of the rows, and of looks into the past.

import CSQLite

/// What all of SQLite's caches of this process may take together.
public enum CacheLimit {
    /// Has connections put new pages in the place of old ones once so much is taken by all together
    /// (sqlite3_soft_heap_limit64).
    ///
    /// What one statement needs it gets all the same, so nothing fails.
    ///
    /// - Parameter bytes: the limit; 0 for none.
    /// - Returns: the limit before.
    @discardableResult
    public static func set(_ bytes: Int) -> Int { Int(sqlite3_soft_heap_limit64(Int64(bytes))) }
}
