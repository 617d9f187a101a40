// minutectl log checkpoint, prove, publish, cosign: what an outsider needs to check the log without us.

import ArgumentParser
import Codec
import Control
import Evidence
import Publication
import Reports

extension LogCommands {
    struct Checkpoint: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log checkpoint",
            discussion: """
                Print it in signed minutes, or send it to the Leader. Anyone who has it can later prove that \
                no earlier entry was changed. It is a signed note (C2SP tlog-checkpoint).

                EXAMPLE:
                  minutectl log checkpoint > checkpoint-2026-11-30.txt
                """)

        @Flag(help: "Print the log's public keys instead, the first one first.") var key =
            false
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            let answer = try daemon.call(
                InterfaceName.ledger.method("Checkpoint"), returning: CheckpointReply.self)
            FileDescriptor.standardOutput.write(key ? answer.keys : answer.checkpoint)
        }
    }

    struct Prove: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log prove",
            discussion: """
                With an entry's number, prints a proof that the entry is in the log (C2SP tlog-proof), \
                which `minuted verify` can check anywhere. With --from, prints a proof that the log still \
                begins as it did at that size.

                EXAMPLES:
                  minutectl log prove 77 > decision.tlog-proof
                  minutectl log prove --from 60
                """)

        @Argument(help: "An entry's number.") var entry: Int?
        @Option(help: ArgumentHelp("The size of an earlier log.", valueName: "entries")) var from: Int?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var question = ProofQuestion()
            (question.entry, question.from) = (entry, from)
            let daemon = try Daemon(global)
            let answer = try daemon.call(
                InterfaceName.ledger.method("Prove"), question, returning: ProofReply.self)
            FileDescriptor.standardOutput.write(answer.proof)
        }
    }

    struct Cosign: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log cosign",
            discussion: """
                Without a file, prints a request for a witness. With a file, adds the witness's answer. \
                The witness's key must be listed under `witnesses` in minuted.yaml.

                EXAMPLES:
                  minutectl log cosign --from 0 > request.txt
                  minuted witness --directory ~/witness request.txt > answer.txt
                  minutectl log cosign answer.txt
                """)

        @Argument(help: "The witness's answer; - for standard input.", completion: .file()) var answer:
            String?
        @Option(
            help: ArgumentHelp(
                "The size the witness last cosigned, 0 for a new witness. (default: the last of any witness)",
                valueName: "entries"))
        var from: Int?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var request = CosignRequest()
            request.from = from
            if let answer {
                request.answer = String(
                    decoding: try InputFile(answer).readAll(atMost: 1 << 16), as: UTF8.self)
            }
            let daemon = try Daemon(global)
            let reply = try daemon.call(
                InterfaceName.ledger.method("Cosign"), request, returning: CosignReply.self)
            if let text = reply.request { return FileDescriptor.standardOutput.write(text) }
            let names = reply.witnesses.joined(separator: ", ")
            FileDescriptor.standardOutput.write(
                "The checkpoint of \(reply.size ?? 0) entries is cosigned by \(names).\n")
        }
    }

    struct RotateKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log rotate-key",
            discussion: """
                The change is recorded in the log and signed with the old key, which is then destroyed. Anyone \
                who has the log's first public key can follow the change. If the key is a systemd credential, \
                replace it yourself: put a new key beside it as minuted.signing-key.next, restart minuted, run \
                this command, then put the new key in place of the old one.

                EXAMPLE:
                  minutectl log rotate-key --reason "Yearly change"
                """)

        @Option(help: "Why the key is replaced, for the record.") var reason: String?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var request = RotateKeyRequest()
            request.reason = reason
            let daemon = try Daemon(global)
            let reply = try daemon.call(
                InterfaceName.ledger.method("RotateKey"), request, returning: RotateKeyReply.self)
            FileDescriptor.standardOutput.write(
                "From entry \(reply.entry) the log is signed with a new key:\n\(reply.key)\n")
            if let advice = reply.advice {
                FileDescriptor.standardOutput.write(Screen.harmless("Now \(advice).") + "\n")
            }
        }
    }

    struct Publish: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish", abstract: "Write the log to a folder that anyone can check.",
            discussion: """
                The folder has every entry, the hash tree, the signed checkpoint, the public key and \
                instructions for an auditor who has only openssl, sha256sum and jq (C2SP tlog-tiles). A folder \
                published before is brought up to date, also after an interruption.

                EXAMPLE:
                  minutectl log publish public-record
                """)

        @Argument(help: "The folder; created if it does not exist.", completion: .directory) var directory:
            String
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            do {
                let folder = try PublishedDirectory(path: directory)
                // First what is to be covered, then the entries up to there: more may come meanwhile.
                let answer = try daemon.call(
                    InterfaceName.ledger.method("Checkpoint"), returning: CheckpointReply.self)
                let checkpoint = try SignedCheckpoint(parsing: Array(answer.checkpoint.utf8))
                try fetch(upTo: answer.size, into: folder, daemon)
                let keys = try KeyHistory(parsing: answer.keys)
                try folder.finish(checkpoint: checkpoint, keys: keys)
                FileDescriptor.standardOutput.write("Published \(answer.size) entries in \(directory).\n")
            } catch let error as PublicationError {
                throw Failure(.refused, "\(error).")
            }
        }

        private func fetch(upTo size: Int, into folder: PublishedDirectory, _ daemon: Daemon) throws {
            guard folder.entries < UInt64(clamping: size) else { return }
            var question = ExportQuestion()
            (question.from, question.to) = (Int(clamping: folder.entries) + 1, size)
            var progress = ProgressLine("Publishing")
            defer { progress.end() }
            try daemon.stream(InterfaceName.ledger.method("Export"), question) { reply in
                let piece = try daemon.read(reply, as: ExportPiece.self)
                if !piece.text.isEmpty { try folder.add(Array(piece.text.utf8)) }
                progress.update(piece.done, of: piece.total)
            }
        }
    }
}
