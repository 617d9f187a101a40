// How the tests here make logs, drafts and clocks: everything in a directory that goes with the test.

import CSQLite
import Codec
import Foundation
import Governance
import Ledger
import Testing

/// A directory that is deleted with the last reference to it.
final class TemporaryDirectory {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "minuted-" + UUID().uuidString
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A generator whose numbers are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

let genesis = Genesis(council: "testham", name: "Testham Council", origin: "minuted.example/testham")

/// 6 September 2007, half past five in the afternoon, UTC.
let someTime = LogInstant(milliseconds: 1_189_099_800_000)

func context(_ time: LogInstant = someTime, command: String = "c-1") -> AppendContext {
    AppendContext(actor: "uid:1001(jokafor)", recordedTime: time, commandId: command)
}

func draft(
    _ stream: String = "meeting/malap-2007-09-06", version: Int = 1,
    type: String = "org.minuted.meeting.scheduled", data: String = #"{"place":"Council House"}"#
) -> Draft {
    Draft(
        type: type, stream: stream, streamVersion: version, time: "2007-09-06T18:30:00+01:00",
        data: Array(data.utf8))
}

/// A writer on a log that has its genesis entry.
func foundedWriter(
    _ store: LedgerStore, observers: [any AppendObserver] = [], seed: UInt64 = 7
) throws -> LedgerWriter {
    var generator = SeededGenerator(seed: seed)
    let writer = try store.makeWriter(observers: observers) { generator.next() }
    try writer.begin()
    _ = try writer.found(genesis, context())
    try writer.commit()
    return writer
}

/// Runs SQL on a second connection, as somebody with the file in hand would.
func tamper(_ directory: TemporaryDirectory, _ sql: String) -> String? {
    var connection: OpaquePointer?
    defer { sqlite3_close_v2(connection) }
    guard sqlite3_open(directory.path + "/ledger.db", &connection) == SQLITE_OK else { return "not opened" }
    sqlite3_busy_timeout(connection, 10_000)
    guard sqlite3_exec(connection, sql, nil, nil, nil) != SQLITE_OK else { return nil }
    return String(cString: sqlite3_errmsg(connection))
}

/// The first column of a query's first row, asked on a second connection.
func asked(_ directory: TemporaryDirectory, _ sql: String) -> String? {
    var (connection, statement): (OpaquePointer?, OpaquePointer?) = (nil, nil)
    defer {
        sqlite3_finalize(statement)
        sqlite3_close_v2(connection)
    }
    guard sqlite3_open(directory.path + "/ledger.db", &connection) == SQLITE_OK,
        sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK,
        sqlite3_step(statement) == SQLITE_ROW
    else { return nil }
    return sqlite3_column_text(statement, 0).map { String(cString: $0) }
}
