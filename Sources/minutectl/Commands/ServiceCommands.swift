// minutectl status, projection, submit, bridge: the daemon itself.

import ArgumentParser
import Codec
import Control
import Glibc
import Reports

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        verb: "status",
        discussion: """
            EXAMPLES:
              minutectl status
              minutectl status -o json
            """)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let daemon = try Daemon(global)
        let reply = try daemon.call(InterfaceName.service.method("Status"))
        let report = try daemon.read(reply, as: ReportReply<StatusReport>.self).report
        let display = Display(global)
        try display.show(report, json: reply["report"] ?? reply, display.style())
    }
}

/// The noun `projection`.
struct ProjectionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "projection", abstract: "What is folded from the log.",
        subcommands: [List.self, Rebuild.self])
}

extension ProjectionCommands {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(verb: "projection list")

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            let reply = try daemon.call(InterfaceName.projections.method("List"))
            let report = try daemon.read(reply, as: ReportReply<ProjectionsReport>.self).report
            let display = Display(global)
            try display.show(report, json: reply["report"] ?? reply, display.style())
        }
    }

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "projection rebuild",
            discussion: """
                Queries and recording go on meanwhile.

                EXAMPLE:
                  minutectl projection rebuild
                """)

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            var progress = ProgressLine("Folding")
            var last: (value: RebuildProgress, json: JSONObject)?
            defer { progress.end() }
            try daemon.stream(InterfaceName.projections.method("Rebuild")) { reply in
                let value = try daemon.read(reply, as: RebuildProgress.self)
                progress.update(value.done, of: value.total)
                last = (value, reply)
            }
            progress.end()
            guard let last, last.value.generation != nil else {
                throw Failure(
                    .unreachable, "The rebuild ended before the new generation was whole.",
                    ["The projections answer as before. `systemctl status minuted` says what happened."])
            }
            let display = Display(global)
            try display.show(last.value, json: last.json, display.style())
        }
    }
}

struct BridgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bridge",
        abstract: "Carry the daemon's protocol between standard input and output and the socket.",
        discussion: "For `minutectl -H`, which runs it over ssh.", shouldDisplay: false)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let socket = try Bridge.connect(to: global.socketPath)
        Bridge.run(socket: socket, input: STDIN_FILENO, output: STDOUT_FILENO)
        close(socket)
    }
}
