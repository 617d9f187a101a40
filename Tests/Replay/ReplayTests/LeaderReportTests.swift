// What a leader is told of their members, asked of Stockton's history: a member who changed groups counts with each
// group for the days they belonged to it, and a breach belongs to the day of its last absence.

import Codec
import ReplayKit
import Testing

@Suite("A leader's report, of Stockton's history") struct LeaderReportTests {
    /// Councillor E left Group Two for Group Three after missing MALAP on 15 November 2007, a second time in a row.
    private static let lastAbsence = "2007-11-15"

    private func leaders(_ daemon: RestoredDaemon, _ question: String) throws -> [JSONNode] {
        let line = #"{"into":"leaders.json","query":"Leaders","question":\#(question),"asat":"2008-09-30"}"#
        let inquiry = try Inquiry(json: Array(line.utf8))
        return try JSONDocument(try daemon.answer(inquiry)).root["leaders"]?.elements ?? []
    }

    private func stockton() throws -> RestoredDaemon {
        try RestoredDaemon(history: Replay.stockton.historyFile)
    }

    private func breaches(_ leader: JSONNode?) -> [String] {
        (leader?["breaches"]?.elements ?? []).compactMap { $0["notice"]?.string }
    }

    @Test("A breach is in the periods that hold its last absence, on the first day and on the last")
    func period() throws {
        let daemon = try stockton()
        func found(_ from: String, _ to: String) throws -> Bool {
            let answer = try leaders(daemon, #"{"group":"group-two","from":"\#(from)","to":"\#(to)"}"#)
            return breaches(answer.first).contains("malap-councillor-e-\(Self.lastAbsence)")
        }
        #expect(try found("2007-09-01", "2007-11-15"))
        #expect(try !found("2007-09-01", "2007-11-14"))
        #expect(try found("2007-11-15", "2007-12-31"))
        #expect(try !found("2007-11-16", "2007-12-31"))
    }

    @Test(
        "A breach that the attendance, as corrected, no longer shows is not counted, and is said to be corrected"
    )
    func corrected() throws {
        let answer = try leaders(stockton(), "{}")
        let leader = try #require(answer.first { $0["role"]?.string == "leader" })
        let breaches = (leader["breaches"]?.elements ?? []).filter { $0["person"]?.string == "councillor-h" }
        let corrected = breaches.filter { $0["corrected"]?.boolean == true }
        #expect(corrected.compactMap { $0["notice"]?.string } == ["malap-councillor-h-2007-11-15"])
        let member = leader["members"]?.elements.first {
            $0["attendance"]?["person"]?.string == "councillor-h"
        }
        #expect(member?["breaches"]?.integer == breaches.count - 1)
    }

    @Test("A member is listed with each group, for the meetings held while they belonged to it")
    func changedGroup() throws {
        let answer = try leaders(stockton(), "{}")
        func missed(_ group: String) throws -> [String] {
            let leader = try #require(answer.first { $0["group"]?.string == group })
            let member = try #require(
                leader["members"]?.elements.first {
                    $0["attendance"]?["person"]?.string == "councillor-e"
                })
            return (member["missed"]?.elements ?? []).compactMap { $0["date"]?.string }
        }
        #expect(try missed("group-two") == [Self.lastAbsence])
        #expect(try missed("group-three") == [])
        let three = answer.first { $0["group"]?.string == "group-three" }
        #expect(breaches(three) == ["malap-councillor-i-2008-09-18"])
        #expect(breaches(answer.first { $0["role"]?.string == "leader" }).count == 5)
    }
}
