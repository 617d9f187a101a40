// A replay's script: the commands that clerks would have given, line by line, with the time of each.

public import Codec
public import Governance

/// One line of a script: a note for readers, or a command.
///
/// A line that has neither is refused when it is played.
public struct ScriptLine: Record, Equatable {
    /// A remark about what follows: where it is from, or that it is invented.
    public var note: String?
    /// When the command is given, RFC 3339.
    public var at: String?
    /// Who gives it, as the kernel would say: `uid:1001(clerk)`.
    public var actor: String?
    /// The command's name, such as `RecordAttendance`.
    public var command: String?
    public var parameters: JSONObject?
    /// A constitution to apply, a path from the top of the repository; in place of parameters.
    public var file: String?
    /// The rule that refuses the command: then nothing is recorded, and anything else is a mistake.
    public var refused: String?
    /// Where what the command records comes from.
    public var provenance: ProvenanceKind?
    /// Where in the source.
    public var sourcePlace: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("note", &note)
        try coder.field("at", &at, "RFC 3339")
        try coder.field("actor", &actor)
        try coder.field("command", &command)
        try coder.field("parameters", &parameters)
        try coder.field("file", &file, "a constitution in place of parameters")
        try coder.field("refused", &refused, "the rule that refuses the command")
        try coder.field("provenance", &provenance, "where what the command records comes from")
        try coder.field("sourceplace", &sourcePlace, "where in the source")
    }
}

/// A script of lines.
public struct Script: Sendable {
    public let lines: [ScriptLine]

    /// Reads NDJSON.
    ///
    /// - Throws: ``ScriptError``, which names the line.
    public init(_ text: String) throws(ScriptError) {
        var lines: [ScriptLine] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            do throws(FieldError) {
                lines.append(try ScriptLine(json: Array(line.utf8)))
            } catch { throw ScriptError(line: index + 1, problem: error.description) }
        }
        self.lines = lines
    }
}

/// A script that cannot be played, or that turned out differently than it says.
public struct ScriptError: Error, Sendable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    public let problem: String

    public init(line: Int, problem: String) {
        self.line = line
        self.problem = problem
    }

    public var description: String { "line \(line) of the script: \(problem)" }
}

extension ScriptLine {
    /// The time of the command.
    func instant(line: Int) throws(ScriptError) -> Instant {
        guard let at, let time = RFC3339(at) else {
            throw ScriptError(line: line, problem: "\"\(at ?? "")\" is no time such as 2007-08-03T09:00:00Z")
        }
        return time.instant
    }
}
