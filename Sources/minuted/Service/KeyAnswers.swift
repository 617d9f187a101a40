// Another key signs the log: asked for by an administrator, recorded alone, then the key before is destroyed.

import Attestation
import Codec
import Control
import ControlServer
import Governance
import Ledger
import RecordKeeping
import Reports

extension Desk {
    func rotateKey(_ call: VarlinkCall, _ caller: Caller, _ reply: Replier) throws {
        let request: RotateKeyRequest = try read(call)
        let attestor = try vouching.attestor()
        guard let council = try ledger.genesis()?.council else { throw Rejection.noCouncil }
        let prepare: @Sendable () throws -> KeySucceeded = {
            do { return try attestor.succession(council: council, reason: request.reason) } catch {
                throw Rejection(
                    "next-key", "log", "The key is not replaced: \(error).",
                    remedy: "Nothing was changed.")
            }
        }
        keeper.succeed(actor: caller.actor, prepare) { [self] outcome in
            switch outcome {
            case .success(let receipts):
                var answer = RotateKeyReply()
                answer.entry = receipts.first?.last ?? 0
                answer.key = attestor.verifierKey.map { "\($0)" } ?? ""
                do { answer.advice = try attestor.settleSuccession() } catch {
                    answer.advice = "restart minuted, which destroys the key before: \(error)"
                }
                reply.reply(answer)
            case .failure(let failure): refuse(failure, call, reply)
            }
        }
    }
}
