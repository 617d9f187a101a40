// The desk: where every call of Minuted's interfaces arrives. It looks the verb up in the one table, asks
// whether the caller has the role, and hands the call to whoever answers it.

import Codec
import Control
import ControlServer
import Governance
import Ledger
import Logging
import Projections
import Publication
import RecordKeeping
import Reports
import SQLite
import Synchronization

/// Answers all calls.
final class Desk: CallHandler {
    let keeper: RecordKeeper
    let projections: ProjectionStore
    let ledger: LedgerStore
    let clock: Clock
    let log: Logger
    let uploads: Uploads
    let threads: QueryThreads
    let committed: LogEnd
    let streams = Shares(most: Limits.streams, ofUser: Limits.streamsOfUser)
    let longWork = Shares(most: Limits.longWork, ofUser: Limits.longWorkOfUser)
    let disk: DiskWatch
    let contents: ContentStore
    let vouching: Vouching
    let clockWatch: ClockWatch
    /// How far a rebuild of the projections is, while there is one.
    let rebuilding = Watched<(done: Int, total: Int)?>(nil)
    private let roleMap: Mutex<RoleMap>
    /// How far notices are issued unattended.
    let noticeLimits: Mutex<NoticeLimits>
    private let actors = ActorNames()
    /// What status found last, so that asking it again and again costs nothing.
    let waiting = Mutex<Waiting?>(nil)
    /// The council's time zone, once it is known.
    let knownZone = Mutex<String?>(nil)
    private let answers: [String: Answer]
    let clientCount: @Sendable () -> Int

    /// Answers one verb's calls.
    typealias Answer = @Sendable (Desk, VarlinkCall, Caller, Replier) throws -> Void

    init(
        keeper: RecordKeeper, projections: ProjectionStore, ledger: LedgerStore, clock: Clock, log: Logger,
        uploads: Uploads, roles: RoleMap, notices: NoticeLimits, committed: LogEnd, vouching: Vouching,
        disk: DiskWatch, clockWatch: ClockWatch, contents: ContentStore,
        clientCount: @escaping @Sendable () -> Int
    ) {
        (self.disk, self.vouching, self.contents) = (disk, vouching, contents)
        (self.keeper, self.projections, self.ledger) = (keeper, projections, ledger)
        (self.clock, self.log, self.uploads, self.committed) = (clock, log, uploads, committed)
        (self.clientCount, self.clockWatch) = (clientCount, clockWatch)
        roleMap = Mutex(roles)
        noticeLimits = Mutex(notices)
        threads = QueryThreads()
        answers = Self.answers
    }

    /// Why nothing may be recorded now; nil if all is well.
    var readOnlyReason: String? {
        vouching.reason ?? ledger.health.reason(directory: ledger.path) ?? clockWatch.reason()
            ?? disk.reason()
    }

    /// Takes other roles and limits into use, from the next call on.
    func use(_ roles: RoleMap, _ notices: NoticeLimits) {
        roleMap.withLock { $0 = roles }
        noticeLimits.withLock { $0 = notices }
        actors.forget()
    }

    /// Which method is answered by what. Together with the commands it is the whole of the verb
    /// table. A method with two answers stops the daemon at its start.
    static let answers: [String: Answer] =
        [
            ledgerAnswers, attachmentAnswers, evidenceAnswers, backupAnswers, serviceAnswers,
            projectionAnswers,
        ]
        .reduce(into: Dictionary(uniqueKeysWithValues: queryAnswers.map { ($0.method, $0.answer) })) {
            all, some in all.merge(some) { _, _ in preconditionFailure("two answers to one method") }
        }

    func handle(_ call: VarlinkCall, from peer: Peer, reply: Replier) {
        guard let verb = VerbTable.verb(call.method) else { return reply.fail(.methodNotFound(call.method)) }
        let caller = Caller(
            actor: actors.actor(peer.uid), roles: roleMap.withLock { $0.roles(of: peer) }, uid: peer.uid)
        guard caller.may(verb.role) else {
            log.warning(
                "refused \(caller.actor): \(verb.words) needs the role \(verb.role.rawValue)",
                metadata: ["event": "refused-peer", "actor": "\(caller.actor)", "method": "\(call.method)"])
            return reply.fail(
                "\(verb.interface.rawValue).RoleMissing", RoleMissingReply(verb.role, you: caller.actor))
        }
        if reply.isOverBudget {
            return refuse(
                IntakeFailure.unavailable(
                    "too many answers to you are unread: read them, or close the connections"),
                call, reply)
        }
        if let command = verb.command { return record(command, call, caller, reply) }
        guard let answer = answers[call.method] else { return reply.fail(.methodNotImplemented(call.method)) }
        // Status must still answer when the daemon is unhealthy.
        let isStatus = call.method == "org.minuted.Service.Status"
        let work: @Sendable (String?) -> Void = { [self] reason in
            let isTaken = threads.run(for: caller.uid, isWanted: { !reply.isClosed }) { [self] in
                do {
                    if let reason, !isStatus { throw IntakeFailure.unavailable(reason) }
                    try answer(self, call, caller, reply)
                } catch { refuse(error, call, reply) }
            }
            guard !isTaken else { return }
            refuse(
                IntakeFailure.unavailable(
                    "\(Limits.waitingOfUser) calls of yours are already waiting: try again when some are answered"
                ),
                call, reply)
        }
        // Everyone reads what was acknowledged before the asking; the waiting for it takes no thread.
        guard verb.interface == .queries || isStatus else { return work(nil) }
        projections.whenFolded(
            committed.last, within: .seconds(isStatus ? 1 : Limits.patience), isWanted: { !reply.isClosed },
            work)
    }

    // MARK: - Commands

    private func record<Recorded: Command>(
        _ type: Recorded.Type, _ call: VarlinkCall, _ caller: Caller, _ reply: Replier
    ) {
        do {
            // Bounds are the rules' own: they hold for what comes in any other way, too.
            let asked: CommandCall<Recorded> = try read(call, checking: false)
            let submitted = SubmittedCommand(
                "\(type)", asked.command, commandId: asked.options.commandId,
                expectedVersion: asked.options.expectedVersion,
                provenance: try Provenance.read(asked.options.provenance, asked.options.sourcePlace))
            let submission = Submission(
                [submitted], actor: caller.actor, isDryRun: asked.options.isDryRun ?? false)
            keeper.submit(submission) { [self] outcome in
                switch outcome {
                case .success(let receipts): reply.reply(ReceiptReply(receipts.first ?? CommandReceipt()))
                case .failure(let failure): refuse(failure, call, reply)
                }
            }
        } catch { refuse(error, call, reply) }
    }

    /// Reads a call's parameters, or says which of them cannot be used and why.
    func read<Parameters: Record>(_ call: VarlinkCall, checking: Bool = true) throws -> Parameters {
        do throws(FieldError) {
            let parameters = try Parameters(reading: call.parameters)
            if checking { try parameters.check(.bounds) }
            return parameters
        } catch {
            throw Rejection.badField(error, in: call.method)
        }
    }

    // MARK: - Refusals

    /// Answers with what went wrong, as an error of the call's own interface.
    func refuse(_ error: any Error, _ call: VarlinkCall, _ reply: Replier) {
        let interface = call.interfaceName
        switch error {
        // The client has hung up: there is nobody to tell, and nothing is wrong.
        case is NobodyWaits: log.debug("\(call.method) ended early: the client has gone")
        case let failure as StorageFailure where failure.isOfInterruption:
            log.debug("\(call.method) ended early: the client has gone")
        case let failure as SubmissionFailure: refuse(failure, call, reply)
        case let failure as IntakeFailure:
            switch failure {
            case .refused(let line, var rejection):
                if line > 0 { rejection.message = "Line \(line): \(rejection.message)" }
                refuse(rejection, nil, call, reply)
            case .unavailable(let reason): reply.fail("\(interface).Unavailable", UnavailableReply(reason))
            }
        case let rejection as Rejection: refuse(rejection, nil, call, reply)
        default:
            log.error("\(call.method) failed: \(error)", metadata: ["event": "storage-fault"])
            reply.fail("\(interface).Unavailable", UnavailableReply("\(error)"))
        }
    }

    private func refuse(_ failure: SubmissionFailure, _ call: VarlinkCall, _ reply: Replier) {
        switch failure {
        case .refused(let command, let rejection): refuse(rejection, command, call, reply)
        case .storage(let reason), .closed(let reason):
            reply.fail("\(call.interfaceName).Unavailable", UnavailableReply(reason))
        }
    }

    private func refuse(_ rejection: Rejection, _ command: Int?, _ call: VarlinkCall, _ reply: Replier) {
        log.info(
            "refused: \(rejection.message)",
            metadata: [
                "event": "rejected", "rule": "\(rejection.rule)", "record": "\(rejection.record)",
                "method": "\(call.method)",
            ])
        reply.fail("\(call.interfaceName).Refused", RefusedReply(rejection, command: command))
    }
}

/// Who calls, and in which roles.
struct Caller: Sendable {
    let actor: String
    let roles: Set<Role>
    let uid: UInt32

    func may(_ needed: Role) -> Bool { roles.contains { $0.includes(needed) } }
}
