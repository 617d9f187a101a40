// What was acknowledged is there after the daemon is killed in the middle, and the next start needs no hand.

import Codec
import Control
import Foundation
import Governance
import Reports
import Synchronization
import Testing

@Suite("Killed in the middle", .timeLimit(.minutes(10)))
struct DurabilityTests {
    @Test("10,000 appends by 64 clients at once: every acknowledged entry is kept, without a gap")
    func killed() throws {
        let daemon = try RunningDaemon.stockton()
        let acknowledged = Mutex<[(seq: Int, id: String)]>([])
        let socket = daemon.socket
        let clients = (0..<64).map { number in
            Thread {
                guard let client = try? ControlClient(path: socket) else { return }
                for turn in 0..<157 {
                    var command = CommandCall<RegisterPerson>()
                    command.command.name = "Officer Number \(number) \(turn)"
                    command.command.kind = .officer
                    command.command.person = try? PersonID(text: "officer-\(number)-\(turn)")
                    command.options.commandId = "load-\(number)-\(turn)"
                    // After the kill there is no one to answer: the client has done what it could.
                    guard
                        let reply = try? client.call(
                            "org.minuted.Records.RegisterPerson", command, returning: ReceiptReply.self),
                        let entry = reply.receipt.entries.first
                    else { return }
                    acknowledged.withLock { $0.append((entry.seq, entry.id)) }
                }
            }
        }
        clients.forEach { $0.start() }
        while acknowledged.withLock({ $0.count }) < 4_000 { poll(nil, 0, 5) }
        daemon.kill()
        while clients.contains(where: { !$0.isFinished }) { poll(nil, 0, 5) }
        try daemon.start()
        let kept = acknowledged.withLock { $0 }
        #expect(kept.count >= 4_000)
        let rows = try daemon.sqlite("SELECT seq, id FROM record ORDER BY seq").output.split(separator: "\n")
        #expect(rows.enumerated().allSatisfy { $1.hasPrefix("\($0 + 1)|") })
        let stored = Set(rows)
        let lost = kept.filter { !stored.contains("\($0.seq)|\($0.id)") }
        #expect(lost.isEmpty)
        // What was not answered can be asked again under the same identifier, and is recorded once.
        try finish(daemon)
        let count = try daemon.sqlite(
            "SELECT count(*) FROM record WHERE type = 'org.minuted.person.registered' AND stream LIKE 'person/officer-%'"
        )
        #expect(count.output == "10048\n")
        #expect(
            try daemon.json("person", "list", "--kind", "officer")["people"]?.elements.count ?? 0 >= 10_048)
    }

    private func finish(_ daemon: RunningDaemon) throws {
        let client = try daemon.client()
        for number in 0..<64 {
            var request = SubmitRequest()
            for turn in 0..<157 {
                var named = NamedCommand()
                named.command = "RegisterPerson"
                named.parameters = try JSONObject(
                    reading: JSONDocument(
                        #"{"name":"Officer Number \#(number) \#(turn)","kind":"officer","person":"officer-\#(number)-\#(turn)","commandid":"load-\#(number)-\#(turn)"}"#
                    ).root)
                request.commands.append(named)
            }
            let reply = try client.call("org.minuted.Records.Submit", request, returning: SubmitReply.self)
            #expect(reply.receipts.count == 157)
        }
    }

    @Test("what is asked right after an acknowledgement takes it in")
    func readYourWrites() throws {
        let daemon = try RunningDaemon.stockton()
        let client = try daemon.client()
        for number in 0..<50 {
            var schedule = CommandCall<ScheduleMeeting>()
            schedule.command.body = "malap"
            schedule.command.starts = "2030-01-\(10 + number % 20)T\(10 + number / 20):00"
            let receipt = try client.call(
                "org.minuted.Records.ScheduleMeeting", schedule, returning: ReceiptReply.self
            ).receipt
            let subject = try #require(receipt.entries.first?.subject)
            var question = MeetingQuestion()
            question.meeting = String(subject.dropFirst("meeting/".count))
            let report = try client.call(
                "org.minuted.Queries.Meeting", question, returning: ReportReply<MeetingReport>.self
            ).report
            #expect(report.meeting.id == question.meeting)
            #expect(report.basis.position >= receipt.last ?? .max)
        }
    }

    @Test("a stop in order answers what was accepted, and the next start finds everything")
    func stopped() throws {
        let daemon = try RunningDaemon.stockton()
        #expect(try daemon.minutectl("person", "register", "Officer New", "--kind", "officer").status == 0)
        #expect(daemon.stop() == 0)
        let unreachable = try daemon.minutectl("status")
        #expect(unreachable.status == 3)
        try daemon.start()
        #expect(try daemon.entries == stocktonEntries + 1)
    }

    @Test("a second daemon on the same record, or on the same socket, does not start")
    func second() throws {
        let daemon = try RunningDaemon()
        let again = try Programs.run(
            Programs.path("minuted"), ["--state-directory", daemon.state, "--socket", daemon.socket + "2"])
        #expect(again.status == 69, "\(again.errors)")
        let taken = try Programs.run(
            Programs.path("minuted"),
            ["--state-directory", daemon.state + "2", "--socket", daemon.socket])
        #expect(taken.status == 69, "\(taken.errors)")
        #expect(try daemon.entries == 0)
    }
}
