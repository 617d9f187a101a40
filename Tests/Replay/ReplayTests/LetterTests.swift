// The letters of the recorded histories: made again from the log alone they are what was told, word for word,
// and the notices are those that the rolls call for, as found by brute force.

import Codec
import Digests
import Foundation
import Governance
import Ledger
import Projections
import ReplayKit
import Reports
import Testing

@Suite struct LetterTests {
    private func events(_ replay: Replay) async throws -> [(seq: Int, event: Event)] {
        let history = try replay.history()
        return try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.restored(from: history, in: directory)
            var found: [(seq: Int, event: Event)] = []
            for seq in 1...(try ledger.lastSeq()) {
                found.append((seq, try Event(#require(try ledger.entry(seq: seq)))))
            }
            return found
        }
    }

    /// Each letter by its file's name, with the digest that the record keeps of it.
    private func letters(_ replay: Replay) async throws -> [(name: String, text: String, digest: String?)] {
        var state = State()
        var found: [(name: String, text: String, digest: String?)] = []
        for (_, event) in try await events(replay) {
            state.evolve(event)
            switch event {
            case .noticeIssued(let it):
                let notice = NoticeValue(it)
                for (index, recipient) in it.recipients.enumerated() where recipient.person != nil {
                    let name = "\(it.notice).\(role(of: recipient, among: it.recipients))"
                    found.append((name, notice.letter(to: notice.recipients[index]), recipient.letter))
                }
            case .noticeFollowedUp(let it):
                let issued = try #require(state.notices[it.notice]?.issued)
                let followUp = FollowUpValue(it)
                for (index, recipient) in it.recipients.enumerated() {
                    let text = NoticeValue(issued).letter(of: followUp, to: followUp.recipients[index])
                    let role = role(of: recipient, among: it.recipients)
                    let name = "\(it.notice).\(it.number).\(role)"
                    found.append((name, text, recipient.letter))
                }
            default: break
            }
        }
        return found
    }

    /// The role that a letter's file is named by, with the group where the leaders of several are told.
    private func role(of recipient: Recipient, among all: [Recipient]) -> String {
        let role = recipient.role.rawValue
        guard all.count(where: { $0.role == recipient.role }) > 1, let group = recipient.group else {
            return role
        }
        return "\(role)-of-\(group)"
    }

    @Test(arguments: Replay.all) func lettersAreWhatWasToldWordForWord(replay: Replay) async throws {
        let folder = replay.folder.appending(path: "letters")
        let isRecording = ProcessInfo.processInfo.environment["MINUTED_RECORD"] != nil
        let letters = try await letters(replay)
        for letter in letters {
            let digest = SHA256.hash(Array(letter.text.utf8)).hex
            #expect(digest == letter.digest, "\(letter.name)")
            let file = folder.appending(path: "\(letter.name).txt")
            if isRecording {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try letter.text.write(to: file, atomically: true, encoding: .utf8)
                Issue.record("recorded \(letter.name): look it through")
            }
            #expect(try String(contentsOf: file, encoding: .utf8) == letter.text, "\(letter.name)")
        }
        let kept = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        #expect(Set(kept) == Set(letters.map { "\($0.name).txt" }))
    }

    @Test(arguments: Replay.all) func theNoticesAreThoseThatTheRollsCallFor(replay: Replay) async throws {
        let history = try replay.history()
        var state = State()
        for (_, event) in try await events(replay) { state.evolve(event) }
        let found = try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.restored(from: history, in: directory)
            let projections = try ProjectionStore(directory: directory + "/projections", ledger: ledger)
            let thread = projections.start()
            defer {
                projections.stop()
                thread.join()
            }
            projections.committed(try ledger.lastSeq())
            #expect(projections.waitFor(try ledger.lastSeq(), milliseconds: 30_000))
            let now = CivilDateTime(startOf: .last)
            return try projections.ask(asAt: nil, asKnownOn: nil, now: now) { reading in
                try reading.breaches(body: nil, person: nil).map(\.notice.text)
            }
        }
        #expect(found.sorted() == recomputed(state).sorted())
    }

    /// Every breach, meeting by meeting: for each body, member and absence, whether the rule of that day
    /// calls for a notice, judged anew from all that went before.
    private func recomputed(_ state: State) -> [String] {
        var notices: [String] = []
        for body in state.directory.bodies.values {
            let held = state.meetings.values
                .filter {
                    $0.body == body.id && $0.status == .held && $0.roll != nil && $0.kind == .ordinary
                }
                .sorted { ($0.starts, $0.id) < ($1.starts, $1.id) }
            for person in state.directory.people.keys {
                for (index, meeting) in held.enumerated() {
                    let day = meeting.starts.date
                    guard let rule = body.terms(on: day)?.nonAttendance,
                        sits(person, body, rule, on: day), isMissed(person, meeting, rule)
                    else { continue }
                    let before = held[...index].filter { other in
                        let then = body.terms(on: other.starts.date)?.nonAttendance
                        return then.map { sits(person, body, $0, on: other.starts.date) } ?? false
                    }
                    let attended = before.lastIndex { other in
                        other.entry(of: person).map { !$0.standing.isAbsence } ?? false
                    }
                    let run = before[(attended.map { $0 + 1 } ?? before.startIndex)...]
                        .count { isMissed(person, $0, rule) }
                    if run == rule.consecutive { notices.append("\(body.id)-\(person)-\(day.iso)") }
                }
            }
        }
        return notices
    }

    private func sits(_ person: PersonID, _ body: Body, _ rule: NonAttendanceRule, on day: CivilDate) -> Bool
    {
        body.expected(on: day).contains { $0.person == person && rule.covers($0.capacity) }
    }

    private func isMissed(_ person: PersonID, _ meeting: Meeting, _ rule: NonAttendanceRule) -> Bool {
        meeting.entry(of: person).map { rule.isMissed($0.standing) } ?? false
    }
}
