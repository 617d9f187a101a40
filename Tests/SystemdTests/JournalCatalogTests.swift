// The journal catalog and the list of events have to say the same: an event without a text leaves whoever
// reads `journalctl -x` alone, a text without an event describes what never happens.

import Foundation
import Logging
import Testing

@testable import Systemd

/// One text of a catalog file.
private struct CatalogText {
    var id: String
    var headers: [String: String] = [:]
    var body = ""
}

private func catalogTexts() throws -> [CatalogText] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let file = try String(contentsOf: root.appending(path: "systemd/minuted.catalog"), encoding: .utf8)
    var texts: [CatalogText] = []
    var inHeaders = false
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("-- ") {
            texts.append(CatalogText(id: String(line.dropFirst(3))))
            inHeaders = true
        } else if texts.isEmpty {
            #expect(line.isEmpty || line.hasPrefix("#"), "before the first text: \(line)")
        } else if line.isEmpty, inHeaders {
            inHeaders = false
        } else if inHeaders {
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            try #require(parts.count == 2, "not a header: \(line)")
            texts[texts.count - 1].headers[parts[0]] = parts[1].trimmingCharacters(in: .whitespaces)
        } else {
            texts[texts.count - 1].body += line + "\n"
        }
    }
    return texts
}

@Suite struct JournalCatalogTests {
    @Test func everyEventHasOneTextAndEveryTextAnEvent() throws {
        let ids = try catalogTexts().map(\.id)
        #expect(ids == JournalEvent.allCases.map(\.messageID))
    }

    @Test func everyTextSaysWhatHappenedAndWhatToDo() throws {
        for text in try catalogTexts() {
            let subject = try #require(text.headers["Subject"], "\(text.id)")
            #expect(!subject.isEmpty)
            #expect(text.headers["Defined-By"] == "Minuted")
            let page = /man:minute(d\(8|ctl(-[a-z-]+)?\(1)\)/
            #expect(text.headers["Documentation"]?.firstMatch(of: page) != nil)
            let paragraphs = text.body.split(separator: "\n\n")
            #expect(paragraphs.count >= 2, "\(subject): what happened, and what to do")
        }
    }

    /// A placeholder for a field that the journal can never hold would be shown as it stands.
    @Test func placeholdersAreNamesOfFields() throws {
        for text in try catalogTexts() {
            for placeholder in (text.body + (text.headers["Subject"] ?? "")).matches(of: /@([^@\s]*)@/) {
                #expect(placeholder.output.1.hasPrefix("MINUTED_"), "\(text.id): \(placeholder.output.0)")
            }
        }
    }

    @Test func idsAndNamesAreUnlikeEachOther() {
        #expect(Set(JournalEvent.allCases.map(\.messageID)).count == JournalEvent.allCases.count)
        for event in JournalEvent.allCases {
            #expect(event.messageID.wholeMatch(of: /[0-9a-f]{32}/) != nil, "\(event)")
            #expect(event.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(event)")
        }
    }

    @Test func reportingAnEventUsesItsLevelAndName() {
        let recorder = Recorder()
        var logger = Logger(label: "test") { _ in recorder }
        logger.logLevel = .notice
        logger.report(.rejected, "too quiet for this logger")
        logger.report(.storageFault, "said", error: CancellationError(), metadata: ["seq": "7"])
        let events = recorder.events
        #expect(events.count == 1)
        #expect(events.first?.level == .critical)
        #expect(events.first?.metadata?["event"] == "storage-fault")
        #expect(events.first?.metadata?["error"] == "CancellationError()")
        #expect(events.first?.metadata?["seq"] == "7")
    }
}

/// Keeps what is logged.
private final class Recorder: LogHandler, @unchecked Sendable {
    // Guarded by the lock; the rest is set before the recorder is shared.
    private let lock = NSLock()
    private var recorded: [LogEvent] = []
    var logLevel: Logger.Level = .trace
    var metadata: Logger.Metadata = [:]

    var events: [LogEvent] { lock.withLock { recorded } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) { lock.withLock { recorded.append(event) } }
}
