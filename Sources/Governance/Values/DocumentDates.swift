// Dates in documents that people write: as on the command line, made into those that the log has.

public import Codec

/// A document with its dates in the log's form.
///
/// Only dates that mean the same on every day are taken: applied again next month, "last Tuesday" would be another.
public struct DocumentDates {
    /// The document as JSON.
    public private(set) var json = JSONWriter()
    /// What is wrong with the dates that could not be read; they are left as they were.
    public private(set) var problems: [FieldError] = []
    private var path: [String] = []
    /// Days on which a date is read, to see whether it is the same on both.
    private let days: [CivilDate]

    /// Puts the dates of a document into the log's form.
    ///
    /// - Parameters:
    ///   - shape: what the document should look like, which says where its dates are.
    ///   - today: the day of which examples in messages are.
    public init(_ document: JSONNode, as shape: FieldShape, on today: CivilDate) {
        // Another weekday, month and year.
        days = [today, today.adding(days: 400) ?? .first]
        settle(document, shape)
    }

    private mutating func settle(_ node: JSONNode, _ shape: FieldShape) {
        switch (shape, node.kind) {
        case (.record(_, let fields), .object):
            let shapes = Dictionary(fields().map { ($0.name, $0.shape) }) { first, _ in first }
            json.beginObject()
            for (name, value) in node.members {
                json.name(name)
                inside(name) { $0.settle(value, shapes[name] ?? .object) }
            }
            json.endObject()
        case (.list(let element), .array):
            json.beginArray()
            for (index, value) in node.elements.enumerated() {
                inside(String(index)) { $0.settle(value, element) }
            }
            json.endArray()
        case (.date(let isPartial), .string), (.date(let isPartial), .number):
            date(node, isPartial: isPartial)
        default: keep(node)
        }
    }

    private mutating func keep(_ node: JSONNode) {
        // A string's bytes are those between its quotation marks.
        if let text = node.string { json.value(text) } else { json.value(rawJSON: node.rawBytes) }
    }

    private mutating func inside(_ step: String, _ body: (inout Self) -> Void) {
        path.append(step)
        body(&self)
        path.removeLast()
    }

    private mutating func date(_ node: JSONNode, isPartial: Bool) {
        // A year alone looks like a number.
        let text = node.string ?? node.text
        do throws(FieldError) {
            json.value(isPartial ? try partial(text) : try day(text))
        } catch {
            problems.append(FieldError(error.problem, path: path))
            keep(node)
        }
    }

    private func partial(_ text: String) throws(FieldError) -> String {
        if PartialDate(text: text) != nil { return text }
        return try same(text) { today throws(DateError) in try SpokenDate(today: today).partialDate(text).text
        }
    }

    private func day(_ text: String) throws(FieldError) -> String {
        if CivilDate(iso: text) != nil { return text }
        return try same(text) { today throws(DateError) in try SpokenDate(today: today).date(text).iso }
    }

    private func same(
        _ text: String, _ read: (CivilDate) throws(DateError) -> String
    ) throws(FieldError) -> String {
        var found: Set<String> = []
        for day in days {
            do { found.insert(try read(day)) } catch {
                throw FieldError("\(error.message) \(error.instead)".sentenceWithoutStop)
            }
        }
        guard found.count == 1, let date = found.first else {
            throw FieldError(
                "\"\(text)\" is another day every time the document is read: write the day, month and year, "
                    + "such as 7 May 2026")
        }
        return date
    }
}

extension String {
    /// Without the full stop at its end.
    var sentenceWithoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
