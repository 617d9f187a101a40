// minutectl submit: many commands from a file in one call, all or none.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

struct SubmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        verb: "submit",
        discussion: """
            Each line of the file is one command with its parameters, as in the interface \
            org.minuted.Records. If one is refused, none is recorded.

              {"command":"FormGroup","parameters":{"name":"Residents First"}}
              {"command":"HoldMeeting","parameters":{"meeting":"planning-2026-09-23"}}

            EXAMPLE:
              minutectl submit minutes.ndjson --dry-run
            """)

    @Argument(help: "Commands, one a line (NDJSON); - for standard input.", completion: .file())
    var file: String
    @Flag(help: "Only show what would be recorded.") var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let input = try InputFile(file)
        let submission = try Submission(
            name: input.name, bytes: input.readAll(atMost: SubmitRequest.greatestUpload))
        var request = SubmitRequest()
        request.isDryRun = dryRun ? true : nil
        let daemon = try Daemon(global)
        if submission.size <= Submission.greatestSize {
            request.commands = submission.commands
        } else {
            request.upload = try Upload.send(submission.bytes, to: daemon)
        }
        let reply: JSONObject
        do {
            reply = try daemon.call(InterfaceName.records.method("Submit"), request)
        } catch { throw submission.placed(error) }
        let display = Display(global)
        guard global.output != .json else { return try display.show(json: reply) }
        let receipts = try daemon.read(reply, as: SubmitReply.self).receipts
        try display.show(SubmitSummary(receipts: receipts), json: reply, display.style())
        guard receipts.allSatisfy({ $0.isPartial != true }) else {
            throw ExitCode(ExitStatus.refused.rawValue)
        }
    }
}

/// The commands of a file, with their lines.
struct Submission {
    /// One call of the daemon holds no more (``ConnectionLimits/frameSize``); what is longer is uploaded first.
    static let greatestSize = (1 << 20) - 1024

    let name: String
    let bytes: [UInt8]
    private(set) var commands: [NamedCommand] = []
    private var lines: [Int] = []

    /// Reads lines of JSON; blank ones are left out.
    init(name: String, bytes: [UInt8]) throws(Failure) {
        (self.name, self.bytes) = (name, bytes)
        let found: [(line: Int, command: NamedCommand)]
        do throws(CommandLineError) { found = try NamedCommand.lines(bytes) } catch {
            throw Failure(.usage, "\(name):\(error.line): \(error.error).")
        }
        for (line, command) in found {
            guard VerbTable.verb(recording: command.command)?.command != nil else {
                throw Failure(
                    .usage, "\(name):\(line): there is no command \"\(command.command)\".",
                    ["The interface org.minuted.Records lists them, such as RecordAttendance."])
            }
            commands.append(command)
            lines.append(line)
        }
        guard !commands.isEmpty else { throw Failure(.usage, "\(name) contains no commands.") }
    }

    /// How long it is as one call.
    var size: Int {
        var request = SubmitRequest()
        request.commands = commands
        return request.json.count
    }

    /// Adds the file's line to a failure about one of the commands.
    func placed(_ failure: Failure) -> Failure {
        guard let command = failure.command, lines.indices.contains(command) else { return failure }
        var failure = failure
        failure.message = "\(name):\(lines[command]): \(failure.message)"
        failure.details.append("Nothing in the file has been recorded.")
        return failure
    }
}

/// The receipts of a submission.
struct SubmitSummary: Rendered {
    let receipts: [CommandReceipt]

    func text(_ style: TextStyle) -> String {
        if receipts.contains(where: \.isDryRun) {
            return receipts.enumerated().map { "Command \($0 + 1)\n" + $1.text(style) }.joined(
                separator: "\n")
        }
        let unchanged = receipts.count { !$0.isChange && !$0.isRepeated }
        let commands = receipts.count == 1 ? "1 command" : "\(receipts.count) commands"
        var text = "\(commands): "
        if let first = receipts.compactMap(\.first).min(), let last = receipts.compactMap(\.last).max() {
            text += first == last ? "recorded as entry \(first)." : "recorded as entries \(first) to \(last)."
        } else {
            text +=
                receipts.contains { $0.isPartial == true }
                ? "nothing recorded." : "no change, already recorded."
        }
        if unchanged > 0, unchanged < receipts.count {
            text += " \(unchanged) made no change."
        }
        return text + "\n" + noteLines
    }

    /// Of more commands than this nobody reads what each receipt says, but for those not recorded whole.
    private static let mostRead = 20

    /// What the receipts say: which day was taken, who is meant, and what was not recorded.
    private var noteLines: String {
        receipts.enumerated().filter { index, receipt in
            !receipt.notes.isEmpty && (receipt.isPartial == true || receipts.count <= Self.mostRead)
        }.map { index, receipt in
            "Command \(index + 1)\(receipt.isPartial == true ? ", not everything recorded" : ""):\n"
                + receipt.notes.map { "  \(Screen.harmless($0))\n" }.joined()
        }.joined()
    }

    var csvTable: CSVTable {
        CSVTable(
            ["command", "changed", "repeated", "first", "last"],
            rows: receipts.enumerated().map { index, receipt in
                [
                    String(index + 1), String(receipt.isChange), String(receipt.isRepeated),
                    receipt.first.map { String($0) } ?? "", receipt.last.map { String($0) } ?? "",
                ]
            })
    }
}
