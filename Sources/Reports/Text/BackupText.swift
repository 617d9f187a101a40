// A backup that was made, as text and comma-separated values.

extension BackupSummary: Rendered {
    public func text(_ style: TextStyle) -> String {
        var block = Block(Cell(council))
        block.add("Entries", "\(Noun("entry", "entries").count(entries)), written and checked")
        block.add("Last entry", "\(lastId), recorded \(style.localTime.words(lastRecorded))")
        if let bytes { block.add("Size", "\(bytes) bytes") }
        if let attachments { block.add("Attached files", "\(attachments), written and checked") }
        if let missing { block.add("Not copied", "\(missing.count)", .bad) }
        return PlainText.joined(block.lines(style))
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["council", "source", "entries", "lastid", "lastrecorded", "version", "bytes"],
            rows: [
                [council, source, String(entries), lastId, lastRecorded, version, CSVTable.field(bytes)]
            ])
    }
}
