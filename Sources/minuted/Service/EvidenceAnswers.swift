// The evidence of the log: checkpoints, proofs, and what witnesses say.

import Attestation
import Codec
import Control
import ControlServer
import Evidence
import Governance

extension Desk {
    static let evidenceAnswers: [String: Answer] = [
        "org.minuted.Ledger.Checkpoint": { desk, _, _, reply in
            let attestor = try desk.vouching.attestor()
            let signed = try proven { try attestor.checkpoint() }
            var answer = CheckpointReply()
            answer.checkpoint = String(decoding: signed.bytes, as: UTF8.self)
            answer.size = Int(signed.checkpoint.size)
            answer.key = attestor.verifierKey.map { "\($0)" } ?? ""
            answer.keys = attestor.keys?.text ?? ""
            reply.reply(answer)
        },
        "org.minuted.Ledger.Prove": { desk, call, _, reply in
            let asked: ProofQuestion = try desk.read(call)
            let attestor = try desk.vouching.attestor()
            var answer = ProofReply()
            switch (asked.entry, asked.from) {
            case (let entry?, nil):
                let ticket = try proven { try attestor.inclusionProof(seq: entry) }
                answer.proof = String(decoding: ticket.bytes, as: UTF8.self)
            case (nil, let from?):
                let request = try proven { try attestor.consistencyProof(from: UInt64(clamping: from)) }
                answer.proof = String(decoding: request.bytes, as: UTF8.self)
            default:
                throw Rejection(
                    "proof-of-one", "log", "Nothing to prove is given.",
                    remedy: "Give an entry's number, or with --from the size of an earlier log.")
            }
            reply.reply(answer)
        },
        "org.minuted.Ledger.Cosign": { desk, call, _, reply in
            let asked: CosignRequest = try desk.read(call)
            let attestor = try desk.vouching.attestor()
            var answer = CosignReply()
            if let lines = asked.answer {
                let (size, signatures) = try proven { try attestor.cosign(answer: Array(lines.utf8)) }
                (answer.size, answer.witnesses) = (Int(size), signatures.map(\.key.name))
            } else {
                let request = try proven {
                    try attestor.witnessRequest(from: asked.from.map { UInt64(clamping: $0) })
                }
                answer.request = String(decoding: request.bytes, as: UTF8.self)
                answer.size = Int(request.checkpoint.checkpoint.size)
            }
            reply.reply(answer)
        },
        "org.minuted.Ledger.RotateKey": { desk, call, caller, reply in
            try desk.rotateKey(call, caller, reply)
        },
    ]

    /// What cannot be proved is a refusal, not a fault.
    private static func proven<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as AttestationError {
            throw Rejection(
                "provable", "log", "\(error).", remedy: "`minutectl status` shows how long the log is.")
        }
    }
}
