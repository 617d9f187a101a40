// minutectl decision bundle: all that shows what was decided, and that it was recorded so, in one file that
// can be handed to an auditor.

import ArgumentParser
import Codec
import Control
import Governance
import Publication
import Reports

extension DecisionCommands {
    struct Bundle: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "bundle", abstract: "Write a decision and its evidence to one file.",
            discussion: """
                Writes a tar archive with the decision as text and as JSON, the chain of bodies it went through, \
                and the records about it: its meeting, report, duties, actions and matters. It has each of their \
                entries exactly as stored, with a proof that it is in the log, the signed checkpoint, the log's \
                public key, the attached files, and a README that explains how to check everything. Needs the \
                role auditor.

                EXAMPLE:
                  minutectl decision bundle corporate-parenting --to corporate-parenting.tar
                """)

        @OptionGroup var which: DecisionArgument
        @Option(
            help: ArgumentHelp("A file that does not exist yet.", valueName: "file"), completion: .file())
        var to: String
        @OptionGroup(title: "Options of every command") var global: GlobalOptions

        func run() throws {
            let bundle = try DecisionBundle(which.decision, from: Daemon(global))
            let file = try OutputFile(to, mode: 0o600)
            do {
                try file.write(bundle.archive())
                try file.finish()
            } catch {
                file.abandon()
                throw error
            }
            let entries = bundle.entries.count == 1 ? "1 entry" : "\(bundle.entries.count) entries"
            let files = bundle.attachments.count == 1 ? "1 file" : "\(bundle.attachments.count) files"
            Display(global).note("\(to): \(entries) with proofs, \(files).")
        }
    }
}

/// A decision with its evidence, gathered.
struct DecisionBundle {
    let report: DecisionReport
    private let reportJSON: JSONObject
    private let chains: ChainsReport
    private let chainsJSON: JSONObject
    /// The entries of the decision and of those in its chain, in order.
    private(set) var entries: [EntryValue] = []
    private var proofs: [Int: String] = [:]
    private let checkpoint: CheckpointReply
    private(set) var attachments: [(value: AttachmentValue, content: [UInt8])] = []
    private let localTime: LocalTime

    init(_ reference: String, from daemon: Daemon) throws {
        var question = DecisionQuestion()
        question.decision = reference
        let answer = try daemon.answer(to: question)
        report = try daemon.read(answer, as: ReportReply<DecisionReport>.self).report
        (reportJSON, localTime) = (answer["report"] ?? answer, .of(answer))
        var chain = ChainsQuestion()
        chain.decision = report.decision.id
        let chainAnswer = try daemon.answer(to: chain)
        chains = try daemon.read(chainAnswer, as: ReportReply<ChainsReport>.self).report
        chainsJSON = chainAnswer["report"] ?? chainAnswer
        let decisions = Set(chains.chains.flatMap(\.hops).map(\.decision) + [report.decision.id]).sorted()
        checkpoint = try daemon.call(
            InterfaceName.ledger.method("Checkpoint"), returning: CheckpointReply.self)
        for decision in decisions {
            var question = EntriesQuestion()
            (question.subject, question.limit) = ("decision/\(decision)", 1_000)
            for entry in try daemon.entries(question) { try gather(entry.seq, from: daemon) }
        }
        for seq in report.related.flatMap(\.entries).map(\.seq) { try gather(seq, from: daemon) }
        entries.sort { $0.seq < $1.seq }
        let records = Set(decisions.map { "decision/\($0)" } + report.related.map(\.record))
        for one in try daemon.ask(AttachmentsQuestion()).attachments where records.contains(one.record) {
            // Files of somebody whose absence was approved are theirs.
            guard !one.record.hasPrefix("person/") else { continue }
            attachments.append((one, try daemon.content(of: one)))
        }
    }

    /// Adds an entry with its proof, once.
    private mutating func gather(_ seq: Int, from daemon: Daemon) throws {
        guard proofs[seq] == nil else { return }
        var one = EntryQuestion()
        one.entry = "\(seq)"
        entries.append(
            try daemon.call(InterfaceName.ledger.method("Show"), one, returning: EntryReply.self).entry)
        var proof = ProofQuestion()
        proof.entry = seq
        proofs[seq] = try daemon.call(
            InterfaceName.ledger.method("Prove"), proof, returning: ProofReply.self
        ).proof
    }

    // MARK: - As files

    /// The archive. The same record gives the same bytes.
    func archive() throws(Failure) -> [UInt8] {
        // Every file has the time of the last entry, so that the archive says nothing of who made it when.
        let time = entries.last.flatMap { RFC3339($0.recorded)?.instant }.map {
            Int($0.microseconds / 1_000_000)
        }
        var archive = TarArchive(directory: report.decision.id, time: time ?? 0)
        let files = files
        try archive.add("README.txt", Array(readme.utf8))
        for (path, content) in files { try archive.add(path, content) }
        let sums = files.map { "\(ContentStore.digest($0.content))  \($0.path)\n" }.joined()
        try archive.add("SHA256SUMS", Array(sums.utf8))
        return archive.finished
    }

    private var files: [(path: String, content: [UInt8])] {
        let style = TextStyle(width: 100, isFull: true, localTime: localTime)
        var files: [(path: String, content: [UInt8])] = [
            ("decision.txt", Array(report.text(style).utf8)), ("decision.json", reportJSON.bytes),
            ("chain.txt", Array(chains.text(style).utf8)), ("chain.json", chainsJSON.bytes),
            ("checkpoint", Array(checkpoint.checkpoint.utf8)),
            ("log.vkey", Array("\(checkpoint.key)\n".utf8)),
        ]
        for entry in entries {
            files.append(("entries/\(entry.seq).json", entry.entry?.bytes ?? []))
            files.append(("proofs/\(entry.seq).tlog-proof", Array((proofs[entry.seq] ?? "").utf8)))
        }
        for one in attachments { files.append((Self.path(of: one.value), one.content)) }
        return files
    }

    /// Where a file lies: under its name if every tool can write that, otherwise under its entry's number.
    private static func path(of attachment: AttachmentValue) -> String {
        let plain = attachment.name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let name = "\(attachment.seq)-\(attachment.name)"
        let isShort = name.utf8.count <= TarArchive.longestName
        return "attachments/" + (plain && isShort ? name : "\(attachment.seq).bin")
    }

    private var readme: String {
        let list = entries.map {
            "  entries/\($0.seq).json: \($0.subject), \($0.what), recorded \(localTime.words($0.recorded))\n"
        }.joined()
        let attached = attachments.map { one in
            "  \(Self.path(of: one.value)): \(one.value.name), \(one.value.mediaType), attached by entry "
                + "\(one.value.seq)\n"
        }.joined()
        let first = entries.first.map { "\($0.seq)" } ?? "N"
        return """
            \(report.decision.title)
            \(String(repeating: "=", count: report.decision.title.count))

            What this is: the record of a decision, with evidence of what was recorded and when.

              decision.txt, .json  the record, with the status of each resolution
              chain.txt, .json     how it passed from body to body
              entries/             its history and that of related records: each entry, exactly as stored
              proofs/              for each entry, a proof that it is in the log (C2SP tlog-proof)
              checkpoint           the log's signed checkpoint of \(checkpoint.size) entries (C2SP tlog-checkpoint)
              log.vkey             the log's public key (C2SP signed-note)
              attachments/         the files attached to it and to the records about it
              SHA256SUMS           of all files but this one

            How to check it

            1. Nothing was altered in transit:     sha256sum -c SHA256SUMS
            2. Each entry is in the log:           minuted verify proofs/\(first).tlog-proof --vkey log.vkey
               If you have a checkpoint from elsewhere (printed in signed minutes, cosigned by a witness), add
               --anchor FILE. Use the key that the council has published, not only
               the copy here.
            3. An attached file is the one that was attached: its sha256sum is the "sha256" of its entry.
            4. Without minuted: the proof has the entry in base64 after "extra". The leaf is
               SHA-256(0x00, entry), and RFC 9162 section 2.1.3.2 says how the path leads to the root that the
               checkpoint signs with Ed25519.

            What this does not show: anything that was never recorded.

            Entries
            \(list)
            Files
            \(attached.isEmpty ? "  none\n" : attached)
            """
    }
}
