// SQLite counts what memory it takes, under one lock for all connections of the process. The writer, the projector and
// those who read take some for every row, and would wait for each other although they have nothing to do with
// one another. Nobody asks for the count.

import CSQLiteMemory

/// What SQLite keeps for the whole process.
public enum SQLiteProcess {
    /// Has SQLite count its memory no more.
    ///
    /// To be called at the start of a program, before a database is opened; later it does nothing.
    public static func leaveMemoryUncounted() {
        // Too late is no failure: it works as before then, only slower.
        _ = csqlitememory_stop_counting()
    }
}
