// Files that belong to a record: the signed minutes, the report as printed, an appendix. The log holds a file's
// SHA-256, name and kind; its content lies beside the log, under that digest.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// The SHA-256 of a file's content, as 64 hexadecimal digits in lower case.
public struct ContentDigest: TextValue, Hashable, Comparable, CustomStringConvertible {
    public let text: String

    /// Stands in a record's field until the field is read.
    public static let placeholder = ContentDigest(unchecked: String(repeating: "0", count: 64))

    private init(unchecked text: String) { self.text = text }

    public init(text: String) throws(FieldError) {
        let isDigest =
            text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
        guard isDigest else {
            throw FieldError("\"\(text)\" is not a SHA-256: give 64 hexadecimal digits in lower case")
        }
        self.text = text
    }

    public var description: String { text }

    public static func < (one: Self, other: Self) -> Bool { one.text < other.text }
}

/// A file is attached to a record.
public struct AttachmentAdded: EventPayload, Equatable {
    public static let type = "org.minuted.attachment.added"

    /// The longest content in bytes.
    public static let largest = 32 << 20

    /// The record that it belongs to.
    public var record = Stream.decision(DecisionID())
    public var sha256 = ContentDigest.placeholder
    /// The length of the content in bytes.
    public var size = 0
    /// The file's name, without directories.
    public var name = ""
    /// Its media type (RFC 6838), such as `application/pdf`.
    public var mediaType = ""
    /// What it is, in a line.
    public var title: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "the record that it belongs to")
        try coder.field("sha256", &sha256, "of the content")
        try coder.field(
            "size", &size, "the length of the content in bytes", within: 0...AttachmentAdded.largest)
        try coder.field("name", &name, "the file's name, without directories")
        try coder.field("mediatype", &mediaType, "such as application/pdf (RFC 6838)")
        try coder.field("title", &title, "what it is, in a line")
    }

    public var stream: Stream { record }

    public func admit(in state: State) throws(Rejection) {
        guard Need.Kind(of: record) != nil else {
            throw Rejection(
                "attachable", record.text, "Files cannot be attached to \(record.text).",
                remedy: "Attach it to the decision, meeting or report that adopted it.")
        }
        try state.expect(record)
        try Check.line(name, "file's name", of: record.text, longest: 200)
        guard !name.contains("/"), name != ".", name != "..",
            !name.unicodeScalars.contains(where: { $0.value < 0x20 })
        else {
            throw Rejection(
                "file-name", record.text, "\"\(name)\" cannot be a file's name.",
                remedy: "Give a name without a folder.")
        }
        guard (1...Self.largest).contains(size) else {
            throw Rejection(
                "attachment-size", record.text,
                "The file has \(size) bytes. It must have from 1 to \(Self.largest).",
                remedy: "Split it into parts, or attach a smaller version.")
        }
        guard Self.isMediaType(mediaType) else {
            throw Rejection(
                "media-type", record.text, "\"\(mediaType)\" is not a media type.",
                remedy: "Give a type like application/pdf or text/plain.")
        }
        if let title { try Check.line(title, "title", of: record.text) }
        guard let same = state.attachments[record]?.first(where: { $0.sha256 == sha256 || $0.name == name })
        else { return }
        throw Rejection(
            "attached-once", record.text,
            same.sha256 == sha256
                ? "That content is attached already, as \(same.name)."
                : "Another file is attached as \(name).",
            remedy: "Give the new file another name, or undo the earlier entry first.")
    }

    private static func isMediaType(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let marks = Set("!#$&-^_.+".utf8)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.count <= 127
                    && part.utf8.allSatisfy { byte in
                        marks.contains(byte)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    }
            }
    }
}

/// Attaches a file to a record. Its content has to be with the daemon already.
public struct AddAttachment: Command {
    public var record = ""
    public var sha256 = ContentDigest.placeholder
    public var size = 0
    public var name = ""
    public var mediaType = ""
    public var title: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "such as decision/corporate-parenting")
        try coder.field("sha256", &sha256, "of the content, which was kept before")
        try coder.field(
            "size", &size, "the length of the content in bytes", within: 0...AttachmentAdded.largest)
        try coder.field("name", &name, "the file's name, without directories")
        try coder.field("mediatype", &mediaType, "such as application/pdf")
        try coder.field("title", &title, "what it is, in a line")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        RecordReference.need(record, in: directory, on: today).map { [$0] } ?? []
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = AttachmentAdded()
        event.record = try context.record(record)
        (event.sha256, event.size, event.name) = (sha256, size, name)
        (event.mediaType, event.title) = (mediaType, title)
        let known = context.state.attachments[event.record] ?? []
        return known.contains(event) ? [] : [.attachmentAdded(event)]
    }
}
