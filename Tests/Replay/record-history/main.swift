// A tool for maintainers: plays a replay's script through the record keeper and writes the history that
// comes of it, or, with --expected, the answers that this history gives. Run at the top of the repository:
//
//     swift run record-history stockton-2007
//     swift run record-history --expected stockton-2007
//
// Without a name it goes through all replays. The answers are those of the daemon that was built along.
// What it writes is checked by the tests from then on: look through every change before it is committed.

import Foundation
import ReplayKit

var arguments = CommandLine.arguments.dropFirst()
let isExpected = arguments.first == "--expected"
if isExpected { arguments = arguments.dropFirst() }
let root = URL(filePath: FileManager.default.currentDirectoryPath)

func record(_ replay: Replay) async throws {
    let history = try await withTemporaryDirectory { try await replay.record(in: $0) }
    try Data(history).write(to: replay.historyFile, options: .atomic)
    print("\(replay.historyFile.path): \(history.count { $0 == UInt8(ascii: "\n") }) entries")
}

func writeExpected(_ replay: Replay) throws {
    for (inquiry, answer) in try replay.answers() {
        let file = replay.expectedFile(inquiry)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try answer.write(to: file, atomically: true, encoding: .utf8)
        print(file.path)
    }
}

do {
    for replay in try arguments.isEmpty ? Replay.all(root: root) : arguments.map({ Replay($0, root: root) }) {
        if isExpected { try writeExpected(replay) } else { try await record(replay) }
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
