// minutectl projection: what is folded from the log, rebuilt, verified, explained and compared.

import ArgumentParser
import Codec
import Control
import Reports

/// The noun `projection`.
struct ProjectionCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "projection", abstract: "Check, rebuild and explain the tables that answers come from.",
        subcommands: [List.self, Why.self, Diff.self, Verify.self, Rebuild.self, Revert.self])
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
            try display.show(report, json: reply["report"] ?? reply, display.style(of: reply))
        }
    }

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "projection rebuild",
            discussion: """
                Queries and recording continue meanwhile. Projections you do not name are copied. The \
                previous rows are kept until the next rebuild: `minutectl projection revert`.

                EXAMPLES:
                  minutectl projection rebuild
                  minutectl projection rebuild attendance
                """)

        @Argument(help: "Projections to rebuild. (default: all)") var names: [String] = []
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            var progress = ProgressLine("Rebuilding")
            var last: (value: RebuildProgress, json: JSONObject)?
            defer { progress.end() }
            var asked = ProjectionsQuestion()
            asked.projections = names
            try daemon.stream(InterfaceName.projections.method("Rebuild"), asked) { reply in
                let value = try daemon.read(reply, as: RebuildProgress.self)
                progress.update(value.done, of: value.total)
                last = (value, reply)
            }
            progress.end()
            guard let last, last.value.generation != nil else {
                throw Failure(
                    .unreachable, "The rebuild stopped before it was complete.",
                    ["The earlier projections stay in use. `systemctl status minuted` shows what happened."])
            }
            let display = Display(global)
            try display.show(last.value, json: last.json, display.style())
        }
    }

    struct Revert: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "projection revert",
            discussion: """
                To switch forward again, run the same command again.
                """)

        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            let reply = try daemon.call(InterfaceName.projections.method("Revert"))
            let display = Display(global)
            try display.show(daemon.read(reply, as: RebuildProgress.self), json: reply, display.style())
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "projection verify",
            discussion: """
                The exit status is 4 if rows do not match the log.

                EXAMPLE:
                  minutectl projection verify attendance
                """)

        @Argument(help: "Projections to check. (default: all)") var names: [String] = []
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            var progress = ProgressLine("Checking")
            var last: (value: VerifyProgress, json: JSONObject)?
            defer { progress.end() }
            var asked = ProjectionsQuestion()
            asked.projections = names
            try daemon.stream(InterfaceName.projections.method("Verify"), asked) { reply in
                let value = try daemon.read(reply, as: VerifyProgress.self)
                progress.update(value.done, of: value.total)
                last = (value, reply)
            }
            progress.end()
            guard let last, let isSound = last.value.isSound else {
                throw Failure(.unreachable, "The verification stopped before it was complete.", [])
            }
            let display = Display(global)
            try display.show(last.value, json: last.json, display.style())
            guard isSound else { throw ExitCode(ExitStatus.verificationFailed.rawValue) }
        }
    }

    struct Why: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "projection why",
            discussion: """
                Give a row by its key, with slashes between the parts, or by the values of its fields. Duties, \
                papers, matters, actions, visits, pledges and top-ten lists have no rows. Name one by its title \
                or identifier, and each entry is listed with what it \
                changes in today's answer.

                EXAMPLES:
                  minutectl projection why duties "Review the Corporate Parenting Strategy"
                  minutectl projection why attendance malap-2007-09-20/councillor-e
                  minutectl projection why attendance person=okafor,standing=present
                """)

        @Argument(help: "The projection.") var projection: String
        @Argument(help: "The row or rows.") var row: String
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            var asked = WhyQuestion()
            (asked.projection, asked.row) = (projection, row)
            let reply = try daemon.call(InterfaceName.projections.method("Why"), asked)
            let report = try daemon.read(reply, as: ReportReply<WhyReport>.self).report
            let display = Display(global)
            try display.show(report, json: reply["report"] ?? reply, display.style(of: reply))
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "projection diff",
            discussion: """
                Two generations are compared at the same entry, so only differences in how the rows are \
                built are shown. The exit status is 1 if rows differ.

                EXAMPLES:
                  minutectl projection diff decisions --with 350
                  minutectl projection diff attendance --with generation:1
                  minutectl projection diff attendance --with ~/copy/1.db
                """)

        @Argument(help: "The projection.") var projection: String
        @Option(help: ArgumentHelp("What to compare with.", valueName: "entry|generation:n|file"))
        var with: String
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            var asked = DifferenceQuestion()
            asked.projection = projection
            if let seq = Int(with) {
                asked.seq = seq
            } else if with.hasPrefix("generation:"), let number = Int(with.dropFirst(11)) {
                asked.generation = number
            } else if with.hasPrefix("/") {
                asked.file = with
            } else {
                throw ValidationError("\"\(with)\" is not an entry's number, `generation:N` or a full path.")
            }
            let reply = try daemon.call(InterfaceName.projections.method("Diff"), asked)
            let report = try daemon.read(reply, as: ReportReply<DifferenceReport>.self).report
            let display = Display(global)
            try display.show(report, json: reply["report"] ?? reply, display.style(of: reply))
            guard report.count == 0 else { throw ExitCode(ExitStatus.refused.rawValue) }
        }
    }
}
