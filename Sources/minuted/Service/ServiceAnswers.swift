// The service itself: status, submissions of many commands, projections and their rebuilding.

import Codec
import Control
import ControlServer
import Governance
import Ledger
import Logging
import Projections
import RecordKeeping
import Reports
import Synchronization

extension Desk {
    static let serviceAnswers: [String: Answer] = [
        "org.minuted.Service.Status": { desk, _, caller, reply in
            reply.reply(ReportReply(try desk.status(caller), zone: desk.zoneName))
        },
        "org.minuted.Records.Submit": { desk, call, caller, reply in
            try desk.submit(try desk.read(call), call, caller, reply)
        },
    ]

    private func status(_ caller: Caller) throws -> StatusReport {
        var report = StatusReport()
        report.entries = try ledger.lastSeq()
        report.version = Minuted.version
        report.clients = clientCount()
        (report.readOnly, report.clock) = (readOnlyReason, try? ledger.clockWarning(now: .now))
        (report.you, report.roles) = (caller.actor, caller.roles.map(\.rawValue).sorted())
        guard report.entries > 0 else {
            // A damaged log may give no entry at all: that is no new record.
            if let damage = ledger.health.damage { (report.isComplete, report.fault) = (false, damage) }
            return report
        }
        if let reason = projections.reasonBehind(report.entries) {
            (report.isComplete, report.fault) = (false, reason)
            return report
        }
        do { return try waiting(report) } catch {
            // Status must still answer when the daemon is unhealthy.
            var reason = "\(error)"
            if case .unavailable(let known) = error as? IntakeFailure { reason = known }
            (report.isComplete, report.fault, report.readOnly) = (false, reason, readOnlyReason)
            return report
        }
    }

    /// The report with what somebody still has to do. It is kept for a minute, unless something is recorded.
    private func waiting(_ known: StatusReport) throws -> StatusReport {
        try ask(Scope()) { reading in
            let moment = Waiting.Moment(
                position: reading.basis.position, day: reading.now.date,
                minute: reading.now.secondOfDay / 60)
            if let kept = waiting.withLock({ $0 }), kept.moment == moment {
                return kept.report.with(known, reading.basis)
            }
            var report = StatusReport()
            try reading.fill(&report)
            waiting.withLock { $0 = Waiting(moment: moment, report: report) }
            return report.with(known, reading.basis)
        }
    }

    private func submit(
        _ request: SubmitRequest, _ call: VarlinkCall, _ caller: Caller, _ reply: Replier
    ) throws {
        var commands: [SubmittedCommand] = []
        for (index, named) in try named(request, caller).enumerated() {
            do throws(Rejection) { commands.append(try Self.command(named)) } catch {
                throw SubmissionFailure.refused(command: index, error)
            }
        }
        let submission = Submission(commands, actor: caller.actor, isDryRun: request.isDryRun ?? false)
        keeper.submit(submission) { [self] outcome in
            switch outcome {
            case .success(let receipts):
                var answer = SubmitReply()
                answer.receipts = receipts
                reply.reply(answer)
            case .failure(let failure): refuse(failure, call, reply)
            }
        }
    }

    /// The commands of a submission: in the call itself, or in a file that was uploaded.
    private func named(_ request: SubmitRequest, _ caller: Caller) throws -> [NamedCommand] {
        guard let upload = request.upload else { return request.commands }
        guard request.commands.isEmpty else {
            throw Rejection(
                "one-submission", upload, "The commands are given twice: in the call and as an upload.",
                remedy: "Give either `commands` or `upload`.")
        }
        let bytes = try uploads.take(upload, by: caller).whole(atMost: SubmitRequest.greatestUpload)
        do throws(CommandLineError) { return try NamedCommand.lines(bytes).map { $0.command } } catch {
            throw Rejection(
                "submission-line", "line \(error.line)", "Line \(error.line): \(error.error).",
                remedy: "Write each command as one JSON object on a line of its own.")
        }
    }

    private static func command(_ named: NamedCommand) throws(Rejection) -> SubmittedCommand {
        guard let type = VerbTable.verb(recording: named.command)?.command else {
            throw Rejection(
                "known-command", named.command, "There is no command \"\(named.command)\".",
                remedy: "Use the name of a method of org.minuted.Records, such as RecordAttendance.")
        }
        return try command(type, named)
    }

    private static func command<Recorded: Command>(
        _ type: Recorded.Type, _ named: NamedCommand
    ) throws(Rejection) -> SubmittedCommand {
        let call: CommandCall<Recorded>
        do throws(FieldError) { call = try CommandCall<Recorded>(json: named.parameters.bytes) } catch {
            throw Rejection.badField(error, in: named.command)
        }
        return SubmittedCommand(
            named.command, call.command, commandId: call.options.commandId,
            expectedVersion: call.options.expectedVersion,
            provenance: try Provenance.read(call.options.provenance, call.options.sourcePlace))
    }
}

/// What waited for somebody at a moment.
struct Waiting: Sendable {
    /// A state of the record, and a minute of the council's clock: a call-in may end within the day.
    struct Moment: Equatable {
        let position: Int
        let day: CivilDate
        let minute: Int
    }

    let moment: Moment
    let report: StatusReport
}

extension StatusReport {
    /// This of the record, with that of the daemon and of who asks.
    fileprivate func with(_ known: StatusReport, _ basis: Basis) -> StatusReport {
        var report = self
        (report.isComplete, report.fault) = (basis.isComplete, basis.fault)
        (report.entries, report.version, report.clients) = (known.entries, known.version, known.clients)
        (report.readOnly, report.clock) = (known.readOnly, known.clock)
        (report.you, report.roles) = (known.you, known.roles)
        return report
    }
}
