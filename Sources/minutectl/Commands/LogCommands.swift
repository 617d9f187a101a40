// minutectl log list, show, follow: the log itself, entry by entry.

import ArgumentParser
import Codec
import Control
import Reports

/// The noun `log`.
struct LogCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Read, export, prove and publish the log.",
        subcommands: [
            List.self, Show.self, Follow.self, Export.self, Import.self, Restore.self, Checkpoint.self,
            Prove.self, Publish.self, Cosign.self, RotateKey.self,
        ])
}

extension InterfaceName {
    /// The full name of one of the interface's methods.
    func method(_ name: String) -> String { "\(rawValue).\(name)" }
}

extension LogCommands {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log list",
            discussion: """
                EXAMPLES:
                  minutectl log list --newest-first --limit 20
                  minutectl log list --subject meeting/malap-2007-09-20
                  minutectl log list --type org.minuted.decision. \\
                    --actor "uid:1002(proper-officer)"
                """)

        @Option(help: "Only entries about this record, for example meeting/malap-2007-09-06.")
        var subject: String?
        @Option(help: "Only entries whose type starts with this, for example org.minuted.decision.") var type:
            String?
        @Option(help: "Only entries recorded by this user.") var actor: String?
        @Option(help: "How many to list, at most 1000. (default: 100)") var limit: Int?
        @Option(help: ArgumentHelp("Continue after this entry.", valueName: "entry")) var after: Int?
        @Flag(help: "Newest first.") var newestFirst = false
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var question = EntriesQuestion()
            (question.subject, question.type, question.actor) = (subject, type, actor)
            (question.limit, question.after) = (limit, after)
            question.isNewestFirst = newestFirst ? true : nil
            let daemon = try Daemon(global)
            let reply = try daemon.call(InterfaceName.ledger.method("List"), question)
            let report = try daemon.read(reply, as: ReportReply<EntriesReport>.self).report
            let display = Display(global)
            try display.show(report, json: reply["report"] ?? reply, display.style(of: reply))
            guard !report.entries.isEmpty else { throw ExitCode(ExitStatus.refused.rawValue) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log show",
            discussion: """
                EXAMPLES:
                  minutectl log show 42
                  minutectl log show 011385f1-7400-7435-b1ba-1b3df27f46c7
                """)

        @Argument(help: "The entry's number, or the start of its id.") var entry: String
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var question = EntryQuestion()
            question.entry = entry
            let daemon = try Daemon(global)
            let reply = try daemon.call(InterfaceName.ledger.method("Show"), question)
            let value = try daemon.read(reply, as: EntryReply.self).entry
            let display = Display(global)
            try display.show(value, json: reply["entry"] ?? reply, display.style(of: reply))
        }
    }

    struct Follow: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log follow",
            discussion: """
                Runs until interrupted. With -o json each entry is one line.

                EXAMPLE:
                  minutectl log follow --after 200 -o json
                """)

        @Option(help: ArgumentHelp("Start after this entry. (default: the last one)", valueName: "entry"))
        var after: Int?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var question = FollowQuestion()
            question.after = after
            let daemon = try Daemon(global)
            let format = global.output
            var localTime = LocalTime.utc
            try daemon.stream(InterfaceName.ledger.method("Follow"), question) { reply in
                let value = try daemon.read(reply, as: EntryReply.self).entry
                if localTime.zone == nil { localTime = .of(reply) }
                let line = Self.line(value, reply["entry"] ?? reply, format, localTime)
                try FileDescriptor.standardOutput.stream(Array(line.utf8))
            }
        }

        /// One entry, with its line end.
        static func line(
            _ value: EntryValue, _ json: JSONObject, _ format: OutputFormat, _ localTime: LocalTime = .utc
        ) -> String {
            switch format {
            case .table, .html: value.line(localTime) + "\n"
            case .json: String(decoding: json.bytes, as: UTF8.self).showingUnprintable + "\n"
            case .csv, .excel: String(value.csv().split(separator: "\r\n", maxSplits: 1).last ?? "")
            }
        }
    }
}
