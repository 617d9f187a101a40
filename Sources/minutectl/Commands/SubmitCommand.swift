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
            Each line of the file is one command with its parameters, as the interface \
            org.minuted.Records has them. If one is refused, none is recorded.

              {"command":"HoldMeeting","parameters":{"meeting":"malap-2007-09-06"}}
              {"command":"RecordAttendance","parameters":{"meeting":"malap-2007-09-06","entries":\
            [{"person":"okafor","standing":"present"}],"others":"absent"}}

            EXAMPLE:
              minutectl submit minutes.ndjson --dry-run
            """)

    @Argument(help: "Commands, one a line (NDJSON); - for standard input.", completion: .file())
    var file: String
    @Flag(help: "Only say what would be recorded.") var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let input = try InputFile(file)
        let submission = try Submission(
            name: input.name, bytes: input.readAll(atMost: Submission.greatestSize))
        var request = SubmitRequest()
        request.commands = submission.commands
        request.isDryRun = dryRun ? true : nil
        let daemon = try Daemon(global)
        let reply: JSONObject
        do {
            reply = try daemon.call(InterfaceName.records.method("Submit"), request)
        } catch { throw submission.placed(error) }
        let display = Display(global)
        guard global.output != .json else { return try display.show(json: reply) }
        let receipts = try daemon.read(reply, as: SubmitReply.self).receipts
        try display.show(SubmitSummary(receipts: receipts), json: reply, display.style())
    }
}

/// The commands of a file, with their lines.
struct Submission {
    /// One call of the daemon holds no more (``ConnectionLimits/frameSize``).
    static let greatestSize = (1 << 20) - 1024

    let name: String
    private(set) var commands: [NamedCommand] = []
    private var lines: [Int] = []

    /// Reads lines of JSON; blank ones are left out.
    init(name: String, bytes: [UInt8]) throws(Failure) {
        self.name = name
        let all = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in all.enumerated() {
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
            let command: NamedCommand
            do { command = try NamedCommand(json: Array(line)) } catch {
                throw Failure(.usage, "\(name):\(index + 1): \(error).")
            }
            guard VerbTable.verb(recording: command.command)?.command != nil else {
                throw Failure(
                    .usage, "\(name):\(index + 1): there is no command \"\(command.command)\".",
                    ["The interface org.minuted.Records lists them, such as RecordAttendance."])
            }
            commands.append(command)
            lines.append(index + 1)
        }
        guard !commands.isEmpty else { throw Failure(.usage, "\(name) holds no command.") }
    }

    /// Adds the file's line to a failure about one of the commands.
    func placed(_ failure: Failure) -> Failure {
        guard let command = failure.command, lines.indices.contains(command) else { return failure }
        var failure = failure
        failure.message = "\(name):\(lines[command]): \(failure.message)"
        failure.details.append("Nothing of the file has been recorded.")
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
            text += "nothing to record, the record says so already."
        }
        if unchanged > 0, unchanged < receipts.count {
            text += " \(unchanged) said what is on record already."
        }
        return text + "\n"
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
