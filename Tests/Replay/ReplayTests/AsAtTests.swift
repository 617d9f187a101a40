// Every question of every replay, asked as at every day on which something was done: nothing later is in the answer.

import Codec
import Foundation
import ReplayKit
import Testing

@Suite struct AsAtTests {
    /// Fields whose dates say what is planned, what a reader asked for, or when an entry was recorded.
    private static let planned: Set<String> = [
        "due", "callindeadline", "effective", "recorded", "expires", "holdsuntil", "to", "asat", "next",
        "starts", "period", "from", "lastday", "lastdaybylaw", "recordbegins", "day", "submitted", "cadence",
        "implementation",
    ]

    @Test(arguments: Replay.all) func nothingLaterIsInTheAnswer(replay: Replay) throws {
        let daemon = try RestoredDaemon(history: replay.historyFile)
        let days = try replay.daysOfDeeds()
        #expect(days.count > 20)
        var asked: Set<String> = []
        for inquiry in try replay.inquiries() where inquiry.asKnownOn == nil {
            // The same question under several dates is one question here.
            guard asked.insert("\(inquiry.query) \(inquiry.question)").inserted else { continue }
            for day in days {
                var then = inquiry
                then.asAt = day
                // What was not there yet is refused.
                guard let answer = try? daemon.answer(then) else { continue }
                // Agendas of meetings to come are asked for too.
                let later = Self.later(than: day, in: try JSONDocument(answer).root, "").filter {
                    inquiry.query != "Agendas" || !$0.hasPrefix("date ")
                }
                #expect(later.isEmpty, "\(inquiry.into) as at \(day): \(later.prefix(3))")
            }
        }
    }

    /// Where a date later than the day stands in an answer.
    private static func later(than day: String, in node: JSONNode, _ field: String) -> [String] {
        switch node.kind {
        case .object:
            return node.members.flatMap { later(than: day, in: $0.value, $0.name) }
        case .array: return node.elements.flatMap { later(than: day, in: $0, field) }
        case .string:
            guard !planned.contains(field), let text = node.string,
                text.prefixMatch(of: /\d{4}-\d{2}-\d{2}(T|$)/) != nil, text.prefix(10) > day
            else { return [] }
            return ["\(field) \(text)"]
        case .null, .boolean, .number: return []
        }
    }
}

extension Replay {
    /// The days on which entries of the history took effect, each once, in order; from the day of the first entry on.
    fileprivate func daysOfDeeds() throws -> [String] {
        let entries = try history().split(separator: UInt8(ascii: "\n")).map { line in
            try JSONDocument(Array(line)).root.members
        }
        func days(_ attribute: String) -> [String] {
            entries.compactMap { entry in
                entry.first { $0.name == attribute }?.value.string.map { String($0.prefix(10)) }
            }
        }
        let begins = days("recordedtime").first ?? ""
        return Set(days("time").filter { $0 >= begins }).sorted()
    }
}
