// How every connection is opened, whatever it is for.

import CSQLite
import Glibc

/// Opens a connection that is with one thread at a time.
///
/// What lies there has to be a regular file, if anything: for a pipe SQLite would wait for ever.
///
/// - Parameters:
///   - path: the file, or nothing for a temporary one.
///   - uri: the file as SQLite is to be told of it, with parameters; the path if left out.
///   - flags: `SQLITE_OPEN_…`: how it is opened, and whether it is made.
package func openConnection(
    _ path: String, uri: String? = nil, _ flags: Int32, vfs: String? = nil
) throws(StorageFailure) -> OpaquePointer {
    var status = stat()
    guard lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
        throw StorageFailure(
            operation: "open \(path)", code: Int(SQLITE_CANTOPEN), message: "it is not a regular file")
    }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(uri ?? path, &opened, flags | SQLITE_OPEN_NOMUTEX, vfs)
    guard let opened else {
        throw StorageFailure(operation: "open \(path)", code: Int(code), message: "out of memory")
    }
    guard code == SQLITE_OK else {
        let failure = StorageFailure(connection: opened, operation: "open \(path)")
        sqlite3_close_v2(opened)
        throw failure
    }
    sqlite3_extended_result_codes(opened, 1)
    return opened
}
