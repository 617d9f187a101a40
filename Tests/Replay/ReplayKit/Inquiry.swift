// What is asked of a replay's history, so that the answers can be compared with those that were checked by
// hand: a query of the Varlink interface, its question, and the day and state of knowledge it is asked for.

public import Codec
import Control

/// A question about a day that is over, and the file that holds the answer.
public struct Inquiry: Record, Equatable {
    /// The file's name in `expected/`.
    public var into = ""
    /// A method of `org.minuted.Queries`, such as `Attendance`, or one of another interface by its full name.
    public var query = ""
    /// The method's parameters, but for the two times.
    public var question = JSONObject()
    /// The day whose state is asked for. None is asked for today's: that is another one tomorrow.
    public var asAt = ""
    /// A day, a time or an entry's number: only what was recorded by then is taken as known.
    public var asKnownOn: String?
    /// What is typed after `minutectl` to ask the same, but for the two times; the answer has to be the same.
    public var words: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("into", &into)
        try coder.field("query", &query, "a method of org.minuted.Queries")
        try coder.field("question", &question)
        try coder.field("asat", &asAt)
        try coder.field("asknownon", &asKnownOn, "everything is known if left out")
        try coder.field("minutectl", &words, "the command line that asks the same")
    }

    /// The method's full name.
    public var method: String {
        query.contains(".") ? query : "\(InterfaceName.queries.rawValue).\(query)"
    }

    /// The question with both times.
    public var parameters: JSONObject {
        get throws {
            var json = JSONWriter()
            json.beginObject()
            for (name, value) in try JSONDocument(question.bytes).root.members {
                json.name(name)
                json.value(rawJSON: Array(value.text.utf8))
            }
            json.name("asat")
            json.value(asAt)
            if let asKnownOn {
                json.name("asknownon")
                json.value(asKnownOn)
            }
            json.endObject()
            return JSONObject(json: json.bytes)
        }
    }

    /// The arguments of `minutectl` that ask the same; nil if the replay gives none.
    public var arguments: [String]? {
        guard let words else { return nil }
        let known = asKnownOn.map { ["--as-known-on", $0] } ?? []
        return words.split(separator: " ").map(String.init) + ["--as-at", asAt] + known
    }
}
