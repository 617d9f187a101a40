// minutectl status, bridge: the daemon itself.

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
        try display.show(report, json: reply["report"] ?? reply, display.style(of: reply))
    }
}

struct BridgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bridge",
        abstract: "Connect standard input and output to the daemon's socket.",
        discussion: "Used by `minutectl -H`, over ssh.", shouldDisplay: false)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let socket = try Bridge.connect(to: global.socketPath)
        Bridge.run(socket: socket, input: STDIN_FILENO, output: STDOUT_FILENO)
        close(socket)
    }
}
