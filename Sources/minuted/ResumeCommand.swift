// minuted resume: after entries were lost for good, the log goes on under another name, and says so for ever.

import ArgumentParser
import Attestation
import Evidence
import Glibc
import Governance
import Ledger
import Logging
import Publication
import RecordKeeping
import Reports

struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Continue a log that lost entries, under a new name.",
        discussion: """
            Use this if the log is shorter than its head says, or is a different log. minuted can read such a
            log but not record in it or sign it. If there is no newer backup, stop minuted and run this as its
            user. The first entry under the new name keeps the last known checkpoint of the old one, signed with
            the log's key. Anyone with a checkpoint of the lost entries can show that they are missing.

            EXAMPLE
              runuser -u minuted -- minuted resume --new-origin council.example/record-2 \\
                --reason "The disk failed on 3 May; the backup is of 1 May"

            EXIT STATUS
              0   the log continues under the new name; start minuted
              1   nothing was changed: the reason is on standard error
            """)

    @Option(
        help: ArgumentHelp(
            "The directory of the record.", discussion: "Default: $STATE_DIRECTORY, or /var/lib/minuted.",
            valueName: "dir"))
    var stateDirectory: String?

    @Option(help: ArgumentHelp("The log's new name.", valueName: "name"))
    var newOrigin: String

    @Option(help: "What happened, for the record.")
    var reason: String

    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp("The signing key, if it is a credential of the service.", valueName: "file"))
    var signingKey: String?

    func run() throws {
        let directory = stateDirectory ?? Environment.stateDirectory ?? "/var/lib/minuted"
        do {
            for line in try resume(directory) { print(line) }
        } catch let failure as SubmissionFailure {
            KeyArgument.say("minuted: \(Self.words(failure))")
            throw ExitCode(1)
        } catch {
            KeyArgument.say("minuted: \(StartFailure(error, stateDirectory: directory))")
            throw ExitCode(1)
        }
    }

    private static func words(_ failure: SubmissionFailure) -> String {
        switch failure {
        case .refused(_, let rejection): rejection.description
        case .storage(let problem), .closed(let problem): problem
        }
    }

    private func resume(_ directory: String) throws -> [String] {
        var settings = Attestor.Settings()
        settings.headDirectory = try Settings.read(config).settings.headDirectory
        settings.credential = try signingKey.map { try KeyArgument.file($0) }
        guard Files.kind(directory + "/ledger.db") != nil else {
            throw AuditError.nothingToVerify(directory)
        }
        try requireOwnership(of: directory)
        let ledger = try LedgerStore.open(directory: directory)
        guard let council = try ledger.genesis()?.council else { throw ResumptionError.empty }
        let resumption = try Resumption(ledger, settings: settings, name: newOrigin)
        // They are folded from the log and may be ahead of it; at the next start they are folded anew.
        for name in try Files.names(in: directory + "/projections") {
            try Files.remove(directory + "/projections/" + name)
        }
        let receipt = try record(resumption, council, ledger)
        let checkpoint = try resumption.attestor.checkpoint()
        let keys = resumption.attestor.keys
        return [
            resumption.found.found,
            "From entry \(receipt.last ?? 0) the log's name is \(newOrigin). Start minuted.",
            "Tell its witnesses and everyone who keeps checkpoints. Its keys, first to last:",
            keys?.text.trimmingLines ?? "", "Its first checkpoint:",
            String(decoding: checkpoint.bytes, as: UTF8.self).trimmingLines,
        ]
    }

    /// Records the entry as the daemon would.
    private func record(
        _ resumption: Resumption, _ council: String, _ ledger: LedgerStore
    ) throws -> CommandReceipt {
        let reason = reason
        let keeper = RecordKeeper(
            ledger: ledger, log: Logger(label: "minuted") { _ in SwiftLogNoOpLogHandler() },
            observers: { [resumption.attestor.makeObserver()] }
        ) { _ in }
        let started = Watched<Result<Void, any Error>?>(nil)
        let thread = keeper.start { result in started.update { $0 = result } }
        defer { thread.join() }
        try started.wait { $0 }.get()
        let outcome = Watched<Result<[CommandReceipt], SubmissionFailure>?>(nil)
        keeper.succeed(
            actor: ActorNames().actor(getuid()),
            { try resumption.entry(council: council, reason: reason) }
        ) { result in outcome.update { $0 = result } }
        keeper.close("done")
        return try outcome.wait { $0 }.get().first ?? CommandReceipt()
    }
}

extension String {
    /// Without the line end at its end.
    fileprivate var trimmingLines: String { hasSuffix("\n") ? String(dropLast()) : self }
}
