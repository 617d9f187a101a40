// Who vouches for the record: the attestor, or, when the log is not the one that was here before, nobody.

import Attestation
import Ledger
import Logging
import Publication
import Systemd

/// What the start found out about the log's evidence.
enum Vouching: Sendable {
    case attested(Attestor)
    /// The log may be read, and nothing is recorded or signed.
    case refused(RollbackFound)

    /// Looks at the log, its head and its key.
    ///
    /// - Throws: a failure to read, or a key that cannot be used.
    init(_ ledger: LedgerStore, _ settings: Settings, _ log: Logger) throws {
        var evidence = Attestor.Settings()
        evidence.headDirectory = settings.headDirectory
        evidence.credential = try Credentials().read("minuted.signing-key")
        evidence.nextCredential = try Credentials().read("minuted.signing-key.next")
        evidence.witnesses = try settings.witnessKeys()
        do {
            let attestor = try Attestor(ledger, settings: evidence) { failure in
                log.report(.storageFault, "the head of the log cannot be written: \(failure)")
            }
            if let advice = attestor.advice { log.warning("\(advice)") }
            self = .attested(attestor)
        } catch let rollback as RollbackFound {
            log.report(.rollbackFound, "\(rollback)")
            self = .refused(rollback)
        }
    }

    /// Why nothing may be recorded; nil if it may.
    var reason: String? {
        switch self {
        case .attested: nil
        case .refused(let rollback): "\(rollback)"
        }
    }

    /// The attestor, or why there is none.
    func attestor() throws(RollbackFound) -> Attestor {
        switch self {
        case .attested(let attestor): attestor
        case .refused(let rollback): throw rollback
        }
    }
}
