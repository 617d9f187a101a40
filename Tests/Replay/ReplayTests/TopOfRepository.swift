// Where the files under replay/ and config/ are found.

import Foundation
import ReplayKit

enum TopOfRepository {
    static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}

extension Replay {
    /// The replays there are.
    static let all: [Replay] = {
        // Tests that go through none of them say so: see `ReplayTests`.
        (try? Replay.all(root: TopOfRepository.url)) ?? []
    }()

    static let stockton = Replay("stockton-2007", root: TopOfRepository.url)

    func history() throws -> [UInt8] { try Array(Data(contentsOf: historyFile)) }
}
