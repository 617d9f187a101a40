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
        guard report.entries > 0 else { return report }
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

    /// The report with what waits for somebody.
    private func waiting(_ known: StatusReport) throws -> StatusReport {
        var report = known
        return try ask(Scope()) { reading in
            report.council = reading.directory.council?.name ?? ""
            report.asAt = reading.basis.asAt
            let begins = reading.directory.recordBegins
            report.recordBegins = begins
            (report.isComplete, report.fault) = (reading.basis.isComplete, reading.basis.fault)
            (report.invented, report.assumed) = (reading.basis.invented, reading.basis.assumed)
            var unsettled = DecisionsQuestion()
            unsettled.filter = .callable
            report.openToCallIn = try reading.decisions(unsettled).resolutions(.openToCallIn, since: begins)
            unsettled.filter = .awaiting
            let waiting = try reading.decisions(unsettled)
            report.awaitingRatification =
                waiting.resolutions(.awaitingRatification, since: begins)
                + waiting.resolutions(.deferred, since: begins)
            report.unsentNotices = try unsentNotices(reading)
            report.meetingsWithoutRoll = try reading.meetingsWithoutRoll()
            report.work = try work(reading)
            return report
        }
    }

    /// Breaches nobody has been told of: found in all rolls, so looked for once for each state of the record.
    private func unsentNotices(_ reading: Reading) throws -> Int {
        let basis = reading.basis
        if let known = unsent.withLock({ $0 }), known.position == basis.position, known.asAt == basis.asAt {
            return known.count
        }
        let count = try reading.untoldBreaches()
        unsent.withLock { $0 = UnsentNotices(position: basis.position, asAt: basis.asAt, count: count) }
        return count
    }

    /// The morning's picture: two weeks of the digest, worked out once for each state of the record.
    private func work(_ reading: Reading) throws -> [DigestItem] {
        let basis = reading.basis
        if let known = morning.withLock({ $0 }), known.position == basis.position, known.asAt == basis.asAt {
            return known.items
        }
        var question = DigestQuestion()
        question.days = 14
        let items = try reading.digest(question).items
        morning.withLock { $0 = Morning(position: basis.position, asAt: basis.asAt, items: items) }
        return items
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

/// What the morning brings, at a state of the record.
struct Morning: Sendable {
    let position: Int
    let asAt: CivilDate
    let items: [DigestItem]
}

/// How many notices are unsent, at a state of the record.
struct UnsentNotices: Sendable {
    let position: Int
    let asAt: CivilDate
    let count: Int
}

extension DecisionsReport {
    /// - Parameter begins: the day on which the record begins; what became of older ones is not known.
    fileprivate func resolutions(_ standing: ResolutionStanding, since begins: CivilDate) -> Int {
        decisions.filter { begins <= $0.made }
            .reduce(0) { $0 + $1.resolutions.count { $0.standing == standing } }
    }
}
