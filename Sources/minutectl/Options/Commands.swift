// What commands have in common: those that ask, and those that have something recorded.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

extension CommandConfiguration {
    /// A subcommand that asks a verb of the table: named by the last of the verb's words, and summed up
    /// as the table does.
    init(verb words: String, discussion: String = "", aliases: [String] = []) {
        let split = words.lastIndex(of: " ") ?? words.startIndex
        // With the name that it is called under, the parser does not look for completion scripts where the
        // subcommand is read alone (Shortcut): that takes a fifth of the time that a question needs.
        self.init(
            commandName: String(words[split...].drop { $0 == " " }),
            _superCommandName: split > words.startIndex ? "minutectl \(words[..<split])" : "minutectl",
            abstract: (VerbTable.summary(of: words) ?? "") + ".", discussion: discussion, aliases: aliases)
    }
}

/// The options of a command that asks.
struct AskingOptions: ParsableArguments {
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var global: GlobalOptions
}

/// A command that puts a question and shows the report that answers it.
protocol AskingCommand: ParsableCommand {
    associatedtype Asked: Question
    /// Whether the report is shown with a block for each item instead of a table.
    static var isDetailed: Bool { get }
    /// The same, where it depends on what is asked.
    var showsDetails: Bool { get }
    var asking: AskingOptions { get }
    /// The question, but for its scope.
    func question() throws -> Asked
    /// The form in which the answer is shown.
    var output: OutputFormat { get }
    /// The answer as a page, where a page is asked for; nil to show it in the ordinary way.
    func page(_ report: Asked.Answer) throws -> String?
}

extension AskingCommand {
    var output: OutputFormat { asking.global.output }

    func page(_ report: Asked.Answer) throws -> String? { nil }

    static var isDetailed: Bool { false }

    var showsDetails: Bool { Self.isDetailed }

    mutating func run() throws { try ask(try question()) }

    /// Puts a question and shows the report that answers it.
    func ask<Other: Question>(_ asked: Other) throws {
        var question = asked
        question.scope = asking.scope.scope
        let daemon = try Daemon(asking.global)
        let reply = try daemon.answer(to: question)
        let report = try daemon.read(reply, as: ReportReply<Other.Answer>.self).report
        var global = asking.global
        global.output = output
        let display = Display(global, showing: Self.configuration.abstract)
        if let own = report as? Asked.Answer, let page = try page(own) {
            return FileDescriptor.standardOutput.write(page)
        }
        // Of which day an answer is need not be said when nobody asked for another one.
        let today = asking.scope.isOfNow ? report.basis.asAt : nil
        let style = display.style(isDetailed: showsDetails, today: today, of: reply)
        try display.show(report, json: reply["report"] ?? reply, style)
        if output == .csv || output == .excel { for remark in report.basis.remarks { display.note(remark) } }
        if let next = report.next { display.note("There are more. To see them, add --after \(next).") }
        guard !Other.isNothing(report) else { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}

/// The options of a command that has something recorded.
struct RecordingGroup: ParsableArguments {
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var global: GlobalOptions
}

/// A command that has something recorded and shows the receipt.
protocol RecordingCommand: ParsableCommand {
    associatedtype Recorded: Command
    var options: RecordingGroup { get }
    /// What is to be recorded.
    func command() throws -> Recorded
    /// Says more once it is recorded.
    func follow(_ receipt: CommandReceipt, _ daemon: Daemon) throws
    /// Says more about why it was not.
    func explain(_ failure: Failure) -> Failure
}

extension RecordingCommand {
    mutating func run() throws { try record(try command()) }

    /// Has a command recorded, and shows the receipt.
    func record(_ command: Recorded) throws {
        let daemon = try Daemon(options.global)
        let (receipt, reply): (CommandReceipt, JSONObject)
        do {
            (receipt, reply) = try daemon.record(command, options.recording.options)
        } catch { throw explain(error) }
        let display = Display(options.global)
        try display.show(ShownReceipt(receipt), json: reply["receipt"] ?? reply, display.style())
        try follow(receipt, daemon)
        guard receipt.isPartial != true else { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    func follow(_ receipt: CommandReceipt, _ daemon: Daemon) throws {}

    func explain(_ failure: Failure) -> Failure { failure }
}

extension CommandReceipt {
    /// The identifier of the record that the first entry is about, if the receipt lists entries.
    var subjectId: String? {
        entries.first.flatMap { $0.subject.split(separator: "/", maxSplits: 1).last.map(String.init) }
    }
}

/// An identifier as an argument.
func identifier<Kind>(_ text: String?) throws -> Identifier<Kind>? {
    guard let text else { return nil }
    do { return try Identifier(text: text) } catch { throw ValidationError("\(error.problem).") }
}
