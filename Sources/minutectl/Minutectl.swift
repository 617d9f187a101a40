// The command line: nouns, then verbs, as the service manager's own tools have it.

import ArgumentParser
import Control
import Glibc

/// The root of all commands.
@main
struct Minutectl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutectl",
        abstract: "Keep and search a council's record of decisions, meetings and attendance.",
        discussion: """
            Type names and dates in everyday form: a surname, the start of an identifier, \
            "9 December 2026 6.30pm", "last Tuesday". If a name matches several records, they are \
            all listed.

            EXAMPLES:
              minutectl status
              minutectl meeting show "Planning Committee 2 September 2026"
              minutectl attendance record planning-2026-09-02 --present okafor lee \\
                --others absent
              minutectl report non-attendance --as-at "31 March 2008"
              minutectl -H clerk@records.example.gov.uk decision list --filter awaiting

            EXIT STATUS:
              0  done
              1  refused, or nothing was found
              2  the command line is wrong
              3  the daemon cannot be reached, or cannot answer now
              4  a verification failed

            With `-o json` a refusal is JSON as well, on standard error.

            ENVIRONMENT:
              MINUTED_SOCKET  the daemon's socket, if --socket is not given
              PAGER           the program that shows long answers (default: less)
              NO_COLOR        if set, no colours are used
            """,
        version: productVersion,
        subcommands: Nouns.named(in: CommandLine.arguments))

    @OptionGroup var global: GlobalOptions

    /// Runs what the arguments say, and exits.
    static func main() {
        // Who reads only the beginning of an answer ends neither the command nor its work.
        signal(SIGPIPE, SIG_IGN)
        var options: GlobalOptions?
        do {
            let words = Array(CommandLine.arguments.dropFirst())
            var command = try parsed(words)
            options = command.globalOptions
            try command.run()
        } catch let failure as Failure {
            failure.show(on: .standardError, options)
            Glibc.exit(failure.status.rawValue)
        } catch {
            Glibc.exit(ending(with: error))
        }
    }

    /// The command that the words mean.
    static func parsed(_ words: [String]) throws -> any ParsableCommand {
        // A shell asks what can stand at some place.
        if words.first == "---completion" { return try parseAsRoot(words) }
        let words = DashedTexts.settled(words)
        if let failure = RepeatedOption.failure(words) { throw failure }
        if let command = Shortcut.command(words) { return command }
        if let failure = UnknownCommand.failure(words) { throw failure }
        return try parseAsRoot(words)
    }

    /// Shows what the argument parser has to say (help, a version, a mistake), and returns the exit status.
    private static func ending(with error: any Error) -> Int32 {
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        guard code != .success else {
            try? Pager.show(message + "\n", on: Screen(.standardOutput))
            return 0
        }
        if !message.isEmpty { FileDescriptor.standardError.write(message + "\n") }
        return code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue
    }
}

/// How a command ends; the numbers are documented in the help and do not change.
enum ExitStatus: Int32 {
    case done = 0
    /// A rule refuses it, a role is missing, or there is no such record.
    case refused = 1
    case usage = 2
    /// The daemon cannot be reached, or cannot answer now.
    case unreachable = 3
    case verificationFailed = 4
}
