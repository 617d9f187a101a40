// Lines for people, and the choice between them and the journal.

import Logging
import Testing

@testable import Systemd

@Suite struct TerminalLogTests {
    private func event(_ message: Logger.Message, level: Logger.Level = .notice) -> LogEvent {
        LogEvent(
            level: level, message: message, error: nil, metadata: nil, source: nil, file: "f", function: "g",
            line: 1)
    }

    @Test func aLineHasTimeLevelLoggerMessageAndMetadata() {
        let line = TerminalLogHandler(label: "log").line(
            for: event("appended"), metadata: ["seq": "7", "actor": "uid:1 (x)", "none": ""], time: "12:00:00"
        )
        #expect(line == "12:00:00 notice log: appended actor=\"uid:1 (x)\" none=\"\" seq=7\n")
    }

    @Test func oneEventIsOneLineWithoutControlCharacters() {
        let line = TerminalLogHandler(label: "log").line(
            for: event("a\nb\u{1B}[2J"), metadata: ["k\n": "v\r\n"], time: "12:00:00")
        #expect(line == "12:00:00 notice log: a\\nb\\u{1b}[2J k\\n=v\\u{d}\\n\n")
    }

    @Test func coloursOnlyWhenAsked() {
        let plain = TerminalLogHandler(label: "l").line(
            for: event("m", level: .error), metadata: [:], time: "t")
        let colored = TerminalLogHandler(label: "l", colored: true)
            .line(for: event("m", level: .error), metadata: [:], time: "t")
        #expect(plain == "t error l: m\n")
        #expect(colored == "t \u{1B}[31merror\u{1B}[0m l: m\n")
    }

    @Test func nearerMetadataWins() {
        let provider = Logger.MetadataProvider { ["a": "provider", "b": "provider"] }
        let merged = mergedMetadata(
            handler: ["a": "handler", "b": "handler", "c": "handler"], provider: provider,
            event: ["a": "event"])
        #expect(merged == ["a": "event", "b": "provider", "c": "handler"])
    }

    @Test(arguments: [
        ("8:12", true), ("8:13", false), ("9:12", false), ("8", false), ("8:12:1", false), (":", false),
        ("", false), ("8:12 ", false), ("-8:12", false),
    ])
    func journalStreamIsTheDeviceAndInodeOfStandardError(value: String, expected: Bool) {
        #expect(StandardError.namesStream(value, device: 8, inode: 12) == expected)
    }

    @Test func aDestinationMakesItsHandler() {
        let journal = LogDestination.journal.handler(label: "l", level: .error)
        #expect(journal is JournalLogHandler)
        #expect(journal.logLevel == .error)
        #expect(
            LogDestination.standardError(colored: false).handler(label: "l", level: .info)
                is TerminalLogHandler)
    }
}
