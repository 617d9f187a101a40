// What a clerk asks day by day, of recorded histories and by the real programs: a person whole, votes, changes, the
// calendar, a draft of minutes.

import Codec
import Foundation
import ReplayKit
import Testing

@Suite("The questions of every day") struct DailyQuestionsTests {
    private func daemon(_ name: String = "stockton-2007") throws -> RestoredDaemon {
        try RestoredDaemon(history: Replay(name, root: TopOfRepository.url).historyFile)
    }

    private func json(_ daemon: RestoredDaemon, _ words: String...) throws -> JSONNode {
        try JSONDocument(Array(daemon.minutectl(["-o", "json"] + words))).root
    }

    private func text(_ daemon: RestoredDaemon, _ words: String...) throws -> String {
        String(decoding: Array(try daemon.minutectl(words)), as: UTF8.self)
    }

    @Test("a person whole has what other reports say of them, and the entries behind it")
    func person() throws {
        let council = try daemon()
        let shown = try json(council, "person", "show", "councillor-c", "--as-at", "2008-07-31")
        #expect(shown["person"]?["name"]?.string == "Councillor C")
        let bodies = (shown["seats"]?.elements ?? []).compactMap { $0["record"]?.string }
        #expect(bodies.contains("body/malap") && bodies.contains("body/council"))
        let attendance = try json(
            council, "report", "attendance", "--person", "councillor-c", "--as-at", "2008-07-31")
        #expect(
            shown["attendance"]?["expected"]?.integer
                == attendance["members"]?.elements.first?["expected"]?.integer)
        let notices = try json(
            council, "notice", "list", "--person", "councillor-c", "--as-at", "2008-07-31")
        #expect(
            (shown["notices"]?.elements ?? []).compactMap { $0["notice"]?.string }
                == (notices["notices"]?.elements ?? []).compactMap { $0["id"]?.string })
        let steps = (shown["history"]?.elements ?? []).compactMap { $0["what"]?.string }
        #expect(steps.contains { $0.contains("took a seat on Multi Agency Looked After Partnership") })
        #expect(steps.contains { $0.contains("registered as councillor") })
        // Before the first seat there is none.
        let before = try json(council, "person", "show", "councillor-c", "--as-at", "2007-04-30")
        #expect(before["seats"]?.elements.isEmpty == true)
    }

    @Test("a draft of minutes has who was there, and each decision under its item")
    func minutes() throws {
        let draft = try text(daemon(), "minutes", "draft", "Cabinet 2 August 2007")
        #expect(draft.contains("Present: Councillor A; Councillor B\n"))
        #expect(draft.contains("Apologies: Councillor K\n"))
        #expect(draft.contains("1 Corporate Parenting Strategy\n"))
        #expect(draft.contains("RESOLVED (3): the proposal that MALAP report"))
        #expect(draft.contains("RECOMMENDED (2): the proposal to include the MALAP"))
        #expect(draft.contains("The body has not approved it."))
    }

    @Test("a decision of a month is listed wherever it may have been made, and nowhere else")
    func decisionOfAMonth() throws {
        let council = try daemon("derby-2009")
        func isListed(_ period: String...) -> Bool {
            // Nothing found is a failure of its own to scripts.
            let listed = try? json(
                council, "decision", "list", period[0], period[1], period[2], period[3])
            return listed?["decisions"]?.elements.contains { $0["made"]?.string == "2009-07" } ?? false
        }
        #expect(isListed("--from", "1 July 2009", "--to", "1 July 2009"))
        #expect(isListed("--from", "10 July 2009", "--to", "15 July 2009"))
        #expect(isListed("--from", "31 July 2009", "--to", "31 July 2009"))
        #expect(!isListed("--from", "1 June 2009", "--to", "30 June 2009"))
        #expect(!isListed("--from", "1 August 2009", "--to", "31 August 2009"))
    }

    @Test("a duty to meet is found by what the list calls it; where several bodies have it, they are named")
    func dutyToMeet() throws {
        let one = try json(daemon(), "duty", "show", "Hold a meeting", "--as-at", "30 June 2008")
        #expect(one["duty"]?["id"]?.string == "meetings/malap")
        let error = #expect(throws: (any Error).self) {
            try text(daemon("derby-2009"), "duty", "show", "hold a meeting", "--as-at", "30 June 2010")
        }
        #expect(error.map { "\($0)" }?.contains("bodies have to meet") ?? false)
        #expect(error.map { "\($0)" }?.contains("(meetings/") ?? false)
    }

    @Test("changes are the entries from a day, a time or an entry on, each once")
    func changes() throws {
        let council = try daemon()
        let some = try json(council, "changes", "--since", "200", "--limit", "3")
        func seqs(_ report: JSONNode) -> [Int] {
            (report["changes"]?.elements ?? []).compactMap { $0["step"]?["seq"]?.integer }
        }
        #expect(seqs(some) == [200, 201, 202] && some["next"]?.string == "202")
        let rest = try json(council, "changes", "--since", "200", "--after", "202")
        #expect(seqs(rest) == [203, 204, 205, 206, 207, 208, 209, 210] && rest["next"] == nil)
        let day = try json(council, "changes", "--since", "9 October 2008")
        #expect(seqs(day) == [206, 207, 208, 209, 210])
        #expect(try seqs(json(council, "changes", "--since", "10 October 2008")) == [210])
        #expect(try seqs(json(council, "changes", "--since", "11 October 2008")).isEmpty)
        let time = try json(council, "changes", "--since", "2008-10-09T09:00:00Z")
        #expect(seqs(time) == [209, 210])
        #expect(try seqs(json(council, "changes", "--since", "2008-10-09T09:00:00.001Z")) == [210])
    }

    @Test("the calendar has meetings and deadlines of its days, the first and the last included")
    func calendar() throws {
        let council = try daemon()
        func records(_ from: String, _ to: String) throws -> [String] {
            let report = try json(
                council, "calendar", "--from", from, "--until", to, "--as-at", "1 May 2008")
            return (report["entries"]?.elements ?? []).compactMap { $0["record"]?.string }
        }
        #expect(try records("15 May 2008", "15 May 2008") == ["meeting/malap-2008-05-15"])
        #expect(try records("16 May 2008", "18 June 2008") == [])
        #expect(try records("14 May 2008", "14 May 2008") == [])
        #expect(try records("19 June 2008", "June 2008").contains("action/placement-moves"))
    }

    @Test("a calendar file keeps to RFC 5545: CRLF, folded at 75 bytes, each event with its own name")
    func iCalendar() throws {
        let council = try daemon()
        let file = try council.minutectl([
            "calendar", "--from", "May 2008", "--until", "June 2008", "--as-at", "1 May 2008", "--ics",
        ])
        let text = String(decoding: file, as: UTF8.self)
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        let lines = text.replacingOccurrences(of: "\r\n", with: "\u{1}").split(separator: "\u{1}")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
        let whole = text.replacingOccurrences(of: "\r\n ", with: "").replacingOccurrences(
            of: "\r\n", with: "\n"
        )
        .split(separator: "\n").map(String.init)
        let names = whole.filter { $0.hasPrefix("UID:") }
        #expect(names.count == whole.count { $0 == "BEGIN:VEVENT" } && Set(names).count == names.count)
        // 4.30pm in Stockton in May is 3.30pm in UTC.
        #expect(whole.contains("DTSTART:20080515T153000Z"))
        #expect(whole.contains("DTSTART;VALUE=DATE:20080630"))
    }

    @Test("a month is a date: from its first day, to its last")
    func months() throws {
        let council = try daemon()
        let august = try json(
            council, "decision", "list", "--from", "August 2007", "--until", "August 2007")
        #expect(
            (august["decisions"]?.elements ?? []).compactMap { $0["id"]?.string }
                == ["corporate-parenting-strategy"])
    }
}
