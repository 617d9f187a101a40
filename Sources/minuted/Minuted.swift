// minuted: the daemon that keeps a council's record.

import ArgumentParser
import Control

@main
struct Minuted: AsyncParsableCommand {
    /// The version of the daemon, its client and their interfaces.
    static let version = productVersion

    static let configuration = CommandConfiguration(
        commandName: "minuted",
        abstract: "Keep the governance record of a council.",
        discussion: """
            Appends decisions, meetings and attendance to an append-only log and answers minutectl on a Unix
            socket. Run by systemd it needs no arguments.

            EXAMPLES
              minuted --state-directory ./record --socket ./minuted.sock

            EXIT STATUS
              0   stopped as asked
              65  the state directory holds something this version cannot use, such as a newer version's record
              69  the state directory or socket is in use, or something is missing
              74  the disk failed or is full; start again: nothing acknowledged is lost
              77  the state directory belongs to another user, or may not be read
              78  the configuration is wrong; the message gives file and line
            """,
        version: version,
        subcommands: [RunCommand.self, VerifyCommand.self, WitnessCommand.self, ResumeCommand.self],
        defaultSubcommand: RunCommand.self)
}

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Keep the record until told to stop (the default).")

    @Option(
        help: ArgumentHelp(
            "The directory of the record.", discussion: "Default: $STATE_DIRECTORY, or /var/lib/minuted.",
            valueName: "dir"))
    var stateDirectory: String?

    @Option(
        help: ArgumentHelp(
            "The socket to listen on, unless systemd provides one.", valueName: "path"))
    var socket = "/run/minuted/minuted.sock"

    @Option(
        help: ArgumentHelp(
            "The configuration file.",
            discussion:
                "Default: /etc/minuted/minuted.yaml, if it exists. Without one, root and the daemon's own user are administrators.",
            valueName: "file"))
    var config: String?

    func run() async throws {
        let daemon = Daemon(
            stateDirectory: stateDirectory ?? Environment.stateDirectory ?? "/var/lib/minuted",
            socket: socket, configuration: config)
        let status = await daemon.run()
        if status != 0 { throw ExitCode(status) }
    }
}
