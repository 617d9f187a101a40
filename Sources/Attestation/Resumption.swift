// A log of which entries were lost goes on under another name. Under its own it has vouched for other entries, and
// a second history under one name would prove nothing; so the first entry under the new name says what is known
// of the old one, and the gap shows for ever.

public import Evidence
public import Governance
public import Ledger

/// Why a log does not go on under another name.
public enum ResumptionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The log continues its head.
    case nothingLost
    /// There is no entry to go on from.
    case empty
    /// The name is none, or the log had it before.
    case name(String)

    public var description: String {
        switch self {
        case .nothingLost: "the log matches its head: nothing is lost, so it continues under its own name"
        case .empty: "the log is empty: set it up again, under a new name"
        case .name(let name):
            "\"\(name)\" cannot be the log's next name: no spaces, no plus sign, not used before"
        }
    }
}

/// A log that is to go on under another name.
public struct Resumption: Sendable {
    /// Who vouches for it from then on.
    public let attestor: Attestor
    /// What was found.
    public let found: RollbackFound
    /// The last checkpoint known under the name before.
    public let lost: SignedCheckpoint
    private let signer: SigningKey
    private let next: SigningKey
    private let tree: TreeWriter

    /// Looks at a log that does not continue its head. Nothing is changed yet.
    ///
    /// - Throws: ``ResumptionError``; ``RollbackFound`` when another name would not help; ``LogKeyError``.
    public init(_ ledger: LedgerStore, settings: Attestor.Settings, name: String) throws {
        let ring = try KeyRing(ledger, settings)
        let check = StartCheck(ledger, settings)
        found = try Self.rollback(check, ring)
        guard let board = try check.load(ring: ring), let history = board.keys.history,
            let signer = ring.signingKey(of: history.current)
        else { throw ResumptionError.empty }
        guard case .checkpoint(let head) = check.head.read(),
            head.checkpoint.origin.utf8.elementsEqual(history.current.name.utf8)
        else { throw found }
        guard VerifierKey.isValid(name: name),
            !history.keys.contains(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else { throw ResumptionError.name(name) }
        next = try ring.signingKey(of: history.current, as: name)
        (lost, self.signer, tree) = (head, signer, ledger.tree)
        attestor = try Attestor(check, settings, ring, board, continuesHead: false)
    }

    private static func rollback(_ check: StartCheck, _ ring: KeyRing) throws -> RollbackFound {
        do {
            _ = try check.run(ring: ring)
        } catch let found as RollbackFound {
            switch found.finding {
            case .shorter, .otherTree, .headNotOurs: return found
            case .headMissing, .headUnreadable, .keysRefused, .damaged: throw found
            }
        }
        throw ResumptionError.nothingLost
    }

    /// What is to be recorded first.
    public func entry(council: String, reason: String) throws -> KeySucceeded {
        try KeySucceeded(
            council: council, from: signer, to: next.verifierKey, tree: tree, lost: lost, reason: reason)
    }
}
