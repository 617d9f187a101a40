// The projections themselves: listed, rebuilt, reverted, verified, explained and compared.

import Codec
import Control
import ControlServer
import Governance
import Ledger
import Logging
import Projections
import RecordKeeping
import Reports
import SQLite

extension Desk {
    static let projectionAnswers: [String: Answer] = [
        "org.minuted.Projections.List": { desk, _, _, reply in
            reply.reply(ReportReply(try desk.projectionList(), zone: desk.zoneName))
        },
        "org.minuted.Projections.Rebuild": { desk, call, caller, reply in
            try desk.rebuild(try desk.read(call), call, caller, reply)
        },
        "org.minuted.Projections.Revert": { desk, call, caller, reply in
            try desk.revert(call, caller, reply)
        },
        "org.minuted.Projections.Verify": { desk, call, caller, reply in
            try desk.verify(try desk.read(call), call, caller, reply)
        },
        "org.minuted.Projections.Why": { desk, call, caller, reply in
            let asked: WhyQuestion = try desk.read(call)
            try desk.apart(call, caller, reply) { try desk.why(asked) }
        },
        "org.minuted.Projections.Diff": { desk, call, caller, reply in
            let asked: DifferenceQuestion = try desk.read(call)
            try desk.apart(call, caller, reply) { try desk.difference(asked) }
        },
        AttendanceComparisonQuestion.fullMethod: { desk, call, caller, reply in
            let asked: AttendanceComparisonQuestion = try desk.read(call)
            try desk.apart(call, caller, reply) { try desk.attendanceComparison(asked) }
        },
    ]

    /// Answers on a thread of its own, because it may take as long as folding the log does.
    private func apart<Report: Record>(
        _ call: VarlinkCall, _ caller: Caller, _ reply: Replier,
        _ body: @escaping @Sendable () throws -> Report
    ) throws {
        try longWork(caller) { [self] in
            Interest.lasts(while: { !reply.isClosed }) {
                do { reply.reply(ReportReply(try body(), zone: zoneName)) } catch {
                    refuse(error, call, reply)
                }
            }
        }
    }

    /// Does on a thread of its own what may take long, behind whatever is answered at once, or says that too much of
    /// it is going on.
    private func longWork(_ caller: Caller, _ body: @escaping @Sendable () -> Void) throws {
        guard let share = longWork.take(for: caller.uid) else {
            throw IntakeFailure.unavailable(
                "\(Limits.longWorkOfUser) long questions of yours, or \(Limits.longWork) in all, are being answered: "
                    + "wait until one is")
        }
        do throws(StorageFailure) {
            try WorkerThread.detached(inBackground: true) {
                withExtendedLifetime(share) { body() }
                SpareMemory.release()
            }
        } catch { throw IntakeFailure.unavailable("\(error)") }
    }

    private func projectionList() throws -> ProjectionsReport {
        let status = try projections.status()
        var report = ProjectionsReport()
        (report.generation, report.previous) = (status.generation, status.previous)
        report.position = try ledger.lastSeq()
        report.projections = status.projections.map { projection in
            var value = ProjectionValue()
            (value.name, value.version) = (projection.name, projection.version)
            (value.position, value.fault) = (projection.position, projection.fault ?? status.failure)
            (value.rows, value.hash) = (projection.hash?.rows, projection.hash?.description)
            value.isComplete = value.fault == nil
            return value
        }
        return report
    }

    // MARK: - Generations

    /// Rebuilds on a thread of its own, telling how far it is.
    private func rebuild(
        _ asked: ProjectionsQuestion, _ call: VarlinkCall, _ caller: Caller, _ reply: Replier
    ) throws {
        try longWork(caller) { [self] in
            log.notice("rebuilding the projections", metadata: ["event": "rebuild-started"])
            defer { rebuilding.update { $0 = nil } }
            var progress = RebuildProgress()
            do {
                let rebuilt = try projections.rebuild(asked.projections) { done, total in
                    rebuilding.update { $0 = (done, total) }
                    (progress.done, progress.total) = (done, total)
                    reply.continues(progress)
                }
                finish(&progress, rebuilt)
                reply.reply(progress)
            } catch { refuse(error, call, reply) }
        }
    }

    private func revert(_ call: VarlinkCall, _ caller: Caller, _ reply: Replier) throws {
        try longWork(caller) { [self] in
            var progress = RebuildProgress()
            do {
                finish(&progress, try projections.revert())
                reply.reply(progress)
            } catch { refuse(error, call, reply) }
        }
    }

    private func finish(_ progress: inout RebuildProgress, _ rebuilt: Rebuilt) {
        (progress.done, progress.total) = (rebuilt.position, rebuilt.position)
        progress.generation = rebuilt.generation
        progress.projections = rebuilt.comparisons.map { RebuiltProjection($0) }
        log.notice("generation \(rebuilt.generation) answers", metadata: ["event": "rebuild-finished"])
        for one in rebuilt.comparisons where one.outcome == .different {
            log.warning(
                "the rows of \(one.name) had been changed: \(one.difference?.row ?? "")",
                metadata: ["event": "projection-drift", "projection": "\(one.name)"])
        }
    }

    private func verify(
        _ asked: ProjectionsQuestion, _ call: VarlinkCall, _ caller: Caller, _ reply: Replier
    ) throws {
        try longWork(caller) { [self] in
            Interest.lasts(while: { !reply.isClosed }) {
                do { reply.reply(try verified(asked.projections, reply)) } catch {
                    refuse(error, call, reply)
                }
            }
        }
    }

    private func verified(_ names: [String], _ reply: Replier) throws -> VerifyProgress {
        var progress = VerifyProgress()
        let findings = try projections.verify(names) { done, total in
            try Interest.check()
            (progress.done, progress.total) = (done, total)
            reply.continues(progress)
        }
        progress.done = progress.total
        progress.projections = findings.map { VerifiedProjection($0) }
        if names.isEmpty { progress.projections.append(try verifiedIndex()) }
        progress.isSound = progress.projections.allSatisfy(\.isSound)
        for finding in findings where !finding.isSound {
            log.warning(
                "the rows of \(finding.name) do not match the log",
                metadata: ["event": "projection-drift", "projection": "\(finding.name)"])
        }
        return progress
    }

    /// The index of the log, which is derived from it as projections are.
    private func verifiedIndex() throws -> VerifiedProjection {
        var value = VerifiedProjection()
        value.name = "index"
        value.position = try ledger.lastSeq()
        value.fault = try ledger.verifyIndex().map {
            "\($0): stop minuted, delete index.db in \(ledger.path), and start it again"
        }
        value.isSound = value.fault == nil
        return value
    }

    // MARK: - Explanations

    private func why(_ asked: WhyQuestion) throws -> WhyReport {
        let found: (position: Int, rows: [RowExplanation])
        if let kind = FoldedRecords.kind(asked.projection) {
            found = try ask(Scope()) { ($0.basis.position, [try $0.why(kind, asked.row)]) }
        } else {
            found = try projections.why(asked.projection, asked.row)
        }
        var report = WhyReport()
        (report.projection, report.position) = (asked.projection, found.position)
        report.rows = try found.rows.map { row in
            var value = ExplainedRow()
            (value.table, value.row) = (row.table, row.row)
            value.says = row.fields.map { DifferingField($0.name, here: $0.value, there: nil) }
            value.entries = try row.steps.map { step in
                try ChangingEntry(step.entry, step.sentence, step.fields)
            }
            return value
        }
        return report
    }

    private func difference(_ asked: DifferenceQuestion) throws -> DifferenceReport {
        let found = try projections.difference(asked.projection, with: try other(asked))
        var report = DifferenceReport()
        report.projection = asked.projection
        (report.position, report.version) = found.here
        (report.otherPosition, report.otherVersion) = found.there
        (report.count, report.rows) = (found.count, found.differences.map { DifferingRow($0) })
        report.parting = try found.parting.map { try ChangingEntry($0.entry, $0.sentence, []) }
        return report
    }

    private func other(_ asked: DifferenceQuestion) throws(Rejection) -> OtherRows {
        switch (asked.seq, asked.generation, asked.file) {
        case (let seq?, nil, nil): return .position(seq)
        case (nil, let generation?, nil): return .generation(generation)
        case (nil, nil, let file?): return .file(file)
        default:
            throw Rejection(
                "one-other", "projection/\(asked.projection)", "Nothing to compare with is given.",
                remedy: "Give one of: an entry's number, a generation's, a file.")
        }
    }

    private func attendanceComparison(
        _ asked: AttendanceComparisonQuestion
    ) throws -> AttendanceComparisonReport {
        let moment = try moment(asked.scope)
        let then = try entry(knownOn: asked.knownOn, moment.zone, now: moment.now)
        return try projections.compareAttendance(
            asked.attendance, asAt: moment.asAt, knownOn: then, now: moment.now)
    }
}

extension RebuiltProjection {
    init(_ comparison: ProjectionComparison) {
        self.init()
        (name, rows) = (comparison.name, comparison.rows)
        outcome =
            switch comparison.outcome {
            case .same: .same
            case .copied: .copied
            case .new: .new
            case .different: .different
            }
        difference = comparison.difference.map { DifferingRow($0) }
    }
}

extension VerifiedProjection {
    init(_ finding: ProjectionFinding) {
        self.init()
        (name, isSound, position, rows) = (finding.name, finding.isSound, finding.position, finding.rows)
        (kept, standing, folded) = (finding.kept, finding.standing, finding.folded)
        (differing, difference) = (finding.differing, finding.difference.map { DifferingRow($0) })
        fault = finding.fault
    }
}

extension DifferingRow {
    init(_ difference: RowDifference) {
        self.init()
        (table, row) = (difference.table, difference.row)
        (isHere, isThere) = (difference.isHere, difference.isThere)
        differing = difference.fields.map { DifferingField($0.name, here: $0.here, there: $0.there) }
    }
}

extension ChangingEntry {
    init(_ entry: StoredEntry, _ sentence: String, _ fields: [RowDifference.Field]) throws {
        self.init()
        let envelope = try entry.envelope()
        (seq, recorded, actor, what) = (entry.seq, envelope.recordedTime, envelope.actor, sentence)
        origin = EntryOrigin(envelope.provenance)
        changes = fields.map { DifferingField($0.name, here: $0.here, there: $0.there) }
    }
}
