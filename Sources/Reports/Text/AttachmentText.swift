// Files attached to records, as text and comma-separated values.

import Governance

extension AttachmentsReport: RenderedReport {
    private static let empty = "No files are attached. Attach one with `minutectl attachment add`."

    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Entry", .trailing), Column.id("Record"), Column("File"), Column("Kind"),
                Column("Bytes", .trailing), Column.text("What"),
            ],
            rows: attachments.map { one in
                [
                    Cell("\(one.seq)"), Cell(one.record), Cell(one.name), Cell(one.mediaType),
                    Cell("\(one.size)"), Cell(orDash: one.title),
                ]
            })
        return basis.text(table, listing: Noun("file", "files"), ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["seq", "record", "name", "mediatype", "size", "sha256", "title", "recorded"],
            rows: attachments.map { one in
                [
                    "\(one.seq)", one.record, one.name, one.mediaType, "\(one.size)", one.sha256,
                    one.title ?? "", one.recorded,
                ]
            })
    }
}
