// Files attached to records: to which, under which names, and once.

import Codec
import Governance
import Testing

@Suite("Attachments")
struct AttachmentTests {
    private let council = Stockton.published

    private func attach(_ fill: (inout AddAttachment) -> Void) -> AddAttachment {
        make(AddAttachment.self) {
            ($0.record, $0.name) = ("decision/corporate-parenting", "strategy.pdf")
            ($0.mediaType, $0.size) = ("application/pdf", 70_000)
            fill(&$0)
        }
    }

    @Test("belong to the record that the beginning of its name means")
    func attached() {
        let given = council.when(attach { $0.title = "The strategy" }).accepted()
        #expect(given.state.attachments[.decision(Stockton.id)]?.map(\.name) == ["strategy.pdf"])
    }

    @Test("are refused with a bad name, kind or length, twice, or to what has no files")
    func refused() {
        let record = "decision/\(Stockton.id)"
        for name in ["../a.pdf", "a/b.pdf", ".."] {
            council.when(attach { $0.name = name }).thenRefused(rule: "file-name", record: record)
        }
        // No text can have it, wherever it stands.
        council.when(attach { $0.name = "a\u{7}.pdf" }).thenRefused(rule: "text", record: "name")
        council.when(attach { $0.name = " " }).thenRefused(rule: "text", record: record)
        for type in ["pdf", "a/b/c", "A/b", "/", "text/", "text/plain; charset=utf-8"] {
            council.when(attach { $0.mediaType = type }).thenRefused(rule: "media-type", record: record)
        }
        for size in [0, -1, AttachmentAdded.largest + 1] {
            council.when(attach { $0.size = size }).thenRefused(rule: "attachment-size", record: record)
        }
        let once = council.when(attach { _ in }).accepted()
        once.when(attach { $0.name = "other.pdf" }).thenRefused(rule: "attached-once", record: record)
        council.when(attach { $0.record = "body/cabinet" })
            .thenRefused(rule: "attachable", record: "body/cabinet")
        council.when(attach { $0.record = "cabinet" }).thenRefused(rule: "record-name", record: "cabinet")
        council.when(attach { $0.record = "decision/none" })
            .thenRefused(rule: "known-decision", record: "decision/none")
    }
}
