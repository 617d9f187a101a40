// A tool for maintainers: plays a replay's script through the record keeper and writes the history that
// comes of it, or, with --expected, the answers that this history gives. Run at the top of the repository:
//
//     swift run record-history stockton-2007
//     swift run record-history --expected stockton-2007
//
// What it writes is checked by the tests from then on: look through every change before it is committed.

import Foundation
import ReplayKit

var arguments = CommandLine.arguments.dropFirst()
let isExpected = arguments.first == "--expected"
if isExpected { arguments = arguments.dropFirst() }
guard let name = arguments.first, arguments.count == 1 else {
    FileHandle.standardError.write(Data("usage: record-history [--expected] REPLAY\n".utf8))
    exit(2)
}
let replay = Replay(name, root: URL(filePath: FileManager.default.currentDirectoryPath))
do {
    try await withTemporaryDirectory { directory in
        guard isExpected else {
            let history = try await replay.record(in: directory)
            try Data(history).write(to: replay.historyFile, options: .atomic)
            print("\(replay.historyFile.path): \(history.count { $0 == UInt8(ascii: "\n") }) entries")
            return
        }
        let history = try Array(Data(contentsOf: replay.historyFile))
        for (inquiry, answer) in try replay.answers(of: history, in: directory) {
            try answer.write(to: replay.expectedFile(inquiry), atomically: true, encoding: .utf8)
            print(replay.expectedFile(inquiry).path)
        }
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
