// What witnesses said. Each cosigned checkpoint is a file of its own in the state directory, a signed note
// that an auditor can use as an anchor as it is:
//
//   cosigned/<size>    checkpoints with the log's signature and those of witnesses
//   requested/<size>   checkpoints that were handed out for cosigning, the last few: answers come later,
//                      when the log has grown

public import Evidence
import Ledger
import Publication

/// The files of cosigned checkpoints.
final class CosignedCheckpoints: Sendable {
    /// How many requested checkpoints are kept.
    private static let kept = 32

    private let cosignedPath: String
    private let requestedPath: String
    private let known: Watched<SignedCheckpoint?>

    /// - Parameter keys: the log's keys; what is of entries that were lost stays where it is, and is not used.
    init(stateDirectory: String, keys: KeyHistory?) throws(FileFailure) {
        cosignedPath = stateDirectory + "/cosigned"
        requestedPath = stateDirectory + "/requested"
        let sizes = try CosignedCheckpoints.sizes(in: cosignedPath)
        let newest = sizes.reversed().lazy
            .compactMap { [cosignedPath] in CosignedCheckpoints.read(cosignedPath, $0) }
            .first { signed in keys.map { !$0.isLost(signed) } ?? true }
        known = Watched(newest)
    }

    /// The largest checkpoint that a witness has cosigned; nil when there is none.
    var latest: SignedCheckpoint? { known.with { $0 } }

    /// Keeps a checkpoint that is handed out for cosigning.
    func remember(_ signed: SignedCheckpoint) throws(FileFailure) {
        try Files.makeDirectory(requestedPath, mode: 0o700)
        try Files.replace(requestedPath + "/\(signed.checkpoint.size)", with: signed.bytes, mode: 0o600)
        let sizes = try CosignedCheckpoints.sizes(in: requestedPath)
        for size in sizes.dropLast(CosignedCheckpoints.kept) { try Files.remove(requestedPath + "/\(size)") }
    }

    /// The checkpoints that were handed out, the largest first.
    func requested() throws(FileFailure) -> [SignedCheckpoint] {
        try CosignedCheckpoints.sizes(in: requestedPath).reversed()
            .compactMap { CosignedCheckpoints.read(requestedPath, $0) }
    }

    /// Keeps a witness's cosignatures with those that others made of the same checkpoint.
    func add(_ lines: [UInt8], to signed: SignedCheckpoint, of witnesses: [VerifierKey]) throws
        -> [VerifiedSignature]
    {
        try known.with { known in
            let size = signed.checkpoint.size
            var note = CosignedCheckpoints.read(cosignedPath, size) ?? signed
            // Entries that were lost may have reached that size under the log's name before.
            if !note.checkpoint.origin.utf8.elementsEqual(signed.checkpoint.origin.utf8) { note = signed }
            guard note.checkpoint == signed.checkpoint else {
                throw FileFailure(
                    "use", cosignedPath + "/\(size)", message: "it is a checkpoint of another tree")
            }
            let before = (try? note.verify(with: witnesses)) ?? []
            let fresh = witnesses.filter { key in !before.contains { $0.key == key } }
            var probe = signed
            let verified = try probe.addCosignatures(lines, of: witnesses)
            if verified.contains(where: { found in fresh.contains(found.key) }) {
                _ = try note.addCosignatures(lines, of: fresh)
                try Files.makeDirectory(cosignedPath, mode: 0o700)
                try Files.replace(cosignedPath + "/\(size)", with: note.bytes, mode: 0o600)
            }
            if size >= known?.checkpoint.size ?? 0 { known = note }
            return verified
        }
    }

    /// The sizes of the checkpoints in a directory, in order.
    static func sizes(in directory: String) throws(FileFailure) -> [UInt64] {
        try Files.names(in: directory).compactMap { UInt64($0) }.sorted()
    }

    static func read(_ directory: String, _ size: UInt64) -> SignedCheckpoint? {
        guard let bytes = try? Files.read(directory + "/\(size)", limit: SignedNote.maximumBytes) else {
            return nil
        }
        return try? SignedCheckpoint(parsing: bytes)
    }
}

extension Attestor {
    /// The largest checkpoint that a witness has cosigned; nil when there is none.
    public var cosignedCheckpoint: SignedCheckpoint? { cosigned.latest }

    /// What to send to a witness, so that it cosigns the log as it stands.
    ///
    /// - Parameter size: the size that the witness cosigned last: 0 for a new one, nil for the last that any
    ///   witness cosigned. A witness that is elsewhere says so (409 with its size).
    /// - Throws: ``AttestationError``, `FileFailure`, or a failure to read.
    public func witnessRequest(from size: UInt64? = nil) throws -> AddCheckpointRequest {
        let request = try consistencyProof(from: size ?? cosigned.latest?.checkpoint.size ?? 0)
        try cosigned.remember(request.checkpoint)
        return request
    }

    /// Takes a witness's answer in: one cosignature line for each of its keys.
    ///
    /// - Returns: the cosignatures of known witnesses, and the size of the checkpoint that they are for.
    /// - Throws: ``AttestationError/noWitnesses``, ``AttestationError/notCosigned(_:)``, or `FileFailure`.
    public func cosign(answer lines: [UInt8]) throws -> (size: UInt64, signatures: [VerifiedSignature]) {
        guard !witnesses.isEmpty else { throw AttestationError.noWitnesses }
        var problem = "none was handed out"
        for signed in try cosigned.requested() {
            do {
                let found = try cosigned.add(lines, to: signed, of: witnesses)
                return (signed.checkpoint.size, found)
            } catch let error as NoteError {
                problem = error.description
            }
        }
        throw AttestationError.notCosigned(problem)
    }
}
