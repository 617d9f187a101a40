// Where the files under replay/ and config/ are found.

import Foundation
import ReplayKit

enum TopOfRepository {
    static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}

extension Replay {
    /// The replays there are.
    static let all = [Replay("stockton-2007", root: TopOfRepository.url)]

    static let stockton = all[0]

    func history() throws -> [UInt8] { try Array(Data(contentsOf: historyFile)) }
}
